import type { StatementSync } from 'node:sqlite';
import { ByteSink, copySingly } from './bytes.ts';
import {
  BLOCK_BYTES,
  FIELDS,
  LONGEST_TERM,
  PIECE_BYTES,
  pieceId,
  STREAMS,
  type SegmentInfo,
  type Stream,
} from './format.ts';

/** Writes one segment, its terms in their order. `insertPiece` takes an id and bytes. */
export class SegmentWriter {
  readonly #id: number;
  readonly #terms: PieceSink;
  readonly #rows: PieceSink;
  readonly #places: PieceSink;
  readonly #blocks: PieceSink;
  readonly #entry = new ByteSink();
  readonly #last = new Uint8Array(LONGEST_TERM);
  #lastLength = 0;
  /** Where the block begins, by stream. */
  #begins = [0, 0, 0];
  #isFirst = true;

  constructor(id: number, insertPiece: StatementSync) {
    const sink = (stream: Stream): PieceSink =>
      new PieceSink((piece, bytes) => insertPiece.run(pieceId(id, stream, piece), bytes));
    this.#id = id;
    this.#terms = sink(STREAMS.terms);
    this.#rows = sink(STREAMS.rows);
    this.#places = sink(STREAMS.places);
    this.#blocks = sink(STREAMS.blocks);
  }

  /** Bytes written so far. */
  get written(): number {
    return this.#terms.length + this.#rows.length + this.#places.length;
  }

  /** `span`: how far the last row is after the first. Without a list for `FIELDS.backwards`; places are for `exact`. */
  add(
    term: Uint8Array,
    length: number,
    found: number,
    span: number,
    rows: ByteSink | undefined,
    places: ByteSink | undefined,
  ): void {
    if (this.#isFirst || this.#terms.length - (this.#begins[0] ?? 0) >= BLOCK_BYTES) this.#beginBlock(term, length);
    const entry = this.#entry;
    const last = this.#last;
    entry.clear();
    let shared = 0;
    const most = Math.min(length, this.#lastLength);
    while (shared < most && term[shared] === last[shared]) shared += 1;
    this.#enterTerm(term, shared, length);
    if (rows !== undefined && places !== undefined)
      this.#enterList(term[0] === FIELDS.exact, found, span, rows, places);
    this.#terms.append(entry.bytes, 0, entry.length);
    copySingly(term, shared, length, last, shared);
    this.#lastLength = length;
  }

  #enterTerm(term: Uint8Array, shared: number, length: number): void {
    const entry = this.#entry;
    const own = length - shared;
    entry.byte(Math.min(shared, 15) * 16 + Math.min(own, 15));
    if (shared >= 15) entry.number(shared - 15);
    if (own >= 15) entry.number(own - 15);
    entry.append(term, shared, length);
  }

  #enterList(hasPlaces: boolean, found: number, span: number, rows: ByteSink, places: ByteSink): void {
    const entry = this.#entry;
    // The lowest bit of a list says whether the term stands once in its first row.
    if (found === 1 && ((rows.bytes[0] ?? 0) & 1) === 1) {
      entry.number(0);
      entry.append(rows.bytes, 0, rows.length);
      if (hasPlaces) entry.append(places.bytes, 0, places.length);
      return;
    }
    entry.number(found);
    if (found > 1) entry.number(span);
    entry.number(rows.length);
    this.#rows.append(rows.bytes, 0, rows.length);
    if (!hasPlaces) return;
    entry.number(places.length);
    this.#places.append(places.bytes, 0, places.length);
  }

  #beginBlock(term: Uint8Array, length: number): void {
    const entry = this.#entry;
    const begins = [this.#terms.length, this.#rows.length, this.#places.length];
    entry.clear();
    entry.number(length);
    entry.append(term, 0, length);
    for (const [i, begin] of begins.entries()) entry.number(begin - (this.#begins[i] ?? 0));
    this.#blocks.append(entry.bytes, 0, entry.length);
    this.#begins = begins;
    this.#lastLength = 0;
    this.#isFirst = false;
  }

  finish(): Pick<SegmentInfo, 'id' | 'lengths'> {
    const sinks = [this.#terms, this.#rows, this.#places, this.#blocks] as const;
    for (const sink of sinks) sink.finish();
    return { id: this.#id, lengths: [sinks[0].length, sinks[1].length, sinks[2].length, sinks[3].length] };
  }
}

/** A stream of bytes on its way into pieces. */
class PieceSink {
  readonly #put: (piece: number, bytes: Uint8Array) => void;
  readonly #piece = new Uint8Array(PIECE_BYTES);
  #filled = 0;
  #pieces = 0;
  length = 0;

  constructor(put: (piece: number, bytes: Uint8Array) => void) {
    this.#put = put;
  }

  append(source: Uint8Array, from: number, to: number): void {
    this.length += to - from;
    let at = from;
    while (at < to) {
      const end = Math.min(to, at + PIECE_BYTES - this.#filled);
      if (end - at > 24) this.#piece.set(source.subarray(at, end), this.#filled);
      else copySingly(source, at, end, this.#piece, this.#filled);
      this.#filled += end - at;
      at = end;
      if (this.#filled === PIECE_BYTES) this.finish();
    }
  }

  finish(): void {
    if (this.#filled === 0) return;
    this.#put(this.#pieces, this.#piece.subarray(0, this.#filled));
    this.#pieces += 1;
    this.#filled = 0;
  }
}
