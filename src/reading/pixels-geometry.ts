/** Grey values, one byte a pixel, rows from the top; 0 is black. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MANY_PIXELS = 1_000_000;

/** What makes dark and light two groups with the least spread in each (Otsu 1979). */
export function threshold(grey: Grey): number {
  const histogram = new Float64Array(256);
  // Every pixel of a small picture; of a large one a seventh says the same.
  const step = grey.data.length > MANY_PIXELS ? 7 : 1;
  let total = 0;
  for (let at = 0; at < grey.data.length; at += step, total++) {
    const value = grey.data[at] ?? 255;
    histogram[value] = (histogram[value] ?? 0) + 1;
  }
  let sum = 0;
  for (const [value, count] of histogram.entries()) sum += value * count;
  let [below, sumBelow, best, at] = [0, 0, -1, 127];
  for (const [value, count] of histogram.entries()) {
    below += count;
    if (below === 0 || below === total) continue;
    sumBelow += value * count;
    const apart = sumBelow / below - (sum - sumBelow) / (total - below);
    const between = below * (total - below) * apart * apart;
    if (between > best) [best, at] = [between, value];
  }
  return at;
}

const MAX_SKEW = 5; // degrees: a page fed badly; more than that is a photograph, whose lines are not parallel anyway
const MAX_DOTS = 6_000; // more only costs time: lines of a page stand out with a tenth of its letters

/**
 * How far the lines of text lean, in degrees, clockwise positive: the angle at which rows of ink and rows of paper
 * differ most (projection profile, Postl 1986). 0 where nothing stands out.
 */
export function skewOf(grey: Grey): number {
  const dots = inkDots(grey);
  if (dots.length < 400) return 0;
  let [coarse, most] = [0, -1];
  for (let degrees = -MAX_SKEW; degrees <= MAX_SKEW; degrees += 0.5) {
    const found = contrast(dots, grey, degrees, COARSE_ROWS);
    if (found > most) [most, coarse] = [found, degrees];
  }
  const flat = contrast(dots, grey, 0, FINE_ROWS);
  let [best, at] = [flat, 0];
  for (let degrees = coarse - 0.4; degrees <= coarse + 0.4; degrees += 0.1) {
    const found = contrast(dots, grey, degrees, FINE_ROWS);
    if (found > best) [best, at] = [found, degrees];
  }
  return best > flat * 1.03 && Math.abs(at) > 0.15 && Math.abs(at) < MAX_SKEW ? at : 0;
}

/** x and y of dark pixels that have a light one above: the upper edges of letters, in pairs. */
function inkDots(grey: Grey): Float32Array {
  const limit = threshold(grey);
  const found: number[] = [];
  for (let y = 1; y < grey.height; y++) {
    for (let x = 0; x < grey.width; x++) {
      const at = y * grey.width + x;
      if ((grey.data[at] ?? 255) <= limit && (grey.data[at - grey.width] ?? 0) > limit) found.push(x, y);
    }
  }
  const step = Math.max(1, Math.ceil(found.length / 2 / MAX_DOTS));
  const kept = new Float32Array(2 * Math.floor(found.length / 2 / step));
  for (let index = 0; index < kept.length / 2; index++) {
    kept[2 * index] = found[2 * index * step] ?? 0;
    kept[2 * index + 1] = found[2 * index * step + 1] ?? 0;
  }
  return kept;
}

/** Rows of the page counted together: single ones tell the noise of a fax rather than its lines. */
const COARSE_ROWS = 4;
const FINE_ROWS = 2;

function contrast(dots: Float32Array, { width, height }: Grey, degrees: number, together: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(width * Math.tan((MAX_SKEW + 1) * (Math.PI / 180)));
  const rows = new Float64Array(Math.ceil((height + 2 * margin + 2) / together));
  for (let index = 0; index < dots.length; index += 2) {
    const y = (dots[index + 1] ?? 0) - slope * (dots[index] ?? 0) + margin;
    const row = Math.round(y / together);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return sum;
}

/** Rows from which text lines are made: `top` inclusive, `bottom` exclusive. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** Stretches of rows with ink, of a page whose lines are level: lines of text, where there is one column. */
export function bandsOf(grey: Grey): readonly Band[] {
  const limit = threshold(grey);
  const bands: Band[] = [];
  let top = -1;
  for (let y = 0; y <= grey.height; y++) {
    let ink = 0;
    if (y < grey.height) {
      for (let x = 0; x < grey.width; x++) if ((grey.data[y * grey.width + x] ?? 255) <= limit) ink++;
    }
    const written = ink > Math.max(2, 0.004 * grey.width);
    if (written && top < 0) top = y;
    if (!written && top >= 0) {
      if (y - top >= 4) bands.push({ top, bottom: y });
      top = -1;
    }
  }
  return bands;
}

/**
 * How a picture was turned, scaled and straightened before it was recognised, so that boxes can be taken back. It is
 * straightened by moving its columns up and down by whole pixels: turning it would soften every letter, and lines are
 * lost over that.
 */
export interface Turn {
  /** Quarter turns clockwise that came before all else; `width` and `height` are those after them. */
  readonly quarters: 0 | 1 | 2 | 3;
  readonly width: number;
  readonly height: number;
  /** Prepared pixels for one original pixel. */
  readonly scale: number;
  /** Degrees, clockwise positive, that the lines were turned by. */
  readonly degrees: number;
  /** Rows of white added above and below for it, in prepared pixels. */
  readonly margin: number;
}

/** How far down the column `x` of a picture so wide is moved, in whole pixels, to turn its lines by so much. */
export function columnShift(x: number, width: number, degrees: number): number {
  return Math.round(Math.tan((degrees * Math.PI) / 180) * (x - width / 2));
}

/** The page with its lines turned by so many degrees, higher by `margin` above and below. */
export function straightened(grey: Grey, degrees: number): { readonly grey: Grey; readonly margin: number } {
  if (degrees === 0) return { grey, margin: 0 };
  const { width } = grey;
  const margin = Math.abs(columnShift(0, width, degrees)) + 1;
  const height = grey.height + 2 * margin;
  const data = new Uint8Array(width * height).fill(255);
  for (let left = 0; left < width;) {
    const shift = columnShift(left, width, degrees);
    let right = left + 1;
    while (right < width && columnShift(right, width, degrees) === shift) right++;
    for (let y = 0; y < grey.height; y++)
      data.set(grey.data.subarray(y * width + left, y * width + right), (y + margin + shift) * width + left);
    left = right;
  }
  return { grey: { width, height, data }, margin };
}

/** The page as it was before `straightened`. */
export function leaning(grey: Grey, { degrees, margin }: Pick<Turn, 'degrees' | 'margin'>): Grey {
  const { width } = grey;
  const height = grey.height - 2 * margin;
  const data = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) {
    const shift = columnShift(x, width, degrees) + margin;
    for (let y = 0; y < height; y++) data[y * width + x] = grey.data[(y + shift) * width + x] ?? 255;
  }
  return { width, height, data };
}

/** A box of the prepared picture in pixels of the one that came, `[x, y, width, height]`, cut to its edges. */
export function boxBefore(
  turn: Turn,
  x: number,
  y: number,
  width: number,
  height: number,
): readonly [number, number, number, number] {
  const shift = columnShift(x + width / 2, turn.width * turn.scale, turn.degrees) + turn.margin;
  const left = clamp(x / turn.scale, turn.width);
  const right = clamp((x + width) / turn.scale, turn.width);
  const top = clamp((y - shift) / turn.scale, turn.height);
  const bottom = clamp((y + height - shift) / turn.scale, turn.height);
  switch (turn.quarters) {
    case 0:
      return [left, top, right - left, bottom - top];
    case 1:
      return [top, turn.width - right, bottom - top, right - left];
    case 2:
      return [turn.width - right, turn.height - bottom, right - left, bottom - top];
    case 3:
      return [turn.height - bottom, left, bottom - top, right - left];
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
