import { Problem } from '../base/problem.ts';
import type { Interval, StatementValue } from '../nouns/statement.ts';

/**
 * A value as people type it and tables hold it, in no language: `141 people`, `>140 people`, `>=24`, `<50 km`,
 * `133..147 people` (an end that is left out: `>133..<147`), `2010-05`, `2010-05-05/2010-05-07`, the words of a
 * quotation, `negative: the police account`. `parseValue` reads it again.
 */
export function valueNotation(value: StatementValue): string {
  switch (value.kind) {
    case 'figure':
      return `${intervalNotation(value)} ${value.unit}`.trim();
    case 'date':
      return value.from === value.to ? value.from : `${value.from}/${value.to}`;
    case 'quotation':
      return value.words;
    case 'stance':
      return `${value.polarity}: ${value.target}`;
  }
}

function intervalNotation({ lo, hi, loOpen, hiOpen }: Interval): string {
  if (hi === null) return `${loOpen ? '>' : '>='}${lo}`;
  if (lo === hi) return String(lo);
  if (lo === 0 && !loOpen) return `${hiOpen ? '<' : '<='}${hi}`;
  return `${loOpen ? '>' : ''}${lo}..${hiOpen ? '<' : ''}${hi}`;
}

/** What the notation leaves out: of the statement that is corrected, or as a person says it. */
export interface ValueContext {
  /** Of a figure, where the notation has none. */
  readonly unit?: string;
  readonly counted?: string;
  /** Of a date: the words that name what happened. */
  readonly event?: string;
  readonly speaker?: string;
  readonly holder?: string;
  readonly verb?: string;
}

const NUMBER = String.raw`-?\d{1,300}(?:\.\d{1,300})?(?:e[+\-]?\d{1,3})?`;
const FIGURE = new RegExp(String.raw`^(>=?|<=?)?(${NUMBER})(?:\.\.(<)?(${NUMBER}))?(?:\s+(\S.*))?$`, 'su');
const DAY = String.raw`\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?:Z|[+\-]\d{2}:\d{2})?)?)?)?`;
const DATE = new RegExp(String.raw`^(${DAY})(?:\/(${DAY}))?$`, 'v');
const STANCE = /^(positive|negative|neutral):\s*(\S.*)$/sv;

/**
 * Reads what `valueNotation` writes.
 * @throws Problem `bad-input`
 */
export function parseValue(kind: StatementValue['kind'], text: string, context: ValueContext = {}): StatementValue {
  const trimmed = text.trim();
  const value = PARSE[kind](trimmed, context);
  if (value !== undefined) return value;
  throw new Problem('bad-input', `The value makes no sense as a ${kind}.`, { remedy: REMEDIES[kind] });
}

const PARSE: {
  readonly [K in StatementValue['kind']]: (text: string, context: ValueContext) => StatementValue | undefined;
} = {
  figure(text, { unit = '', counted = '' }) {
    const [, sign, first, below, second, said = unit] = FIGURE.exec(text) ?? [];
    if (first === undefined) return undefined;
    const interval = intervalOf(sign, Number(first), below, second === undefined ? undefined : Number(second));
    return interval && { kind: 'figure', ...interval, unit: said.trim(), counted };
  },
  date(text, { event = '' }) {
    const [, from, to = from] = DATE.exec(text) ?? [];
    if (from === undefined || to === undefined || to < from.slice(0, to.length)) return undefined;
    return { kind: 'date', from, to, event };
  },
  quotation: (words, { speaker }) => (words === '' ? undefined : { kind: 'quotation', words, speaker }),
  stance(text, { holder = '', verb = '' }) {
    const [, polarity, target] = STANCE.exec(text) ?? [];
    if (target === undefined) return undefined;
    if (polarity !== 'positive' && polarity !== 'negative' && polarity !== 'neutral') return undefined;
    return { kind: 'stance', holder, target, polarity, verb };
  },
};

function intervalOf(
  sign: string | undefined,
  first: number,
  below: string | undefined,
  second: number | undefined,
): Interval | undefined {
  if (!Number.isFinite(first)) return undefined;
  if (second !== undefined) {
    if (!Number.isFinite(second) || second < first || (sign !== undefined && sign !== '>')) return undefined;
    return { lo: first, hi: second, loOpen: sign === '>', hiOpen: below !== undefined };
  }
  if (sign === '<' || sign === '<=') {
    // Both count from nought: of what is less than that, nothing is left between them.
    if (first < 0 || (first === 0 && sign === '<')) return undefined;
    return { lo: 0, hi: first, loOpen: false, hiOpen: sign === '<' };
  }
  if (sign === undefined) return { lo: first, hi: first, loOpen: false, hiOpen: false };
  return { lo: first, hi: null, loOpen: sign === '>', hiOpen: false };
}

const REMEDIES: Readonly<Record<StatementValue['kind'], string>> = {
  figure: 'Give a number or an interval with its unit: "141 people", ">140 people", "<=80 km", "133..147 people".',
  date: 'Give a day, month or year, or two of them: 2010-05-05, 2010-05, 2010-05-05/2010-05-07, 2010-05-05T14:30.',
  quotation: 'Give the words without their marks.',
  stance: 'Give the polarity and what it is about: "negative: the police account".',
};
