import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WordBox } from '../../src/nouns/reading.ts';
import { keptBeside } from '../../src/reading/kept-beside.ts';

/** Words and blocks of a text whose blocks stand between empty lines. */
function laid(text: string): { text: string; words: WordBox[]; blocks: { start: number; end: number }[] } {
  const spans = (pattern: RegExp): { start: number; end: number }[] =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const words = spans(/\S+/gv).map(({ start, end }): WordBox => [start, end, start, 0, end - start, 10]);
  return { text, words, blocks: spans(/[^\n]+/gv) };
}

test('notes, form values and hidden words of a recognised page follow its words, once', () => {
  const cases = [
    { own: '', text: 'Counted in June', why: 'nothing to add' },
    {
      own: '[note, Editor] check the number',
      text: 'Counted in June\n\n[note, Editor] check the number',
      why: 'a note',
    },
    { own: 'counted in june', text: 'Counted in June', why: 'what was recognised is not said twice' },
    {
      own: '[Not visible on the page]\n\nthe clerk',
      text: 'Counted in June\n\n[Not visible on the page]\n\nthe clerk',
      why: 'hidden words stand under their line',
    },
    { own: '[Not visible on the page]\n\nin June', text: 'Counted in June', why: 'and the line not alone' },
  ];
  for (const { own, text, why } of cases) {
    const page = keptBeside({ ...laid('Counted in June'), confidence: 91 }, laid(own));
    assert.equal(page.text, text, why);
    assert.equal(page.confidence, 91);
    for (const [start, end] of page.words) assert.match(page.text.slice(start, end), /^\S+$/v, why);
    for (const { start, end } of page.blocks) assert.doesNotMatch(page.text.slice(start, end), /\n/v, why);
  }
});
