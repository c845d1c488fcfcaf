import type { DatabaseSync } from 'node:sqlite';
import type { Sha256 } from '../../nouns/sha256.ts';
import type { IndexDocument } from '../search-index.ts';
import { SegmentBuilder } from './segments/segment-builder.ts';
import { SegmentStore } from './segments/segment-store.ts';
import { Words } from './segments/words.ts';
import { countIndexed, openIndexFile, PLACE_BYTES, PROFILE_BYTES, transact, type Facts } from './sqlite-file.ts';
import { bytesOf, numberOf } from './sqlite-values.ts';

/** Pages that are given back to the disk at a time: some 20 ms. */
const PAGES_GIVEN_BACK = 500;
/** Of the time that putting took, merging may take this part again before the index closes. */
const CLOSING_PART = 0.25;
/** Bytes that merging reads in a millisecond, where it was not yet measured. */
const MERGED_PER_MS = 5_000;
/** Of the time that is left before closing, merging is to need this part at most: what it would not end is in vain. */
const SURELY = 0.5;

/** The one connection of a process that writes. Each call is one transaction. */
export class SqliteWriter {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof statements>;
  readonly #segments: SegmentStore;
  readonly #words = new Words();
  readonly #languages = new Map<string, number>();
  readonly #mostTokens: number | undefined;
  #builder: SegmentBuilder | undefined;
  #putMs = 0;

  /** `stepBytes`: how much one step of merging writes. `mostTokens`: how many a new segment takes. */
  constructor(file: string, stepBytes?: number, mostTokens?: number) {
    this.#mostTokens = mostTokens;
    this.#database = openIndexFile(file, 'writer');
    this.#statements = statements(this.#database);
    this.#segments = new SegmentStore(this.#database, stepBytes);
    if (this.#segments.hasUnfinished) transact(this.#database, () => this.#segments.dropUnfinished());
  }

  put(documents: readonly IndexDocument[]): void {
    const begun = performance.now();
    this.#change(() => {
      for (const document of documents) {
        this.#remove(document.id);
        this.#add(document);
        if (this.#builder?.isFull === true) this.#write();
      }
      this.#write();
    });
    while (this.#segments.isCrowded && this.#merge());
    this.#putMs += performance.now() - begun;
  }

  /** Whether merging should not wait until nothing else is to be done. */
  get owes(): boolean {
    return this.#segments.owes;
  }

  /** One short step towards an index of few segments, on few pages. False when nothing is left to do. */
  tidy(): boolean {
    return this.#merge() || this.#giveBack();
  }

  #merge(mostBytes?: number): boolean {
    try {
      return transact(this.#database, () => this.#segments.step(mostBytes));
    } catch (error) {
      this.#segments.forget();
      throw error;
    }
  }

  #giveBack(): boolean {
    const { countFree, giveBack } = this.#statements;
    if (numberOf(countFree.get()?.['freelist_count']) === 0) return false;
    // Read to its end, or it gives back one page.
    giveBack.all();
    return true;
  }

  /** The words of what was added since the last time, as a segment. */
  #write(): void {
    if (this.#builder !== undefined && !this.#builder.isEmpty) this.#segments.add(this.#builder);
    this.#builder = undefined;
  }

  remove(documents: readonly Sha256[]): void {
    this.#change(() => {
      for (const document of documents) this.#remove(document);
    });
  }

  #change(work: () => void): void {
    try {
      transact(this.#database, () => {
        work();
        this.#statements.nextGeneration.run();
      });
    } catch (error) {
      // What was entered has not been written.
      this.#languages.clear();
      this.#builder = undefined;
      throw error;
    }
  }

  count(): { documents: number; passages: number } {
    return countIndexed(this.#database);
  }

  close(): void {
    const end = performance.now() + this.#putMs * CLOSING_PART;
    const mostBytes = (): number => (end - performance.now()) * SURELY * (this.#segments.speed ?? MERGED_PER_MS);
    while (performance.now() < end && this.#merge(mostBytes()));
    if (this.#segments.hasUnfinished) transact(this.#database, () => this.#segments.dropUnfinished());
    while (performance.now() < end && this.#giveBack());
    this.#database.close();
  }

  #add(document: IndexDocument): void {
    const { nextNumbers, addDocument, grow } = this.#statements;
    const numbers = nextNumbers.get();
    const id = numberOf(numbers?.['next_document']);
    const firstRow = numberOf(numbers?.['next_row']);
    const rows = rowsOf(document);
    const places = new DataView(new ArrayBuffer(rows.length * PLACE_BYTES));
    const profile = new DataView(new ArrayBuffer(rows.length * PROFILE_BYTES));
    let tokens = 0;
    for (const [i, row] of rows.entries()) {
      // A very long text goes into several segments.
      if (this.#builder?.isFull === true) this.#write();
      this.#builder ??= new SegmentBuilder(this.#words, firstRow + i, this.#mostTokens);
      const length = Math.min(this.#builder.add(row.text), 0xffff);
      places.setUint32(i * PLACE_BYTES, row.start, true);
      places.setUint32(i * PLACE_BYTES + 4, row.end, true);
      profile.setUint16(i * PROFILE_BYTES, this.#languageId(row.language), true);
      profile.setUint16(i * PROFILE_BYTES + 2, length, true);
      profile.setUint32(i * PROFILE_BYTES + 4, row.page ?? 0, true);
      profile.setUint8(i * PROFILE_BYTES + 8, confidenceByte(row.confidence));
      tokens += length;
    }
    addDocument.run(
      id,
      Buffer.from(document.id, 'hex'),
      document.mediaType,
      JSON.stringify([...new Set(document.accessions)].toSorted()),
      document.title ?? null,
      JSON.stringify(factsOf(document)),
      firstRow,
      rows.length,
      new Uint8Array(places.buffer),
      new Uint8Array(profile.buffer),
    );
    grow.run(1, document.passages.length, rows.length, tokens);
    this.#statements.takeNumbers.run(rows.length);
  }

  #remove(document: Sha256): void {
    const { findDocument, removeDocument, grow } = this.#statements;
    const found = findDocument.get(Buffer.from(document, 'hex'));
    if (found === undefined) return;
    const rows = numberOf(found['row_count']);
    const profile = bytesOf(found['profile']);
    let tokens = 0;
    for (let i = 0; i < rows; i += 1) tokens += profile.getUint16(i * PROFILE_BYTES + 2, true);
    removeDocument.run(numberOf(found['id']));
    grow.run(-1, -(rows - numberOf(found['titles'])), -rows, -tokens);
  }

  #languageId(tag: string): number {
    const known = this.#languages.get(tag);
    if (known !== undefined) return known;
    const { findLanguage, addLanguage } = this.#statements;
    const id = numberOf(findLanguage.get(tag)?.['id'] ?? addLanguage.run(tag).lastInsertRowid);
    this.#languages.set(tag, id);
    return id;
  }
}

function statements(database: DatabaseSync) {
  return {
    nextNumbers: database.prepare('SELECT next_document, next_row FROM tally'),
    takeNumbers: database.prepare('UPDATE tally SET next_document = next_document + 1, next_row = next_row + ?'),
    nextGeneration: database.prepare('UPDATE tally SET generation = generation + 1'),
    grow: database.prepare(`UPDATE tally SET documents = documents + ?, passages = passages + ?,
      row_count = row_count + ?, tokens = tokens + ?`),
    addDocument: database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    removeDocument: database.prepare('DELETE FROM documents WHERE id = ?'),
    findDocument: database.prepare(`SELECT id, row_count, profile, title IS NOT NULL AS titles
      FROM documents WHERE sha256 = ?`),
    addLanguage: database.prepare('INSERT INTO languages (tag) VALUES (?)'),
    countFree: database.prepare('PRAGMA freelist_count'),
    giveBack: database.prepare(`PRAGMA incremental_vacuum(${PAGES_GIVEN_BACK})`),
    findLanguage: database.prepare('SELECT id FROM languages WHERE tag = ?'),
  };
}

interface Row {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
  readonly confidence?: number;
}

function factsOf(document: IndexDocument): Facts {
  const { paths = [], date, authors = [], senders = [], recipients = [], tags = [], arrival } = document;
  return {
    paths,
    ...(date === undefined ? {} : { date }),
    authors,
    senders,
    recipients,
    ...(tags.length === 0 ? {} : { tags }),
    ...(arrival === undefined ? {} : { arrival }),
  };
}

/** Whole per cent, rounded down, and one; 0 for words that were not recognised. */
function confidenceByte(confidence: number | undefined): number {
  return confidence === undefined ? 0 : 1 + Math.max(0, Math.min(100, Math.floor(confidence)));
}

function rowsOf({ title, passages }: IndexDocument): readonly Row[] {
  if (title === undefined) return passages;
  return [{ text: title, start: 0, end: 0, language: passages[0]?.language ?? 'und' }, ...passages];
}
