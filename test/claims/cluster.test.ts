import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { cluster, type Link } from '../../src/claims/align/cluster.ts';

type Pair = readonly [number, number];

/** The same by its definition: every pair of groups is looked at again before each step. */
function grouped(count: number, links: readonly Link[], never: readonly Pair[], missing: number): readonly number[] {
  const scores = new Map(links.map(({ a, b, score }) => [`${a} ${b}`, score]));
  const between = (a: number, b: number): number => scores.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? missing;
  const isLinked = (one: readonly number[], other: readonly number[]): boolean =>
    one.some((a) => other.some((b) => scores.has(`${Math.min(a, b)} ${Math.max(a, b)}`)));
  const isApart = (one: readonly number[], other: readonly number[]): boolean =>
    never.some(([a, b]) => (one.includes(a) && other.includes(b)) || (one.includes(b) && other.includes(a)));
  const average = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const bestIn = (one: readonly number[], other: readonly number[]): number =>
    average(one.map((a) => Math.max(missing, ...other.map((b) => between(a, b)))));
  const scoreOf = (one: readonly number[], other: readonly number[]): number => {
    if (one.length * other.length === 1) return between(one[0] ?? 0, other[0] ?? 0);
    const all = average(one.flatMap((a) => other.map((b) => between(a, b))));
    return (all + (bestIn(one, other) + bestIn(other, one)) / 2) / 2;
  };
  const groups = Array.from({ length: count }, (_, index) => [index]);
  for (;;) {
    let best: { one: number; other: number; score: number } | undefined;
    for (const [one, mine] of groups.entries())
      for (const [other, theirs] of groups.entries()) {
        if (other <= one || !isLinked(mine, theirs) || isApart(mine, theirs)) continue;
        const score = scoreOf(mine, theirs);
        if (score > 0 && score > (best?.score ?? 0)) best = { one, other, score };
      }
    if (best === undefined) break;
    groups[best.one]?.push(...groups.splice(best.other, 1).flat());
  }
  const of = new Map(groups.flatMap((members) => members.map((member) => [member, Math.min(...members)] as const)));
  return Array.from({ length: count }, (_, index) => of.get(index) ?? index);
}

const THINGS = 10;

// Quarters of small numbers are added up without rounding, so that equals are equals here too.
const link = fc
  .record({ a: fc.nat(THINGS - 1), b: fc.nat(THINGS - 1), score: fc.integer({ min: -32, max: 28 }).map((n) => n / 4) })
  .filter(({ a, b }) => a < b);
const links = fc.uniqueArray(link, { maxLength: 40, selector: ({ a, b }) => `${a} ${b}` });
const pairs = fc.array(
  fc.tuple(fc.nat(THINGS - 1), fc.nat(THINGS - 1)).filter(([a, b]) => a < b),
  { maxLength: 3 },
);

test('groups are those of the definition', () => {
  fc.assert(
    fc.property(links, pairs, fc.constantFrom(-1.5, -0.25), (all, never, missing) => {
      const found = cluster(THINGS, all, { never, together: [], apart: [] }, missing);
      assert.deepEqual(found, grouped(THINGS, all, never, missing));
    }),
    { numRuns: 200 },
  );
});
