import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { openClaimsWork } from '../../src/claims/claims-work.ts';
import { lineUp, type Held } from '../../src/claims/lining-up/line-up-case.ts';
import { findSome, lookAgain, type FindingParts } from '../../src/claims/finding/find-in-case.ts';
import { claimsMigrations } from '../../src/claims/tables.ts';
import type { Calls } from '../../src/claims/process/messages.ts';
import { openClaimsRoom } from '../../src/claims/process/claims-room.ts';
import { intakeMigrations } from '../../src/intake/tables.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { putTextDerivative } from '../../src/reading/derivatives.ts';
import { readingMigrations } from '../../src/reading/tables.ts';
import { openRecords } from '../../src/records/records.ts';
import { FolderStore } from '../../src/vault/stores/folder-store.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

async function emptyCase(t: TestContext): Promise<FindingParts & { readonly again: () => FindingParts }> {
  const folder = await temporaryFolder(t);
  const records = await openRecords(join(folder, 'case.db'), {
    ...intakeMigrations,
    ...readingMigrations,
    ...claimsMigrations,
  });
  t.after(() => records.close());
  const derived = new FolderStore(join(folder, 'derived'));
  const again = (): FindingParts => {
    const room = openClaimsRoom();
    t.after(() => room.close());
    return { records, derived, room };
  };
  return { ...again(), again };
}

/** Texts of one invented landslide, each with a number of its own. */
async function bringIn({ records, derived }: FindingParts, tolls: readonly number[]): Promise<readonly string[]> {
  const originals: string[] = [];
  for (const [index, toll] of tolls.entries()) {
    const text = `A landslide near Orrin killed ${toll} people on Sunday, the rescue service of Orrin said. Paper ${index}.`;
    const reading = {
      mediaType: 'text/plain',
      metadata: [],
      text,
      pages: [],
      passages: [{ start: 0, end: text.length, language: 'en' }],
      published: '2018-04-02',
      stages: [],
    };
    const original = sha256Of(`${index} ${toll}`);
    const derivative = await putTextDerivative(derived, reading);
    await records.exclusively(async (connection) => {
      await sql`insert into testimony (original, wanted) values (${original}, ${derivative})
        on conflict (original) do update set wanted = excluded.wanted`.execute(connection.as());
    });
    originals.push(original);
  }
  return originals;
}

async function work(parts: FindingParts, held: Held, stop = (): boolean => false): Promise<void> {
  while (await findSome(parts, 'test/1'));
  await lineUp(parts, held, stop);
}

async function claimsIn({ records }: FindingParts): Promise<readonly string[]> {
  const { rows } = await sql<{ of: string }>`
    select claim.verdict || ' ' || claim.statements || ' ' || group_concat(statement.id, ' ' order by statement.id) as of
    from claim join statement on statement.claim = claim.id group by claim.id order by 1`.execute(records.reading.as());
  return rows.map((row) => row.of);
}

const nothing = (): Held => ({ upTo: undefined, later: [] });

test('what was stopped half-way is the same in the end, in this process or in another', async (t) => {
  const whole = await emptyCase(t);
  await bringIn(whole, [3, 3, 4, 7]);
  await work(whole, nothing());
  const wanted = await claimsIn(whole);
  assert.equal(wanted.length > 0, true);
  for (const at of [0, 1, 2, 3, 4, 5, 6]) {
    const parts = await emptyCase(t);
    await bringIn(parts, [3, 3]);
    await work(parts, nothing());
    await bringIn(parts, [3, 3, 4, 7]);
    let asked = 0;
    const held = nothing();
    await work(parts, held, () => (asked += 1) > at);
    const [next, of] = at % 2 === 0 ? [parts, held] : [parts.again(), nothing()];
    await lineUp(next, of, () => false);
    assert.deepEqual(await claimsIn(parts), wanted, `stopped when asked for the ${at + 1}. time`);
  }
});

test('a document that is read again, or has no text any more, leaves nothing of what it said', async (t) => {
  const parts = await emptyCase(t);
  const [first = ''] = await bringIn(parts, [3, 3, 9]);
  const held = nothing();
  await work(parts, held);
  const before = await claimsIn(parts);
  const set = (wanted: string | null): Promise<unknown> =>
    parts.records.exclusively((connection) =>
      sql`update testimony set wanted = ${wanted} where original = ${first}`.execute(connection.as()),
    );
  const { rows } = await sql<{ wanted: string }>`select wanted from testimony where original = ${first}`.execute(
    parts.records.reading.as(),
  );
  await set(null);
  await work(parts, held);
  const { rows: left } = await sql<{ left: number }>`select
    (select count(*) from statement where original = ${first}) +
    (select count(*) from claim where not exists (select 1 from statement where claim = claim.id)) +
    (select count(*) from claim_source where not exists (select 1 from claim where claim.id = claim)) as left`.execute(
    parts.records.reading.as(),
  );
  assert.equal(left[0]?.left, 0);
  assert.notDeepEqual(await claimsIn(parts), before);
  await set(rows[0]?.wanted ?? null);
  await work(parts.again(), nothing());
  assert.deepEqual(await claimsIn(parts), before);
});

test('finders of another version look again, and what they find alike keeps its claims', async (t) => {
  const parts = await emptyCase(t);
  await bringIn(parts, [3, 9]);
  await work(parts, nothing());
  const before = await claimsIn(parts);
  await lookAgain(parts.records, 'test/1');
  assert.equal(await findSome(parts, 'test/1'), false);
  await lookAgain(parts.records, 'test/2');
  assert.equal(await findSome(parts, 'test/2'), true);
  assert.deepEqual(await claimsIn(parts), before);
});

test('what another version left and this one does not understand is lined up anew', async (t) => {
  const parts = await emptyCase(t);
  await bringIn(parts, [3, 9]);
  await work(parts, nothing());
  const before = await claimsIn(parts);
  t.mock.method(process.stderr, 'write', () => true);
  await parts.records.exclusively((connection) =>
    sql`update testimony set profile = ${Buffer.from('nonsense')}`.execute(connection.as()),
  );
  await bringIn(parts, [3, 9, 12]);
  await work(parts.again(), nothing());
  const after = await claimsIn(parts);
  assert.notDeepEqual(after, before);
  const whole = await emptyCase(t);
  await bringIn(whole, [3, 9, 12]);
  await work(whole, nothing());
  assert.deepEqual(after, await claimsIn(whole));
});

test('a text over which finding fails keeps none from being looked at, and gets another chance later', async (t) => {
  const parts = await emptyCase(t);
  const [bad, good] = await bringIn(parts, [3, 9]);
  t.mock.method(process.stderr, 'write', () => true);
  let failures = 0;
  const room: FindingParts['room'] = {
    ...parts.room,
    find: async (document) => {
      if (document.original !== bad) return parts.room.find(document);
      failures += 1;
      throw new RangeError('Maximum call stack size exceeded');
    },
  };
  const speakers = async (): Promise<readonly string[]> => {
    const { rows } = await sql<{ original: string }>`select distinct original from statement`.execute(
      parts.records.reading.as(),
    );
    return rows.map(({ original }) => original);
  };
  while (await findSome({ ...parts, room }, 'test/1'));
  assert.equal(failures, 2);
  assert.deepEqual(await speakers(), [good]);
  await lookAgain(parts.records, 'test/1');
  assert.equal(await findSome(parts, 'test/1'), true);
  assert.deepEqual(new Set(await speakers()), new Set([bad, good]));
});

test('a text that is looked at for too long ends the process, and others are looked at by the next', async (t) => {
  const room = openClaimsRoom(1);
  t.after(() => room.close());
  const text = 'A landslide killed 3 people on Sunday.';
  const document = { original: sha256Of(text), text, passages: [{ start: 0, end: text.length, language: 'en' }] };
  await assert.rejects(room.find(document), /has ended: SIGKILL/);
  const patient = openClaimsRoom();
  t.after(() => patient.close());
  assert.equal((await patient.find(document)).length > 0, true);
});

test('a case that is closed ends what is under way, and other cases go on', async (t) => {
  const [one, other] = [await emptyCase(t), await emptyCase(t)];
  await bringIn(one, [3, 9]);
  await bringIn(other, [3, 9]);
  const ended = findSome(one, 'test/1');
  await one.room.close();
  await assert.rejects(ended, { name: 'ClaimsRoomClosed' });
  await work(other, nothing());
  assert.ok((await claimsIn(other)).length > 0);
});

test('while files wait to be read what was read is looked at later, and at once when none does', async (t) => {
  const parts = await emptyCase(t);
  await bringIn(parts, [3, 9]);
  let waiting = true;
  const closing = new AbortController();
  const claimsWork = openClaimsWork({ ...parts, filesWait: async () => waiting }, closing.signal);
  await claimsWork.followReading();
  assert.deepEqual(await claimsIn(parts), []);
  waiting = false;
  await claimsWork.followReading();
  assert.equal((await claimsIn(parts)).length > 0, true);
  closing.abort();
  await claimsWork.ended();
});

test('a case that is closed meanwhile waits for what was asked after a file, and nobody hears of it', async (t) => {
  const parts = await emptyCase(t);
  const closing = new AbortController();
  const counted = Promise.withResolvers<boolean>();
  const claimsWork = openClaimsWork({ ...parts, filesWait: () => counted.promise }, closing.signal);
  const followed = claimsWork.followReading();
  closing.abort();
  let over = false;
  const ended = claimsWork.ended().then(() => (over = true));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(over, false);
  counted.reject(new Error('the records are closed'));
  await Promise.all([followed, ended]);
});

/** Ends the process of claims as whoever kills it does. */
async function endProcess(): Promise<void> {
  const room = openClaimsRoom(1);
  const text = 'A landslide killed 3 people on Sunday. '.repeat(5_000);
  const passages = [{ start: 0, end: text.length, language: 'en' }];
  await assert.rejects(room.find({ original: sha256Of(text), text, passages }), { name: 'ClaimsProcessEnded' });
  await room.close();
}

test('what the process of claims held is given again to the one that follows it, whenever it ended', async (t) => {
  t.mock.method(process.stderr, 'write', () => true);
  const whole = await emptyCase(t);
  await bringIn(whole, [3, 3, 4, 7]);
  await work(whole, nothing());
  const wanted = await claimsIn(whole);
  for (const call of ['put', 'decide', 'changes', 'between'] as const) {
    const parts = await emptyCase(t);
    const held = nothing();
    await bringIn(parts, [3, 3]);
    await work(parts, held);
    let ends = call === 'between' ? 0 : 1;
    if (call === 'between') await endProcess();
    const room: typeof parts.room = {
      ...parts.room,
      async ask(name, asked) {
        if (name === call && ends-- > 0) await endProcess();
        return parts.room.ask(name, asked);
      },
    };
    await bringIn(parts, [3, 3, 4, 7]);
    await work({ ...parts, room }, held);
    assert.deepEqual(await claimsIn(parts), wanted, call);
  }
});

const FAILURES = [
  { why: 'it cannot be understood', fail: async (): Promise<never> => Promise.reject(new RangeError('no')) },
  { why: 'the process ends over it', fail: async (): Promise<void> => endProcess() },
];
for (const { why, fail } of FAILURES) {
  test(`a document that cannot be lined up is left out and told, and others are lined up: ${why}`, async (t) => {
    t.mock.method(process.stderr, 'write', () => true);
    const whole = await emptyCase(t);
    await bringIn(whole, [3, 3, 4]);
    await work(whole, nothing());
    const parts = await emptyCase(t);
    const originals = await bringIn(parts, [3, 3, 4, 7]);
    const room: typeof parts.room = {
      ...parts.room,
      async ask(name, asked) {
        if ('documents' in asked && name === 'put' && JSON.stringify(asked.documents).includes(originals[3] ?? '')) {
          await fail();
        }
        return parts.room.ask(name, asked);
      },
    };
    await work({ ...parts, room }, nothing());
    assert.deepEqual(await claimsIn(parts), await claimsIn(whole));
    const { rows } = await sql<{ original: string }>`select original from testimony where unlined = changed`.execute(
      parts.records.reading.as(),
    );
    assert.deepEqual(rows, [{ original: originals[3] }]);
    await bringIn(parts, [3, 3, 4, 8]);
    await work(parts, nothing());
    assert.equal((await claimsIn(parts)).length > 0, true, 'the next document is lined up');
  });
}

test('a document over which the process ends while claims are computed is left out and told', async (t) => {
  t.mock.method(process.stderr, 'write', () => true);
  const whole = await emptyCase(t);
  await bringIn(whole, [3, 3, 4]);
  await work(whole, nothing());
  const parts = await emptyCase(t);
  const originals = await bringIn(parts, [3, 3, 4, 7]);
  await endProcess();
  const given = { ...process.env };
  process.env['NODE_OPTIONS'] = `--import=${new URL('ends-over.ts', import.meta.url).href}`;
  process.env['ENDS_OVER'] = originals[3];
  try {
    await work(parts, nothing());
  } finally {
    process.env = given;
    await endProcess();
  }
  assert.deepEqual(await claimsIn(parts), await claimsIn(whole));
  const { rows } = await sql<{ original: string }>`select original from testimony where unlined = changed`.execute(
    parts.records.reading.as(),
  );
  assert.deepEqual(rows, [{ original: originals[3] }]);
});

test('a document over which claims cannot be computed is left out and told, until another version tries it again', async (t) => {
  t.mock.method(process.stderr, 'write', () => true);
  const whole = await emptyCase(t);
  await bringIn(whole, [3, 3, 4]);
  await work(whole, nothing());
  const wanted = await claimsIn(whole);
  const parts = await emptyCase(t);
  const originals = await bringIn(parts, [3, 3, 4, 7]);
  const [, , , document = ''] = originals;
  let failures = 1;
  const room: typeof parts.room = {
    ...parts.room,
    async ask(name, asked) {
      if (name !== 'changes' || failures-- <= 0) return parts.room.ask(name, asked);
      await parts.room.ask('remove', { documents: [document] });
      const answer: Calls['changes']['answer'] = {
        claims: [],
        gone: [],
        lineage: [],
        failed: [{ document, why: new RangeError('no') }],
        more: true,
      };
      return answer;
    },
  };
  const held = nothing();
  await work({ ...parts, room }, held);
  const leftOut = async (): Promise<unknown> => {
    const { rows } = await sql`select original, profile from testimony where unlined = changed`.execute(
      parts.records.reading.as(),
    );
    return rows;
  };
  assert.deepEqual(await claimsIn(parts), wanted);
  assert.deepEqual(await leftOut(), [{ original: document, profile: null }]);
  await work(parts.again(), nothing());
  assert.deepEqual(await claimsIn(parts), wanted, 'nor does another process line it up');
  await parts.records.exclusively((connection) =>
    sql`update claim_progress set version = 'another'`.execute(connection.as()),
  );
  await work(parts.again(), nothing());
  const all = await emptyCase(t);
  await bringIn(all, [3, 3, 4, 7]);
  await work(all, nothing());
  assert.deepEqual(await claimsIn(parts), await claimsIn(all), 'another version tries it again');
  assert.deepEqual(await leftOut(), []);
});
