import * as z from 'zod';
import { Problem } from '../base/problem.ts';
import { JUDGEMENTS, LONGEST, MOST, type Decision } from '../nouns/decision.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { Credit, StatementValue } from '../nouns/statement.ts';
import { daysOf } from './align/values.ts';

const Text = (longest: number): z.ZodType<string> =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed() && text.trim() !== '', 'is empty or no text');
const Name = Text(LONGEST.name);
const Reason = Text(LONGEST.reason);
const Id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/);
const Original = z.string().transform((text, context) => {
  const sha256 = parseSha256(text);
  if (sha256 !== undefined) return sha256;
  context.addIssue('is no SHA-256');
  return z.NEVER;
});
const Span = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine(({ start, end }) => start < end, 'is no stretch of text');
const IsoDate = z
  .string()
  .regex(/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?$/)
  .refine(isDay, 'is no day');

const Value = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('figure'),
      lo: z.number(),
      hi: z.number().nullable(),
      loOpen: z.boolean(),
      hiOpen: z.boolean(),
      unit: Name,
      counted: z.string().max(LONGEST.name),
    })
    .refine(({ lo, hi }) => hi === null || lo <= hi, { path: ['hi'], error: 'ends before it begins' }),
  z.strictObject({ kind: z.literal('quotation'), words: Text(LONGEST.quotation), speaker: Name.optional() }),
  z
    .strictObject({ kind: z.literal('date'), from: IsoDate, to: IsoDate, event: z.string().max(LONGEST.name) })
    .refine(({ from, to }) => inOrder(from, to), { path: ['to'], error: 'ends before it begins' }),
  z.strictObject({
    kind: z.literal('stance'),
    holder: Name,
    target: Text(LONGEST.reason),
    polarity: z.enum(['positive', 'negative', 'neutral']),
    verb: z.string().max(LONGEST.name),
  }),
]);
const Credited = z.strictObject({
  name: Name,
  start: z.int().nonnegative().exactOptional(),
  end: z.int().exactOptional(),
});
const Grading = z.strictObject({
  reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  credibility: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
});
export const StoredValue = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('figure'),
    lo: z.number(),
    hi: z.number().nullable(),
    loOpen: z.boolean(),
    hiOpen: z.boolean(),
    unit: z.string(),
    counted: z.string(),
  }),
  z
    .object({ kind: z.literal('quotation'), words: z.string(), speaker: z.string().optional() })
    .transform(({ speaker, ...value }) => ({ ...value, speaker })),
  z.object({ kind: z.literal('date'), from: z.string(), to: z.string(), event: z.string() }),
  z.object({
    kind: z.literal('stance'),
    holder: z.string(),
    target: z.string(),
    polarity: z.enum(['positive', 'negative', 'neutral']),
    verb: z.string(),
  }),
]);
const StoredCredits = z.array(
  z.object({ name: z.string(), start: z.number().exactOptional(), end: z.number().exactOptional() }),
);
const reason = Reason.exactOptional();
const Several = z.array(Id).min(1).max(MOST.statements);

const Decided = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['accept', 'reject']), statement: Id, reason }),
  z.strictObject({ kind: z.literal('correct'), statement: Id, span: Span.exactOptional(), value: Value, reason }),
  z.strictObject({
    kind: z.literal('add'),
    document: Original,
    span: Span,
    value: Value,
    attributedTo: z.array(Credited).max(MOST.credits),
  }),
  z.strictObject({ kind: z.literal('move'), statements: Several, to: Id.exactOptional(), reason }),
  z.strictObject({ kind: z.literal('merge'), claims: z.tuple([Id, Id]), reason }),
  z.strictObject({ kind: z.literal('no-conflict'), pair: z.tuple([Id, Id]), reason: Reason }),
  z.strictObject({ kind: z.literal('lineage'), document: Original, from: Name, holds: z.boolean(), reason }),
  z.strictObject({ kind: z.literal('name-source'), source: Name, name: Name, reason }),
  z.strictObject({
    kind: z.literal('assess'),
    claim: Id,
    judgement: z.enum(JUDGEMENTS),
    grading: Grading.exactOptional(),
    reason: Reason,
    restsOn: z.array(Id).max(MOST.statements),
  }),
  z.strictObject({ kind: z.literal('withdraw'), decision: Id, reason }),
]);

/**
 * Narrows what comes from outside: a form, a file, the ledger.
 * @throws Problem `bad-input` that names the field
 */
export function parseDecision(value: unknown): Decision {
  const parsed = Decided.safeParse(value);
  if (parsed.success) return withSpeaker(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'the decision' : issue.path.join('.');
  throw new Problem('bad-input', `This is no decision: ${field} is missing or not what it has to be.`, {
    remedy: 'docs/formats/ledger.md lists what each kind of decision says.',
    cause: parsed.error,
  });
}

/** The way to the first thing that is missing or not what it has to be, `value.from` say; undefined where there is none. */
export function faultIn(value: unknown): string | undefined {
  return Decided.safeParse(value).error?.issues[0]?.path.join('.');
}

/** A place in a text as the ledger and the records keep it; see `Anchor`. */
export const Place = z.object({
  kind: z.enum(['figure', 'quotation', 'date', 'stance']),
  start: z.int(),
  end: z.int(),
  words: z.string(),
  before: z.string(),
  after: z.string(),
});

/** From the records and the ledger, which hold what finders found: it need not be what a person may enter. */
export function readValue(json: unknown): StatementValue {
  return StoredValue.parse(json);
}

export function readCredits(json: unknown): readonly Credit[] {
  return StoredCredits.parse(json);
}

/** JSON leaves a speaker out where there is none; the noun says so. */
function withSpeaker(decision: z.infer<typeof Decided>): Decision {
  if (decision.kind !== 'correct' && decision.kind !== 'add') return decision;
  const { value } = decision;
  return value.kind === 'quotation'
    ? { ...decision, value: { ...value, speaker: value.speaker } }
    : { ...decision, value };
}

function inOrder(from: string, to: string): boolean {
  const days = daysOf(from, to);
  return days !== undefined && days[0] <= days[1];
}

/** A date and a time that there are. */
function isDay(text: string): boolean {
  const [date = '', time = '00:00'] = text.split('T');
  const whole = `${date}${'-01-01'.slice(date.length - 4)}`;
  const at = Date.parse(`${whole}T${time.slice(0, 5)}:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(whole);
}
