import type { Link } from './cluster.ts';

/** The highest score first; of equals the one with the lowest numbers, so that the outcome has one order. Millions take 16 bytes each. */
export class LinkHeap {
  #scores = new Float64Array(64);
  #firsts = new Int32Array(64);
  #seconds = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(a: number, b: number, score: number): void {
    if (this.#length === this.#scores.length) this.#widen();
    let at = this.#length;
    this.#length += 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#isBefore(score, a, b, up)) break;
      this.#copy(up, at);
      at = up;
    }
    this.#set(at, a, b, score);
  }

  pop(): Link | undefined {
    if (this.#length === 0) return undefined;
    const top = this.#at(0);
    this.#length -= 1;
    const last = this.#at(this.#length);
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#length) break;
      const right = this.#at(Math.min(left + 1, this.#length - 1));
      const next = left + 1 < this.#length && this.#isBefore(right.score, right.a, right.b, left) ? left + 1 : left;
      if (this.#isBefore(last.score, last.a, last.b, next)) break;
      this.#copy(next, at);
      at = next;
    }
    this.#set(at, last.a, last.b, last.score);
    return top;
  }

  drop(isLeft: (link: Link) => boolean): void {
    const length = this.#length;
    this.#length = 0;
    for (let at = 0; at < length; at += 1) {
      const link = this.#at(at);
      if (!isLeft(link)) this.push(link.a, link.b, link.score); // never beyond what was read
    }
  }

  #at(index: number): Link {
    return { a: this.#firsts[index] ?? 0, b: this.#seconds[index] ?? 0, score: this.#scores[index] ?? 0 };
  }

  #isBefore(score: number, a: number, b: number, index: number): boolean {
    const other = this.#scores[index] ?? 0;
    if (score !== other) return score > other;
    const first = this.#firsts[index] ?? 0;
    return a !== first ? a < first : b < (this.#seconds[index] ?? 0);
  }

  #copy(from: number, to: number): void {
    this.#scores[to] = this.#scores[from] ?? 0;
    this.#firsts[to] = this.#firsts[from] ?? 0;
    this.#seconds[to] = this.#seconds[from] ?? 0;
  }

  #set(index: number, a: number, b: number, score: number): void {
    this.#scores[index] = score;
    this.#firsts[index] = a;
    this.#seconds[index] = b;
  }

  #widen(): void {
    const [scores, firsts, seconds] = [this.#scores, this.#firsts, this.#seconds];
    const length = 2 * scores.length;
    this.#scores = new Float64Array(length);
    this.#firsts = new Int32Array(length);
    this.#seconds = new Int32Array(length);
    this.#scores.set(scores);
    this.#firsts.set(firsts);
    this.#seconds.set(seconds);
  }
}
