import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { linesOnly } from '../../src/reading/ocr-data.ts';
import {
  bestOf,
  coverage,
  doubtfulRows,
  liesDown,
  withoutFalseColumns,
  withoutNoise,
} from '../../src/reading/ocr-lines.ts';
import { wordsOfTsv, writeWords } from '../../src/reading/ocr-words.ts';
import type { RecognisedWord } from '../../src/reading/ocr-words.ts';
import type { Patch } from '../../src/reading/pixels-lines.ts';
import { scriptOf } from '../../src/reading/pixels-script.ts';

type At = Partial<Omit<RecognisedWord, 'text'>>;
const word = (text: string, at: At = {}): RecognisedWord => {
  const { x = 0, y = 100, width = 10 * text.length, height = 20, confidence = 95 } = at;
  return { text, confidence, x, y, width, height, paragraph: at.paragraph ?? '1', line: at.line ?? '1.1' };
};
const textOf = (words: readonly RecognisedWord[]): string => writeWords(words, () => [0, 0, 1, 1]).text;

test('figures come out as the engine reads them, whatever stands beside them', () => {
  const figures = fc.stringMatching(/^[0-9][0-9.,:%/-]{0,8}[0-9]$/);
  const beside = fc.constantFrom('in', '共', '人', 'جەمئىي', 'ئادەم›', '‹سان›', '—');
  const words = fc.array(fc.oneof(figures, beside), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(words, fc.integer({ min: 26, max: 99 }), (texts, confidence) => {
      const rows = texts.map((text, at) => `5\t1\t1\t1\t1\t${at}\t${60 * at}\t100\t50\t20\t${confidence}\t${text}`);
      const text = textOf(withoutNoise(withoutFalseColumns(wordsOfTsv(rows.join('\n')))));
      let from = 0;
      for (const each of texts.filter((one) => /^[0-9]/v.test(one))) {
        const found = text.indexOf(each, from);
        assert.ok(found >= 0, `${each} in ${text}`);
        from = found + each.length;
      }
    }),
  );
});

test('1,847 stays 1,847', () => {
  const line = ['and', 'wrote', 'down', '1,847', 'names'].map((text, at) => word(text, { x: 80 * at }));
  assert.equal(textOf(line), 'and wrote down 1,847 names');
  const other = line.map((each) => (each.text === '1,847' ? { ...each, text: '1,.847', confidence: 99 } : each));
  assert.equal(textOf(bestOf(line, other, [])), 'and wrote down 1,847 names');
});

test('parts of a line that were taken for two columns are put together, and columns stay apart', () => {
  const left = word('人人有权自由参加', { x: 0, width: 200, paragraph: '1', line: '1.1' });
  const below = word('的文化生活', { x: 0, y: 140, width: 120, paragraph: '1', line: '1.2' });
  const right = (gap: number): RecognisedWord =>
    word('享受艺术', { x: 200 + gap, y: 102, width: 100, paragraph: '2', line: '2.1' });
  for (const { gap, text, why } of [
    { gap: 4, text: '人人有权自由参加享受艺术\n的文化生活', why: 'no gutter' },
    { gap: 60, text: '人人有权自由参加\n的文化生活\n\n享受艺术', why: 'a gutter three letters wide' },
  ]) {
    assert.equal(textOf(withoutFalseColumns([left, below, right(gap)])), text, why);
  }
  const uyghur = [
    word('ئىككىنچى', { x: 0, width: 100, paragraph: '1', line: '1.1' }),
    word('بىرىنچى', { x: 105, width: 100, paragraph: '2', line: '2.1' }),
  ];
  assert.equal(textOf(withoutFalseColumns(uyghur)), 'بىرىنچى ئىككىنچى', 'from right to left');
});

test('a page lies on its side where most of its letters stand in lines that go down', () => {
  const down = word('人人有权自由', { x: 300, y: 0, width: 30, height: 180 });
  const across = word('参加社会的文化生活', { y: 220, width: 270, height: 30, line: '1.2' });
  assert.equal(liesDown([down]), true);
  assert.equal(liesDown([down, across]), false);
  assert.equal(liesDown([word('一', { width: 10, height: 60 })]), false, 'a single letter says nothing');
});

test('letters that no word lies over are told, and the reading that has them is taken', () => {
  const first = [word('upper')];
  const both = [
    word('upper', { confidence: 92 }),
    word('other', { x: 200, line: '2.1', paragraph: '2', confidence: 92 }),
  ];
  const letters = [20, 110, 40, 110, 220, 110, 240, 110];
  assert.equal(coverage(first, letters), 0.5);
  assert.equal(coverage(both, letters), 1);
  assert.equal(coverage([], []), 1, 'a page without letters is read whole');
  assert.equal(textOf(bestOf(first, both, letters)), 'upper\n\nother');
});

test('a doubtful box as tall as two lines covers nothing, since a line may have been passed over under it', () => {
  const rows = [1, 2, 3].map((line) => word('words', { y: 200 * line, line: `1.${line}` }));
  const tall = { x: 0, y: 100, width: 50, height: 60 };
  assert.equal(coverage([...rows, word('x', { ...tall, confidence: 50 })], [20, 140]), 0);
  assert.equal(coverage([...rows, word('HEAD', { ...tall, confidence: 96 })], [20, 140]), 1, 'a headline');
});

const patch = (width: number, height: number): Patch => ({
  left: 0,
  top: 0,
  right: width,
  bottom: height,
  runs: new Int32Array(),
});
const many = (count: number, width: number, height: number): Patch[] =>
  Array.from({ length: count }, () => patch(width, height));

for (const { patches, script, why } of [
  { patches: [...many(200, 16, 20), ...many(20, 4, 4)], script: 'Latn', why: 'letters apart, a dot here and there' },
  { patches: [...many(200, 20, 20), ...many(90, 7, 6)], script: 'Hans', why: 'characters that fall into strokes' },
  { patches: [...many(80, 60, 20), ...many(80, 10, 20), ...many(120, 5, 5)], script: 'Arab', why: 'letters joined' },
  { patches: [...many(200, 18, 20), ...many(20, 60, 20)], script: undefined, why: 'between two scripts' },
  { patches: many(30, 16, 20), script: undefined, why: 'too few' },
] as const) {
  test(`the shapes of a page say ${script ?? 'nothing'}: ${why}`, () => {
    assert.equal(scriptOf(patches, 20), script);
  });
}

test('of a model only what reads whole lines is kept, with its offsets', () => {
  const parts = new Map([
    [0, 'config'],
    [3, 'shapes of letters '.repeat(50)],
    [17, 'network'],
    [19, 'words'],
    [23, 'version'],
  ]);
  const model = made(parts);
  assert.deepEqual(linesOnly(model), made(new Map([...parts].filter(([index]) => index !== 3))));
  assert.deepEqual(linesOnly(linesOnly(model)), linesOnly(model), 'nothing more to take away');
  for (const bytes of ['', 'abc', 'no model at all'])
    assert.equal(linesOnly(Buffer.from(bytes)).toString(), bytes, 'comes back as it is');
});

function made(parts: ReadonlyMap<number, string>): Buffer {
  const count = 24;
  const header = Buffer.alloc(4 + 8 * count, 0xff);
  header.writeInt32LE(count, 0);
  let at = header.length;
  for (const [index, part] of parts) {
    header.writeBigInt64LE(BigInt(at), 4 + 8 * index);
    at += part.length;
  }
  return Buffer.concat([header, ...[...parts.values()].map((part) => Buffer.from(part))]);
}

test('only rows that are doubtful are looked at again, and not where they are most of the page', () => {
  const lines = Array.from({ length: 10 }, (_, at) => word('line', { y: 40 * at, line: `1.${at}` }));
  assert.equal(doubtfulRows(lines, [10, 50], 84), undefined, 'all is well');
  const doubted = lines.map((line, at) => (at === 3 ? { ...line, confidence: 50 } : line));
  assert.deepEqual(
    doubtfulRows(doubted, [], 84)?.map(({ top, bottom }) => [top, bottom]),
    [[112, 148]],
    'a line with its surroundings',
  );
  const passed = doubtfulRows(lines, [10, 430, 30, 431, 50, 430, 10, 70], 84) ?? [];
  assert.deepEqual(
    passed.map(({ top, bottom }) => [Math.round(top), Math.round(bottom)]),
    [[416, 445]],
    'letters in no word, but for a single mark',
  );
  const bad = lines.map((line) => ({ ...line, confidence: 50 }));
  assert.equal(doubtfulRows(bad, [], 84), undefined, 'the whole page then');
});

test('a second reading that is only a little surer changes no line', () => {
  const first = ['共', '1,847', '人'].map((text, at) => word(text, { x: 80 * at, confidence: 82 }));
  const second = ['共', '1 847', '人'].map((text, at) => word(text, { x: 80 * at, confidence: 90 }));
  assert.equal(textOf(bestOf(first, second, [])), textOf(first));
  const surer = second.map((each) => ({ ...each, confidence: 96 }));
  assert.equal(textOf(bestOf(first, surer, [])), textOf(surer));
});
