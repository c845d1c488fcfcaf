import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { isOneEdit } from '../../src/search/similar.ts';

/** Damerau’s distance with neighbours swapped, by the table (Wagner and Fischer 1974). */
function distance(a: string, b: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = i === 0 ? j : (rows[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const other = Math.min((rows[i - 1]?.[j] ?? 99) + 1, (rows[i]?.[j - 1] ?? 99) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]?.push(Math.min(changed, other, swapped ? (rows[i - 2]?.[j - 2] ?? 99) + 1 : 99));
    }
  }
  return rows[a.length]?.[b.length] ?? 99;
}

test('one edit is a distance of at most one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (a, b) => assert.equal(isOneEdit(a, b), distance(a, b) <= 1)),
    { numRuns: 3000 },
  );
});
