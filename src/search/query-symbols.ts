import { isField, parseFilter } from './query-filters.ts';
import { join, type Parsed, type Pattern, type Term } from './query-tree.ts';
import { tokensOf, type Token } from './tokens.ts';
import { verbatimSource } from './verbatim.ts';

/** One piece of a query: what it means by itself, and where it begins (UTF-16 code units). */
export type Symbol = { readonly at: number } & (
  | { readonly kind: 'leaf'; readonly node: Parsed }
  | { readonly kind: '(' | ')' | '-' | 'AND' | 'OR' | 'NOT' }
);

export interface Symbols {
  readonly symbols: readonly Symbol[];
  /** Where the first piece begins that was read as plain words because it made no sense as what it looks like. */
  readonly literalAt?: number;
  readonly why?: LiteralReason;
  /** Where a quotation mark stands alone: then nothing after it is certain. */
  readonly brokenAt?: number;
}

/** What did not make sense as what it looked like; docs/search.md. */
export const LITERAL_REASONS = [
  'quote',
  'parenthesis',
  'operator',
  'field',
  'value',
  'pattern',
  'star',
  'similar',
] as const;
export type LiteralReason = (typeof LITERAL_REASONS)[number];

/** All are sticky: each is tried where the last piece ended. */
const SPACE = /[\s\p{Cc}]+/uy;
const OPERATOR = /(AND|OR|NOT)(?=$|[\s\p{Cc}()"“”„])/uy;
const PHRASE = /["“”„]([^"“”„]*)["“”„](?:~(\d{0,9})(?=$|[\s\p{Cc}()]))?/uy;
const VERBATIM = /=["“”„]([^"“”„]{1,300})["“”„](?=$|[\s\p{Cc}()])/uy;
const PATTERN = /\/((?:[^/\\\p{Cc}]|\\[^\p{Cc}])+)\/(i?)(?=$|[\s\p{Cc}()])/uy;
const FIELD = /([A-Za-z]+):(?:["“”„]([^"“”„]*)["“”„](?=$|[\s\p{Cc}()])|([^\s\p{Cc}"“”„()]+)(?=$|[\s\p{Cc}()]))/uy;
const WORD = /[^\s\p{Cc}"“”„()]+/uy;

/** Tokens between the words of `"a b"~`. */
const USUAL_DISTANCE = 10;
/** No passage is this long. */
const LONGEST_DISTANCE = 10_000;
/** Letters. What differs by one letter from a shorter word is any word. */
const SHORTEST_SIMILAR = 3;
/** UTF-16 code units. */
const LONGEST_PATTERN = 1_000;

/** Cuts a query into its pieces. Never throws. */
export function symbolsOf(query: string): Symbols {
  const symbols: Symbol[] = [];
  let literal: { readonly literalAt: number; readonly why: LiteralReason } | undefined;
  let at = 0;
  /** Where an operator may begin: after a space, a parenthesis or another operator. `a-b` is one word. */
  let open = true;
  const next = (sticky: RegExp): RegExpExecArray | null => {
    sticky.lastIndex = at;
    return sticky.exec(query);
  };
  const take = (length: number, symbol: Symbol | undefined, opens = false): void => {
    if (symbol !== undefined) symbols.push(symbol);
    at += length;
    open = opens;
  };
  const leaf = (length: number, { node, why }: Leaf): void => {
    if (why !== undefined) literal ??= { literalAt: at, why };
    take(length, { kind: 'leaf', node, at });
  };
  while (at < query.length) {
    const sign = query[at] ?? '';
    const space = next(SPACE);
    const operator = space === null ? next(OPERATOR) : null;
    if (space !== null) take(space[0].length, undefined, true);
    else if (sign === '(' || sign === ')') take(1, { kind: sign, at }, sign === '(');
    else if (operator !== null) take(operator[0].length, { kind: operatorOf(operator[0]), at }, true);
    // A hyphen means NOT only where a word begins: `state-owned` is a word, and so is what follows a quote.
    else if (open && sign === '-' && !/^(?:$|[\s\p{Cc}-])/u.test(query.slice(at + 1, at + 3)))
      take(1, { kind: '-', at }, true);
    else {
      const found =
        (open && (patternAt(next(PATTERN)) ?? filterAt(next(FIELD)) ?? verbatimAt(next(VERBATIM)))) ||
        (phraseAt(next(PHRASE)) ?? wordAt(next(WORD)));
      if (found === undefined) return { symbols, brokenAt: at };
      leaf(found.length, found);
    }
  }
  return { symbols, ...literal };
}

interface Leaf {
  readonly node: Parsed;
  /** It looked like more than the plain words that it was read as. */
  readonly why?: LiteralReason;
}

type Found = (Leaf & { readonly length: number }) | undefined;

function operatorOf(text: string): 'AND' | 'OR' | 'NOT' {
  return text === 'AND' || text === 'OR' ? text : 'NOT';
}

function patternAt(match: RegExpExecArray | null): Found {
  if (match === null) return undefined;
  const [whole, source = '', flags] = match;
  const { length } = whole;
  const pattern: Pattern = { source, ignoreCase: flags === 'i' };
  if (source.length <= LONGEST_PATTERN && compiles(pattern)) {
    return { length, node: { kind: 'pattern', pattern } };
  }
  return { length, node: literalWords(source), why: 'pattern' };
}

export function compiled({ source, ignoreCase }: Pattern, flags = ''): RegExp {
  return new RegExp(source, `su${ignoreCase ? 'i' : ''}${flags}`);
}

function compiles(pattern: Pattern): boolean {
  try {
    compiled(pattern);
    return true;
  } catch {
    // SyntaxError: what a person typed is no regular expression. The caller reads it as words and says so.
    return false;
  }
}

/** A name that is no field is the beginning of a plain word, such as an address of the web. */
function filterAt(match: RegExpExecArray | null): Found {
  if (match === null) return undefined;
  const [whole, name = '', quoted, bare = ''] = match;
  const filter = parseFilter(name, quoted ?? bare, quoted !== undefined);
  if (filter !== undefined) return { length: whole.length, node: { kind: 'filter', filter } };
  const node = termOf(whole, 'stem');
  const isAddress = bare.startsWith('//');
  return { length: whole.length, node, ...(isAddress ? {} : { why: isField(name) ? 'value' : 'field' }) };
}

/** The words are found as in any quotes, and a pattern then looks whether they stand there as they were typed. */
function verbatimAt(match: RegExpExecArray | null): Found {
  if (match === null) return undefined;
  const [whole, text = ''] = match;
  const { length } = whole;
  const pattern: Pattern = { source: verbatimSource(text), ignoreCase: true, verbatim: text };
  const words = inQuotes(termOf(text, 'exact'));
  if (words === 'nothing' || !compiles(pattern)) return { length, node: words };
  return { length, node: { kind: 'and', children: [words, { kind: 'pattern', pattern }] } };
}

function phraseAt(match: RegExpExecArray | null): Found {
  if (match === null) return undefined;
  const [whole, text = '', distance] = match;
  const node = distance === undefined ? inQuotes(termOf(text, 'exact')) : nearOf(text, distance);
  return { length: whole.length, node };
}

function inQuotes(node: Parsed): Parsed {
  return node !== 'nothing' && node.kind === 'term' ? { kind: 'term', term: { ...node.term, quoted: true } } : node;
}

function nearOf(text: string, distance: string): Parsed {
  const pieces = text.split(/[\s\p{Cc}]+/u).map((piece) => termOf(piece, 'exact'));
  const together = join('and', pieces);
  if (together === 'nothing' || together.kind !== 'and') return together;
  const terms = together.children.flatMap((child) => (child.kind === 'term' ? [child.term] : []));
  const within = distance === '' ? USUAL_DISTANCE : Math.min(Number(distance), LONGEST_DISTANCE);
  return { kind: 'near', terms, within };
}

function wordAt(match: RegExpExecArray | null): Found {
  if (match === null) return undefined;
  const [text] = match;
  const { length } = text;
  const similar = /^(.+)~1?$/su.exec(text)?.[1];
  if (similar !== undefined) {
    const node = similarTo(similar);
    return { length, node: node ?? termOf(text, 'stem'), ...(node === undefined ? { why: 'similar' } : {}) };
  }
  const misplaced = /^\*|\*./su.test(text);
  const beginning = text.endsWith('*') && !misplaced;
  return { length, node: termOf(text, beginning ? 'prefix' : 'stem'), ...(misplaced ? { why: 'star' } : {}) };
}

function similarTo(text: string): Parsed | undefined {
  const tokens = tokensOf(text);
  const [token] = tokens;
  if (token === undefined || tokens.length > 1 || token.syllabic || token.exact.length < SHORTEST_SIMILAR) {
    return undefined;
  }
  return leafOf(text, 'similar', [token.exact]);
}

/** The words of a text in which no sign has a meaning: all of them must match. */
export function literalWords(text: string): Parsed {
  const words = text.split(/[\s\p{Cc}"“”„()]+/u).map((word) => termOf(word.replace(/^-+/, ''), 'stem'));
  return join('and', words);
}

/** A word, or words next to one another. */
export function termOf(text: string, wanted: Exclude<Term['manner'], 'similar'>): Parsed {
  const tokens = tokensOf(text);
  const last = tokens.length - 1;
  const lastToken = tokens[last];
  if (lastToken === undefined) return 'nothing';
  // In a text the last character of this run may have a successor, so the token that ends a run says too much; the
  // one before it holds the same character. A lone character has none before it, and is a prefix of its pairs.
  const redundant = endsRun(tokens, last) && continues(tokens, last);
  const used = redundant ? tokens.slice(0, last) : tokens;
  const manner = lastToken.syllabic ? (redundant ? 'exact' : 'prefix') : wanted;
  if (manner === 'stem' && used.length === 1) return leafOf(text, manner, [lastToken.stem]);
  return leafOf(
    text,
    manner === 'stem' ? 'exact' : manner,
    used.map((token) => token.exact),
  );
}

function leafOf(text: string, manner: Term['manner'], tokens: readonly string[]): Parsed {
  return { kind: 'term', term: { text, manner, tokens } };
}

/** Whether the token is the single character that ends a run without spaces, and no pair. */
export function endsRun(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return token?.syllabic === true && isOneCharacter(token.exact);
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** Whether the token before it holds the same character. */
export function continues(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before?.syllabic === true && before.end === tokens[i]?.end;
}
