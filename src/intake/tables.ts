import { sql, type Generated } from 'kysely';
import type { Migrations } from '../records/records.ts';

export interface IntakeTables {
  accession: {
    /** Order of beginning, from 1. */
    ordinal: Generated<number>;
    id: string;
    begun: string;
    closed: Generated<string | null>;
    actor: string;
    /** JSON: absolute paths, shown form. */
    roots: string;
    note: string | null;
    as_of: string | null;
    /** JSON: what was signed for of the roots that were bags. */
    bags: Generated<string | null>;
  };
  original: {
    sha256: string;
    size: number;
    /** SHA-256 of the file of an accession whose unpacking first brought it; null for such a file itself. */
    tree: string | null;
  };
  /** How much the unpacking of one file of an accession has brought, at any depth, in bytes, each original once. */
  unpacked: { tree: string; bytes: number };
  occurrence: {
    id: string;
    /** Ordinal of the accession that brought it, itself or its container. */
    accession: number;
    /** SHA-256 of what it was found in; null for a file of the accession itself. */
    container: string | null;
    /** Null for what has no bytes: links, pipes, what could not be opened or taken out. */
    original: string | null;
    /** Its own name: below the accession’s root, or inside its container. */
    name: Uint8Array;
    shown_name: string;
    modified: string | null;
    /** JSON of a Reason where there is no original. */
    reason: string | null;
    /** How many containers it lies in, counted along the shortest way. */
    depth: number;
    /** The whole way to it, containers included. */
    path: Uint8Array;
    shown_path: string;
    /** 1 for the place that stands for the original, 0 for its other places. */
    first_place: number;
  };
}

export const intakeMigrations: Migrations = {
  'intake-001': {
    async up(db) {
      await db.schema
        .createTable('accession')
        .addColumn('ordinal', 'integer', (c) => c.primaryKey())
        .addColumn('id', 'text', (c) => c.notNull().unique())
        .addColumn('begun', 'text', (c) => c.notNull())
        .addColumn('closed', 'text')
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('roots', 'text', (c) => c.notNull())
        .addColumn('note', 'text')
        .addColumn('as_of', 'text')
        .execute();
      await db.schema
        .createTable('original')
        .addColumn('sha256', 'text', (c) => c.primaryKey())
        .addColumn('size', 'bigint', (c) => c.notNull())
        .addColumn('tree', 'text')
        .execute();
      await db.schema
        .createTable('unpacked')
        .addColumn('tree', 'text', (c) => c.primaryKey())
        .addColumn('bytes', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('occurrence')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('accession', 'integer', (c) => c.notNull().references('accession.ordinal'))
        .addColumn('container', 'text')
        .addColumn('original', 'text')
        .addColumn('name', 'blob', (c) => c.notNull())
        .addColumn('shown_name', 'text', (c) => c.notNull())
        .addColumn('modified', 'text')
        .addColumn('reason', 'text')
        .addColumn('depth', 'integer', (c) => c.notNull())
        .addColumn('path', 'blob', (c) => c.notNull())
        .addColumn('shown_path', 'text', (c) => c.notNull())
        .addColumn('first_place', 'integer', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('occurrence_container').on('occurrence').column('container').execute();
      await db.schema.createIndex('occurrence_path').on('occurrence').columns(['shown_path', 'id']).execute();
      await db.schema
        .createIndex('occurrence_places')
        .on('occurrence')
        .columns(['original', 'depth', 'accession', 'path', 'id'])
        .execute();
      await sql`create index occurrence_first on occurrence (original) where first_place = 1`.execute(db);
    },
  },
  'intake-002': {
    async up(db) {
      await db.schema.alterTable('accession').addColumn('bags', 'text').execute();
    },
  },
};
