import { sql } from 'kysely';
import type { Connection, Records } from '../records/records.ts';
import type { Act, Ledger, OpenedEntry } from '../vault/ledger.ts';
import type { DeskTables } from './tables.ts';

/** What a room makes of ledger entries in its own tables. Applying an entry twice changes nothing. */
export type Projection = (entries: readonly OpenedEntry[], connection: Connection) => Promise<void>;

/**
 * Where acts are signed. The ledger is the truth and the records are what the entries amount to: an act is appended to
 * the ledger first, then applied to the records, in one write lock. A process that dies between the two leaves entries
 * that the next one applies, by the same code that `rebuild` uses from entry 0.
 */
export interface Desk {
  readonly records: Records;
  readonly ledger: Ledger;
  /**
   * Appends and applies, all or none of the records. Acts that depend on what the case holds are given as a function:
   * it is asked under the write lock, with the records up to date, so that two processes never sign for one thing.
   */
  act(acts: readonly Act[] | ((connection: Connection) => Promise<readonly Act[]>)): Promise<readonly OpenedEntry[]>;
  /** Applies what an ended process, or another one, left unapplied. Returns how many entries. */
  catchUp(): Promise<number>;
  /** False where no identity is at hand: then `act` throws Problem `not-allowed`. */
  readonly canSign: boolean;
  /** Changes whenever a process has written to the records (SQLite’s data_version). */
  revision(): Promise<number>;
  /** Signs a checkpoint if the ledger grew since the last one. */
  checkpoint(): Promise<void>;
}

const REPLAY_BATCH = 500; // entries held in memory at a time while the records catch up

export function openDesk(records: Records, ledger: Ledger, canSign: boolean, projections: readonly Projection[]): Desk {
  const project: Projection = async (entries, connection) => {
    for (const projection of projections) await projection(entries, connection);
  };
  return {
    records,
    ledger,
    canSign,

    async revision() {
      const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(
        records.reading.as<DeskTables>(),
      );
      return rows[0]?.data_version ?? 0;
    },

    act: (given) =>
      records.exclusively(async (connection) => {
        await ledger.refresh();
        await replay(ledger, connection, project);
        const acts = typeof given === 'function' ? await given(connection) : given;
        if (acts.length === 0) return [];
        const entries = await ledger.append(acts);
        await project(entries, connection);
        await setMark(connection, ledger.size());
        return entries;
      }),

    async catchUp() {
      await ledger.refresh();
      if ((await markIn(records.reading)) >= ledger.size()) return 0;
      return records.exclusively(async (connection) => {
        await ledger.refresh();
        return replay(ledger, connection, project);
      });
    },

    checkpoint: () =>
      records.exclusively(async () => {
        await ledger.refresh();
        await ledger.checkpoint();
      }),
  };
}

async function replay(ledger: Ledger, connection: Connection, project: Projection): Promise<number> {
  const applied = await markIn(connection);
  if (applied >= ledger.size()) return 0;
  let batch: OpenedEntry[] = [];
  for await (const entry of ledger.entries(applied)) {
    batch.push(entry);
    if (batch.length < REPLAY_BATCH) continue;
    await project(batch, connection);
    batch = [];
  }
  await project(batch, connection);
  await setMark(connection, ledger.size());
  return ledger.size() - applied;
}

async function markIn(connection: Connection): Promise<number> {
  const { applied } = await connection
    .as<DeskTables>()
    .selectFrom('ledger_mark')
    .select('applied')
    .executeTakeFirstOrThrow();
  return applied;
}

async function setMark(connection: Connection, applied: number): Promise<void> {
  await connection.as<DeskTables>().updateTable('ledger_mark').set({ applied }).where('id', '=', 1).execute();
}
