import { join } from 'node:path';
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import { openRecords, setAsideRecords, type Records } from '../records/records.ts';
import { makeFolders } from '../vault/disk.ts';
import { notebookMigrations, overwriting, type NotebookTables } from './notebook-tables.ts';
import { openBatches, type Batches } from './notebook-batches.ts';

/**
 * What one person asked of one case: searches made, searches saved, lists. It is private to this account: it lies outside
 * the case, is in no ledger, goes nowhere with a copy of the case, and each part of it can be thrown away for good.
 */
export interface Notebook {
  /** The same search made again is moved to the front. `total`: where it is not known, what was found last stands. */
  remember(search: Search & { readonly total?: number }): Promise<void>;
  /** The latest first. */
  history(page: { readonly limit: number; readonly offset: number }): Promise<{
    readonly total: number;
    readonly searches: readonly PastSearch[];
  }>;
  /** One search, or every one. */
  forget(id?: number): Promise<void>;
  /** `entry`: up to which ledger entry its results have been seen. The same search is saved once. */
  save(search: Search & { readonly name: string; readonly entry: number }): Promise<void>;
  /** By name. */
  saved(): Promise<readonly SavedSearch[]>;
  /** Its results have been seen up to this entry. */
  looked(id: number, entry: number): Promise<void>;
  throwAway(id: number): Promise<void>;
  readonly batches: Batches;
  /** Why nothing can be written, where it was opened as it is; opening it again may find it gone. */
  readonly refusal?: Problem;
  close(): Promise<void>;
}

interface Search {
  /** The query part of its address, without the page of the list: what makes it the same search. */
  readonly asked: string;
  readonly query: string;
}

interface PastSearch extends Search {
  readonly id: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly total?: number;
}

interface SavedSearch extends Search {
  readonly id: number;
  readonly name: string;
  readonly lookedAt: string;
  readonly lookedEntry: number;
}

const MOST_REMEMBERED = 1_000; // searches; the oldest is forgotten

/**
 * A damaged notebook is set aside beside the new one that takes its place: nothing else holds what was in it, and a case
 * must not be kept from its reader by it.
 * @throws Problem `unreadable-place`, `disk-full`, `case-newer`, `case-busy`
 */
export async function openNotebook(
  folder: string,
  caseId: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Notebook> {
  await makeFolders(folder);
  // A case says its own id: as a hash it is a file name whatever it says.
  const file = join(folder, `${hash('sha256', caseId, 'hex').slice(0, 32)}.db`);
  let records: Records;
  try {
    records = await openSound(file);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'case-damaged') throw error;
    await setAsideRecords(file, `${file}.set-aside-${clock().replaceAll(':', '')}`);
    log('a notebook of searches was damaged: it was set aside, and a new one begun', error);
    records = await openSound(file);
  }
  return {
    ...(records.refusal === undefined ? {} : { refusal: records.refusal }),
    ...history(records, clock),
    ...savedSearches(records, clock),
    batches: openBatches(records, clock),
    close: () => records.close(),
  };
}

/** @throws Problem `case-damaged` also for damage that opening does not meet */
async function openSound(file: string): Promise<Records> {
  // Every search that is shown is written down first: its page must not wait for the disk.
  const records = await openRecords(file, notebookMigrations, { mayLoseLast: true });
  try {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(
      records.reading.as<NotebookTables>(),
    );
    const said = rows[0]?.quick_check;
    if (said === 'ok') return records;
    throw new Problem('case-damaged', 'The notebook of searches is damaged.', {
      remedy: 'Open the case again: the notebook is set aside, and a new one begun.',
      cause: said,
    });
  } catch (error) {
    await records.close();
    throw error;
  }
}

function history(records: Records, clock: Clock): Pick<Notebook, 'remember' | 'history' | 'forget'> {
  return {
    remember: ({ asked, query, total }) =>
      records.exclusively(async (connection) => {
        const db = connection.as<NotebookTables>();
        const before = await db
          .deleteFrom('search_made')
          .where('asked', '=', asked)
          .returning('total')
          .executeTakeFirst();
        const found = total ?? before?.total ?? null;
        await db.insertInto('search_made').values({ asked, query, total: found, at: clock() }).execute();
        await db
          .deleteFrom('search_made')
          .where('id', 'not in', (eb) =>
            eb.selectFrom('search_made').select('id').orderBy('id', 'desc').limit(MOST_REMEMBERED),
          )
          .execute();
      }),
    async history({ limit, offset }) {
      const db = records.reading.as<NotebookTables>();
      const { total } = await db
        .selectFrom('search_made')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const searches = await db
        .selectFrom('search_made')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return {
        total,
        searches: searches.map(({ total: found, ...row }) => (found === null ? row : { ...row, total: found })),
      };
    },
    forget: (id) =>
      records.exclusively(async (connection) => {
        await overwriting(connection);
        const all = connection.as<NotebookTables>().deleteFrom('search_made');
        await (id === undefined ? all : all.where('id', '=', id)).execute();
      }),
  };
}

function savedSearches(records: Records, clock: Clock): Pick<Notebook, 'save' | 'saved' | 'looked' | 'throwAway'> {
  return {
    save: ({ asked, query, name, entry }) =>
      records.exclusively(async (connection) => {
        await connection
          .as<NotebookTables>()
          .insertInto('search_saved')
          .values({ asked, query, name, looked_entry: entry, looked_at: clock() })
          .onConflict((same) => same.column('asked').doUpdateSet({ name }))
          .execute();
      }),
    async saved() {
      const rows = await records.reading
        .as<NotebookTables>()
        .selectFrom('search_saved')
        .selectAll()
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(({ looked_at: lookedAt, looked_entry: lookedEntry, ...row }) =>
        Object.assign(row, { lookedAt, lookedEntry }),
      );
    },
    looked: (id, entry) =>
      records.exclusively(async (connection) => {
        await connection
          .as<NotebookTables>()
          .updateTable('search_saved')
          .set({ looked_entry: entry, looked_at: clock() })
          .where('id', '=', id)
          .execute();
      }),
    throwAway: (id) =>
      records.exclusively(async (connection) => {
        await overwriting(connection);
        await connection.as<NotebookTables>().deleteFrom('search_saved').where('id', '=', id).execute();
      }),
  };
}
