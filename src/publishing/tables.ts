import type { Migrations } from '../records/records.ts';

export interface PublishingTables {
  /** What was given out, by the ledger entry that says so. */
  publication: {
    seq: number;
    at: string;
    actor: string;
    publication: string;
    /** Of the package: as it tells itself; entries of older versions name none. */
    title: string | null;
    documents: number | null;
    pages: number | null;
    claims: number | null;
  };
}

export const publishingMigrations: Migrations = {
  'publishing-001': {
    async up(db) {
      await db.schema
        .createTable('publication')
        .addColumn('seq', 'integer', (c) => c.primaryKey())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('publication', 'text', (c) => c.notNull())
        .addColumn('title', 'text')
        .addColumn('documents', 'integer')
        .addColumn('pages', 'integer')
        .addColumn('claims', 'integer')
        .execute();
    },
  },
};
