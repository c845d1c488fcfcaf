/** Code units. Longer runs come once. */
const LONGEST_RUN = 64;

/** Finds the number of a stretch of a text, if it was met before, without cutting it out. */
export class RunNumbers {
  /** One more than a place in the arrays below; 0 for none. */
  #slots = new Int32Array(4096);
  #begins = new Int32Array(2048);
  #numbers = new Int32Array(2048);
  #hashes = new Int32Array(2048);
  #units = new Uint16Array(16_384);
  size = 0;

  /** -1 where it was not. */
  find(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const mask = this.#slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const run = (this.#slots[at] ?? 0) - 1;
      if (run < 0) return -1;
      if (this.#hashes[run] === hash && this.#is(run, text, start, end)) return this.#numbers[run] ?? -1;
    }
  }

  #is(run: number, text: string, start: number, end: number): boolean {
    const begin = this.#begins[run] ?? 0;
    if ((this.#begins[run + 1] ?? 0) - begin !== end - start) return false;
    const units = this.#units;
    for (let i = start, at = begin; i < end; i += 1, at += 1) if (text.charCodeAt(i) !== units[at]) return false;
    return true;
  }

  /** Only what `find` does not know. */
  add(text: string, start: number, end: number, number: number): void {
    if (end - start > LONGEST_RUN) return;
    const run = this.size;
    const begin = this.#begins[run] ?? 0;
    if (run + 2 > this.#begins.length) this.#growRuns();
    if (begin + end - start > this.#units.length)
      this.#units = copied(this.#units, new Uint16Array(this.#units.length * 2));
    for (let i = start, at = begin; i < end; i += 1, at += 1) this.#units[at] = text.charCodeAt(i);
    const hash = hashOf(text, start, end);
    this.#begins[run + 1] = begin + end - start;
    this.#numbers[run] = number;
    this.#hashes[run] = hash;
    this.size += 1;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    else this.#enter(run, hash);
  }

  #enter(run: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = run + 1;
  }

  #growRuns(): void {
    const size = this.#begins.length * 2;
    this.#begins = copied(this.#begins, new Int32Array(size));
    this.#numbers = copied(this.#numbers, new Int32Array(size));
    this.#hashes = copied(this.#hashes, new Int32Array(size));
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let run = 0; run < this.size; run += 1) this.#enter(run, this.#hashes[run] ?? 0);
  }
}

/** FNV-1a over code units, its high bits mixed into the low ones. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function copied<Numbers extends { set(numbers: Numbers): void }>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}
