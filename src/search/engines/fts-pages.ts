import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { damaged } from './sqlite-file.ts';
import { bytesOf, numberOf } from './sqlite-values.ts';

/**
 * The pages that FTS5 keeps its lists in, read without FTS5: it hands out one row at a call, some 70 ns each, and a list
 * of 300,000 rows is wanted in two milliseconds. The format is that of the comments at the head of `fts5_index.c` and
 * `fts5Int.h` of SQLite, version 4 of `words_config`; it is a file format, so SQLite does not change it under a version.
 *
 * Of the terms of a segment, sorted, each leaf page holds some, each with its list. Where a list does not fit, it goes on
 * at the beginning of the next page. A leaf:
 * - bytes 0 and 1: where the first row number stands that belongs to a list begun on an earlier page; 0 for none;
 * - bytes 2 and 3: where the lists end and the table of terms begins;
 * - at its end, as varints: where the first term stands, then how far after it each further one.
 */
export interface Leaf {
  readonly bytes: Uint8Array;
  /** Where the lists of this page end. */
  readonly end: number;
  /** Where a list begun earlier has its first row number on this page; 0 for none. */
  readonly firstRow: number;
}

/** What SQLite calls a segment: sorted terms with their lists, on pages from `first` to `last`. */
export interface Segment {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

const STRUCTURE_ID = 10;
const STRUCTURE_V2 = 0xff000001;
/** `FTS5_SEGMENT_ROWID`: 31 bits of page, 6 bits that are 0 for leaves. */
const SEGMENT_STEP = 2 ** 37;

export class FtsPages {
  readonly #structure: StatementSync;
  readonly #pageBefore: StatementSync;
  readonly #pageAfter: StatementSync;
  readonly #blocks: StatementSync;
  #segments: readonly Segment[] = [];
  /** The structure that they are of. */
  #known: DataView = new DataView(new ArrayBuffer(0));
  /** Of this transaction: a phrase reads the pages of its words twice. */
  readonly #leaves = new Map<number, readonly Leaf[]>();

  constructor(database: DatabaseSync) {
    this.#structure = database.prepare(`SELECT block FROM words_data WHERE id = ${STRUCTURE_ID}`);
    this.#pageBefore = database.prepare(
      'SELECT pgno FROM words_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1',
    );
    this.#pageAfter = database.prepare('SELECT pgno FROM words_idx WHERE segid = ? AND term > ? ORDER BY term LIMIT 1');
    this.#blocks = database.prepare('SELECT block FROM words_data WHERE id BETWEEN ? AND ? ORDER BY id');
  }

  /**
   * Call in the transaction that reads: merging changes the pages when nothing else has changed. Whether they are other
   * ones than at the last call: every write to them is counted in the structure.
   */
  begin(): boolean {
    const structure = bytesOf(this.#structure.get()?.['block']);
    if (isSame(structure, this.#known)) return false;
    this.#segments = segmentsOf(structure);
    this.#known = structure;
    return true;
  }

  end(): void {
    this.#leaves.clear();
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The leaves on which the terms from `from` to `to`, as bytes, may stand, and on which the list of the last ends. */
  leaves(segment: Segment, from: Uint8Array, to: Uint8Array): readonly Leaf[] {
    // The lowest bit of `pgno` says something else.
    const before = this.#pageBefore.get(segment.id, from)?.['pgno'];
    const after = this.#pageAfter.get(segment.id, to)?.['pgno'];
    // What was merged away at the beginning of a segment still stands in words_idx.
    const first = Math.max(segment.first, before === undefined ? 0 : numberOf(before) >> 1);
    const last = Math.min(segment.last, after === undefined ? segment.last : numberOf(after) >> 1);
    if (last < first) return [];
    return this.#read(segment.id * SEGMENT_STEP + first, last - first + 1);
  }

  #read(first: number, count: number): readonly Leaf[] {
    const known = this.#leaves.get(first);
    if (known !== undefined && known.length >= count) return known.slice(0, count);
    const leaves = this.#blocks.all(first, first + count - 1).map(({ block }) => leafOf(block));
    if (leaves.length !== count) throw damaged();
    this.#leaves.set(first, leaves);
    return leaves;
  }
}

function isSame(a: DataView, b: DataView): boolean {
  if (a.byteLength !== b.byteLength) return false;
  for (let i = 0; i < a.byteLength; i += 1) if (a.getUint8(i) !== b.getUint8(i)) return false;
  return true;
}

function leafOf(block: unknown): Leaf {
  if (!(block instanceof Uint8Array) || block.length < 4) throw damaged();
  const end = ((block[2] ?? 0) << 8) | (block[3] ?? 0);
  if (end > block.length) throw damaged();
  return { bytes: block, end, firstRow: ((block[0] ?? 0) << 8) | (block[1] ?? 0) };
}

/**
 * Every segment that holds something: 4 bytes of cookie; the sign of version 2, which counts deleted rows and is there
 * as soon as a segment is; then varints: levels, segments, writes; of each level merging, segments; of each segment its
 * number and its pages, and in version 2 five further numbers.
 */
function segmentsOf(structure: DataView): readonly Segment[] {
  if (structure.byteLength < 7) throw damaged();
  const isV2 = structure.byteLength >= 8 && structure.getUint32(4) === STRUCTURE_V2;
  let at = isV2 ? 8 : 4;
  const next = (): number => {
    let value = 0;
    for (;;) {
      const byte = structure.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  const unread = isV2 ? 5 : 0;
  const segments: Segment[] = [];
  const levels = next();
  next();
  next();
  for (let level = 0; level < levels; level += 1) {
    next();
    const count = next();
    for (let segment = 0; segment < count; segment += 1) {
      const [id, first, last] = [next(), next(), next()];
      for (let i = 0; i < unread; i += 1) next();
      if (last > 0) segments.push({ id, first, last });
    }
  }
  return segments;
}
