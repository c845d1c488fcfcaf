import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { drawPdfPage } from '../../src/reading/stages/pdf.ts';
import { pagesOf } from './pdf-fixture.ts';
import { read } from './read-bytes.ts';

const cache = mkdtempSync(join(tmpdir(), 'ocr-pages-'));
process.env['XDG_CACHE_HOME'] = cache;
after(() => rmSync(cache, { recursive: true }));

const DPI = 200;
const plain = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/gv, ' ').trim();

async function pageOf(lines: readonly string[]): Promise<Uint8Array> {
  const content = `BT /F1 12 Tf 40 340 Td ${lines.map((line) => `(${line}) Tj 0 -20 Td`).join(' ')} ET`;
  return (await drawPdfPage(pagesOf([content]), 1, DPI)).png;
}

test('a picture in three languages is read in all of them', async () => {
  const { reading } = await read(readFileSync(new URL('../fixtures/pictures/mixed.png', import.meta.url)), 'mixed.png');
  const text = plain(reading?.text);
  for (const sentence of [
    'Notice of the valley office',
    '1,847 people have moved since the fifteenth of June.',
    '各村不得自行留存副本',
    '搬迁台账每周五前报局办公室',
    'ئادەملەر يېڭى',
    'ساقلىنىدۇ',
  ])
    assert.ok(text.includes(sentence), `${sentence} in ${text}`);
  const languages = new Set(reading?.passages.map(({ language }) => language));
  for (const language of ['en', 'zh', 'ug'])
    assert.ok(
      [...languages].some((each) => each.startsWith(language)),
      [...languages].join(' '),
    );
});

test('every page of a fax in one TIFF is read, in order, and keeps its number', async () => {
  const pages = [
    ['The first page of the fax', 'names the valley and its villages'],
    ['The second page of the fax', 'names 1,847 people who left'],
    ['The third page of the fax', 'is signed by the secretary'],
  ];
  const pictures = await Promise.all(pages.map((lines) => pageOf(lines)));
  const tiff = await sharp(pictures, { join: { animated: true } })
    .tiff({ compression: 'deflate', xres: DPI / 25.4, yres: DPI / 25.4 })
    .toBuffer();
  const { reading } = await read(tiff, 'fax.tif');
  assert.deepEqual(
    reading?.pages.map(({ number, textFrom, start, end }) => [number, textFrom, plain(reading.text.slice(start, end))]),
    pages.map((lines, at) => [at + 1, 'ocr', lines.join(' ')]),
  );
});

test('specks of dirt on a page come out as no words, and cost none', async () => {
  const lines = ['The committee of the valley met', 'on the fifteenth day of June', 'and wrote down 1,847 names'];
  const { data, info } = await sharp(await pageOf(lines))
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  let seed = 7;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  // One speck of two by two pixels for every thousand pixels: a page copied many times.
  for (let count = 0; count < data.length / 1000; count++) {
    const at = Math.floor(random() * (data.length - info.width - 2));
    for (const part of [at, at + 1, at + info.width, at + info.width + 1]) data[part] = 0;
  }
  const dirty = await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .withMetadata({ density: DPI })
    .png()
    .toBuffer();
  const { reading } = await read(dirty, 'dirty.png');
  assert.equal(plain(reading?.text), lines.join(' '));
});
