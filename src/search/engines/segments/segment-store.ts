import type { DatabaseSync } from 'node:sqlite';
import { numberOf } from '../sqlite-values.ts';
import { sizeOfSegment, type SegmentInfo } from './format.ts';
import { SEGMENTS_SQL, segmentsIn } from './segment-list.ts';
import type { SegmentBuilder } from './segment-builder.ts';
import { dropPieces, SegmentMerger } from './segment-merger.ts';

/** So many segments of one size become one of the next. */
const MERGED_AT_ONCE = 8;
const SMALLEST_BYTES = 100_000;
/** With more segments than that, putting merges before it goes on. */
const MOST_SEGMENTS = 40;
/** One step writes so many bytes: some 20 ms, which is how long another writer waits for it. */
const STEP_BYTES = 2_000_000;
/** An index up to this size is made one segment when nothing else is to be done. */
const SMALL_BYTES = 4_000_000;
/** At rest each segment is so many times as large as all that come after it. */
const STEEPNESS = 3;
/** A segment of which this part of the rows has gone is written anew. */
const MOST_GONE = 0.25;

/** The segments, as the one thread writes them that may. Every method is called in a transaction. */
export class SegmentStore {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof statements>;
  readonly #stepBytes: number;
  #merger: SegmentMerger | undefined;
  #mergedBytes = 0;
  #mergingMs = 0;

  constructor(database: DatabaseSync, stepBytes = STEP_BYTES) {
    this.#database = database;
    this.#stepBytes = stepBytes;
    this.#statements = statements(database);
  }

  /** Bytes that merging has read in a millisecond. */
  get speed(): number | undefined {
    return this.#mergedBytes === 0 ? undefined : this.#mergedBytes / this.#mergingMs;
  }

  add(builder: SegmentBuilder): void {
    const { insertPiece } = this.#statements;
    this.#enter(builder.write(this.#nextId(), insertPiece));
  }

  /** Whether merging has fallen so far behind that searching would suffer. */
  get isCrowded(): boolean {
    return numberOf(this.#statements.count.get()?.['n']) > MOST_SEGMENTS;
  }

  /** Whether as many of a size have come together as are merged. */
  get owes(): boolean {
    return this.#merger !== undefined || owed(segmentsIn(this.#statements.all)) !== undefined;
  }

  /**
   * One short step towards few segments. `most`: bytes that merging may read at all. False when nothing is left to do.
   */
  step(most = Infinity): boolean {
    if (this.#merger === undefined && !this.#begin(most)) return false;
    const merger = this.#merger;
    if (merger === undefined) return false;
    if (!this.#isStillWanted(merger)) {
      dropPieces(this.#database, merger.id);
      this.#statements.finish.run(merger.id);
      this.#merger = undefined;
      return true;
    }
    const begun = performance.now();
    const merged = merger.step(this.#stepBytes);
    this.#mergingMs += performance.now() - begun;
    if (merged !== undefined) {
      this.#mergedBytes += sumOf(merger.inputs);
      this.#finish(merger, merged);
      this.#merger = undefined;
    }
    return true;
  }

  #begin(most: number): boolean {
    const segments = segmentsIn(this.#statements.all);
    const inputs = owed(segments) ?? this.#atRest(segments);
    if (inputs === undefined || sumOf(inputs) > most) return false;
    const id = this.#nextId();
    this.#statements.begin.run(id);
    this.#merger = new SegmentMerger(this.#database, id, inputs, this.#liveIn(inputs));
    return true;
  }

  /** What another process has not merged meanwhile, or given up for us. */
  #isStillWanted({ id, inputs }: SegmentMerger): boolean {
    const left = new Set(segmentsIn(this.#statements.all).map((segment) => segment.id));
    return this.#statements.isUnfinished.get(id) !== undefined && inputs.every((input) => left.has(input.id));
  }

  #finish({ id, inputs }: SegmentMerger, merged: SegmentInfo): void {
    for (const input of inputs) {
      this.#statements.remove.run(input.id);
      dropPieces(this.#database, input.id);
    }
    this.#statements.finish.run(id);
    // Rows that have gone while it was merged are held.
    if (merged.held > 0) this.#enter(merged);
    else dropPieces(this.#database, id);
  }

  /** Call when a transaction has failed: what it wrote is not there. */
  forget(): void {
    this.#merger = undefined;
  }

  get hasUnfinished(): boolean {
    return this.#statements.unfinished.get() !== undefined;
  }

  /** What a process that ended, or this one, has begun to merge and will not end. */
  dropUnfinished(): void {
    this.#merger = undefined;
    for (const { segment } of this.#statements.unfinished.all()) dropPieces(this.#database, numberOf(segment));
    this.#statements.finishAll.run();
  }

  /** What is worth merging when nothing else is to be done. */
  #atRest(segments: readonly SegmentInfo[]): readonly SegmentInfo[] | undefined {
    if (segments.length > 1) {
      if (sumOf(segments) <= SMALL_BYTES) return segments;
      for (let i = 0; i < segments.length - 1; i += 1) {
        const after = segments.slice(i + 1);
        if (sumOf(segments.slice(i, i + 1)) <= STEEPNESS * sumOf(after)) return segments.slice(i);
      }
    }
    if (numberOf(this.#statements.countRows.get()?.['n']) === heldBy(segments)) return undefined;
    const spoilt = segments.find((segment) => this.#liveIn([segment]).count < segment.held * (1 - MOST_GONE));
    return spoilt && [spoilt];
  }

  #liveIn(inputs: readonly SegmentInfo[]): { count: number; isLive: ((row: number) => boolean) | undefined } {
    const firstRow = inputs[0]?.firstRow ?? 0;
    const rowEnd = inputs.at(-1)?.rowEnd ?? 0;
    const { countLive, live } = this.#statements;
    const count = numberOf(countLive.get(firstRow, rowEnd)?.['n']);
    if (count === heldBy(inputs)) return { count, isLive: undefined };
    const isLive = new Uint8Array(rowEnd - firstRow);
    for (const { first, rows } of live.iterate(firstRow, rowEnd)) {
      const begin = numberOf(first) - firstRow;
      isLive.fill(1, Math.max(0, begin), Math.max(0, begin + numberOf(rows)));
    }
    return { count, isLive: (row) => isLive[row - firstRow] === 1 };
  }

  #enter({ id, firstRow, rowEnd, held, lengths }: SegmentInfo): void {
    this.#statements.insert.run(id, firstRow, rowEnd, held, ...lengths);
  }

  #nextId(): number {
    return numberOf(this.#statements.takeId.get()?.['id']);
  }
}

/**
 * Neighbours of about one size, as many as are merged: of the smallest size first. Where one of them is larger than the
 * others together, they wait for more of them.
 */
function owed(segments: readonly SegmentInfo[]): readonly SegmentInfo[] | undefined {
  const levels = segments.map(levelOf);
  for (let level = 0; level <= Math.max(0, ...levels); level += 1) {
    for (let i = 0; i + MERGED_AT_ONCE <= segments.length; i += 1) {
      const neighbours = segments.slice(i, i + MERGED_AT_ONCE);
      if (levels.slice(i, i + MERGED_AT_ONCE).some((own) => own > level)) continue;
      if (Math.max(...neighbours.map(sizeOfSegment)) * 2 <= sumOf(neighbours)) return neighbours;
    }
  }
  return undefined;
}

function levelOf(segment: SegmentInfo): number {
  return Math.max(0, Math.round(Math.log(sizeOfSegment(segment) / SMALLEST_BYTES) / Math.log(MERGED_AT_ONCE)));
}

function sumOf(segments: readonly SegmentInfo[]): number {
  return segments.reduce((sum, segment) => sum + sizeOfSegment(segment), 0);
}

function heldBy(segments: readonly SegmentInfo[]): number {
  return segments.reduce((sum, { held }) => sum + held, 0);
}

/** Documents of which a row lies from ?1 on and before ?2: the first of them may begin earlier. */
const BETWEEN = `FROM documents
  WHERE first_row >= (SELECT coalesce(max(first_row), 0) FROM documents WHERE first_row <= ?1) AND first_row < ?2`;

function statements(database: DatabaseSync) {
  return {
    all: database.prepare(SEGMENTS_SQL),
    count: database.prepare('SELECT count(*) AS n FROM segments'),
    insert: database.prepare('INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM segments WHERE id = ?'),
    insertPiece: database.prepare('INSERT INTO pieces VALUES (?, ?)'),
    takeId: database.prepare('UPDATE tally SET next_segment = next_segment + 1 RETURNING next_segment - 1 AS id'),
    begin: database.prepare('INSERT INTO unfinished VALUES (?)'),
    isUnfinished: database.prepare('SELECT segment FROM unfinished WHERE segment = ?'),
    unfinished: database.prepare('SELECT segment FROM unfinished'),
    finish: database.prepare('DELETE FROM unfinished WHERE segment = ?'),
    finishAll: database.prepare('DELETE FROM unfinished'),
    countRows: database.prepare('SELECT row_count AS n FROM tally'),
    countLive: database.prepare(
      `SELECT coalesce(sum(max(0, min(first_row + row_count, ?2) - max(first_row, ?1))), 0) AS n ${BETWEEN}`,
    ),
    live: database.prepare(`SELECT first_row AS first, row_count AS rows ${BETWEEN}`),
  };
}
