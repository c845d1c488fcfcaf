import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflictsOf } from '../../src/claims/align/conflicts.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

const at = (id: string, time: string): PlacedStatement => ({
  id,
  document: id,
  start: 0,
  end: 1,
  attributedTo: [],
  value: { kind: 'date', from: time, to: time, event: '' },
});

const PAIRS = [
  { one: '2015-06-17T10:30', other: '2015-06-17T10:30-05:00', conflict: false, why: 'one clock, whose zone one text leaves out' },
  { one: '2015-06-17T19:30+06:00', other: '2015-06-17T21:30+08:00', conflict: false, why: 'one moment on two clocks' },
  { one: '2015-06-17T13:53', other: '2015-06-17T10:23Z', conflict: false, why: 'a local time that may be that' },
  { one: '2015-06-17T19:30+06:00', other: '2015-06-17T19:30+08:00', conflict: true, why: 'two moments' },
  { one: '2015-06-17T10:30', other: '2015-06-17T11:30', conflict: true, why: 'two times of one place' },
  { one: '2015-06-17T10:30', other: '2015-06-19T10:30Z', conflict: true, why: 'further apart than any two zones' },
]; // prettier-ignore
for (const { one, other, conflict, why } of PAIRS) {
  test(`${one} and ${other} ${conflict ? 'cannot' : 'can'} both be right: ${why}`, () => {
    assert.equal(conflictsOf([at('a', one), at('b', other)], new Map()).length, conflict ? 1 : 0);
  });
}
