import { ReadingFailed } from '../reader.ts';
import { directoryNumbers } from './picture-exif.ts';

/** Raw pictures that are not TIFF by their first bytes: Olympus, Panasonic, Fujifilm, Canon since 2018. */
const RAW_STARTS = /^(IIR[OS]|MMOR|IIU\0|FUJIFILMCCD-RAW|[\s\S]{4}ftypcrx )/v;
const TIFF_STARTS = /^(II\*\0|MM\0\*)/v;
const CANON = /^[\s\S]{8}CR/v;

const MAKE = 0x010f; // TIFF 6.0
const ORIENTATION = 0x0112;
const SUB_DIRECTORIES = 0x014a; // TIFF/EP (ISO 12234-2)
const DNG_VERSION = 0xc612;

/** Whether it is what the sensor of a camera saw, which takes the maker's own program to make a picture of. */
export function isRawPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (RAW_STARTS.test(head)) return true;
  if (!TIFF_STARTS.test(head)) return false;
  const main = directoryNumbers(bytes);
  // Scanners name their maker as well, but put no directories below the first.
  return CANON.test(head) || main.has(DNG_VERSION) || (main.has(MAKE) && main.has(SUB_DIRECTORIES));
}

/** How the picture has to be turned (Exif 2.32, tag 274): 1 to 8. */
export function rawOrientation(bytes: Uint8Array): number {
  return directoryNumbers(bytes).get(ORIENTATION) ?? 1;
}

const LEAST_SIDE = 8; // pixels
const MOST_CANDIDATES = 200;

/**
 * The largest JPEG that a camera put beside its raw picture to be looked at.
 * @throws ReadingFailed `no-reader` if there is none
 */
export function rawPreview(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let best: { readonly pixels: number; readonly jpeg: Buffer } | undefined;
  let tried = 0;
  for (let at = buffer.indexOf(START); at >= 0 && tried < MOST_CANDIDATES; tried += 1) {
    const found = jpegAt(buffer, at);
    if (found !== undefined && found.pixels > (best?.pixels ?? 0)) best = found;
    at = buffer.indexOf(START, at + (found?.jpeg.byteLength ?? START.byteLength));
  }
  if (best === undefined) throw new ReadingFailed({ code: 'no-reader', params: { mediaType: 'image/x-raw' } });
  return best.jpeg;
}

const START = Buffer.from([0xff, 0xd8, 0xff]);

/** ITU-T T.81 Annex B: from the mark of its start to that of its end. What a raw picture is packed as (SOF3) is none. */
function jpegAt(buffer: Buffer, start: number): { readonly pixels: number; readonly jpeg: Buffer } | undefined {
  let pixels = 0;
  let at = start + 2;
  while (at + 4 <= buffer.byteLength && buffer[at] === 0xff) {
    const mark = buffer[at + 1] ?? 0;
    const length = buffer.readUInt16BE(at + 2);
    if (length < 2) return undefined;
    // Baseline, extended and progressive.
    if (mark >= 0xc0 && mark <= 0xc2 && at + 9 <= buffer.byteLength) {
      const [height, width] = [buffer.readUInt16BE(at + 5), buffer.readUInt16BE(at + 7)];
      if (height < LEAST_SIDE || width < LEAST_SIDE) return undefined;
      pixels = height * width;
    }
    at += 2 + length;
    if (mark !== 0xda) continue;
    if (pixels === 0) return undefined;
    const end = scanEnd(buffer, at);
    return end === undefined ? undefined : { pixels, jpeg: buffer.subarray(start, end) };
  }
  return undefined;
}

/** Behind the mark of the end; further scans of a progressive picture are passed over. */
function scanEnd(buffer: Buffer, from: number): number | undefined {
  for (let at = buffer.indexOf(0xff, from); at >= 0; at = buffer.indexOf(0xff, at + 1)) {
    const mark = buffer[at + 1];
    if (mark === 0xd9) return at + 2;
    // A new picture, before this one has ended.
    if (mark === 0xd8) return undefined;
  }
  return undefined;
}
