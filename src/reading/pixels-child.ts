import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { bandsOf } from './pixels-geometry.ts';
import type { Band, Grey, Turn } from './pixels-geometry.ts';
import { spreadLines } from './pixels-lines.ts';
import type { Slot } from './pixels-lines.ts';
import { measure, readied } from './pixels-measure.ts';
import { decodePgm, encodePgm } from './pixels-pgm.ts';
import type { Ready } from './pixels-ready.ts';

/**
 * The entry of the expendable process that makes a picture ready for recognition: `pixels-child.ts prepare <dpi> <quarter
 * turns>`, `pixels-child.ts sample`, `pixels-child.ts spread` or `pixels-child.ts scale <factor>`, a picture on standard
 * input. Out come a length (32 bits, big endian), a JSON `Said`, and its picture (PGM), if there is one.
 */
interface Said {
  readonly ready?: Ready;
  readonly slots?: readonly Slot[];
}

const SAMPLE_LINES = 3;
const SAMPLE_WIDTH = 400; // pixels: about five words, enough to tell the script

sharp.cache(false);
sharp.concurrency(1);

const input = readFileSync(0);
const [task, number = '1', turns = '0'] = process.argv.slice(2);
if (task === 'spread') await saySpread();
else if (task === 'sample') await saySample();
else if (task === 'scale') await sayScaled(Number(number));
else await sayPrepared(Number(number), quarterTurns(turns));

async function sayScaled(factor: number): Promise<void> {
  const came = await inputGrey();
  let picture = sharpOf(came);
  if (factor !== 1) picture = resized(picture, came.width, factor);
  // Softened and with full contrast: where the page as it is was read badly, noise or pale ink is the likeliest reason.
  say({}, await greyOf(picture.blur(0.8).normalise({ lower: 1, upper: 99 })));
}

async function saySample(): Promise<void> {
  const grey = await inputGrey();
  say({}, sampleOf(grey, bandsOf(grey).filter(isLine)));
}

async function saySpread(): Promise<void> {
  const spread = spreadLines(await inputGrey());
  if (spread === undefined) say({});
  else say({ slots: spread.slots }, spread.grey);
}

function say(said: Said, picture?: Grey): void {
  const header = Buffer.from(JSON.stringify(said));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  writeAll(length);
  writeAll(header);
  if (picture !== undefined) writeAll(encodePgm(picture));
}

async function sayPrepared(statedDpi: number, quarters: Turn['quarters']): Promise<void> {
  // One step at a time: sharp would otherwise resize before it turns, whatever the order of the calls.
  const upright = await inputGrey();
  const came = quarters === 0 ? upright : await greyOf(sharpOf(upright).rotate(quarters * 90));
  const measured = measure(came, statedDpi);
  const { clean, scale } = measured;
  const sized = scale === 1 ? clean : await greyOf(resized(sharpOf(clean), clean.width, scale));
  const { grey, ready } = readied(sized, came, measured, quarters);
  say({ ready }, grey);
}

async function inputGrey(): Promise<Grey> {
  return decodePgm(input) ?? (await greyOf(sharp(input)));
}

function resized(picture: Sharp, width: number, factor: number): Sharp {
  return picture.resize({ width: Math.max(1, Math.round(width * factor)), kernel: factor > 1 ? 'cubic' : 'lanczos3' });
}

function sharpOf({ width, height, data }: Grey): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

function quarterTurns(text: string): Turn['quarters'] {
  return text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : 0;
}

/** A few lines from all over the page, one under the other; undefined where the page has no lines to speak of. */
function sampleOf(grey: Grey, bands: readonly Band[]): Grey | undefined {
  const lines = evenly(bands, SAMPLE_LINES);
  if (lines.length === 0) return undefined;
  const width = Math.min(grey.width, SAMPLE_WIDTH);
  const margin = 12;
  const height = lines.reduce((sum, line) => sum + line.bottom - line.top + 2 * margin, 0);
  const data = new Uint8Array(width * height).fill(255);
  let at = 0;
  for (const line of lines) {
    data.set(cut(grey, line, width), (at + margin) * width);
    at += line.bottom - line.top + 2 * margin;
  }
  return { width, height, data };
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
