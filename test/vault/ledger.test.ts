import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as fc from '../properties.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { openLedger, type Act, type Ledger, type OpenedEntry } from '../../src/vault/ledger.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../src/vault/merkle.ts';
import { parseCheckpoint } from '../../src/vault/signed-note.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { CASE, copyOf, newFolder, newIdentity, newLedger, smallCase, testClock } from './case-fixture.ts';

const ayla = await newIdentity();
const note = (path: string): Act => ({
  kind: 'noted',
  fields: { accession: 'a', occurrence: path, path, reason: 'empty' },
});
const all = (ledger: Ledger): Promise<OpenedEntry[]> => Array.fromAsync(ledger.entries());
const reopen = (folder: string, identity = ayla): Promise<Ledger> =>
  openLedger(folder, { identity, clock: testClock() });

test('a new ledger says which case it is of, and whose key it is signed with', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  const [first, second] = await all(ledger);
  assert.deepEqual(first?.fields, { case: CASE.id, name: CASE.name, origin: ledger.origin });
  assert.equal(first?.actor, 'Ayla Demir');
  assert.equal(second?.kind, 'key-added');
  assert.equal(second?.fields['key'], (await readFile(join(folder, 'ledger/keys.txt'), 'utf8')).trimEnd());
  await assert.rejects(newLedger(folder, ayla), { code: 'case-exists' });
});

test('what was appended is what is read, by this process and by the next', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  const appended = await ledger.append([note('a'), note('b')]);
  for (const { seq, hash } of appended) assert.equal(sha256Of((await ledger.entryLine(seq))!), hash);
  const again = await reopen(folder);
  assert.deepEqual(await Array.fromAsync(ledger.entries(2)), appended);
  assert.deepEqual(await Array.fromAsync(again.entries(2)), appended);
  assert.deepEqual(Buffer.from(again.tree.root()), Buffer.from(ledger.tree.root()));
  assert.deepEqual(await Array.fromAsync(again.entries(4)), []);
  assert.equal(await again.entryLine(4), undefined);
});

test('any field that JSON can say comes back as it was, at any place in the log', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  const own = new Set(['kind', 'at', 'day', 'actor', '']);
  const text = fc.string({ unit: 'binary' }).map((s) => s.toWellFormed());
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text));
  const fields = fc.dictionary(
    text.filter((name) => !own.has(name)),
    value,
    { maxKeys: 30, noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fields, { minLength: 1, maxLength: 300 }), async (batch) => {
      const from = ledger.size();
      await ledger.append(batch.map((each): Act => ({ kind: 'noted', fields: each })));
      const read = await Array.fromAsync(ledger.entries(from));
      assert.deepEqual(
        read.map((entry) => entry.fields),
        batch,
      );
    }),
    { numRuns: 12 },
  );
  const report = await verifyCaseFiles(folder);
  assert.deepEqual(
    report.findings.map(({ code }) => code),
    ['case-file'],
    'this folder has no case.json',
  );
});

test('an entry tells nothing: every line has the same shape, and none repeats', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  await ledger.append([note('same'), note('same'), { kind: 'read', fields: { original: 'f'.repeat(64) } }]);
  const lines = (await readFile(join(folder, 'ledger/entries.jsonl'), 'utf8')).trimEnd().split('\n');
  const shape = (line: string): string =>
    line.replaceAll(/[0-9a-f]{64}|(?<="seq":)\d+/g, '#').replaceAll(/"[\w-]{43}"/g, '#');
  assert.equal(new Set(lines.map(shape)).size, 1);
  const commitments = lines.flatMap((line) => (JSON.parse(line) as { sd: string[] }).sd);
  assert.equal(new Set(commitments).size, commitments.length);
});

test('two processes that take turns keep one chain', async () => {
  const folder = await newFolder();
  const one = await newLedger(folder, ayla);
  const two = await reopen(folder);
  for (let i = 0; i < 4; i++) {
    await one.append([note(`one ${i}`)]);
    await two.append([note(`two ${i}`), note('more')]);
  }
  await one.refresh();
  assert.equal(one.size(), 14);
  assert.deepEqual(await all(one), await all(two));
});

test('a second person is added by their first act, once, and a key that keys.txt lost in a crash is put back', async () => {
  const folder = await newFolder();
  await newLedger(folder, ayla);
  const borys = await newIdentity('Borys');
  const ledger = await reopen(folder, borys);
  assert.deepEqual(
    (await ledger.append([note('a')])).map(({ kind }) => kind),
    ['key-added', 'noted'],
  );
  assert.deepEqual(
    (await ledger.append([note('b')])).map(({ kind, actor }) => [kind, actor]),
    [['noted', 'Borys']],
  );
  const path = join(folder, 'ledger/keys.txt');
  const keys = await readFile(path, 'utf8');
  assert.equal(keys.split('\n').length, 3);
  await writeFile(path, keys.slice(0, keys.indexOf('\n') + 1));
  const again = await reopen(folder, borys);
  assert.equal(await readFile(path, 'utf8'), keys);
  assert.equal((await again.append([note('c')])).length, 1);
});

test('without an identity a ledger is read and not written', async () => {
  const folder = await smallCase(ayla);
  const ledger = await openLedger(folder, { clock: testClock() });
  assert.equal((await all(ledger)).length, 12);
  await assert.rejects(ledger.append([note('a')]), { code: 'not-allowed' });
});

test('a checkpoint is signed only where the log grew, and each proves to begin with the one before', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  const seen = [];
  for (let i = 0; i < 5; i++) {
    await ledger.append([note(`${i}`)]);
    await ledger.checkpoint();
    await ledger.checkpoint();
    seen.push(ledger.lastCheckpoint()!);
  }
  assert.equal((await readdir(join(folder, 'ledger/checkpoints'))).length, 5);
  for (const [i, before] of seen.entries()) {
    const after = seen.at(-1)!;
    assert.ok(verifyConsistency(before, after, ledger.tree.consistencyProof(before.size, after.size)), `${i}`);
    assert.deepEqual(parseCheckpoint(before.text)?.size, before.size);
  }
  const { size, root } = seen[2]!;
  const line = await ledger.entryLine(3);
  assert.ok(verifyInclusion(leafHash(line!), 3, size, ledger.tree.inclusionProof(3, size), root));
});

test('an accession that was closed before a crash gets its checkpoint before anything follows', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  await ledger.append([{ kind: 'accession-closed', fields: { accession: 'a' } }]);
  const next = await reopen(folder);
  await next.append([{ kind: 'accession-closed', fields: { accession: 'b' } }]);
  assert.equal(next.lastCheckpoint()?.size, 3);
});

const TORN = [
  { why: 'killed while it wrote openings', entries: '', openings: '{"key":"ab' },
  { why: 'killed between openings and entries', entries: '', openings: '{"key":"ab","open":[],"seq":12,"sig":""}\n' },
  {
    why: 'killed while it wrote entries',
    entries: '{"prev":"00',
    openings: '{"key":"ab","open":[],"seq":12,"sig":""}\n{',
  },
];
for (const { why, entries, openings } of TORN) {
  test(`a torn end is set aside, never deleted, and the log goes on: ${why}`, async () => {
    const folder = await smallCase(ayla);
    await appendFile(join(folder, 'ledger/entries.jsonl'), entries);
    await appendFile(join(folder, 'ledger/openings.jsonl'), openings);
    const ledger = await reopen(folder);
    assert.equal(ledger.size(), 12);
    await ledger.append([note('after')]);
    const report = await verifyCaseFiles(folder);
    assert.ok(report.ok, JSON.stringify(report.findings));
    const aside = join(folder, 'ledger/set-aside');
    const kept = await Promise.all(
      (await readdir(aside)).toSorted().map((name) => readFile(join(aside, name), 'utf8')),
    );
    assert.deepEqual(
      kept,
      [entries, openings].filter((text) => text !== ''),
    );
    assert.equal((await all(await reopen(folder))).at(-1)?.fields['path'], 'after');
  });
}

test('a ledger that lost entries which a checkpoint covers is not written to, and says which are missing', async () => {
  const folder = await smallCase(ayla);
  const path = join(folder, 'ledger/entries.jsonl');
  const text = await readFile(path, 'utf8');
  await truncate(path, text.trimEnd().lastIndexOf('\n') + 1);
  const ledger = await reopen(folder);
  await assert.rejects(ledger.append([note('a')]), { code: 'case-damaged', message: /entries 11 to 11 are missing/ });
  await assert.rejects(ledger.checkpoint(), { code: 'case-damaged' });
  assert.equal((await readdir(join(folder, 'ledger'))).includes('set-aside'), false);
  await writeFile(path, text);
  assert.equal((await ledger.append([note('a')])).length, 1, 'it goes on once they are back');
});

const DAMAGES = [
  { why: 'an entry of which the middle changed', change: (text: string) => text.replace(/"sd":\["./, '"sd":["~') },
  { why: 'a dropped entry', change: (text: string) => text.split('\n').toSpliced(5, 1).join('\n') },
  { why: 'no entries at all', change: () => '' },
];
for (const { why, change } of DAMAGES) {
  test(`a damaged ledger is a Problem with a remedy: ${why}`, async () => {
    const folder = await copyOf(await smallCase(ayla));
    const path = join(folder, 'ledger/entries.jsonl');
    await writeFile(path, change(await readFile(path, 'utf8')));
    await assert.rejects(async () => all(await reopen(folder)), { code: 'case-damaged', remedy: /verify/ });
  });
}

test('a ledger of a later version is not taken for a damaged one', async () => {
  const folder = await smallCase(ayla);
  const path = join(folder, 'ledger/entries.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('"v":1}', '"v":2}'));
  await assert.rejects(reopen(folder), { code: 'case-newer' });
});

test('a ledger whose openings are gone is damaged, not empty', async () => {
  const folder = await smallCase(ayla);
  await rm(join(folder, 'ledger/openings.jsonl'));
  await assert.rejects(reopen(folder), { code: 'case-damaged' });
});

test('the keys of one person in two cases have nothing in common', async () => {
  const [one, two] = await Promise.all([newFolder(), newFolder()]);
  await Promise.all([newLedger(one, ayla), newLedger(two, ayla)]);
  const keys = await Promise.all([one, two].map((folder) => readFile(join(folder, 'ledger/keys.txt'), 'utf8')));
  const [a, b] = keys.map((text) => text.trim().split('+'));
  for (const i of [0, 1, 2]) assert.notEqual(a?.[i], b?.[i]);
  assert.ok(!keys.join('').includes(ayla.publicKey));
});

test('a writer killed at any moment leaves a ledger that the next one goes on with, and nothing acknowledged is lost', async () => {
  const folder = await copyOf(await smallCase(ayla));
  const endless = fileURLToPath(new URL('endless-writer.ts', import.meta.url));
  for (const batches of [1, 4, 9]) {
    let acknowledged = '';
    const writer = spawn(process.execPath, [endless, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const chunk of writer.stdout) {
      acknowledged += String(chunk);
      if (acknowledged.split('\n').length > batches) writer.kill('SIGKILL');
    }
    const ledger = await reopen(folder);
    assert.ok(ledger.size() >= Number(acknowledged.trimEnd().split('\n').at(-1)));
    await ledger.append([note('after')]);
    const report = await verifyCaseFiles(folder);
    assert.ok(report.ok, JSON.stringify(report.findings));
  }
});

test('acts, checkpoints and refreshes that are asked for at once wait for one another', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  const asked = Array.from({ length: 20 }, (_, i) => [
    ledger.append([note(`${i}`)]),
    ledger.refresh(),
    ledger.checkpoint(),
  ]);
  await Promise.all(asked.flat());
  assert.equal(ledger.size(), 22);
  assert.deepEqual(await all(await reopen(folder)), await all(ledger));
});

test('a reader sees the log as it was when it asked, whatever is appended meanwhile', async () => {
  const folder = await newFolder();
  const ledger = await newLedger(folder, ayla);
  await ledger.append(Array.from({ length: 10 }, (_, i) => note(`${i}`)));
  let read = 0;
  for await (const { seq } of ledger.entries()) {
    assert.equal(seq, read++);
    await ledger.append([note('meanwhile')]);
  }
  assert.equal(read, 12);
  assert.equal((await Array.fromAsync(ledger.entries(20))).length, 4);
});
