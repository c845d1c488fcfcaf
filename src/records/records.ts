import { existsSync } from 'node:fs';
import { open, rename, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { threadedSqlite } from './sqlite-dialect.ts';
import { busy, full, isBusy, unreadable } from './sqlite-problems.ts';
import type { SqliteThreadData } from './threads/sqlite-thread.ts';

/** A connection that each room sees with its own tables: `connection.as<IntakeTables>()`. */
export interface Connection {
  as<Tables>(): Kysely<Tables>;
}

/** The records of one case. Reads never wait for writes; writes wait in line, across processes. */
export interface Records {
  readonly reading: Connection;
  /** Why nothing can be written, where they were opened as they are; opening them again may find it gone. */
  readonly refusal?: Problem;
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

/**
 * Opens the records in `file`, made if absent, and brings their tables up to date. Where nothing can be written (a full
 * disk, a folder of someone else) they are opened as they are: they can be read, and `exclusively` tells why not more.
 * @throws Problem `case-damaged` if the file is no sound database, `case-newer` if a later version made it,
 * `unreadable-place`, `disk-full`
 */
export async function openRecords(
  file: string,
  migrations: Migrations,
  { mayLoseLast = false }: Pick<SqliteThreadData, 'mayLoseLast'> = {},
): Promise<Records> {
  const writer = connect({ file, readOnly: false, mayLoseLast });
  try {
    await migrate(writer, migrations);
  } catch (error) {
    // The first failure is the news; a connection that never opened has nothing to close.
    await writer.destroy().catch(() => undefined);
    if (!(error instanceof Problem) || (error.code !== 'disk-full' && error.code !== 'unreadable-place')) throw error;
    return openAsTheyAre(file, migrations, (await isFull(dirname(file))) ? full(error.cause) : error);
  }
  const reader = connect({ file, readOnly: true });
  return {
    reading: seen(reader),
    exclusively: (work) => writer.transaction().execute((transaction) => work(seen(transaction))),
    async close() {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** @throws `refusal` where even reading needs something to be written */
async function openAsTheyAre(file: string, migrations: Migrations, refusal: Problem): Promise<Records> {
  try {
    await (await open(file)).close();
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? refusal : unreadable(error);
  }
  // Sound only without a journal that is waited for: with one, the file alone is not what was last written.
  const immutable = await stat(`${file}-wal`).then(
    ({ size }) => size === 0,
    () => true,
  );
  for (const how of immutable ? [{}, { immutable }] : [{}]) {
    const reader = connect({ file, readOnly: true, ...how });
    try {
      if (unknownOf(await stepsDone(reader), migrations)) throw newer();
      if (missingOf(await stepsDone(reader), migrations)) throw refusal;
      return {
        reading: seen(reader),
        refusal,
        exclusively: () => Promise.reject(refusal),
        close: () => reader.destroy(),
      };
    } catch (error) {
      await reader.destroy().catch(() => undefined); // as above
      if (!(error instanceof Problem) || error.code === 'case-newer' || error.code === 'case-damaged') throw error;
    }
  }
  throw refusal;
}

const ROOM_BYTES = 1 << 18; // SQLite’s shared memory and the first pages of a journal want less

/** Where there is no room for its shared memory SQLite speaks of a disk that fails. */
async function isFull(folder: string): Promise<boolean> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize < ROOM_BYTES,
    () => false, // not known: the refusal keeps its own words
  );
}

function connect(options: Omit<SqliteThreadData, 'busyTimeoutMs'>): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: threadedSqlite({ ...options, busyTimeoutMs: BUSY_TIMEOUT_MS }) });
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
    if (isBusy(error)) throw busy(error);
  } finally {
    database?.close();
  }
}

function seen(db: Kysely<unknown>): Connection {
  return { as: <Tables>() => db as unknown as Kysely<Tables> };
}

async function migrate(db: Kysely<unknown>, migrations: Migrations): Promise<void> {
  const done = await stepsDone(db);
  if (unknownOf(done, migrations)) throw newer();
  // Nothing to do is the common case, and must not wait for another process’s write lock.
  if (!missingOf(done, migrations)) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    allowUnorderedMigrations: true, // each room counts its own steps: a new one may sort before another room's old one
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

function unknownOf(done: readonly string[], migrations: Migrations): boolean {
  return done.some((name) => !Object.hasOwn(migrations, name));
}

function missingOf(done: readonly string[], migrations: Migrations): boolean {
  return done.length < Object.keys(migrations).length;
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
