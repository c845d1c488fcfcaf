import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { withEdgesBetween } from '../../src/reading/ocr-edges.ts';
import { writeWords } from '../../src/reading/ocr-words.ts';
import type { RecognisedWord } from '../../src/reading/ocr-words.ts';
import type { Grey } from '../../src/reading/pixels-geometry.ts';

const PITCH = 32;
const LEFT = 60;
const TOP = 40;

interface Drawn {
  readonly page: Grey;
  /** Where each letter's place begins, and where the last ends. */
  readonly edges: readonly number[];
}

/** Characters as frames with a stroke in the middle, figures half as wide as solid blocks. */
function drawn(text: string): Drawn {
  const width = 1200;
  const data = new Uint8Array(width * 120).fill(255);
  const edges: number[] = [];
  let left = LEFT;
  for (const letter of text) {
    edges.push(left);
    const wide = /\p{sc=Han}/v.test(letter) ? PITCH : PITCH / 2;
    for (let y = TOP; y < TOP + 28; y++) {
      for (let x = left + 2; x < left + wide - 2; x++) {
        const [dx, dy] = [x - left - 2, y - TOP];
        const frame = dx < 2 || dx >= wide - 6 || dy < 2 || dy >= 26 || (dx >= wide / 2 - 2 && dx < wide / 2);
        if (frame || wide < PITCH) data[y * width + x] = 10;
      }
    }
    left += wide;
  }
  return { page: { width, height: 120, data }, edges: [...edges, left] };
}

const word = (text: string, x: number, width: number): RecognisedWord => {
  return { text, confidence: 95, x, y: TOP, width, height: 28, paragraph: '1', line: '1.1' };
};

/** The words with their edges off by so many pixels in turn. */
function misplaced(words: readonly string[], edges: readonly number[], off: readonly number[]): RecognisedWord[] {
  let letter = 0;
  return words.map((text, at) => {
    const from = edges[letter] ?? 0;
    letter += Array.from(text).length;
    const shift = off[at % off.length] ?? 0;
    return word(text, from + shift, (edges[letter] ?? 0) - from - shift / 2);
  });
}

const WORDS = ['各', '村', '不得', '自行', '留存', '副本', '搬迁', '台账', '由', '卓', '明', '远', '汇总'];

test('edges of Chinese words come to lie between their characters', () => {
  const { page, edges } = drawn(WORDS.join(''));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -14, max: 14 }), { minLength: 1, maxLength: 13 }), (off) => {
      const found = withEdgesBetween(misplaced(WORDS, edges, off), page);
      assert.equal(found.map(({ text }) => text).join(' '), WORDS.join(' '));
      let letter = 0;
      for (const { text, x, width } of found) {
        const [from, to] = [edges[letter] ?? 0, edges[letter + Array.from(text).length] ?? 0];
        assert.ok(
          Math.abs(x - from) <= 4 && Math.abs(x + width - to) <= 4,
          `${text}: ${x} ${width}, not ${from} ${to}`,
        );
        letter += Array.from(text).length;
      }
    }),
    { numRuns: 30 },
  );
});

test('a word of characters and figures is cut where they meet, and its text stays whole', () => {
  const text = '截至5月31日搬迁1847人';
  const { page, edges } = drawn(text);
  const found = withEdgesBetween([word('截至5月31日', 64, 200), word('搬迁1847人', 260, 150)], page);
  assert.equal(writeWords(found, ({ x, y, width, height }) => [x, y, width, height]).text, text);
  const figures = found.find((each) => each.text === '1847');
  const at = Array.from(text).indexOf('8') - 1;
  assert.ok(figures !== undefined && Math.abs(figures.x - (edges[at] ?? 0)) <= 4, JSON.stringify(figures));
});

test('words of other scripts, and pages whose pixels are not known, stay as they are', () => {
  const { page } = drawn('各村不得');
  const latin = [word('valley', 60, 80), word('office', 150, 70)];
  assert.deepEqual(withEdgesBetween(latin, page), latin);
  const chinese = [word('各村', 50, 70)];
  assert.deepEqual(withEdgesBetween(chinese, undefined), chinese);
});

test('a line that has no even pitch stays as it is', () => {
  const { page } = drawn('各村不得');
  const stretched = [word('各', 60, 300), word('村', 370, 300)];
  assert.deepEqual(withEdgesBetween(stretched, page), stretched);
});
