import { crc32, deflateSync } from 'node:zlib';

/** Rows of pixels from the top, without padding: one byte a pixel (grey) or three (red, green, blue). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const LEVEL = 2; // pages are mostly white: more effort saves a few per cent and costs several times the time

/**
 * A PNG of the pixels (ISO/IEC 15948), eight bits a channel, every row with filter type 0.
 *
 * @param dpi written as pHYs, so that whoever recognises or prints it knows the scale
 */
export function encodePng(pixels: Pixels, dpi?: number): Uint8Array {
  const { width, height, channels, data } = pixels;
  const stride = width * channels;
  if (data.length < stride * height) throw new RangeError(`encodePng: ${data.length} bytes for ${width} by ${height}`);
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8);
  const chunks = [SIGNATURE, chunk('IHDR', header)];
  if (dpi !== undefined) chunks.push(chunk('pHYs', physical(dpi)));
  chunks.push(chunk('IDAT', deflateSync(rows, { level: LEVEL })), chunk('IEND', new Uint8Array(0)));
  return Buffer.concat(chunks);
}

function physical(dpi: number): Uint8Array {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  bytes[8] = 1;
  return bytes;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(body.length + 12);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}
