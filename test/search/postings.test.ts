import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { Catalogue } from '../../src/search/engines/catalogue.ts';
import { PostingLists } from '../../src/search/engines/postings.ts';
import { SqliteWriter } from '../../src/search/engines/sqlite-writer.ts';
import type { Term } from '../../src/search/query-tree.ts';
import { documentOf } from './shelf.ts';

/** The lists are read from the pages of FTS5 without FTS5: here it says what they hold. */
let scratch = '';
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'postings-'));
});
after(() => rm(scratch, { recursive: true }));

const PUTS = 12;
const TERMS: readonly { readonly term: Omit<Term, 'text'>; readonly expression: string; readonly why: string }[] = [
  { term: one('exact', 'common'), expression: 'exact : common', why: 'a list over many pages' },
  { term: one('exact', 'often'), expression: 'exact : often', why: 'places of one row over several pages' },
  { term: one('exact', 'nowhere'), expression: 'exact : nowhere', why: 'no list' },
  { term: one('exact', 'zzz'), expression: 'exact : zzz', why: 'the last of all terms' },
  { term: one('exact', '0'), expression: 'exact : "0"', why: 'the first of all terms' },
  { term: one('exact', 'organ7'), expression: 'exact : organ7', why: 'a short list among many' },
  { term: one('stem', 'organ'), expression: 'organ', why: 'places in both columns' },
  { term: one('exact', 'organ'), expression: 'exact : organ', why: 'rows that only have the stem are left out' },
  { term: one('prefix', 'organ'), expression: 'exact : organ *', why: 'many lists, of which rows are in several' },
  { term: one('prefix', '莎'), expression: 'exact : 莎 *', why: 'a beginning of several bytes' },
  { term: one('exact', 'common', 'often'), expression: 'exact : "common often"', why: 'two words in a row' },
  { term: one('exact', 'often', 'often', 'often'), expression: 'exact : "often often often"', why: 'a word thrice' },
  { term: one('prefix', 'common', 'organ1'), expression: 'exact : "common organ1" *', why: 'a phrase that is begun' },
];

function one(manner: Term['manner'], ...tokens: readonly string[]): Omit<Term, 'text'> {
  return { manner, tokens };
}

const STATES = [
  { why: 'as it was put, in many pieces', prepare: () => undefined },
  { why: 'half merged', prepare: (writer: SqliteWriter) => void writer.tidy() },
  {
    why: 'merged',
    prepare: (writer: SqliteWriter) => {
      while (writer.tidy());
    },
  },
  {
    why: 'with documents that have gone and others put again',
    prepare: (writer: SqliteWriter) => {
      const [first, second] = [documents(3), documents(5)];
      writer.remove(first.slice(0, 20).map(({ id }) => id));
      writer.put(second.slice(0, 20));
    },
  },
];

for (const { why, prepare } of STATES) {
  test(`lists of an index ${why} are what FTS5 finds in them`, () => {
    const file = join(scratch, `${why.slice(0, 12)}.db`);
    const writer = new SqliteWriter(file);
    for (let put = 0; put < PUTS; put += 1) writer.put(documents(put));
    prepare(writer);
    const database = new DatabaseSync(file);
    database.exec('CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, words, instance)');
    const catalogue = new Catalogue(database);
    const lists = new PostingLists(database, () => []);
    catalogue.refresh();
    for (const { term, expression, why: because } of TERMS) {
      lists.begin(catalogue.rowEnd, catalogue.liveRows);
      const { rows, counts } = lists.of({ text: '', ...term });
      assert.deepEqual([...rows], rowsFound(database, expression), because);
      assert.equal(counts.length, rows.length);
      const [token = ''] = term.tokens;
      if (term.tokens.length === 1 && term.manner === 'exact') {
        assert.deepEqual([...counts], occurrences(database, token, new Set(rows)), because);
      }
      lists.end();
    }
    database.close();
    writer.close();
  });
}

test('a phrase is counted once for each place where it begins', () => {
  const file = join(scratch, 'phrase.db');
  const writer = new SqliteWriter(file);
  writer.put([documentOf('a', ['so so so', 'so far so good, so so', 'far so'])]);
  const database = new DatabaseSync(file);
  const lists = new PostingLists(database, () => []);
  lists.begin(4, undefined);
  const { rows, counts } = lists.of({ text: '', ...one('exact', 'so', 'so') });
  assert.deepEqual(
    [[...rows], [...counts]],
    [
      [1, 2],
      [2, 1],
    ],
  );
  database.close();
  writer.close();
});

/** 60 documents, different for each put: words that are in all of them, in some, and one passage with thousands. */
function documents(put: number): ReturnType<typeof documentOf>[] {
  return Array.from({ length: 60 }, (_, i) => {
    const passages = Array.from({ length: 5 }, (__, j) => {
      const n = put * 300 + i * 5 + j;
      const rare = `organ${n % 29} organs${n % 3 === 0 ? ' organ' : ''} 莎${'车县区'[n % 3]} word${n}`;
      return `common ${n % 7 === 0 ? 'organ1x ' : ''}${n % 5 === 0 ? 'common often ' : ''}${rare} ${n % 11 === 0 ? 'zzz 0' : ''}`;
    });
    if (i === 30) passages.push(`often ${'often '.repeat(9_000)}`, 'common '.repeat(200));
    return documentOf(`document ${put} ${i}`, passages);
  });
}

function rowsFound(database: DatabaseSync, expression: string): readonly unknown[] {
  const sql = 'SELECT rowid AS row FROM words WHERE words MATCH ? ORDER BY rowid';
  return database
    .prepare(sql)
    .all(expression)
    .map(({ row }) => row);
}

/** fts5vocab counts rows that have gone. */
function occurrences(database: DatabaseSync, token: string, live: ReadonlySet<number>): readonly unknown[] {
  const sql = `SELECT doc, count(*) AS n FROM instances WHERE term = ? AND col = 'exact' GROUP BY doc ORDER BY doc`;
  return database
    .prepare(sql)
    .all(token)
    .filter(({ doc }) => live.has(Number(doc)))
    .map(({ n }) => n);
}
