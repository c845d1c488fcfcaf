import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { claim } from '../../scripts/preview-claim-page.ts';
import { filter, list, noClaims } from '../../scripts/preview-claims.ts';
import { noEvents } from '../../scripts/preview-sources.ts';
import { status } from '../../scripts/preview-views.ts';
import type { StatementValue } from '../../src/nouns/statement.ts';
import { say } from '../../src/web/messages.ts';
import { claimPage, claimsPage, sourcesPage, timelinePage } from '../../src/web/pages.ts';
import { briefText } from '../../src/web/pages/claims-value.ts';

const frame = { language: 'en', here: '/' } as const;
const progress = { waiting: 0, aligning: false, statements: 0 };

test('everything that anyone judged is counted beside what nobody did', () => {
  const judged = [
    { value: 'none', claims: 5 },
    { value: 'doubtful', claims: 2 },
    { value: 'disagreed', claims: 1 },
  ];
  const view = { status, filter, progress, list: { ...list, total: 8, facets: { ...list.facets, judged } } };
  const { document } = parseHTML(claimsPage(frame, view));
  const lines = [...document.querySelectorAll('.facet li')].map((line) =>
    line.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  assert.ok(lines.includes('By anyone3'), lines.join('; '));
});

test('credits of a document for what a claim does not say stand apart from the steps of the claim', () => {
  const step = claim.lineage.find(({ kind }) => kind === 'credits');
  assert.ok(step);
  const elsewhere = { start: 900_000, end: 900_009 };
  const { decided: _, ...plain } = step;
  const other = { ...plain, from: 'Parliament', evidence: elsewhere, words: 'Parliament' };
  const { document } = parseHTML(claimPage(frame, { status, claim: { ...claim, lineage: [...claim.lineage, other] } }));
  const folds = [...document.querySelectorAll('.fold')].filter((fold) => fold.querySelector('.steps-of'));
  assert.equal(folds.length, 2);
  assert.match(folds[0]?.querySelector('summary')?.textContent ?? '', new RegExp(`^${claim.lineage.length} step`));
  assert.match(folds[1]?.textContent ?? '', /1 step of other statements[^]*Parliament/);
});

test('a case that holds nothing says what to do next, and offers no keys for an empty list', () => {
  const nothing = { ...status, received: 0, waiting: 0 };
  const pages = [
    claimsPage(frame, { status: nothing, filter, progress, list: noClaims }),
    sourcesPage(frame, {
      status: nothing,
      filter: {},
      progress,
      all: 0,
      total: 0,
      limit: 50,
      offset: 0,
      kinds: [],
      sources: [],
    }),
    timelinePage(frame, {
      status: nothing,
      filter: { offset: 0, limit: 50 },
      progress,
      timeline: noEvents,
      layout: 'bars',
    }),
  ];
  for (const page of pages) {
    const { document } = parseHTML(page);
    assert.ok(document.querySelector('.state .btn'));
    assert.equal(document.querySelector('.keys'), null);
  }
});

test('where holder and matter are said already, a denial is told by its side alone', () => {
  const value: StatementValue = {
    kind: 'stance',
    holder: 'Officials',
    target: 'the plant burned',
    polarity: 'negative',
    verb: 'deny',
  };
  assert.equal(briefText(say('en'), value), 'Denies it');
});

test('a card of a dispute shows three of each side and says how many more there are', () => {
  const stance = (holder: string, polarity: 'negative' | 'positive'): StatementValue => ({
    kind: 'stance',
    holder,
    target: 'the fire was set',
    polarity,
    verb: 'say',
  });
  const said = [
    ...['A', 'B', 'C', 'D', 'E'].map((holder) => stance(holder, 'negative')),
    ...['F', 'G'].map((holder) => stance(holder, 'positive')),
  ].map((value, index) => ({ value, documents: 1, statements: [`s${index}`] }));
  const [card = assert.fail()] = list.claims;
  const disputed = { ...card, kind: 'stance' as const, values: said, moreValues: 4 };
  const view = { status, filter, progress, list: { ...list, claims: [disputed] } };
  const { document } = parseHTML(claimsPage(frame, view));
  const sides = [...document.querySelectorAll('.side-of')].map(({ children, textContent }) => ({
    shown: [...children].flatMap((child) => [...child.querySelectorAll('li')]).length,
    more: /and \d+ more/.exec(textContent)?.[0],
  }));
  assert.deepEqual(sides, [
    { shown: 3, more: 'and 2 more' },
    { shown: 2, more: undefined },
  ]);
  assert.match(document.querySelector('.card .draw')?.textContent ?? '', /and 4 other values/);
});
