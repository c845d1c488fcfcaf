import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allClaims, PAPERS, spokenCase, take } from './spoken-case.ts';

const LOOKED_FOR = [
  { words: 'REGATTA', of: 'sports.txt', why: 'case is no matter' },
  { words: 'gatt', of: 'sports.txt', why: 'a part of a word' },
  { words: 'Eastvale regatta', of: 'sports.txt', why: 'all words, in any order' },
  { words: '300', of: 'sports.txt', why: 'a value' },
  { words: '爆炸', of: 'blast.txt', why: 'two Chinese characters in the middle of a sentence' },
  { words: 'regatta nowhere', of: undefined, why: 'one of the words is said by nobody' },
];

test('claims are narrowed down by words', async (t) => {
  const { opened, outside } = await spokenCase(t);
  await take(opened, outside, { 'blast.txt': '2016年7月2日，北港仓库发生爆炸，造成12人死亡、40人受伤。\n' });
  const all = await allClaims(opened);
  for (const { words, of, why } of LOOKED_FOR) {
    const { claims, total, facets } = await opened.claims({ words, offset: 0, limit: 50 });
    const wanted = all.filter(({ statements }) => statements.some(({ document }) => document.title === of));
    assert.equal(total, claims.length, why);
    assert.equal(claims.length > 0, of !== undefined, why);
    const ids = new Set(wanted.map(({ id }) => id));
    assert.ok(claims.every(({ id }) => ids.has(id)), why); // prettier-ignore
    const counted = facets.kind.reduce((sum, facet) => sum + facet.claims, 0);
    assert.equal(counted, total, why);
    assert.equal(facets.source.length > 0, of !== undefined, why);
  }
  const ordered = await opened.claims({ words: 'Meridan', sort: 'label', offset: 0, limit: 50 });
  const pages = await Promise.all(
    ordered.claims.map((_, offset) => opened.claims({ words: 'Meridan', sort: 'label', offset, limit: 1 })),
  );
  assert.deepEqual(
    pages.flatMap(({ claims }) => claims.map(({ id }) => id)),
    ordered.claims.map(({ id }) => id),
  );
  assert.equal(Object.keys(PAPERS).length > 1 && ordered.claims.length > 1, true);
});
