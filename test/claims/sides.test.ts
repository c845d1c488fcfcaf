import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areOpposite, sideOf } from '../../src/claims/align/sides.ts';
import type { Stance } from '../../src/nouns/statement.ts';

function stance(words: string): Stance {
  const [verb = '', polarity, target = ''] = words.split('/');
  return {
    kind: 'stance',
    holder: 'somebody',
    verb,
    target,
    polarity: polarity === 'negative' || polarity === 'neutral' ? polarity : 'positive',
  };
}

describe('two stances on one thing', () => {
  const table = [
    {
      a: 'confirm/positive/the pipe burst',
      b: 'deny/negative/the pipe burst',
      opposite: true,
      why: 'one says so, one denies it',
    },
    { a: 'deny/negative/the pipe burst', b: 'reject/negative/the report', opposite: false, why: 'both deny' },
    {
      a: 'accuse/negative/the office of hiding the number',
      b: 'deny/negative/having hidden anything',
      opposite: true,
      why: 'who accuses says that it is so',
    },
    {
      a: 'blame/negative/the driver for the crash',
      b: 'confirm/positive/the driver was at fault',
      opposite: false,
      why: 'both say so',
    },
    {
      a: 'accuse/negative/the police of having fired',
      b: 'condemn/negative/the shots',
      opposite: false,
      why: 'who condemns denies nothing',
    },
    {
      a: 'denounce/negative/a year ago that thousands are held',
      b: 'deny/negative/anybody was held',
      opposite: true,
      why: 'to denounce that something is so asserts it',
    },
    {
      a: 'insist/positive/no guest was harmed',
      b: 'assert/positive/guests were harmed',
      opposite: true,
      why: 'one of two insists that it is not so',
    },
    {
      a: 'insist/positive/no guest was harmed',
      b: 'deny/negative/any guest was harmed',
      opposite: false,
      why: 'both say that it is not so',
    },
    {
      a: 'assert/positive/not one tent came',
      b: 'reject/negative/that',
      opposite: true,
      why: 'what only takes up what was said is against it',
    },
    {
      a: 'dispute/neutral/the papers',
      b: 'confirm/positive/the papers are real',
      opposite: false,
      why: 'no side is taken',
    },
    {
      a: 'defend/positive/the measures',
      b: 'blame/negative/the measures',
      opposite: true,
      why: 'one defends what the other blames',
    },
  ];
  for (const { a, b, opposite, why } of table) {
    it(`${opposite ? 'cannot both hold' : 'can both hold'}: ${a}, ${b}: ${why}`, () => {
      const [first, second] = [sideOf(stance(a)), sideOf(stance(b))];
      assert.equal(areOpposite(first, second), opposite);
      assert.equal(areOpposite(second, first), opposite, 'the order tells nothing');
    });
  }
});
