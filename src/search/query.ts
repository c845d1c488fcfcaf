import { tokensOf, type Token } from './tokens.ts';

/**
 * The query language. A query is words that must all match; `"words in quotes"` match exactly and in order; `OR`, `AND`
 * and `NOT` in capitals, `-` before a word, parentheses; `beginning*`. NOT binds tightest, then AND, then OR.
 * A word is found in all its forms (its stem); one of several tokens, such as `1995年` or `state-owned`, is a phrase.
 */
export type QueryNode =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'and' | 'or'; readonly children: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly child: QueryNode };

/**
 * - `stem`: one token, here the stem. A token of a text answers if it or its own stem equals it.
 * - `exact`: these tokens, next to one another.
 * - `prefix`: the same, and the last token only begins so.
 */
export interface Term {
  readonly text: string;
  readonly manner: 'stem' | 'exact' | 'prefix';
  /** Folded, at least one. */
  readonly tokens: readonly string[];
}

export interface ParsedQuery {
  /** Absent where nothing can be searched for. */
  readonly tree?: QueryNode;
  readonly notice?: 'read-literally' | 'empty' | 'too-long';
}

/** UTF-16 code units. */
const LONGEST_QUERY = 10_000;
/** Parentheses within parentheses; deeper ones are read as plain words, and no stack overflows. */
const DEEPEST = 50;

/** Never throws: what does not fit the grammar is read as the literal words, and `notice` says so. */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > LONGEST_QUERY) return { notice: 'too-long' };
  const symbols = lex(query);
  const parsed = symbols === undefined ? undefined : parseAll(symbols);
  if (parsed !== undefined) return parsed === 'nothing' ? { notice: 'empty' } : { tree: parsed };
  const words = query.split(/[\s\p{Cc}"“”„()]+/u).map((word) => term(word.replace(/^-+/, ''), 'stem'));
  const tree = join('and', words);
  return tree === 'nothing' ? { notice: 'empty' } : { tree, notice: 'read-literally' };
}

/** A question: any of its words, best matches first. Grammar has no meaning here. */
export function parseQuestion(question: string): ParsedQuery {
  if (question.length > LONGEST_QUERY) return { notice: 'too-long' };
  const seen = new Set<string>();
  const words: QueryNode[] = [];
  const tokens = tokensOf(question);
  for (const [i, token] of tokens.entries()) {
    if (endsRun(tokens, i) && continues(tokens, i)) continue;
    if (seen.has(token.stem)) continue;
    seen.add(token.stem);
    const manner = endsRun(tokens, i) ? 'prefix' : token.syllabic ? 'exact' : 'stem';
    const text = question.slice(token.start, token.end);
    words.push({ kind: 'term', term: { text, manner, tokens: [token.stem] } });
  }
  const tree = join('or', words);
  return tree === 'nothing' ? { notice: 'empty' } : { tree };
}

/** The terms that a match may contain: those that are not under a NOT. Each once, in the order of the query. */
export function soughtTerms(node: QueryNode): readonly Term[] {
  const terms = new Map<string, Term>();
  const visit = (at: QueryNode): void => {
    if (at.kind === 'term') terms.set(meaningOf(at), at.term);
    else if (at.kind !== 'not') at.children.forEach(visit);
  };
  visit(node);
  return [...terms.values()];
}

type Symbol =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: '(' | ')' | '-' | 'AND' | 'OR' | 'NOT' };

const NOT_SIGN: Symbol = { kind: '-' };
const SYMBOLS = /[\s\p{Cc}]+|["“”„]([^"“”„]*)["“”„]|[()]|-(?=[^\s\p{Cc}-])|[^\s\p{Cc}"“”„()]+|["“”„]/gu;

function lex(query: string): readonly Symbol[] | undefined {
  const symbols: Symbol[] = [];
  let afterSpace = true;
  for (const match of query.matchAll(SYMBOLS)) {
    const [text, quoted] = match;
    const isSpace = /^[\s\p{Cc}]/u.test(text);
    if (quoted !== undefined) symbols.push({ kind: 'phrase', text: quoted });
    else if (text === '(' || text === ')') symbols.push({ kind: text });
    else if (text === 'AND' || text === 'OR' || text === 'NOT') symbols.push({ kind: text });
    else if (/^["“”„]$/.test(text)) return undefined;
    // A hyphen means NOT only where a word begins: `state-owned` is a word, and so is what follows a quote.
    else if (text === '-') symbols.push(...(afterSpace && /^\S/.test(query.slice(match.index + 1)) ? [NOT_SIGN] : []));
    else if (/^\*|\*./.test(text)) return undefined;
    else if (!isSpace) symbols.push({ kind: 'word', text });
    afterSpace = isSpace || text === '(' || text === '-';
  }
  return symbols;
}

/** A part of a query that holds no word at all, such as `&` or `—`. It neither matches nor hinders. */
type Parsed = QueryNode | 'nothing';

/** `undefined` where the symbols do not fit the grammar. */
function parseAll(symbols: readonly Symbol[]): Parsed | undefined {
  let at = 0;
  let depth = 0;
  const kind = (): Symbol['kind'] | undefined => symbols[at]?.kind;

  function either(): Parsed | undefined {
    const children: Parsed[] = [];
    do {
      const child = every();
      if (child === undefined) return undefined;
      children.push(child);
    } while (kind() === 'OR' && (at += 1));
    return join('or', children);
  }

  function every(): Parsed | undefined {
    const children: Parsed[] = [];
    for (;;) {
      const child = one();
      if (child === undefined) return undefined;
      children.push(child);
      if (kind() === 'AND') at += 1;
      else if (kind() === undefined || kind() === 'OR' || kind() === ')') return join('and', children);
    }
  }

  function one(): Parsed | undefined {
    const symbol = symbols[at];
    at += 1;
    switch (symbol?.kind) {
      case 'word':
        return term(symbol.text, symbol.text.endsWith('*') ? 'prefix' : 'stem');
      case 'phrase':
        return term(symbol.text, 'exact');
      case '-':
      case 'NOT': {
        const child = one();
        return child === undefined || child === 'nothing' ? child : { kind: 'not', child };
      }
      case '(':
        return inside();
      case ')':
      case 'AND':
      case 'OR':
      case undefined:
        return undefined;
    }
  }

  function inside(): Parsed | undefined {
    depth += 1;
    if (depth > DEEPEST) return undefined;
    const node = either();
    if (kind() !== ')') return undefined;
    at += 1;
    depth -= 1;
    return node;
  }

  if (symbols.length === 0) return 'nothing';
  const node = either();
  return at < symbols.length ? undefined : node;
}

function join(kind: 'and' | 'or', children: readonly Parsed[]): Parsed {
  // Said twice is said once: a thousand times the same costs an engine a thousand times the work.
  const byMeaning = new Map<string, QueryNode>();
  for (const child of children) if (child !== 'nothing') byMeaning.set(meaningOf(child), child);
  const words = [...byMeaning.values()];
  const [first] = words;
  if (first === undefined) return 'nothing';
  return words.length === 1 ? first : { kind, children: words };
}

/** The same for nodes that match the same passages by the same terms. */
function meaningOf(node: QueryNode): string {
  if (node.kind === 'term') return `${node.term.manner} ${node.term.tokens.join(' ')}`;
  if (node.kind === 'not') return `not (${meaningOf(node.child)})`;
  return `${node.kind} (${node.children.map(meaningOf).join(', ')})`;
}

function term(text: string, wanted: Term['manner']): Parsed {
  const tokens = tokensOf(text);
  const last = tokens.length - 1;
  const lastToken = tokens[last];
  if (lastToken === undefined) return 'nothing';
  // In a text the last character of this run may have a successor, so the token that ends a run says too much; the
  // one before it holds the same character. A lone character has none before it, and is a prefix of its pairs.
  const redundant = endsRun(tokens, last) && continues(tokens, last);
  const used = redundant ? tokens.slice(0, last) : tokens;
  const manner = lastToken.syllabic ? (redundant ? 'exact' : 'prefix') : wanted;
  if (manner === 'stem' && used.length === 1) return leaf(text, manner, [lastToken.stem]);
  return leaf(
    text,
    manner === 'stem' ? 'exact' : manner,
    used.map((token) => token.exact),
  );
}

function leaf(text: string, manner: Term['manner'], tokens: readonly string[]): QueryNode {
  return { kind: 'term', term: { text, manner, tokens } };
}

/** Whether the token is the single character that ends a run without spaces, and no pair. */
function endsRun(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return token?.syllabic === true && isOneCharacter(token.exact);
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** Whether the token before it holds the same character. */
function continues(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before?.syllabic === true && before.end === tokens[i]?.end;
}
