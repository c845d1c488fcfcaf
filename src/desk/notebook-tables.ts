import { sql, type Generated } from 'kysely';
import type { Connection, Migrations } from '../records/records.ts';

export interface NotebookTables {
  search_made: { id: Generated<number>; asked: string; query: string; at: string; total: number | null };
  search_saved: {
    id: Generated<number>;
    asked: string;
    query: string;
    name: string;
    looked_entry: number;
    looked_at: string;
  };
  /** `state`: a BatchState. */
  batch: {
    id: Generated<number>;
    name: string;
    at: string;
    lines: number;
    done: number;
    state: string;
    /** 1 where other spellings are searched for too. */
    spelled: number;
  };
  /** `total` is null until the line was searched. */
  batch_line: {
    batch: number;
    line: number;
    query: string;
    total: number | null;
    documents: number | null;
    notice: string | null;
    place: number | null;
    /** With other spellings, in a batch that is `spelled`. `spellings`: JSON, an array of texts. */
    spelled_total: number | null;
    spelled_documents: number | null;
    spellings: string | null;
  };
}

/** From here on this connection fills what it deletes with zeros, so that it cannot be read back out of the file. */
export async function overwriting(connection: Connection): Promise<void> {
  await sql`pragma secure_delete = on`.execute(connection.as<NotebookTables>());
}

export const notebookMigrations: Migrations = {
  'notebook-001': {
    async up(db) {
      await db.schema
        .createTable('search_made')
        .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        .addColumn('asked', 'text', (c) => c.notNull())
        .addColumn('query', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('total', 'integer')
        .execute();
      await db.schema.createIndex('search_made_asked').on('search_made').column('asked').execute();
      await db.schema
        .createTable('search_saved')
        .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        .addColumn('asked', 'text', (c) => c.notNull().unique())
        .addColumn('query', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('looked_entry', 'integer', (c) => c.notNull())
        .addColumn('looked_at', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('batch')
        .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('lines', 'integer', (c) => c.notNull())
        .addColumn('done', 'integer', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('batch_line')
        .addColumn('batch', 'integer', (c) => c.notNull())
        .addColumn('line', 'integer', (c) => c.notNull())
        .addColumn('query', 'text', (c) => c.notNull())
        .addColumn('total', 'integer')
        .addColumn('documents', 'integer')
        .addColumn('notice', 'text')
        .addColumn('place', 'integer')
        .addPrimaryKeyConstraint('batch_line_place', ['batch', 'line'])
        .execute();
    },
  },
  'notebook-002': {
    async up(db) {
      await db.schema
        .alterTable('batch')
        .addColumn('spelled', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
      for (const column of ['spelled_total', 'spelled_documents']) {
        await db.schema.alterTable('batch_line').addColumn(column, 'integer').execute();
      }
      await db.schema.alterTable('batch_line').addColumn('spellings', 'text').execute();
    },
  },
};
