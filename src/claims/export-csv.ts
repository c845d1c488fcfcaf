import { CSV_BREAK, csvLine } from '../base/csv.ts';
import type { StatementValue } from '../nouns/statement.ts';
import type { Assessment, ClaimView, StatementView } from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { wordsOf } from './statement-words.ts';
import { valueNotation } from './value-notation.ts';

type Field = string | number | undefined;

const COLUMNS = [
  'claim',
  'about',
  'verdict',
  'documents',
  'origins',
  'judgements',
  'statement',
  'kind',
  'value',
  'lo',
  'hi',
  'lo-open',
  'hi-open',
  'unit',
  'counted',
  'from',
  'to',
  'speaker-or-holder',
  'target-or-event',
  'polarity',
  'conflicts-with',
  'origin',
  'origin-reason',
  'credited-to',
  'state',
  'found-by',
  'title',
  'source',
  'published',
  'sha256',
  'page',
  'start',
  'end',
  'words',
  'sentence',
  'language',
  'link',
] as const;

/**
 * One line for each statement (RFC 4180), those of a claim together, each with its citation: SHA-256 of the original,
 * page, place in the document’s text (UTF-16 code units) and the exact words. Rejected statements are left out.
 */
export async function* claimsCsv(claims: AsyncIterable<ClaimView>, about: ExportAbout): AsyncGenerator<string> {
  yield csvLine(COLUMNS) + CSV_BREAK;
  for await (const claim of claims) {
    const lines = claim.statements.map((statement) =>
      csvLine([...claimFields(claim), ...fields(claim, statement, about)]),
    );
    if (lines.length > 0) yield lines.join(CSV_BREAK) + CSV_BREAK;
  }
}

function claimFields({ id, label, verdict, documents, origins, assessments }: ClaimView): readonly Field[] {
  return [id, label.text, verdict, documents, origins.length, assessments.map(judged).join('; ')];
}

function judged({ judgement, grading, actor, at }: Assessment): string {
  return `${judgement}${grading === undefined ? '' : ` (${grading})`}, ${actor}, ${at.slice(0, 10)}`;
}

function fields({ conflicts }: ClaimView, statement: StatementView, { link }: ExportAbout): readonly Field[] {
  const { id, value, origin, attributedTo, state, by, document, page, start, end, sentence } = statement;
  const against = conflicts.flatMap(({ first, second }) => (first === id ? [second] : second === id ? [first] : []));
  return [
    id,
    value.kind,
    valueNotation(value),
    ...valueFields(value),
    [...new Set(against)].join(' '),
    origin?.source,
    origin?.reason,
    attributedTo.map(({ name }) => name).join('; '),
    state,
    by,
    document.title,
    document.source,
    document.published,
    document.sha256,
    page,
    start,
    end,
    wordsOf(statement),
    sentence.text,
    sentence.language,
    link?.(statement),
  ];
}

/** lo, hi, lo-open, hi-open, unit, counted, from, to, speaker-or-holder, target-or-event, polarity. */
function valueFields(value: StatementValue): readonly Field[] {
  const none = (count: number): readonly undefined[] => Array.from({ length: count }, () => undefined);
  switch (value.kind) {
    case 'figure': {
      const { lo, hi, loOpen, hiOpen, unit, counted } = value;
      return [lo, hi ?? undefined, String(loOpen), String(hiOpen), unit, counted, ...none(5)];
    }
    case 'date':
      return [...none(6), value.from, value.to, undefined, value.event, undefined];
    case 'quotation':
      return [...none(8), value.speaker, undefined, undefined];
    case 'stance':
      return [...none(8), value.holder, value.target, value.polarity];
  }
}
