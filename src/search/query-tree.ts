import type { Filter } from './query-filters.ts';

/** What a query means. One tree, run alike by every engine. */
export type QueryNode =
  | { readonly kind: 'term'; readonly term: Term }
  | Near
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'and' | 'or'; readonly children: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly child: QueryNode };

/**
 * - `stem`: one token, here the stem. A token of a text answers if it or its own stem equals it.
 * - `exact`: these tokens, next to one another.
 * - `prefix`: the same, and the last token only begins so.
 * - `similar`: one token; those answer that differ from it by no more than one edit (`isOneEdit`).
 */
export interface Term {
  readonly text: string;
  readonly manner: 'stem' | 'exact' | 'prefix' | 'similar';
  /** Folded, at least one. */
  readonly tokens: readonly string[];
  /** It stood in quotes: who typed it means these words and no others. */
  readonly quoted?: true;
}

/**
 * Every term once, in any order, close together: where the last of them begins, no other has ended more than `within`
 * tokens before. Two or more terms, `exact` or `prefix`.
 */
export interface Near {
  readonly kind: 'near';
  readonly terms: readonly Term[];
  readonly within: number;
}

/** A regular expression of ECMAScript with the flags `u` and `s`, over the text as it was given. Known to compile. */
export interface Pattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** Of `="words"`: the words, whose accents and characters the pattern holds to. */
  readonly verbatim?: string;
}

/** The words of `="words"`, which stand in the tree as a phrase and a pattern. */
export function verbatimOf(node: QueryNode): string | undefined {
  if (node.kind !== 'and') return undefined;
  const [, pattern] = node.children;
  return pattern?.kind === 'pattern' ? pattern.pattern.verbatim : undefined;
}

/** A part of a query that holds no word at all, such as `&` or `—`. It neither matches nor hinders. */
export type Parsed = QueryNode | 'nothing';

export function join(kind: 'and' | 'or', children: readonly Parsed[]): Parsed {
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
  switch (node.kind) {
    case 'term':
      return meaningOfTerm(node.term);
    case 'near':
      return `near ${node.within} (${node.terms.map(meaningOfTerm).join(', ')})`;
    case 'pattern':
      return `pattern ${JSON.stringify(node.pattern)}`;
    case 'filter':
      return `filter ${JSON.stringify(node.filter)}`;
    case 'not':
      return `not (${meaningOf(node.child)})`;
    case 'and':
    case 'or':
      return `${node.kind} (${node.children.map(meaningOf).join(', ')})`;
  }
}

function meaningOfTerm({ manner, tokens }: Term): string {
  return `${manner} ${tokens.join(' ')}`;
}

/** The terms that a match may contain: those that are not under a NOT. Each once, in the order of the query. */
export function soughtTerms(node: QueryNode): readonly Term[] {
  const terms = new Map<string, Term>();
  visitSought(node, (at) => {
    const own = at.kind === 'term' ? [at.term] : at.kind === 'near' ? at.terms : [];
    for (const term of own) terms.set(meaningOfTerm(term), term);
  });
  return [...terms.values()];
}

/** Those of `terms` that are not sought by `asked`, the query as it was typed: other spellings of its words. */
export function addedTerms(asked: QueryNode, terms: readonly Term[]): ReadonlySet<Term> {
  const typed = new Set(soughtTerms(asked).map(meaningOfTerm));
  return new Set(terms.filter((term) => !typed.has(meaningOfTerm(term))));
}

/** The patterns that a match may contain, each once. */
export function soughtPatterns(node: QueryNode): readonly Pattern[] {
  const patterns = new Map<string, Pattern>();
  visitSought(node, (at) => at.kind === 'pattern' && patterns.set(meaningOf(at), at.pattern));
  return [...patterns.values()];
}

/** Every pattern of the tree, sought or not, each once. */
export function allPatterns(node: QueryNode): readonly Pattern[] {
  const found = node.kind === 'not' ? allPatterns(node.child) : soughtPatterns(node);
  const deeper = node.kind === 'and' || node.kind === 'or' ? node.children.flatMap(allPatterns) : [];
  const byMeaning = [...found, ...deeper].map((pattern) => [JSON.stringify(pattern), pattern] as const);
  return [...new Map(byMeaning).values()];
}

function visitSought(node: QueryNode, see: (node: QueryNode) => void): void {
  see(node);
  if (node.kind === 'and' || node.kind === 'or') for (const child of node.children) visitSought(child, see);
}

/** How many words, patterns and filters the tree asks for. */
export function sizeOf(node: QueryNode): number {
  switch (node.kind) {
    case 'term':
    case 'pattern':
    case 'filter':
      return 1;
    case 'near':
      return node.terms.length;
    case 'not':
      return sizeOf(node.child);
    case 'and':
    case 'or':
      return node.children.reduce((sum, child) => sum + sizeOf(child), 0);
  }
}
