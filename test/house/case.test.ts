import assert from 'node:assert/strict';
import { appendFile, cp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCase, rebuildCase, type OpenCase } from '../../src/house.ts';
import { OUTCOMES } from '../../src/nouns/outcome.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { LETTER, makeMaterial } from './material.ts';

/** Everything that must be the same after any detour, and nothing that may differ. */
async function accountOf(opened: OpenCase): Promise<unknown> {
  const { received, waiting, outcomes, passages, languages } = await opened.status();
  const { files } = await opened.files({ limit: 1000, offset: 0 });
  const rows = files.map(({ occurrence, stages: _, accession: __, ...file }) => ({ occurrence, ...file }));
  return { received, waiting, outcomes, passages, languages, rows };
}

test('a folder becomes a case: every thing found has one outcome, and they add up', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await made.open();
  const { met, added } = await opened.receive([material], { note: 'from a friend', asOf: '2019-11' });
  assert.deepEqual([met, added], [8, 8]);
  await readAll(opened);
  const status = await opened.status();
  assert.deepEqual(status.outcomes, { read: 3, 'read-in-part': 0, container: 2, duplicate: 2, unreadable: 4 });
  assert.equal(status.received, 11);
  assert.equal(
    OUTCOMES.reduce((sum, outcome) => sum + status.outcomes[outcome], 0),
    status.received,
  );
  const { files } = await opened.files({ limit: 100, offset: 0 });
  assert.deepEqual(
    files.map(({ path, outcome, reason }) => [path, outcome, reason?.code]),
    [
      ['material/letter.txt', 'read', undefined],
      ['material/noise.bin', 'unreadable', 'no-reader'],
      ['material/nothing.txt', 'unreadable', 'empty'],
      ['material/notice.html', 'read', undefined],
      ['material/papers.zip', 'container', undefined],
      ['material/papers.zip/inner.zip', 'container', undefined],
      ['material/papers.zip/inner.zip/deep.txt', 'read', undefined],
      ['material/papers.zip/letter.txt', 'duplicate', undefined],
      ['material/sub/link', 'unreadable', 'symbolic-link'],
      ['material/sub/papers-again.zip', 'duplicate', undefined],
      ['material/sub/pipe', 'unreadable', 'special-file'],
    ],
  );
  const [accession] = status.accessions;
  assert.deepEqual(
    [accession?.note, accession?.asOf, accession?.actor, accession?.received],
    ['from a friend', '2019-11', 'A. Archivist', 11],
  );
});

test('taking the same folder in again adds nothing, not even to the ledger', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);
  const before = await accountOf(opened);
  const { entries } = (await opened.status()).ledger;
  assert.deepEqual(await opened.receive([material], {}), {
    met: 8,
    added: 0,
    bytes: (await opened.receive([material], {})).bytes,
  });
  await readAll(opened);
  assert.deepEqual(await accountOf(opened), before);
  assert.equal((await opened.status()).ledger.entries, entries);
});

test('what is read can be found, and a hit leads to the exact words', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);
  for (const [query, path, words] of [
    ['王勇智', 'material/papers.zip/inner.zip/deep.txt', '王勇智'],
    ['"two hundred forms"', 'material/letter.txt', 'two hundred forms'],
    ['sign*', 'material/letter.txt', 'signed'],
  ] as const) {
    const { hits, named, total } = await opened.search({ query, limit: 10, offset: 0 });
    assert.equal(total, 1, query);
    const [hit] = hits;
    assert.ok(hit);
    assert.equal(named[hit.document]?.path, path);
    const document = await opened.document(hit.document);
    const marked = hit.marks.map(({ start, end }) => document?.reading?.text.slice(start, end)).join(' ');
    assert.equal(marked, words);
  }
  assert.equal((await opened.search({ query: 'nobody NOT signed', limit: 10, offset: 0 })).total, 0);
});

test('one document knows its places, what it lies in, and its custody', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);
  const letter = await opened.document('material/letter.txt');
  assert.ok(letter);
  assert.equal(letter.reading?.text.trim(), LETTER.trim());
  assert.deepEqual(
    letter.places.map(({ path }) => path),
    ['material/letter.txt', 'material/papers.zip/letter.txt'],
  );
  assert.deepEqual(
    letter.custody.map(({ kind }) => kind),
    ['received', 'read', 'received'],
  );
  assert.equal((await opened.document(letter.sha256.slice(0, 12)))?.sha256, letter.sha256);
  assert.equal(await opened.document('material/none.txt'), undefined);
  const zip = await opened.document('material/papers.zip');
  assert.equal(zip?.contains.length, 2);
});

test('a name that is no UTF-8 survives byte for byte', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const name = Buffer.concat([Buffer.from(`${material}/`), Buffer.from([0xc3, 0xfc, 0xc1, 0xee]), Buffer.from('.txt')]);
  await writeFile(name, 'Named in GBK.');
  const opened = await made.open();
  await opened.receive([material], {});
  const { files } = await opened.files({ limit: 100, offset: 0 });
  const odd = files.find(({ pathBytes }) => pathBytes !== undefined);
  assert.equal(
    odd?.pathBytes,
    Buffer.concat([Buffer.from('material/'), Buffer.from([0xc3, 0xfc, 0xc1, 0xee]), Buffer.from('.txt')]).toString(
      'hex',
    ),
  );
  assert.equal(odd?.path, 'material/\\xc3\\xfc\\xc1\\xee.txt');
});

test('records made again from vault and ledger are the same records', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await openCase(made.folder, { identity: made.identity });
  await opened.receive([material], {});
  await readAll(opened);
  const before = await accountOf(opened);
  await opened.close();
  await writeFile(join(made.folder, 'case.db'), 'damaged '.repeat(1000));
  await rm(join(made.folder, 'case.db-wal'), { force: true });
  await assert.rejects(made.open(), { code: 'case-damaged', remedy: /touchstone rebuild/ });
  const rebuilt = await rebuildCase(made.folder, { identity: made.identity, indexOnly: false });
  t.after(() => rebuilt.close());
  await readAll(rebuilt);
  assert.deepEqual(await accountOf(rebuilt), before);
  assert.equal((await rebuilt.search({ query: '王勇智', limit: 1, offset: 0 })).total, 1);
  assert.deepEqual((await verifyCaseFiles(made.folder, {})).findings, []);
});

test('a lost index is made again by opening the case', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await openCase(made.folder, { identity: made.identity });
  await opened.receive([material], {});
  await readAll(opened);
  await opened.close();
  await rename(join(made.folder, 'index.db'), join(made.outside, 'index.db'));
  await rm(join(made.folder, 'index.db-wal'), { force: true });
  await rm(join(made.folder, 'index.db-shm'), { force: true });
  const again = await made.open();
  assert.equal((await again.search({ query: 'forms', limit: 1, offset: 0 })).total, 1);
});

test('a case copied to another place opens there, and another person may go on with it', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await openCase(made.folder, { identity: made.identity });
  await opened.receive([material], {});
  await readAll(opened);
  const before = await accountOf(opened);
  await opened.close();
  const copy = join(made.outside, 'copy');
  await cp(made.folder, copy, { recursive: true });
  const there = await openCase(copy, { identity: made.identity });
  t.after(() => there.close());
  assert.deepEqual(await accountOf(there), before);
});

test('a case may hold the folder it lies in: it is never taken into itself', async (t) => {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, 'beside.txt'), 'Beside the case.');
  const opened = await made.open();
  await opened.receive([made.outside], {});
  const { files } = await opened.files({ limit: 100, offset: 0 });
  assert.ok(files.some(({ path }) => path.endsWith('/beside.txt')));
  const self = files.find(({ reason }) => reason?.code === 'case-itself');
  assert.ok(self?.path.endsWith('/case'));
  assert.ok(!files.some(({ path }) => path.includes('/case/')));
});

test('an original that was changed on disk is not read, and is named', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await makeMaterial(material);
  const opened = await made.open();
  await opened.receive([join(material, 'letter.txt')], {});
  const { files } = await opened.files({ limit: 1, offset: 0 });
  const id = files[0]?.sha256 ?? '';
  const stored = join(made.folder, 'vault', id.slice(0, 2), id.slice(2, 4), id);
  await rm(stored);
  await appendFile(stored, `${LETTER} `);
  await readAll(opened);
  assert.equal((await opened.files({ limit: 1, offset: 0 })).files[0]?.reason?.code, 'altered');
  const { findings, ok } = await verifyCaseFiles(made.folder, {});
  assert.equal(ok, false);
  assert.ok(findings.some(({ where }) => where.includes(id)));
});
