import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import { intakeMigrations, type IntakeTables } from '../../src/intake/tables.ts';
import { accountOf } from '../../src/reading/accounts.ts';
import { readingMigrations } from '../../src/reading/tables.ts';
import { openRecords, type Connection } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('the account adds up while files arrive between any two looks at the records', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const records = await openRecords(file, { ...intakeMigrations, ...readingMigrations });
  t.after(() => records.close());
  let arrived = 0;
  const arrive = (): Promise<void> =>
    records.exclusively(async (connection) => {
      const db = connection.as<IntakeTables>();
      const begun = { ordinal: 1, id: 'a', begun: '2026-02-03', actor: 'A', roots: '[]', note: null, as_of: null };
      if (arrived === 0) await db.insertInto('accession').values(begun).execute();
      arrived += 1;
      const name = Buffer.from(`link ${arrived}`);
      const where = { accession: 1, container: null, depth: 0, first_place: 1, modified: null, original: null };
      const called = { name, shown_name: String(name), path: name, shown_path: String(name) };
      await db
        .insertInto('occurrence')
        .values({ id: String(arrived), ...where, ...called, reason: '{"code":"symbolic-link"}' })
        .execute();
    });
  const busy: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await arrive();
      return result;
    },
  };
  const connection: Connection = { as: <Tables>() => records.reading.as<Tables>().withPlugin(busy) };
  assert.equal((await accountOf(connection)).received, 0);
  assert.deepEqual(await accountOf(connection), {
    received: 1,
    waiting: 0,
    outcomes: { read: 0, 'read-in-part': 0, container: 0, duplicate: 0, unreadable: 1 },
  });
});
