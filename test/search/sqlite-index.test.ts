import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSqliteIndex } from '../../src/search/engines/sqlite-index.ts';
import { queriesIn } from '../../src/search/query-list.ts';
import { SqliteWriter } from '../../src/search/engines/sqlite-writer.ts';
import { testSearchIndex } from './index-conformance.ts';
import { MemoryIndex } from './memory-index.ts';
import { documentOf, Shelf } from './shelf.ts';

let scratch = '';
let files = 0;
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'search-'));
});
after(() => rm(scratch, { recursive: true }));

function freshFile(): string {
  files += 1;
  return join(scratch, `${files}.db`);
}

testSearchIndex('SqliteIndex', async () => {
  const file = freshFile();
  return { open: (texts) => openSqliteIndex(file, { texts, readers: 1 }) };
});

testSearchIndex('MemoryIndex', async () => {
  const rows = new Map();
  return { open: async () => new MemoryIndex(rows) };
});

const { texts } = new Shelf();

test('an index of a newer version is case-newer, and is left as it is', async () => {
  const file = freshFile();
  await (await openSqliteIndex(file, { texts })).close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const bytes = await readFile(file);
  await assert.rejects(openSqliteIndex(file, { texts }), { code: 'case-newer' });
  assert.deepEqual(await readFile(file), bytes);
});

test('an index of an older version is emptied, so that its case puts everything again', async () => {
  const file = freshFile();
  const shelf = new Shelf();
  const old = await openSqliteIndex(file, { texts: shelf.texts });
  await old.put(shelf.keep(documentOf('a', ['one'])));
  await old.close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 1; CREATE TABLE vocabulary (word TEXT)');
  database.close();
  const index = await openSqliteIndex(file, { texts: shelf.texts });
  assert.deepEqual(await index.count(), { documents: 0, passages: 0 });
  await index.put([documentOf('a', ['one'])]);
  assert.equal((await index.search({ query: 'one', limit: 1, offset: 0 })).total, 1);
  await index.close();
});

test('an index is tidied step by step into one piece, and nothing is lost', () => {
  const file = freshFile();
  const writer = new SqliteWriter(file);
  for (let i = 0; i < 40; i += 1) writer.put([documentOf(`document ${i}`, ['same', `word${i}`])]);
  let steps = 0;
  while (writer.tidy()) assert.ok((steps += 1) < 100);
  writer.close();
  const database = new DatabaseSync(file);
  assert.equal(database.prepare('SELECT count(*) AS n FROM segments').get()?.['n'], 1);
  assert.equal(database.prepare('PRAGMA freelist_count').get()?.['freelist_count'], 0);
  database.close();
});

const DAMAGE = [
  { why: 'no database at all', spoil: async (file: string) => writeFile(file, 'not a database '.repeat(1000)) },
  {
    why: 'another program’s database',
    spoil: async (file: string) => {
      const database = new DatabaseSync(file);
      database.exec('CREATE TABLE other (a)');
      database.close();
    },
  },
  {
    why: 'a database whose pages are overwritten',
    spoil: async (file: string) => {
      await (await openSqliteIndex(file, { texts })).close();
      const bytes = await readFile(file);
      await writeFile(file, bytes.fill(0x55, 100));
    },
  },
];

for (const { why, spoil } of DAMAGE) {
  test(`a damaged index is case-damaged, and says how to make it anew: ${why}`, async () => {
    const file = freshFile();
    await spoil(file);
    await assert.rejects(openSqliteIndex(file, { texts }), { code: 'case-damaged', remedy: /rebuild CASE --index/ });
  });
}

test('an index in a folder that is not there is unreadable-place', async () => {
  await assert.rejects(openSqliteIndex(join(scratch, 'none', 'index.db'), { texts }), { code: 'unreadable-place' });
});

test('texts that fail make the search fail, and the next one works', async () => {
  const shelf = new Shelf();
  let failing = true;
  const index = await openSqliteIndex(freshFile(), {
    texts: async (keys) => {
      if (failing) throw new Error('cable pulled');
      return shelf.texts(keys);
    },
  });
  await index.put(shelf.keep(documentOf('a', ['one two'])));
  await assert.rejects(index.search({ query: 'one', limit: 1, offset: 0 }), /cable pulled/);
  failing = false;
  assert.equal((await index.search({ query: 'one', limit: 1, offset: 0 })).hits[0]?.snippet.text, 'one two');
  await index.close();
});

test('of a list of hundreds of lines the bad ones say so, and all others are counted', async () => {
  const shelf = new Shelf();
  const index = await openSqliteIndex(freshFile(), { texts: shelf.texts });
  await index.put(shelf.keep(documentOf('a', ['one two'])));
  const bad = ['"(', '—', 'x'.repeat(20_000), '\u0000\ud800', 'date:never'];
  const lines = queriesIn(bad.map((line) => `${'one\n'.repeat(100)}${line}`).join('\n'));
  const tallies = await index.tally(lines);
  for (const [i, line] of lines.entries()) {
    const { total, notice } = tallies[i] ?? assert.fail('a line without an answer');
    if (line === 'one') assert.deepEqual([total, notice], [1, undefined]);
    else assert.ok(notice !== undefined, line.slice(0, 20));
  }
  assert.equal(lines.filter((line) => line !== 'one').length, bad.length);
  await index.close();
});

test('pages far down a list go on where the page before ends, and see at once what is put', async () => {
  const shelf = new Shelf();
  const index = await openSqliteIndex(freshFile(), { texts: shelf.texts, readers: 1 });
  const documents = Array.from({ length: 22 }, (_, i) =>
    documentOf(
      `document ${i}`,
      Array.from({ length: 100 }, (__, n) => `one ${'two '.repeat((i * n) % 7)}`),
      i % 2 === 0 ? { date: `20${10 + i}`, paths: [`${i}.txt`] } : {},
    ),
  );
  await index.put(shelf.keep(...documents));
  for (const [sort, query] of [
    ['relevance', 'one OR two'],
    ['date', 'one /on/'],
    ['path', 'one'],
  ] as const) {
    const whole = await index.search({ query, sort, limit: 5_000, offset: 0 });
    for (const offset of [1_999, 2_000, 2_150]) {
      const page = await index.search({ query, sort, limit: 30, offset });
      assert.deepEqual(page, { ...whole, hits: whole.hits.slice(offset, offset + 30) }, `${query} by ${sort}`);
    }
  }
  const far = { query: 'one', sort: 'path', limit: 9, offset: 2_195 } as const;
  const old = await index.search(far);
  await index.put(shelf.keep(documentOf('more', ['one'], { paths: ['0'] })));
  const fresh = await index.search(far);
  assert.deepEqual([old.total, fresh.total], [2_200, 2_201]);
  assert.deepEqual(fresh.hits.slice(1), old.hits);
  const filtered = await index.search({ ...far, filters: { date: '2010' } });
  assert.deepEqual([filtered.total, filtered.hits.length], [100, 0]);
  await index.close();
});

test('a put that fails leaves the index as it was', async () => {
  const shelf = new Shelf();
  const index = await openSqliteIndex(freshFile(), { texts: shelf.texts });
  const whole = documentOf('a', ['one two']);
  await index.put(shelf.keep(whole));
  // SQLite cannot bind an object: the second document fails after the first has been written.
  const broken = { ...whole, mediaType: {} as string };
  await assert.rejects(index.put([documentOf('b', ['three']), broken]));
  assert.deepEqual(await index.count(), { documents: 1, passages: 1 });
  assert.equal((await index.search({ query: 'one', limit: 1, offset: 0 })).total, 1);
  await index.close();
});

test('searches go on while something is put', async () => {
  const shelf = new Shelf();
  const index = await openSqliteIndex(freshFile(), { texts: shelf.texts });
  const documents = Array.from({ length: 200 }, (_, i) =>
    documentOf(`document ${i}`, ['one two three', `number ${i}`]),
  );
  shelf.keep(...documents);
  const putting = index.put(documents);
  const during = await index.search({ query: 'one', limit: 5, offset: 0 });
  assert.ok(during.total === 0 || during.total === 200);
  await putting;
  assert.equal((await index.search({ query: 'one', limit: 5, offset: 0 })).total, 200);
  await index.close();
});

test('what was asked before the index is closed is answered, what is asked after it fails', async () => {
  const shelf = new Shelf();
  const index = await openSqliteIndex(freshFile(), { texts: shelf.texts, readers: 3 });
  await index.put(shelf.keep(documentOf('a', ['one two'])));
  const asked = Array.from({ length: 9 }, () => index.search({ query: 'one', limit: 1, offset: 0 }));
  await index.close();
  for (const { total } of await Promise.all(asked)) assert.equal(total, 1);
  await assert.rejects(index.count(), /closed/);
  await index.close();
});
