import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { pageOf } from '../../src/claims/views/source-page.ts';
import { sources, timeline } from '../../scripts/preview-sources.ts';
import type { SourceSummary, TimelineFilter } from '../../src/claims/case-claims.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

async function shown(path: string, changes: Parameters<typeof fakeCase>[0] = {}) {
  const { get } = await openApp([fakeCase(changes)]);
  const answer = await get(path);
  assert.equal(answer.status, 200, path);
  return parseHTML(await answer.text()).document;
}

const named = (document: Document): readonly (string | undefined)[] =>
  [...document.querySelectorAll('.source-list tbody th b')].map((name) => name.textContent ?? undefined);

const LISTS = [
  { why: 'those on which most rests alone come first', query: '', first: 'Bureau press office', total: 6 },
  { why: 'by documents', query: '?sort=documents', first: 'Karasu <Daily>', total: 6 },
  { why: 'by name', query: '?sort=name', first: 'Bureau press office', total: 6 },
  { why: 'an order that nobody knows counts as left out', query: '?sort=odd', first: 'Bureau press office', total: 6 },
  { why: 'of one kind', query: '?kind=crowd', first: 'residents', total: 1 },
  { why: 'by part of a name, whatever its case', query: '?q=KARASU', first: 'Karasu <Daily>', total: 1 },
  { why: 'by another of its names', query: '?q=witness', first: 'ئۇيغۇر گۇۋاھچى', total: 1 },
  { why: 'beyond the last', query: '?offset=900', first: 'Bureau press office', total: 6 },
] as const;

for (const { why, query, first, total } of LISTS) {
  test(`sources are listed: ${why}`, async () => {
    const document = await shown(`/c/case-1/sources${query}`, {
      sourcePage: async (filter) => pageOf(sources, filter),
    });
    assert.equal(named(document)[0], first);
    assert.equal(named(document).length, total);
  });
}

test('ten thousand sources are a hundred pages', async () => {
  const many: readonly SourceSummary[] = Array.from({ length: 10_000 }, (_, index) => ({
    key: `s${index}`,
    name: `Source ${index}`,
    kind: 'medium',
    aliases: [],
    documents: 1,
    claims: index,
    alone: index,
  }));
  const document = await shown('/c/case-1/sources?offset=200', { sourcePage: async (filter) => pageOf(many, filter) });
  assert.equal(named(document).length, 100);
  assert.equal(named(document)[0], 'Source 9799');
  assert.match(document.querySelector('.pager')?.textContent ?? '', /201 to 300 of 10,000/);
});

test('a source shows what rests on it alone, and every word of its lineage opens in the text', async () => {
  const document = await shown('/c/case-1/sources/interior-ministry');
  assert.equal(document.querySelectorAll('.card').length, 3);
  const evidence = [...document.querySelectorAll('.evidence')].map((link) => link.getAttribute('href'));
  assert.ok(evidence.length > 0);
  for (const href of evidence) assert.match(href ?? '', /\/d\/[0-9a-f]{64}\?at=\d+-\d+#hit$/);
});

test('a source that nobody knows is not found, and says what to do', async () => {
  const { get } = await openApp();
  const answer = await get('/c/case-1/sources/nobody');
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /list of sources/);
});

const STRETCHES = [
  { why: 'all of it', query: '', asked: {} },
  { why: 'a month', query: '?from=2024-06&to=2024-06', asked: { from: '2024-06', to: '2024-06' } },
  { why: 'turned round', query: '?from=2025&to=2024', asked: { from: '2024', to: '2025' } },
  { why: 'no dates at all', query: '?from=June&to=0000', asked: {} },
  { why: 'a month that there is none of', query: '?from=2024-13', asked: {} },
  { why: 'conflicts alone', query: '?which=conflicts', asked: { conflicts: true } },
] as const;

for (const { why, query, asked } of STRETCHES) {
  test(`the timeline asks for ${why}`, async () => {
    const filters: TimelineFilter[] = [];
    await shown(`/c/case-1/timeline${query}`, {
      timeline: async (filter) => {
        filters.push(filter);
        return timeline;
      },
    });
    assert.deepEqual(filters, [{ ...asked, limit: 50, offset: 0 }]);
  });
}

test('a place beyond the last event shows the last page', async () => {
  const document = await shown('/c/case-1/timeline?offset=5000', {
    timeline: async ({ offset }) => ({ ...timeline, events: offset < 1_204 ? timeline.events : [] }),
  });
  assert.match(document.querySelector('.pager')?.textContent ?? '', /1,201/);
});

test('the reader underlines what a document states, until it is asked not to', async () => {
  const stated = await shown(`/c/case-1/d/${DOCUMENT}`);
  assert.ok(stated.querySelectorAll('a.said-here').length > 0);
  const bare = await shown(`/c/case-1/d/${DOCUMENT}?statements=hidden`);
  assert.equal(bare.querySelectorAll('a.said-here').length, 0);
  assert.ok(bare.querySelector('.said-key a') !== null);
});
