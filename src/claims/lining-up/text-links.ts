import { linkBetween, type Weights } from '../align/align.ts';
import { areAcross } from '../align/between.ts';
import { comparable } from '../align/candidates.ts';
import { acrossLinks } from './across-links.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import type { LoadedText } from './loaded-text.ts';
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
  /** The texts with which one has links, each with a digest of the slots in which the two were compared. */
  readonly #met = new Map<number, Map<number, number>>();
  /** When a text came, and when it was compared with all that were there: times of one clock. */
  readonly #came = new Map<number, number>();
  readonly #compared = new Map<number, number>();
  /** Texts to which those that were compared before them have no links yet. */
  readonly #due = new Set<number>();
  /** Those of which others than before may be worth comparing. */
  readonly #again = new Set<number>();
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

  /** Other texts than before may be worth comparing with one: `renewed` sees to it. */
  again(text: number): void {
    if (this.has(text)) this.#again.add(text);
  }

  /** Texts for which `again` was said. */
  get stale(): Iterable<number> {
    return this.#again;
  }

  /**
   * Compares a text with those that are worth it now.
   *
   * @param touched takes the statements that have others to which they are linked than before, whatever that speaks for
   */
  renewed(text: number, touched: Set<number>): void {
    this.#again.delete(text);
    const own = this.#index.load(text);
    if (own === undefined) return;
    const isCompared = this.#compared.has(text);
    try {
      const wanted = this.#sharedSlots(text, own);
      const gone = new Set<number>();
      for (const [other, digest] of this.#met.get(text) ?? [])
        if (digestOf(wanted.get(other)) !== digest) gone.add(other);
      this.#part(text, gone, touched);
      this.#due.delete(text);
      this.#compared.set(text, (this.#clock += 1));
      for (const [other, slots] of wanted)
        if (other === text ? !isCompared : this.#met.get(text)?.has(other) !== true)
          this.#compareTwo(text, other, slots, touched);
    } catch (error) {
      this.#part(text, new Set(this.#met.get(text)?.keys()), touched);
      this.#anew(text); // what it was compared with so far is not all
      throw error;
    }
  }

  /** @param touched takes the statements whose links are taken away */
  #part(text: number, others: ReadonlySet<number>, touched?: Set<number>): void {
    if (others.size === 0) return;
    const part = (from: number, isGone: (text: number) => boolean): void => {
      const lists = this.#lists.get(from);
      for (const [place, list] of lists?.entries() ?? []) {
        if (lists === undefined || list === undefined) continue;
        const kept = without(list, isGone, touched);
        if (kept.length === list.length) continue;
        lists[place] = kept;
        touched?.add(numberOf({ text: from, place }));
      }
    };
    part(text, (each) => others.has(each));
    for (const other of others) {
      part(other, (each) => each === text);
      this.#met.get(other)?.delete(text);
      this.#met.get(text)?.delete(other);
    }
  }

  /** All of it is to be compared again. */
  #anew(text: number): void {
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
    this.#part(text, new Set(this.#met.get(text)?.keys()));
    this.#lists.delete(text);
    this.#met.delete(text);
    this.#came.delete(text);
    this.#compared.delete(text);
    this.#due.delete(text);
    this.#again.delete(text);
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

  #compare(text: number): void {
    const came = this.#came.get(text);
    const own = this.#index.load(text);
    if (came === undefined || own === undefined || this.#compared.has(text)) {
      this.#due.delete(text);
      return;
    }
    const shared = this.#sharedSlots(text, own);
    this.#due.delete(text);
    this.#compared.set(text, (this.#clock += 1));
    try {
      for (const [other, slots] of shared) {
        if (other !== text && (this.#compared.get(other) ?? 0) > came) continue; // that one has compared the two
        this.#compareTwo(text, other, slots);
      }
    } catch (error) {
      this.#anew(text); // what it was compared with so far is not all
      throw error;
    }
  }

  /** The texts with which one is worth comparing, each with the slots in which it is. */
  #sharedSlots(text: number, own: LoadedText): ReadonlyMap<number, readonly number[]> {
    const shared = new Map<number, number[]>();
    for (const [slot, texts] of this.#index.nearOf(text)) {
      if (!own.bySlot.has(slot)) continue;
      for (const other of texts) {
        const slots = shared.get(other);
        if (slots === undefined) shared.set(other, [slot]);
        else slots.push(slot);
      }
    }
    return shared;
  }

  /** @param linked takes the statements that are linked now */
  #compareTwo(text: number, other: number, slots: readonly number[], linked?: Set<number>): void {
    const [one, two] = [this.#index.load(text), this.#index.load(other)];
    if (one === undefined || two === undefined) return;
    const first = one.order < two.order; // the older one goes first: the order decides roundings
    const seen = new Set<number>();
    let met = text === other;
    const put = (place: number, at: number, kept: number): void => {
      if (!met) this.#meet(text, other, digestOf(slots));
      met = true;
      const [mine, theirs] = [numberOf({ text, place }), numberOf({ text: other, place: at })];
      this.#listOf(text, place).push(theirs, kept);
      if (kept > 0) this.#listOf(other, at).push(mine, kept);
      linked?.add(mine).add(theirs);
    };
    for (const { place, at, score } of this.#across(text, other)) {
      seen.add(place * two.statements.length + at);
      put(place, at, score);
    }
    for (const slot of slots) {
      for (const place of one.bySlot.get(slot) ?? []) {
        for (const at of two.bySlot.get(slot) ?? []) {
          if (text === other && at <= place) continue;
          const pair = place * two.statements.length + at;
          const [a, b] = [one.statements[place], two.statements[at]];
          if (a === undefined || b === undefined || seen.has(pair)) continue;
          seen.add(pair);
          if (!comparable(a, b)) continue;
          const ordered = text === other || first;
          const score = ordered ? linkBetween(a, b, this.#weights) : linkBetween(b, a, this.#weights);
          put(place, at, score === 'never' ? NaN : score);
        }
      }
    }
  }

  /** Statements of two texts that words cannot compare, by their places in each. */
  #across(text: number, other: number): readonly { place: number; at: number; score: number }[] {
    const [one, two] = [this.#index.load(text), this.#index.load(other)];
    const [a, b] = [one?.statements[0]?.text, two?.statements[0]?.text];
    if (one === undefined || two === undefined || a === undefined || b === undefined || !areAcross(a, b)) return [];
    if (one.order < two.order) {
      const links = acrossLinks(one.statements, two.statements, this.#index.alignment(text, other));
      return links.map(({ first, second, score }) => ({ place: first, at: second, score }));
    }
    const links = acrossLinks(two.statements, one.statements, this.#index.alignment(other, text));
    return links.map(({ first, second, score }) => ({ place: second, at: first, score }));
  }

  #meet(text: number, other: number, slots: number): void {
    this.#metBy(text).set(other, slots);
    this.#metBy(other).set(text, slots);
  }

  #metBy(text: number): Map<number, number> {
    let met = this.#met.get(text);
    if (met === undefined) this.#met.set(text, (met = new Map()));
    return met;
  }

  #listOf(text: number, place: number): number[] {
    let lists = this.#lists.get(text);
    if (lists === undefined) this.#lists.set(text, (lists = []));
    return (lists[place] ??= []);
  }
}

/** @param others takes the statements of the links that are left out */
function without(list: number[], isGone: (text: number) => boolean, others?: Set<number>): number[] {
  let kept: number[] | undefined;
  for (let at = 0; at < list.length; at += 2) {
    const [other = 0, score = 0] = [list[at], list[at + 1]];
    if (isGone(placedOf(other).text)) {
      kept ??= list.slice(0, at);
      others?.add(other);
    } else kept?.push(other, score);
  }
  return kept ?? list;
}

/** Of slots in any order; of none 0. */
function digestOf(slots: readonly number[] = []): number {
  let [sum, mixed] = [0, 0];
  for (const slot of slots) {
    sum = (sum + slot) >>> 0;
    mixed = (mixed + Math.imul(slot ^ (slot >>> 15), 0x85ebca6b)) >>> 0;
  }
  return sum * 2 ** 21 + (mixed >>> 11);
}
