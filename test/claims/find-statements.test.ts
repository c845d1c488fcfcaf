import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import type { StatementFinder } from '../../src/claims/finding/finder.ts';
import type { Statement } from '../../src/nouns/statement.ts';
import { said } from './said.ts';

const LANGUAGES = ['en', 'zh-Hans', 'ug-Arab'];

const WORDS = [
  'said', 'police', 'Ann Archer', '"', '“', '”', '‘', "'", '’', '«', '»', '「', '」', '\n', '\n\n', '. ', ', ', ' ', ': ', '(', ')',
  '12', '1,234.5', 'more than', 'two dozen', 'million', 'people', '%', '$', 'killed', 'on Monday', 'in 0000', '9999-12-31', '5 May',
  'denied', 'that', 'according to', '据', '报道', '说', '万', '余', '人', '2017年', '13月', '百分之', 'يىلى', '6-ئاينىڭ', '31 ئادەم', '\u200F', '\u202E', '😀', '\uD800', '\t',
]; // prettier-ignore

test('the words of a statement stand at its offsets, and so do the names of its credits, whatever the text', () => {
  const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(''));
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom(...LANGUAGES),
      fc.constantFrom('', '0000', '0001-01-01', '9999-12-31', '2015-06-17'),
      (text, language, published) => {
        let last = 0;
        for (const { start, end, value, attributedTo } of said(text, { language, published })) {
          assert.ok(last <= start && start < end && end <= text.length);
          last = start;
          if (value.kind === 'quotation') assert.equal(value.words, text.slice(start, end));
          if (value.kind === 'figure') assert.ok(value.hi === null || value.lo <= value.hi);
          if (value.kind === 'date') assert.match(value.from, /^(?!0000)\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\dZ?)?)?)?$/);
          for (const credit of attributedTo) {
            if (credit.start !== undefined) assert.equal(text.slice(credit.start, credit.end), credit.name);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('text that stands in front moves statements and changes none', () => {
  const text = 'Police said 18 people were hurt on Monday.\n“We had no choice,” Ann Archer said.\n';
  const alone = said(text);
  const front = 'A quiet line.\n';
  const moved = said(front + text).map((statement) => ({
    ...statement,
    start: statement.start - front.length,
    end: statement.end - front.length,
  }));
  assert.deepEqual(
    moved.map(({ start, end, value }) => ({ start, end, value })),
    alone.map(({ start, end, value }) => ({ start, end, value })),
  );
});

const HEAVY = [
  { name: 'a word of 300,000 letters', text: 'a'.repeat(3e5) },
  { name: 'a sentence of 20,000 clauses', text: 'said the man and '.repeat(20_000) },
  { name: '50,000 numbers', text: '12,345, '.repeat(50_000) },
  { name: 'marks that nobody closes', text: '“said '.repeat(20_000) },
  { name: 'nothing but marks', text: '"'.repeat(200_000) },
  { name: 'nothing but spaces', text: ' '.repeat(1e6) },
  { name: 'a figure that overflows', text: '9'.repeat(1e5) + ' people died' },
  { name: 'both directions', text: '“he ‏قال 12 people "said" ‘x’ '.repeat(5000) },
  { name: 'Chinese scales', text: '万亿'.repeat(200_000) },
];
for (const { name, text } of HEAVY) {
  test(`${name}: time is bounded and no number is invented`, () => {
    const begun = process.cpuUsage();
    const statements = LANGUAGES.flatMap((language) => said(text, { language }));
    const { user, system } = process.cpuUsage(begun);
    assert.ok(user + system < 20e6, `${(user + system) / 1e6} s of CPU`);
    for (const { value } of statements)
      if (value.kind === 'figure') assert.ok([12].includes(value.lo), String(value.lo));
  });
}

test('cells of a sheet say nothing', () => {
  const text = 'Name\tInjured\nNorth\t141 people\n';
  assert.deepEqual(said(text), []);
});

test('of a web page only the article is read', () => {
  const text = 'The flood killed 141 people.\n\nSix people like this.';
  const article = [{ start: 0, end: 28 }];
  const passages = [
    { start: 0, end: 28, language: 'en' },
    { start: 30, end: text.length, language: 'en' },
  ];
  assert.deepEqual(
    findStatements({ text, passages, article }).map(({ start, end }) => text.slice(start, end)),
    ['141 people'],
  );
});

test('a plain text ends where comments begin', () => {
  const body = 'The flood killed 141 people in the valley. '.repeat(12);
  const found = said(`${body}\nComments\n\nMy uncle lost 12 cows, he said.`);
  assert.equal(found.length, 12);
});

test('a menu at the head of a text cuts nothing', () => {
  assert.equal(said('Comments\nThe flood killed 141 people.').length, 1);
});

test('what a finder invents is refused', () => {
  const at = (statement: Partial<Statement>): Statement => ({
    start: 0,
    end: 5,
    value: { kind: 'quotation', words: 'Three', speaker: undefined },
    attributedTo: [],
    ...statement,
  });
  const finder: StatementFinder = {
    name: 'liar',
    version: 3,
    reads: () => true,
    find: () => [
      at({}),
      at({ value: { kind: 'quotation', words: 'three', speaker: undefined } }),
      at({ end: 99 }),
      at({ start: 5 }),
      at({ attributedTo: [{ name: 'AFP', start: 0, end: 3 }] }),
      at({
        value: { kind: 'figure', lo: Infinity, hi: null, loOpen: false, hiOpen: false, unit: 'people', counted: '' },
      }),
      at({ value: { kind: 'figure', lo: 3, hi: 2, loOpen: false, hiOpen: false, unit: 'people', counted: '' } }),
    ],
  };
  const text = 'Three people spoke.';
  const found = findStatements({ text, passages: [{ start: 0, end: text.length, language: 'en' }] }, [finder]);
  assert.deepEqual(found, [{ ...at({}), finder: 'liar/3' }]);
});
