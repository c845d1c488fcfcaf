import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { MetadataField, ReadingEnd } from '../../src/nouns/reading.ts';
import type { ReaderOutput, ReadPage } from '../../src/reading/reader.ts';
import { decodePgm } from '../../src/reading/pixels-pgm.ts';
import { ReadingFailed } from '../../src/reading/reader.ts';
import { exifFields } from '../../src/reading/stages/picture-exif.ts';
import { drawPicture, pictureReader } from '../../src/reading/stages/picture.ts';

async function read(bytes: Uint8Array): Promise<{ end: ReadingEnd; pages: ReadPage[]; metadata: MetadataField[] }> {
  const pages: ReadPage[] = [];
  const metadata: MetadataField[] = [];
  const out: ReaderOutput = {
    describe: () => {},
    metadata: (fields) => metadata.push(...fields),
    text: () => assert.fail('a picture has pages'),
    page: (page) => pages.push(page),
    finding: () => assert.fail('no entries'),
    found: () => assert.fail('nothing is inside'),
    refused: () => assert.fail('nothing is inside'),
  };
  const end = await pictureReader.read(
    { mediaType: 'image/png', name: 'a', size: bytes.length, fd: -1, bytes: () => bytes },
    out,
  );
  return { end, pages, metadata };
}

const red = (): Sharp => sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } });
const failsWith = (code: string) => (error: unknown) => error instanceof ReadingFailed && error.reason.code === code;

for (const format of ['png', 'jpeg', 'tiff', 'gif', 'webp'] as const) {
  test(`a ${format} is one page in pixels that asks for recognition`, async () => {
    const { end, pages } = await read(await red().toFormat(format).toBuffer());
    assert.deepEqual(end, { outcome: 'read' });
    assert.deepEqual([pages.length, pages[0]!.width, pages[0]!.height, pages[0]!.unit], [1, 60, 40, 'px']);
    const grey = decodePgm(pages[0]!.picture!.pgm);
    assert.deepEqual([grey?.width, grey?.height], [60, 40]);
  });
}

test('a photograph held upright is read upright, and tells its camera', async () => {
  const bytes = await red()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Invented', Artist: 'Nobody' } })
    .jpeg()
    .toBuffer();
  const { pages, metadata } = await read(bytes);
  assert.deepEqual([pages[0]!.width, pages[0]!.height], [40, 60]);
  assert.ok(metadata.some(({ name, value, origin }) => name === 'Make' && value === 'Invented' && origin === 'exif'));
  const { widthPx, heightPx } = await drawPicture(bytes, 1);
  assert.deepEqual([widthPx, heightPx], [40, 60]);
});

test('a bitmap without compression is read', async () => {
  const bytes = Buffer.alloc(54 + 16);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(2, 18);
  bytes.writeInt32LE(2, 22);
  bytes.writeUInt16LE(24, 28);
  bytes.set([0, 0, 255], 54 + 8);
  const { pages } = await read(bytes);
  assert.deepEqual([pages[0]!.width, pages[0]!.height], [2, 2]);
  const { data } = await sharp((await drawPicture(bytes, 1)).png)
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([...data.subarray(0, 3)], [255, 0, 0], 'the last row of the file is the first of the picture');
});

test('a picture that ends too early is read in part', async () => {
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();
  const { end, pages } = await read(noise.subarray(0, noise.length / 2));
  assert.deepEqual(end, { outcome: 'read-in-part', reason: { code: 'truncated' } });
  assert.equal(pages[0]!.width, 300);
});

test('a header that promises more than a page can hold is a bomb', async () => {
  const png = Buffer.from(await red().png().toBuffer());
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  await assert.rejects(read(png), (error) => failsWith('bomb')(error) || failsWith('broken')(error));
});

test('bytes that are no picture are broken', async () => {
  await assert.rejects(read(Buffer.from('GIF89a nothing')), failsWith('broken'));
});

test('the place of a photograph is given in degrees', () => {
  // Little endian; one directory with a GPS pointer, whose directory has latitude and longitude.
  const tiff = Buffer.alloc(200);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  entry(tiff, 10, 0x8825, 4, 1, 30);
  tiff.writeUInt16LE(4, 30);
  entry(tiff, 32, 1, 2, 2, 'N'.charCodeAt(0));
  entry(tiff, 44, 2, 5, 3, 100);
  entry(tiff, 56, 3, 2, 2, 'W'.charCodeAt(0));
  entry(tiff, 68, 4, 5, 3, 124);
  for (const [index, [top, bottom]] of [
    [39, 1],
    [30, 1],
    [0, 1],
    [75, 1],
    [15, 1],
    [36, 1],
  ].entries()) {
    tiff.writeUInt32LE(top!, 100 + index * 8);
    tiff.writeUInt32LE(bottom!, 104 + index * 8);
  }
  assert.deepEqual(
    exifFields(tiff).map(({ name, value }) => [name, value]),
    [
      ['GPSLatitude', '39.500000'],
      ['GPSLongitude', '-75.260000'],
    ],
  );
});

test('a damaged Exif block gives what it can and never throws', () => {
  for (let length = 0; length < 64; length++) assert.ok(Array.isArray(exifFields(Buffer.alloc(length, 'II*\0\x08'))));
});

function entry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/pictures/${name}`, import.meta.url));

for (const { name, why } of [
  { name: 'phone.heic', why: 'of a phone (HEVC)' },
  { name: 'scan.jp2', why: 'in JPEG 2000' },
]) {
  test(`a picture ${why} is decoded, drawn and asks for recognition`, async () => {
    const { end, pages, metadata } = await read(fixture(name));
    assert.deepEqual(end, { outcome: 'read' });
    assert.deepEqual([pages.length, pages[0]!.width, pages[0]!.height], [1, 640, 200]);
    const { data } = decodePgm(pages[0]!.picture!.pgm)!;
    const dark = data.filter((value) => value < 60).length;
    const light = data.filter((value) => value > 240).length;
    assert.ok(dark > 0 && light > data.length / 2, 'dark letters on white');
    assert.ok(metadata.some(({ name: field, value }) => field === 'Width' && value === '640'));
    const { widthPx, heightPx } = await drawPicture(fixture(name), 1);
    assert.deepEqual([widthPx, heightPx], [640, 200]);
  });
}

test('a picture of a phone tells its camera, and one that was cut off counts as broken', async () => {
  const bytes = fixture('phone.heic');
  const { metadata } = await read(bytes);
  assert.ok(
    metadata.some(({ name, value }) => name === 'Model' && value === 'Phone 1'),
    JSON.stringify(metadata),
  );
  const cut = await read(bytes.subarray(0, 2000)).catch((error: unknown) => error);
  assert.ok(failsWith('broken')(cut) || (cut as { end: ReadingEnd }).end.reason?.code === 'broken');
});

test('a Photoshop file shows what all its layers make together', async () => {
  const bytes = Buffer.alloc(26 + 12 + 2 + 3 * 6);
  bytes.write('8BPS\0\x01', 'latin1');
  bytes.writeUInt16BE(3, 12); // channels, one after the other
  bytes.writeUInt32BE(2, 14);
  bytes.writeUInt32BE(3, 18);
  bytes.writeUInt16BE(8, 22);
  bytes.writeUInt16BE(3, 24);
  bytes.fill(0xff, 40, 46);
  const { widthPx, heightPx, png } = await drawPicture(bytes, 1);
  assert.deepEqual([widthPx, heightPx], [3, 2]);
  assert.deepEqual([...(await sharp(png).raw().toBuffer()).subarray(0, 3)], [255, 0, 0]);
});
