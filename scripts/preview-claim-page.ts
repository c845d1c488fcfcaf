import type { ClaimView, DerivationView, StatementView } from '../src/nouns/claim-views.ts';
import type { SignedDecision } from '../src/nouns/decision.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import type { Credit, StatementValue } from '../src/nouns/statement.ts';
import { date, figure } from './preview-claims.ts';

/** One claim of an invented case with everything that can stand on its page. */

interface Told {
  readonly document: string;
  readonly source?: string;
  readonly published?: string;
  readonly page?: number;
  readonly language: string;
  /** The words of the statement between double asterisks. */
  readonly sentence: string;
  readonly value: StatementValue;
  readonly credits?: readonly string[];
  readonly origin: StatementView['origin'];
  readonly more?: Partial<StatementView>;
}

const START = 1_000;

function statement(told: Told, index: number): StatementView {
  const [before = '', words = '', after = ''] = told.sentence.split('**');
  return {
    id: `st-${index}`,
    start: START + before.length,
    end: START + before.length + words.length,
    document: {
      sha256: sha256Of(told.document),
      title: told.document,
      ...(told.source === undefined ? {} : { source: told.source }),
      ...(told.published === undefined ? {} : { published: told.published }),
    },
    page: told.page,
    value: told.value,
    attributedTo: (told.credits ?? []).map((name): Credit => ({ name })),
    state: 'suggested',
    by: told.language.startsWith('zh') ? 'chinese/2' : 'english/3',
    sentence: { text: before + words + after, start: START, language: told.language },
    ...(told.origin === undefined ? {} : { origin: told.origin }),
    ...told.more,
  };
}

const PRESS = 'Bureau press office';
const MADE: readonly Told[] = [
  {
    document: 'Morning broadcast of 4 June',
    published: '2024-06-04T05:30:00.000Z',
    language: 'en',
    sentence: 'In the news: **1,847 people** have left the valley for new homes, every one of them by choice.',
    value: figure(1847),
    credits: ['Xin Karasu'],
    origin: { source: PRESS, reason: 'text-reuse' },
  },
  {
    document: '喀拉苏日报头版',
    source: 'Karasu Daily',
    published: '2024-06-04',
    page: 1,
    language: 'zh-Hans',
    sentence: '截至5月31日，谷地十一个村已搬迁**1,847人**，全部自愿。',
    value: figure(1847),
    credits: ['移民局新闻处'],
    origin: { source: PRESS, reason: 'credited' },
    more: { state: 'accepted' },
  },
  {
    document: 'Settlers leave the Ak-Tepe valley <script>alert("title")</script>',
    source: 'The Steppe Courier',
    published: '2024-06-05',
    page: 4,
    language: 'en',
    sentence:
      'Some **1,847 people** have left the valley for new homes, the Xin Karasu agency reports, every one of them by choice.',
    value: figure(1847),
    credits: ['the Xin Karasu agency'],
    origin: { source: PRESS, reason: 'text-reuse' },
  },
  {
    document: 'Xin Karasu wire',
    source: 'Xin Karasu',
    published: '2024-06-04T06:10:00.000Z',
    language: 'en',
    sentence: 'The Bureau’s press office put the number of those moved at **1,847**.',
    value: figure(1847),
    credits: ['the Bureau’s press office'],
    origin: { source: PRESS, reason: 'credited' },
  },
  {
    document: 'Ministry yearbook note',
    published: '2024-06',
    language: 'en',
    sentence: 'Moved: **1,847**.',
    value: figure(1847),
    origin: { source: PRESS, reason: 'whole-text' },
  },
  {
    document: 'Directive 17',
    source: 'Office for Resettlement',
    published: '2024-06-03',
    page: 1,
    language: 'zh-Hans',
    sentence: '截至5月31日，谷地十一个村已搬迁**2,310人**，其中自愿搬迁317人。',
    value: figure(2310),
    origin: { source: 'Directive 17', reason: 'own' },
    more: { found: figure(231) },
  },
  {
    document: 'Forwarded scan',
    published: '2024-06-06',
    language: 'zh-Hans',
    sentence: '截至5月31日，谷地十一个村已搬迁**2,310人**，其中自愿搬迁317人。',
    value: figure(2310),
    origin: { source: 'Directive 17', reason: 'text-reuse' },
  },
  {
    document: 'Table of persons moved, sheet 2',
    published: '2024-05-31',
    language: 'zh-Hans',
    sentence: '合计：537户，**已搬迁2,310人**，其中自愿317人，未搬迁412人',
    value: figure(2310),
    credits: ['Village register'],
    origin: { source: 'Village register', reason: 'credited' },
  },
  {
    document: 'گۇۋاھلىق بايانى، 8-ئاينىڭ 14-كۈنى',
    published: '2024-08-14',
    page: 3,
    language: 'ug-Arab',
    sentence: 'دەپتەردە **ئىككى مىڭ ئۈچ يۈزدەك** ئادەمنىڭ ئىسمى بار ئىدى، ئۆز كۆزۈم بىلەن كۆردۈم.',
    value: figure(2185, 2415),
    origin: { source: 'Witness C', reason: 'own' },
    more: { by: 'T. Brandt', state: 'accepted' },
  },
];

const statements = MADE.map(statement);
const of = (source: string): ClaimView['origins'][number]['statements'] =>
  statements.flatMap(({ id, origin }) => (origin?.source === source ? [{ id, reason: origin.reason }] : []));
const origin = (source: string, documents: number, held = true): ClaimView['origins'][number] => ({
  source,
  key: source.toLowerCase().replaceAll(' ', '-'),
  documents,
  held,
  statements: of(source),
});
const from = (document: string): string => `document ${sha256Of(document)}`;
const step = (
  document: string,
  more: Pick<DerivationView, 'from' | 'kind' | 'words'> & Partial<DerivationView>,
): DerivationView => ({
  document: sha256Of(document),
  tier: 'media',
  evidence: { start: 1_040, end: 1_040 + more.words.length },
  ...more,
});

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T11:40:00.000Z`;
const decisions: readonly SignedDecision[] = [
  {
    id: 'd1',
    decision: { kind: 'reject', statement: 'st-r' },
    actor: 'T. Brandt',
    at: at(10),
    seq: 2_301,
    replaced: false,
  },
  {
    id: 'd2',
    decision: {
      kind: 'assess',
      claim: 'st-0',
      judgement: 'doubtful',
      grading: { reliability: 'C', credibility: 4 },
      reason: '1,847 rests on one origin that had reason to say it. The register had not been found then.',
      restsOn: ['st-0', 'st-1'],
    },
    actor: 'I. Halvorsen',
    at: at(16),
    seq: 3_377,
    replaced: true,
  },
  {
    id: 'd3',
    decision: { kind: 'correct', statement: 'st-5', value: figure(2310) },
    actor: 'T. Brandt',
    at: at(17),
    seq: 3_400,
    replaced: false,
  },
  {
    id: 'd4',
    decision: {
      kind: 'lineage',
      document: sha256Of('Ministry yearbook note'),
      from: PRESS,
      holds: false,
      reason: '年鉴没有注明出处。',
    },
    actor: 'ئا. قادىر',
    at: at(18),
    seq: 3_512,
    replaced: false,
  },
  {
    id: 'd5',
    decision: {
      kind: 'assess',
      claim: 'st-0',
      judgement: 'undecided',
      reason:
        'The press notice itself is missing. If the Bureau counted households of one kind only, both could be honest.',
      restsOn: [],
    },
    actor: 'I. Halvorsen',
    at: at(21),
    seq: 4_809,
    replaced: false,
  },
];

export const claim: ClaimView = {
  id: 'st-0',
  kind: 'figure',
  label: { text: 'people of the eleven villages had been moved', language: 'en' },
  verdict: 'conflict',
  values: [
    { value: figure(1847), documents: 5, statements: statements.slice(0, 5).map(({ id }) => id) },
    { value: figure(2310), documents: 3, statements: statements.slice(5, 8).map(({ id }) => id) },
    { value: figure(2185, 2415), documents: 1, statements: ['st-8'] },
  ],
  documents: 9,
  assessments: [
    {
      decision: 'd5',
      judgement: 'undecided',
      reason: 'The press notice itself is missing.',
      restsOn: [],
      actor: 'I. Halvorsen',
      at: at(21),
    },
  ],
  statements,
  rejected: [
    statement(
      {
        document: 'Ministry yearbook note',
        language: 'en',
        sentence: 'Pages: **231** of 1,900.',
        value: figure(231, 231, { unit: 'page', counted: 'pages' }),
        origin: undefined,
        more: { id: 'st-r', state: 'rejected' },
      },
      99,
    ),
  ],
  joins: [
    { first: 'st-0', second: 'st-2', reasons: ['same-value', 'same-words', 'same-names'] },
    { first: 'st-0', second: 'st-3', reasons: ['same-value', 'same-count'] },
    { first: 'st-1', second: 'st-5', reasons: ['same-words', 'same-time', 'same-role'] },
    { first: 'st-5', second: 'st-8', reasons: ['values-meet', 'same-count'] },
  ],
  conflicts: [
    { first: 'st-1', second: 'st-5', reason: 'figures-apart' },
    { first: 'st-0', second: 'st-5', reason: 'figures-apart' },
    { first: 'st-2', second: 'st-8', reason: 'figures-apart' },
  ],
  origins: [
    origin(PRESS, 5, false),
    origin('Directive 17', 2),
    origin('Village register', 1, false),
    origin('Witness C', 1),
  ],
  lineage: [
    step('Morning broadcast of 4 June', {
      from: from('Xin Karasu wire'),
      kind: 'text-reuse',
      words: 'have left the valley for new homes, every one of them by choice',
    }),
    step('Settlers leave the Ak-Tepe valley <script>alert("title")</script>', {
      from: from('Xin Karasu wire'),
      kind: 'text-reuse',
      words: 'have left the valley for new homes',
      decided: { holds: true, actor: 'T. Brandt', at: at(17) },
    }),
    step('Xin Karasu wire', { from: PRESS, kind: 'credits', words: 'The Bureau’s press office put', tier: 'body' }),
    step('喀拉苏日报头版', { from: PRESS, kind: 'credits', words: '移民局新闻处说', tier: 'body' }),
    step('Ministry yearbook note', {
      from: PRESS,
      kind: 'credits',
      words: 'Moved: 1,847.',
      tier: 'body',
      decided: { holds: false, actor: 'ئا. قادىر', at: at(18) },
    }),
    step('Forwarded scan', { from: from('Directive 17'), kind: 'same-file', words: '谷地十一个村已搬迁2,310人' }),
    step('Directive 17', { from: 'Directive 17', kind: 'own-reporting', words: '' }),
  ],
  decisions,
};

/** A claim of one document that nobody has looked at. */
export const lonely: ClaimView = {
  ...claim,
  id: 'st-20',
  kind: 'date',
  label: { text: 'بارلىق ئائىلىلەر كۆچۈرۈلگەن ۋاقىت', language: 'ug-Arab' },
  verdict: 'single',
  values: [{ value: date('2024-06-03', '2024-06-08'), documents: 1, statements: ['st-8'] }],
  documents: 1,
  assessments: [],
  statements: statements.slice(8).map((each) => ({ ...each, value: date('2024-06-03', '2024-06-08'), by: 'uyghur/1' })),
  rejected: [],
  joins: [],
  conflicts: [],
  origins: [origin('Witness C', 1)],
  lineage: [],
  decisions: [],
};

/** Words that came back from another language, and who denies what. */
const quoted = (words: string): StatementValue => ({ kind: 'quotation', words, speaker: 'the Deputy Head' });
const SPOKEN: readonly Told[] = [
  {
    document: 'Directive 17',
    language: 'zh-Hans',
    sentence: '副局长要求各县“**采取一切必要措施**”。',
    value: quoted('采取一切必要措施'),
    origin: { source: 'Directive 17', reason: 'own' },
  },
  {
    document: 'The Steppe Courier',
    published: '2024-06-05',
    language: 'en',
    sentence: 'The counties were told to “**take suitable measures**” by the deputy head.',
    value: quoted('take suitable measures'),
    origin: { source: 'Directive 17', reason: 'credited' },
  },
  {
    document: 'The Steppe Courier, second edition',
    published: '2024-06-06',
    language: 'en',
    sentence: 'The counties were told to “**take all measures that are necessary**” by the deputy head.',
    value: quoted('take all measures that are necessary'),
    origin: { source: 'Directive 17', reason: 'credited' },
  },
];
const spoken = SPOKEN.map((told, index) => statement(told, index + 40));

export const quotation: ClaimView = {
  ...lonely,
  id: 'st-40',
  kind: 'quotation',
  label: { text: '采取一切必要措施', language: 'zh-Hans' },
  verdict: 'agree',
  values: spoken.map(({ id, value }) => ({ value, documents: 1, statements: [id] })),
  documents: 3,
  statements: spoken,
  joins: [{ first: 'st-40', second: 'st-41', reasons: ['quotation-shared', 'same-speaker'] }],
  origins: [{ ...origin('Directive 17', 3), statements: spoken.map(({ id }) => ({ id, reason: 'credited' })) }],
};
