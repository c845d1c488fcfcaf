import { faultIn } from '../claims/parse-decision.ts';
import { JUDGEMENTS, LONGEST, type Decision, type DecisionKind, type Grading } from '../nouns/decision.ts';
import type { Span } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Figure, StatementValue } from '../nouns/statement.ts';
import { countsFromNought, FIGURE_WORDS, typedNumber } from '../web/pages.ts';

/** Every field of a form by its name, as often as it was sent. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What the fields mean beside the words that they hold. */
export interface FormContext {
  /** The text in which chosen words have to stand, and where they stood. */
  readonly text?: string;
  readonly at?: Span;
}

/** A decision, or the names of the fields that are missing or make no sense. */
export type Understood =
  | { readonly decision: Decision; readonly wrong?: undefined }
  | { readonly wrong: readonly string[] };

/** Reads one decision out of a form. What a decision may say at all is judged where it is signed. */
export function decisionOf(what: DecisionKind, typed: Typed, context: FormContext = {}): Understood {
  const form = new Fields(typed);
  const decision = READ[what](form, context);
  if (decision === undefined || form.wrong.length > 0) return { wrong: form.wrong };
  const fault = faultIn(decision);
  return fault === undefined ? { decision } : { wrong: [fieldOf(fault, decision)] };
}

/** The field of the form that a part of a decision was read from. */
function fieldOf(fault: string, decision: Decision): string {
  const [part = '', inner = ''] = fault.split('.');
  if (part === 'value') return VALUE_FIELDS[inner] ?? inner;
  if (part === 'from' && decision.kind === 'lineage') return 'source';
  return PARTS[part] ?? part;
}

const VALUE_FIELDS: Readonly<Record<string, string>> = { lo: 'number', hi: 'number', words: 'quoted' };
const PARTS: Readonly<Record<string, string>> = {
  span: 'words',
  attributedTo: 'credit',
  statements: 'statement',
  claims: 'to',
  pair: 'first',
};

/** Fields whose words stand in a document. */
const OF_DOCUMENT = new Set(['words', 'quoted']);

class Fields {
  readonly typed: Typed;
  readonly wrong: string[] = [];

  constructor(typed: Typed) {
    this.typed = typed;
  }

  optional(name: string): string | undefined {
    const typed = this.typed[name]?.[0]?.trim();
    // Words have to be those of the document; nobody means to write a control character anywhere else.
    const text = OF_DOCUMENT.has(name) ? typed : typed?.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '');
    return text === '' ? undefined : text;
  }

  required(name: string): string {
    const text = this.optional(name);
    if (text === undefined) this.wrong.push(name);
    return text ?? '';
  }

  sha256(name: string): Sha256 | undefined {
    const text = this.required(name);
    const id = parseSha256(text);
    if (id === undefined && text !== '') this.wrong.push(name);
    return id;
  }

  all(name: string): readonly string[] {
    return (this.typed[name] ?? []).filter((text) => text !== '');
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const chosen = choices.find((each) => each === this.typed[name]?.[0]);
    if (chosen === undefined) this.wrong.push(name);
    return chosen;
  }

  reason(): { readonly reason?: string } {
    const reason = this.optional('reason');
    return reason === undefined ? {} : { reason };
  }
}

type Read = (form: Fields, context: FormContext) => Decision | undefined;

const READ: Readonly<Record<DecisionKind, Read>> = {
  accept: (form) => ({ kind: 'accept', statement: form.required('statement'), ...form.reason() }),
  reject: (form) => ({ kind: 'reject', statement: form.required('statement'), ...form.reason() }),
  correct(form, context) {
    const value = valueIn(form);
    const span = bare(value, spanOf(form, context), context);
    const isMoved = span !== undefined && (span.start !== context.at?.start || span.end !== context.at.end);
    const statement = form.required('statement');
    if (value === undefined) return undefined;
    return { kind: 'correct', statement, value, ...(isMoved ? { span } : {}), ...form.reason() };
  },
  add(form, context) {
    const document = form.sha256('document');
    const value = valueIn(form);
    const span = bare(value, spanOf(form, context), context);
    if (document === undefined || value === undefined || span === undefined) return undefined;
    const attributedTo = lines(form.optional('credit')).map((name) => ({ name }));
    return { kind: 'add', document, span, value, attributedTo };
  },
  move(form) {
    const statements = form.all('statement');
    if (statements.length === 0) form.wrong.push('statement');
    const to = form.required('to');
    return { kind: 'move', statements, ...(to === 'own' ? {} : { to }), ...form.reason() };
  },
  merge: (form) => ({ kind: 'merge', claims: [form.required('claim'), form.required('to')], ...form.reason() }),
  'no-conflict': (form) => ({
    kind: 'no-conflict',
    pair: [form.required('first'), form.required('second')],
    reason: form.required('reason'),
  }),
  lineage(form) {
    const document = form.sha256('document');
    const from = form.optional('from') ?? form.required('source');
    const holds = form.oneOf('holds', ['yes', 'no']) === 'yes';
    return document === undefined ? undefined : { kind: 'lineage', document, from, holds, ...form.reason() };
  },
  'name-source': (form) => ({
    kind: 'name-source',
    source: form.required('source'),
    name: form.required('name'),
    ...form.reason(),
  }),
  assess(form) {
    const judgement = form.oneOf('judgement', JUDGEMENTS);
    const reason = form.required('reason');
    const grading = gradingIn(form);
    if (judgement === undefined) return undefined;
    const restsOn = form.all('restsOn');
    return { kind: 'assess', claim: form.required('claim'), judgement, reason, restsOn, ...(grading && { grading }) };
  },
  withdraw: (form) => ({ kind: 'withdraw', decision: form.required('decision'), ...form.reason() }),
};

const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;

/** Both halves or neither: one alone is no grading. */
function gradingIn(form: Fields): Grading | undefined {
  const given = [form.optional('reliability'), form.optional('credibility')];
  if (given.every((half) => half === undefined)) return undefined;
  const reliability = RELIABILITIES.find((each) => each === given[0]);
  const credibility = CREDIBILITIES.find((each) => String(each) === given[1]);
  if (reliability !== undefined && credibility !== undefined) return { reliability, credibility };
  form.wrong.push('grading');
  return undefined;
}

/** Where the words stand: where they stood, else nearest to it. They have to stand in the text exactly so. */
function spanOf(form: Fields, { text, at }: FormContext): Span | undefined {
  // A browser sends its line breaks as CR LF, whatever they were.
  const words = form.required('words').replaceAll('\r\n', '\n');
  if (text === undefined || words === '') return undefined;
  if (at !== undefined && text.slice(at.start, at.end).trim() === words) return at;
  const found = words.length > LONGEST.span ? undefined : nearest(text, words, at);
  if (found === undefined) form.wrong.push('words');
  return found;
}

/** A quotation stands where its words do: marks that were chosen along with them are no part of it. */
function bare(
  value: StatementValue | undefined,
  span: Span | undefined,
  { text = '', at = span }: FormContext,
): Span | undefined {
  if (span === undefined || value?.kind !== 'quotation') return span;
  const [from, chosen] = [span.start, text.slice(span.start, span.end)];
  const found = nearest(chosen, value.words, at && { start: at.start - from, end: at.end - from });
  return found === undefined ? span : { start: from + found.start, end: from + found.end };
}

/**
 * Of the places of `words` in `text` the one within `at`, or around it; where there is none, the one that begins nearest
 * to where that does. The last place before it and the first after it are all that can be either.
 */
function nearest(text: string, words: string, at: Span = { start: 0, end: 0 }): Span | undefined {
  const [before, after] = [text.lastIndexOf(words, at.start), text.indexOf(words, at.start)]
    .filter((start) => start !== -1)
    .map((start) => ({ start, end: start + words.length, away: Math.abs(start - at.start) }));
  if (before === undefined || after === undefined) return before && { start: before.start, end: before.end };
  const [one, other] = [before, after].map((span) => isWithin(span, at) || isWithin(at, span));
  const chosen = one === other ? (after.away < before.away ? after : before) : one ? before : after;
  return { start: chosen.start, end: chosen.end };
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function valueIn(form: Fields): StatementValue | undefined {
  const kind = form.oneOf('kind', ['figure', 'date', 'quotation', 'stance']);
  switch (kind) {
    case 'figure':
      return figureIn(form);
    case 'date': {
      const from = form.required('from');
      return { kind, from, to: form.optional('to') ?? from, event: form.optional('event') ?? '' };
    }
    case 'quotation':
      return { kind, words: form.required('quoted').replaceAll('\r\n', '\n'), speaker: form.optional('speaker') };
    case 'stance': {
      const polarity = form.oneOf('polarity', ['positive', 'negative', 'neutral']) ?? 'neutral';
      const [holder, target] = [form.required('holder'), form.required('target')];
      return { kind, holder, target, polarity, verb: form.optional('verb') ?? '' };
    }
    case undefined:
      return undefined;
  }
}

/** The intervals that words stand for: five per cent on either side for `about`, five below for `nearly`. */
function figureIn(form: Fields): Figure | undefined {
  const how = form.oneOf('how', FIGURE_WORDS);
  const number = numberIn(form, 'number');
  const isOfTwo = how !== undefined && OF_TWO.has(how);
  const to = isOfTwo ? numberIn(form, 'numberTo') : undefined;
  // Which of the two is meant is not for the program to say.
  if (how !== undefined && !isOfTwo && form.optional('numberTo') !== undefined) form.wrong.push('how');
  if (number !== undefined && to !== undefined && to <= number) form.wrong.push('numberTo');
  const isEmpty = number !== undefined && (number < 0 || (number === 0 && how !== 'up-to'));
  if (how !== undefined && countsFromNought(how) && isEmpty) form.wrong.push('number');
  const figure = { kind: 'figure', unit: form.required('unit'), counted: form.optional('counted') ?? '' } as const;
  if (how === undefined || number === undefined) return undefined;
  const interval = (lo: number, hi: number | null, loOpen = false, hiOpen = false): Figure => ({
    ...figure,
    lo,
    hi,
    loOpen,
    hiOpen,
  });
  switch (how) {
    case 'exactly':
      return interval(number, number);
    case 'about': {
      const ends = [round(0.95 * number), round(1.05 * number)];
      return interval(Math.min(...ends), Math.max(...ends));
    }
    case 'more-than':
      return interval(number, null, true);
    case 'at-least':
      return interval(number, null);
    case 'less-than':
      return interval(0, number, false, true);
    case 'up-to':
      return interval(0, number);
    case 'nearly':
      return interval(round(0.95 * number), number, false, true);
    case 'between':
    case 'inside':
    case 'above-up-to':
    case 'from-below':
      return to === undefined
        ? undefined
        : interval(number, to, how === 'inside' || how === 'above-up-to', how === 'inside' || how === 'from-below');
  }
}

const OF_TWO: ReadonlySet<string> = new Set(['between', 'inside', 'above-up-to', 'from-below']);

/** Without the dust of binary fractions, as the finders have it. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

function numberIn(form: Fields, name: string): number | undefined {
  const number = typedNumber(form.required(name));
  if (number === undefined && !form.wrong.includes(name)) form.wrong.push(name);
  return number;
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\n\r]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
