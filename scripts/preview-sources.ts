import type {
  ClaimCard,
  SourceSummary,
  SourceView,
  StatementInDocument,
  Timeline,
  TimelineEvent,
} from '../src/nouns/claim-views.ts';
import type { Reading } from '../src/nouns/reading.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import type { StatementValue } from '../src/nouns/statement.ts';
import * as papers from './preview-documents.ts';

/** Statements, sources and events of an invented case; some of the words try to be markup. */

type Told = readonly [
  words: string,
  verdict: StatementInDocument['verdict'],
  others?: number,
  against?: number,
  origins?: number,
];

const CONTRARY: readonly StatementValue[] = [
  { kind: 'figure', lo: 1_847, hi: 1_847, loOpen: false, hiOpen: false, unit: 'people', counted: 'people' },
  { kind: 'figure', lo: 2_000, hi: null, loOpen: true, hiOpen: false, unit: 'people', counted: 'people' },
];

/** Each of the words, wherever they stand, as a statement of which other documents say so much. */
function statements(reading: Reading, told: readonly Told[]): readonly StatementInDocument[] {
  return told.flatMap(([words, verdict, others = 0, against = 0, origins = 1], index) =>
    papers.marksOf(reading, [words]).map(({ start, end, page }): StatementInDocument => ({
      start,
      end,
      page,
      id: `s${index}-${start}`,
      value: { kind: 'quotation', words, speaker: undefined },
      state: index === 1 ? 'accepted' : 'suggested',
      claim: `s${index}`,
      verdict,
      others,
      against,
      origins,
      ...(against > 0 && { contrary: CONTRARY }),
    })),
  );
}

export const statedInDirective = statements(papers.directive.reading, [
  ['已搬迁2,310人', 'conflict', 5, 5, 2],
  ['须于6月10日前迁出', 'agree', 2, 0, 3],
  ['一切必要措施', 'single'],
  ['已搬迁1,847人，全部自愿', 'conflict', 6, 1, 2],
  ['1,847人', 'agree', 4, 0, 1],
]);
export const statedInNotice = statements(papers.notice.reading, [
  ['ھەرقايسى دۆلەتلەرنىڭ زېمىنىدا', 'conflict', 1, 1, 2],
  ['ئولتۇراقلىشىشقا ھوقۇقلۇق', 'agree', 3, 0, 2],
  ['مەھرۇم قىلىشقا بولمايدۇ', 'agree', 1, 0, 1],
]);
export const statedInPress = statements(papers.press, [
  ['entirely voluntary', 'conflict', 2, 1, 2],
  ['By Friday 1,847 people', 'conflict', 5, 0, 2],
  ['1,847 people', 'agree', 5, 0, 1],
  ['by autumn', 'single'],
]);

const card = (id: string, text: string, more: Partial<ClaimCard>): ClaimCard => ({
  id,
  kind: 'date',
  label: { text, language: 'en' },
  verdict: 'single',
  values: [],
  moreValues: 0,
  documents: 1,
  origins: [{ source: 'Karasu Daily', documents: 1, held: false }],
  assessments: [],
  ...more,
});

const day = (from: string, to: string = from, event = 'the eleven villages were cleared'): StatementValue => ({
  kind: 'date',
  from,
  to,
  event,
});

const said = (value: StatementValue, documents: number) => ({ value, documents, statements: ['x'] });

const EVENTS: readonly TimelineEvent[] = [
  {
    from: '2023',
    to: '2023',
    claim: card('e0', 'the first <b>survey</b> of the valley', { values: [said(day('2023'), 1)] }),
  },
  {
    from: '2024-05',
    to: '2024-05',
    claim: card('e1', '库区移民动员大会', {
      label: { text: '库区移民动员大会', language: 'zh-Hans' },
      verdict: 'agree',
      documents: 3,
      origins: [
        { source: 'Karasu Daily', documents: 2, held: false },
        { source: '卡拉苏移民安置局', documents: 1, held: true },
      ],
      values: [said(day('2024-05'), 3)],
    }),
  },
  {
    from: '2024-05-28',
    to: '2024-06-07',
    claim: card('e2', 'the eleven villages of the Ak-Tepe valley were cleared', {
      verdict: 'conflict',
      documents: 6,
      origins: [
        { source: 'Bureau press office', documents: 5, held: false },
        { source: 'Directive 17', documents: 1, held: true },
      ],
      values: [
        said(day('2024-05-28', '2024-05-31'), 5),
        said(day('2024-06-07'), 1),
        said(day('2024-06-03T06:00', '2024-06-03T09:30'), 1),
      ],
    }),
  },
  {
    from: '2024-06-03',
    to: '2024-06-03',
    claim: card('e3', 'ئاھالىنى كۆچۈرۈش ئۇقتۇرۇشى ئېلان قىلىندى', {
      label: { text: 'ئاھالىنى كۆچۈرۈش ئۇقتۇرۇشى ئېلان قىلىندى', language: 'ug-Arab' },
      values: [said(day('2024-06-03'), 1)],
    }),
  },
  {
    from: '2024-06-03T14:30',
    to: '2024-06-03T15:00',
    claim: card('e4', 'a lorry was turned back at the lower bridge', {
      verdict: 'agree',
      documents: 2,
      values: [said(day('2024-06-03T14:30', '2024-06-03T15:00'), 2)],
    }),
  },
];

export const timeline: Timeline = {
  total: 1_204,
  span: { from: '2023', to: '2024-06-07' },
  parts: [
    { at: '2023', events: 11, conflicts: 0 },
    { at: '2024', events: 1_193, conflicts: 41 },
  ],
  events: EVENTS,
};
export const june: Timeline = {
  ...timeline,
  total: 3,
  parts: [
    { at: '2024-06-03', events: 2, conflicts: 0 },
    { at: '2024-06-07', events: 1, conflicts: 1 },
  ],
  events: EVENTS.slice(2),
};
export const noEvents: Timeline = { total: 0, span: undefined, parts: [], events: [] };

export const sources: readonly SourceSummary[] = [
  {
    key: 'bureau-press-office',
    name: 'Bureau press office',
    kind: 'body',
    aliases: ['the Bureau’s spokesman', '移民局新闻处'],
    documents: 5,
    claims: 41,
    alone: 33,
  },
  { key: 'karasu-daily', name: 'Karasu <Daily>', kind: 'medium', aliases: [], documents: 12, claims: 28, alone: 4 },
  { key: 'office', name: '卡拉苏移民安置局', kind: 'office', aliases: [], documents: 3, claims: 17, alone: 17 },
  { key: 'witness', name: 'ئۇيغۇر گۇۋاھچى', kind: 'person', aliases: ['Witness F'], documents: 1, claims: 9, alone: 0 },
  { key: 'crowd', name: 'residents', kind: 'crowd', aliases: [], documents: 2, claims: 3, alone: 1 },
  { key: 'dir-17', name: 'Directive 17', kind: 'document', aliases: [], documents: 1, claims: 12, alone: 12 },
];

const PRESS = {
  sha256: sha256Of('press'),
  title: papers.press.title ?? '',
  source: 'Karasu Daily',
  published: '2024-06-04',
};
const WORDS = 'The Bureau’s press office gave no other figure.';

export const source: SourceView = {
  ...(sources[0] ?? missing()),
  aloneClaims: EVENTS.map(({ claim }) => claim),
  dependents: [
    {
      name: PRESS.title,
      kind: 'credits',
      from: 'Bureau press office',
      document: PRESS,
      words: WORDS,
      evidence: { start: 40, end: 40 + WORDS.length },
    },
    {
      name: '库区移民动员',
      kind: 'text-reuse',
      from: 'Bureau press office',
      document: { sha256: sha256Of('zh'), title: '库区移民动员', published: '2024-06' },
      words: '已搬迁1,847人，全部自愿',
      evidence: { start: 3, end: 16 },
    },
  ],
  dependsOn: [
    {
      name: 'Karasu <Daily>',
      key: 'karasu-daily',
      kind: 'own-reporting',
      from: 'Karasu <Daily>',
      document: PRESS,
      words: 'an official said',
      evidence: { start: 90, end: 106 },
    },
  ],
};
export const quietSource: SourceView = {
  ...(sources[3] ?? missing()),
  aloneClaims: [],
  dependents: [],
  dependsOn: [],
};

function missing(): never {
  throw new Error('an invented source is missing');
}
