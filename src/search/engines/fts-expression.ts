import type { QueryNode, Term } from '../query-tree.ts';

/** The tokens that answer a `similar` term. */
export type Spell = (term: Term) => readonly string[];

/**
 * The tree as an FTS5 expression. `undefined` where FTS5 cannot say it: it knows "these but not those", never "all but
 * those", and nothing of filters and patterns. Tokens hold letters, digits and marks only, so quoting them is safe.
 */
export function ftsExpression(node: QueryNode, spell: Spell): string | undefined {
  switch (node.kind) {
    case 'term':
      return ftsTerm(node.term, spell);
    case 'near':
      return `exact : NEAR(${node.terms.map(ftsPhrase).join(' ')}, ${node.within})`;
    case 'not':
    case 'pattern':
    case 'filter':
      return undefined;
    case 'or': {
      const parts = node.children.map((child) => ftsExpression(child, spell));
      return parts.every((part) => part !== undefined) ? `(${parts.join(' OR ')})` : undefined;
    }
    case 'and': {
      const { expression, rest } = ftsPart(node.children, spell);
      return rest.length === 0 ? expression : undefined;
    }
  }
}

/** As much of an AND as FTS5 can say, and what is left to narrow it down by. */
export function ftsPart(
  children: readonly QueryNode[],
  spell: Spell,
): { readonly expression: string | undefined; readonly rest: readonly QueryNode[] } {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const rest: QueryNode[] = [];
  for (const child of children) {
    const expression = ftsExpression(child.kind === 'not' ? child.child : child, spell);
    if (expression === undefined) rest.push(child);
    else (child.kind === 'not' ? unwanted : wanted).push(expression);
  }
  if (wanted.length === 0) return { expression: undefined, rest: children };
  const all = `(${wanted.join(' AND ')})`;
  return { expression: unwanted.length === 0 ? all : `(${all} NOT (${unwanted.join(' OR ')}))`, rest };
}

export function ftsTerm(term: Term, spell: Spell): string {
  const phrase = ftsPhrase(term);
  if (term.manner === 'stem') return phrase;
  if (term.manner !== 'similar') return `exact : ${phrase}`;
  return `exact : (${spell(term)
    .map((word) => `"${word}"`)
    .join(' OR ')})`;
}

function ftsPhrase({ manner, tokens }: Term): string {
  const quoted = `"${tokens.join(' ')}"`;
  return manner === 'prefix' ? `${quoted} *` : quoted;
}
