import type { Reading, Span } from '../nouns/reading.ts';
import type { MarkView } from './views.ts';

/** Text that is not cut into pages is shown in stretches of about this many UTF-16 code units, so that any length opens. */
const STRETCH_UNITS = 24_000;

/** A page as the reader shows it: the document's own, or a stretch of the text of a document without pages. */
export interface Leaf extends Span {
  /** From 1. */
  readonly number: number;
}

/** At least one; in order; together they cover the whole text of a document without pages. */
export function leavesOf(reading: Reading): readonly Leaf[] {
  if (reading.pages.length > 0) return reading.pages;
  const leaves: Leaf[] = [];
  let start = 0;
  for (const passage of reading.passages) {
    if (passage.end - start < STRETCH_UNITS || passage.start <= start) continue;
    leaves.push({ number: leaves.length + 1, start, end: passage.start });
    start = passage.start;
  }
  leaves.push({ number: leaves.length + 1, start, end: reading.text.length });
  return leaves;
}

export interface Position {
  readonly page: number;
  /** From 1; 0 where no match is open. */
  readonly hit: number;
}

/**
 * Which page to open. A cited stretch outranks a match, a match outranks a page; without any of them the first page
 * with a match, else page 1. Numbers out of range are brought into it.
 */
export function positionIn(
  reading: Reading | undefined,
  marks: readonly MarkView[],
  asked: { readonly page?: number | undefined; readonly hit?: number | undefined; readonly at?: Span | undefined },
): Position {
  if (reading === undefined) return { page: 1, hit: 0 };
  const leaves = leavesOf(reading);
  const { at } = asked;
  if (at !== undefined) {
    const hit = 1 + marks.findIndex((mark) => mark.start < at.end && mark.end > at.start);
    return { page: leafAt(leaves, at.start), hit };
  }
  if (asked.hit !== undefined && marks.length > 0) {
    const hit = between(asked.hit, 1, marks.length);
    return { page: leafOf(leaves, marks[hit - 1]), hit };
  }
  if (asked.page !== undefined) {
    const page = between(asked.page, 1, leaves.length);
    return { page, hit: 1 + marks.findIndex((mark) => leafOf(leaves, mark) === page) };
  }
  return marks.length > 0 ? { page: leafOf(leaves, marks[0]), hit: 1 } : { page: 1, hit: 0 };
}

function leafOf(leaves: readonly Leaf[], mark: MarkView | undefined): number {
  if (mark === undefined) return 1;
  return leafAt(leaves, mark.start);
}

/** The leaf on which a place of the text stands; the first of those that all have the whole text. */
export function leafAt(leaves: readonly Leaf[], offset: number): number {
  const last = leaves.findLast((leaf) => leaf.start <= offset);
  return (leaves.find((leaf) => leaf.start === last?.start && leaf.end > offset) ?? last)?.number ?? 1;
}

function between(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), least), most) : least;
}
