import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testimonyOf } from '../../src/claims/finding/testimony-of.ts';
import type { Reading } from '../../src/nouns/reading.ts';

function readingOf(text: string, changes: Partial<Reading> = {}): Reading {
  const passages = [{ start: 0, end: text.length, language: 'en' }];
  return { mediaType: 'text/plain', metadata: [], text, pages: [], passages, stages: [], ...changes };
}

test('of a text that is longer than any testimony the beginning is looked at, in whole passages', () => {
  const text = 'Five were hurt. '.repeat(260_000);
  const ends = [3_999_000, 4_000_500, text.length];
  const passages = ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end, language: 'en' }));
  const { asked, document } = testimonyOf('a', readingOf(text, { passages }));
  assert.equal(asked?.text.length, 4_000_000);
  assert.deepEqual(asked?.passages, passages.slice(0, 1));
  assert.equal(document.text.length, 4_000_000);
});

test('data and programs say nothing', () => {
  const data = ['application/json', 'text/csv', 'application/ld+json', 'text/x-python'];
  // One column of cells has no tabs by which it could be told.
  const sheets = ['vnd.ms-excel', 'vnd.ms-excel.sheet.binary.macroenabled.12', 'vnd.oasis.opendocument.spreadsheet'];
  const openXml = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  for (const mediaType of [...data, ...sheets.map((each) => `application/${each}`), openXml]) {
    assert.equal(testimonyOf('a', readingOf('Five were hurt.', { mediaType })).asked, undefined, mediaType);
  }
  for (const mediaType of ['text/plain', 'text/html', 'application/pdf', 'application/xhtml+xml']) {
    assert.notEqual(testimonyOf('a', readingOf('Five were hurt.', { mediaType })).asked, undefined, mediaType);
  }
});

test('outside its article a page says nothing, and places stay where they are', () => {
  const text = 'Menu five. The article says six. Footer.';
  const { document } = testimonyOf('a', readingOf(text, { article: [{ start: 11, end: 32 }] }));
  assert.equal(document.text, '           The article says six.        '.padEnd(text.length).slice(0, text.length));
});

const SITES: readonly (readonly [
  whole: string,
  headline: string,
  text: string,
  outlet: string | undefined,
  why: string,
])[] = [
  ['Dam is full | The Hill Post', 'Dam is full', 'The Hill Post Home Dam is full', 'The Hill Post', 'after a line'],
  ['Dam is full - The Hill Post', 'Dam is full', '© the hill post', 'The Hill Post', 'after a dash, in small letters'],
  ['Dam is full – Water – Hill Post', 'Dam is full', 'Hill Post Water', 'Hill Post', 'last, after the section'],
  ['水库蓄满_山城日报', '水库蓄满', '山城日报 水库蓄满', '山城日报', 'as Chinese sites write it'],
  ['Dam is full | The Hill Post', 'Dam is full', 'Dam is full', undefined, 'the page says it nowhere else'],
  ['Dam is full', 'Dam is full', 'Dam is full', undefined, 'nothing besides the headline'],
  ['The Hill Post', 'Dam is full', 'The Hill Post', undefined, 'another headline'],
];
for (const [whole, title, text, outlet, why] of SITES) {
  test(`a web page comes from whom its title names besides the headline: ${why}`, () => {
    const metadata = [{ name: 'title', value: whole, origin: 'html' as const }];
    const { document } = testimonyOf(
      'a',
      readingOf(text, { mediaType: 'text/html', title, metadata, byline: 'A. Writer' }),
    );
    assert.equal(document.outlet, outlet ?? 'A. Writer');
  });
}
