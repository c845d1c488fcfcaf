import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as fc from '../properties.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { FACET_NAMES } from '../../src/search/facets.ts';
import type { Hit, PassageTexts, SearchIndex, SearchRequest, SearchResult } from '../../src/search/search-index.ts';
import { MemoryIndex } from './memory-index.ts';
import { LEAK, QUERIES, REWRITTEN } from './conformance-queries.ts';
import { anyHanSubstring, anyMatch, anyQuery, anyRewritings, anySort, RANDOM_DOCUMENTS } from './conformance-random.ts';
import { documentOf, Shelf } from './shelf.ts';

/** Somewhere an index can stand; every `open` is one more handle on the same index. */
export interface IndexPlace {
  open(texts: PassageTexts): Promise<SearchIndex>;
}

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
        { date: '2017' },
        { date: '2017-06' },
        { date: '2010..2018-02' },
        { date: 'none' },
        { date: 'no date at all' },
        { person: 'Wang Yongzhi <wang@example.org>' },
        { person: 'wang' },
        { folder: 'leak' },
        { folder: 'lea' },
        { folder: 'leak/2017', date: '2017' },
      ]) {
        await sameAsTruth({ query: '王勇智 OR organ', limit: 20, offset: 0, filters });
        await sameAsTruth({ query: '-nowhere', limit: 20, offset: 0, filters });
      }
    });

    test('a value of a facet, chosen, gives as many passages as it counts', async () => {
      const { facets } = await index.search({ query: '-nowhere', limit: 0, offset: 0 });
      for (const facet of FACET_NAMES) {
        for (const { value, passages } of facets[facet]) {
          // A year in the list stands for what is known to the year alone; as a filter it takes its months along.
          const sum =
            facet === 'date' && value.length === 4
              ? facets.date
                  .filter((other) => other.value.startsWith(value))
                  .reduce((all, { passages: n }) => all + n, 0)
              : passages;
          const { total } = await index.search({ query: '-nowhere', limit: 0, offset: 0, filters: { [facet]: value } });
          assert.equal(total, value === 'none' ? passages : sum, `${facet} ${value}`);
        }
      }
    });

    test('totals of many queries are those of as many searches, and a bad one hinders no other', async () => {
      const queries = ['organ', '', '"open (', 'lang:zh', '王勇智', '/(/', '/o(r)gan/i', 'nowhereatall', 'organ organ'];
      const tallies = await index.tally(queries);
      assert.equal(tallies.length, queries.length);
      for (const [i, query] of queries.entries()) {
        const { total, documents, understood } = await index.search({ query, limit: 0, offset: 0 });
        const { notice, at } = understood;
        const wanted = { total, documents, ...(notice && { notice }), ...(at === undefined ? {} : { at }) };
        assert.deepEqual(tallies[i], wanted, query);
      }
      assert.deepEqual(await index.tally([]), []);
      const spelled = REWRITTEN.map(({ query }) => query);
      const totals = await index.tally(['organ', ...spelled], [[], ...REWRITTEN.map(({ rewritings }) => rewritings)]);
      assert.deepEqual(
        totals.map(({ total }) => total),
        [4, ...REWRITTEN.map(({ total }) => total)],
      );
    });

    for (const { query, rewritings, total, why } of REWRITTEN) {
      test(`finds ${total} for ${query} with other spellings: ${why}`, async () => {
        const result = await sameAsTruth({ query, rewritings, limit: 20, offset: 0 });
        assert.equal(result.total, total);
        for (const { id } of LEAK) {
          const marks = await index.marksIn(query, id, rewritings);
          assert.deepEqual(marks, await truth.marksIn(query, id, rewritings));
        }
      });
    }

    test('what stands as it was typed comes before another spelling that says it more often', async () => {
      const fresh = await place();
      const own = await fresh.open(shelf.texts);
      const typed = documentOf('typed', [`${'会议研究有关事项。'.repeat(12)}王勇智`]);
      const other = documentOf('other', ['Wang Yongzhi, Wang Yongzhi']);
      shelf.keep(typed);
      shelf.keep(other);
      await own.put([other, typed]);
      const rewritings = [{ words: ['王勇智'], alternatives: ['Wang Yongzhi'] }];
      const { hits } = await own.search({ query: '王勇智', rewritings, limit: 5, offset: 0 });
      assert.deepEqual(
        hits.map(({ document }) => document),
        [typed.id, other.id],
      );
      await own.close();
    });

    test('Chinese words come before the same characters across two words, on whatever page', async () => {
      const fresh = await place();
      const own = await fresh.open(shelf.texts);
      const document = documentOf(
        'words and pairs',
        Array.from({ length: 70 }, (_, i) =>
          i % 2 === 0 ? `工人民警${'来'.repeat(i)}了` : `中国人民${'走'.repeat(i)}了`,
        ),
      );
      shelf.keep(document);
      await own.put([document]);
      const whole = await own.search({ query: '人民', limit: 100, offset: 0 });
      const ordinals = whole.hits.map(({ ordinal }) => ordinal);
      assert.equal(new Set(ordinals).size, 70);
      assert.ok(ordinals.slice(0, 30).every((ordinal) => ordinal % 2 === 1));
      assert.ok(ordinals.slice(30, 60).every((ordinal) => ordinal % 2 === 0));
      const pages = await Promise.all(
        [0, 7, 14, 21, 28, 35, 42, 49, 56, 63].map((offset) => own.search({ query: '人民', limit: 7, offset })),
      );
      assert.deepEqual(
        pages.flatMap(({ hits }) => hits),
        whole.hits,
      );
      const byPath = await own.search({ query: '人民', limit: 70, offset: 0, sort: 'path' });
      assert.deepEqual(
        byPath.hits.map(({ ordinal }) => ordinal),
        Array.from({ length: 70 }, (_, i) => i),
      );
      await own.close();
    });

    test('counts are those of searching for each word', async () => {
      const texts = [
        'organ',
        'organs of',
        'organ*',
        '莎车',
        'ئۇيغۇر*',
        'nowhere',
        '',
        '—',
        'Wang Yongzhi',
        '"',
        'organ',
      ];
      assert.deepEqual(await index.counts(texts), await truth.counts(texts));
      assert.deepEqual(await index.counts(['organ', '莎车', 'nowhere']), [4, 2, 0]);
      assert.deepEqual(await index.counts([]), []);
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
        fc.asyncProperty(anyQuery, anyMatch, anySort, anyRewritings, async (query, match, sort, rewritings) => {
          await sameAsTruth({ query, match, sort, rewritings, limit: 30, offset: 0 });
          const { id } = RANDOM_DOCUMENTS[0]!;
          assert.deepEqual(await index.marksIn(query, id, rewritings), await truth.marksIn(query, id, rewritings));
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
      for (const [i, { score }] of expected.hits.entries()) assert.ok(isNearly(result.hits[i]?.score ?? -1, score));
      return result;
    }
  });
}

/** Snippets may be cut anywhere. Scores may differ in the last digits, and with them the order of equally good hits. */
function comparable({ hits, ...rest }: SearchResult) {
  const groups: Hit[][] = [];
  for (const hit of hits) {
    const group = groups.at(-1);
    if (group === undefined || hit.score === 0 || !isNearly(hit.score, group[0]?.score ?? 0)) groups.push([hit]);
    else group.push(hit);
  }
  const sorted = groups.flatMap((group) =>
    group.toSorted((a, b) => (a.document === b.document ? a.ordinal - b.ordinal : a.document < b.document ? -1 : 1)),
  );
  return { ...rest, hits: sorted.map((hit) => Object.assign({}, hit, { snippet: undefined, score: undefined })) };
}

function isNearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 * Math.max(a, b);
}
