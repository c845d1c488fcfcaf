import { threshold } from './pixels-geometry.ts';
import type { Grey } from './pixels-geometry.ts';

/** A connected patch of ink. `runs` are rows of it: y, first x, x after the last. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly runs: Int32Array;
}

const MAX_RUNS = 1_500_000; // rows of ink in a page: dithered pictures have more, and no lines to find
const MAX_PATCHES = 30_000; // letters and dots of a page: a full newspaper page has 20,000

const EDGE = 2; // pixels

/** Patches of ink, by rows joined to the rows above that they touch. Undefined where the page is no page of letters. */
export function patchesOf(grey: Grey): readonly Patch[] | undefined {
  const { width, height, data } = grey;
  const limit = threshold(grey);
  let runs = new Int32Array(3 * 16_384);
  let parent = new Int32Array(16_384);
  let count = 0;
  let [aboveFrom, aboveTo] = [0, 0];
  for (let y = 0; y < height; y++) {
    const from = count;
    let above = aboveFrom;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if ((data[row + x] ?? 255) > limit) continue;
      const first = x;
      while (x < width && (data[row + x] ?? 255) <= limit) x++;
      if (count > MAX_RUNS) return undefined;
      if (count === parent.length) [runs, parent] = [doubled(runs), doubled(parent)];
      runs[3 * count] = y;
      runs[3 * count + 1] = first;
      runs[3 * count + 2] = x;
      parent[count] = count;
      // Runs of the row above stand in order: those that end before this one begins are done with.
      while (above < aboveTo && (runs[3 * above + 2] ?? 0) < first) above++;
      for (let other = above; other < aboveTo && (runs[3 * other + 1] ?? 0) <= x; other++)
        parent[rootOf(parent, other)] = rootOf(parent, count);
      count++;
    }
    [aboveFrom, aboveTo] = [from, count];
  }
  return gather(runs, parent, count);
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
    parent[at] = parent[up] ?? up;
    at = up;
  }
  return at;
}

/** Runs sorted by the patch they belong to, in their order; a patch holds its stretch of them. */
function gather(runs: Int32Array, parent: Int32Array, count: number): readonly Patch[] | undefined {
  const patchOf = new Int32Array(count).fill(-1);
  const lengths: number[] = [];
  for (let run = 0; run < count; run++) {
    const root = rootOf(parent, run);
    let patch = patchOf[root] ?? -1;
    if (patch < 0) patch = lengths.push(0) - 1;
    patchOf[root] = patch;
    patchOf[run] = patch;
    lengths[patch] = (lengths[patch] ?? 0) + 1;
  }
  if (lengths.length > MAX_PATCHES) return undefined;
  const sorted = new Int32Array(3 * count);
  const ends = new Int32Array(lengths.length);
  for (let patch = 1; patch < ends.length; patch++) ends[patch] = (ends[patch - 1] ?? 0) + (lengths[patch - 1] ?? 0);
  for (let run = 0; run < count; run++) {
    const patch = patchOf[run] ?? 0;
    const at = ends[patch] ?? 0;
    for (let part = 0; part < 3; part++) sorted[3 * at + part] = runs[3 * run + part] ?? 0;
    ends[patch] = at + 1;
  }
  return lengths.map((length, patch) =>
    boxOf(sorted.subarray(3 * ((ends[patch] ?? 0) - length), 3 * (ends[patch] ?? 0))),
  );
}

function boxOf(runs: Int32Array): Patch {
  let [left, right] = [Infinity, 0];
  for (let at = 0; at < runs.length; at += 3) {
    left = Math.min(left, runs[at + 1] ?? 0);
    right = Math.max(right, runs[at + 2] ?? 0);
  }
  return { left, top: runs[0] ?? 0, right, bottom: (runs[runs.length - 3] ?? 0) + 1, runs };
}

/** The middle height of patches that are letters rather than dots or rules; 0 where there are too few to say. */
export function letterHeight(patches: readonly Patch[]): number {
  const heights = patches
    .filter(
      (patch) =>
        patch.bottom - patch.top >= 5 &&
        patch.right - patch.left >= 3 &&
        patch.right - patch.left < 20 * (patch.bottom - patch.top),
    )
    .map((patch) => patch.bottom - patch.top)
    .toSorted((a, b) => a - b);
  return heights.length < 20 ? 0 : (heights[Math.floor(heights.length / 2)] ?? 0);
}

/** Where a line of the page stands in the spread picture: `at` rows from its top, `from` rows from the page's. */
export interface Slot {
  readonly at: number;
  readonly height: number;
  readonly from: number;
}

/**
 * The page with its lines moved apart, for scripts whose marks reach into the next line, which Tesseract then loses.
 * Meant for one column: lines that stand side by side are kept side by side only if they are level.
 */
export function spreadLines(grey: Grey): { readonly grey: Grey; readonly slots: readonly Slot[] } | undefined {
  const patches = patchesOf(grey);
  const height = patches === undefined ? 0 : letterHeight(patches);
  if (patches === undefined || height === 0) return undefined;
  const big = patches.filter(
    (patch) => patch.bottom - patch.top >= 0.5 * height && patch.bottom - patch.top < 6 * height,
  );
  const peaks = peaksOf(big, grey.height, height);
  if (peaks.length < 2) return undefined;
  const lines = peaks.map((): Patch[] => []);
  const lineOf = new Map<Patch, number>();
  for (const patch of big) {
    const line = nearest(peaks, densestRow(patch));
    lineOf.set(patch, line);
    lines[line]?.push(patch);
  }
  for (const patch of patches) {
    if (patch.bottom - patch.top >= 0.5 * height) continue;
    const owner = ownerOf(patch, big);
    const line = owner === undefined ? nearest(peaks, (patch.top + patch.bottom) / 2) : lineOf.get(owner);
    if (line !== undefined) lines[line]?.push(patch);
  }
  return draw(
    grey,
    lines.filter((line) => line.length > 0),
    Math.ceil(height),
  );
}

/** Rows at which lines of letters have most of their ink. */
function peaksOf(patches: readonly Patch[], rows: number, height: number): readonly number[] {
  const ink = new Float64Array(rows);
  for (const { runs } of patches) {
    for (let at = 0; at < runs.length; at += 3) {
      const y = runs[at] ?? 0;
      ink[y] = (ink[y] ?? 0) + (runs[at + 2] ?? 0) - (runs[at + 1] ?? 0);
    }
  }
  const smooth = smoothed(ink, Math.max(1, Math.round(0.35 * height)));
  const peaks: number[] = [];
  let [valley, candidate] = [0, -1];
  for (let y = 0; y < rows; y++) {
    const value = smooth[y] ?? 0;
    if (candidate < 0) {
      valley = Math.min(valley, value);
      if (value > valley * 1.5 + 2) candidate = y;
    } else if (value > (smooth[candidate] ?? 0)) candidate = y;
    else if (value < 0.6 * (smooth[candidate] ?? 0)) {
      const last = peaks.at(-1);
      if (last === undefined || candidate - last > 0.9 * height) peaks.push(candidate);
      else if ((smooth[candidate] ?? 0) > (smooth[last] ?? 0)) peaks[peaks.length - 1] = candidate;
      [valley, candidate] = [value, -1];
    }
  }
  if (candidate >= 0) peaks.push(candidate);
  return peaks;
}

function smoothed(values: Float64Array, radius: number): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  for (let at = -radius; at < values.length; at++) {
    sum += values[at + radius] ?? 0;
    if (at > radius) sum -= values[at - radius - 1] ?? 0;
    if (at >= 0) out[at] = sum / (2 * radius + 1);
  }
  return out;
}

/** The row of a patch with most ink: for joined Arabic letters, the line that they are written on. */
function densestRow(patch: Patch): number {
  const ink = new Map<number, number>();
  for (let at = 0; at < patch.runs.length; at += 3) {
    const y = patch.runs[at] ?? 0;
    ink.set(y, (ink.get(y) ?? 0) + (patch.runs[at + 2] ?? 0) - (patch.runs[at + 1] ?? 0));
  }
  let [best, row] = [-1, patch.top];
  for (const [y, amount] of ink) if (amount > best) [best, row] = [amount, y];
  return row;
}

function nearest(peaks: readonly number[], row: number): number {
  return peaks.reduce(
    (best, peak, index) => (Math.abs(peak - row) < Math.abs((peaks[best] ?? 0) - row) ? index : best),
    0,
  );
}

/** The letter that a dot or mark belongs to: the nearest above or below that it overlaps. */
function ownerOf(mark: Patch, letters: readonly Patch[]): Patch | undefined {
  let best: Patch | undefined;
  let least = Infinity;
  for (const letter of letters) {
    if (letter.right + 2 < mark.left || letter.left - 2 > mark.right) continue;
    const gap = Math.max(0, letter.top - mark.bottom, mark.top - letter.bottom);
    if (gap < least) [least, best] = [gap, letter];
  }
  return best;
}

function draw(
  grey: Grey,
  lines: readonly (readonly Patch[])[],
  margin: number,
): { grey: Grey; slots: readonly Slot[] } {
  let at = margin;
  const slots = lines.map((line) => {
    const from = line.reduce((least, patch) => Math.min(least, patch.top), Infinity);
    const height = line.reduce((most, patch) => Math.max(most, patch.bottom), 0) - from;
    const slot = { at, height, from };
    at += height + margin;
    return slot;
  });
  const data = new Uint8Array(grey.width * at).fill(255);
  for (const [index, line] of lines.entries()) {
    const slot = slots[index];
    if (slot === undefined) continue;
    for (const { runs } of line) {
      for (let run = 0; run < runs.length; run += 3) {
        const y = runs[run] ?? 0;
        // With the soft edge on either side, which is lighter than the limit.
        const first = Math.max(0, (runs[run + 1] ?? 0) - EDGE);
        const last = Math.min(grey.width, (runs[run + 2] ?? 0) + EDGE);
        data.set(
          grey.data.subarray(y * grey.width + first, y * grey.width + last),
          (y - slot.from + slot.at) * grey.width + first,
        );
      }
    }
  }
  return { grey: { width: grey.width, height: at, data }, slots };
}

/** The row of the page that a row of the spread picture shows. */
export function rowBefore(slots: readonly Slot[], row: number): number {
  const slot = slots.findLast(({ at }) => at <= row) ?? slots[0];
  return slot === undefined ? row : slot.from + Math.min(Math.max(row - slot.at, 0), slot.height);
}
