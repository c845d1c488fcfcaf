import type { DatabaseSync } from 'node:sqlite';
import type { Sha256 } from '../../nouns/sha256.ts';
import { stemOf } from '../fold.ts';
import type { IndexDocument } from '../search-index.ts';
import { eachToken } from '../tokens.ts';
import { openIndexFile, PLACE_BYTES, PROFILE_BYTES, transact } from './sqlite-file.ts';
import { bytesOf, numberOf } from './sqlite-values.ts';

/** The one connection of a process that writes. Each call is one transaction. */
export class SqliteWriter {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof statements>;

  constructor(file: string) {
    this.#database = openIndexFile(file, 'writer');
    this.#statements = statements(this.#database);
  }

  put(documents: readonly IndexDocument[]): void {
    transact(this.#database, () => {
      for (const document of documents) {
        this.#remove(document.id);
        this.#add(document);
      }
      this.#statements.nextGeneration.run();
    });
  }

  remove(documents: readonly Sha256[]): void {
    transact(this.#database, () => {
      for (const document of documents) this.#remove(document);
      this.#statements.nextGeneration.run();
    });
  }

  close(): void {
    this.#database.close();
  }

  #add(document: IndexDocument): void {
    const { nextNumbers, addWords, addDocument, grow } = this.#statements;
    const numbers = nextNumbers.get();
    const id = numberOf(numbers?.['next_document']);
    const firstRow = numberOf(numbers?.['next_row']);
    const rows = rowsOf(document);
    const places = new DataView(new ArrayBuffer(rows.length * PLACE_BYTES));
    const profile = new DataView(new ArrayBuffer(rows.length * PROFILE_BYTES));
    let tokens = 0;
    for (const [i, row] of rows.entries()) {
      const words = wordsOf(row.text);
      addWords.run(firstRow + i, words.exact, words.stem);
      places.setUint32(i * PLACE_BYTES, row.start, true);
      places.setUint32(i * PLACE_BYTES + 4, row.end, true);
      places.setUint32(i * PLACE_BYTES + 8, row.page ?? 0, true);
      profile.setUint16(i * PROFILE_BYTES, this.#languageId(row.language), true);
      profile.setUint16(i * PROFILE_BYTES + 2, Math.min(words.count, 0xffff), true);
      tokens += Math.min(words.count, 0xffff);
    }
    addDocument.run(
      id,
      Buffer.from(document.id, 'hex'),
      document.mediaType,
      JSON.stringify([...new Set(document.accessions)].toSorted()),
      document.title ?? null,
      firstRow,
      rows.length,
      new Uint8Array(places.buffer),
      new Uint8Array(profile.buffer),
    );
    grow.run(1, document.passages.length, rows.length, tokens);
    this.#statements.takeNumbers.run(rows.length);
  }

  #remove(document: Sha256): void {
    const { findDocument, removeWords, removeDocument, grow } = this.#statements;
    const found = findDocument.get(Buffer.from(document, 'hex'));
    if (found === undefined) return;
    const rows = numberOf(found['row_count']);
    const firstRow = numberOf(found['first_row']);
    const profile = bytesOf(found['profile']);
    let tokens = 0;
    for (let i = 0; i < rows; i += 1) {
      removeWords.run(firstRow + i);
      tokens += profile.getUint16(i * PROFILE_BYTES + 2, true);
    }
    removeDocument.run(numberOf(found['id']));
    grow.run(-1, -(rows - numberOf(found['titles'])), -rows, -tokens);
  }

  #languageId(tag: string): number {
    const { findLanguage, addLanguage } = this.#statements;
    return numberOf(findLanguage.get(tag)?.['id'] ?? addLanguage.run(tag).lastInsertRowid);
  }
}

function statements(database: DatabaseSync) {
  return {
    nextNumbers: database.prepare('SELECT next_document, next_row FROM tally'),
    takeNumbers: database.prepare('UPDATE tally SET next_document = next_document + 1, next_row = next_row + ?'),
    nextGeneration: database.prepare('UPDATE tally SET generation = generation + 1'),
    grow: database.prepare(`UPDATE tally SET documents = documents + ?, passages = passages + ?,
      row_count = row_count + ?, tokens = tokens + ?`),
    addWords: database.prepare('INSERT INTO words (rowid, exact, stem) VALUES (?, ?, ?)'),
    removeWords: database.prepare('DELETE FROM words WHERE rowid = ?'),
    addDocument: database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    removeDocument: database.prepare('DELETE FROM documents WHERE id = ?'),
    findDocument: database.prepare(`SELECT id, first_row, row_count, profile, title IS NOT NULL AS titles
      FROM documents WHERE sha256 = ?`),
    addLanguage: database.prepare('INSERT INTO languages (tag) VALUES (?)'),
    findLanguage: database.prepare('SELECT id FROM languages WHERE tag = ?'),
  };
}

interface Row {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
}

function rowsOf({ title, passages }: IndexDocument): readonly Row[] {
  if (title === undefined) return passages;
  return [{ text: title, start: 0, end: 0, language: passages[0]?.language ?? 'und' }, ...passages];
}

function wordsOf(text: string): { readonly exact: string; readonly stem: string; readonly count: number } {
  const exact: string[] = [];
  const stems: string[] = [];
  eachToken(text, (token, _start, _end, syllabic) => {
    exact.push(token);
    if (syllabic) return;
    const stem = stemOf(token);
    if (stem !== token) stems.push(stem);
  });
  return { exact: exact.join(' '), stem: stems.join(' '), count: exact.length };
}
