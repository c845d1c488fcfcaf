import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openCase, rebuildCase } from '../../src/house.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { makeMaterial } from '../house/material.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const TABLES = [
  'ledger_mark',
  'custody',
  'job',
  'accession',
  'original',
  'unpacked',
  'occurrence',
  'passage',
  'derivative',
];

/** Every row of every table; of `reading` all but the mark that the index must look again. */
function rowsOf(folder: string): Record<string, readonly unknown[]> {
  const database = new DatabaseSync(join(folder, 'case.db'), { readOnly: true });
  try {
    const rows = TABLES.map((name) => [name, database.prepare(`select * from ${name} order by 1, 2`).all()] as const);
    const readings = database.prepare('select * from reading order by original').all();
    return Object.fromEntries([...rows, ['reading', readings.map(({ indexed: _, ...row }) => row)]]);
  } finally {
    database.close();
  }
}

function write(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'case.db'));
  database.exec(sql);
  database.close();
}

test('applying the ledger twice changes nothing, from whichever entry on', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const first = await openCase(made.folder, { identity: made.identity });
  await first.receive([material], {});
  await readAll(first);
  const { entries } = (await first.status()).ledger;
  await first.close();
  const truth = rowsOf(made.folder);
  for (let from = 0; from < entries; from += 3) {
    write(made.folder, `update ledger_mark set applied = ${from}`);
    await (await openCase(made.folder, { identity: made.identity })).close();
    assert.deepEqual(rowsOf(made.folder), truth, `from entry ${from}`);
  }
});

test('where derivatives were lost, the records are made again and the originals read again', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const first = await openCase(made.folder, { identity: made.identity });
  await first.receive([material], {});
  await readAll(first);
  const { outcomes, passages } = await first.status();
  await first.close();
  await rm(join(made.folder, 'derived'), { recursive: true });
  const rebuilt = await rebuildCase(made.folder, { identity: made.identity, indexOnly: false });
  t.after(() => rebuilt.close());
  assert.equal((await rebuilt.status()).waiting, 3, 'the three that have text');
  await readAll(rebuilt);
  const after = await rebuilt.status();
  assert.deepEqual([after.outcomes, after.passages, after.waiting], [outcomes, passages, 0]);
  assert.deepEqual((await verifyCaseFiles(made.folder, {})).findings, []);
});

test('a case that is open elsewhere is not made again under its feet', async (t) => {
  const made = await temporaryCase(t);
  const opened = await made.open();
  await assert.rejects(rebuildCase(made.folder, { identity: made.identity, indexOnly: false }), { code: 'case-busy' });
  assert.equal((await opened.status()).received, 0);
});
