import type { DatabaseSync } from 'node:sqlite';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import { timeSpanOf, type TimeSpan } from '../dates.ts';
import { holdsWords, isOfLanguage, isOfType, wordsKey, type Filter } from '../query-filters.ts';
import type { FacetCount, SearchRequest, SortOrder } from '../search-index.ts';
import { parseFacts, PROFILE_BYTES, type Facts } from './sqlite-file.ts';
import { bytesOf, numberOf, numbersOf, textOf } from './sqlite-values.ts';

/**
 * What every search needs of every row, in memory: 13 bytes a row. Rows are only ever added; those of documents that have
 * gone stay, unread, because `words` no longer names them.
 */
export class Catalogue {
  readonly #database: DatabaseSync;
  #generation = -1;
  #lastDocument = 0;
  #documentOf = new Int32Array(1024);
  #languageOf = new Uint16Array(1024);
  #lengthOf = new Uint16Array(1024);
  #pageOf = new Uint32Array(1024);
  #confidenceOf = new Uint8Array(1024);
  #everyRow: Int32Array | undefined;
  /** By field and document: what filters on words look through. */
  readonly #wordKeys = new Map<string, string>();
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
    return true;
  }

  document(row: number): CatalogueDocument {
    const document = this.#documents.get(this.#documentOf[row] ?? 0);
    if (document === undefined) throw new Error(`row ${row} belongs to no document`);
    return document;
  }

  language(row: number): string {
    return this.#languages.get(this.#languageOf[row] ?? 0) ?? 'und';
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
    this.#everyRow ??= numbersOf(this.#database, 'SELECT id AS n FROM words_docsize ORDER BY id');
    return this.#everyRow;
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
    if (language === undefined && type === undefined && accession === undefined) return rows;
    return rows.filter((row) => {
      if (language !== undefined && this.language(row) !== language) return false;
      const document = this.document(row);
      if (type !== undefined && document.mediaType !== type) return false;
      return accession === undefined || document.accessions.includes(accession);
    });
  }

  /** The rows that a filter of the query lets through. */
  narrow(rows: Int32Array, filter: Filter): Int32Array {
    if (filter.field === 'has') return rows.filter((row) => this.#confidenceOf[row] !== 0);
    if (filter.field === 'page') return rows.filter((row) => within(filter, this.page(row) || undefined));
    if (filter.field === 'conf') {
      return rows.filter((row) => within(filter, (this.#confidenceOf[row] || undefined) && this.#confidence(row)));
    }
    if (filter.field === 'lang') {
      const languages = new Set(
        [...this.#languages].filter(([, tag]) => isOfLanguage(tag, filter.value)).map(([id]) => id),
      );
      return rows.filter((row) => languages.has(this.#languageOf[row] ?? 0));
    }
    // Asked once for each document: its rows are neighbours.
    let last: CatalogueDocument | undefined;
    let answer = false;
    return rows.filter((row) => {
      const document = this.document(row);
      if (document !== last) answer = this.#answers(document, filter);
      last = document;
      return answer;
    });
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
        return holdsWords(this.#wordKey(document, filter.field), filter);
      case 'has':
      case 'lang':
      case 'page':
      case 'conf':
        throw new Error(`${filter.field} is asked of rows`);
    }
  }

  #wordKey({ id, facts }: CatalogueDocument, field: 'path' | 'from' | 'to' | 'author'): string {
    const name = `${field} ${id}`;
    const known = this.#wordKeys.get(name);
    if (known !== undefined) return known;
    const key = wordsKey(facts[WORDS_OF[field]]);
    this.#wordKeys.set(name, key);
    return key;
  }

  #confidence(row: number): number {
    return (this.#confidenceOf[row] ?? 0) - 1;
  }

  /** Counts what was found. Rows of a document are neighbours in `rows`, which ascends. */
  count(rows: Int32Array): Counts {
    const languages = new Uint32Array(0x10000);
    const types = new Map<string, number>();
    const accessions = new Map<string, number>();
    let documents = 0;
    let i = 0;
    while (i < rows.length) {
      const begin = i;
      const document = this.document(rows[i] ?? 0);
      const end = document.firstRow + document.rowCount;
      for (; i < rows.length && (rows[i] ?? end) < end; i += 1) {
        const language = this.#languageOf[rows[i] ?? 0] ?? 0;
        languages[language] = (languages[language] ?? 0) + 1;
      }
      documents += 1;
      add(types, document.mediaType, i - begin);
      for (const accession of document.accessions) add(accessions, accession, i - begin);
    }
    const byLanguage = new Map<string, number>();
    for (const [id, tag] of this.#languages) add(byLanguage, tag, languages[id] ?? 0);
    return {
      documents,
      facets: { language: facet(byLanguage), type: facet(types), accession: facet(accessions) },
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
    const sha256 = parseSha256(Buffer.from(new Uint8Array(bytesOf(row['sha256']).buffer)).toString('hex'));
    if (sha256 === undefined) throw new TypeError('the index names a document by something that is no SHA-256');
    const facts = parseFacts(textOf(row['facts']));
    this.#documents.set(id, {
      id,
      sha256,
      mediaType: textOf(row['media_type']),
      accessions: JSON.parse(textOf(row['accessions'])),
      facts,
      time: facts.date === undefined ? undefined : timeSpanOf(facts.date),
      firstRow,
      rowCount,
      hasTitle: row['titles'] === 1,
    });
    this.#lastDocument = id;
  }

  #grow(rowEnd: number): void {
    if (rowEnd <= this.#documentOf.length) return;
    const size = Math.ceil(rowEnd * 1.5);
    this.#documentOf = grown(this.#documentOf, new Int32Array(size));
    this.#languageOf = grown(this.#languageOf, new Uint16Array(size));
    this.#lengthOf = grown(this.#lengthOf, new Uint16Array(size));
    this.#pageOf = grown(this.#pageOf, new Uint32Array(size));
    this.#confidenceOf = grown(this.#confidenceOf, new Uint8Array(size));
  }
}

const WORDS_OF = { path: 'paths', from: 'senders', to: 'recipients', author: 'authors' } as const;

function within({ from, to }: { readonly from: number; readonly to: number }, value: number | undefined): boolean {
  return value !== undefined && value >= from && value <= to;
}

function grown<Numbers extends { set(numbers: Numbers): void }>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

export interface CatalogueDocument {
  readonly id: number;
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly accessions: readonly string[];
  readonly facts: Facts;
  readonly time: TimeSpan | undefined;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Then its first row is the title. */
  readonly hasTitle: boolean;
}

interface Counts {
  readonly documents: number;
  readonly facets: Readonly<Record<'language' | 'type' | 'accession', readonly FacetCount[]>>;
}

function add(counts: Map<string, number>, value: string, passages: number): void {
  counts.set(value, (counts.get(value) ?? 0) + passages);
}

function facet(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return [...counts]
    .map(([value, passages]) => ({ value, passages }))
    .filter(({ passages }) => passages > 0)
    .toSorted((a, b) => b.passages - a.passages || (a.value < b.value ? -1 : 1));
}
