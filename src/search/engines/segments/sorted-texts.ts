/** Texts, numbered from 0 as they come, and their numbers in the order of their bytes in UTF-8. */
export class SortedTexts {
  readonly #texts: string[] = [];
  #order = new Int32Array(0);
  #hasHalves = false;
  #hasLast = false;

  get size(): number {
    return this.#texts.length;
  }

  /** Not one that is there. */
  add(text: string): number {
    if (OUT_OF_ORDER.test(text)) {
      this.#hasHalves ||= HALVES.test(text);
      this.#hasLast ||= LAST.test(text);
    }
    return this.#texts.push(text) - 1;
  }

  /** All sort by their code units as they do by their bytes: few texts hold what does not, and seldom both kinds of it. */
  get #isPlain(): boolean {
    return !this.#hasHalves || !this.#hasLast;
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** The numbers of all texts. */
  order(): Int32Array {
    const known = this.#order;
    if (known.length === this.#texts.length) return known;
    const fresh = this.#inOrder(known.length);
    const order = new Int32Array(this.#texts.length);
    let [from, to] = [0, 0];
    for (const number of fresh) {
      const place = this.#placeOf(number, from);
      order.set(known.subarray(from, place), to);
      to += place - from;
      from = place;
      order[to++] = number;
    }
    order.set(known.subarray(from), to);
    this.#order = order;
    return order;
  }

  /** The numbers from this one on, by their texts. */
  #inOrder(from: number): number[] {
    if (!this.#isPlain) {
      const numbers = Array.from({ length: this.#texts.length - from }, (_, i) => from + i);
      return numbers.toSorted((a, b) => compareByCharacters(this.text(a), this.text(b)));
    }
    // Without a call for each comparison.
    const texts = this.#texts.slice(from);
    const numbers = new Map(texts.map((text, i) => [text, from + i]));
    return texts.toSorted().map((text) => numbers.get(text) ?? 0);
  }

  /** Before which of those that are in order, from one place on: by steps that double, since it is seldom far. */
  #placeOf(number: number, from: number): number {
    const order = this.#order;
    let low = from;
    let step = 1;
    while (low + step <= order.length && this.#compare(order[low + step - 1] ?? 0, number) < 0) {
      low += step;
      step *= 2;
    }
    let high = Math.min(order.length, low + step - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(order[middle] ?? 0, number) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    const [text, other] = [this.text(a), this.text(b)];
    if (this.#isPlain) return text < other ? -1 : 1;
    return compareByCharacters(text, other);
  }
}

/** Code units that sort otherwise than the bytes of UTF-8: halves of characters, and what comes after them. */
const OUT_OF_ORDER = /[\ud800-\uffff]/;
const HALVES = /[\ud800-\udfff]/;
const LAST = /[\ue000-\uffff]/;

/** The order of UTF-8 is that of code points; halves of characters come after all characters of one code unit. */
function compareByCharacters(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const [unit, other] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (unit !== other) return rankOf(unit) - rankOf(other);
  }
  return a.length - b.length;
}

function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
