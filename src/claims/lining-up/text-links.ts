import { linkBetween, type Weights } from '../align/align.ts';
import { comparable } from '../align/candidates.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import type { TextIndex } from './text-index.ts';

/** Links of one statement: number of the other, score, number of the next, … */
export type LinkList = readonly number[];

const NO_LINKS: LinkList = [];

/**
 * What speaks for statements of two texts, or of one, being one claim. Every two texts are compared once; what that amounts
 * to is kept until one of them goes or is to be compared anew.
 */
export class TextLinks {
  readonly #index: TextIndex;
  readonly #weights: Weights | undefined;
  /** By text, and in it by place. */
  readonly #lists = new Map<number, (number[] | undefined)[]>();
  /** The texts with which one has links. */
  readonly #met = new Map<number, number[]>();
  /** When a text came, and when it was compared with all that were there: times of one clock. */
  readonly #came = new Map<number, number>();
  readonly #compared = new Map<number, number>();
  /** Texts to which those that were compared before them have no links yet. */
  readonly #due = new Set<number>();
  #clock = 0;

  constructor(index: TextIndex, weights: Weights | undefined) {
    this.#index = index;
    this.#weights = weights;
  }

  /** A text has come. @param due whether others may have been compared already */
  add(text: number, due: boolean): void {
    this.#came.set(text, (this.#clock += 1));
    if (due) this.#due.add(text);
  }

  /** A text is worth comparing with others than before. */
  again(text: number): void {
    if (!this.has(text)) return;
    this.remove(text);
    this.add(text, true);
  }

  /** Nothing was compared yet. */
  get isEmpty(): boolean {
    return this.#compared.size === 0;
  }

  /** Whether a text was compared with any. */
  has(text: number): boolean {
    return this.#compared.has(text) || this.#met.has(text);
  }

  remove(text: number): void {
    const others = this.#met.get(text) ?? [];
    this.#lists.delete(text);
    this.#met.delete(text);
    this.#came.delete(text);
    this.#compared.delete(text);
    this.#due.delete(text);
    for (const other of others) {
      const met = this.#met.get(other);
      if (met !== undefined)
        this.#met.set(
          other,
          met.filter((each) => each !== text),
        );
      const lists = this.#lists.get(other);
      for (const [place, list] of lists?.entries() ?? [])
        if (lists !== undefined && list !== undefined) lists[place] = without(list, text);
    }
  }

  /**
   * Links of a statement. A score that is no number means `never`. What speaks for a link is told of both statements, all
   * else of one of them.
   */
  of({ text, place }: Placed): LinkList {
    for (const each of this.#due) this.#compare(each);
    if (!this.#compared.has(text)) this.#compare(text);
    return this.#lists.get(text)?.[place] ?? NO_LINKS;
  }

  /** The statements that speak for being one with this one, as far as they were compared. */
  known({ text, place }: Placed): readonly Placed[] {
    const list = this.#lists.get(text)?.[place] ?? NO_LINKS;
    const found: Placed[] = [];
    for (let at = 0; at < list.length; at += 2) if ((list[at + 1] ?? 0) > 0) found.push(placedOf(list[at] ?? 0));
    return found;
  }

  #compare(text: number): void {
    const came = this.#came.get(text);
    const own = this.#index.load(text);
    if (came === undefined || own === undefined || this.#compared.has(text)) {
      this.#due.delete(text);
      return;
    }
    const near = this.#index.nearOf(text);
    this.#due.delete(text);
    this.#compared.set(text, (this.#clock += 1));
    const shared = new Map<number, number[]>();
    for (const [slot, texts] of near) {
      if (!own.bySlot.has(slot)) continue;
      for (const other of texts) {
        if (other !== text && (this.#compared.get(other) ?? 0) > came) continue; // that one has compared the two
        const slots = shared.get(other);
        if (slots === undefined) shared.set(other, [slot]);
        else slots.push(slot);
      }
    }
    try {
      for (const [other, slots] of shared) this.#compareTwo(text, other, slots);
    } catch (error) {
      this.again(text); // what it was compared with so far is not all
      throw error;
    }
  }

  #compareTwo(text: number, other: number, slots: readonly number[]): void {
    const [one, two] = [this.#index.load(text), this.#index.load(other)];
    if (one === undefined || two === undefined) return;
    const first = one.order < two.order; // the older one goes first: the order decides roundings
    const seen = new Set<number>();
    let met = false;
    for (const slot of slots) {
      for (const place of one.bySlot.get(slot) ?? []) {
        for (const at of two.bySlot.get(slot) ?? []) {
          if (text === other && at <= place) continue;
          const pair = place * two.statements.length + at;
          const [a, b] = [one.statements[place], two.statements[at]];
          if (a === undefined || b === undefined || seen.has(pair)) continue;
          seen.add(pair);
          if (!comparable(a, b)) continue;
          if (!met && text !== other) this.#meet(text, other);
          met = true;
          const ordered = text === other || first;
          const score = ordered ? linkBetween(a, b, this.#weights) : linkBetween(b, a, this.#weights);
          const kept = score === 'never' ? NaN : score;
          this.#listOf(text, place).push(numberOf({ text: other, place: at }), kept);
          if (kept > 0) this.#listOf(other, at).push(numberOf({ text, place }), kept);
        }
      }
    }
  }

  #meet(text: number, other: number): void {
    this.#metBy(text).push(other);
    this.#metBy(other).push(text);
  }

  #metBy(text: number): number[] {
    let met = this.#met.get(text);
    if (met === undefined) this.#met.set(text, (met = []));
    return met;
  }

  #listOf(text: number, place: number): number[] {
    let lists = this.#lists.get(text);
    if (lists === undefined) this.#lists.set(text, (lists = []));
    return (lists[place] ??= []);
  }
}

function without(list: LinkList, text: number): number[] {
  const kept: number[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const [other = 0, score = 0] = [list[at], list[at + 1]];
    if (placedOf(other).text !== text) kept.push(other, score);
  }
  return kept;
}
