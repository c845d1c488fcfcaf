import { continues, endsRun, literalWords, symbolsOf, type LiteralReason, type Symbol } from './query-symbols.ts';
import { join, sizeOf, type Parsed, type QueryNode } from './query-tree.ts';
import { tokensOf } from './tokens.ts';

/**
 * The query language, for people in docs/search.md. A query is words that must all match; `"words in quotes"` match
 * exactly and in order, `"a b"~10` close together; `OR`, `AND` and `NOT` in capitals, `-` before a word, parentheses;
 * `beginning*`, `similar~`; `="as typed"`; `field:value`; `/regular expression/`. NOT binds tightest, then AND, then OR. A word is found in
 * all its forms (its stem); one of several tokens, such as `1995年` or `state-owned`, is a phrase.
 */
export interface ParsedQuery {
  /** Absent where nothing can be searched for. */
  readonly tree?: QueryNode;
  /**
   * `read-literally`: from `at` on, something did not fit the grammar; that piece, or where the pieces do not fit
   * together the whole query, was read as plain words. `too-long`: only the words of the beginning were.
   */
  readonly notice?: 'read-literally' | 'empty' | 'too-long';
  /** UTF-16 code units into the query. */
  readonly at?: number;
  /** With `read-literally`: what it is that made no sense. */
  readonly why?: LiteralReason;
}

/** UTF-16 code units. */
const LONGEST_QUERY = 10_000;
/** Different words, patterns and filters. An engine looks each of them up; a question of one sentence has thirty. */
const MOST_WORDS = 256;
/** Parentheses and NOTs within one another; deeper ones are read as plain words, and no stack overflows. */
const DEEPEST = 50;

/** Never throws: what does not fit the grammar is read as the literal words, and `notice` says so. */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > LONGEST_QUERY) return beginningOf(query, 'and');
  const { symbols, literalAt, brokenAt, why } = symbolsOf(query);
  const parsed: Parsed | Failed = brokenAt === undefined ? parseAll(symbols) : { failedAt: brokenAt, why: 'quote' };
  if (typeof parsed === 'object' && 'failedAt' in parsed) {
    return bounded(query, 'and', literalWords(query), {
      notice: 'read-literally',
      at: parsed.failedAt,
      why: parsed.why,
    });
  }
  return bounded(
    query,
    'and',
    parsed,
    literalAt === undefined || why === undefined ? {} : { notice: 'read-literally', at: literalAt, why },
  );
}

/** A question: any of its words, best matches first. Grammar has no meaning here. */
export function parseQuestion(question: string): ParsedQuery {
  if (question.length > LONGEST_QUERY) return beginningOf(question, 'or');
  return bounded(question, 'or', anyWord(question), {});
}

function anyWord(question: string): Parsed {
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
  return join('or', words);
}

function bounded(query: string, kind: 'and' | 'or', tree: Parsed, rest: Omit<ParsedQuery, 'tree'>): ParsedQuery {
  if (tree === 'nothing') return { notice: 'empty' };
  return sizeOf(tree) > MOST_WORDS ? beginningOf(query, kind) : { tree, ...rest };
}

/** The first words alone. Where the text was cut, its last word may be half a word and is left out. */
function beginningOf(query: string, kind: 'and' | 'or'): ParsedQuery {
  const start = query.slice(0, LONGEST_QUERY + 1).toWellFormed();
  const whole = query.length > LONGEST_QUERY ? start.replace(/[^\s\p{Cc}]+$/u, '') : start;
  const words = kind === 'and' ? literalWords(whole) : anyWord(whole);
  if (words === 'nothing') return { notice: 'too-long' };
  const children = words.kind === kind ? words.children.slice(0, MOST_WORDS) : [words];
  const tree = join(kind, children);
  return tree === 'nothing' ? { notice: 'too-long' } : { tree, notice: 'too-long' };
}

interface Failed {
  /** Where the symbols stopped fitting the grammar. */
  readonly failedAt: number;
  readonly why: LiteralReason;
}

function parseAll(symbols: readonly Symbol[]): Parsed | Failed {
  let at = 0;
  let depth = 0;
  let failed: Failed | undefined;
  const kind = (): Symbol['kind'] | undefined => symbols[at]?.kind;

  function fail(symbol: Symbol | undefined): undefined {
    const found = symbol ?? symbols.at(-1);
    failed ??= { failedAt: found?.at ?? 0, why: isParenthesis(found) ? 'parenthesis' : 'operator' };
    return undefined;
  }

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
      case 'leaf':
        return symbol.node;
      case '-':
      case 'NOT': {
        return opposite(symbol);
      }
      case '(':
        return inside(symbol);
      case ')':
      case 'AND':
      case 'OR':
      case undefined:
        return fail(symbol);
    }
  }

  function opposite(sign: Symbol): Parsed | undefined {
    depth += 1;
    if (depth > DEEPEST) return fail(sign);
    const child = one();
    depth -= 1;
    return child === undefined || child === 'nothing' ? child : { kind: 'not', child };
  }

  function inside(opening: Symbol): Parsed | undefined {
    if (kind() === ')') {
      at += 1;
      return 'nothing';
    }
    depth += 1;
    if (depth > DEEPEST) return fail(opening);
    const node = either();
    if (node === undefined) return undefined;
    if (kind() !== ')') return fail(opening);
    at += 1;
    depth -= 1;
    return node;
  }

  if (symbols.length === 0) return 'nothing';
  const node = either();
  if (node !== undefined && at === symbols.length) return node;
  fail(symbols[at]);
  return failed ?? { failedAt: 0, why: 'operator' };
}

function isParenthesis(symbol: Symbol | undefined): boolean {
  return symbol?.kind === '(' || symbol?.kind === ')';
}
