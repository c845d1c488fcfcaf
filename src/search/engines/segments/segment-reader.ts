import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { damaged } from '../sqlite-file.ts';
import { ByteSource, compareBytes, copySingly } from './bytes.ts';
import { FIELDS, LONGEST_TERM, PIECE_BYTES, pieceId, STREAMS, type SegmentInfo, type Stream } from './format.ts';

/** Reads stretches of streams, and keeps the pieces that were read last: they never change. */
export class Pieces {
  readonly #find: StatementSync;
  readonly #most: number;
  readonly #kept = new Map<number, Uint8Array>();
  /** Of the stretch that was read last: its bytes stand here from `at` on. */
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;

  constructor(database: DatabaseSync, most: number) {
    this.#find = database.prepare('SELECT bytes FROM pieces WHERE id = ?');
    this.#most = most;
  }

  read(segment: number, stream: Stream, from: number, length: number): void {
    const first = Math.floor(from / PIECE_BYTES);
    const offset = from - first * PIECE_BYTES;
    if (offset + length <= PIECE_BYTES) {
      this.bytes = length === 0 ? this.bytes : this.#piece(pieceId(segment, stream, first));
      this.at = offset;
      if (offset + length > this.bytes.length && length > 0) throw damaged();
      return;
    }
    const whole = new Uint8Array(length);
    let filled = 0;
    for (let piece = first, at = offset; filled < length; piece += 1, at = 0) {
      const bytes = this.#piece(pieceId(segment, stream, piece));
      const part = bytes.subarray(at, at + length - filled);
      if (part.length === 0) throw damaged();
      whole.set(part, filled);
      filled += part.length;
    }
    this.bytes = whole;
    this.at = 0;
  }

  #piece(id: number): Uint8Array {
    const known = this.#kept.get(id);
    if (known !== undefined) {
      // To the end of those that are kept.
      this.#kept.delete(id);
      this.#kept.set(id, known);
      return known;
    }
    const piece = this.#find.get(id)?.['bytes'];
    if (!(piece instanceof Uint8Array)) throw damaged();
    this.#kept.set(id, piece);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return piece;
  }
}

/** Where a block begins, by stream, and its first term. */
interface Blocks {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** Where the first term of each stands in `bytes`, and its length. */
  readonly termAt: Int32Array;
  readonly termLength: Uint16Array;
  readonly terms: Float64Array;
  readonly rows: Float64Array;
  readonly places: Float64Array;
}

/** One segment, as it is read. */
export class SegmentReader {
  readonly info: SegmentInfo;
  readonly pieces: Pieces;
  #blocks: Blocks | undefined;

  constructor(info: SegmentInfo, pieces: Pieces) {
    this.info = info;
    this.pieces = pieces;
  }

  /** Stands before the first term that is not before `term`. */
  from(term: Uint8Array, length: number): TermCursor {
    const blocks = this.blocks;
    // The last block that begins with this term or an earlier one.
    let [low, high] = [0, blocks.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = blocks.termAt[middle] ?? 0;
      const own = blocks.termLength[middle] ?? 0;
      if (compareBytes(blocks.bytes.subarray(at, at + own), own, term, length) <= 0) low = middle + 1;
      else high = middle;
    }
    const cursor = new TermCursor(this, Math.max(0, low - 1));
    cursor.skipTo(term, length);
    return cursor;
  }

  get blocks(): Blocks {
    this.#blocks ??= this.#readBlocks();
    return this.#blocks;
  }

  #readBlocks(): Blocks {
    const { id, lengths } = this.info;
    const length = lengths[STREAMS.blocks];
    this.pieces.read(id, STREAMS.blocks, 0, length);
    const bytes = this.pieces.bytes.slice(this.pieces.at, this.pieces.at + length);
    const source = new ByteSource(bytes);
    const found: number[][] = [];
    let [terms, rows, places] = [0, 0, 0];
    while (source.at < length) {
      const own = source.number();
      const at = source.at;
      source.at += own;
      terms += source.number();
      rows += source.number();
      places += source.number();
      found.push([at, own, terms, rows, places]);
    }
    const column = (i: number): number[] => found.map((block) => block[i] ?? 0);
    return {
      count: found.length,
      bytes,
      termAt: Int32Array.from(column(0)),
      termLength: Uint16Array.from(column(1)),
      terms: Float64Array.from(column(2)),
      rows: Float64Array.from(column(3)),
      places: Float64Array.from(column(4)),
    };
  }
}

/** Most are shorter, and small arrays are made much faster. */
const SHORT_TERM = 48;

/** Bytes of a segment, from `at` on. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Goes through the terms of a segment. What it says of a term is valid after `next` said true. */
export class TermCursor {
  readonly segment: SegmentReader;
  /** Longer than the term. */
  term = new Uint8Array(SHORT_TERM);
  length = 0;
  /** In how many rows the term stands. */
  found = 0;
  span = 0;
  rowsLength = 0;
  placesLength = 0;
  #rowsAt = 0;
  #placesAt = 0;
  /** Where the list and the place stand among the terms, if they do: -1 for those in streams of their own. */
  #within = -1;
  #block: number;
  readonly #source = new ByteSource(new Uint8Array(0));
  #end = 0;
  #isHeld = false;

  constructor(segment: SegmentReader, block: number) {
    this.segment = segment;
    this.#block = block - 1;
  }

  /** So that `next` goes to the first term that is not before this one. */
  skipTo(term: Uint8Array, length: number): void {
    while (this.next()) {
      if (compareBytes(this.term, this.length, term, length) >= 0) {
        this.#isHeld = true;
        return;
      }
    }
  }

  next(): boolean {
    if (this.#isHeld) {
      this.#isHeld = false;
      return true;
    }
    const source = this.#source;
    if (source.at >= this.#end && !this.#open()) return false;
    if (this.#within < 0) {
      this.#rowsAt += this.rowsLength;
      this.#placesAt += this.placesLength;
    }
    this.#readTerm(source);
    const field = this.term[0];
    this.#within = -1;
    this.rowsLength = 0;
    this.placesLength = 0;
    this.found = field === FIELDS.backwards ? 0 : source.number();
    if (field === FIELDS.backwards) return true;
    this.span = this.found > 1 ? source.number() : 0;
    if (this.found === 0) this.#passList(source, field === FIELDS.exact);
    else {
      this.rowsLength = source.number();
      if (field === FIELDS.exact) this.placesLength = source.number();
    }
    return true;
  }

  #readTerm(source: ByteSource): void {
    const lengths = source.bytes[source.at] ?? 0;
    source.at += 1;
    let shared = lengths >> 4;
    let own = lengths & 15;
    if (shared === 15) shared += source.number();
    if (own === 15) own += source.number();
    this.length = shared + own;
    if (this.length > this.term.length) this.#widen(shared);
    copySingly(source.bytes, source.at, source.at + own, this.term, shared);
    source.at += own;
  }

  #widen(shared: number): void {
    if (this.length > LONGEST_TERM) throw damaged();
    const longer = new Uint8Array(LONGEST_TERM);
    longer.set(this.term.subarray(0, shared));
    this.term = longer;
  }

  /** The one row of the term, and its one place. */
  #passList(source: ByteSource, hasPlace: boolean): void {
    this.found = 1;
    this.#within = source.at;
    source.number();
    this.rowsLength = source.at - this.#within;
    if (hasPlace) source.number();
    this.placesLength = source.at - this.#within - this.rowsLength;
  }

  /** Its list. */
  rows(): Stretch {
    if (this.#within >= 0) return { bytes: this.#source.bytes, at: this.#within };
    const { info, pieces } = this.segment;
    pieces.read(info.id, STREAMS.rows, this.#rowsAt, this.rowsLength);
    return { bytes: pieces.bytes, at: pieces.at };
  }

  /** Its places, if it is of `FIELDS.exact`. */
  places(): Stretch {
    if (this.#within >= 0) return { bytes: this.#source.bytes, at: this.#within + this.rowsLength };
    const { info, pieces } = this.segment;
    pieces.read(info.id, STREAMS.places, this.#placesAt, this.placesLength);
    return { bytes: pieces.bytes, at: pieces.at };
  }

  #open(): boolean {
    const { info, blocks, pieces } = this.segment;
    this.#block += 1;
    if (this.#block >= blocks.count) return false;
    const begin = blocks.terms[this.#block] ?? 0;
    const next = this.#block + 1 < blocks.count ? blocks.terms[this.#block + 1] : info.lengths[STREAMS.terms];
    const length = (next ?? 0) - begin;
    pieces.read(info.id, STREAMS.terms, begin, length);
    this.#source.bytes = pieces.bytes;
    this.#source.at = pieces.at;
    this.#end = pieces.at + length;
    this.#rowsAt = blocks.rows[this.#block] ?? 0;
    this.#placesAt = blocks.places[this.#block] ?? 0;
    this.#within = 0;
    return true;
  }
}
