import { pageOf } from '../../src/claims/views/source-page.ts';
import type { CaseClaims, ClaimCard, ClaimView, SourceSummary, StatementView } from '../../src/claims/case-claims.ts';
import type { StatementValue } from '../../src/nouns/statement.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';

/** A claim that is short of nothing, made by hand. */
export function madeStatement(
  id: string,
  sentence: string,
  words: string,
  value: StatementValue,
  changes: Partial<StatementView> = {},
): StatementView {
  const start = 100 + sentence.indexOf(words);
  return {
    id,
    document: {
      sha256: sha256Of(`document of ${id}`),
      title: `${id}.txt`,
      source: 'Valley Post',
      published: '2017-06-24',
    },
    page: 2,
    start,
    end: start + words.length,
    value,
    attributedTo: [{ name: 'the ministry' }, { name: 'AFP' }],
    state: 'suggested',
    by: 'english/1',
    sentence: { text: sentence, start: 100, language: 'en' },
    origin: { source: 'Interior ministry', reason: 'credited' },
    ...changes,
  };
}

export function madeFigure(lo: number, hi: number | null = lo, changes: object = {}): StatementValue {
  return { kind: 'figure', lo, hi, loOpen: hi === null, hiOpen: false, unit: 'people', counted: 'injured', ...changes };
}

export function madeClaim(statements: readonly StatementView[], changes: Partial<ClaimView> = {}): ClaimView {
  const [first] = statements;
  return {
    id: first?.id ?? 'none',
    kind: first?.value.kind ?? 'figure',
    label: { text: 'injured', language: 'en' },
    verdict: 'single',
    values: statements.map(({ id, value }) => ({ value, documents: 1, statements: [id] })),
    documents: new Set(statements.map(({ document }) => document.sha256)).size,
    assessments: [],
    statements,
    rejected: [],
    joins: [],
    conflicts: [],
    origins: [
      {
        source: 'Interior ministry',
        key: 'interior-ministry',
        documents: 1,
        held: false,
        statements: statements.map(({ id }) => ({ id, reason: 'credited' })),
      },
    ],
    lineage: [],
    decisions: [],
    ...changes,
  };
}

const FEWER = madeStatement(
  's1',
  'Doctors, "tired", said 141 injured\nwere brought in.',
  '141 injured',
  madeFigure(141),
);
const MORE = madeStatement('s2', 'More than 150 injured, AFP said.', 'More than 150 injured', madeFigure(150, null), {
  document: { sha256: sha256Of('document of s2'), title: 'wire.html' },
  page: undefined,
});
const AGAIN = madeStatement('s3', '据新华社报道，141人受伤。', '141人受伤', madeFigure(141), {
  sentence: { text: '据新华社报道，141人受伤。', start: 100, language: 'zh-Hans' },
  state: 'accepted',
});

/** Two figures that cannot both be right, and what two people made of them. */
export const CONFLICT = madeClaim([FEWER, MORE, AGAIN], {
  verdict: 'conflict',
  joins: [{ first: 's1', second: 's2', reasons: ['same-count', 'same-names'] }],
  conflicts: [{ first: 's1', second: 's2', reason: 'figures-apart' }],
  rejected: [madeStatement('s9', 'Page 141 injured nobody.', '141', madeFigure(141), { state: 'rejected' })],
  assessments: [
    {
      decision: 'd1',
      judgement: 'reservation',
      grading: 'B2',
      reason: 'The later count is the fuller one.',
      restsOn: ['s2'],
      actor: 'A. Writer',
      at: '2026-01-02T03:04:05.000Z',
    },
    {
      decision: 'd2',
      judgement: 'undecided',
      reason: 'Two hospitals did not answer.',
      restsOn: [],
      actor: 'B. Editor',
      at: '2026-01-03T03:04:05.000Z',
    },
  ],
  origins: [
    {
      source: 'Interior ministry',
      key: 'interior-ministry',
      documents: 2,
      held: false,
      statements: [
        { id: 's1', reason: 'credited' },
        { id: 's3', reason: 'whole-text' },
      ],
    },
    {
      source: `document ${MORE.document.sha256}`,
      key: 'wire',
      documents: 1,
      held: true,
      statements: [{ id: 's2', reason: 'own' }],
    },
  ],
  lineage: [
    {
      document: FEWER.document.sha256,
      from: 'Interior ministry',
      tier: 'body',
      kind: 'credits',
      evidence: { start: 40, end: 62 },
      words: 'the interior ministry',
      documentTitle: FEWER.document.title,
    },
    {
      document: AGAIN.document.sha256,
      from: 'A rumour',
      tier: 'media',
      kind: 'credits',
      evidence: { start: 1, end: 2 },
      words: 'a',
      documentTitle: AGAIN.document.title,
      decided: { holds: false, actor: 'A. Writer', at: '2026-01-02T03:04:05.000Z' },
    },
  ],
  decisions: [
    {
      id: 'd1',
      decision: {
        kind: 'assess',
        claim: 's1',
        judgement: 'reservation',
        grading: { reliability: 'B', credibility: 2 },
        reason: 'The later count is the fuller one.',
        restsOn: ['s2'],
      },
      actor: 'A. Writer',
      at: '2026-01-02T03:04:05.000Z',
      seq: 12,
      replaced: false,
    },
  ],
});

/** One of each other kind; the words of the first would run as a formula in a spreadsheet. */
const OTHERS = [
  madeClaim(
    [
      madeStatement('q1', '“=HYPERLINK("http://x")” she said.', '=HYPERLINK("http://x")', {
        kind: 'quotation',
        words: '=HYPERLINK("http://x")',
        speaker: undefined,
      }),
    ],
    { label: { text: '=HYPERLINK("http://x")', language: 'en' } },
  ),
  madeClaim([
    madeStatement('t1', 'It struck on 24 June 2017.', '24 June 2017', {
      kind: 'date',
      from: '2017-06-24',
      to: '2017-06-24',
      event: 'It struck',
    }),
  ]),
  madeClaim([
    madeStatement('n1', 'Police denied the account.', 'denied the account', {
      kind: 'stance',
      holder: 'Police',
      target: 'the account',
      polarity: 'negative',
      verb: 'deny',
    }),
  ]),
];

export const MADE: readonly ClaimView[] = [CONFLICT, ...OTHERS];

export async function* stream(claims: readonly ClaimView[]): AsyncGenerator<ClaimView> {
  yield* claims;
}

export async function written(pieces: AsyncGenerator<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join('');
}

export function cardOf(view: ClaimView): ClaimCard {
  const { id, kind, label, verdict, values, documents, origins, assessments } = view;
  return { id, kind, label, verdict, values, moreValues: 0, documents, origins, assessments };
}

/** A board over claims made by hand, where nothing is narrowed down. */
export function madeBoard(views: readonly ClaimView[] = MADE): CaseClaims {
  const source: SourceSummary = {
    key: 'interior-ministry',
    name: 'Interior ministry',
    kind: 'office',
    aliases: ['the ministry'],
    documents: 2,
    claims: 4,
    alone: 3,
  };
  return {
    claimsProgress: async () => ({ waiting: 1, aligning: false, statements: 6 }),
    sources: async () => [source],
    sourcePage: async (filter) => pageOf([source], filter),
    source: async (key) =>
      key === source.key
        ? {
            ...source,
            aloneClaims: OTHERS.map(cardOf),
            dependsOn: [],
            dependents: CONFLICT.lineage.map(({ from, kind, words, evidence }) => ({
              name: FEWER.document.title,
              kind,
              from,
              words,
              evidence,
              document: FEWER.document,
            })),
          }
        : undefined,
    testimony: async () => ({ failed: false }),
    statementsIn: async () => [
      {
        id: 's1',
        page: 2,
        start: 123,
        end: 134,
        value: FEWER.value,
        state: 'suggested',
        claim: 's1',
        verdict: 'conflict',
        others: 2,
        against: 1,
        origins: 2,
      },
      {
        id: 's2',
        page: undefined,
        start: 0,
        end: 9,
        value: MORE.value,
        state: 'accepted',
        claim: 's1',
        verdict: 'conflict',
        others: 2,
        against: 2,
        origins: 2,
      },
    ],
    timeline: async () => ({
      total: 1,
      span: { from: '2017', to: '2017-06-24' },
      parts: [{ at: '201', events: 1, conflicts: 0 }],
      events: OTHERS.slice(1, 2).map((view) => ({ claim: cardOf(view), from: '2017-06-24', to: '2017-06-24' })),
    }),
    decide: async () => {
      throw new Error('nothing is decided here');
    },
    decisions: async () => CONFLICT.decisions,
    claimIds: async ({ offset, limit }) => views.slice(offset, offset + limit).map(({ id }) => id),
    claims: async ({ offset, limit }) => ({
      total: views.length,
      all: { claims: views.length, conflicts: 1, statements: 6, judged: 1 },
      claims: views.slice(offset, offset + limit).map(cardOf),
      facets: { verdict: [], kind: [], origins: [], judged: [], source: [] },
    }),
    claim: async (id) => views.find(({ statements }) => statements.some((each) => each.id === id)),
  };
}
