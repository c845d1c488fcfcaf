import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { Problem } from '../../src/base/problem.ts';
import { parseValue, valueNotation } from '../../src/claims/value-notation.ts';
import type { StatementValue } from '../../src/nouns/statement.ts';
import { madeFigure } from './made-claims.ts';

const WRITTEN: readonly { why: string; value: StatementValue; notation: string }[] = [
  { why: 'a number', value: madeFigure(141), notation: '141 people' },
  { why: 'more than', value: madeFigure(140, null), notation: '>140 people' },
  { why: 'at least', value: madeFigure(24, null, { loOpen: false }), notation: '>=24 people' },
  { why: 'up to', value: madeFigure(0, 80), notation: '<=80 people' },
  { why: 'less than', value: madeFigure(0, 50, { hiOpen: true }), notation: '<50 people' },
  { why: 'about', value: madeFigure(133, 147), notation: '133..147 people' },
  { why: 'nearly', value: madeFigure(133, 140, { hiOpen: true }), notation: '133..<140 people' },
  { why: 'none', value: madeFigure(0), notation: '0 people' },
  { why: 'more than nothing', value: madeFigure(0, null), notation: '>0 people' },
  {
    why: 'a fraction of a unit of its own',
    value: madeFigure(6.1, 6.1, { unit: 'on the scale' }),
    notation: '6.1 on the scale',
  },
  { why: 'no unit', value: madeFigure(-3, -3, { unit: '' }), notation: '-3' },
  { why: 'a month', value: { kind: 'date', from: '2010-05', to: '2010-05', event: 'the fire' }, notation: '2010-05' },
  {
    why: 'a stretch of days',
    value: { kind: 'date', from: '2010-05-05', to: '2010-05-07', event: '' },
    notation: '2010-05-05/2010-05-07',
  },
  {
    why: 'a clock time',
    value: { kind: 'date', from: '2010-05-05T14:30', to: '2010-05-05T14:30', event: '' },
    notation: '2010-05-05T14:30',
  },
  { why: 'a quotation', value: { kind: 'quotation', words: 'not: one', speaker: 'Xi' }, notation: 'not: one' },
  {
    why: 'a stance',
    value: { kind: 'stance', holder: 'Police', target: 'a: b', polarity: 'negative', verb: 'deny' },
    notation: 'negative: a: b',
  },
];
for (const { why, value, notation } of WRITTEN) {
  test(`a value is written in no language, and read again: ${why}`, () => {
    assert.equal(valueNotation(value), notation);
    const context = Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field === 'string'));
    assert.deepEqual(parseValue(value.kind, notation, context), value);
  });
}

test('every interval is read as it was written', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(number, fc.option(number), fc.boolean(), fc.boolean(), (a, b, loOpen, hiOpen) => {
      const [lo, hi] = b === null ? [a, null] : [Math.min(a, b), Math.max(a, b)];
      const point = lo === hi;
      // An end that is there is open only where the interval holds something.
      const value = madeFigure(lo + 0, hi === null ? null : hi + 0, {
        loOpen: loOpen && !point,
        hiOpen: hiOpen && !point && hi !== null,
      });
      assert.deepEqual(parseValue('figure', valueNotation(value), { counted: 'injured' }), value);
    }),
  );
});

const WRONG = [
  { kind: 'figure', text: 'many people', why: 'no number' },
  { kind: 'figure', text: '1e999 people', why: 'a number beyond all numbers' },
  { kind: 'figure', text: '5..3 people', why: 'an interval that ends before it begins' },
  { kind: 'figure', text: '<5..7', why: 'two signs that say different things' },
  { kind: 'figure', text: '<-9 km', why: 'less than nought, where less counts from nought' },
  { kind: 'figure', text: '<=-9 km', why: 'up to less than nought' },
  { kind: 'figure', text: '<0 km', why: 'nothing is between nought and nought without its end' },
  { kind: 'figure', text: '', why: 'nothing' },
  { kind: 'date', text: 'yesterday', why: 'a day in words' },
  { kind: 'date', text: '2010-05-07/2010-05-05', why: 'a stretch that ends before it begins' },
  { kind: 'quotation', text: '  ', why: 'no words' },
  { kind: 'stance', text: 'the account', why: 'no polarity' },
] as const;
for (const { kind, text, why } of WRONG) {
  test(`a value that makes no sense is refused with a remedy: ${kind}, ${why}`, () => {
    assert.throws(
      () => parseValue(kind, text),
      (error) => error instanceof Problem && error.code === 'bad-input' && error.remedy !== '',
    );
  });
}
