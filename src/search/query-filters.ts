import { timeSpanOf } from './dates.ts';
import { tokensOf } from './tokens.ts';

/**
 * What `field:value` asks of a passage or its document, beside its words.
 * - `lang`: the language tag, or what begins it (`zh` for `zh-Hans`). Lower case.
 * - `type`: part of the media type, or a kind of file in `KINDS`. Lower case.
 * - `accession`: its id, or how it begins.
 * - `path`, `from`, `to`, `author`, `tag`: words next to one another; the last may go on where `begins`.
 * - `page`: numbers, both ends included. `conf`: the same, of a recognised page's mean confidence.
 * - `date`: the document's date may lie in this time.
 * - `has`: `ocr`, words that were recognised in a picture.
 */
export type Filter = { readonly text: string } & (
  | { readonly field: 'lang' | 'type' | 'accession' | 'has'; readonly value: string }
  | {
      readonly field: WordField;
      readonly tokens: readonly string[];
      readonly begins: boolean;
    }
  | { readonly field: 'page' | 'conf' | 'date'; readonly from: number; readonly to: number }
);

/** Fields that look for words in what is known of a document. */
export type WordField = 'path' | 'from' | 'to' | 'author' | 'tag';

/** Fields by the names that people may give them. */
const FIELDS: ReadonlyMap<string, Filter['field']> = new Map([
  ['lang', 'lang'],
  ['language', 'lang'],
  ['type', 'type'],
  ['accession', 'accession'],
  ['has', 'has'],
  ['path', 'path'],
  ['from', 'from'],
  ['to', 'to'],
  ['author', 'author'],
  ['tag', 'tag'],
  ['page', 'page'],
  ['conf', 'conf'],
  ['confidence', 'conf'],
  ['date', 'date'],
]);

/** What people call files, as parts of media types. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['mail', ['message/', 'outlook', 'mbox']],
  ['word', ['msword', 'wordprocessingml', 'opendocument.text']],
  ['sheet', ['excel', 'spreadsheet', 'text/csv']],
  ['slides', ['powerpoint', 'presentation']],
  ['picture', ['image/']],
  ['web', ['text/html', 'xhtml', 'warc', 'wacz']],
]);

/** Whether a field of this name is known, whatever values it takes. */
export function isField(name: string): boolean {
  return FIELDS.has(name.toLowerCase());
}

/** `undefined` where there is no such field, or the value makes no sense for it. */
export function parseFilter(name: string, value: string, quoted: boolean): Filter | undefined {
  const field = FIELDS.get(name.toLowerCase());
  const trimmed = value.trim();
  if (field === undefined || trimmed === '') return undefined;
  const text = trimmed;
  switch (field) {
    case 'lang':
    case 'type':
      return { field, text, value: trimmed.toLowerCase() };
    case 'accession':
      return { field, text, value: trimmed };
    case 'has':
      return trimmed.toLowerCase() === 'ocr' ? { field, text, value: 'ocr' } : undefined;
    case 'path':
    case 'from':
    case 'to':
    case 'author':
    case 'tag':
      return wordFilter(field, text, quoted);
    case 'page':
    case 'conf': {
      const range = rangeOf(trimmed, (number) =>
        /^\d{1,9}$/v.test(number) ? { from: Number(number), to: Number(number) } : undefined,
      );
      return range && { field, text, ...range };
    }
    case 'date': {
      const range = rangeOf(trimmed, timeSpanOf);
      return range && { field, text, ...range };
    }
  }
}

function wordFilter(field: WordField, text: string, quoted: boolean): Filter | undefined {
  const tokens = tokensOf(text);
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  const before = tokens.at(-2);
  // As in a query's phrases: the character that ends a run is held by the pair before it.
  const redundant = last.syllabic && before?.syllabic === true && before.end === last.end;
  const used = redundant ? tokens.slice(0, -1) : tokens;
  const begins = redundant ? false : last.syllabic || text.endsWith('*') || (field === 'path' && !quoted);
  return { field, text, tokens: used.map(({ exact }) => exact), begins };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** `3`, `3..9`, `3..`, `..9`, `<9`, `<=9`, `>3`, `>=3`; whole numbers or stretches of them. */
function rangeOf(text: string, parse: (text: string) => Range | undefined): Range | undefined {
  const compared = /^(<=|>=|<|>)(.*)$/v.exec(text);
  if (compared !== null) {
    const [, sign, rest = ''] = compared;
    const bound = parse(rest);
    if (bound === undefined) return undefined;
    if (sign === '<') return { from: -Infinity, to: bound.from - 1 };
    if (sign === '<=') return { from: -Infinity, to: bound.to };
    return { from: sign === '>' ? bound.to + 1 : bound.from, to: Infinity };
  }
  const [first = '', last, ...more] = text.split('..');
  if (last === undefined) return parse(first);
  const [from, to] = [first === '' ? OPEN : parse(first), last === '' ? OPEN : parse(last)];
  if (from === undefined || to === undefined || more.length > 0 || (from === OPEN && to === OPEN)) return undefined;
  return from.from <= to.to ? { from: from.from, to: to.to } : undefined;
}

const OPEN: Range = { from: -Infinity, to: Infinity };

/** What a `path`, `from`, `to` or `author` filter looks through: make it once for a document, with `holdsWords`. */
export function wordsKey(values: readonly string[]): string {
  return values
    .map(
      (value) =>
        ` ${tokensOf(value)
          .map(({ exact }) => exact)
          .join(' ')} `,
    )
    .join('\n');
}

export function holdsWords(
  key: string,
  { tokens, begins }: { readonly tokens: readonly string[]; readonly begins: boolean },
): boolean {
  return key.includes(` ${tokens.join(' ')}${begins ? '' : ' '}`);
}

/** Whether a media type answers `type:`. */
export function isOfType(mediaType: string, value: string): boolean {
  return (KINDS.get(value) ?? [value]).some((part) => mediaType.toLowerCase().includes(part));
}

/** Whether a language tag answers `lang:`. */
export function isOfLanguage(tag: string, value: string): boolean {
  const lower = tag.toLowerCase();
  return lower === value || lower.startsWith(`${value}-`);
}
