import { columnShift, skewOf, straightened } from './pixels-geometry.ts';
import type { Grey, Turn } from './pixels-geometry.ts';
import { letterHeight, patchesOf } from './pixels-lines.ts';
import type { Patch } from './pixels-lines.ts';
import { isOneColumn } from './pixels-columns.ts';
import { encodePgm } from './pixels-pgm.ts';
import type { Ready } from './pixels-ready.ts';
import { scriptOf } from './pixels-script.ts';
import { specksOf, withoutSpecks } from './pixels-specks.ts';

const SMALLEST_DPI = 130; // under which print is enlarged though its letters cannot be measured
const TARGET_DPI = 300;
const MAX_ENLARGE = 3;
const MIN_ENLARGE = 0.4;
/**
 * Middle height of patches of ink, in pixels, at which Tesseract's models read best: 12-point print at about 200 dpi.
 * Between the two edges a picture stays as it is, since every resampling costs letters; measured on pages of every script.
 */
const LETTER_PX = 17;
const SMALL_LETTER_PX = 8;
const LARGE_LETTER_PX = 30;
const LEAST_LEAN = 1; // degrees: Tesseract reads lines that lean less as well as level ones
const MAX_PIXELS = 30_000_000; // as many bytes; an A4 page at 300 dpi is 8.7 million
const LOOK_SIDE = 1_800; // pixels, about, of the longer side on which lean and letters are measured
const MANY_LETTERS = 2_000; // enough to tell a missing line of a newspaper page

export interface Measured {
  /** The picture without its dirt. */
  readonly clean: Grey;
  /** That its letters have to be brought to the best size by; 1 where they have it. */
  readonly scale: number;
  /** That its lines have to be turned by. */
  readonly degrees: number;
  /** Middles of letters, in its own pixels. */
  readonly letters: readonly (readonly [number, number])[];
  readonly script: Ready['script'];
  readonly oneColumn: boolean;
}

/** @param statedDpi of the picture, as well as it is known */
export function measure(came: Grey, statedDpi: number): Measured {
  const times = Math.max(1, Math.round(Math.max(came.width, came.height) / LOOK_SIDE));
  const look = times === 1 ? came : smaller(came, times);
  const lean = skewOf(look);
  const all = patchesOf(look) ?? [];
  const height = letterHeight(all);
  const specks = specksOf(all, height);
  const patches = specks.all.size === 0 ? all : all.filter((patch) => !specks.all.has(patch));
  const script = scriptOf(patches, height);
  // A dot more or less makes another letter in Arabic script.
  const dirt = script === 'Arab' ? specks.stray : specks.all;
  const wanted = enlargement(height * times, statedDpi);
  return {
    clean: withoutSpecks(came, dirt, times),
    scale: Math.min(wanted, Math.sqrt(MAX_PIXELS / (came.width * came.height))),
    degrees: Math.abs(lean) < LEAST_LEAN ? 0 : -lean,
    letters: lettersOf(patches, height).map(([x, y]) => [x * times, y * times]),
    script,
    oneColumn: isOneColumn(patches, height),
  };
}

/** The picture straightened, once it has the size that was wanted. */
export function readied(
  sized: Grey,
  came: Pick<Grey, 'width' | 'height'>,
  { degrees, letters, script, oneColumn }: Measured,
  quarters: Turn['quarters'],
): { readonly grey: Grey; readonly ready: Ready } {
  const { grey, margin } = straightened(sized, degrees);
  const factor = grey.width / came.width;
  const moved = letters.flatMap(([x, y]) => [
    Math.round(x * factor),
    Math.round(y * factor) + margin + columnShift(x * factor, grey.width, degrees),
  ]);
  const turn: Turn = { quarters, width: came.width, height: came.height, scale: factor, degrees, margin };
  return { grey, ready: { turn, letters: moved, oneColumn, ...(script === undefined ? {} : { script }) } };
}

/** What recognition is given of a page. */
export interface PictureToRecognise {
  /** Grey, as PGM. */
  readonly pgm: Uint8Array;
  readonly dpi: number;
  /** Absent where its letters have to be brought to another size first. */
  readonly ready?: Ready;
}

/** Measured where its pixels are in hand already, which saves a process for most pages. */
export function pictureToRecognise(grey: Grey, dpi: number): PictureToRecognise {
  const measured = measure(grey, dpi);
  if (measured.scale !== 1) return { pgm: encodePgm(grey), dpi };
  const straight = readied(measured.clean, grey, measured, 0);
  return { pgm: encodePgm(straight.grey), dpi, ready: straight.ready };
}

/** By the mean of squares of so many pixels a side. */
function smaller({ width, height, data }: Grey, times: number): Grey {
  const [w, h] = [Math.max(1, Math.floor(width / times)), Math.max(1, Math.floor(height / times))];
  const out = new Uint8Array(w * h);
  const sums = new Uint32Array(w);
  const area = times * times;
  for (let y = 0; y < h; y++) {
    sums.fill(0);
    for (let row = y * times; row < (y + 1) * times; row++) {
      const start = row * width;
      for (let x = 0, at = start; x < w; x++) {
        let sum = 0;
        for (let part = 0; part < times; part++, at++) sum += data[at] ?? 255;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    for (let x = 0; x < w; x++) out[y * w + x] = (sums[x] ?? 0) / area;
  }
  return { width: w, height: h, data: out };
}

function lettersOf(patches: readonly Patch[], height: number): readonly (readonly [number, number])[] {
  if (height === 0) return [];
  const letters = patches.filter(
    ({ left, top, right, bottom }) =>
      bottom - top >= 0.6 * height && bottom - top <= 3 * height && right - left <= 12 * height,
  );
  const step = Math.ceil(letters.length / MANY_LETTERS);
  return letters
    .filter((_, index) => index % step === 0)
    .map(({ left, top, right, bottom }) => [(left + right) / 2, (top + bottom) / 2]);
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
