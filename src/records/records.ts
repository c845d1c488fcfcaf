import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { SqliteError, threadedSqlite } from './sqlite-dialect.ts';

/** A connection that each room sees with its own tables: `connection.as<IntakeTables>()`. */
export interface Connection {
  as<Tables>(): Kysely<Tables>;
}

/** The records of one case. Reads never wait for writes; writes wait in line, across processes. */
export interface Records {
  readonly reading: Connection;
  /**
   * Runs `work` holding the case’s write lock: an immediate transaction, which other processes respect too. All of it
   * is kept or none. Inside, use only the connection given: another call of `exclusively` would wait for ever.
   */
  exclusively<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A room’s tables, one step each; the name orders them: `desk-001`. A step that has been released is never edited. */
export type Migrations = Readonly<Record<string, Migration>>;

const BUSY_TIMEOUT_MS = 30_000; // longer than the longest batch of another process; past it something is stuck
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/**
 * Opens the records in `file`, made if absent, and brings their tables up to date.
 * @throws Problem `case-damaged` if the file is no sound database, `case-newer` if a later version made it
 */
export async function openRecords(file: string, migrations: Migrations): Promise<Records> {
  const writer = new Kysely<unknown>({
    dialect: threadedSqlite({ file, readOnly: false, busyTimeoutMs: BUSY_TIMEOUT_MS }),
  });
  try {
    await migrate(writer, migrations);
  } catch (error) {
    // The first failure is the news; a connection that never opened has nothing to close.
    await writer.destroy().catch(() => undefined);
    throw explained(error);
  }
  const reader = new Kysely<unknown>({
    dialect: threadedSqlite({ file, readOnly: true, busyTimeoutMs: BUSY_TIMEOUT_MS }),
  });
  return {
    reading: seen(reader),
    exclusively: (work) =>
      writer
        .transaction()
        .execute((transaction) => work(seen(transaction)))
        .catch((error: unknown) => {
          throw explained(error);
        }),
    async close() {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/**
 * Moves the database in `file` to `aside`, its journal with it. One that is damaged is moved too.
 * @throws Problem `case-busy` while any process has it open: that one would go on writing to what was moved away, and
 * would no longer share a write lock with whoever opens the next
 */
export async function setAsideRecords(file: string, aside: string): Promise<void> {
  if (existsSync(file)) mustBeClosed(file);
  for (const suffix of ['', '-wal', '-shm']) {
    await rename(file + suffix, aside + suffix).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
  }
}

/** In WAL mode every connection holds a shared lock while it is open, which exclusive locking does not get past. */
function mustBeClosed(file: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK;');
  } catch (error) {
    // Any other refusal is the damage for which it is set aside.
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
    if ((code & 0xff) === SQLITE_BUSY) throw busy(error);
  } finally {
    database?.close();
  }
}

function seen(db: Kysely<unknown>): Connection {
  return { as: <Tables>() => db as unknown as Kysely<Tables> };
}

async function migrate(db: Kysely<unknown>, migrations: Migrations): Promise<void> {
  const done = await stepsDone(db);
  if (done.some((name) => !Object.hasOwn(migrations, name))) throw newer();
  // Nothing to do is the common case, and must not wait for another process’s write lock.
  if (done.length === Object.keys(migrations).length) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    allowUnorderedMigrations: true, // each room counts its own steps: a new one may sort before another room's old one
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function stepsDone(db: Kysely<unknown>): Promise<readonly string[]> {
  const tables = db.withTables<{ sqlite_schema: { name: string }; kysely_migration: { name: string } }>();
  const table = await tables
    .selectFrom('sqlite_schema')
    .select('name')
    .where('name', '=', 'kysely_migration')
    .executeTakeFirst();
  if (table === undefined) return [];
  return (await tables.selectFrom('kysely_migration').select('name').execute()).map(({ name }) => name);
}

function newer(): Problem {
  return new Problem('case-newer', 'This case was last opened by a newer version of Touchstone.', {
    remedy: 'Open it with that version. Nothing was changed.',
  });
}

function busy(cause: unknown): Problem {
  return new Problem('case-busy', 'Another program holds this case.', {
    remedy: 'Wait until it is done, or end it, then try again. Nothing was changed.',
    cause,
  });
}

/** Turns SQLite’s refusals that a person can act on into Problems; anything else stays what it is. */
function explained(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error;
  const cause = error;
  switch (error.errcode & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return new Problem('case-damaged', 'The records of this case (case.db) are damaged.', {
        remedy: 'Run `touchstone rebuild CASE`: the records are made again from the vault and the ledger.',
        cause,
      });
    case SQLITE_BUSY:
      return busy(cause);
    case SQLITE_FULL:
      return new Problem('disk-full', 'The disk is full.', {
        remedy: 'Free some room and run the same command again: it goes on where it stopped.',
        cause,
      });
    case SQLITE_IOERR:
      // Also what a full disk looks like where SQLite grows its shared memory (sqlite.org/rescode.html#ioerr).
      return new Problem('unreadable-place', 'The disk that the case is on cannot be read or written.', {
        remedy:
          'Check that the disk is there and has room, then run the same command again: it goes on where it stopped.',
        cause,
      });
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return new Problem('unreadable-place', 'The case folder cannot be written to.', {
        remedy: 'Check the permissions of the case folder and of the disk it is on.',
        cause,
      });
    default:
      return error;
  }
}
