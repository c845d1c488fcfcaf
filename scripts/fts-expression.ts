import type { QueryNode, Term } from '../src/search/query-tree.ts';

/**
 * The tree as an FTS5 expression, to compare with. `undefined` where FTS5 cannot say it. Tokens hold letters, digits and
 * marks only, so quoting them is safe.
 */
export function ftsExpression(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'term':
      return node.term.manner === 'similar' ? undefined : ftsTerm(node.term);
    case 'near':
      return `exact : NEAR(${node.terms.map(ftsPhrase).join(' ')}, ${node.within})`;
    case 'not':
    case 'pattern':
    case 'filter':
      return undefined;
    case 'or':
    case 'and': {
      const parts = node.children.map(ftsExpression);
      const joint = node.kind === 'or' ? ' OR ' : ' AND ';
      return parts.every((part) => part !== undefined) ? `(${parts.join(joint)})` : undefined;
    }
  }
}

function ftsTerm(term: Term): string {
  const phrase = ftsPhrase(term);
  if (term.manner === 'stem') return phrase;
  return `exact : ${phrase}`;
}

function ftsPhrase({ manner, tokens }: Term): string {
  const quoted = `"${tokens.join(' ')}"`;
  return manner === 'prefix' ? `${quoted} *` : quoted;
}
