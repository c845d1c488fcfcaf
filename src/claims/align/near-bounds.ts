/**
 * Texts of which the statements of one slot are compared with those of a text: the closest. Of forms and daily reports, of which
 * each resembles all others, each would else be compared with each.
 */
export const MOST_NEAR = 60;

/** Texts near to one, and under the same place how close each is. */
interface NearInSlot {
  readonly texts: Uint32Array;
  readonly close: Float64Array;
}

/** By slot. */
export type Near = ReadonlyMap<number, NearInSlot>;

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
  /** By text and slot, as far as it is known: what the last of the closest has, above 0; else how many there are, below it. */
  readonly #of = new Map<number, Map<number, number>>();
  readonly #nearOf: (text: number) => Near;

  constructor(nearOf: (text: number) => Near) {
    this.#nearOf = nearOf;
  }

  /** Above this everything is compared with a text in a slot; 0 where all is. */
  least(text: number, slot: number): number {
    return Math.max(0, this.#bound(text, slot));
  }

  /** Of no other slot: while texts are told of one that comes or goes, some know of it already. */
  #bound(text: number, slot: number): number {
    const known = this.#of.get(text)?.get(slot);
    if (known !== undefined) return known;
    const bound = boundOf(this.#nearOf(text).get(slot)?.close ?? NOBODY);
    this.#set(text, slot, bound);
    return bound;
  }

  #set(text: number, slot: number, bound: number): void {
    const bounds = this.#of.get(text);
    if (bounds === undefined) this.#of.set(text, new Map([[slot, bound]]));
    else bounds.set(slot, bound);
  }

  /** @param near what `nearOf` says of the text now */
  note(text: number, near: Near): ReadonlyMap<number, number> {
    const bounds = new Map<number, number>();
    for (const [slot, { close }] of near) bounds.set(slot, boundOf(close));
    this.#of.set(text, bounds);
    return bounds;
  }

  /** A text has come near to another one, and `nearOf` knows it. @returns whether the other is compared with others now */
  came(text: number, slot: number, close: number): boolean {
    const bound = this.#of.get(text)?.get(slot);
    if (bound === undefined) {
      const least = this.least(text, slot);
      return least > 0 && close >= least;
    }
    const changed = bound > 0 ? close > bound : -bound >= MOST_NEAR;
    if (changed) this.forget(text, slot);
    else if (bound <= 0) this.#set(text, slot, bound - 1);
    return changed;
  }

  /** As `came`, of one that goes, while `nearOf` still knows it. */
  goes(text: number, slot: number, close: number): boolean {
    const bound = this.#bound(text, slot);
    const changed = bound > 0 && close >= bound;
    if (changed) this.forget(text, slot);
    else if (bound < 0) this.#set(text, slot, bound + 1);
    return changed;
  }

  /** Of one slot, or of all. */
  forget(text: number, slot?: number): void {
    if (slot === undefined) this.#of.delete(text);
    else this.#of.get(text)?.delete(slot);
  }

  forgetAll(): void {
    this.#of.clear();
  }
}

const NOBODY = new Float64Array(0);

function boundOf(close: Float64Array): number {
  return close.length <= MOST_NEAR ? -close.length : highest(close.slice(), MOST_NEAR);
}

/** The number at a place in the order from the highest to the lowest (Hoare, Algorithm 65: Find); `numbers` are put in another order. */
function highest(numbers: Float64Array, place: number): number {
  const wanted = numbers.length - place;
  for (let [low, high] = [0, numbers.length - 1]; low < high;) {
    const middle = numbers[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((numbers[left] ?? 0) < middle) left += 1;
      while ((numbers[right] ?? 0) > middle) right -= 1;
      if (left > right) break;
      const [one, other] = [numbers[left] ?? 0, numbers[right] ?? 0];
      numbers[left++] = other;
      numbers[right--] = one;
    }
    if (right < wanted) low = left;
    if (left > wanted) high = right;
  }
  return numbers[wanted] ?? 0;
}
