import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from '../properties.ts';
import { learn, outcomeOf, storiesToLearnFrom, worth } from '../../scripts/claim-learning.ts';
import { logisticRegression, type Bounds } from '../../scripts/logistic-regression.ts';
import type { Weights } from '../../src/claims/align/align.ts';
import { FEATURES, type PairKind } from '../../src/claims/align/pair.ts';

const FREE: Bounds = [-Infinity, Infinity];

describe('logisticRegression', () => {
  const examples = [
    { features: [1, 1], holds: true, weight: 3 },
    { features: [1, 1], holds: false, weight: 1 },
    { features: [1, 0], holds: true, weight: 1 },
    { features: [1, 0], holds: false, weight: 3 },
  ];

  it('finds the log odds that the examples have', () => {
    const [bias = 0, weight = 0] = logisticRegression(examples, [FREE, FREE], 1e-9);
    assert.ok(Math.abs(bias + Math.log(3)) < 1e-4, String(bias));
    assert.ok(Math.abs(weight - 2 * Math.log(3)) < 1e-4, String(weight));
  });

  it('keeps within bounds, whatever the examples say', () => {
    const features = fc.tuple(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));
    const example = fc.record({ features, holds: fc.boolean(), weight: fc.double({ min: 0.1, max: 3, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(example, { maxLength: 20 }), (some) => {
        const [, weight = 0] = logisticRegression(some, [FREE, [-Infinity, 0]], 0.01);
        assert.ok(weight <= 0 && Number.isFinite(weight));
      }),
    );
  });
});

describe('learn', () => {
  const stories = storiesToLearnFrom(undefined);
  const kept = stories.filter((_, index) => index % 3 !== 0);
  const left = stories.filter((_, index) => index % 3 === 0);
  const learned = learn(kept);

  it('learns the same of the same stories', () => {
    assert.deepEqual(learn(kept), learned);
  });

  it('sorts stories that it was not shown better than one weight for equal values does', () => {
    const zeros = (kind: PairKind): readonly number[] => FEATURES[kind].map(() => 0);
    const pairs = {
      figure: zeros('figure'),
      date: zeros('date'),
      quotation: zeros('quotation'),
      stance: zeros('stance'),
    };
    const sameValue: Weights = {
      missing: -1.5,
      pairs: {
        ...pairs,
        figure: FEATURES.figure.map(([name]) => (name === 'same-value' ? 2 : name === 'bias' ? -1 : 0)),
      },
    };
    const worthOf = (weights: Weights): number => worth(left.map((story) => outcomeOf(story, weights)));
    assert.ok(worthOf(learned) > worthOf(sameValue) + 0.05, `${worthOf(learned)} beside ${worthOf(sameValue)}`);
    assert.ok(worthOf(learned) > worthOf({ pairs, missing: -1.5 }) + 0.05);
  });
});
