/**
 * Texts of which the statements of one slot are compared with those of a text: the closest. Of forms and daily reports, of which
 * each resembles all others, each would else be compared with each.
 */
export const MOST_NEAR = 60;

/** By slot the texts near to one, and how close each is. */
export type Near = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Days are told apart up to this many, some 180 years. */
const DAYS = 2 ** 16;
const TIES = 2 ** 24;

/**
 * How close two texts are, the same from either side: by the keys that they share in a slot, then by the days between them;
 * what is equal then has some order.
 */
export function closeness(keys: number, days: number | undefined, tie: number): number {
  const apart = days === undefined ? DAYS - 1 : Math.min(DAYS - 1, Math.floor(Math.abs(days)));
  return keys * DAYS + (DAYS - 1 - apart) + (tie % TIES) / TIES;
}

/**
 * How close a text has to be to another one to be compared with it in a slot. What is not known is worked out when it is
 * asked for, so that nothing depends on the order in which texts came.
 */
export class NearBounds {
  /** By text and slot: what the last of the closest has, above 0; else how many there are, below it. */
  readonly #of = new Map<number, Map<number, number>>();
  readonly #nearOf: (text: number) => Near;

  constructor(nearOf: (text: number) => Near) {
    this.#nearOf = nearOf;
  }

  /** Above this everything is compared with a text in a slot; 0 where all is. */
  least(text: number, slot: number): number {
    return Math.max(0, (this.#of.get(text) ?? this.note(text, this.#nearOf(text))).get(slot) ?? 0);
  }

  /** @param near what `nearOf` says of the text now */
  note(text: number, near: Near): ReadonlyMap<number, number> {
    const bounds = new Map<number, number>();
    for (const [slot, others] of near) bounds.set(slot, boundOf(others));
    this.#of.set(text, bounds);
    return bounds;
  }

  /** A text has come near to another one, and `nearOf` knows it. @returns whether the other is compared with others now */
  came(text: number, slot: number, close: number): boolean {
    const bounds = this.#of.get(text);
    if (bounds === undefined) {
      const least = this.least(text, slot);
      return least > 0 && close >= least;
    }
    const bound = bounds.get(slot) ?? 0;
    const changed = bound > 0 ? close > bound : -bound >= MOST_NEAR;
    if (changed) this.forget(text);
    else if (bound <= 0) bounds.set(slot, bound - 1);
    return changed;
  }

  /** As `came`, of one that goes, while `nearOf` still knows it. */
  goes(text: number, slot: number, close: number): boolean {
    const bound = (this.#of.get(text) ?? this.note(text, this.#nearOf(text))).get(slot) ?? 0;
    const changed = bound > 0 && close >= bound;
    if (changed) this.forget(text);
    else if (bound < 0) this.#of.get(text)?.set(slot, bound + 1);
    return changed;
  }

  forget(text: number): void {
    this.#of.delete(text);
  }
}

function boundOf(others: ReadonlyMap<number, number>): number {
  if (others.size <= MOST_NEAR) return -others.size;
  const sorted = Float64Array.from(others.values()).toSorted();
  return sorted[sorted.length - MOST_NEAR] ?? 0;
}
