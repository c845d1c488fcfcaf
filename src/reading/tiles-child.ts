import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';

/**
 * The entry of the expendable process that cuts published pictures into JPEGs. On standard input a line of JSON (tiles.ts,
 * `Cut[]`) and then the pictures end to end; on standard output each JPEG after its length, 32 bits, big-endian.
 */
interface Cut {
  readonly bytes: number;
  readonly pieces: readonly Record<'left' | 'top' | 'width' | 'height' | 'toWidth' | 'toHeight', number>[];
}

/** Of 100: words of 8 points stay sharp at 150 dpi. */
const QUALITY = 80;

const input = readFileSync(0);
const end = input.indexOf(0x0a);
const cuts: readonly Cut[] = JSON.parse(input.toString('utf8', 0, end));
let at = end + 1;
for (const { bytes, pieces } of cuts) {
  const picture = input.subarray(at, at + bytes);
  at += bytes;
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const { left, top, toWidth, toHeight, ...size } of pieces) {
    const jpeg = await sharp(data, { raw: { width, height, channels } })
      .extract({ left, top, ...size })
      .resize(toWidth, toHeight, { fit: 'fill' })
      .jpeg({ quality: QUALITY, progressive: false })
      .toBuffer();
    write(jpeg);
  }
}

function write(jpeg: Uint8Array): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(jpeg.length);
  const frame = Buffer.concat([length, jpeg]);
  for (let done = 0; done < frame.length;) done += writeSync(1, frame, done);
}
