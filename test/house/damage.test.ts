import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createCase, openCase, rebuildCase } from '../../src/house.ts';
import { readCaseFile } from '../../src/desk/case-file.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LETTER = 'The letter says that two hundred forms were printed.\n';

async function faultsOf(folder: string): Promise<readonly string[]> {
  const { findings } = await verifyCaseFiles(folder);
  return findings.filter(({ severity }) => severity === 'fault').map(({ code, where }) => `${code}: ${where}`);
}

const LOSSES: readonly { readonly why: string; readonly lose: (path: string) => Promise<void> }[] = [
  { why: 'it is gone', lose: (path) => rm(path) },
  { why: 'it is cut off', lose: (path) => writeFile(path, '{"format":"touchstone/case","version":1,') },
  { why: 'it is empty', lose: (path) => writeFile(path, '') },
  {
    why: 'a folder is in its place',
    async lose(path) {
      await rm(path);
      await mkdir(path);
    },
  },
  {
    why: 'it names another case',
    async lose(path) {
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replace(/"id": "[^"]{8}/, '"id": "00000000'));
    },
  },
];

test('case.json is named as a fault where it is lost or damaged, and rebuild writes it again from the ledger', async (t) => {
  const { folder, identity } = await temporaryCase(t);
  const before = await readCaseFile(folder);
  for (const { why, lose } of LOSSES) {
    await lose(join(folder, 'case.json'));
    assert.deepEqual(await faultsOf(folder), ['case-file: case.json'], why);
    if (!why.startsWith('it names')) {
      await assert.rejects(openCase(folder, {}), { code: 'case-damaged', remedy: /touchstone rebuild/ }, why);
    }
    await (await rebuildCase(folder, { identity, indexOnly: false })).close();
    assert.deepEqual(await readCaseFile(folder), before, why);
    assert.deepEqual(await faultsOf(folder), [], why);
  }
});

test('what a process that died while it made a case leaves is put right by new or by rebuild', async (t) => {
  const outside = await temporaryFolder(t);
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  const aside = join(outside, 'one', `making.${encodeURIComponent('nowhere:1:1')}.f`);
  await mkdir(join(aside, 'ledger'), { recursive: true });
  await createCase(join(outside, 'one'), 'One', { identity });
  assert.deepEqual(await faultsOf(join(outside, 'one')), [], 'it died before the ledger was in its place');

  const two = join(outside, 'two');
  await createCase(two, 'Two', { identity });
  for (const name of await readdir(two)) if (name !== 'ledger') await rm(join(two, name));
  await assert.rejects(createCase(two, 'Again', { identity }), { code: 'case-exists', remedy: /touchstone rebuild/ });
  await (await rebuildCase(two, { identity, indexOnly: false })).close();
  assert.equal((await readCaseFile(two)).name, 'Two', 'it died before case.json was written');

  const three = join(outside, 'three');
  await createCase(three, 'Three', { identity });
  for (const name of await readdir(three)) if (name !== 'case.json') await rm(join(three, name), { recursive: true });
  await createCase(three, 'Three again', { identity });
  assert.deepEqual(await faultsOf(three), [], 'a case.json without a ledger is no case yet');
});

test('a damaged index keeps nobody from the account and the documents; searching names what to do; adding makes it anew', async (t) => {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, 'letter.txt'), LETTER);
  const first = await openCase(made.folder, { identity: made.identity });
  await first.receive([join(made.outside, 'letter.txt')], {});
  await readAll(first);
  await first.close();
  await writeFile(
    join(made.folder, 'index.db'),
    'This is no database, and it is longer than a page header.'.repeat(90),
  );

  const looked = await openCase(made.folder, {});
  assert.equal((await looked.status()).outcomes.read, 1);
  assert.ok(await looked.document('letter.txt'));
  await assert.rejects(looked.search({ query: 'forms', limit: 5, offset: 0 }), {
    code: 'case-damaged',
    remedy: /touchstone rebuild CASE --index/,
  });
  await looked.close();

  const again = await made.open();
  await again.receive([join(made.outside, 'letter.txt')], {});
  await readAll(again);
  assert.equal((await again.search({ query: 'forms', limit: 5, offset: 0 })).total, 1);
});

test('damaged records are a Problem with a remedy, also where the damage shows only while they are read', async (t) => {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, 'letter.txt'), LETTER);
  const first = await openCase(made.folder, { identity: made.identity });
  await first.receive([join(made.outside, 'letter.txt')], {});
  await readAll(first);
  await first.close();
  const file = join(made.folder, 'case.db');
  const whole = await readFile(file);
  for (const { why, from } of [
    { why: 'all of it', from: 0 },
    { why: 'all but its first page', from: 4096 },
  ]) {
    await writeFile(file, Buffer.concat([whole.subarray(0, from), Buffer.alloc(whole.length - from, 0x5a)]));
    const looking = async (): Promise<void> => {
      const opened = await openCase(made.folder, {});
      try {
        await opened.status();
      } finally {
        await opened.close();
      }
    };
    await assert.rejects(looking(), { code: 'case-damaged', remedy: /touchstone rebuild/ }, why);
  }
  const rebuilt = await rebuildCase(made.folder, { identity: made.identity, indexOnly: false });
  t.after(() => rebuilt.close());
  assert.equal((await rebuilt.status()).outcomes.read, 1);
});

test('an altered derivative is named, does not stand in the way of a rebuild, and is made again', async (t) => {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, 'letter.txt'), LETTER);
  await writeFile(join(made.outside, 'other.txt'), 'Another letter, of which nothing is altered.');
  const first = await openCase(made.folder, { identity: made.identity });
  await first.receive([join(made.outside, 'letter.txt'), join(made.outside, 'other.txt')], {});
  await readAll(first);
  const reading = (await first.document('letter.txt'))?.reading;
  await first.close();
  const altered = await derivativeWith(made.folder, 'two hundred forms');
  await chmod(join(made.folder, altered), 0o640);
  await writeFile(
    join(made.folder, altered),
    (await readFile(join(made.folder, altered), 'utf8')).replace('two', 'six'),
  );
  assert.deepEqual(await faultsOf(made.folder), [`altered: ${altered}`]);

  const rebuilt = await rebuildCase(made.folder, { identity: made.identity, indexOnly: false });
  t.after(() => rebuilt.close());
  assert.equal((await rebuilt.status()).outcomes.read, 1, 'the other one');
  await readAll(rebuilt);
  await rebuilt.checkpoint();
  assert.equal((await rebuilt.status()).outcomes.read, 2);
  assert.equal((await rebuilt.document('letter.txt'))?.reading?.text, reading?.text);
  assert.deepEqual(await faultsOf(made.folder), []);
  const { findings } = await verifyCaseFiles(made.folder);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['set-aside'],
    'the altered file is kept, and said to be none of the case',
  );
});

test('a case that cannot be brought up to date is shut again, and its folder is free', async (t) => {
  const { folder, outside, identity, open } = await temporaryCase(t);
  const opened = await open();
  await mkdir(join(outside, 'leak'));
  await writeFile(join(outside, 'leak', 'letter.txt'), LETTER);
  await opened.receive([join(outside, 'leak')], {});
  await opened.close();
  // As after a process that died between ledger and records, with records that cannot take what the ledger holds.
  const records = new DatabaseSync(join(folder, 'case.db'));
  records.exec('update ledger_mark set applied = 0; drop table occurrence;');
  records.close();
  await assert.rejects(openCase(folder, { identity }), /occurrence/);
  const rebuilt = await rebuildCase(folder, { identity, indexOnly: false });
  t.after(() => rebuilt.close());
  assert.equal((await rebuilt.status()).received, 1);
});

async function derivativeWith(folder: string, words: string): Promise<string> {
  for (const entry of await readdir(join(folder, 'derived'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path, 'utf8')).includes(words)) return path.slice(folder.length + 1);
  }
  throw new Error('no derivative has these words');
}
