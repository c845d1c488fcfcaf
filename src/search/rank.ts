/** BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, §3.2). */
const K1 = 1.2;
const B = 0.75;

/**
 * How much a term tells: `found` of `total` passages hold it. The weight of Robertson and Spärck Jones (1976); where it
 * falls to nothing, because half of the passages hold the term, a tenth of its smoothed form keeps it above zero, so
 * that the passages of a very small case are ordered too.
 */
export function weightOf(found: number, total: number): number {
  const odds = (total - found + 0.5) / (found + 0.5);
  return Math.max(Math.log(odds), Math.log(1 + odds) / 10);
}

/** What the weight of another spelling is multiplied by: what stands as it was typed comes first. */
export const OTHER_SPELLING = 0.25;

/** What `count` occurrences of a term add to a passage of `length` tokens. */
export function scoreOf(weight: number, count: number, length: number, meanLength: number): number {
  return (weight * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / meanLength));
}

/**
 * The best `keep` of the numbers from 0 to `count` - 1, best first. `worse(a, b)`: whether a comes after b in a total
 * order. `scores`, where an item with less always comes after one with more, spares most of these questions; they may be
 * rounded.
 */
export function best(
  count: number,
  keep: number,
  worse: (a: number, b: number) => boolean,
  scores?: Float32Array,
): number[] {
  const order = (a: number, b: number): number => (worse(a, b) ? 1 : -1);
  if (count <= keep) return Array.from({ length: count }, (_, item) => item).toSorted(order);
  // A heap whose root is the worst that is kept: most items only meet the root.
  const heap: number[] = [];
  let least = -Infinity;
  for (let item = 0; item < count; item += 1) {
    if (scores !== undefined && (scores[item] ?? 0) < least) continue;
    if (heap.length < keep) {
      heap.push(item);
      rise(heap, worse);
    } else if (keep > 0 && worse(heap[0] ?? item, item)) {
      heap[0] = item;
      sink(heap, worse);
    }
    if (scores !== undefined && heap.length === keep) least = scores[heap[0] ?? item] ?? 0;
  }
  return heap.toSorted(order);
}

function rise(heap: number[], worse: (a: number, b: number) => boolean): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfWorse(heap, at, parent, worse)) return;
    at = parent;
  }
}

function sink(heap: number[], worse: (a: number, b: number) => boolean): void {
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    const right = left + 1;
    if (left >= heap.length) return;
    const child = right < heap.length && worse(heap[right] ?? 0, heap[left] ?? 0) ? right : left;
    if (!swapIfWorse(heap, child, at, worse)) return;
    at = child;
  }
}

function swapIfWorse(heap: number[], a: number, b: number, worse: (a: number, b: number) => boolean): boolean {
  const first = heap[a] ?? 0;
  const second = heap[b] ?? 0;
  if (!worse(first, second)) return false;
  heap[a] = second;
  heap[b] = first;
  return true;
}
