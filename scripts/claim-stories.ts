import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ClaimDocument } from '../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../src/claims/finding/find-statements.ts';
import type { PlacedStatement } from '../src/nouns/claim.ts';
import type { StatementValue } from '../src/nouns/statement.ts';

/** Documents whose statements people have sorted into claims. */
export interface LabelledStory {
  readonly name: string;
  readonly documents: readonly ClaimDocument[];
  readonly statements: readonly PlacedStatement[];
  /** The claim of each statement, by id. */
  readonly claims: ReadonlyMap<string, string>;
}

/** A marked place of a document. */
export interface Mark {
  readonly claim: string;
  readonly value: string;
  readonly words: string;
  readonly credit: string | undefined;
  readonly start: number;
  readonly end: number;
}

export interface MarkedDocument {
  readonly id: string;
  /** `outlet`, `published`, `language`. */
  readonly head: ReadonlyMap<string, string>;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/**
 * The documents of a story as the repository keeps its own: each begins with `= id | outlet: … | published: …`, statements
 * stand in the text as `{claim|value|words}` or `{claim|value|words|credit}`. What stands before the first is about the
 * story (marked-gold.ts).
 */
export function markedDocuments(file: string): readonly MarkedDocument[] {
  return readFileSync(file, 'utf8')
    .split(/^= /m)
    .slice(1)
    .map((part) => {
      const cut = part.indexOf('\n');
      const [id = '', ...fields] = part.slice(0, cut).split(' | ');
      const head = new Map(
        fields.map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 2)]),
      );
      const marks: Mark[] = [];
      let text = '';
      let from = 0;
      const body = part.slice(cut + 1).trimEnd();
      for (const mark of body.matchAll(/\{([^|}]*)\|([^|}]*)\|([^|}]*)(?:\|([^|}]*))?\}/g)) {
        const [whole, claim = '', value = '', words = '', credit] = mark;
        text += body.slice(from, mark.index);
        const start = text.length;
        text += words;
        from = mark.index + whole.length;
        marks.push({ claim, value, words, credit, start, end: text.length });
      }
      return { id, head, text: text + body.slice(from), marks };
    });
}

/** A story as the repository keeps its own, to be learned from. */
export function readMarkedStory(file: string): LabelledStory {
  const marked = markedDocuments(file);
  const claims = new Map<string, string>();
  const statements: PlacedStatement[] = [];
  for (const { id, marks } of marked) {
    for (const { claim, value, words, credit, start, end } of marks) {
      const statement = `${id}-${statements.length}`;
      claims.set(statement, claim);
      const attributedTo = credit === undefined ? [] : [{ name: credit }];
      statements.push({ id: statement, document: id, start, end, value: valueOf(value, words), attributedTo });
    }
  }
  const documents = marked.map(({ id, head, text }) => ({
    id,
    text,
    outlet: head.get('outlet') ?? '',
    published: head.get('published') ?? '',
  }));
  return { name: basename(file, '.txt'), documents, statements, claims };
}

function valueOf(value: string, words: string): StatementValue {
  const figure = /^([\d.]+)\.\.([\d.]+|null) (.+)$/.exec(value);
  if (figure !== null) {
    const [, lo, hi, unit = ''] = figure;
    const ends = {
      lo: Number(lo),
      hi: hi === 'null' ? null : Number(hi),
      loOpen: /more than|over/i.test(words),
      hiOpen: false,
    };
    return { kind: 'figure', ...ends, unit, counted: words };
  }
  if (/^\d{4}/.test(value)) return { kind: 'date', from: value, to: value, event: '' };
  const [holder = '', polarity, target] = value.split('/');
  if (target === undefined) return { kind: 'quotation', words, speaker: holder };
  return { kind: 'stance', holder, target, polarity: polarity === 'negative' ? 'negative' : 'positive', verb: 'say' };
}

/**
 * The same story with what is found in its texts in place of what people marked, as far as the two match: one kind, half
 * of the shorter place in common, and for figures the same ends.
 */
export function asFound(story: LabelledStory): LabelledStory {
  const marked = Map.groupBy(story.statements, ({ document }) => document);
  const claims = new Map<string, string>();
  const statements = story.documents.flatMap(({ id, text, published }) => {
    const free = new Set(marked.get(id));
    const passages = [{ start: 0, end: text.length, language: 'en' }];
    return findStatements({ text, passages, ...(published === undefined ? {} : { published }) }).flatMap(
      (found, index): readonly PlacedStatement[] => {
        const match = [...free].find((each) => isSame(each, { ...found, id: '', document: id }));
        if (match === undefined) return [];
        free.delete(match);
        const statement = { ...found, id: `${id}-${index}`, document: id };
        claims.set(statement.id, story.claims.get(match.id) ?? match.id);
        return [statement];
      },
    );
  });
  return { ...story, statements, claims };
}

function isSame(a: PlacedStatement, b: PlacedStatement): boolean {
  if (a.value.kind !== b.value.kind) return false;
  if (
    a.value.kind === 'figure' &&
    b.value.kind === 'figure' &&
    (a.value.lo !== b.value.lo || a.value.hi !== b.value.hi)
  )
    return false;
  return 2 * (Math.min(a.end, b.end) - Math.max(a.start, b.start)) >= Math.min(a.end - a.start, b.end - b.start);
}

interface Gold {
  readonly docs: readonly {
    readonly id: string;
    readonly file: string;
    readonly outlet: string;
    readonly published: string;
  }[];
  readonly statements: readonly GoldStatement[];
  readonly claims: readonly { readonly id: string; readonly statements: readonly string[] }[];
}

interface GoldStatement {
  readonly id: string;
  readonly doc: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'figure' | 'quote' | 'date' | 'stance';
  readonly value: Record<string, unknown>;
  readonly attributed_to: string | null;
}

/** Stories as folders with `docs/*.txt` and `gold.json`, as `npm run eval -- claims` reads them. */
export function readStories(folder: string): readonly LabelledStory[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'gold.json')))
    .map((name) => readStory(folder, name));
}

function readStory(folder: string, name: string): LabelledStory {
  const gold: Gold = JSON.parse(readFileSync(join(folder, name, 'gold.json'), 'utf8'));
  const documents = gold.docs.map(({ id, file, outlet, published }): ClaimDocument => {
    const whole = readFileSync(join(folder, name, file), 'utf8');
    const text = whole.slice(whole.indexOf('\n\n') + 2);
    return { id, text, ...(outlet ? { outlet } : {}), ...(published ? { published } : {}) };
  });
  const statements = gold.statements.map(placed);
  const claims = new Map(
    gold.claims.flatMap(({ id, statements: members }) => members.map((each) => [each, id] as const)),
  );
  return { name, documents, statements, claims };
}

function placed({ id, doc, start, end, kind, value, attributed_to: credit }: GoldStatement): PlacedStatement {
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  const values = {
    figure: (): StatementValue => ({
      kind: 'figure',
      lo: Number(value['lo']),
      hi: value['hi'] === null ? null : Number(value['hi']),
      loOpen: value['lo_open'] === true,
      hiOpen: value['hi_open'] === true,
      unit: text('unit'),
      counted: '',
    }),
    quote: (): StatementValue => ({ kind: 'quotation', words: text('words'), speaker: text('speaker') || undefined }),
    date: (): StatementValue => ({ kind: 'date', from: text('from'), to: text('to'), event: '' }),
    stance: (): StatementValue => ({
      kind: 'stance',
      holder: text('holder'),
      target: text('target'),
      polarity: polarityOf(text('polarity')),
      verb: '',
    }),
  };
  return {
    id,
    document: doc,
    start,
    end,
    value: values[kind](),
    attributedTo: credit === null ? [] : [{ name: credit }],
  };
}

function polarityOf(word: string): 'positive' | 'negative' | 'neutral' {
  return word === 'positive' || word === 'negative' ? word : 'neutral';
}
