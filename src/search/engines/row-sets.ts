/** Sets of rows as ascending numbers, each once. */

export function without(rows: Int32Array, unwanted: Int32Array): Int32Array {
  const left = new Int32Array(rows.length);
  let count = 0;
  let at = 0;
  for (const row of rows) {
    while (at < unwanted.length && (unwanted[at] ?? 0) < row) at += 1;
    if (unwanted[at] !== row) left[count++] = row;
  }
  return left.subarray(0, count);
}

export function inBoth(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(a.length, b.length));
  let count = 0;
  let at = 0;
  for (const row of a) {
    while (at < b.length && (b[at] ?? 0) < row) at += 1;
    if (b[at] === row) both[count++] = row;
  }
  return both.subarray(0, count);
}

export function inEither(a: Int32Array, b: Int32Array): Int32Array {
  const either = new Int32Array(a.length + b.length);
  let count = 0;
  let at = 0;
  for (const row of a) {
    while (at < b.length && (b[at] ?? 0) < row) either[count++] = b[at++] ?? 0;
    if (b[at] === row) at += 1;
    either[count++] = row;
  }
  while (at < b.length) either[count++] = b[at++] ?? 0;
  return either.subarray(0, count);
}
