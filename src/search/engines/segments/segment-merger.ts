import type { DatabaseSync } from 'node:sqlite';
import { compareBytes } from './bytes.ts';
import { backwards, FIELDS, pieceId, STREAMS, type SegmentInfo } from './format.ts';
import { ListSink } from './lists.ts';
import { Pieces, SegmentReader, type TermCursor } from './segment-reader.ts';
import { SegmentWriter } from './segment-writer.ts';

/** Pieces of all segments that are merged, about 4 MB. */
const PIECES_KEPT = 500;
/** Asked for its time, or whether it has written enough, after so many terms. */
const TERMS_AT_ONCE = 64;

/** Makes one segment of neighbours, a step at a time; the caller writes each step in a transaction. */
export class SegmentMerger {
  readonly id: number;
  readonly inputs: readonly SegmentInfo[];
  readonly #writer: SegmentWriter;
  readonly #cursors: TermCursor[];
  readonly #list = new ListSink();
  readonly #firstRow: number;
  readonly #isLive: ((row: number) => boolean) | undefined;
  readonly #held: number;
  /** Words of which no row is left. */
  readonly #gone = new Set<string>();

  /** `live`: how many rows are left, and which, if not all are. */
  constructor(
    database: DatabaseSync,
    id: number,
    inputs: readonly SegmentInfo[],
    live: { readonly count: number; readonly isLive: ((row: number) => boolean) | undefined },
  ) {
    this.id = id;
    this.inputs = inputs;
    this.#held = live.count;
    this.#isLive = live.isLive;
    this.#firstRow = inputs[0]?.firstRow ?? 0;
    this.#writer = new SegmentWriter(id, database.prepare('INSERT INTO pieces VALUES (?, ?)'));
    const pieces = new Pieces(database, PIECES_KEPT);
    this.#cursors = inputs
      .map((input) => new SegmentReader(input, pieces).from(new Uint8Array(1), 1))
      .filter((cursor) => cursor.next());
  }

  /** Writes about so many bytes; the segment when it is whole. */
  step(bytes: number): SegmentInfo | undefined {
    const end = this.#writer.written + bytes;
    while (this.#cursors.length > 0) {
      for (let i = 0; i < TERMS_AT_ONCE && this.#cursors.length > 0; i += 1) this.#mergeTerm();
      if (this.#writer.written >= end) return undefined;
    }
    return {
      ...this.#writer.finish(),
      firstRow: this.#firstRow,
      rowEnd: this.inputs.at(-1)?.rowEnd ?? 0,
      held: this.#held,
    };
  }

  /** The first term that any of them stands at; those that stand at it go on. */
  #mergeTerm(): void {
    const cursors = this.#cursors;
    let first = cursors[0];
    if (first === undefined) return;
    let alike: TermCursor[] = [first];
    for (let i = 1; i < cursors.length; i += 1) {
      const cursor = cursors[i];
      if (cursor === undefined) continue;
      const order = compareBytes(cursor.term, cursor.length, first.term, first.length);
      if (order === 0) alike.push(cursor);
      else if (order < 0) {
        first = cursor;
        alike = [cursor];
      }
    }
    if (first.term[0] === FIELDS.backwards) this.#mergeWord(first);
    else this.#mergeLists(first, alike);
    for (const cursor of alike) if (!cursor.next()) cursors.splice(cursors.indexOf(cursor), 1);
  }

  #mergeWord({ term, length }: TermCursor): void {
    if (this.#gone.size > 0 && this.#gone.has(backwards(textOf(term, length)))) return;
    this.#writer.add(term, length, 0, 0, undefined, undefined);
  }

  #mergeLists({ term, length }: TermCursor, cursors: readonly TermCursor[]): void {
    const list = this.#list;
    list.clear(this.#firstRow);
    for (const cursor of cursors) this.#join(cursor);
    if (list.found > 0) this.#writer.add(term, length, list.found, list.span, list.rows, list.places);
    else if (term[0] === FIELDS.exact) this.#gone.add(textOf(term, length));
  }

  #join(cursor: TermCursor): void {
    const { rowsLength, placesLength, found, span } = cursor;
    const { firstRow } = cursor.segment.info;
    const rows = cursor.rows();
    const places = cursor.term[0] === FIELDS.exact ? cursor.places() : undefined;
    if (this.#isLive !== undefined) {
      this.#list.joinLive(rows, places, found, firstRow, this.#isLive);
      return;
    }
    this.#list.joinRows(rows.bytes, rows.at, rowsLength, found, span, firstRow);
    if (places !== undefined) this.#list.joinPlaces(places.bytes, places.at, placesLength);
  }
}

const UTF8 = new TextDecoder();

/** The text of a term, without its field. */
export function textOf(term: Uint8Array, length: number): string {
  return UTF8.decode(term.subarray(1, length));
}

/** Deletes the pieces of a segment. */
export function dropPieces(database: DatabaseSync, segment: number): void {
  database
    .prepare('DELETE FROM pieces WHERE id >= ? AND id < ?')
    .run(pieceId(segment, STREAMS.terms, 0), pieceId(segment + 1, STREAMS.terms, 0));
}
