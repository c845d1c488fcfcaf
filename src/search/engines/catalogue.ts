import type { DatabaseSync } from 'node:sqlite';
import { byCount, byDepth, byTime, factsFilter, MOST_PEOPLE, type Facets } from '../facets.ts';
import { holdsWords, isOfLanguage, isOfType, wordsKey, type Filter, type WordField } from '../query-filters.ts';
import type { SearchRequest, SortOrder } from '../search-index.ts';
import { CatalogueDocument } from './catalogue-document.ts';
import { FacetCounts } from './facet-counts.ts';
import { PROFILE_BYTES } from './sqlite-file.ts';
import { bytesOf, numberOf, numbersOf, textOf } from './sqlite-values.ts';

/**
 * What every search needs of every row, in memory: 13 bytes a row. Rows are only ever added; those of documents that have
 * gone belong to document 0.
 */
export class Catalogue {
  readonly #database: DatabaseSync;
  #generation = -1;
  #lastDocument = 0;
  /** Of all documents that are known. */
  #knownRows = 0;
  #documentOf = new Int32Array(1024);
  #languageOf = new Uint16Array(1024);
  #lengthOf = new Uint16Array(1024);
  #pageOf = new Uint32Array(1024);
  #confidenceOf = new Uint8Array(1024);
  #everyRow: Int32Array | undefined;
  /** By field and document: what filters on words look through. */
  readonly #wordKeys = new Map<string, string>();
  readonly #facets = new FacetCounts();
  readonly #documents = new Map<number, CatalogueDocument>();
  readonly #languages = new Map<number, string>();
  /** Highest row number in use, plus one. */
  rowEnd = 1;
  rowCount = 0;
  meanLength = 1;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Takes in what other connections have written. Call inside the transaction that reads. True if anything changed. */
  refresh(): boolean {
    const tally = this.#database.prepare('SELECT * FROM tally').get() ?? {};
    const generation = numberOf(tally['generation']);
    if (generation === this.#generation) return false;
    this.#generation = generation;
    this.#everyRow = undefined;
    this.rowEnd = numberOf(tally['next_row']);
    this.rowCount = numberOf(tally['row_count']);
    this.meanLength = Math.max(1, numberOf(tally['tokens']) / Math.max(1, this.rowCount));
    this.#grow(this.rowEnd);
    for (const { id, tag } of this.#database.prepare('SELECT id, tag FROM languages').iterate()) {
      this.#languages.set(numberOf(id), textOf(tag));
    }
    const fresh = this.#database
      .prepare(`SELECT id, sha256, media_type, accessions, facts, first_row, row_count, profile,
      title IS NOT NULL AS titles FROM documents WHERE id > ? ORDER BY id`);
    for (const row of fresh.iterate(this.#lastDocument)) this.#take(row);
    if (this.#knownRows !== this.rowCount) this.#dropGone();
    return true;
  }

  /** By row its document, 0 for rows that have gone; undefined where none has. */
  get liveRows(): Int32Array | undefined {
    return this.rowCount === this.rowEnd - 1 ? undefined : this.#documentOf;
  }

  #dropGone(): void {
    const left = new Set(numbersOf(this.#database, 'SELECT id AS n FROM documents'));
    for (const [id, { firstRow, rowCount }] of this.#documents) {
      if (left.has(id)) continue;
      this.#documents.delete(id);
      this.#documentOf.fill(0, firstRow, firstRow + rowCount);
      this.#knownRows -= rowCount;
    }
  }

  document(row: number): CatalogueDocument {
    const document = this.#documents.get(this.#documentOf[row] ?? 0);
    if (document === undefined) throw new Error(`row ${row} belongs to no document`);
    return document;
  }

  language(row: number): string {
    return this.#languages.get(this.#languageOf[row] ?? 0) ?? 'und';
  }

  /** In tokens, by row. */
  get lengths(): Uint16Array {
    return this.#lengthOf;
  }

  /** In tokens. */
  length(row: number): number {
    return this.#lengthOf[row] ?? 0;
  }

  /** From 1; 0 for none. */
  page(row: number): number {
    return this.#pageOf[row] ?? 0;
  }

  /** Every row that is in use, ascending. */
  everyRow(): Int32Array {
    if (this.#everyRow !== undefined) return this.#everyRow;
    const rows = new Int32Array(this.rowCount);
    let at = 0;
    for (let row = 1; row < this.rowEnd; row += 1) if (this.#documentOf[row] !== 0) rows[at++] = row;
    this.#everyRow = rows;
    return rows;
  }

  /** A number for each of `rows`, as exact as a score, that is lower the later the row comes by date. */
  datesOf(rows: Int32Array): Float32Array {
    const dates = new Float32Array(rows.length);
    let last = 0;
    let from = -Infinity;
    for (let i = 0; i < rows.length; i += 1) {
      const id = this.#documentOf[rows[i] ?? 0] ?? 0;
      if (id !== last) from = this.#documents.get(id)?.time?.from ?? -Infinity;
      last = id;
      dates[i] = from;
    }
    return dates;
  }

  /** Whether row a comes after row b where the order is not by relevance. */
  comesAfter(sort: Exclude<SortOrder, 'relevance'>, a: number, b: number): boolean {
    const [first, second] = [this.document(a), this.document(b)];
    if (first === second) return a > b;
    if (sort === 'date') {
      const difference = (first.time?.from ?? -Infinity) - (second.time?.from ?? -Infinity);
      return difference < 0 || (!(difference > 0) && first.sha256 > second.sha256);
    }
    const [path, other] = [first.facts.paths[0], second.facts.paths[0]];
    if (path === other) return first.sha256 > second.sha256;
    return path === undefined || (other !== undefined && path > other);
  }

  /** By document, then by row: the order of passages that are equally good, the same in every index of a case. */
  isAfter(a: number, b: number): boolean {
    const [first, second] = [this.document(a), this.document(b)];
    return first === second ? a > b : first.sha256 > second.sha256;
  }

  filter(rows: Int32Array, filters: NonNullable<SearchRequest['filters']>): Int32Array {
    const { language, type, accession } = filters;
    const isWanted = factsFilter(filters);
    let left = rows;
    if (language !== undefined) left = this.#inLanguages(left, (tag) => tag === language);
    if (type !== undefined) left = this.#ofDocuments(left, ({ mediaType }) => mediaType === type);
    if (accession !== undefined) left = this.#ofDocuments(left, ({ accessions }) => accessions.includes(accession));
    return isWanted === undefined ? left : this.#ofDocuments(left, ({ facts }) => isWanted(facts));
  }

  #inLanguages(rows: Int32Array, isWanted: (tag: string) => boolean): Int32Array {
    const wanted = new Uint8Array(0x10000);
    for (const [id, tag] of this.#languages) wanted[id] = isWanted(tag) ? 1 : 0;
    const left = new Int32Array(rows.length);
    let count = 0;
    for (const row of rows) if (wanted[this.#languageOf[row] ?? 0] === 1) left[count++] = row;
    return left.subarray(0, count);
  }

  /** Asks once for each document: its rows are neighbours. */
  #ofDocuments(rows: Int32Array, isWanted: (document: CatalogueDocument) => boolean): Int32Array {
    const left = new Int32Array(rows.length);
    let count = 0;
    let last = 0;
    let answer = false;
    for (const row of rows) {
      const id = this.#documentOf[row] ?? 0;
      if (id !== last) answer = isWanted(this.document(row));
      last = id;
      if (answer) left[count++] = row;
    }
    return left.subarray(0, count);
  }

  /** The rows that a filter of the query lets through. */
  narrow(rows: Int32Array, filter: Filter): Int32Array {
    if (filter.field === 'has') return rows.filter((row) => this.#confidenceOf[row] !== 0);
    if (filter.field === 'page') return rows.filter((row) => within(filter, this.page(row) || undefined));
    if (filter.field === 'conf') {
      return rows.filter((row) => within(filter, (this.#confidenceOf[row] || undefined) && this.#confidence(row)));
    }
    if (filter.field === 'lang') return this.#inLanguages(rows, (tag) => isOfLanguage(tag, filter.value));
    return this.#ofDocuments(rows, (document) => this.#answers(document, filter));
  }

  #answers(document: CatalogueDocument, filter: Filter): boolean {
    switch (filter.field) {
      case 'type':
        return isOfType(document.mediaType, filter.value);
      case 'accession':
        return document.accessions.some((accession) => accession.startsWith(filter.value));
      case 'date':
        return document.time !== undefined && document.time.to >= filter.from && document.time.from <= filter.to;
      case 'path':
      case 'from':
      case 'to':
      case 'author':
      case 'tag':
        return holdsWords(this.#wordKey(document, filter.field), filter);
      case 'has':
      case 'lang':
      case 'page':
      case 'conf':
        throw new Error(`${filter.field} is asked of rows`);
    }
  }

  #wordKey({ id, facts }: CatalogueDocument, field: WordField): string {
    const name = `${field} ${id}`;
    const known = this.#wordKeys.get(name);
    if (known !== undefined) return known;
    const key = wordsKey(facts[WORDS_OF[field]] ?? []);
    this.#wordKeys.set(name, key);
    return key;
  }

  #confidence(row: number): number {
    return (this.#confidenceOf[row] ?? 0) - 1;
  }

  /** How many documents the rows belong to; rows ascend. */
  countDocuments(rows: Int32Array): number {
    let documents = 0;
    let last = 0;
    for (const row of rows) {
      const id = this.#documentOf[row] ?? 0;
      if (id !== last) documents += 1;
      last = id;
    }
    return documents;
  }

  /** Counts what was found. Rows of a document are neighbours in `rows`, which ascends. */
  count(rows: Int32Array): Counts {
    const languages = new Uint32Array(0x10000);
    for (const row of rows) {
      const language = this.#languageOf[row] ?? 0;
      languages[language] = (languages[language] ?? 0) + 1;
    }
    const facets = this.#facets;
    facets.start();
    let documents = 0;
    let begin = 0;
    for (let i = 1; i <= rows.length; i += 1) {
      const row = rows[i - 1] ?? 0;
      if (i < rows.length && this.#documentOf[rows[i] ?? 0] === this.#documentOf[row]) continue;
      facets.add(this.document(row), i - begin);
      documents += 1;
      begin = i;
    }
    const byLanguage = new Map(Array.from(this.#languages, ([id, tag]) => [tag, languages[id] ?? 0]));
    const { type, accession, date, person, folder } = facets.counted();
    return {
      documents,
      facets: {
        language: byCount(byLanguage),
        type: byCount(type),
        accession: byCount(accession),
        date: byTime(date),
        person: byCount(person).slice(0, MOST_PEOPLE),
        folder: byDepth(folder),
      },
    };
  }

  #take(row: Record<string, unknown>): void {
    const id = numberOf(row['id']);
    const firstRow = numberOf(row['first_row']);
    const rowCount = numberOf(row['row_count']);
    const profile = bytesOf(row['profile']);
    for (let i = 0; i < rowCount; i += 1) {
      this.#documentOf[firstRow + i] = id;
      this.#languageOf[firstRow + i] = profile.getUint16(i * PROFILE_BYTES, true);
      this.#lengthOf[firstRow + i] = profile.getUint16(i * PROFILE_BYTES + 2, true);
      this.#pageOf[firstRow + i] = profile.getUint32(i * PROFILE_BYTES + 4, true);
      this.#confidenceOf[firstRow + i] = profile.getUint8(i * PROFILE_BYTES + 8);
    }
    this.#documents.set(id, new CatalogueDocument(row));
    this.#lastDocument = id;
    this.#knownRows += rowCount;
  }

  #grow(rowEnd: number): void {
    if (rowEnd <= this.#documentOf.length) return;
    const size = Math.ceil(rowEnd * 1.2);
    this.#documentOf = grown(this.#documentOf, new Int32Array(size));
    this.#languageOf = grown(this.#languageOf, new Uint16Array(size));
    this.#lengthOf = grown(this.#lengthOf, new Uint16Array(size));
    this.#pageOf = grown(this.#pageOf, new Uint32Array(size));
    this.#confidenceOf = grown(this.#confidenceOf, new Uint8Array(size));
  }
}

const WORDS_OF = { path: 'paths', from: 'senders', to: 'recipients', author: 'authors', tag: 'tags' } as const;

function within({ from, to }: { readonly from: number; readonly to: number }, value: number | undefined): boolean {
  return value !== undefined && value >= from && value <= to;
}

function grown<Numbers extends { set(numbers: Numbers): void }>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

interface Counts {
  readonly documents: number;
  readonly facets: Facets;
}
