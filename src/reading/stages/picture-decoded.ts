import type { HeifImage } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import sharp from 'sharp';
import { ReadingFailed } from '../reader.ts';
import { bitmapPixels } from './picture-bmp.ts';
import { isRawPicture, rawOrientation, rawPreview } from './picture-raw.ts';

/** Rows of pixels from the top, without padding; the fourth channel is opacity. */
interface RawPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array;
}

/** A picture that libvips, as it comes with sharp, does not decode. Frames count from 1. */
export interface DecodedPicture {
  readonly total: number;
  /** What it is, where it is not the picture of the file itself but one that the file holds to be looked at. */
  readonly inPlace?: string;
  /** @throws ReadingFailed `broken`, `too-much-memory` */
  pixels(number: number): Promise<RawPixels>;
}

/** In pixels: four bytes for each, and what they are decoded from, fill the 512 MiB that a WebAssembly memory may have. */
const MAX_PIXELS = 80_000_000;

/** ISO/IEC 23008-12 §10.2: brands of files whose pictures are coded as HEVC, or in a way the brand does not tell. */
const HEIF = /^[\s\S]{4}ftyp(hei[cxms]|hev[cmxs]|mif1|msf1)/v;
/** ISO/IEC 15444-1 Annexes A and I (a file, a bare code stream), and Adobe Photoshop's own format. */
const JPEG_2000_OR_PHOTOSHOP = /^(\0{3}\fjP {2}|\u{FF}\u{4F}\u{FF}\u{51}|8BPS)/v;

/** ITU-T T.88 Annex D.4. */
const JBIG2 = /^\u{97}JB2\r\n/v;

/** Of which the first is decoded: two bits say how the file is ordered and whether it says their number. */
function jbig2Pages(bytes: Uint8Array): number {
  const saysNone = ((bytes[8] ?? 0) & 2) !== 0;
  return saysNone || bytes.byteLength < 13 ? 1 : Math.max(1, Buffer.from(bytes.subarray(9, 13)).readUInt32BE(0));
}

/** Undefined where the bytes are for libvips. @throws ReadingFailed as `bitmapPixels`, and `broken` */
export async function decodedPicture(bytes: Uint8Array, limitPixels: number): Promise<DecodedPicture | undefined> {
  const bitmap = bitmapPixels(bytes, limitPixels);
  if (bitmap !== undefined) return { total: 1, pixels: async () => bitmap };
  if (isRawPicture(bytes)) return decodedPreview(bytes, limitPixels);
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (HEIF.test(head)) return decodedHeif(bytes);
  if (JPEG_2000_OR_PHOTOSHOP.test(head)) return decodedByMupdf(bytes);
  return JBIG2.test(head) ? { ...(await decodedByMupdf(bytes)), total: jbig2Pages(bytes) } : undefined;
}

/** Degrees clockwise for each way that a camera may be held; the mirrored ones are no camera's. */
const TURNS: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

async function decodedPreview(bytes: Uint8Array, limitPixels: number): Promise<DecodedPicture> {
  const preview = sharp(rawPreview(bytes), { failOn: 'none', limitInputPixels: limitPixels });
  try {
    const { orientation, width, height } = await preview.metadata();
    // Most previews lie as the sensor does, and only the raw picture says how it was held.
    const turned = orientation === undefined ? preview.rotate(TURNS[rawOrientation(bytes)] ?? 0) : preview.autoOrient();
    const { data, info } = await turned.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    return {
      total: 1,
      inPlace: `${width} × ${height}; the raw picture itself is not decoded`,
      pixels: async () => ({ width: info.width, height: info.height, channels, data }),
    };
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  }
}

/** Undefined where libheif finds no picture that it can decode: the others of the family are for libvips. */
async function decodedHeif(bytes: Uint8Array): Promise<DecodedPicture | undefined> {
  const { default: open } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  const { HeifDecoder } = open();
  const images = new HeifDecoder().decode(bytes);
  if (images.length === 0) return undefined;
  // What a phone shows comes first.
  const shown = images.toSorted((a, b) => Number(b.is_primary()) - Number(a.is_primary()));
  return {
    total: shown.length,
    async pixels(number) {
      const image = shown[number - 1];
      if (image === undefined) throw new ReadingFailed({ code: 'broken' });
      return heifPixels(image);
    },
  };
}

/** Turned and mirrored as the file asks (ISO/IEC 23008-12 §6.5). */
async function heifPixels(image: HeifImage): Promise<RawPixels> {
  const [width, height] = [image.get_width(), image.get_height()];
  checkSize(width, height);
  const data = new Uint8ClampedArray(width * height * 4);
  const filled = await new Promise<unknown>((resolve) => image.display({ width, height, data }, resolve));
  if (filled === null) throw new ReadingFailed({ code: 'broken' });
  return { width, height, channels: 4, data: new Uint8Array(data.buffer) };
}

async function decodedByMupdf(bytes: Uint8Array): Promise<DecodedPicture> {
  const { Buffer: Held, ColorSpace, Image } = await import('mupdf');
  try {
    const image = new Image(new Held(bytes));
    const [width, height] = [image.getWidth(), image.getHeight()];
    checkSize(width, height);
    const drawn = image.toPixmap();
    const pixmap =
      drawn.getNumberOfComponents() - drawn.getAlpha() > 3
        ? drawn.convertToColorSpace(ColorSpace.DeviceRGB, true)
        : drawn;
    const channels = pixmap.getNumberOfComponents();
    if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) throw new Error('an odd colour space');
    const pixels = pixmap.getPixels();
    const data = packed(
      new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength),
      width * channels,
      pixmap.getStride(),
      height,
    );
    const first = { width, height, channels, data } as const;
    return {
      total: 1,
      async pixels(number) {
        if (number === 1) return first;
        throw new ReadingFailed({ code: 'broken' });
      },
    };
  } catch (error) {
    if (error instanceof ReadingFailed) throw error;
    throw new ReadingFailed({ code: 'broken' }, error);
  }
}

function checkSize(width: number, height: number): void {
  if (width <= 0 || height <= 0) throw new ReadingFailed({ code: 'broken' });
  if (width * height > MAX_PIXELS) throw new ReadingFailed({ code: 'too-much-memory' });
}

/** A copy out of the library's memory, which the next call may move, without what pads its rows. */
function packed(rows: Uint8Array, rowBytes: number, stride: number, height: number): Uint8Array {
  if (rowBytes === stride) return rows.slice(0, rowBytes * height);
  const data = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) data.set(rows.subarray(y * stride, y * stride + rowBytes), y * rowBytes);
  return data;
}
