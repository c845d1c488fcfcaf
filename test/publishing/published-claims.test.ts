import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimView, DerivationView, OriginView, StatementView } from '../../src/nouns/claim-views.ts';
import type { PublishedDocument } from '../../src/nouns/publication.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { foldedWords, publishedClaim, PublishedWords } from '../../src/publishing/published-claims.ts';
import type { PublishedOriginals } from '../../src/publishing/published-lineage.ts';

const SHOWN = sha256Of('shown');
const OTHER = sha256Of('other');
const HIDDEN = sha256Of('hidden');
const TEXT = 'According to the ministry, 141 people were moved. Attached: DIR-17.pdf.';

function published(id: string): PublishedDocument {
  const content = {
    page: 1,
    text: TEXT,
    passages: [],
    words: [],
    width: 1,
    height: 1,
    unit: 'pt',
    textFrom: 'layer',
  } as const;
  const text = { path: `doc/${id}/p/1.json`, sha256: sha256Of(id), entry: 1 };
  return {
    id,
    language: 'en',
    metadata: [],
    received: { entry: 0, day: '2026-01-01' },
    pages: [{ page: 1, text, content }],
  };
}

const originals: PublishedOriginals = new Map([
  [SHOWN, { document: published('aaaaaaaaaaaaaaaa'), starts: new Map([[1, 0]]) }],
  [OTHER, { document: published('bbbbbbbbbbbbbbbb'), starts: new Map([[1, 0]]) }],
]);

function statement(id: string, sha256: typeof SHOWN): StatementView {
  const start = TEXT.indexOf('141');
  return {
    id,
    document: { sha256, title: 'A title' },
    page: 1,
    start,
    end: start + 10,
    value: { kind: 'figure', lo: 141, hi: 141, loOpen: false, hiOpen: false, unit: 'people', counted: 'people' },
    attributedTo: [],
    state: 'suggested',
    by: 'english/1',
    sentence: { text: TEXT, start: 0, language: 'en' },
  };
}

const STATEMENTS = [statement('a', SHOWN), statement('b', OTHER), statement('c', HIDDEN)];

function origin(source: string, key: string, ids: readonly string[]): OriginView {
  return { source, key, documents: 1, held: false, statements: ids.map((id) => ({ id, reason: 'credited' })) };
}

function step(document: string, from: string, more: Partial<DerivationView> = {}): DerivationView {
  const start = TEXT.indexOf('the ministry');
  const evidence = { start, end: start + 12 };
  return { document, from, tier: 'body', kind: 'credits', evidence, words: 'the ministry', ...more };
}

function told(origins: readonly OriginView[], lineage: readonly DerivationView[] = [], named: readonly string[] = []) {
  const claim: ClaimView = {
    id: 'a',
    kind: 'figure',
    label: { text: '141 people', language: 'en' },
    verdict: 'agree',
    values: [],
    documents: 3,
    assessments: [],
    statements: STATEMENTS,
    rejected: [],
    joins: [],
    conflicts: [],
    origins,
    lineage,
    decisions: [],
  };
  const words = new PublishedWords(originals);
  const made = publishedClaim(claim, { originals, words, named: new Set(named.map(foldedWords)) });
  assert.ok(made);
  return made;
}

const NAMES: readonly (readonly [
  source: string,
  key: string,
  named: readonly string[],
  expected: object,
  why: string,
])[] = [
  ['the ministry', 'the-ministry', [], { name: 'the ministry' }, 'it stands on a published page'],
  ['the bureau', 'the-bureau', [], {}, 'it stands on none'],
  ['the bureau', 'the-bureau', ['The Bureau'], { name: 'the bureau' }, 'the profile says that it may be told'],
  ['DIR-17.pdf', `document-${HIDDEN}`, [], {}, 'a document that is not published, though its name stands on a page'],
  ['DIR-17.pdf', `document-${HIDDEN}`, ['DIR-17.pdf'], { name: 'DIR-17.pdf' }, 'the profile says so'],
  ['A title', `document-${OTHER}`, [], { document: 'bbbbbbbbbbbbbbbb' }, 'a published document goes by its id'],
];

test('an origin is named only where its name may be told', () => {
  for (const [source, key, named, expected, why] of NAMES) {
    const { origins } = told([origin(source, key, ['a', 'b'])], [], named);
    assert.deepEqual(origins, [expected], why);
  }
});

const MINISTRY = origin('the ministry', 'the-ministry', ['a']);
const UNNAMED = origin('the bureau', 'the-bureau', ['b']);
const DOCUMENT = origin('A title', `document-${OTHER}`, ['b']);
const DENIED = { decided: { holds: false, actor: 'A. Person', at: '2026-01-02T00:00:00Z' } };

const STEPS: readonly (readonly [step: DerivationView, from: object | undefined, why: string])[] = [
  [step(SHOWN, 'the ministry'), { origin: 0 }, 'to an origin that is named'],
  [step(SHOWN, 'the bureau'), undefined, 'to an origin that is not named'],
  [step(HIDDEN, 'the ministry'), undefined, 'of a document that is not published'],
  [step(SHOWN, `document ${HIDDEN}`, { kind: 'text-reuse' }), undefined, 'to a document that is not published'],
  [
    step(SHOWN, `document ${OTHER}`, { kind: 'text-reuse' }),
    { origin: 2 },
    'to a published document that is an origin',
  ],
  [step(OTHER, `document ${SHOWN}`, { kind: 'text-reuse' }), { document: 'aaaaaaaaaaaaaaaa' }, 'to one that is none'],
  [step(SHOWN, 'the ministry', DENIED), undefined, 'that a person denied'],
];

test('a step of the lineage is told where both of its ends may be', () => {
  for (const [given, from, why] of STEPS) {
    const { lineage } = told([MINISTRY, UNNAMED, DOCUMENT], [given]);
    assert.deepEqual(
      lineage.map((each) => each.from),
      from === undefined ? [] : [from],
      why,
    );
    for (const { evidence, document } of lineage) {
      assert.equal(evidence?.document, document);
      assert.equal(evidence?.quote, 'the ministry');
    }
  }
});
