import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { numberOf } from '../sqlite-values.ts';
import { writeUtf8 } from './bytes.ts';
import { LONGEST_TERM, type Field, type SegmentInfo } from './format.ts';
import { textOf } from './segment-merger.ts';
import { Pieces, SegmentReader, type TermCursor } from './segment-reader.ts';

/** Pieces that a thread that searches keeps: 8 MB. */
const PIECES_KEPT = 1_000;

/** Every segment, in the order of their rows. */
export function segmentsIn(statement: StatementSync): readonly SegmentInfo[] {
  return statement.all().map((row) => ({
    id: numberOf(row['id']),
    firstRow: numberOf(row['first_row']),
    rowEnd: numberOf(row['row_end']),
    held: numberOf(row['held']),
    lengths: [numberOf(row['terms']), numberOf(row['rows']), numberOf(row['places']), numberOf(row['blocks'])],
  }));
}

export const SEGMENTS_SQL = 'SELECT * FROM segments ORDER BY first_row';

/** The segments, as one thread reads them. */
export class SegmentList {
  readonly #find: StatementSync;
  readonly #pieces: Pieces;
  #segments: readonly SegmentReader[] = [];

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(SEGMENTS_SQL);
    this.#pieces = new Pieces(database, PIECES_KEPT);
  }

  /** Call in the transaction that reads: segments may have been merged when nothing else has changed. */
  refresh(): void {
    const known = new Map(this.#segments.map((segment) => [segment.info.id, segment]));
    this.#segments = segmentsIn(this.#find).map((info) => known.get(info.id) ?? new SegmentReader(info, this.#pieces));
  }

  /** In each segment each term that begins so, or is so; in the order of rows, and of terms. */
  *terms(field: Field, text: string, isBeginning: boolean): Generator<TermCursor> {
    if (text.length > LONGEST_TEXT) return;
    const wanted = new Uint8Array(LONGEST_TERM);
    wanted[0] = field;
    const length = writeUtf8(text, wanted, 1);
    for (const segment of this.#segments) {
      const cursor = segment.from(wanted, length);
      if (isBeginning) while (cursor.next() && beginsSo(cursor, wanted, length)) yield cursor;
      else if (cursor.next() && cursor.length === length && beginsSo(cursor, wanted, length)) yield cursor;
    }
  }

  /** The words that begin so, of as many bytes as said; some come several times. */
  *wordsFrom(field: Field, text: string, least: number, most: number): Generator<string> {
    for (const { term, length } of this.terms(field, text, true)) {
      if (length > least && length <= most + 1) yield textOf(term, length);
    }
  }
}

const LONGEST_TEXT = (LONGEST_TERM - 1) / 3;

function beginsSo({ term, length }: TermCursor, wanted: Uint8Array, wantedLength: number): boolean {
  if (length < wantedLength) return false;
  for (let i = wantedLength - 1; i >= 0; i -= 1) if (term[i] !== wanted[i]) return false;
  return true;
}
