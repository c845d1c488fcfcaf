import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { bandsOf, skewOf } from './pixels-geometry.ts';
import type { Band, Grey, Turn } from './pixels-geometry.ts';
import { letterHeight, patchesOf, spreadLines } from './pixels-lines.ts';
import type { Patch, Slot } from './pixels-lines.ts';

/**
 * The entry of the expendable process that makes a picture ready for recognition: `pixels-child.ts prepare <dpi> <quarter
 * turns>`, `pixels-child.ts spread` or `pixels-child.ts scale <factor>`, a PNG on standard input. Out come a length (32
 * bits, big endian), a JSON `Said`, and its PNGs one after the other.
 */
interface Said {
  readonly turn?: Turn;
  readonly slots?: readonly Slot[];
  /** x and y of the middle of patches of ink that have the size of letters, or a share of them where they are many. */
  readonly letters?: readonly number[];
  /** Lengths in bytes of the PNGs that follow: the page, then, if it holds lines, a sample of them; or the spread page. */
  readonly lengths: readonly number[];
}

const TARGET_DPI = 300;
const SMALLEST_DPI = 130; // under which print is enlarged though its letters cannot be measured
const MAX_ENLARGE = 3;
const MIN_ENLARGE = 0.4;
/**
 * Middle height of patches of ink, in pixels, at which Tesseract's models read best: 12-point print at about 200 dpi.
 * Between the two edges a picture stays as it is, since every resampling costs letters; measured on pages of every script.
 */
const LETTER_PX = 17;
const SMALL_LETTER_PX = 8;
const LARGE_LETTER_PX = 22;
const MAX_PIXELS = 30_000_000; // as many bytes; an A4 page at 300 dpi is 8.7 million
const LOOK_SIDE = 1_800; // pixels of the longer side on which lean and letters are measured
const MANY_LETTERS = 2_000; // enough to tell a missing line of a newspaper page
const SAMPLE_LINES = 3;
const SAMPLE_WIDTH = 400; // pixels: about five words, enough to tell the script

sharp.cache(false);
sharp.concurrency(1);

const png = readFileSync(0);
const [task, number = '1', turns = '0'] = process.argv.slice(2);
if (task === 'spread') await saySpread();
else if (task === 'scale') await sayScaled(Number(number));
else await sayPrepared(Number(number), quarterTurns(turns));

async function sayScaled(factor: number): Promise<void> {
  const { width } = await sharp(png).metadata();
  let picture = sharp(png);
  if (factor !== 1)
    picture = picture.resize({
      width: Math.max(1, Math.round(width * factor)),
      kernel: factor > 1 ? 'cubic' : 'lanczos3',
    });
  // Softened and with full contrast: where the page as it is was read badly, noise or pale ink is the likeliest reason.
  picture = picture.blur(0.8).normalise({ lower: 1, upper: 99 });
  say({}, [await picture.toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer()]);
}

async function sayPrepared(dpi: number, quarters: Turn['quarters']): Promise<void> {
  const { page, turn, letters, grey } = await prepare(png, dpi, quarters);
  const sample = await sampleOf(grey, bandsOf(grey).filter(isLine));
  say({ turn, letters }, sample === undefined ? [page] : [page, sample]);
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

interface PreparedPage {
  readonly page: Buffer;
  readonly grey: Grey;
  readonly turn: Turn;
  readonly letters: readonly number[];
}

async function prepare(bytes: Uint8Array, statedDpi: number, quarters: Turn['quarters']): Promise<PreparedPage> {
  // One step at a time: sharp would otherwise resize before it turns, whatever the order of the calls.
  let picture = sharp(bytes).flatten({ background: 'white' }).greyscale();
  picture = await again(quarters === 0 ? picture : picture.rotate(quarters * 90));
  const { width, height } = await picture.metadata();
  const look = await greyOf(
    picture.clone().resize({ width: LOOK_SIDE, height: LOOK_SIDE, fit: 'inside', withoutEnlargement: true }),
  );
  const degrees = -skewOf(look);
  const patches = patchesOf(look) ?? [];
  const letter = letterHeight(patches) * (width / look.width);
  const scale = Math.min(enlargement(letter, statedDpi), Math.sqrt(MAX_PIXELS / (width * height)));
  if (scale !== 1)
    picture = await again(
      picture.resize({ width: Math.max(1, Math.round(width * scale)), kernel: scale > 1 ? 'cubic' : 'lanczos3' }),
    );
  if (degrees !== 0) picture = await again(picture.rotate(degrees, { background: 'white' }));
  const grey = await greyOf(picture);
  const page = await sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } })
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
  const turn = { quarters, width, height, turnedWidth: grey.width, turnedHeight: grey.height, degrees, scale };
  const untouched = degrees === 0 && grey.width === look.width;
  return { page, grey, turn, letters: lettersOf(untouched ? patches : (patchesOf(grey) ?? [])) };
}

function lettersOf(patches: readonly Patch[]): readonly number[] {
  const height = letterHeight(patches);
  if (height === 0) return [];
  const letters = patches.filter(
    ({ left, top, right, bottom }) =>
      bottom - top >= 0.6 * height && bottom - top <= 3 * height && right - left <= 12 * height,
  );
  const step = Math.ceil(letters.length / MANY_LETTERS);
  return letters
    .filter((_, index) => index % step === 0)
    .flatMap(({ left, top, right, bottom }) => [Math.round((left + right) / 2), Math.round((top + bottom) / 2)]);
}

/** By the letters themselves: what a file says of its resolution is often untrue. */
function enlargement(letter: number, statedDpi: number): number {
  if (letter > LARGE_LETTER_PX) return Math.max(MIN_ENLARGE, LETTER_PX / letter);
  // Dots are many in some pages of Arabic script, and make letters out to be smaller than they are.
  const small = letter === 0 ? statedDpi < SMALLEST_DPI : letter < SMALL_LETTER_PX && statedDpi < 200;
  if (!small) return 1;
  const wanted = letter === 0 ? TARGET_DPI / Math.max(1, statedDpi) : LETTER_PX / letter;
  return Math.min(MAX_ENLARGE, Math.max(1, wanted));
}

function quarterTurns(text: string): Turn['quarters'] {
  return text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : 0;
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

/** As tall as print between 6 and 40 points at 200 dpi. */
function isLine(band: Band): boolean {
  return band.bottom - band.top >= 12 && band.bottom - band.top <= 120;
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
