/**
 * Pairs with their scores: the highest score first; of equals the one with the lowest numbers, so that the outcome has one
 * order. Millions take 20 bytes each.
 */
export class LinkHeap {
  #scores = new Float64Array(64);
  #firsts = new Int32Array(64);
  #seconds = new Int32Array(64);
  #pairs = new Int32Array(64);
  #length = 0;

  /** What `pop` took last. */
  pair = 0;
  a = 0;
  b = 0;
  score = 0;

  get length(): number {
    return this.#length;
  }

  push(pair: number, a: number, b: number, score: number): void {
    if (this.#length === this.#scores.length) this.#widen();
    this.#length += 1;
    this.#rise(this.#length - 1, pair, a, b, score);
  }

  /** @returns whether there was any */
  pop(): boolean {
    if (this.#length === 0) return false;
    this.#take(0);
    const [pair, a, b, score] = [this.pair, this.a, this.b, this.score];
    this.#length -= 1;
    this.#take(this.#length);
    let at = 0;
    for (let left = 1; left < this.#length; left = 2 * at + 1) {
      const next = left + 1 < this.#length && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isAfter(this.score, this.a, this.b, next)) break;
      this.#copy(next, at);
      at = next;
    }
    this.#set(at, this.pair, this.a, this.b, this.score);
    [this.pair, this.a, this.b, this.score] = [pair, a, b, score];
    return true;
  }

  drop(isLeft: (pair: number, score: number) => boolean): void {
    const length = this.#length;
    this.#length = 0;
    for (let at = 0; at < length; at += 1) {
      const [pair, score] = [this.#pairs[at] ?? 0, this.#scores[at] ?? 0];
      // Never beyond what was read.
      if (!isLeft(pair, score)) this.push(pair, this.#firsts[at] ?? 0, this.#seconds[at] ?? 0, score);
    }
  }

  #rise(from: number, pair: number, a: number, b: number, score: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#isAfter(score, a, b, up)) break;
      this.#copy(up, at);
      at = up;
    }
    this.#set(at, pair, a, b, score);
  }

  #isBefore(one: number, other: number): boolean {
    return this.#isAfter(this.#scores[other] ?? 0, this.#firsts[other] ?? 0, this.#seconds[other] ?? 0, one);
  }

  /** Whether what stands at a place goes before this. */
  #isAfter(score: number, a: number, b: number, place: number): boolean {
    const other = this.#scores[place] ?? 0;
    if (score !== other) return score < other;
    const first = this.#firsts[place] ?? 0;
    return a === first ? b > (this.#seconds[place] ?? 0) : a > first;
  }

  #take(place: number): void {
    this.pair = this.#pairs[place] ?? 0;
    this.a = this.#firsts[place] ?? 0;
    this.b = this.#seconds[place] ?? 0;
    this.score = this.#scores[place] ?? 0;
  }

  #copy(from: number, to: number): void {
    this.#scores[to] = this.#scores[from] ?? 0;
    this.#firsts[to] = this.#firsts[from] ?? 0;
    this.#seconds[to] = this.#seconds[from] ?? 0;
    this.#pairs[to] = this.#pairs[from] ?? 0;
  }

  #set(place: number, pair: number, a: number, b: number, score: number): void {
    this.#scores[place] = score;
    this.#firsts[place] = a;
    this.#seconds[place] = b;
    this.#pairs[place] = pair;
  }

  #widen(): void {
    const length = 2 * this.#scores.length;
    const [scores, firsts, seconds, pairs] = [this.#scores, this.#firsts, this.#seconds, this.#pairs];
    this.#scores = new Float64Array(length);
    this.#firsts = new Int32Array(length);
    this.#seconds = new Int32Array(length);
    this.#pairs = new Int32Array(length);
    this.#scores.set(scores);
    this.#firsts.set(firsts);
    this.#seconds.set(seconds);
    this.#pairs.set(pairs);
  }
}
