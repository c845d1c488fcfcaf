/**
 * Which texts have a key, in typed arrays: open addressing (Knuth, The Art of Computer Programming 3, 6.4) from keys of 32 bits to lists of
 * numbers. Made for millions of keys with few texts each.
 */
export class Postings {
  /** Key by slot; a slot whose list is 0 is free, or was left. */
  #keys = new Uint32Array(1024);
  /** Node by slot: 0 is never used, `EMPTY` had texts once. */
  #heads = new Int32Array(1024);
  /** How many texts, by slot. */
  #counts = new Uint32Array(1024);
  #used = 0;
  /** By node a text, and the next node of its list. */
  #links = new Uint32Array(2048);
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
    this.#links[2 * node] = text;
    this.#links[2 * node + 1] = head > 0 ? head : 0;
    this.#heads[slot] = node;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  remove(key: number, text: number): void {
    const slot = this.#slotOf(key);
    let before = 0;
    for (let node = this.#heads[slot] ?? 0; node > 0; node = this.#after(node)) {
      if (this.#links[2 * node] !== text) {
        before = node;
        continue;
      }
      const after = this.#after(node);
      if (before > 0) this.#links[2 * before + 1] = after;
      else this.#heads[slot] = after === 0 ? EMPTY : after;
      this.#links[2 * node + 1] = this.#freed;
      this.#freed = node;
      this.#counts[slot] = (this.#counts[slot] ?? 0) - 1;
      return;
    }
  }

  /** How many texts have a key. */
  count(key: number): number {
    return this.#counts[this.#slotOf(key)] ?? 0;
  }

  /** The texts of a key, up to `most`; undefined where there are more. */
  of(key: number, most: number): readonly number[] | undefined {
    const slot = this.#slotOf(key);
    if ((this.#counts[slot] ?? 0) > most) return undefined;
    const texts: number[] = [];
    for (let node = this.#heads[slot] ?? 0; node > 0; node = this.#after(node)) texts.push(this.#links[2 * node] ?? 0);
    return texts;
  }

  /**
   * As `of`, into a list that has room for as many as it is long.
   *
   * @returns how many there are; none where there are more
   */
  fill(key: number, into: Uint32Array): number {
    const slot = this.#slotOf(key);
    const count = this.#counts[slot] ?? 0;
    if (count > into.length) return 0;
    let node = this.#heads[slot] ?? 0;
    for (let at = 0; at < count; at += 1) {
      into[at] = this.#links[2 * node] ?? 0;
      node = this.#after(node);
    }
    return count;
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
      this.#freed = this.#after(node);
      return node;
    }
    if (2 * this.#nodes === this.#links.length) {
      const links = this.#links;
      this.#links = new Uint32Array(2 * links.length);
      this.#links.set(links);
    }
    return this.#nodes++;
  }

  #after(node: number): number {
    return this.#links[2 * node + 1] ?? 0;
  }

  #grow(): void {
    const [keys, heads, counts] = [this.#keys, this.#heads, this.#counts];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#heads = new Int32Array(2 * keys.length);
    this.#counts = new Uint32Array(2 * keys.length);
    this.#used = 0;
    for (const [at, head] of heads.entries()) {
      if (head <= 0) continue; // what is empty by now need not be known
      const slot = this.#slotOf(keys[at] ?? 0);
      this.#keys[slot] = keys[at] ?? 0;
      this.#heads[slot] = head;
      this.#counts[slot] = counts[at] ?? 0;
      this.#used += 1;
    }
  }
}

const EMPTY = -1;
