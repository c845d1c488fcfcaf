import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import type { CaseClaims, StatementView } from '../claims/case-claims.ts';
import { parseValue } from '../claims/value-notation.ts';
import type { OpenCase } from '../house.ts';
import { JUDGEMENTS } from '../nouns/decision.ts';
import type { Span } from '../nouns/reading.ts';
import type { StatementValue } from '../nouns/statement.ts';

/** The options of `touchstone decide` that say what is decided. */
export interface DecideOptions {
  readonly at?: string | undefined;
  readonly counted?: string | undefined;
  readonly credit?: readonly string[] | undefined;
  readonly event?: string | undefined;
  readonly grading?: string | undefined;
  readonly holder?: string | undefined;
  readonly not?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly 'rests-on'?: readonly string[] | undefined;
  readonly speaker?: string | undefined;
  readonly to?: string | undefined;
}

type DecidedCase = Pick<CaseClaims, 'claim'> & Pick<OpenCase, 'document'>;

interface Word {
  readonly name: string;
  readonly call: string;
  readonly says: string;
  /** How many words follow it. */
  readonly least: number;
  readonly most: number;
  /** What `parseDecision` reads. */
  read(opened: DecidedCase, words: readonly string[], options: DecideOptions): Promise<readonly object[]>;
}

const MANY = Number.MAX_SAFE_INTEGER;

/** What can be decided, each as it is called. */
export const WORDS: readonly Word[] = [
  {
    name: 'accept',
    call: 'accept ID...',
    says: 'the document says so: a suggestion that a person has seen',
    least: 1,
    most: MANY,
    read: async (_, ids, { reason }) => ids.map((statement) => ({ kind: 'accept', statement, reason })),
  },
  {
    name: 'reject',
    call: 'reject ID...',
    says: 'the document does not say so; it is kept, counted nowhere, and not found again',
    least: 1,
    most: MANY,
    read: async (_, ids, { reason }) => ids.map((statement) => ({ kind: 'reject', statement, reason })),
  },
  {
    name: 'correct',
    call: 'correct ID VALUE [--at PLACE] [--counted WORDS] [--speaker NAME] [--holder NAME]',
    says: 'what the statement says, or where: PLACE is START-END in UTF-16 code units, or words that stand only once',
    least: 2,
    most: 2,
    read: correct,
  },
  {
    name: 'add',
    call: 'add DOCUMENT PLACE KIND VALUE [--credit NAME]... [--counted WORDS] [--speaker NAME] [--holder NAME]',
    says: 'a statement that was not found; KIND: figure, quotation, date or stance; DOCUMENT: SHA-256 or path',
    least: 4,
    most: 4,
    read: add,
  },
  {
    name: 'move',
    call: 'move ID... --to ID',
    says: 'statements to the claim with that statement; split ID...: into a claim of their own',
    least: 1,
    most: MANY,
    async read(_, statements, { to, reason }) {
      if (to === undefined) throw missing('--to ID', 'the claim to move to');
      return [{ kind: 'move', statements, to, reason }];
    },
  },
  {
    name: 'split',
    call: 'split ID...',
    says: 'these statements speak of something else: a claim of their own',
    least: 1,
    most: MANY,
    read: async (_, statements, { reason }) => [{ kind: 'move', statements, reason }],
  },
  {
    name: 'merge',
    call: 'merge ID ID',
    says: 'two claims are about the same fact',
    least: 2,
    most: 2,
    read: async (_, claims, { reason }) => [{ kind: 'merge', claims, reason }],
  },
  {
    name: 'no-conflict',
    call: 'no-conflict ID ID --reason TEXT',
    says: 'two statements can both be right',
    least: 2,
    most: 2,
    read: async (_, pair, { reason = missingReason() }) => [{ kind: 'no-conflict', pair, reason }],
  },
  {
    name: 'lineage',
    call: 'lineage DOCUMENT FROM [--not]',
    says: 'the document derives from FROM, or with --not does not: the name of a source, or "document SHA256"',
    least: 2,
    most: 2,
    async read(opened, [document = '', from = ''], { not = false, reason }) {
      return [{ kind: 'lineage', document: await sha256Of(opened, document), from, holds: !not, reason }];
    },
  },
  {
    name: 'name-source',
    call: 'name-source SOURCE NAME',
    says: 'two names are one source, or the name a source is shown under: a pseudonym, where that protects it',
    least: 2,
    most: 2,
    read: async (_, [source, name], { reason }) => [{ kind: 'name-source', source, name, reason }],
  },
  {
    name: 'assess',
    call: 'assess ID JUDGEMENT --reason TEXT [--grading B2] [--rests-on ID]...',
    says: `what you make of a claim: ${JUDGEMENTS.join(', ')}; --grading on the Admiralty scale`,
    least: 2,
    most: 2,
    read: assess,
  },
  {
    name: 'withdraw',
    call: 'withdraw DECISION',
    says: 'takes a decision back; both stay in the history',
    least: 1,
    most: 1,
    read: async (_, [decision], { reason }) => [{ kind: 'withdraw', decision, reason }],
  },
];

/** @throws Problem `bad-input`, `not-found` */
export async function readDecision(
  opened: DecidedCase,
  what: string,
  words: readonly string[],
  options: DecideOptions,
): Promise<readonly object[]> {
  const word = WORDS.find(({ name }) => name === what);
  if (word === undefined) {
    throw new Problem('bad-input', 'This cannot be decided.', {
      remedy: `Choose one of ${WORDS.map(({ name }) => name).join(', ')}.`,
    });
  }
  if (words.length < word.least || words.length > word.most) {
    throw new Problem('bad-input', `\`touchstone decide CASE ${what}\` was not called with the right words.`, {
      remedy: `Its call is: ${word.call}`,
    });
  }
  return (await word.read(opened, words, options)).map(withoutUndefined);
}

/** The decisions of a file, not yet looked at. @param file a path, or `-` for standard input. @throws Problem `bad-input` */
export async function decisionsIn(file: string): Promise<readonly unknown[]> {
  try {
    const found: unknown = JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
    return Array.isArray(found) ? found : [found];
  } catch (error) {
    if (errnoOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    throw new Problem('bad-input', 'The file holds no decisions.', {
      remedy: 'Give a file with one JSON object or a list of them.',
      cause: error,
    });
  }
}

async function correct(
  opened: DecidedCase,
  [id = '', value = '']: readonly string[],
  { at, reason, ...context }: DecideOptions,
): Promise<readonly object[]> {
  const statement = await statementNamed(opened, id);
  const before = statement.value;
  const known = { ...withoutUndefined(before), ...withoutUndefined(context) };
  const span = at === undefined ? undefined : await placeIn(opened, statement.document.sha256, at);
  return [{ kind: 'correct', statement: id, value: parseValue(before.kind, value, known), span, reason }];
}

async function add(
  opened: DecidedCase,
  [ref = '', place = '', kind = '', value = '']: readonly string[],
  { credit = [], ...context }: DecideOptions,
): Promise<readonly object[]> {
  const known = KINDS.find((each) => each === kind);
  if (known === undefined) {
    throw new Problem('bad-input', 'There is no such kind of statement.', {
      remedy: `Choose one of ${KINDS.join(', ')}.`,
    });
  }
  const document = await sha256Of(opened, ref);
  const span = await placeIn(opened, document, place);
  const said = parseValue(known, value, withoutUndefined(context));
  return [{ kind: 'add', document, span, value: said, attributedTo: credit.map((name) => ({ name })) }];
}

async function assess(
  _: DecidedCase,
  [claim, judgement]: readonly string[],
  { grading, reason = missingReason(), 'rests-on': restsOn = [] }: DecideOptions,
): Promise<readonly object[]> {
  if (!JUDGEMENTS.some((known) => known === judgement)) {
    throw new Problem('bad-input', 'There is no such judgement.', {
      remedy: `Choose one of ${JUDGEMENTS.join(', ')}.`,
    });
  }
  return [{ kind: 'assess', claim, judgement, grading: gradingOf(grading), reason, restsOn }];
}

const KINDS: readonly StatementValue['kind'][] = ['figure', 'quotation', 'date', 'stance'];

/** `B2`: reliability of the source, credibility of the information (AJP-2.1). */
function gradingOf(grading: string | undefined): object | undefined {
  if (grading === undefined) return undefined;
  const [, reliability, credibility] = /^([A-F])([1-6])$/.exec(grading) ?? [];
  if (reliability !== undefined) return { reliability, credibility: Number(credibility) };
  throw new Problem('bad-input', 'There is no such grading.', {
    remedy: 'Give the source from A to F and the information from 1 to 6: B2, say.',
  });
}

/** @throws Problem `not-found` */
async function statementNamed(opened: DecidedCase, id: string): Promise<StatementView> {
  const claim = await opened.claim(id);
  const found = [...(claim?.statements ?? []), ...(claim?.rejected ?? [])].find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new Problem('not-found', 'The case has no such statement.', {
    remedy: 'Give an id as `touchstone claim` shows it.',
  });
}

/** @throws Problem `not-found` */
async function sha256Of(opened: DecidedCase, ref: string): Promise<string> {
  return (await documentOf(opened, ref)).sha256;
}

async function documentOf(opened: DecidedCase, ref: string) {
  const document = await opened.document(ref);
  if (document !== undefined) return document;
  throw new Problem('not-found', 'There is no such document in this case.', {
    remedy: 'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.',
  });
}

/** `START-END`, or words that stand in the text exactly once. @throws Problem `bad-input` */
async function placeIn(opened: DecidedCase, ref: string, place: string): Promise<Span> {
  const [, start, end] = /^(\d{1,15})-(\d{1,15})$/.exec(place) ?? [];
  if (start !== undefined) return { start: Number(start), end: Number(end) };
  const content = (await documentOf(opened, ref)).reading?.text ?? '';
  const at = content.indexOf(place);
  if (place !== '' && at >= 0 && content.indexOf(place, at + 1) < 0) return { start: at, end: at + place.length };
  throw new Problem(
    'bad-input',
    at < 0 ? 'The words are not in the text.' : 'The words stand in the text several times.',
    {
      remedy: 'Give words that stand there exactly once, or their place: 120-131.',
    },
  );
}

function missingReason(): never {
  throw missing('--reason TEXT', 'why');
}

function missing(option: string, what: string): Problem {
  return new Problem('bad-input', 'The decision is not complete.', { remedy: `Say ${what}: ${option}.` });
}

function withoutUndefined<T extends object>(from: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose the names of their types
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
