/**
 * Which texts have a key, in typed arrays: open addressing (Knuth, The Art of Computer Programming 3, 6.4) from keys of 32 bits to lists of
 * numbers. Made for millions of keys with few texts each.
 */
export class Postings {
  /** Key by slot; a slot whose list is 0 is free, or was left. */
  #keys = new Uint32Array(1024);
  /** Node by slot: 0 is never used, `EMPTY` had texts once. */
  #heads = new Int32Array(1024);
  #used = 0;
  #texts = new Uint32Array(1024);
  #next = new Int32Array(1024);
  #nodes = 1;
  #freed = 0;

  /** Adds a text that the key does not have yet. */
  add(key: number, text: number): void {
    if (2 * this.#used >= this.#keys.length) this.#grow();
    const slot = this.#slotOf(key);
    if (this.#heads[slot] === 0) this.#used += 1;
    this.#keys[slot] = key;
    const head = this.#heads[slot] ?? 0;
    const node = this.#node();
    this.#texts[node] = text;
    this.#next[node] = head > 0 ? head : 0;
    this.#heads[slot] = node;
  }

  remove(key: number, text: number): void {
    const slot = this.#slotOf(key);
    let before = 0;
    for (let node = this.#heads[slot] ?? 0; node > 0; node = this.#next[node] ?? 0) {
      if (this.#texts[node] !== text) {
        before = node;
        continue;
      }
      const after = this.#next[node] ?? 0;
      if (before > 0) this.#next[before] = after;
      else this.#heads[slot] = after === 0 ? EMPTY : after;
      this.#next[node] = this.#freed;
      this.#freed = node;
      return;
    }
  }

  /** The texts of a key, up to `most`; undefined where there are more. */
  of(key: number, most: number): readonly number[] | undefined {
    const texts: number[] = [];
    for (let node = this.#heads[this.#slotOf(key)] ?? 0; node > 0; node = this.#next[node] ?? 0) {
      if (texts.length === most) return undefined;
      texts.push(this.#texts[node] ?? 0);
    }
    return texts;
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 0) & mask;
    while (this.#heads[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #node(): number {
    if (this.#freed > 0) {
      const node = this.#freed;
      this.#freed = this.#next[node] ?? 0;
      return node;
    }
    if (this.#nodes === this.#texts.length) {
      this.#texts = widened(this.#texts, new Uint32Array(2 * this.#nodes));
      this.#next = widened(this.#next, new Int32Array(2 * this.#nodes));
    }
    return this.#nodes++;
  }

  #grow(): void {
    const [keys, heads] = [this.#keys, this.#heads];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#heads = new Int32Array(2 * keys.length);
    this.#used = 0;
    for (const [at, head] of heads.entries()) {
      if (head <= 0) continue; // what is empty by now need not be known
      const slot = this.#slotOf(keys[at] ?? 0);
      this.#keys[slot] = keys[at] ?? 0;
      this.#heads[slot] = head;
      this.#used += 1;
    }
  }
}

const EMPTY = -1;

function widened<Numbers extends Uint32Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
