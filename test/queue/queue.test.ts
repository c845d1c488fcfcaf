import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { hostname } from 'node:os';
import { isGone, thisProcess } from '../../src/queue/owner.ts';
import { LEASE_MS, openQueue, type Queue } from '../../src/queue/queue.ts';
import { queueMigrations, type QueueTables } from '../../src/queue/tables.ts';
import { openRecords, type Records } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

async function open(
  t: TestContext,
  subjects: readonly string[],
): Promise<{ queue: Queue; records: Records; at: { ms: number } }> {
  const records = await openRecords(join(await temporaryFolder(t), 'case.db'), queueMigrations);
  t.after(() => records.close());
  const at = { ms: 1_000_000 };
  const queue = openQueue(records, () => at.ms);
  await records.exclusively((connection) => queue.enqueue(connection, 'read', subjects));
  return { queue, records, at };
}

test('a job is leased once, and is gone when it is finished', async (t) => {
  const { queue, records } = await open(t, ['a', 'b']);
  const [a] = await queue.lease('read', 1);
  assert.equal(a?.subject, 'a');
  assert.deepEqual(
    (await queue.lease('read', 5)).map(({ subject }) => subject),
    ['b'],
  );
  assert.deepEqual(await queue.lease('read', 5), []);
  await records.exclusively((connection) => queue.finish(connection, 'read', ['a', 'b']));
  assert.deepEqual(await queue.waiting('read'), { waiting: 0, leased: 0 });
});

test('asking for the same job twice makes one job', async (t) => {
  const { queue, records } = await open(t, ['a']);
  await records.exclusively((connection) => queue.enqueue(connection, 'read', ['a', 'a']));
  assert.deepEqual(await queue.waiting('read'), { waiting: 1, leased: 0 });
});

test('a crash is counted against the job, a stop is not, and jobs that crashed come last', async (t) => {
  const { queue } = await open(t, ['a', 'b']);
  const [a, b] = await queue.lease('read', 2);
  assert.ok(a && b);
  await queue.release(a.id, 'crashed');
  await queue.release(b.id, 'stopped');
  const again = await queue.lease('read', 2);
  assert.deepEqual(
    again.map(({ subject, crashes }) => [subject, crashes]),
    [
      ['b', 0],
      ['a', 1],
    ],
  );
});

test('a lease ends by time, unless its owner says that it still runs', async (t) => {
  const { queue, at } = await open(t, ['a']);
  await queue.lease('read', 1);
  at.ms += LEASE_MS - 1;
  await queue.heartbeat();
  at.ms += LEASE_MS - 1;
  assert.deepEqual(await queue.lease('read', 1), []);
  at.ms += 2;
  assert.equal((await queue.lease('read', 1)).length, 1);
});

test('what a killed process held is given back at once, without blame', async (t) => {
  const { queue, records } = await open(t, ['a']);
  await queue.lease('read', 1);
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  await records.exclusively((connection) =>
    connection
      .as<QueueTables>()
      .updateTable('job')
      .set({ owner: `${hostname()}:${gone.pid}:1` })
      .execute(),
  );
  const [job] = await queue.lease('read', 1);
  assert.deepEqual([job?.subject, job?.crashes], ['a', 0]);
});

test('this process is not gone; its number under another start time is', () => {
  assert.equal(isGone(thisProcess()), false);
  const [host, pid] = thisProcess().split(':');
  if (process.platform === 'linux') assert.equal(isGone(`${host}:${pid}:1`), true);
  assert.equal(isGone(`another-host:${pid}:1`), false, 'another machine cannot be asked: time decides');
});

test('two that lease at once never get the same job', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const first = await openRecords(file, queueMigrations);
  const second = await openRecords(file, queueMigrations);
  t.after(() => Promise.all([first.close(), second.close()]));
  const queues = [openQueue(first), openQueue(second)];
  const subjects = Array.from({ length: 40 }, (_, n) => `job ${n}`);
  await first.exclusively((connection) => openQueue(first).enqueue(connection, 'read', subjects));
  const leased = await Promise.all(queues.flatMap((queue) => [7, 1, 7, 7].map((most) => queue.lease('read', most))));
  const got = leased.flat().map(({ subject }) => subject);
  assert.deepEqual([got.length, new Set(got).size], [40, 40]);
});

test('a release by a process whose lease another has taken over changes nothing', async (t) => {
  const { queue, records } = await open(t, ['a']);
  const [job] = await queue.lease('read', 1);
  assert.ok(job);
  await records.exclusively((connection) =>
    connection.as<QueueTables>().updateTable('job').set({ owner: 'elsewhere:1:1' }).execute(),
  );
  await queue.release(job.id, 'crashed');
  assert.deepEqual(await queue.waiting('read'), { waiting: 0, leased: 1 });
});

test('a lease reads the front of an index, however many jobs wait', async (t) => {
  const { records } = await open(t, []);
  const { rows } = await sql<{ detail: string }>`explain query plan
    select id, subject, crashes from job where kind = 'read' and state = 'waiting' order by crashes, id limit 1`.execute(
    records.reading.as<QueueTables>(),
  );
  const plan = rows.map(({ detail }) => detail).join('; ');
  assert.match(plan, /job_line/);
  assert.doesNotMatch(plan, /SCAN|TEMP B-TREE/);
});
