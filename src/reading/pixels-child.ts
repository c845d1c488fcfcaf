import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { bandsOf, skewOf } from './pixels-geometry.ts';
import type { Band, Grey, Turn } from './pixels-geometry.ts';
import { letterHeight, patchesOf, spreadLines } from './pixels-lines.ts';
import type { Slot } from './pixels-lines.ts';

/**
 * The entry of the expendable process that makes a picture ready for recognition: `pixels-child.ts prepare <dpi>`,
 * `pixels-child.ts spread` or `pixels-child.ts scale <factor>`, a PNG on standard input. Out come a length (32 bits, big endian), a JSON `Said`, and its
 * PNGs one after the other.
 */
interface Said {
  readonly turn?: Turn;
  readonly slots?: readonly Slot[];
  /** Rows of the prepared page that hold a line of text, as far as that is plain. */
  readonly bands?: readonly Band[];
  /** Lengths in bytes of the PNGs that follow: the page, then, if it holds lines, a sample of them; or the spread page. */
  readonly lengths: readonly number[];
}

const TARGET_DPI = 300;
const MAX_ENLARGE = 3;
const MIN_ENLARGE = 0.5;
const LETTER_PX = 28; // middle height of patches of ink in 12-point print at 300 dpi, whatever the script
const MAX_PIXELS = 30_000_000; // as many bytes; an A4 page at 300 dpi is 8.7 million
const LOOK_SIDE = 1_400; // pixels of the longer side on which lean and lines are measured
const SAMPLE_LINES = 5;
const SAMPLE_WIDTH = 1_100; // pixels: about ten words, enough to tell the script

sharp.cache(false);
sharp.concurrency(1);

const png = readFileSync(0);
const [task, number = '1'] = process.argv.slice(2);
if (task === 'spread') await saySpread();
else if (task === 'scale') await sayScaled(Number(number));
else await sayPrepared(Number(number));

async function sayScaled(factor: number): Promise<void> {
  const { width } = await sharp(png).metadata();
  const scaled = sharp(png).resize({ width: Math.max(1, Math.round(width * factor)), kernel: 'lanczos3' });
  say({}, [await scaled.toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer()]);
}

async function sayPrepared(dpi: number): Promise<void> {
  const { page, turn } = await prepare(png, dpi);
  const grey = await greyOf(sharp(page));
  const bands = bandsOf(grey).filter(isLine);
  const sample = await sampleOf(grey, bands);
  say({ turn, bands }, sample === undefined ? [page] : [page, sample]);
}

async function saySpread(): Promise<void> {
  const spread = spreadLines(await greyOf(sharp(png)));
  if (spread === undefined) return say({}, []);
  const { width, height, data } = spread.grey;
  say({ slots: spread.slots }, [
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  ]);
}

function say(facts: Omit<Said, 'lengths'>, pictures: readonly Buffer[]): void {
  const header = Buffer.from(JSON.stringify({ ...facts, lengths: pictures.map((each) => each.length) } satisfies Said));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  for (const part of [length, header, ...pictures]) writeAll(part);
}

async function prepare(bytes: Uint8Array, statedDpi: number): Promise<{ page: Buffer; turn: Turn }> {
  const { width, height } = await sharp(bytes).metadata();
  const look = await greyOf(
    sharp(bytes).resize({ width: LOOK_SIDE, height: LOOK_SIDE, fit: 'inside', withoutEnlargement: true }),
  );
  const degrees = -skewOf(look);
  const wanted = enlargement(look, width / look.width) ?? (statedDpi > 0 ? TARGET_DPI / statedDpi : 1);
  const scale = Math.min(MAX_ENLARGE, Math.max(wanted, MIN_ENLARGE), Math.sqrt(MAX_PIXELS / (width * height)));
  let picture = sharp(bytes).flatten({ background: 'white' }).greyscale();
  const steps = Math.abs(scale - 1) > 0.05 ? scale : 1;
  // One step at a time: sharp would otherwise resize after it has turned, whatever the order of the calls.
  if (steps !== 1) picture = await again(picture.resize({ width: Math.round(width * steps), kernel: 'cubic' }));
  if (degrees !== 0) picture = await again(picture.rotate(degrees, { background: 'white' }));
  // Letters too sharp are read worse than those a little soft: Tesseract's models learnt from scans.
  picture = picture.blur(steps > 1.3 ? 0.7 : 1);
  const { data, info } = await picture
    .normalise({ lower: 1, upper: 99 })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return {
    page: data,
    turn: { width, height, turnedWidth: info.width, turnedHeight: info.height, degrees, scale: steps },
  };
}

/** By the letters themselves: what a file says of its resolution is often untrue. Undefined where there are few letters. */
function enlargement(look: Grey, shrunk: number): number | undefined {
  const height = letterHeight(patchesOf(look) ?? []) * shrunk;
  if (height === 0) return undefined;
  const wanted = LETTER_PX / height;
  return wanted > 0.6 && wanted < 1.25 ? 1 : wanted;
}

async function again(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** A few lines from all over the page, one under the other; undefined where the page has no lines to speak of. */
async function sampleOf(grey: Grey, bands: readonly Band[]): Promise<Buffer | undefined> {
  const lines = evenly(bands, SAMPLE_LINES);
  if (lines.length === 0) return undefined;
  const width = Math.min(grey.width, SAMPLE_WIDTH);
  const margin = 12;
  const height = lines.reduce((sum, line) => sum + line.bottom - line.top + 2 * margin, 0);
  let at = 0;
  const parts = lines.map((line) => {
    const top = at + margin;
    at += line.bottom - line.top + 2 * margin;
    return {
      input: cut(grey, line, width),
      raw: { width, height: line.bottom - line.top, channels: 1 as const },
      top,
      left: 0,
    };
  });
  return sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite(parts)
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** As tall as print between 6 and 40 points at 300 dpi. */
function isLine(band: Band): boolean {
  return band.bottom - band.top >= 18 && band.bottom - band.top <= 170;
}

function evenly(bands: readonly Band[], most: number): readonly Band[] {
  if (bands.length <= most) return bands;
  return Array.from({ length: most }, (_, index) => bands[Math.floor(((index + 0.5) * bands.length) / most)]).filter(
    (band) => band !== undefined,
  );
}

/** The stretch of the line around its ink's middle: margins say nothing, and short lines stand at either side. */
function cut(grey: Grey, line: Band, width: number): Buffer {
  const out = Buffer.alloc(width * (line.bottom - line.top), 255);
  const left = Math.floor((grey.width - width) / 2);
  for (let y = line.top; y < line.bottom; y++) {
    const from = y * grey.width + left;
    out.set(grey.data.subarray(from, from + width), (y - line.top) * width);
  }
  return out;
}

async function greyOf(picture: Sharp): Promise<Grey> {
  const { data, info } = await picture
    .flatten({ background: 'white' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function writeAll(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(1, bytes, done);
}
