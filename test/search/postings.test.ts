import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { Catalogue } from '../../src/search/engines/catalogue.ts';
import { PostingLists } from '../../src/search/engines/postings.ts';
import { SegmentList } from '../../src/search/engines/segments/segment-list.ts';
import { SqliteWriter } from '../../src/search/engines/sqlite-writer.ts';
import { isOneEdit } from '../../src/search/similar.ts';
import type { Term } from '../../src/search/query-tree.ts';
import type { IndexDocument } from '../../src/search/search-index.ts';
import { tokensOf, type Token } from '../../src/search/tokens.ts';
import { documentOf } from './shelf.ts';

let scratch = '';
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'postings-'));
});
after(() => rm(scratch, { recursive: true }));

const PUTS = 12;
const TERMS: readonly { readonly term: Omit<Term, 'text'>; readonly why: string }[] = [
  { term: one('exact', 'common'), why: 'a list over several pieces' },
  { term: one('exact', 'often'), why: 'places of one row over several pieces' },
  { term: one('exact', 'nowhere'), why: 'no list' },
  { term: one('exact', 'zzz'), why: 'the last word of the alphabet' },
  { term: one('exact', '0'), why: 'the first of all terms' },
  { term: one('exact', '𠮷𠮷'), why: 'the last of all terms: characters of two code units' },
  { term: one('exact', '\uff73'), why: 'a character that code units sort after them' },
  { term: one('exact', 'organ7'), why: 'a short list among many' },
  { term: one('stem', 'organ'), why: 'a word and its forms' },
  { term: one('stem', 'often'), why: 'a word without other forms' },
  { term: one('exact', 'organ'), why: 'rows that only have a form of it are left out' },
  { term: one('prefix', 'organ'), why: 'many lists, of which rows are in several' },
  { term: one('prefix', '莎'), why: 'a beginning of several bytes' },
  { term: one('exact', '莎车', '车'), why: 'pairs of characters' },
  { term: one('exact', 'common', 'often'), why: 'two words in a row' },
  { term: one('exact', 'often', 'often', 'often'), why: 'a word thrice' },
  { term: one('prefix', 'common', 'organ1'), why: 'a phrase that is begun' },
  { term: one('similar', 'organ'), why: 'other spellings' },
  { term: one('exact', 'x'.repeat(128)), why: 'the longest term' },
];

function one(manner: Term['manner'], ...tokens: readonly string[]): Omit<Term, 'text'> {
  return { manner, tokens };
}

type Change = (
  writer: SqliteWriter,
  put: (from: IndexDocument[]) => void,
  remove: (from: IndexDocument[]) => void,
) => void;
const STATES: readonly { readonly why: string; readonly change: Change }[] = [
  { why: 'as it was put, in many segments', change: () => undefined },
  {
    why: 'while it is merged',
    change: (writer) => {
      for (let step = 0; step < 3; step += 1) assert.equal(writer.tidy(), true);
    },
  },
  { why: 'merged', change: tidied },
  {
    why: 'with documents that have gone and others put again',
    change: (_, put, remove) => {
      remove(documents(3).slice(0, 20));
      put(documents(5).slice(0, 20));
    },
  },
  {
    why: 'merged after documents have gone',
    change: (writer, put, remove) => {
      remove(documents(3).slice(0, 20));
      put(documents(5).slice(0, 20));
      tidied(writer);
    },
  },
  {
    why: 'from which documents go while it is merged',
    change: (writer, _, remove) => {
      writer.tidy();
      remove(documents(0));
      remove(documents(11));
      tidied(writer);
    },
  },
];

function tidied(writer: SqliteWriter): void {
  for (let steps = 0; writer.tidy(); steps += 1) assert.ok(steps < 2_000);
}

/** Tokens in a new segment: so few that most of them end within a document, as they do where one is very long. */
const FEW_TOKENS = 1_000;
const CASES = [undefined, FEW_TOKENS].flatMap((most) =>
  STATES.map(({ why, change }) => ({ most, change, why: most === undefined ? why : `${why}, of small segments` })),
);
for (const [state, { why, change, most }] of CASES.entries()) {
  test(`the lists of an index ${why} are what its texts hold`, () => {
    const file = join(scratch, `${state}.db`);
    const writer = new SqliteWriter(file, 10_000, most);
    const rows = new RowsAsPut();
    const put = (from: readonly IndexDocument[]): void => {
      writer.put(from);
      rows.put(from);
    };
    const remove = (from: readonly IndexDocument[]): void => {
      writer.remove(from.map(({ id }) => id));
      rows.remove(from);
    };
    for (let n = 0; n < PUTS; n += 1) put(documents(n));
    change(writer, put, remove);
    const database = new DatabaseSync(file);
    const catalogue = new Catalogue(database);
    catalogue.refresh();
    const lists = new PostingLists(new SegmentList(database), () => rows.wordsLike('organ'));
    lists.begin(catalogue.rowEnd, catalogue.liveRows);
    for (const { term, why: because } of TERMS) {
      const { rows: own, counts } = lists.of({ text: '', ...term });
      const expected = rows.holding(term);
      assert.deepEqual([...own], [...expected.keys()], because);
      assert.deepEqual([...counts], [...expected.values()], because);
    }
    lists.end();
    database.close();
    writer.close();
  });
}

test('what is merged half when another program opens the index is begun anew, and leaves nothing behind', () => {
  const file = join(scratch, 'two.db');
  const writer = new SqliteWriter(file, 10_000);
  for (let n = 0; n < PUTS; n += 1) writer.put(documents(n));
  const database = new DatabaseSync(file);
  const countOf = (table: string): unknown => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  for (let step = 0; step < 3; step += 1) assert.equal(writer.tidy(), true);
  assert.equal(countOf('unfinished'), 1);
  const other = new SqliteWriter(file, 10_000);
  assert.equal(countOf('unfinished'), 0);
  writer.tidy();
  tidied(other);
  tidied(writer);
  assert.equal(countOf('segments'), 1);
  assert.equal(countOf('unfinished'), 0);
  const needed =
    'SELECT sum((terms + 8689) / 8690 + (rows + 8689) / 8690 + (places + 8689) / 8690 + (blocks + 8689) / 8690)';
  assert.equal(countOf('pieces'), database.prepare(`${needed} AS n FROM segments`).get()?.['n']);
  other.close();
  writer.close();
  database.close();
});

/** The rows of an index, by their numbers: they are never used again. */
class RowsAsPut {
  readonly #tokens = new Map<number, readonly Token[]>();
  readonly #rowsOf = new Map<string, readonly number[]>();
  #next = 1;

  put(documentsPut: readonly IndexDocument[]): void {
    for (const document of documentsPut) {
      this.remove([document]);
      const rows = document.passages.map(({ text }) => {
        this.#tokens.set(this.#next, tokensOf(text));
        return this.#next++;
      });
      this.#rowsOf.set(document.id, rows);
    }
  }

  remove(gone: readonly IndexDocument[]): void {
    for (const { id } of gone) for (const row of this.#rowsOf.get(id) ?? []) this.#tokens.delete(row);
  }

  wordsLike(word: string): readonly string[] {
    const words = new Set([...this.#tokens.values()].flat().map(({ exact }) => exact));
    return [...words].filter((other) => isOneEdit(word, other));
  }

  /** How often the term begins in each row that holds it. */
  holding({ manner, tokens: wanted }: Omit<Term, 'text'>): ReadonlyMap<number, number> {
    const fits = (token: Token | undefined, i: number): boolean => {
      const word = wanted[i] ?? '';
      if (token === undefined) return false;
      if (manner === 'stem') return token.exact === word || token.stem === word;
      if (manner === 'similar') return isOneEdit(token.exact, word);
      return manner === 'prefix' && i === wanted.length - 1 ? token.exact.startsWith(word) : token.exact === word;
    };
    const found = new Map<number, number>();
    for (const [row, tokens] of this.#tokens) {
      const count = tokens.filter((_, at) => wanted.every((__, i) => fits(tokens[at + i], i))).length;
      if (count > 0) found.set(row, count);
    }
    return found;
  }
}

/** 60 documents, different for each put: words that are in all of them, in some, and one passage with thousands. */
function documents(put: number): IndexDocument[] {
  return Array.from({ length: 60 }, (_, i) => {
    const passages = Array.from({ length: 5 }, (__, j) => {
      const n = put * 300 + i * 5 + j;
      const rare = `organ${n % 29} organs${n % 3 === 0 ? ' organ' : ''} 莎${'车县区'[n % 3]} word${n}`;
      const odd = n % 11 === 0 ? `zzz 0 𠮷𠮷 \uff73 ${'x'.repeat(200)}` : '';
      return `common ${n % 7 === 0 ? 'organ1x ' : ''}${n % 5 === 0 ? 'common often ' : ''}${rare} ${odd}`;
    });
    if (i === 30) passages.push(`often ${'often '.repeat(9_000)}`, 'common '.repeat(200));
    return documentOf(`document ${put} ${i}`, passages);
  });
}
