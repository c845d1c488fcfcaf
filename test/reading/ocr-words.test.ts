import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestLines, withoutNoise } from '../../src/reading/ocr-lines.ts';
import { languagesOf } from '../../src/reading/ocr.ts';
import { confidenceOf, wordsOfTsv, writeWords } from '../../src/reading/ocr-words.ts';

const row = (line: number, word: number, x: number, confidence: number, text: string, paragraph = 1): string =>
  [
    '5',
    '1',
    '1',
    String(paragraph),
    String(line),
    String(word),
    String(x),
    '100',
    '50',
    '20',
    String(confidence),
    text,
  ].join('\t');

const header = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';

test('words of one line stand apart, lines end, paragraphs are parted, and every box spans its word', () => {
  const tsv = [
    header,
    '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t',
    row(1, 1, 10, 90, 'first'),
    row(1, 2, 70, 80, 'line'),
    row(2, 1, 10, 70, 'second'),
    row(1, 1, 10, 60, 'apart', 2),
  ].join('\n');
  const written = writeWords(wordsOfTsv(tsv), ({ x, y, width, height }) => [x / 2, y / 2, width / 2, height / 2]);
  assert.equal(written.text, 'first line\nsecond\n\napart');
  assert.deepEqual(
    written.words.map(([start, end]) => written.text.slice(start, end)),
    ['first', 'line', 'second', 'apart'],
  );
  assert.deepEqual(written.words[1], [6, 10, 35, 50, 25, 10, 80]);
  assert.deepEqual(
    written.blocks.map(({ start, end }) => written.text.slice(start, end)),
    ['first line\nsecond', 'apart'],
  );
});

test('spaces between Chinese characters are dropped and those beside Latin words are kept', () => {
  const words = wordsOfTsv(
    [row(1, 1, 0, 90, '通知'), row(1, 2, 60, 90, '各县'), row(1, 3, 120, 90, 'PDF'), row(1, 4, 180, 90, '文件')].join(
      '\n',
    ),
  );
  assert.equal(writeWords(words, () => [0, 0, 1, 1]).text, '通知各县 PDF 文件');
});

test('direction marks leave no trace in the text or the offsets', () => {
  const words = wordsOfTsv([row(1, 1, 90, 90, '\u200fئۇيغۇر\u200e'), row(1, 2, 10, 90, '\u200f،')].join('\n'));
  const written = writeWords(words, () => [0, 0, 1, 1]);
  assert.equal(written.text, 'ئۇيغۇر ،');
  assert.deepEqual(
    written.words.map(([start, end]) => [start, end]),
    [
      [0, 6],
      [7, 8],
    ],
  );
});

test('rows that are no words, or broken, are passed over', () => {
  assert.deepEqual(wordsOfTsv(`${header}\n5\t1\n${row(1, 1, 0, -1, 'layout')}\n${row(1, 1, 0, 50, ' ')}\n\u0000`), []);
  assert.equal(confidenceOf([]), 0);
});

test('the letters of confident words choose the models, most of the page first', () => {
  const words = wordsOfTsv(
    [
      row(1, 1, 0, 90, 'ھۆكۈمەت'),
      row(1, 2, 0, 90, 'ئۇقتۇرۇشى'),
      row(1, 3, 0, 90, '通知'),
      row(1, 4, 0, 20, 'lqjTfgt'),
    ].join('\n'),
  );
  assert.deepEqual(languagesOf(words), ['uig', 'chi_sim']);
  assert.deepEqual(languagesOf([]), ['eng', 'chi_sim', 'uig']);
});

test('a Uyghur comma misread as a closing quotation mark becomes a comma, unless a quotation is open', () => {
  const texts = (tsv: string): string[] => wordsOfTsv(tsv).map(({ text }) => text);
  assert.deepEqual(texts(row(1, 1, 0, 90, 'ئۈچۈن›')), ['ئۈچۈن،']);
  assert.deepEqual(texts(`${row(1, 1, 90, 90, '‹ئۈچۈن')}\n${row(1, 2, 0, 90, 'بىلەن›')}`), ['‹ئۈچۈن', 'بىلەن›']);
});

test('a doubtful word stays in a line that is read well, and goes from a line that is all doubt', () => {
  const words = wordsOfTsv(
    [
      header,
      row(1, 1, 10, 95, '为保障水库如期'),
      row(1, 2, 70, 12, '蓄水'),
      row(1, 3, 130, 10, '”'),
      row(2, 1, 10, 12, 'ij'),
      row(2, 2, 70, 40, 'r'),
    ].join('\n'),
  );
  assert.deepEqual(
    withoutNoise(words).map(({ text }) => text),
    ['为保障水库如期', '蓄水', 'r'],
  );
});

test('another reading replaces a line that was read badly, never one that was read well', () => {
  const read = (confidence: number, text: string) => wordsOfTsv([header, row(1, 1, 10, confidence, text)].join('\n'));
  const kept = (first: number, second: number): string | undefined =>
    bestLines(read(first, '1,847'), read(second, '1,.847'))[0]?.text;
  assert.equal(kept(90, 96), '1,847', 'read well already');
  assert.equal(kept(70, 96), '1,.847', 'clearly surer');
  assert.equal(kept(80, 60), '1,847', 'less sure');
});
