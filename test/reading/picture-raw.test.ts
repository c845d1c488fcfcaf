import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import type { MetadataField, ReadingEnd } from '../../src/nouns/reading.ts';
import { ReadingFailed, type ReadPage } from '../../src/reading/reader.ts';
import { drawPicture, pictureReader } from '../../src/reading/stages/picture.ts';
import { isRawPicture, rawPreview } from '../../src/reading/stages/picture-raw.ts';
import { read } from './read-bytes.ts';

const jpeg = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer();

/** The first directory of a TIFF file, with these tags: a number, or a text. */
function tiff(tags: readonly (readonly [number, number | string])[], rest: readonly Uint8Array[] = []): Buffer {
  const head = Buffer.alloc(8 + 2 + 12 * tags.length + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(tags.length, 8);
  const texts: Buffer[] = [];
  let end = head.byteLength;
  for (const [at, [tag, value]] of tags.entries()) {
    const entry = 10 + 12 * at;
    head.writeUInt16LE(tag, entry);
    const text = typeof value === 'string' ? Buffer.from(`${value}\0`) : undefined;
    head.writeUInt16LE(text === undefined ? 3 : 2, entry + 2);
    head.writeUInt32LE(text?.byteLength ?? 1, entry + 4);
    head.writeUInt32LE(text === undefined ? Number(value) : end, entry + 8);
    texts.push(text ?? Buffer.alloc(0));
    end += text?.byteLength ?? 0;
  }
  return Buffer.concat([head, ...texts, ...rest]);
}

const MAKE = [0x010f, 'Invented Cameras'] as const;
const HELD_UPRIGHT = [0x0112, 6] as const;
const DNG = [0xc612, 1] as const;
const SUB_DIRECTORIES = [0x014a, 8] as const;

async function pages(bytes: Buffer): Promise<{ end: ReadingEnd; page: ReadPage; metadata: MetadataField[] }> {
  const told: ReadPage[] = [];
  const metadata: MetadataField[] = [];
  const refuse = (): never => assert.fail('nothing is inside');
  const end = await pictureReader.read(
    { mediaType: 'image/x-adobe-dng', name: 'a', size: bytes.length, fd: -1, bytes: () => bytes },
    {
      describe: () => {},
      metadata: (fields) => metadata.push(...fields),
      text: refuse,
      page: (page) => told.push(page),
      finding: refuse,
      found: refuse,
      refused: refuse,
    },
  );
  assert.ok(told[0]);
  return { end, page: told[0], metadata };
}

test('of a raw picture the largest preview is read, turned as the camera was held, and said to be one', async () => {
  const bytes = tiff(
    [MAKE, HELD_UPRIGHT, DNG],
    [await jpeg(160, 120), Buffer.alloc(3000, 0x5a), await jpeg(640, 480), Buffer.alloc(50)],
  );
  const { end, page, metadata } = await pages(bytes);
  assert.equal(end.outcome, 'read');
  assert.deepEqual([page.width, page.height], [480, 640]);
  assert.deepEqual(
    metadata.filter(({ name }) => ['Preview', 'Make', 'Width'].includes(name)),
    [
      { name: 'Preview', value: '640 × 480; the raw picture itself is not decoded', origin: 'picture' },
      { name: 'Make', value: 'Invented Cameras', origin: 'exif' },
      { name: 'Width', value: '480', origin: 'picture' },
    ],
  );
  const drawn = await drawPicture(bytes, 1);
  assert.deepEqual([drawn.widthPx, drawn.heightPx], [480, 640]);
});

test('a raw picture goes its whole way in its own process', async () => {
  const account = await read(tiff([MAKE, DNG], [await jpeg(200, 100)]), 'IMG_1.DNG');
  assert.equal(account.mediaType, 'image/x-adobe-dng');
  assert.deepEqual(account.end.reason, { code: 'no-text' }, 'a white picture has none');
  assert.equal(account.layout.length, 1);
});

const KINDS: readonly { why: string; bytes: Uint8Array; raw: boolean }[] = [
  { why: 'a DNG says so', bytes: tiff([DNG]), raw: true },
  { why: 'cameras name themselves and put directories below', bytes: tiff([MAKE, SUB_DIRECTORIES]), raw: true },
  { why: 'scanners name themselves only', bytes: tiff([MAKE]), raw: false },
  { why: 'a Canon of before 2018', bytes: Buffer.from('II*\0\x10\0\0\0CR\x02\0\0\0\0\0', 'latin1'), raw: true },
  { why: 'Fujifilm', bytes: Buffer.from('FUJIFILMCCD-RAW 0201'), raw: true },
  { why: 'Canon since 2018', bytes: Buffer.from('\0\0\0\x18ftypcrx \0\0\0\0', 'latin1'), raw: true },
  { why: 'a JPEG is a picture by itself', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]), raw: false },
  { why: 'a directory that leads out of the file', bytes: Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1'), raw: false },
];

for (const { why, bytes, raw } of KINDS) test(`raw or not: ${why}`, () => assert.equal(isRawPicture(bytes), raw));

test('a raw picture without a preview says that nothing reads it', () => {
  const none = (error: unknown): boolean => error instanceof ReadingFailed && error.reason.code === 'no-reader';
  assert.throws(() => rawPreview(tiff([DNG], [Buffer.from([0xff, 0xd8, 0xff, 0xc3, 0, 4, 0, 0])])), none);
  assert.throws(() => rawPreview(tiff([DNG], [Buffer.alloc(5000, 0xff)])), none);
});

test('a page of JBIG2 is a picture as any other, and pages behind the first are told', async () => {
  const bytes = readFileSync(new URL('../fixtures/pictures/page.jb2', import.meta.url));
  const { end, page } = await pages(bytes);
  assert.equal(end.outcome, 'read');
  assert.deepEqual([page.width, page.height], [328, 78]);
  const two = Buffer.from(bytes);
  two.writeUInt32BE(2, 9);
  assert.deepEqual((await pages(two)).end.reason, { code: 'some-pages-unread', params: { pages: 1, total: 2 } });
});
