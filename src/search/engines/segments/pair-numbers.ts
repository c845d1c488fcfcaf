import { writeUnit } from './bytes.ts';

/** Numbers pairs from 0, in the order in which they come. Pairs are integers of 32 bits, and never 0. */
export class PairNumbers {
  #pairs = new Int32Array(1024);
  #numbers = new Int32Array(1024);
  count = 0;

  of(pair: number): number {
    const pairs = this.#pairs;
    const mask = pairs.length - 1;
    let at = slotOf(pair) & mask;
    for (;;) {
      const own = pairs[at];
      if (own === pair) return this.#numbers[at] ?? 0;
      if (own === 0) break;
      at = (at + 1) & mask;
    }
    const number = this.count;
    pairs[at] = pair;
    this.#numbers[at] = number;
    this.count += 1;
    if (this.count * 2 > pairs.length) this.#grow();
    return number;
  }

  #grow(): void {
    const [pairs, numbers] = [this.#pairs, this.#numbers];
    const mask = pairs.length * 2 - 1;
    this.#pairs = new Int32Array(mask + 1);
    this.#numbers = new Int32Array(mask + 1);
    for (let i = 0; i < pairs.length; i += 1) {
      const pair = pairs[i] ?? 0;
      if (pair === 0) continue;
      let at = slotOf(pair) & mask;
      while (this.#pairs[at] !== 0) at = (at + 1) & mask;
      this.#pairs[at] = pair;
      this.#numbers[at] = numbers[i] ?? 0;
    }
  }

  sorted(): SortedPairs {
    // The number rides in the lower bits: numbers are sorted without a call for each comparison.
    const keys = new Float64Array(this.count);
    let at = 0;
    for (let i = 0; i < this.#pairs.length; i += 1) {
      const pair = this.#pairs[i] ?? 0;
      if (pair !== 0) keys[at++] = (pair >>> 0) * NUMBERS + (this.#numbers[i] ?? 0);
    }
    return new SortedPairs(keys.toSorted());
  }
}

/** Pairs in the order of their bytes in UTF-8, which is that of their code units: none is half a character. */
class SortedPairs {
  readonly #keys: Float64Array;

  constructor(keys: Float64Array) {
    this.#keys = keys;
  }

  get count(): number {
    return this.#keys.length;
  }

  number(at: number): number {
    return (this.#keys[at] ?? 0) % NUMBERS;
  }

  /** Writes the pair behind the field, and gives how long the term is. */
  writeTerm(at: number, term: Uint8Array): number {
    const pair = Math.floor((this.#keys[at] ?? 0) / NUMBERS);
    const end = writeUnit(Math.floor(pair / 0x10000), term, 1);
    return pair % 0x10000 === 0 ? end : writeUnit(pair % 0x10000, term, end);
  }
}

/** More than there are numbers. */
const NUMBERS = 2 ** 21;

/** Knuth's multiplicative hash. */
function slotOf(pair: number): number {
  const mixed = Math.imul(pair, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
