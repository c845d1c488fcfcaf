import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { claim as made } from '../../scripts/preview-claim-page.ts';
import { status } from '../../scripts/preview-views.ts';
import type { ClaimView } from '../../src/nouns/claim-views.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { claimPage, decidePage } from '../../src/web/pages.ts';
import { folded, graphOf } from '../../src/web/pages/claim-graph.ts';

const frame = { language: 'en', here: '/' } as const;
const DOCUMENTS = 200;
const ORIGINS = 60;

/** A claim of thousands of statements, two in each document, with a decision about each. */
function large(): ClaimView {
  const [first] = made.statements;
  const [decision] = made.decisions;
  assert.ok(first && decision);
  const documents = Array.from({ length: DOCUMENTS }, (_, at) => ({
    ...first.document,
    sha256: sha256Of(`document ${at}`),
    title: `${at}.txt`,
  }));
  const statements = documents.flatMap((document, at) =>
    [0, 1].map((part) => ({ ...first, id: `s${at}-${part}`, document })),
  );
  // The first origin has half of all, and each later one less.
  const originOf = (at: number): number => Math.min(ORIGINS - 1, Math.floor(Math.log2(DOCUMENTS / (at + 1)) * 7));
  const origins = Array.from({ length: ORIGINS }, (_, at) => ({
    source: `Agency ${at}`,
    key: `agency-${at}`,
    held: false,
    documents: 1,
    statements: statements
      .filter((_each, index) => originOf(Math.floor(index / 2)) === at)
      .map(({ id }) => ({ id, reason: 'credited' as const })),
  })).filter((origin) => origin.statements.length > 0);
  const lineage = documents.map(({ sha256 }, at) => ({
    document: sha256,
    from: `Agency ${originOf(at)}`,
    tier: 'media' as const,
    kind: 'credits' as const,
    evidence: { start: 1, end: 2 },
    words: 'the agency said',
  }));
  const decisions = documents.map((_, at) => ({ ...decision, id: `d${at}`, seq: at }));
  return {
    ...made,
    statements,
    origins,
    lineage,
    decisions,
    rejected: statements.slice(0, 90),
    conflicts: [],
    joins: [],
  };
}

test('the page of a claim of thousands of statements is small, and its parts lead to all of them', () => {
  const claim = large();
  const view = { status, claim, signer: 'A. Archivist' };
  const page = claimPage(frame, view);
  assert.ok(page.length < 300_000, `${page.length} characters`);
  const met = new Set<string>();
  for (let offset = 0; offset < claim.statements.length; offset += 30) {
    const [, list = ''] = claimPage(frame, { ...view, at: { statements: offset } }).split('class="statements"');
    for (const [, id = ''] of list.split('id="rejected"')[0]?.matchAll(/class="stm" id="([^"]+)"/g) ?? []) met.add(id);
  }
  assert.equal(met.size, claim.statements.length);
  const { document } = parseHTML(claimPage(frame, { ...view, at: { decided: 1_000_000, steps: 50 } }));
  assert.match(document.querySelector('#steps .pager')?.textContent ?? '', /51 to 75 of 200/);
  assert.match(document.querySelector('.judge .pager')?.textContent ?? '', /181 to 200 of 200/);
  assert.equal(document.querySelector('#steps')?.hasAttribute('open'), true);
});

test('of a large lineage the picture shows the main origins, and says how many more there are of everything', () => {
  const claim = large();
  const graph = folded(graphOf(claim), 40);
  assert.ok(graph.nodes.length <= 40, `${graph.nodes.length} nodes`);
  const counted = (what: 'documents' | 'origins'): number =>
    graph.nodes.reduce((sum, { folds }) => sum + (folds?.what === what ? folds.count : 0), 0);
  const drawn = (kind: string): number => graph.nodes.filter((node) => node.kind === kind).length;
  assert.equal(drawn('document') + counted('documents'), DOCUMENTS);
  assert.equal(drawn('origin') + counted('origins'), claim.origins.length);
  const small = graphOf(made);
  assert.equal(folded(small, 40), small);
  assert.match(claimPage(frame, { status, claim }), /more documents/);
});

const HEAPS = [
  { why: 'none is in the case', isHeld: () => false, look: 'origin-unseen' },
  { why: 'some are', isHeld: (at: number) => at % 2 === 0, look: 'page' },
  { why: 'all are', isHeld: () => true, look: 'origin' },
] as const;
for (const { why, isHeld, look } of HEAPS) {
  test(`origins that are folded together are drawn as what they are: ${why}`, () => {
    const claim = large();
    const origins = claim.origins.map((origin, at) => ({ ...origin, held: isHeld(at) }));
    const { document } = parseHTML(claimPage(frame, { status, claim: { ...claim, origins } }));
    assert.ok(document.querySelector(`.lineage rect[class="${look} upon"]`));
  });
}

test('the forms of such a claim say how much of it they offer', () => {
  const claim = large();
  for (const what of ['move', 'lineage', 'assess'] as const) {
    const page = decidePage(frame, { status, claim, what, typed: {}, wrong: [], signer: 'A. Archivist' });
    assert.ok(page.length < 300_000, `${what}: ${page.length} characters`);
    assert.match(page.replaceAll(/<[^>]*>/g, ''), /The first \d+ of [\d,]+ are shown/, what);
  }
});

const LOOKED_FOR = [
  { what: 'move', find: '177.TXT', chosen: { statement: ['s3-0'] }, name: 'statement', offered: ['s177-0', 's177-1', 's3-0'] },
  { what: 'assess', find: '177.txt', chosen: { restsOn: ['s199-1'] }, name: 'restsOn', offered: ['s177-0', 's177-1', 's199-1'] },
  { what: 'lineage', find: '199.txt', chosen: {}, name: 'document', offered: [sha256Of('document 199')] },
  { what: 'move', find: 'no such words', chosen: {}, name: 'statement', offered: [] },
] as const; // prettier-ignore
for (const { what, find, chosen, name, offered } of LOOKED_FOR) {
  test(`in a form about a large claim everything can be found and chosen, and what is chosen stays: ${what}, ${find}`, () => {
    const typed = { find: [find], ...chosen };
    const page = decidePage(frame, { status, claim: large(), what, typed, wrong: [], signer: 'A. Archivist' });
    const { document } = parseHTML(page);
    const inputs = [...document.querySelectorAll(`input[name="${name}"]:not([type=hidden])`)];
    const values = inputs.map((input) => input.getAttribute('value') ?? '');
    assert.deepEqual(
      values.toSorted((a, b) => (a < b ? -1 : 1)),
      offered,
    );
    const ticked = inputs.filter((input) => input.hasAttribute('checked')).map((input) => input.getAttribute('value'));
    assert.deepEqual(ticked, Object.values(chosen).flat());
    assert.equal(document.querySelector('input[name="find"]')?.getAttribute('value'), find);
    assert.equal(/Nothing else in this claim/.test(page), offered.length === 0);
  });
}
