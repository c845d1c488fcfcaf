import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST_LIST, queriesIn } from '../../src/search/query-list.ts';

const LISTS = [
  { why: 'one on each line, whatever ends it', text: 'a\nb\r\nc\rd\u2028e', lines: ['a', 'b', 'c', 'd', 'e'] },
  { why: 'empty lines are left out', text: '\n \na\n\n', lines: ['a'] },
  { why: 'the first column of a table', text: 'Wang Yong\t1970\nLi\t1980', lines: ['Wang Yong', 'Li'] },
  { why: 'a byte order mark', text: '\uFEFF王勇智', lines: ['王勇智'] },
  { why: 'a line that makes no sense stays', text: '"(\n—', lines: ['"(', '—'] },
  { why: 'the same name twice stays twice', text: 'a\na', lines: ['a', 'a'] },
  { why: 'controls and halves of characters', text: 'a\u0000b\n\uD800', lines: ['a b', '\uFFFD'] },
];
for (const { why, text, lines } of LISTS) {
  test(`the lines of a list: ${why}`, () => assert.deepEqual(queriesIn(text), lines));
}

test('a list is up to fifty thousand lines, and not empty', () => {
  assert.equal(queriesIn('a\n'.repeat(LONGEST_LIST)).length, LONGEST_LIST);
  for (const text of ['', ' \n\t', 'a\n'.repeat(LONGEST_LIST + 1)]) {
    assert.throws(() => queriesIn(text), { name: 'Problem', code: 'bad-input' });
  }
});
