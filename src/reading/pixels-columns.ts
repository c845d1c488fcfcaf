import type { Patch } from './pixels-lines.ts';

const GUTTER = 2; // heights of a letter: spaces between words, even of justified lines, are seldom so wide
const TALL = 8; // heights of a letter, all the rows together that a gutter is seen in: three lines of print
const PICTURE = 10; // heights of a letter
const FEW_LETTERS = 60; // patches under which shapes say nothing

interface Gap {
  readonly left: number;
  readonly right: number;
  /** Rows in which it has been seen. */
  readonly rows: number;
}

/**
 * Whether the page is one block of lines: no picture, table or rule on it, and no stretch of paper with ink on both sides
 * that goes down through several lines.
 *
 * @param height the middle height of letters, in the patches' pixels
 */
export function isOneColumn(patches: readonly Patch[], height: number): boolean {
  if (height === 0 || patches.length < FEW_LETTERS) return false;
  const written = patches.filter(({ top, bottom }) => bottom - top >= 0.3 * height);
  if (
    written.some(
      ({ left, right, top, bottom }) => bottom - top > PICTURE * height || right - left > 3 * PICTURE * height,
    )
  )
    return false;
  const step = Math.max(1, Math.round(height / 3));
  let before: readonly Gap[] = [];
  const sorted = written.toSorted((a, b) => a.top - b.top);
  const bottom = written.reduce((most, patch) => Math.max(most, patch.bottom), 0);
  let standing: readonly Patch[] = [];
  let next = 0;
  for (let y = sorted[0]?.top ?? 0; y < bottom; y += step) {
    const from = next;
    while (next < sorted.length && (sorted[next]?.top ?? 0) <= y) next++;
    standing = [...standing, ...sorted.slice(from, next)].filter((patch) => patch.bottom > y);
    // Paper between two lines says nothing: a gutter goes on behind it.
    if (standing.length < 4) continue;
    before = gapsOf(standing, GUTTER * height).flatMap((gap) => grown(gap, before, step, GUTTER * height));
    if (before.some(({ rows }) => rows > TALL * height)) return false;
  }
  return true;
}

/** Stretches without ink between the first and the last of these patches, at least so wide. */
function gapsOf(patches: readonly Patch[], width: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let end = Infinity;
  for (const { left, right } of patches.toSorted((a, b) => a.left - b.left)) {
    if (left - end >= width) gaps.push({ left: end, right: left, rows: 0 });
    end = end === Infinity ? right : Math.max(end, right);
  }
  return gaps;
}

/** What the gap has in common with each of the rows before, and itself. */
function grown(gap: Gap, before: readonly Gap[], step: number, width: number): readonly Gap[] {
  const common = before.flatMap((each) => {
    const [left, right] = [Math.max(gap.left, each.left), Math.min(gap.right, each.right)];
    return right - left >= width ? [{ left, right, rows: each.rows + step }] : [];
  });
  const longest = common.toSorted((a, b) => b.rows - a.rows)[0];
  return longest === undefined ? [{ ...gap, rows: step }] : [longest];
}
