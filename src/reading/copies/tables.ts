import { sql, type Generated } from 'kysely';
import type { Migrations } from '../../records/records.ts';

export interface CopyTables {
  /** One row for each original that was ever read. */
  copy_signature: {
    id: Generated<number>;
    original: string;
    /** Derivative with the text that was read last; null where there is none. */
    wanted: string | null;
    /** The derivative that everything below is about; differs from `wanted` until that one is looked at. */
    seen: string | null;
    /** Distinct shingles of the whole text; 0 where it has none or is too short. */
    shingles: Generated<number>;
    /** Signature.hashes, little-endian, and their rate. */
    hashes: Uint8Array | null;
    rate: Generated<number>;
    /** The part of all hashes that its rows of `copy_shingle` stand for. */
    lead_rate: Generated<number>;
    /** The `id` of one member of its group of near copies; null where it has none. */
    family: number | null;
    /** 1 for the fullest text of its family, and for whatever has no family. */
    leads: Generated<number>;
  };
  /** Which texts have a shingle; no more than a few for each: enough to lead to all of its family. */
  copy_shingle: { hash: number; text: number };
  /** What was measured between two texts, a row for each direction; shares as in SharedText. */
  copy_pair: {
    text: number;
    other: number;
    share: number;
    share_of_other: number;
    /** Shingles that both have, of those compared. */
    shared: number;
  };
}

export const copyMigrations: Migrations = {
  'reading-copies-001': {
    async up(db) {
      await db.schema
        .createTable('copy_signature')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('original', 'text', (c) => c.notNull().unique())
        .addColumn('wanted', 'text')
        .addColumn('seen', 'text')
        .addColumn('shingles', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('hashes', 'blob')
        .addColumn('rate', 'real', (c) => c.notNull().defaultTo(1))
        .addColumn('lead_rate', 'real', (c) => c.notNull().defaultTo(1))
        .addColumn('family', 'integer')
        .addColumn('leads', 'integer', (c) => c.notNull().defaultTo(1))
        .execute();
      await sql`create index copy_signature_due on copy_signature (id) where wanted is not seen`.execute(db);
      await sql`create index copy_signature_family on copy_signature (family, leads) where family is not null`.execute(
        db,
      );
      await db.schema
        .createTable('copy_shingle')
        .addColumn('hash', 'integer', (c) => c.notNull())
        .addColumn('text', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('copy_shingle_text', ['hash', 'text'])
        .modifyEnd(sql`without rowid`)
        .execute();
      await db.schema
        .createTable('copy_pair')
        .addColumn('text', 'integer', (c) => c.notNull())
        .addColumn('other', 'integer', (c) => c.notNull())
        .addColumn('share', 'real', (c) => c.notNull())
        .addColumn('share_of_other', 'real', (c) => c.notNull())
        .addColumn('shared', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('copy_pair_of', ['text', 'other'])
        .modifyEnd(sql`without rowid`)
        .execute();
      // What was read before this step: its texts are looked at when the case is next read.
      await sql`insert into copy_signature (original, wanted)
        select original, text_derivative from reading where text_derivative is not null`.execute(db);
    },
  },
};
