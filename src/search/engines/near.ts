import type { Near } from '../query-tree.ts';
import { PLACES, type PostingLists } from './postings.ts';
import { inBoth } from './row-sets.ts';

/** The rows in which the terms stand as near one another as `Near` says. */
export function rowsNear(lists: PostingLists, { terms, within }: Near): Int32Array {
  const among = terms
    .map((term) => lists.of(term).rows)
    .toSorted((a, b) => a.length - b.length)
    .reduce(inBoth);
  const begins = terms.map((term) => lists.begins(term, among));
  const lengths = terms.map(({ tokens }) => tokens.length);
  // Where each term stands at or before the place that is looked at, and where it stands next.
  const before = begins.map(() => -1);
  const near: number[] = [];
  for (const row of among) {
    if (standsNear(begins, before, (row + 1) * PLACES, row * PLACES, lengths, within)) near.push(row);
  }
  return Int32Array.from(near);
}

/** Goes through the places of one row in their order; at each, every term must have ended shortly before, or begin. */
function standsNear(
  begins: readonly Float64Array[],
  before: number[],
  end: number,
  from: number,
  lengths: readonly number[],
  within: number,
): boolean {
  let found = false;
  for (;;) {
    let next = end;
    for (const [t, own] of begins.entries()) next = Math.min(next, own[(before[t] ?? -1) + 1] ?? end);
    if (next >= end) return found;
    let isNear = true;
    for (const [t, own] of begins.entries()) {
      const last = before[t] ?? -1;
      if (own[last + 1] === next) before[t] = last + 1;
      const begin = own[before[t] ?? -1] ?? -1;
      if (begin < from || next - begin - (lengths[t] ?? 0) > within) isNear = false;
    }
    found ||= isNear;
  }
}
