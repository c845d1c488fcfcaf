import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as fc from 'fast-check';
import { sha256Of } from '../../src/nouns/sha256.ts';
import type { PassageTexts, SearchIndex, SearchRequest, SearchResult } from '../../src/search/search-index.ts';
import { MemoryIndex } from './memory-index.ts';
import { documentOf, Shelf } from './shelf.ts';

/** Somewhere an index can stand; every `open` is one more handle on the same index. */
export interface IndexPlace {
  open(texts: PassageTexts): Promise<SearchIndex>;
}

const LEAK = [
  documentOf(
    'directive',
    [
      'The organs of dictatorship must be strengthened. State-owned farms were running.',
      '王勇智說，1995年出生於莎車縣。Wang Yongzhi was born in Yarkand.',
      'ئۇيغۇر مەكتەپلىرى Ürümqi café 𠮷野家',
      'He runs. They ran an organ, an organ, an organ.',
    ],
    { title: 'Directive 17 on organs', page: 1, mediaType: 'application/pdf', accessions: ['first', 'second'] },
  ),
  documentOf('report', ['王勇智在莎车县。王，勇智。', '维吾尔自治区党委书记', '1995年'], { language: 'zh-Hans' }),
  documentOf('letter', ['Dictatorship of the organ grinder; of the grinder.', 'Nothing here.'], { title: 'A letter' }),
];

const QUERIES = [
  { query: 'running', total: 2, why: 'a word is found in all its forms' },
  { query: '"running"', total: 1, why: 'quotes ask for the form itself' },
  { query: '"organs of dictatorship"', total: 1, why: 'a phrase' },
  { query: '"dictatorship organs"', total: 0, why: 'a phrase has an order' },
  { query: 'organ dictatorship', total: 2, why: 'all words must match, in one passage' },
  { query: 'runs OR grinder', total: 3, why: 'or' },
  { query: 'organ AND grinder', total: 1, why: 'and' },
  { query: 'organ NOT grinder', total: 3, why: 'not; the title counts as a passage' },
  { query: 'organ -grinder', total: 3, why: 'a hyphen before a word' },
  { query: 'organ -"an organ"', total: 3, why: 'a hyphen before a phrase' },
  { query: '-organ', total: 7, why: 'nothing but a NOT: all the others' },
  { query: '(runs OR grinder) wang', total: 0, why: 'parentheses' },
  { query: 'runs OR grinder wang', total: 2, why: 'and binds tighter than or' },
  { query: 'runs OR -organ', total: 9, why: 'a NOT within an OR' },
  { query: 'dict*', total: 2, why: 'a beginning' },
  { query: 'state-owned', total: 1, why: 'a word of two tokens is a phrase' },
  { query: 'owned-state', total: 0, why: 'and keeps its order' },
  { query: '莎车', total: 2, why: 'simplified finds traditional' },
  { query: '莎車縣', total: 2, why: 'traditional finds simplified' },
  { query: '王勇智', total: 2, why: 'a name' },
  { query: '王勇', total: 2, why: 'part of a name; punctuation does not join 王，勇智' },
  { query: '智', total: 2, why: 'one character, also at the end of a run' },
  { query: '书记', total: 1, why: 'a word at the end of a run' },
  { query: '1995年', total: 2, why: 'digits and characters together' },
  { query: '年出生', total: 1, why: 'characters after digits' },
  { query: '吉野', total: 0, why: 'another character' },
  { query: '𠮷野', total: 1, why: 'a character of two code units' },
  { query: 'urumqi CAFÉ', total: 1, why: 'marks and case are folded' },
  { query: 'ئۇيغۇر', total: 1, why: 'Arabic script' },
  { query: 'ۇيغۇر', total: 1, why: 'the carrier of a first vowel may be left out' },
  { query: 'مەكتەپ*', total: 1, why: 'a beginning stands in for stemming' },
  { query: 'Wang Yongzhi', total: 1, why: 'a name in letters beside Han' },
  { query: 'nowhere', total: 0, why: 'nothing' },
];

/** What every SearchIndex promises. A new engine is done when it passes this file unchanged. */
export function testSearchIndex(name: string, place: () => Promise<IndexPlace>): void {
  void suite(name, () => {
    let standing: IndexPlace;
    let index: SearchIndex;
    const truth = new MemoryIndex();
    const shelf = new Shelf();

    before(async () => {
      standing = await place();
      index = await standing.open(shelf.texts);
      shelf.keep(...LEAK, ...RANDOM_DOCUMENTS);
      await index.put(LEAK);
      await truth.put(LEAK);
    });
    after(() => index.close());

    for (const { query, total, why } of QUERIES) {
      test(`finds ${total} for ${query}: ${why}`, async () => {
        const result = await sameAsTruth({ query, limit: 20, offset: 0 });
        assert.equal(result.total, total);
      });
    }

    test('a hit carries its page, its place, a snippet and the marks in both', async () => {
      const { hits } = await index.search({ query: '莎车', limit: 1, offset: 0, filters: { type: 'application/pdf' } });
      const [hit] = hits;
      assert.ok(hit);
      assert.equal(hit.page, 2);
      assert.deepEqual(
        hit.marks.map(({ start, end }) => shelf.text(hit.document).slice(start, end)),
        ['莎車'],
      );
      const { text, marks } = hit.snippet;
      assert.deepEqual(
        marks.map(({ start, end }) => text.slice(start, end)),
        ['莎車'],
      );
    });

    test('a title is a hit of its own, before the first passage', async () => {
      const { hits } = await index.search({ query: 'directive', limit: 9, offset: 0 });
      assert.deepEqual(
        hits.map(({ ordinal, start, end, marks, snippet }) => ({ ordinal, start, end, marks, text: snippet.text })),
        [{ ordinal: -1, start: 0, end: 0, marks: [], text: 'Directive 17 on organs' }],
      );
    });

    test('filters narrow hits, totals and facets alike', async () => {
      for (const filters of [
        { language: 'zh-Hans' },
        { type: 'application/pdf' },
        { accession: 'second' },
        { type: 'x' },
      ]) {
        await sameAsTruth({ query: '王勇智 OR organ', limit: 20, offset: 0, filters });
      }
    });

    test('every page of the results can be turned to', async () => {
      const whole = await index.search({ query: '-nowhere', limit: 50, offset: 0 });
      const pages = await Promise.all(
        [0, 3, 6, 9, 12].map((offset) => index.search({ query: '-nowhere', limit: 3, offset })),
      );
      assert.deepEqual(
        pages.flatMap(({ hits }) => hits),
        whole.hits,
      );
      assert.equal(whole.hits.length, whole.total);
    });

    test('a page that cannot exist is bad-input', async () => {
      for (const page of [
        { limit: -1, offset: 0 },
        { limit: 1, offset: 0.5 },
        { limit: Number.NaN, offset: 0 },
      ]) {
        await assert.rejects(index.search({ query: 'organ', ...page }), { name: 'Problem', code: 'bad-input' });
      }
    });

    test('says what it understood, and never fails on odd punctuation', async () => {
      for (const { query, notice, terms } of [
        { query: '', notice: 'empty', terms: [] },
        { query: ' \u0000\t—', notice: 'empty', terms: [] },
        { query: 'a'.repeat(1_000_000), notice: 'too-long', terms: [] },
        { query: 'organ "grinder', notice: 'read-literally', terms: ['organ', 'grinder'] },
        { query: 'organ OR', notice: 'read-literally', terms: ['organ', 'OR'] },
        { query: 'organ\u0000 grinder', notice: undefined, terms: ['organ', 'grinder'] },
      ]) {
        const { understood } = await index.search({ query, limit: 1, offset: 0 });
        assert.equal(understood.notice, notice);
        assert.deepEqual(understood.terms, terms);
      }
    });

    test('a query of thousands of words is answered', async () => {
      for (const word of ['organ ', 'organ OR ', 'a', '智 ']) {
        const query = Array.from({ length: 900 }, (_, i) => `${word}${i}`).join(' ');
        await sameAsTruth({ query, limit: 1, offset: 0 });
      }
    });

    test('marks in a document are every match, in order, and none of its title', async () => {
      for (const { query } of QUERIES) {
        for (const { id } of LEAK) {
          assert.deepEqual(await index.marksIn(query, id), await truth.marksIn(query, id), query);
        }
      }
      assert.deepEqual(await index.marksIn('organ', sha256Of('unknown')), []);
    });

    test('whatever the query, hits, counts, order and marks are those of looking at every passage', async () => {
      await index.put(RANDOM_DOCUMENTS);
      await truth.put(RANDOM_DOCUMENTS);
      await fc.assert(
        fc.asyncProperty(anyQuery, fc.constantFrom('all' as const, 'any' as const), async (query, match) => {
          await sameAsTruth({ query, match, limit: 30, offset: 0 });
          const { id } = RANDOM_DOCUMENTS[0]!;
          assert.deepEqual(await index.marksIn(query, id), await truth.marksIn(query, id));
        }),
        { numRuns: 200 },
      );
    });

    test('any two or more neighbouring Han characters of a passage find it', async () => {
      await fc.assert(
        fc.asyncProperty(anyHanSubstring, async ({ id, ordinal, query }) => {
          const { hits, total } = await index.search({ query, limit: 500, offset: 0 });
          assert.ok(hits.length === total && hits.some((hit) => hit.document === id && hit.ordinal === ordinal));
        }),
        { numRuns: 200 },
      );
    });

    test('a document put again replaces the old one whole, and one removed is gone', async () => {
      const fresh = await place();
      const own = await fresh.open(shelf.texts);
      const first = documentOf('same', ['alpha', 'beta', 'gamma'], { title: 'Alpha' });
      const second = documentOf('same', ['delta'], { accessions: ['later'] });
      shelf.keep(first);
      await own.put([first, ...LEAK]);
      assert.deepEqual(await own.count(), { documents: 4, passages: 12 });
      shelf.keep(second);
      await own.put([second]);
      assert.deepEqual(await own.count(), { documents: 4, passages: 10 });
      assert.equal((await own.search({ query: 'alpha OR beta', limit: 9, offset: 0 })).total, 0);
      assert.deepEqual((await own.search({ query: 'delta', limit: 9, offset: 0 })).facets.accession, [
        { value: 'later', passages: 1 },
      ]);
      await own.remove([second.id, sha256Of('unknown')]);
      await own.remove([LEAK[0]!.id]);
      assert.deepEqual(await own.count(), { documents: 2, passages: 5 });
      assert.equal((await own.search({ query: 'delta', limit: 9, offset: 0 })).total, 0);
      assert.equal((await own.search({ query: '-nowhere', limit: 9, offset: 0 })).total, 6);
      await own.close();
    });

    test('a second handle finds at once what the first has put, and the other way round', async () => {
      const fresh = await place();
      const [one, two] = [await fresh.open(shelf.texts), await fresh.open(shelf.texts)];
      const total = async (handle: SearchIndex): Promise<number> =>
        (await handle.search({ query: 'organ', limit: 9, offset: 0 })).total;
      assert.equal(await total(two), 0);
      await one.put(LEAK);
      assert.equal(await total(two), 4);
      await two.remove([LEAK[0]!.id]);
      assert.equal(await total(one), 1);
      await Promise.all([one.put([LEAK[0]!]), two.put([LEAK[1]!])]);
      assert.equal(await total(two), 4);
      await Promise.all([one.close(), two.close()]);
    });

    async function sameAsTruth(request: SearchRequest): Promise<SearchResult> {
      const [result, expected] = [await index.search(request), await truth.search(request)];
      assert.deepEqual(comparable(result), comparable(expected), request.query);
      return result;
    }
  });
}

/** Snippets may be cut anywhere, and scores may differ in the last digits. */
function comparable({ hits, ...rest }: SearchResult) {
  return {
    ...rest,
    hits: hits.map((hit) => Object.assign({}, hit, { snippet: undefined, score: hit.score.toPrecision(4) })),
  };
}

const WORDS = ['organ', 'organs', 'organized', 'state', 'states', 'the', 'of', '1995', 'Ürümqi', 'ئۇيغۇر', 'مەكتەپ'];
const anyWord = fc.constantFrom(...WORDS);
const anyHan = fc.array(fc.constantFrom('莎', '車', '车', '王', '后', '後', '乾', '干', '着', '著', '𠮷', '𠀀', '年'), {
  minLength: 1,
  maxLength: 4,
});
const anyPiece = fc.oneof(
  anyWord,
  anyHan.map((characters) => characters.join('')),
);
const anyPassage = fc
  .array(fc.tuple(anyPiece, fc.constantFrom(' ', ' ', '', '，', '-')), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

/** The same in every run: an index takes longer to fill than to ask. */
const RANDOM_DOCUMENTS = fc
  .sample(fc.array(anyPassage, { minLength: 1, maxLength: 6 }), { numRuns: 40, seed: 17 })
  .map((passages, i) => documentOf(`random ${i}`, passages, { language: i % 2 === 0 ? 'en' : 'zh-Hans' }));

const { query: anyQuery } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyPiece,
    fc.array(anyPiece, { minLength: 1, maxLength: 3 }).map((pieces) => `"${pieces.join(' ')}"`),
    anyPiece.map((piece) => `${piece.slice(0, 3).toWellFormed()}*`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) OR (${b})`),
    tie('query').map((query) => `-(${query})`),
    fc.string({ unit: 'binary', maxLength: 8 }),
  ),
}));

const HAN_RUNS = RANDOM_DOCUMENTS.flatMap(({ id, passages }) =>
  passages.flatMap(({ text }, ordinal) =>
    [...text.matchAll(/\p{Script=Han}{2,}/gu)].map(([run]) => ({ id, ordinal, characters: Array.from(run) })),
  ),
);
const anyHanSubstring = fc
  .tuple(fc.constantFrom(...HAN_RUNS), fc.nat(), fc.nat())
  .map(([{ id, ordinal, characters }, from, length]) => {
    const start = from % (characters.length - 1);
    const end = start + 2 + (length % (characters.length - start - 1));
    return { id, ordinal, query: characters.slice(start, end).join('') };
  });
