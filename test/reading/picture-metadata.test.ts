import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { differingThumbnail, iptcFields } from '../../src/reading/stages/picture-embedded.ts';
import { xmpFields } from '../../src/reading/stages/xmp.ts';

/** Half dark, half bright, upright or turned. */
async function picture(dark: 'left' | 'top', width: number, height: number): Promise<Buffer> {
  const values = Buffer.alloc(width * height, 230);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (dark === 'left' ? x < width / 2 : y < height / 2) values[y * width + x] = 20;
  return sharp(values, { raw: { width, height, channels: 1 } })
    .jpeg()
    .toBuffer();
}

function withSegment(jpeg: Buffer, marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, (body.byteLength + 2) >> 8, (body.byteLength + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** Exif with nothing but a small picture in its second directory (CIPA DC-008 §4.5.5). */
function withThumbnail(jpeg: Buffer, thumbnail: Buffer): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4 + 2 + 36 + 4);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, value: number): void => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(1, 8);
  entry(10, 0x0112, 3, 1);
  tiff.writeUInt32LE(26, 22);
  tiff.writeUInt16LE(3, 26);
  entry(28, 0x0103, 3, 6);
  entry(40, 0x0201, 4, tiff.byteLength);
  entry(52, 0x0202, 4, thumbnail.byteLength);
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, thumbnail]));
}

test('a small picture that shows something else is found, one that shows the same is not', async () => {
  const large = await picture('left', 320, 240);
  const [same, other] = [await picture('left', 160, 120), await picture('top', 160, 120)];
  const [kept, altered] = [withThumbnail(large, same), withThumbnail(large, other)];
  assert.equal(await differingThumbnail(kept, sharp(kept)), undefined);
  const found = await differingThumbnail(altered, sharp(altered));
  assert.ok(found !== undefined && Buffer.from(found).equals(other));
});

test('the black bars that cameras put around a small picture are no difference', async () => {
  const large = await picture('left', 320, 160);
  const bars = await sharp(await picture('left', 160, 80))
    .extend({ top: 20, bottom: 20, background: 'black' })
    .jpeg()
    .toBuffer();
  const kept = withThumbnail(large, bars);
  assert.equal(await differingThumbnail(kept, sharp(kept)), undefined);
});

test('IPTC fields come with their origin', async () => {
  const field = (number: number, words: string): Buffer =>
    Buffer.concat([Buffer.from([0x1c, 2, number, 0, words.length]), Buffer.from(words)]);
  const data = Buffer.concat([field(80, 'A. Yusup'), field(90, 'Karasu')]);
  const block = Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0', 'latin1'),
    Buffer.from([data.byteLength]),
    data,
    Buffer.alloc(data.byteLength % 2),
  ]);
  const fields = await iptcFields(withSegment(await picture('left', 64, 64), 0xed, block));
  assert.ok(
    fields.some(({ value, origin }) => value === 'A. Yusup' && origin === 'exifr iptc'),
    JSON.stringify(fields),
  );
  assert.ok(fields.some(({ value }) => value === 'Karasu'));
});

test('XMP is read from attributes, elements and lists', () => {
  const packet = `<x:xmpmeta xmlns:x="x"><rdf:RDF xmlns:rdf="r"><rdf:Description xmp:CreatorTool="Camera 1" xmp:Rating="5">
    <dc:creator><rdf:Seq><rdf:li>A. Yusup</rdf:li><rdf:li>B. Clerk</rdf:li></rdf:Seq></dc:creator>
    <xmp:CreateDate>2017-06-24</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>`;
  assert.deepEqual(
    xmpFields(Buffer.from(packet), 'xmp').map(({ name, value }) => `${name}=${value}`),
    ['CreatorTool=Camera 1', 'creator=A. Yusup', 'creator=B. Clerk', 'CreateDate=2017-06-24'],
  );
});
