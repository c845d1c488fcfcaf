import { sql, type Generated } from 'kysely';
import type { Migrations } from '../records/records.ts';

export interface QueueTables {
  job: {
    id: Generated<number>;
    kind: string;
    /** What the job is about: for `read`, an original’s SHA-256. One job of a kind for each. */
    subject: string;
    state: 'waiting' | 'leased';
    owner: Generated<string | null>;
    /** Epoch milliseconds; the lease is void after it. */
    lease_until: Generated<number | null>;
    /** How often a worker died over it. */
    crashes: Generated<number>;
  };
}

export const queueMigrations: Migrations = {
  'queue-001': {
    async up(db) {
      await db.schema
        .createTable('job')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('owner', 'text')
        .addColumn('lease_until', 'bigint')
        .addColumn('crashes', 'integer', (c) => c.notNull().defaultTo(0))
        .addUniqueConstraint('job_once', ['kind', 'subject'])
        .execute();
      // A lease must cost the same with ten jobs waiting and with a million: it reads the front of this index.
      await db.schema.createIndex('job_line').on('job').columns(['kind', 'state', 'crashes', 'id']).execute();
      await sql`create index job_held on job (owner, lease_until) where state = 'leased'`.execute(db);
    },
  },
};
