import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { actOf, type Finding } from '../../src/intake/acts.ts';
import { applyArrivals } from '../../src/intake/apply-entries.ts';
import { intakeMigrations, type IntakeTables } from '../../src/intake/tables.ts';
import { parseSha256, type Sha256 } from '../../src/nouns/sha256.ts';
import { openRecords } from '../../src/records/records.ts';
import type { OpenedEntry } from '../../src/vault/ledger.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const sha = (digit: string): Sha256 => parseSha256(digit.repeat(64))!;
const ACCESSION = 'acc';

function entry(seq: number, kind: OpenedEntry['kind'], fields: object): OpenedEntry {
  return { seq, kind, at: '2026-01-01T00:00:00.000Z', actor: 'A', hash: '', fields } as OpenedEntry;
}

const inFolder = (name: string, digit: string): Finding => ({
  accession: ACCESSION,
  name: Buffer.from(name),
  within: 'folder',
  kept: { original: sha(digit), size: 1 },
});
const inside = (container: string, name: string, digit: string): Finding => ({
  ...inFolder(name, digit),
  container: sha(container),
  within: `entry ${name}`,
});

// b.zip and a/b.zip are the same; the letter lies in both, in the folder, and in a zip inside the zip; a zip holds itself.
const FOUND: readonly Finding[] = [
  inFolder('leak/b.zip', 'b'),
  inFolder('leak/a/b.zip', 'b'),
  inside('b', 'letter.txt', 'c'),
  inside('b', 'inner.zip', 'd'),
  inside('d', 'letter.txt', 'c'),
  inside('d', 'deep.txt', 'e'),
  inFolder('leak/z/letter.txt', 'c'),
  inside('d', 'inner.zip', 'd'),
];

test('which place stands for an original does not depend on the order of finding', async (t) => {
  const folder = await temporaryFolder(t);
  let run = 0;
  const places = async (order: readonly Finding[]): Promise<readonly string[]> => {
    const records = await openRecords(join(folder, `${run++}.db`), intakeMigrations);
    try {
      return await records.exclusively(async (connection) => {
        await applyArrivals([entry(0, 'accession-begun', { accession: ACCESSION, roots: [] })], connection);
        for (const [index, finding] of order.entries()) {
          const { kind, fields } = actOf(finding);
          await applyArrivals([entry(index + 1, kind, fields)], connection);
        }
        const rows = await connection
          .as<IntakeTables>()
          .selectFrom('occurrence')
          .select(['shown_path', 'depth', 'first_place'])
          .execute();
        return rows.map((row) => `${row.first_place} ${row.depth} ${row.shown_path}`).toSorted();
      });
    } finally {
      await records.close();
    }
  };
  const truth = await places(FOUND);
  assert.deepEqual(truth, [
    '0 0 leak/b.zip',
    '0 1 leak/a/b.zip/letter.txt',
    '0 2 leak/a/b.zip/inner.zip/inner.zip',
    '0 2 leak/a/b.zip/inner.zip/letter.txt',
    '1 0 leak/a/b.zip',
    '1 0 leak/z/letter.txt',
    '1 1 leak/a/b.zip/inner.zip',
    '1 2 leak/a/b.zip/inner.zip/deep.txt',
  ]);
  // Containers are always found before what they hold; everything else may come in any order.
  const legal = (order: readonly Finding[]): boolean =>
    order.every(
      (finding, index) =>
        finding.container === undefined ||
        order.slice(0, index).some(({ kept }) => 'original' in kept && kept.original === finding.container),
    );
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...FOUND], { minLength: FOUND.length }).filter(legal), async (order) => {
      assert.deepEqual(await places(order), truth);
    }),
    { numRuns: 15 },
  );
});
