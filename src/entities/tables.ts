import type { Migrations } from '../records/records.ts';

export interface EntitiesTables {
  /** Names that someone said are the same; see aliases.ts. */
  alias: {
    id: string;
    /** JSON: a list of texts. */
    names: string;
    actor: string;
    at: string;
    /** Of the ledger entry: the order in which they were said. */
    seq: number;
  };
}

export const entitiesMigrations: Migrations = {
  'entities-001': {
    async up(db) {
      await db.schema
        .createTable('alias')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('names', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('seq', 'integer', (c) => c.notNull())
        .execute();
    },
  },
};
