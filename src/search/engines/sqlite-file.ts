import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Problem, type ProblemCode } from '../../base/problem.ts';
import { SEGMENT_TABLES } from './segments/format.ts';
import { numberOf } from './sqlite-values.ts';

/** `PRAGMA user_version`. A change to the tables, to the tokens or to folding makes a new format. */
const FORMAT = 6;
/** `PRAGMA application_id`: "TsIx", so that `file` and this program know an index from another database. */
const APPLICATION = 0x54734978;
/** How long a writer waits for another process that writes. */
const BUSY_TIMEOUT_MS = 15_000;

/**
 * `row` numbers passages and titles. Rows and documents get ascending numbers that are
 * never used again, so a reader that knows the highest number that it has seen knows what is new. The rows of a document
 * are neighbours: its title, if it has one, then its passages in order.
 *
 * `places` has 8 bytes for each row: start, end; `profile` 9 bytes: language, number of tokens, page (0: none), mean
 * confidence of recognised words and one (0: not recognised). Both little endian. One blob for a document is read faster
 * than a table of rows, and takes half the space. `facts` is JSON: what filters ask of a document.
 *
 * What words stand in which rows, `segments` and `pieces` say: segments/format.ts.
 */
const TABLES = `
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, media_type TEXT NOT NULL, accessions TEXT NOT NULL, title TEXT,
    facts TEXT NOT NULL, first_row INTEGER NOT NULL, row_count INTEGER NOT NULL, places BLOB NOT NULL,
    profile BLOB NOT NULL
  ) STRICT;
  CREATE INDEX documents_by_row ON documents (first_row, row_count);
  CREATE TABLE languages (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE tally (
    generation INTEGER NOT NULL, next_document INTEGER NOT NULL, next_row INTEGER NOT NULL, next_segment INTEGER NOT NULL,
    documents INTEGER NOT NULL, passages INTEGER NOT NULL, row_count INTEGER NOT NULL, tokens INTEGER NOT NULL
  ) STRICT;
  INSERT INTO tally VALUES (0, 1, 1, 1, 0, 0, 0, 0);
  ${SEGMENT_TABLES}
  PRAGMA user_version = ${FORMAT};
  PRAGMA application_id = ${APPLICATION};
`;

/** Of formats before 4. */
const TABLES_BEFORE = ['words', 'vocabulary', 'backwards'];
const EMPTIED = ['documents', 'languages', 'tally', 'segments', 'pieces', 'unfinished', ...TABLES_BEFORE]
  .map((table) => `DROP TABLE IF EXISTS ${table};`)
  .join('\n');

export const PLACE_BYTES = 8;
export const PROFILE_BYTES = 9;

/** What filters ask of a document, beside its type and its accessions. */
export interface Facts {
  readonly paths: readonly string[];
  readonly date?: string;
  readonly authors: readonly string[];
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly tags?: readonly string[];
  readonly arrival?: number;
}

/** The inverse of `JSON.stringify` on what the writer of this format wrote. */
export function parseFacts(json: string): Facts {
  return JSON.parse(json);
}

/**
 * Opens the index for one thread; the first writer makes it.
 * @throws Problem `case-newer`, `case-damaged`, `unreadable-place`, `case-busy`
 */
export function openIndexFile(file: string, role: 'writer' | 'reader'): DatabaseSync {
  return asProblems(() => {
    try {
      return prepared(new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS }), role, ['journal_mode = WAL']);
    } catch (error) {
      if (role === 'writer' || !isUnwritable(error) || hasJournal(file)) throw error;
      // Nothing can be written here, not even what readers share. With no journal the file alone is the index.
      const place = new URL(`${pathToFileURL(file).href}?immutable=1`);
      return prepared(new DatabaseSync(place, { readOnly: true }), role, []);
    }
  });
}

/** Closed again where it cannot be used. */
function prepared(database: DatabaseSync, role: 'writer' | 'reader', pragmas: readonly string[]): DatabaseSync {
  try {
    prepare(database, role, pragmas);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLITE_PERM, _READONLY, _IOERR, _FULL, _CANTOPEN: a full disk, or a folder that is not ours. */
function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [3, 8, 10, 13, 14].includes(Number(error.errcode) & 0xff);
}

function hasJournal(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function prepare(database: DatabaseSync, role: 'writer' | 'reader', pragmas: readonly string[]): void {
  // Before the first table, or it has no effect: what merging frees is given back to the disk.
  if (role === 'writer' && isBlank(database)) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  for (const pragma of [...pragmas, 'synchronous = NORMAL', 'temp_store = MEMORY']) database.exec(`PRAGMA ${pragma}`);
  // KiB. Nothing is mapped: every thread's mapping of a large index would count as memory of the process, and what is in
  // the cache of the disk is read as fast.
  database.exec('PRAGMA cache_size = -16384');
  if (role === 'writer') {
    if (isBlank(database)) {
      // Asked again inside the transaction: another process may have been quicker.
      transact(database, () => isBlank(database) && database.exec(TABLES));
    } else if (isOlder(database)) {
      // An index holds nothing of its own, so an old one is emptied; whoever opens it finds no documents and puts them.
      transact(database, () => isOlder(database) && database.exec(EMPTIED + TABLES));
    }
  }
  const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
  const { application_id: application } = database.prepare('PRAGMA application_id').get() ?? {};
  if (application !== APPLICATION) throw damaged();
  if (typeof version === 'number' && version > FORMAT) {
    throw new Problem('case-newer', 'The search index was written by a newer version of this program.', {
      remedy: 'Open the case with that version, or make the index anew: `touchstone rebuild CASE --index`.',
    });
  }
  database.prepare('SELECT generation FROM tally').get();
  if (role === 'reader') database.exec('PRAGMA query_only = ON');
}

function isOlder(database: DatabaseSync): boolean {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
  const { application_id: application } = database.prepare('PRAGMA application_id').get() ?? {};
  return application === APPLICATION && typeof version === 'number' && version < FORMAT;
}

/** A file that nobody has written a table to. */
function isBlank(database: DatabaseSync): boolean {
  return database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0;
}

/** All or nothing; waits for another writer up to the busy timeout. */
export function transact<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk or a damaged file may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Titles are not counted. */
export function countIndexed(database: DatabaseSync): { documents: number; passages: number } {
  return asProblems(() => {
    const row = database.prepare('SELECT documents, passages FROM tally').get();
    return { documents: numberOf(row?.['documents']), passages: numberOf(row?.['passages']) };
  });
}

/** What SQLite reports of the world (full, locked, damaged) becomes a Problem; what is left is a bug. */
export function asProblems<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}

/** https://www.sqlite.org/rescode.html */
const SQLITE_CODES: Readonly<Record<number, { code: ProblemCode; message: string; remedy: string }>> = {
  3: { code: 'unreadable-place', message: 'The search index may not be opened.', remedy: 'Check who owns the case.' },
  5: { code: 'case-busy', message: 'Another program writes to the search index.', remedy: 'Try again in a minute.' },
  8: {
    code: 'unreadable-place',
    message: 'The search index may not be written to.',
    remedy: 'Check who owns the case.',
  },
  10: {
    code: 'unreadable-place',
    message: 'The disk that the search index is on cannot be read or written.',
    remedy: 'Check that the disk is there and has room, then try again.',
  },
  13: { code: 'disk-full', message: 'The disk is full.', remedy: 'Make room and try again: nothing is lost.' },
  14: {
    code: 'unreadable-place',
    message: 'The search index cannot be opened.',
    remedy: 'Check that its folder exists.',
  },
};
const CORRUPT = new Set([11, 26]);

function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  // The low byte is the primary result code.
  const primary = error.errcode & 0xff;
  if (CORRUPT.has(primary)) return damaged(error);
  const known = SQLITE_CODES[primary];
  return known && new Problem(known.code, known.message, { remedy: known.remedy, cause: error });
}

export function damaged(cause?: unknown): Problem {
  return new Problem('case-damaged', 'The search index is damaged.', {
    remedy: 'Make it anew from the case, nothing is lost: `touchstone rebuild CASE --index`.',
    cause,
  });
}
