import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeSpanOf } from '../../src/search/dates.ts';

const CASES = [
  { date: '2017', span: ['2017-01-01T00:00:00.000Z', '2017-12-31T23:59:59.999Z'], why: 'a year' },
  { date: '2016-02', span: ['2016-02-01T00:00:00.000Z', '2016-02-29T23:59:59.999Z'], why: 'a month with a leap day' },
  { date: '2017-06-24', span: ['2017-06-24T00:00:00.000Z', '2017-06-24T23:59:59.999Z'], why: 'a day' },
  {
    date: '2017-06-24T10:00:00.5+08:00',
    span: ['2017-06-24T10:00:00.000Z', '2017-06-24T10:00:00.000Z'],
    why: 'as written',
  },
  { date: '0050', span: ['0050-01-01T00:00:00.000Z', '0050-12-31T23:59:59.999Z'], why: 'a year of the first century' },
  { date: '2017-13', span: undefined, why: 'no such month' },
  { date: '2017-00', span: undefined, why: 'none before January' },
  { date: '2017-02-29', span: undefined, why: 'no leap year' },
  { date: '24 June 2017', span: undefined, why: 'words' },
];
for (const { date, span, why } of CASES) {
  test(`timeSpanOf ${date}: ${why}`, () => {
    const found = timeSpanOf(date);
    assert.deepEqual(found && [new Date(found.from).toISOString(), new Date(found.to).toISOString()], span);
  });
}
