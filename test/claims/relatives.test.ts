import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { related } from '../../src/claims/align/candidates.ts';
import type { TextProfile } from '../../src/claims/align/profile.ts';
import { Relatives } from '../../src/claims/align/relatives.ts';

const words = (most: number): fc.Arbitrary<Uint32Array> =>
  fc
    .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })), {
      maxLength: most,
    })
    .map((numbers) => Uint32Array.from(numbers).toSorted());

const texts: fc.Arbitrary<TextProfile> = fc
  .record({
    names: words(8),
    lead: words(6),
    gist: words(12),
    topic: words(30),
    scripts: fc.constantFrom(0, 1, 1, 1, 2, 3),
  })
  .map((sets) => {
    const none = new Uint32Array();
    const rest = { about: none, figures: none, slots: none, sounds: none, loudest: none };
    return { ...sets, ...rest, published: undefined, when: undefined, rates: [] };
  });

test('which texts are related does not depend on which were asked about before', () => {
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(texts, fc.array(texts, { minLength: 1, maxLength: 6 }), (own, others) => {
      const relatives = new Relatives();
      for (const [one, other] of others.flatMap((each) => [[own, each] as const, [each, own] as const])) {
        const expected = related(one, other);
        assert.equal(relatives.has(one, other), expected);
        if (expected) yes += 1;
        else no += 1;
      }
    }),
  );
  assert.ok(yes > 0 && no > 0);
});
