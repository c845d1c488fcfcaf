import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { claimsMigrations } from '../../src/claims/tables.ts';
import { decisionsAbout } from '../../src/claims/views/signed-decisions.ts';
import { openRecords } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('the decisions about a claim are the same ones however large it is', async (t) => {
  const records = await openRecords(join(await temporaryFolder(t), 'case.db'), claimsMigrations);
  t.after(() => records.close());
  const decided = [
    { id: 'd1', said: { kind: 'accept', statement: 's1' }, about: 's1' },
    { id: 'd2', said: { kind: 'reject', statement: 'elsewhere' }, about: 'elsewhere' },
    { id: 'd3', said: { kind: 'withdraw', decision: 'd1' }, about: undefined },
    { id: 'd4', said: { kind: 'name-source', source: 'The Post', name: 'Post' }, about: undefined },
  ];
  await records.exclusively(async (connection) => {
    for (const [seq, { id, said, about }] of decided.entries()) {
      const subject = said.kind === 'withdraw' ? `withdraw ${said.decision}` : id;
      await sql`insert into decision (id, seq, at, actor, kind, subject, said, members)
        values (${id}, ${seq}, '2026-01-01T00:00:00.000Z', 'A', ${said.kind}, ${subject}, ${JSON.stringify(said)}, '[]')`.execute(
        connection.as(),
      );
      if (about === undefined) continue;
      await sql`insert into decision_about (decision, statement, original, anchor, now)
        values (${id}, ${about}, 'o', '{}', ${about})`.execute(connection.as());
    }
  });
  const idsFor = async (count: number): Promise<readonly string[]> => {
    const statements = Array.from({ length: count }, (_, index) => `s${index}`);
    const found = await decisionsAbout({ statements, documents: [], sources: ['THE POST'] }, records.reading);
    return found.map(({ id }) => id);
  };
  assert.deepEqual(await idsFor(2), ['d1', 'd3', 'd4']);
  assert.deepEqual(await idsFor(2_000), ['d1', 'd3', 'd4']);
});
