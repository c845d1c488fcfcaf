import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { tessdata } from '../../src/reading/ocr-data.ts';
import { wordsOfTsv, writeWords } from '../../src/reading/ocr-words.ts';
import { recognise } from '../../src/reading/ocr.ts';
import { expendable } from '../../src/reading/sandbox.ts';
import { drawPdfPage } from '../../src/reading/stages/pdf.ts';
import { pagesOf } from './pdf-fixture.ts';

const cache = mkdtempSync(join(tmpdir(), 'ocr-'));
process.env['XDG_CACHE_HOME'] = cache;
after(() => rmSync(cache, { recursive: true }));

const LINES = ['The committee of the valley met', 'on the fifteenth day of June', 'and wrote down seven hundred names'];
const DPI = 200;
let page: Uint8Array;

before(async () => {
  const content = `BT /F1 12 Tf 40 340 Td ${LINES.map((line) => `(${line}) Tj 0 -20 Td`).join(' ')} ET`;
  page = (await drawPdfPage(pagesOf([content]), 1, DPI)).png;
});

test('a drawn page is recognised, and its boxes are in the page’s own points', async () => {
  const found = await recognise(page, DPI, { scale: DPI / 72 });
  assert.equal(found.text.replaceAll(/\s+/gv, ' '), LINES.join(' '));
  assert.deepEqual(found.languages, ['en']);
  assert.ok(found.confidence > 80, String(found.confidence));
  const [start, end, x, y, width, height, confidence] = found.words.find(
    ([from, to]) => found.text.slice(from, to) === 'fifteenth',
  )!;
  assert.equal(end - start, 9);
  // Drawn at 340 - 20 points from the bottom of 400, after "on the ".
  assert.ok(
    x > 70 && x < 85 && y > 66 && y < 76 && width > 40 && width < 60 && height > 5 && height < 16,
    `${x} ${y} ${width} ${height}`,
  );
  assert.ok(confidence !== undefined && confidence > 50);
});

test('a page fed at an angle is straightened first, and boxes still lie on the words', async () => {
  const leaning = await sharp(page).rotate(2, { background: 'white' }).png().toBuffer();
  const { width } = await sharp(leaning).metadata();
  const found = await recognise(leaning, DPI);
  assert.equal(found.text.replaceAll(/\s+/gv, ' '), LINES.join(' '));
  for (const [, , x, , boxWidth] of found.words) assert.ok(x >= 0 && x + boxWidth <= width);
});

test('a page lying on its side is turned, and boxes lie on the words where they are', async () => {
  const { width, height } = await sharp(page).metadata();
  const turned = await sharp(page).rotate(90).png().toBuffer();
  const found = await recognise(turned, DPI);
  assert.equal(found.text.replaceAll(/\s+/gv, ' '), LINES.join(' '));
  const upright = await recognise(page, DPI, { likely: () => ['en'] });
  for (const [index, [, , x, y, boxWidth, boxHeight]] of found.words.entries()) {
    const [, , ux = 0, uy = 0, uWidth = 0, uHeight = 0] = upright.words[index] ?? [];
    // A quarter turn clockwise takes the bottom left corner to the top left one.
    const near = [x - (height - uy - uHeight), y - ux, boxWidth - uHeight, boxHeight - uWidth];
    assert.ok(
      near.every((value) => Math.abs(value) < 6),
      `${index} of ${width}: ${near.join(' ')}`,
    );
  }
});

test('a blank page has no words', async () => {
  const blank = await sharp({ create: { width: 400, height: 500, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const found = await recognise(blank, 100);
  assert.deepEqual([found.text, found.words, found.confidence], ['', [], 0]);
});

test('bytes that are no picture have no words', async () => {
  assert.equal((await recognise(Buffer.from('not a picture'), 100)).text, '');
});

test('an aborted recognition stops with the reason', async () => {
  await assert.rejects(recognise(page, DPI, { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
});

test('tesseract.js reads the same page where no program is installed', async () => {
  const folder = await tessdata();
  const end = await expendable({
    profile: 'reader',
    program: fileURLToPath(new URL('../../src/reading/ocr-child.ts', import.meta.url)),
    args: [folder, 'eng', '3'],
    workers: true,
    stdin: page,
    readable: [folder],
    limits: { ms: 60_000, memoryBytes: 2 ** 31, outputBytes: 2 ** 24 },
  });
  assert.equal(end.code, 0, end.untrustedStderr);
  const { text } = writeWords(wordsOfTsv(end.stdout.toString()), () => [0, 0, 1, 1]);
  assert.equal(text.replaceAll(/\s+/gv, ' '), LINES.join(' '));
});
