import type { QueryNode, Term } from '../query.ts';

/**
 * The tree as an FTS5 expression. `undefined` where FTS5 cannot say it: it knows "these but not those", never "all but
 * those". Tokens hold letters, digits and marks only, so quoting them is safe.
 */
export function ftsExpression(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'term':
      return ftsTerm(node.term);
    case 'not':
      return undefined;
    case 'or': {
      const parts = node.children.map(ftsExpression);
      return parts.every((part) => part !== undefined) ? `(${parts.join(' OR ')})` : undefined;
    }
    case 'and': {
      const wanted = node.children.filter((child) => child.kind !== 'not').map(ftsExpression);
      const unwanted = node.children.filter((child) => child.kind === 'not').map((child) => ftsExpression(child.child));
      if (wanted.length === 0 || [...wanted, ...unwanted].includes(undefined)) return undefined;
      const all = `(${wanted.join(' AND ')})`;
      return unwanted.length === 0 ? all : `(${all} NOT (${unwanted.join(' OR ')}))`;
    }
  }
}

export function ftsTerm({ manner, tokens }: Term): string {
  const quoted = `"${tokens.join(' ')}"`;
  if (manner === 'stem') return quoted;
  return manner === 'exact' ? `exact : ${quoted}` : `exact : ${quoted} *`;
}
