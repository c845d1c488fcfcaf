import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Runs one SQLite connection on its own thread, one statement at a time and in order. node:sqlite is synchronous; here
 * it can only keep itself waiting.
 */
export interface SqliteThreadData {
  readonly file: string;
  readonly readOnly: boolean;
  /** Nobody writes to the file, and nothing can be written beside it: no locks, no shared memory (sqlite.org/uri.html). */
  readonly immutable?: boolean;
  /** What a power cut may take back, of the last moments: not waiting for the disk at each commit (`synchronous = NORMAL`). */
  readonly mayLoseLast?: boolean;
  /** How long a statement waits for another process’s write lock. */
  readonly busyTimeoutMs: number;
}

interface SqliteRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

export type SqliteAnswer =
  | { readonly id: number; readonly rows: readonly object[]; readonly changes: bigint; readonly insertId: bigint }
  | { readonly id: number; readonly error: { readonly message: string; readonly errcode: number } };

const MAX_PREPARED = 256; // statements kept ready; Kysely makes the same few texts again and again

const port = parentPort;
if (port === null) throw new Error('sqlite-thread.ts runs as a worker thread only');
const { file, readOnly, immutable, mayLoseLast, busyTimeoutMs } = workerData as SqliteThreadData;
const place = immutable === true ? new URL(`${pathToFileURL(file).href}?immutable=1`) : file;
const database = new DatabaseSync(place, { readOnly, timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
const prepared = new Map<string, StatementSync>();
if (!readOnly) {
  // FULL for the ledger's records: a power cut must not take back what was acknowledged.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${mayLoseLast === true ? 'NORMAL' : 'FULL'};`);
  // Keys are hashes, so that what is added lies all over the tables: with a small cache, and a journal that is put into
  // the file often, the same pages are read and written again and again. In KiB, and in pages of 4 KiB.
  database.exec('PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000;');
}

function prepare(sql: string): StatementSync {
  const known = prepared.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  if (prepared.size >= MAX_PREPARED) prepared.clear();
  prepared.set(sql, statement);
  return statement;
}

function run({ id, sql, parameters }: SqliteRequest): SqliteAnswer {
  try {
    // A full disk ends a transaction by itself (sqlite.org/lang_transaction.html); taking it back is done then, and an
    // error here would hide the one that matters.
    if (sql === 'rollback' && !database.isTransaction) return { id, rows: [], changes: 0n, insertId: 0n };
    const statement = prepare(sql);
    if (statement.columns().length > 0) {
      return { id, rows: statement.all(...parameters), changes: 0n, insertId: 0n };
    }
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { id, rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  } catch (error) {
    // Not swallowed: the caller on the other thread rethrows it with SQLite's own code.
    const { message, errcode } = error as Error & { errcode?: number };
    return { id, error: { message, errcode: errcode ?? -1 } };
  }
}

port.on('message', (request: SqliteRequest | 'close') => {
  if (request === 'close') {
    database.close();
    port.close();
    return;
  }
  port.postMessage(run(request));
});
port.postMessage('open');
