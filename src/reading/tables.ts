import type { Migrations } from '../records/records.ts';

export interface ReadingTables {
  /** One row for each original whose reading has ended. */
  reading: {
    original: string;
    outcome: string;
    /** JSON of a Reason, or null. */
    reason: string | null;
    media_type: string;
    title: string | null;
    pages: number;
    characters: number;
    /** JSON: language tags, most used first. */
    languages: string;
    /** JSON: StageRun[]. */
    stages: string;
    text_derivative: string | null;
    layout_derivative: string | null;
    /** 1 once the index holds its passages; at most 0 while it does not, and lower with every change meanwhile. */
    indexed: number;
  };
  passage: {
    original: string;
    ordinal: number;
    start: number;
    end: number;
    page: number | null;
    language: string;
    text: string;
  };
  derivative: {
    sha256: string;
    original: string;
    what: string;
    page: number | null;
    stage: string;
    version: number;
  };
}

export const readingMigrations: Migrations = {
  'reading-001': {
    async up(db) {
      await db.schema
        .createTable('reading')
        .addColumn('original', 'text', (c) => c.primaryKey())
        .addColumn('outcome', 'text', (c) => c.notNull())
        .addColumn('reason', 'text')
        .addColumn('media_type', 'text', (c) => c.notNull())
        .addColumn('title', 'text')
        .addColumn('pages', 'integer', (c) => c.notNull())
        .addColumn('characters', 'integer', (c) => c.notNull())
        .addColumn('languages', 'text', (c) => c.notNull())
        .addColumn('stages', 'text', (c) => c.notNull())
        .addColumn('text_derivative', 'text')
        .addColumn('layout_derivative', 'text')
        .addColumn('indexed', 'integer', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('reading_unindexed').on('reading').column('indexed').execute();
      await db.schema
        .createTable('passage')
        .addColumn('original', 'text', (c) => c.notNull())
        .addColumn('ordinal', 'integer', (c) => c.notNull())
        .addColumn('start', 'integer', (c) => c.notNull())
        .addColumn('end', 'integer', (c) => c.notNull())
        .addColumn('page', 'integer')
        .addColumn('language', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('passage_place', ['original', 'ordinal'])
        .execute();
      await db.schema.createIndex('passage_language').on('passage').column('language').execute();
      await db.schema
        .createTable('derivative')
        .addColumn('sha256', 'text', (c) => c.notNull())
        .addColumn('original', 'text', (c) => c.notNull())
        .addColumn('what', 'text', (c) => c.notNull())
        .addColumn('page', 'integer')
        .addColumn('stage', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('derivative_of', ['original', 'what', 'sha256'])
        .execute();
    },
  },
};
