import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from '../../src/base/csv.ts';

const LINES = [
  { why: 'plain text and numbers', fields: ['a', 3, -4.5], line: 'a,3,-4.5' },
  { why: 'nothing is an empty field', fields: ['a', undefined, ''], line: 'a,,' },
  {
    why: 'commas, quotes and breaks are quoted',
    fields: ['a,b', 'say "x"', 'one\r\ntwo'],
    line: '"a,b","say ""x""","one\r\ntwo"',
  },
  { why: 'a formula', fields: ['=HYPERLINK("http://x")'], line: '"\'=HYPERLINK(""http://x"")"' },
  { why: 'the other signs that begin one', fields: ['+1', '-1', '@SUM(A1)', '\t=1'], line: "'+1,'-1,'@SUM(A1),'\t=1" },
  { why: 'a formula behind spaces', fields: ['  =1+1'], line: "'  =1+1" },
  { why: 'full-width signs', fields: ['＝1', '＠a'], line: "'＝1,'＠a" },
  { why: 'signs inside a text', fields: ['a=b', '1-2'], line: 'a=b,1-2' },
  { why: 'Chinese and Uyghur as they stand', fields: ['搬迁', 'كۆچۈرۈش'], line: '搬迁,كۆچۈرۈش' },
];
for (const { why, fields, line } of LINES) {
  test(`a record of CSV: ${why}`, () => assert.equal(csvLine(fields), line));
}
