import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { best, scoreOf, weightOf } from '../../src/search/rank.ts';

test('best: the same as sorting everything', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), fc.nat(70), (scores, keep) => {
      const worse = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
      const sorted = [...scores.keys()].toSorted((a, b) => (worse(a, b) ? 1 : -1));
      assert.deepEqual(best(scores.length, keep, worse), sorted.slice(0, keep));
      assert.deepEqual(best(scores.length, keep, worse, Float32Array.from(scores)), sorted.slice(0, keep));
    }),
  );
});

test('a rarer term weighs more, and none weighs nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(), (total, some) => {
      const found = some % total;
      assert.ok(weightOf(found, total) > weightOf(found + 1, total) && weightOf(found + 1, total) > 0);
    }),
  );
});

test('more occurrences score more, a longer passage less', () => {
  assert.ok(scoreOf(1, 2, 100, 100) > scoreOf(1, 1, 100, 100));
  assert.ok(scoreOf(1, 1, 50, 100) > scoreOf(1, 1, 100, 100));
  assert.equal(scoreOf(1, 0, 100, 100), 0);
});
