import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hidingFields, NOT_VISIBLE, seenOnPage } from '../../src/reading/hidden-words.ts';

const PAGES: readonly (readonly [text: string, seen: string, why: string])[] = [
  ['Counted in June', 'Counted in June', 'nothing is hidden'],
  [`Counted in June\n\n${NOT_VISIBLE}\n\nby Colonel Osman`, 'Counted in June', 'words beneath a bar'],
  [`${NOT_VISIBLE}\n\nby Colonel Osman`, '', 'nothing but hidden words'],
  [`Counted in June\n\n${NOT_VISIBLE}`, 'Counted in June', 'a hidden field without words'],
  [`It says ${NOT_VISIBLE} here`, `It says ${NOT_VISIBLE} here`, 'the words stand within a line of the page itself'],
];

test('of a page only what is seen on it is left', () => {
  for (const [text, seen, why] of PAGES) assert.equal(seenOnPage(text), seen, why);
});

test('a file tells what it hides among words that are seen', () => {
  const field = (name: string) => ({ name, value: 'x', origin: 'y' });
  assert.deepEqual(hidingFields(['Author', 'hidden-sheet', 'not-visible', 'hidden-sheet'].map(field)), [
    'hidden-sheet',
  ]);
});
