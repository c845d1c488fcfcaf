import type { ClaimCard, ClaimFilter, ClaimList, ClaimVerdict } from '../src/nouns/claim-views.ts';
import type { DatedEvent, Figure, StatementValue } from '../src/nouns/statement.ts';

/** Claims of an invented case, one of each look; some of the words try to be markup. */

export function figure(lo: number, hi: number | null = lo, more: Partial<Figure> = {}): Figure {
  return { kind: 'figure', lo, hi, loOpen: false, hiOpen: false, unit: 'people', counted: 'people moved', ...more };
}

export function date(from: string, to = from, event = 'the last families had to be gone'): DatedEvent {
  return { kind: 'date', from, to, event };
}

const quotation = (words: string): StatementValue => ({ kind: 'quotation', words, speaker: undefined });
const stance = (holder: string, polarity: 'positive' | 'negative' | 'neutral', target: string): StatementValue => ({
  kind: 'stance',
  holder,
  target,
  polarity,
  verb: polarity === 'negative' ? 'deny' : 'say',
});
const said = (value: StatementValue, documents: number): ClaimCard['values'][number] => ({
  value,
  documents,
  statements: [],
});

interface Made {
  readonly label: string;
  readonly language?: string;
  readonly verdict: ClaimVerdict;
  readonly values: ClaimCard['values'];
  readonly origins: readonly (readonly [source: string, documents: number, held?: boolean])[];
  readonly assessments?: ClaimCard['assessments'];
  readonly moreValues?: number;
}

function card(made: Made, index: number): ClaimCard {
  return {
    id: `s${index}-1`,
    kind: made.values[0]?.value.kind ?? 'figure',
    label: { text: made.label, language: made.language ?? 'en' },
    verdict: made.verdict,
    values: made.values,
    moreValues: made.moreValues ?? 0,
    documents: made.origins.reduce((sum, [, documents]) => sum + documents, 0),
    origins: made.origins.map(([source, documents, held = true]) => ({ source, documents, held })),
    assessments: made.assessments ?? [],
  };
}

const judged = (
  judgement: ClaimCard['assessments'][number]['judgement'],
  actor: string,
  at: string,
): ClaimCard['assessments'][number] => ({
  decision: `d-${at}`,
  judgement,
  reason: 'The register had not been found then.',
  restsOn: [],
  actor,
  at,
});

const MADE: readonly Made[] = [
  {
    label: 'people of the eleven villages had been moved',
    verdict: 'conflict',
    values: [said(figure(1847), 5), said(figure(2310), 3), said(figure(2185, 2415), 1)],
    origins: [
      ['Bureau press office', 5, false],
      ['Directive 17', 2],
      ['Village register', 1],
      ['Witness C', 1],
    ],
    assessments: [judged('undecided', 'I. Halvorsen', '2026-11-21T11:40:00.000Z')],
  },
  {
    label: 'the last families had to be gone',
    verdict: 'conflict',
    values: [said(date('2024-06-01'), 2), said(date('2024-06-10'), 3)],
    origins: [
      ['Xin Karasu wire', 2, false],
      ['Directive 17', 1],
      ['Village register', 1],
      ['ۋىتنېس C', 1],
    ],
  },
  {
    label: '采取一切必要措施',
    language: 'zh-Hans',
    verdict: 'agree',
    values: [
      said(quotation('采取一切必要措施'), 1),
      said(quotation('采取必要措施'), 3),
      said(quotation('take all suitable <script>measures</script>'), 1),
    ],
    moreValues: 2,
    origins: [['Directive 17', 5]],
  },
  {
    label: 'moved of their own will',
    verdict: 'conflict',
    values: [
      said(figure(317), 2),
      said(figure(1800, null, { loOpen: true }), 4),
      said(figure(0, 400, { hiOpen: true }), 1),
    ],
    origins: [
      ['Directive 17', 2],
      ['Bureau press office', 4, false],
      ['AFP', 1, false],
    ],
  },
  {
    label: 'villages lie in the area to be flooded',
    verdict: 'agree',
    values: [said(figure(11, 11, { unit: 'village', counted: 'villages' }), 7)],
    origins: [
      ['Directive 17', 3],
      ['Table of persons', 2],
      ['Survey map', 1],
      ['Witness C', 1],
    ],
    assessments: [judged('stands', 'I. Halvorsen', '2026-11-17T09:00:00.000Z')],
  },
  {
    label: 'houses were pulled down',
    verdict: 'agree',
    values: [
      said(figure(400, null, { unit: 'house', counted: 'houses' }), 1),
      said(figure(480, 600, { unit: 'house', counted: 'houses' }), 1),
      said(figure(537, 537, { unit: 'house', counted: 'houses' }), 2),
    ],
    origins: [
      ['Table of persons moved', 2],
      ['Witness C', 1],
      ['Pictures from the air', 1],
    ],
    assessments: [
      judged('stands', 'T. Brandt', '2026-11-18T09:00:00.000Z'),
      judged('reservation', 'I. Halvorsen', '2026-11-19T09:00:00.000Z'),
    ],
  },
  {
    label: 'the water was to stand',
    verdict: 'agree',
    values: [said(figure(612, 612, { unit: 'm', counted: 'metres' }), 5)],
    origins: [['Bureau press office', 5, false]],
  },
  {
    label: 'anybody was moved against their will',
    verdict: 'conflict',
    values: [
      said(stance('the Bureau', 'negative', 'anybody was moved against their will'), 3),
      said(stance('پاتىمە ئابلا', 'positive', 'بىزنى زورلاپ كۆچۈردى'), 1),
      said(stance('the county office at Sarbulak', 'neutral', 'people were moved against their will'), 1),
    ],
    origins: [
      ['Bureau press office', 3, false],
      ['پاتىمە ئابلا', 1],
      ['County office', 1],
    ],
  },
  {
    label: 'بارلىق ئائىلىلەر كۆچۈرۈلگەن ۋاقىت',
    language: 'ug-Arab',
    verdict: 'agree',
    values: [said(date('2024-06'), 2), said(date('2024-06-03', '2024-06-08'), 1)],
    origins: [
      ['ئاقتاش يېزىلىق ھۆكۈمەت', 2],
      ['口头指示', 1, false],
    ],
  },
  {
    label: 'the first shot was fired',
    verdict: 'conflict',
    values: [said(date('2024-06-03T14:15', '2024-06-03T14:45'), 2), said(date('2024-06-03T16:30'), 1)],
    origins: [
      ['Xin Karasu wire', 2, false],
      ['Witness F', 1],
    ],
  },
  {
    label: 'was promised for the new settlement',
    verdict: 'single',
    values: [said(figure(2_300_000, 2_300_000, { unit: 'CNY', counted: 'yuan' }), 1)],
    origins: [['Karasu Daily', 1, false]],
  },
  {
    label:
      'an exceedingly long subject about which a document says something, without a comma anywhere near it, so that whoever lays out a card learns what happens when a sentence goes on beyond all that is reasonable and a_very_long_name_without_any_space_at_all_stands_in_it',
    verdict: 'agree',
    values: [
      said(figure(12.5, 12.5, { unit: 'km' }), 1),
      said(figure(13, 13, { unit: 'km' }), 1),
      said(figure(12.35, 13.65, { unit: 'km' }), 2),
      said(figure(12, null, { unit: 'km' }), 1),
      said(figure(12.9, 12.9, { unit: 'km' }), 1),
    ],
    moreValues: 9,
    origins: Array.from({ length: 14 }, (_, index) => [`Source number ${index + 1} of many`, 20 - index] as const),
  },
];

export const cards: readonly ClaimCard[] = MADE.map(card);

export const filter: ClaimFilter = { offset: 0, limit: 20 };

const facets: ClaimList['facets'] = {
  verdict: [
    { value: 'conflict', claims: 612 },
    { value: 'agree', claims: 2_211 },
    { value: 'single', claims: 7_177 },
  ],
  kind: [
    { value: 'figure', claims: 4_119 },
    { value: 'date', claims: 3_012 },
    { value: 'quotation', claims: 2_604 },
    { value: 'stance', claims: 265 },
  ],
  origins: [
    { value: 'one', claims: 8_410 },
    { value: 'several', claims: 1_590 },
  ],
  judged: [
    { value: 'none', claims: 9_984 },
    { value: 'stands', claims: 11 },
    { value: 'doubtful', claims: 3 },
  ],
  source: [
    { value: 'bureau', label: 'Bureau press office', claims: 41 },
    { value: 'office', label: '卡拉苏移民安置局', claims: 17 },
    { value: 'witness', label: 'ئۇيغۇر گۇۋاھچى', claims: 9 },
  ],
};

export const list: ClaimList = {
  total: 10_000,
  all: { claims: 10_000, conflicts: 612, statements: 41_906, judged: 16 },
  claims: cards,
  facets,
};

export const noClaims: ClaimList = {
  total: 0,
  all: { claims: 0, conflicts: 0, statements: 0, judged: 0 },
  claims: [],
  facets: { verdict: [], kind: [], origins: [], judged: [], source: [] },
};
