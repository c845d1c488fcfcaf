import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import type { Reading } from '../../src/nouns/reading.ts';
import { say } from '../../src/web/messages.ts';
import { hasCells, sheet } from '../../src/web/pages/reader-sheet.ts';

const PEOPLE = 'Names\nvillage\tpeople\nAk-Tepe\t356\n\n';
const MORE = 'Tashlik\t244\nTotals\nall\t600';
const reading: Reading = {
  mediaType: 'text/csv',
  metadata: [],
  text: PEOPLE + MORE,
  pages: [],
  passages: [
    { start: 0, end: PEOPLE.length, language: 'en' },
    { start: PEOPLE.length, end: PEOPLE.length + MORE.length, language: 'en' },
  ],
  stages: [],
};
const t = say('en');

test('passages of cells are one table until a line without cells begins the next', () => {
  const { document } = parseHTML(sheet(t, reading, reading.passages, []).markup);
  const tables = [...document.querySelectorAll('table')].map((table) =>
    [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('td, th')].map((cell) => cell.textContent)),
  );
  assert.deepEqual(tables, [
    [['Names'], ['village', 'people'], ['Ak-Tepe', '356'], ['Tashlik', '244']],
    [['Totals'], ['all', '600']],
  ]);
});

const TABLES = [
  {
    why: 'words over numbers are the names of columns; numbers stand at the end of their column',
    text: 'village\tpeople\nAk-Tepe\t1,356\nTashlik\t–',
    names: ['village', 'people'],
    amounts: ['people', '1,356'],
  },
  { why: 'nothing but words has no names of columns', text: 'a\tb\nc\td', names: [], amounts: [] },
  { why: 'a first row with a number is a row like others', text: 'a\t1\nb\t2', names: [], amounts: ['1', '2'] },
  {
    why: 'money, shares and negative numbers are numbers; dates, places in a list and numbers of files are none',
    text: '名称\t数\n甲\t¥ 1 200,50\n乙\t−12.5%\n丙\t2024-06-03\n丁\tIII.4\n戊\t(30)',
    names: ['名称', '数'],
    amounts: ['数', '¥ 1 200,50', '−12.5%', '(30)'],
  },
] as const;

for (const { why, text, names, amounts } of TABLES) {
  test(`in a table, ${why}`, () => {
    const passages = [{ start: 0, end: text.length, language: 'en' }];
    const { document } = parseHTML(sheet(t, { ...reading, text, passages }, passages, []).markup);
    const words = (selector: string): readonly string[] =>
      [...document.querySelectorAll(selector)].map((cell) => cell.textContent ?? '');
    assert.deepEqual(words('th[scope="col"]'), names);
    assert.deepEqual(words('.amount'), amounts);
  });
}

test('a match across two cells is marked in both, and the page opens at its beginning alone', () => {
  const start = reading.text.indexOf('Tepe');
  const end = reading.text.indexOf('356') + 3;
  const { document } = parseHTML(sheet(t, reading, reading.passages, [{ start, end, open: true }]).markup);
  assert.deepEqual(
    [...document.querySelectorAll('mark')].map((mark) => [mark.textContent, mark.id]),
    [
      ['Tepe', 'hit'],
      ['356', ''],
    ],
  );
});

test('prose has no cells, and a tab at the end of a passage makes none', () => {
  const prose: Reading = { ...reading, text: 'one line\t\n' };
  assert.equal(hasCells(prose, { start: 0, end: prose.text.length, language: 'en' }), false);
  assert.equal(hasCells(reading, { start: 0, end: PEOPLE.length, language: 'en' }), true);
});
