import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { Problem } from '../../src/base/problem.ts';
import { openNotebook, type Notebook } from '../../src/desk/notebook.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const logged: unknown[] = [];
const OWN = { clock: systemClock, log: (_: string, cause?: unknown) => void logged.push(cause) };

async function notebookIn(t: TestContext, folder: string, caseId = 'case-1'): Promise<Notebook> {
  const notebook = await openNotebook(folder, caseId, OWN);
  t.after(() => notebook.close());
  return notebook;
}

test('searches made are listed with the latest first, each once', async (t) => {
  const notebook = await notebookIn(t, await temporaryFolder(t));
  for (const query of ['dam', 'river', 'dam']) await notebook.remember({ asked: `q=${query}`, query, total: 3 });
  const { total, searches } = await notebook.history({ limit: 9, offset: 0 });
  assert.equal(total, 2);
  assert.deepEqual(
    searches.map(({ query }) => query),
    ['dam', 'river'],
  );
  assert.deepEqual(
    (await notebook.history({ limit: 1, offset: 1 })).searches.map(({ query }) => query),
    ['river'],
  );
});

test('only the latest thousand searches are remembered', async (t) => {
  const notebook = await notebookIn(t, await temporaryFolder(t));
  for (let i = 0; i < 1_003; i += 1) await notebook.remember({ asked: `q=${i}`, query: String(i), total: 0 });
  const { total, searches } = await notebook.history({ limit: 2_000, offset: 0 });
  assert.equal(total, 1_000);
  assert.equal(searches.at(-1)?.query, '3');
});

test('what is forgotten is nowhere in the files any more', async (t) => {
  const folder = await temporaryFolder(t);
  const notebook = await openNotebook(folder, 'case-1', OWN);
  await notebook.remember({ asked: 'q=unforgettable', query: 'unforgettable', total: 3 });
  await notebook.remember({ asked: 'q=other', query: 'other', total: 3 });
  const [first] = (await notebook.history({ limit: 9, offset: 0 })).searches;
  await notebook.forget(first?.id);
  assert.equal((await notebook.history({ limit: 9, offset: 0 })).total, 1);
  await notebook.forget();
  assert.equal((await notebook.history({ limit: 9, offset: 0 })).total, 0);
  await notebook.close();
  for (const name of await readdir(folder)) {
    assert.ok(!(await readFile(join(folder, name))).includes('unforgettable'), name);
  }
});

test('every case has a notebook of its own, and its id is no path', async (t) => {
  const folder = await temporaryFolder(t);
  const one = await notebookIn(t, folder, '../../one');
  const two = await notebookIn(t, folder, 'two');
  await one.remember({ asked: 'q=dam', query: 'dam', total: 3 });
  assert.equal((await two.history({ limit: 9, offset: 0 })).total, 0);
  assert.equal((await readdir(folder)).filter((name) => name.endsWith('.db')).length, 2);
});

test('a search is saved once, under its latest name, and knows up to where its results were seen', async (t) => {
  const notebook = await notebookIn(t, await temporaryFolder(t));
  await notebook.save({ asked: 'q=dam', query: 'dam', name: 'The dam', entry: 7 });
  await notebook.save({ asked: 'q=dam', query: 'dam', name: 'Dam', entry: 9 });
  const [saved, ...others] = await notebook.saved();
  assert.equal(others.length, 0);
  assert.deepEqual([saved?.name, saved?.lookedEntry], ['Dam', 7]);
  await notebook.looked(saved?.id ?? 0, 12);
  assert.equal((await notebook.saved())[0]?.lookedEntry, 12);
  await notebook.throwAway(saved?.id ?? 0);
  assert.deepEqual(await notebook.saved(), []);
});

test('a batch is worked off line by line, survives being closed, and ends with its last line', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await openNotebook(folder, 'case-1', OWN);
  const id = await first.batches.add('names', ['a', 'b', '"(']);
  await first.batches.answer(id, [{ line: 1, total: 0, documents: 0 }]);
  await first.close();
  const { batches } = await notebookIn(t, folder);
  assert.deepEqual(
    (await batches.waiting(id, 9)).map(({ query }) => query),
    ['b', '"('],
  );
  await batches.answer(id, [
    { line: 3, total: 1, documents: 1, notice: 'read-literally', at: 0 },
    { line: 2, total: 5, documents: 2 },
  ]);
  const batch = await batches.find(id);
  assert.deepEqual([batch?.state, batch?.done, batch?.lines], ['done', 3, 3]);
  assert.deepEqual(await batches.waiting(id, 9), []);
  const lines = async (order: 'line' | 'passages' | 'notice') =>
    (await batches.lines(id, { order, limit: 9, offset: 0 })).map(({ line }) => line);
  assert.deepEqual(await lines('line'), [1, 2, 3]);
  assert.deepEqual(await lines('passages'), [2, 3, 1]);
  assert.deepEqual(await lines('notice'), [3, 1, 2]);
});

test('a batch with other spellings keeps them, and one without has none', async (t) => {
  const { batches } = await notebookIn(t, await temporaryFolder(t));
  const spelled = { total: 3, documents: 2, spellings: ['Yarkand', '莎车'] };
  const id = await batches.add('names', ['Shache', 'nobody'], { spelled: true });
  await batches.answer(id, [
    { line: 1, total: 1, documents: 1, spelled },
    { line: 2, total: 0, documents: 0, spelled: { total: 0, documents: 0, spellings: [] } },
  ]);
  assert.equal((await batches.find(id))?.spelled, true);
  const lines = await batches.lines(id, { order: 'line', limit: 9, offset: 0 });
  assert.deepEqual(lines[0]?.spelled, spelled);
  assert.deepEqual(lines[1]?.spelled?.spellings, []);
  const plain = await batches.add('names', ['Shache']);
  await batches.answer(plain, [{ line: 1, total: 1, documents: 1 }]);
  assert.equal((await batches.find(plain))?.spelled, false);
  assert.ok(!('spelled' in ((await batches.lines(plain, { order: 'line', limit: 9, offset: 0 }))[0] ?? {})));
});

test('a cancelled batch keeps what it found and can go on; a removed one is gone', async (t) => {
  const { batches } = await notebookIn(t, await temporaryFolder(t));
  const id = await batches.add(
    'names',
    Array.from({ length: 2_500 }, (_, i) => `name ${i}`),
  );
  await batches.answer(id, [{ line: 1, total: 4, documents: 2 }]);
  await batches.turn(id, 'cancelled');
  assert.deepEqual(await batches.waiting(id, 9), []);
  assert.equal((await batches.find(id))?.done, 1);
  await batches.turn(id, 'running');
  assert.equal((await batches.waiting(id, 5_000)).length, 2_499);
  await batches.remove(id);
  assert.equal(await batches.find(id), undefined);
  assert.deepEqual(await batches.all(), []);
});

const DAMAGES: readonly { readonly why: string; readonly harm: (bytes: Buffer) => Buffer }[] = [
  { why: 'is no database any more', harm: () => Buffer.from('not a database') },
  { why: 'lost its second half', harm: (bytes) => bytes.subarray(0, bytes.length / 2) },
  { why: 'has a page of something else in its middle', harm: (bytes) => bytes.fill(0x5a, 8192, 12_288) },
];
for (const { why, harm } of DAMAGES) {
  test(`a notebook that ${why} is set aside, and a new one is begun`, async (t) => {
    const folder = await temporaryFolder(t);
    const before = await openNotebook(folder, 'case-1', OWN);
    for (let i = 0; i < 50; i++)
      await before.remember({ asked: `q=word${i}`, query: `word ${'long '.repeat(40)}${i}` });
    await before.close();
    const [name = ''] = await readdir(folder);
    const file = join(folder, name);
    const harmed = harm(await readFile(file));
    await writeFile(file, harmed);
    const notebook = await notebookIn(t, folder);
    assert.deepEqual((await notebook.history({ limit: 10, offset: 0 })).searches, []);
    await notebook.remember({ asked: 'q=new', query: 'new' });
    assert.equal((await notebook.history({ limit: 10, offset: 0 })).total, 1);
    const aside = (await readdir(folder)).find((each) => each.includes('set-aside'));
    assert.deepEqual(await readFile(join(folder, aside ?? '')), harmed);
    const cause = logged.at(-1);
    assert.ok(cause instanceof Problem && cause.code === 'case-damaged');
  });
}
