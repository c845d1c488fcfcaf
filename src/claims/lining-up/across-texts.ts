import { Postings } from '../align/postings.ts';

/** A key of more texts is no sign of anything. */
const MOST_TEXTS = 60;
/** Keys that two texts share before they are looked at line by line. */
const LEAST_SHARED = 3;
/** Texts of which one is looked at line by line: those with most keys in common. */
const MOST_NEIGHBOURS = 24;

interface Entry {
  readonly keys: Uint32Array;
  readonly scripts: number;
}

/** Which texts in different scripts share numbers, days and names, so that one may be a translation of the other. */
export class AcrossTexts {
  readonly #postings = new Postings();
  readonly #entries = new Map<number, Entry>();
  /** How many texts there are in which scripts. */
  readonly #counts = new Map<number, number>();

  /**
   * @param scripts as `TextProfile.scripts`
   * @param touched told of texts that may have others near than before; left out where nobody is to be told
   */
  add(text: number, keys: Uint32Array, scripts: number, touched?: (other: number) => void): void {
    this.#entries.set(text, { keys, scripts });
    this.#counts.set(scripts, 1 + (this.#counts.get(scripts) ?? 0));
    const isAlone = !this.#hasAcross();
    for (const key of keys) {
      // One more, and the key leads nowhere any longer.
      if (touched !== undefined && !isAlone && this.#postings.count(key) === MOST_TEXTS) this.#tell(key, touched);
      this.#postings.add(key, text);
    }
    if (touched !== undefined) for (const other of this.#sharing(text).keys()) touched(other);
  }

  remove(text: number, touched: (other: number) => void): void {
    const entry = this.#entries.get(text);
    if (entry === undefined) return;
    for (const other of this.#sharing(text).keys()) touched(other);
    const isAlone = !this.#hasAcross();
    for (const key of entry.keys) {
      this.#postings.remove(key, text);
      if (!isAlone && this.#postings.count(key) === MOST_TEXTS) this.#tell(key, touched);
    }
    this.#entries.delete(text);
    this.#counts.set(entry.scripts, (this.#counts.get(entry.scripts) ?? 0) - 1);
  }

  /** The texts without a script in common that share most keys with one; `keyOf` decides between those that share as many. */
  near(text: number, keyOf: (other: number) => string): readonly number[] {
    const shared = [...this.#sharing(text)].map(([other, keys]) => ({ other, keys, key: keyOf(other) }));
    const most = shared.toSorted((a, b) => b.keys - a.keys || (a.key < b.key ? -1 : 1));
    return most.slice(0, MOST_NEIGHBOURS).map(({ other }) => other);
  }

  /** Whether two texts share no script, and enough keys, however many others have these too. */
  mayBeOne(text: number, other: number): boolean {
    const [one, two] = [this.#entries.get(text), this.#entries.get(other)];
    if (one === undefined || two === undefined || !areAcross(one.scripts, two.scripts)) return false;
    const keys = new Set(one.keys);
    return two.keys.filter((key) => keys.has(key)).length >= LEAST_SHARED;
  }

  #tell(key: number, touched: (other: number) => void): void {
    for (const other of this.#postings.of(key, MOST_TEXTS) ?? []) touched(other);
  }

  /** Texts without a script in common that share enough keys, with how many. */
  #sharing(text: number): ReadonlyMap<number, number> {
    const own = this.#entries.get(text);
    const shared = new Map<number, number>();
    if (own === undefined || own.scripts === 0 || !this.#hasAcross()) return shared;
    for (const key of own.keys) {
      for (const other of this.#postings.of(key, MOST_TEXTS) ?? []) {
        const { scripts = 0 } = this.#entries.get(other) ?? {};
        if (areAcross(scripts, own.scripts)) shared.set(other, 1 + (shared.get(other) ?? 0));
      }
    }
    for (const [other, keys] of shared) if (keys < LEAST_SHARED) shared.delete(other);
    return shared;
  }

  /** Whether any two texts have no script in common. */
  #hasAcross(): boolean {
    const kinds = [...this.#counts].flatMap(([scripts, count]) => (count > 0 && scripts !== 0 ? [scripts] : []));
    return kinds.some((one) => kinds.some((other) => areAcross(one, other)));
  }
}

function areAcross(one: number, other: number): boolean {
  return one !== 0 && other !== 0 && (one & other) === 0;
}
