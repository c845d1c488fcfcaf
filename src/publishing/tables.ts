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
  /**
   * What was made of a published picture and can be made again: a derivative each. Nobody signs for it, since nothing is
   * told of it; without this table it is made anew.
   */
  published_made: {
    /** SHA-256 of the picture. */
    picture: string;
    /** Which tile, or the words that were recognised. */
    what: string;
    /** Of what makes it. */
    version: number;
    /** SHA-256. */
    derivative: string;
  };
  /** Which ledger entry added a key, as a line of keys.txt: found in the ledger again where this is lost. */
  key_entry: { key: string; seq: number };
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
  'publishing-002': {
    async up(db) {
      await db.schema
        .createTable('published_made')
        .addColumn('picture', 'text', (c) => c.notNull())
        .addColumn('what', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('derivative', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('published_made_once', ['picture', 'what', 'version'])
        .execute();
    },
  },
  'publishing-003': {
    async up(db) {
      await db.schema
        .createTable('key_entry')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('seq', 'integer', (c) => c.notNull())
        .execute();
    },
  },
};
