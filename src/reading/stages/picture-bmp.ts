import { ReadingFailed } from '../reader.ts';
import type { Pixels } from '../pixels-png.ts';

/**
 * The pixels of a Windows bitmap (BITMAPINFOHEADER, uncompressed, 1, 4, 8, 24 or 32 bits), which libvips as it comes
 * with sharp does not read. Undefined if the bytes are not a bitmap at all.
 *
 * @throws ReadingFailed `broken`, `bomb`, or `unsupported-compression` for run-length bitmaps
 */
export function bitmapPixels(bytes: Uint8Array, limitPixels: number): Pixels | undefined {
  if (bytes.length < 54 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [dataAt, headerBytes] = [view.getUint32(10, true), view.getUint32(14, true)];
  if (headerBytes < 40) throw new ReadingFailed({ code: 'unsupported-compression' });
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) throw new ReadingFailed({ code: 'broken' });
  if (width * height > limitPixels) {
    throw new ReadingFailed({
      code: 'bomb',
      params: { ratio: Math.round((width * height) / bytes.length), limit: limitPixels },
    });
  }
  // 3 is BI_BITFIELDS: written by many programs for plain 32-bit pixels.
  if (![1, 4, 8, 24, 32].includes(bits) || (compression !== 0 && !(compression === 3 && bits === 32))) {
    throw new ReadingFailed({ code: 'unsupported-compression' });
  }
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (dataAt + stride * height > bytes.length) throw new ReadingFailed({ code: 'truncated' });
  const palette = bytes.subarray(14 + headerBytes, dataAt);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    // Rows run from the bottom unless the height is negative.
    const row = bytes.subarray(dataAt + stride * (signedHeight > 0 ? height - 1 - y : y));
    for (let x = 0; x < width; x++) {
      const [source, at] = bits >= 24 ? [row, x * (bits / 8)] : [palette, 4 * indexAt(row, x, bits)];
      const to = (y * width + x) * 3;
      data[to] = source[at + 2] ?? 0;
      data[to + 1] = source[at + 1] ?? 0;
      data[to + 2] = source[at] ?? 0;
    }
  }
  return { width, height, channels: 3, data };
}

function indexAt(row: Uint8Array, x: number, bits: number): number {
  const byte = row[(x * bits) >> 3] ?? 0;
  if (bits === 8) return byte;
  if (bits === 4) return x % 2 === 0 ? byte >> 4 : byte & 15;
  return (byte >> (7 - (x % 8))) & 1;
}
