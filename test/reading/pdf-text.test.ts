import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { layText, unusable } from '../../src/reading/stages/pdf-text.ts';
import type { Glyph } from '../../src/reading/stages/pdf-text.ts';

const LINE_END: Glyph = { code: 10, left: 0, top: 0, right: 0, bottom: 0, generated: true };

/** Letters ten points high and six wide on one line; a space is six wide as well. */
function line(text: string, top: number, left = 50): Glyph[] {
  return [
    ...Array.from(text, (char, index) => ({
      code: char.codePointAt(0) ?? 0,
      left: left + 6 * index,
      right: left + 6 * index + 6,
      top,
      bottom: top + 10,
      generated: false,
    })),
    LINE_END,
  ];
}

const shown = (glyphs: readonly Glyph[]): string[] => {
  const { text, words } = layText(glyphs);
  return words.map(([start, end]) => text.slice(start, end));
};

test('words have boxes, lines end, and a wider gap begins a paragraph', () => {
  const laid = layText([...line('one two', 100), ...line('three', 113), ...line('four', 126), ...line('apart', 160)]);
  assert.equal(laid.text, 'one two\nthree\nfour\n\napart');
  assert.deepEqual(laid.words[1], [4, 7, 74, 100, 18, 10]);
  assert.deepEqual(
    laid.blocks.map(({ start, end }) => laid.text.slice(start, end)),
    ['one two\nthree\nfour', 'apart'],
  );
});

test('lines of one double-spaced paragraph stay together', () => {
  const glyphs = [0, 1, 2, 3, 4].flatMap((index) => line(`line ${index}`, 100 + 21 * index));
  assert.equal(layText(glyphs).blocks.length, 1);
});

const CASES = [
  {
    why: 'a word divided at a line’s end is joined',
    glyphs: [...line('infor\u0002', 100), ...line('mation', 113)],
    text: 'information',
  },
  {
    why: 'a hyphen before a capital is the writer’s own',
    glyphs: [...line('Ak\u0002', 100), ...line('Tepe', 113)],
    text: 'Ak-\nTepe',
  },
  { why: 'presentation forms become letters', glyphs: line('ﻻﺏ', 100), text: 'لاب' },
  { why: 'ligatures become letters', glyphs: line('oﬃce', 100), text: 'office' },
  { why: 'marks of layout leave nothing', glyphs: line('a\u202Bb\u00ADc\u0000d', 100), text: 'abcd' },
  {
    why: 'half a pair becomes the mark of something lost',
    glyphs: [{ ...line('x', 100)[0]!, code: 0xd800 }],
    text: '\uFFFD',
  },
  {
    why: 'a jump as wide as a letter is high parts words',
    glyphs: [...line('left', 100).slice(0, -1), ...line('right', 100, 200)],
    text: 'left right',
  },
];

for (const { why, glyphs, text } of CASES) {
  test(why, () => assert.equal(layText(glyphs).text, text));
}

test('every Chinese character has its own box', () => {
  assert.deepEqual(shown(line('通知PDF文', 100)), ['通', '知', 'PDF', '文']);
});

test('a joined word has a box on each of its lines', () => {
  assert.deepEqual(shown([...line('infor\u0002', 100), ...line('mation', 113)]), ['infor', 'mation']);
});

test('letters without meaning make a page unusable, a few of them do not', () => {
  assert.equal(unusable(line('\uE001\uE002\uE003abc', 100), 0), true);
  assert.equal(unusable(line('\uE001 mostly letters', 100), 0), false);
  assert.equal(unusable(line('plausible', 100), 9), true);
  assert.equal(unusable([], 0), false);
});

test('whatever the letters, offsets and blocks stay inside well-formed text', () => {
  const glyph = fc.record({
    code: fc.oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.constantFrom(0x20, 0x0a, 0x0d, 0x02, 0x4e2d, 0x61)),
    left: fc.integer({ min: 0, max: 600 }),
    top: fc.integer({ min: 0, max: 800 }),
    generated: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(glyph, { maxLength: 60 }), (glyphs) => {
      const laid = layText(glyphs.map((each) => ({ ...each, right: each.left + 6, bottom: each.top + 10 })));
      assert.ok(laid.text.isWellFormed() && !laid.text.includes('\0'));
      let last = 0;
      for (const [start, end] of laid.words) {
        assert.ok(start >= last && end > start && end <= laid.text.length);
        last = end;
      }
      for (const { start, end } of laid.blocks) assert.ok(start < end && end <= laid.text.length);
    }),
  );
});
