/** Sets of rows as ascending numbers, each once. */

/** Where one set is so many times larger, each row of the other is looked up in it. */
const MUCH_LARGER = 16;

export function without(rows: Int32Array, unwanted: Int32Array): Int32Array {
  const left = new Int32Array(rows.length);
  let count = 0;
  let at = 0;
  for (const row of rows) {
    at = placeFrom(unwanted, row, at, rows.length);
    if (unwanted[at] !== row) left[count++] = row;
  }
  return left.subarray(0, count);
}

export function inBoth(a: Int32Array, b: Int32Array): Int32Array {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const both = new Int32Array(few.length);
  let count = 0;
  let at = 0;
  for (const row of few) {
    at = placeFrom(many, row, at, few.length);
    if (many[at] === row) both[count++] = row;
  }
  return both.subarray(0, count);
}

/** The place of the first number of `rows` that is `row` or more, not before `from`; `asked` rows are looked for. */
export function placeFrom(rows: Int32Array, row: number, from: number, asked: number): number {
  let at = from;
  if (rows.length < asked * MUCH_LARGER) {
    while (at < rows.length && (rows[at] ?? 0) < row) at += 1;
    return at;
  }
  // In steps twice as long each time, then by halves.
  let step = 1;
  while (at + step < rows.length && (rows[at + step] ?? 0) < row) {
    at += step;
    step *= 2;
  }
  let end = Math.min(rows.length, at + step + 1);
  while (at < end) {
    const middle = (at + end) >> 1;
    if ((rows[middle] ?? 0) < row) at = middle + 1;
    else end = middle;
  }
  return at;
}

/** Fewer rows than that are sorted. */
const FEW = 20_000;

/** Every row that is in any of the sets. `rowEnd`: more than the highest row. */
export function inAny(sets: readonly Int32Array[], rowEnd: number): Int32Array {
  const [first, second] = sets;
  if (first === undefined || second === undefined) return first ?? new Int32Array(0);
  const all = sets.reduce((sum, set) => sum + set.length, 0);
  if (all < FEW) return sortedOnce(sets, all);
  const marked = new Uint8Array(rowEnd);
  for (const set of sets) for (const row of set) marked[row] = 1;
  let count = 0;
  for (const mark of marked) count += mark;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < rowEnd; row += 1) if (marked[row] === 1) rows[at++] = row;
  return rows;
}

function sortedOnce(sets: readonly Int32Array[], all: number): Int32Array {
  const rows = new Int32Array(all);
  let at = 0;
  for (const set of sets) {
    rows.set(set, at);
    at += set.length;
  }
  rows.sort();
  let count = 0;
  for (let i = 0; i < all; i += 1) if (i === 0 || rows[i] !== rows[i - 1]) rows[count++] = rows[i] ?? 0;
  return rows.subarray(0, count);
}

/** Those from `first` to `last`, both included. */
export function inRange(
  rows: Int32Array,
  { first, last }: { readonly first: number; readonly last: number },
): Int32Array {
  return rows.subarray(placeFrom(rows, first, 0, 0), placeFrom(rows, last + 1, 0, 0));
}
