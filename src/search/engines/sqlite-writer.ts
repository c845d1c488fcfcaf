import type { DatabaseSync } from 'node:sqlite';
import type { Sha256 } from '../../nouns/sha256.ts';
import { stemOf } from '../fold.ts';
import type { IndexDocument } from '../search-index.ts';
import { eachToken } from '../tokens.ts';
import { countIndexed, openIndexFile, PLACE_BYTES, PROFILE_BYTES, transact, type Facts } from './sqlite-file.ts';
import { backwards } from './spellings.ts';
import { bytesOf, numberOf } from './sqlite-values.ts';

/** Words of the vocabulary that need not be written again, about 30 MB, of which the half that was used last is kept. */
const WORDS_KEPT = 300_000;
/** Pages that one step of merging writes: some 20 ms, which is how long another writer waits for it. */
const MERGED_PAGES = 500;
/** Of the time that putting took, merging may take this part again before the index closes. */
const CLOSING_PART = 0.25;

/** The one connection of a process that writes. Each call is one transaction. */
export class SqliteWriter {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof statements>;
  #putMs = 0;
  #merging = false;
  /** Words that were learnt, with their stems: those used since the last half was filled, and those of that half. */
  #vocabulary = new Map<string, string>();
  #older = new Map<string, string>();
  /** Learnt by this change, and not yet written. */
  #fresh: string[] = [];

  constructor(file: string) {
    this.#database = openIndexFile(file, 'writer');
    this.#statements = statements(this.#database);
  }

  put(documents: readonly IndexDocument[]): void {
    const begun = performance.now();
    this.#change(() => {
      for (const document of documents) {
        this.#remove(document.id);
        this.#add(document);
      }
    });
    this.#putMs += performance.now() - begun;
    this.#merging = false;
  }

  /**
   * One short step towards an index in one piece, which is smaller by a seventh and faster to search than the many that
   * putting leaves. False when nothing is left to do.
   */
  tidy(): boolean {
    const { countSegments, countFree, giveBack } = this.#statements;
    if (numberOf(countSegments.get()?.['segments']) > 1) return this.#merge();
    // Read to its end, or it gives back one page.
    if (numberOf(countFree.get()?.['freelist_count']) > 0) {
      giveBack.all();
      return true;
    }
    return false;
  }

  #merge(): boolean {
    const { merge, changes } = this.#statements;
    return transact(this.#database, () => {
      const before = numberOf(changes.get()?.['changes']);
      // A negative number begins to merge all segments into one, a positive number goes on with it.
      merge.run(this.#merging ? MERGED_PAGES : -MERGED_PAGES);
      const goesOn = !this.#merging || numberOf(changes.get()?.['changes']) - before >= 2;
      this.#merging = goesOn;
      return goesOn;
    });
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
        this.#writeFresh();
        this.#statements.nextGeneration.run();
      });
    } catch (error) {
      // What was learnt may not have been written.
      this.#vocabulary.clear();
      this.#older.clear();
      this.#fresh = [];
      throw error;
    }
  }

  count(): { documents: number; passages: number } {
    return countIndexed(this.#database);
  }

  close(): void {
    const end = performance.now() + this.#putMs * CLOSING_PART;
    while (performance.now() < end && this.tidy());
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
      const words = wordsOf(row.text, this.#learn);
      addWords.run(firstRow + i, words.exact, words.stem);
      places.setUint32(i * PLACE_BYTES, row.start, true);
      places.setUint32(i * PLACE_BYTES + 4, row.end, true);
      profile.setUint16(i * PROFILE_BYTES, this.#languageId(row.language), true);
      profile.setUint16(i * PROFILE_BYTES + 2, Math.min(words.count, 0xffff), true);
      profile.setUint32(i * PROFILE_BYTES + 4, row.page ?? 0, true);
      profile.setUint8(i * PROFILE_BYTES + 8, confidenceByte(row.confidence));
      tokens += Math.min(words.count, 0xffff);
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

  /** Enters a word into the vocabulary if it is new, and gives its stem. */
  readonly #learn = (word: string): string => {
    const known = this.#vocabulary.get(word);
    if (known !== undefined) return known;
    const older = this.#older.get(word);
    if (older === undefined) this.#fresh.push(word);
    const stem = older ?? stemOf(word);
    this.#vocabulary.set(word, stem);
    if (this.#vocabulary.size >= WORDS_KEPT / 2) {
      this.#older = this.#vocabulary;
      this.#vocabulary = new Map();
    }
    return stem;
  };

  /** In the order of the tables. */
  #writeFresh(): void {
    const { addForwards, addBackwards } = this.#statements;
    for (const word of this.#fresh.toSorted()) addForwards.run(word);
    for (const word of this.#fresh.map(backwards).toSorted()) addBackwards.run(word);
    this.#fresh = [];
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
    addDocument: database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    removeDocument: database.prepare('DELETE FROM documents WHERE id = ?'),
    findDocument: database.prepare(`SELECT id, first_row, row_count, profile, title IS NOT NULL AS titles
      FROM documents WHERE sha256 = ?`),
    addLanguage: database.prepare('INSERT INTO languages (tag) VALUES (?)'),
    addForwards: database.prepare('INSERT OR IGNORE INTO vocabulary VALUES (?)'),
    addBackwards: database.prepare('INSERT OR IGNORE INTO backwards VALUES (?)'),
    countSegments: database.prepare('SELECT count(DISTINCT segid) AS segments FROM words_idx'),
    merge: database.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)"),
    changes: database.prepare('SELECT total_changes() AS changes'),
    countFree: database.prepare('PRAGMA freelist_count'),
    giveBack: database.prepare(`PRAGMA incremental_vacuum(${MERGED_PAGES})`),
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

interface Words {
  readonly exact: string;
  readonly stem: string;
  readonly count: number;
}

function wordsOf(text: string, learn: (word: string) => string): Words {
  const exact: string[] = [];
  const stems: string[] = [];
  eachToken(text, (token, _start, _end, syllabic) => {
    exact.push(token);
    if (syllabic) return;
    const stem = learn(token);
    if (stem !== token) stems.push(stem);
  });
  return { exact: exact.join(' '), stem: stems.join(' '), count: exact.length };
}
