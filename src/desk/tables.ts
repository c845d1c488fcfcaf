import type { Migrations } from '../records/records.ts';

export type DeskTables = {
  /** One row: how many ledger entries the records already reflect. */
  ledger_mark: { id: number; applied: number };
  /** Entries that speak of an original, opened, so that its custody can be shown without walking the ledger. */
  custody: {
    seq: number;
    original: string;
    kind: string;
    at: string;
    actor: string;
    hash: string;
    /** JSON: the opened fields. */
    fields: string;
  };
  /** On which machine the case was from an entry on; `how`: that of a CaseMove. */
  machine: { seq: number; at: string; actor: string; machine: string; how: string };
};

export const deskMigrations: Migrations = {
  'desk-001': {
    async up(db) {
      await db.schema
        .createTable('ledger_mark')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('applied', 'integer', (c) => c.notNull())
        .execute();
      await db.withTables<DeskTables>().insertInto('ledger_mark').values({ id: 1, applied: 0 }).execute();
      await db.schema
        .createTable('custody')
        .addColumn('seq', 'integer', (c) => c.primaryKey())
        .addColumn('original', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('fields', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('custody_original').on('custody').columns(['original', 'seq']).execute();
    },
  },
  'desk-002': {
    async up(db) {
      await db.schema
        .createTable('machine')
        .addColumn('seq', 'integer', (c) => c.primaryKey())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('machine', 'text', (c) => c.notNull())
        .addColumn('how', 'text', (c) => c.notNull())
        .execute();
    },
  },
};
