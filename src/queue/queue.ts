import { sql } from 'kysely';
import type { Connection, Records } from '../records/records.ts';
import { isGone, thisProcess } from './owner.ts';
import type { QueueTables } from './tables.ts';

export interface Job {
  readonly id: number;
  readonly subject: string;
  /** How often a worker has already died over this job. */
  readonly crashes: number;
}

/**
 * Jobs that survive the process that took them.
 *
 *     waiting ──lease──▶ leased ──finish──▶ (row gone)
 *        ▲                 │
 *        └──release────────┤  given back, or its worker died (crashes + 1)
 *        └──owner gone─────┘  the whole process died: not the job's fault, crashes unchanged
 */
export interface Queue {
  /** Adds jobs inside the caller’s transaction; one that is already there stays as it is. */
  enqueue(connection: Connection, kind: string, subjects: readonly string[]): Promise<void>;
  lease(kind: string, most: number): Promise<readonly Job[]>;
  /** Inside the transaction that records what the job did, so that both happen or neither. */
  finish(connection: Connection, kind: string, subjects: readonly string[]): Promise<void>;
  release(id: number, because: 'crashed' | 'stopped'): Promise<void>;
  /** Lengthens the leases of this process; call it more often than `LEASE_MS`. */
  heartbeat(): Promise<void>;
  waiting(kind: string): Promise<{ readonly waiting: number; readonly leased: number }>;
}

/** A worker on another machine that says nothing for this long has lost its jobs. */
export const LEASE_MS = 60_000;

export function openQueue(records: Records, now: () => number = Date.now): Queue {
  const owner = thisProcess();
  return {
    async enqueue(connection, kind, subjects) {
      if (subjects.length === 0) return;
      await connection
        .as<QueueTables>()
        .insertInto('job')
        .values(subjects.map((subject) => ({ kind, subject, state: 'waiting' as const })))
        .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
        .execute();
    },

    lease: (kind, most) =>
      records.exclusively(async (connection) => {
        const db = connection.as<QueueTables>();
        await freeDeadLeases(connection, now());
        const jobs = await db
          .selectFrom('job')
          .select(['id', 'subject', 'crashes'])
          .where('kind', '=', kind)
          .where('state', '=', 'waiting')
          .orderBy('crashes')
          .orderBy('id')
          .limit(most)
          .execute();
        if (jobs.length === 0) return [];
        await db
          .updateTable('job')
          .set({ state: 'leased', owner, lease_until: now() + LEASE_MS })
          .where(
            'id',
            'in',
            jobs.map((job) => job.id),
          )
          .execute();
        return jobs;
      }),

    async finish(connection, kind, subjects) {
      await connection
        .as<QueueTables>()
        .deleteFrom('job')
        .where('kind', '=', kind)
        .where('subject', 'in', subjects)
        .execute();
    },

    release: (id, because) =>
      records.exclusively(async (connection) => {
        await connection
          .as<QueueTables>()
          .updateTable('job')
          .set((eb) => ({
            state: 'waiting',
            owner: null,
            lease_until: null,
            crashes: because === 'crashed' ? eb('crashes', '+', 1) : eb.ref('crashes'),
          }))
          .where('id', '=', id)
          .where('owner', '=', owner) // not a lease that ended by time and that another process has taken since
          .execute();
      }),

    heartbeat: () =>
      records.exclusively(async (connection) => {
        await connection
          .as<QueueTables>()
          .updateTable('job')
          .set({ lease_until: now() + LEASE_MS })
          .where('owner', '=', owner)
          .execute();
      }),

    async waiting(kind) {
      const row = await records.reading
        .as<QueueTables>()
        .selectFrom('job')
        .select((eb) => [
          eb.fn.coalesce(eb.fn.sum<number>(sql`state = 'waiting'`), sql<number>`0`).as('waiting'),
          eb.fn.coalesce(eb.fn.sum<number>(sql`state = 'leased'`), sql<number>`0`).as('leased'),
        ])
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow();
      return row;
    },
  };
}

/** Gives back what dead processes held, and what silent ones on other machines held too long. */
async function freeDeadLeases(connection: Connection, nowMs: number): Promise<void> {
  const db = connection.as<QueueTables>();
  // The literal lets SQLite see that the index of what is held, a handful of rows, has them all.
  const held = sql<boolean>`state = 'leased'`;
  const owners = await db.selectFrom('job').select('owner').distinct().where(held).execute();
  const gone = owners.flatMap(({ owner }) => (owner !== null && isGone(owner) ? [owner] : []));
  await db
    .updateTable('job')
    .set({ state: 'waiting', owner: null, lease_until: null })
    .where(held)
    .where((eb) => eb.or([eb('lease_until', '<', nowMs), ...(gone.length > 0 ? [eb('owner', 'in', gone)] : [])]))
    .execute();
}
