import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { packWords, unpackWords } from '../../src/reading/packed-words.ts';
import { ontoPaper, type PrintedPage } from '../../src/reading/print-align.ts';

/** A page whose words stand in one row, each ten points wide. */
function page(number: number, text: string): PrintedPage {
  const words = [...text.matchAll(/\S+/gv)].map(
    ({ index, 0: word }, at) => [index, index + word.length, 10 * at, 100, 9, 12] as const,
  );
  return { number, width: 595, height: 842, unit: 'pt', text, words: packWords(words) };
}

const shown = (text: string, pages: readonly PrintedPage[]): readonly string[] =>
  ontoPaper({ text }, pages).pages.map(({ start, end }) => text.slice(start, end));

const CASES: readonly { why: string; text: string; pages: readonly string[]; shown: readonly string[] }[] = [
  {
    why: 'lines fall on the page where their words stand, whatever the page adds of its own',
    text: 'one two three four\nfive six seven eight\nnine ten eleven twelve',
    pages: ['Draft\none two three four\nfive six seven eight\n1', 'Draft\nnine ten eleven twelve\n2'],
    shown: ['one two three four\nfive six seven eight\n', 'nine ten eleven twelve'],
  },
  {
    why: 'notes that are not printed stay with the slide before them',
    text: 'one two three four\nsay nothing of this\nfive six seven eight',
    pages: ['one two three four', 'five six seven eight'],
    shown: ['one two three four\nsay nothing of this\n', 'five six seven eight'],
  },
  {
    why: 'a paragraph that runs over is cut at the first word of the next page',
    text: 'one two three four five six seven eight',
    pages: ['one two three four', 'five six seven eight'],
    shown: ['one two three four ', 'five six seven eight'],
  },
  {
    why: 'a page without words has none, wherever it stands',
    text: 'one two three four\nfive six seven eight',
    pages: ['', 'one two three four', '7', 'five six seven eight', ''],
    shown: ['', 'one two three four\n', '', 'five six seven eight', ''],
  },
  {
    why: 'what says something else altogether has the whole text beside each page',
    text: 'one two three four five six',
    pages: ['quite other words stand here', 'and here are more of them'],
    shown: ['one two three four five six', 'one two three four five six'],
  },
  {
    why: 'Chinese is compared character by character',
    text: '会议于星期一举行。\n十七座房屋被拆除。',
    pages: ['会议于星期一\n举行。', '十七座房屋\n被拆除。'],
    shown: ['会议于星期一举行。\n', '十七座房屋被拆除。'],
  },
];

for (const { why, text, pages, shown: expected } of CASES) {
  test(why, () => {
    assert.deepEqual(
      shown(
        text,
        pages.map((each, at) => page(at + 1, each)),
      ),
      expected,
    );
  });
}

test('boxes name the words of the document, and those that are not in it have none', () => {
  const text = 'Seen: the harbour board met on Monday.';
  const { layout } = ontoPaper({ text }, [page(1, 'HEAD Seen: the harbour board met on Monday. 1')]);
  const words = unpackWords(layout[0]?.words ?? packWords([]));
  assert.deepEqual(
    words.map(([start, end]) => text.slice(start, end)),
    ['Seen', 'the', 'harbour', 'board', 'met', 'on', 'Monday'],
  );
  assert.equal(words[0]?.[2], 10, 'in the box of the second word on the page');
});

test('a common word on another page does not carry a line there', () => {
  const text = 'The board met on Monday in the hall.\nComment: not the chair.';
  const found = shown(text, [page(1, 'The board met on Monday in the hall.'), page(2, 'Annex to the file')]);
  assert.deepEqual(found, [text, '']);
});

test('whatever stands on the pages, they follow each other and miss nothing of the text', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'of', 'the', 'gravel', '\n', '会', 'x'), { maxLength: 40 });
  fc.assert(
    fc.property(words, fc.array(words, { minLength: 1, maxLength: 4 }), (own, printed) => {
      const text = own.join(' ');
      const { pages, layout, aligned } = ontoPaper(
        { text },
        printed.map((each, at) => page(at + 1, each.join(' '))),
      );
      if (aligned) assert.equal(pages.map(({ start, end }) => text.slice(start, end)).join(''), text);
      for (const { words: packed } of layout) {
        for (const [start, end] of unpackWords(packed)) assert.ok(start < end && end <= text.length);
      }
    }),
  );
});
