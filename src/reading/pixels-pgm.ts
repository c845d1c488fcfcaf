import type { Grey } from './pixels-geometry.ts';

/**
 * A picture as a plain grey map (Netpbm `P5`, eight bits): nothing is packed, so that nobody spends time on it between one
 * process and the next, and Tesseract reads it as it stands.
 */
export function encodePgm({ width, height, data }: Grey): Uint8Array {
  if (data.length < width * height) throw new RangeError(`encodePgm: ${data.length} bytes for ${width} by ${height}`);
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data.subarray(0, width * height)]);
}

const HEADER = /^P5\n(\d{1,6}) (\d{1,6})\n255\n/v;
const LONGEST_HEADER = 24; // bytes

/** What `encodePgm` wrote, without copying it; undefined for anything else. */
export function decodePgm(bytes: Uint8Array): Grey | undefined {
  const match = HEADER.exec(Buffer.from(bytes.subarray(0, LONGEST_HEADER)).toString('latin1'));
  if (match === null) return undefined;
  const [width, height] = [Number(match[1]), Number(match[2])];
  const data = bytes.subarray(match[0].length);
  return width > 0 && height > 0 && data.length === width * height ? { width, height, data } : undefined;
}
