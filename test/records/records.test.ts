import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { openRecords, type Migrations, type Records } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

type Tables = { note: { id: number; text: string } };

const ONE: Migrations = {
  'test-001': {
    async up(db) {
      await db.schema
        .createTable('note')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('text', 'text', (c) => c.notNull())
        .execute();
    },
  },
};

async function open(t: TestContext, file: string, migrations = ONE): Promise<Records> {
  const records = await openRecords(file, migrations);
  t.after(() => records.close());
  return records;
}

const put = (records: Records, id: number, text = 'x'): Promise<unknown> =>
  records.exclusively((connection) => connection.as<Tables>().insertInto('note').values({ id, text }).execute());
const ids = async (records: Records): Promise<readonly number[]> =>
  (await records.reading.as<Tables>().selectFrom('note').select('id').orderBy('id').execute()).map(({ id }) => id);

test('what is written is read back, and a second opening changes no table', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const first = await open(t, file);
  await put(first, 1);
  const second = await open(t, file);
  assert.deepEqual(await ids(second), [1]);
});

test('a transaction that throws leaves nothing behind', async (t) => {
  const records = await open(t, join(await temporaryFolder(t), 'case.db'));
  await assert.rejects(
    records.exclusively(async (connection) => {
      await connection.as<Tables>().insertInto('note').values({ id: 1, text: 'x' }).execute();
      throw new Error('the disk was pulled');
    }),
    /the disk was pulled/,
  );
  assert.deepEqual(await ids(records), []);
  await put(records, 2);
  assert.deepEqual(await ids(records), [2], 'the next one in line is not blocked');
});

test('two openings write in turn, and reads do not wait for a write that goes on', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const first = await open(t, file);
  const second = await open(t, file);
  const order: string[] = [];
  const holding = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const slow = first.exclusively(async (connection) => {
    entered.resolve();
    await holding.promise;
    await connection.as<Tables>().insertInto('note').values({ id: 1, text: 'x' }).execute();
    order.push('first');
  });
  await entered.promise;
  const waiting = put(second, 2).then(() => order.push('second'));
  assert.deepEqual(await ids(second), [], 'a read sees what was committed, at once');
  holding.resolve();
  await Promise.all([slow, waiting]);
  assert.deepEqual(order, ['first', 'second']);
  assert.deepEqual(await ids(first), [1, 2]);
});

test('records that a newer version has changed are refused, and stay as they are', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const newer: Migrations = { ...ONE, 'test-002': { up: async () => {} } };
  await (await openRecords(file, newer)).close();
  await assert.rejects(openRecords(file, ONE), { code: 'case-newer' });
});

test('a file that is no database is case-damaged, with the remedy', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  await writeFile(file, 'this was a database once '.repeat(100));
  await assert.rejects(openRecords(file, ONE), { code: 'case-damaged', remedy: /touchstone rebuild/ });
});

test('a step that fails half-way leaves no table behind, and the next opening takes it again', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const broken: Migrations = {
    'test-001': {
      async up(db) {
        await ONE['test-001']?.up(db);
        throw new Error('the power went');
      },
    },
  };
  await assert.rejects(openRecords(file, broken), /the power went/);
  const records = await open(t, file);
  await put(records, 1);
  assert.deepEqual(await ids(records), [1]);
});

test('records whose tables are up to date open while another process writes', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const first = await open(t, file);
  await first.exclusively(async () => {
    await (await openRecords(file, ONE)).close();
  });
});

test('a transaction that SQLite has taken back itself, as on a full disk, ends with what went wrong', async (t) => {
  const records = await open(t, join(await temporaryFolder(t), 'case.db'));
  await assert.rejects(
    records.exclusively(async (connection) => {
      await sql`rollback`.execute(connection.as<Tables>());
      throw new Error('the disk is full');
    }),
    /the disk is full/,
  );
  await put(records, 1);
  assert.deepEqual(await ids(records), [1]);
});
