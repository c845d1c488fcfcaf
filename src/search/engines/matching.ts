import { allPatterns, type Pattern, type QueryNode } from '../query-tree.ts';
import type { Catalogue } from './catalogue.ts';
import { rowsNear } from './near.ts';
import type { PostingLists } from './postings.ts';
import { inAny, inBoth, inRange, without } from './row-sets.ts';

/** Both ends included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

const EVERY_ROW: RowRange = { first: 1, last: Number.MAX_SAFE_INTEGER };

export interface Ground {
  readonly catalogue: Catalogue;
  readonly lists: PostingLists;
}

/** Which rows hold a pattern, where that was looked at beforehand (`patternCandidates`). */
export type PatternRows = (pattern: Pattern) => Int32Array;

/** Every row of the range that the tree matches, ascending; of those in `among`, where it is given. */
export function matchingRows(
  ground: Ground,
  node: QueryNode,
  options: { readonly range?: RowRange; readonly patternRows?: PatternRows; readonly among?: Int32Array } = {},
): Int32Array {
  const { range = EVERY_ROW, patternRows = unlooked, among } = options;
  const { catalogue, lists } = ground;

  function rowsOf(at: QueryNode): Int32Array {
    switch (at.kind) {
      case 'term':
        return within(lists.of(at.term).rows);
      case 'near':
        return within(rowsNear(lists, at));
      case 'pattern':
        return patternRows(at.pattern);
      case 'filter':
      case 'not':
        return narrowed(within(catalogue.everyRow()), at);
      case 'and':
        return rowsOfAll(at.children);
      case 'or':
        return inAny(at.children.map(rowsOf), catalogue.rowEnd);
    }
  }

  /** What narrows down is asked of the rows that hold the words, the fewest first. */
  function rowsOfAll(nodes: readonly QueryNode[]): Int32Array {
    const narrowing = nodes.filter(({ kind }) => kind === 'filter' || kind === 'not');
    const [fewest = within(catalogue.everyRow()), ...others] = nodes
      .filter((child) => !narrowing.includes(child))
      .map(rowsOf)
      .toSorted((a, b) => a.length - b.length);
    return narrowing.reduce(narrowed, others.reduce(inBoth, fewest));
  }

  function narrowed(rows: Int32Array, by: QueryNode): Int32Array {
    if (rows.length === 0) return rows;
    if (by.kind === 'filter') return catalogue.narrow(rows, by.filter);
    return by.kind === 'not' ? without(rows, rowsOf(by.child)) : inBoth(rows, rowsOf(by));
  }

  function within(rows: Int32Array): Int32Array {
    return range === EVERY_ROW ? rows : inRange(rows, range);
  }

  const rows = rowsOf(node);
  return among === undefined ? rows : inBoth(rows, among);
}

function unlooked(): never {
  throw new Error('patterns are looked for before rows are matched');
}

/** The rows whose texts decide what the patterns of a tree match: all that the rest of the tree lets through. */
export function patternCandidates(ground: Ground, node: QueryNode, range?: RowRange): Int32Array {
  const rest = withoutPatterns(node);
  const any: QueryNode = { kind: 'and', children: [] };
  return matchingRows(ground, rest ?? any, range === undefined ? {} : { range });
}

/** A tree that matches all that this one may match, whatever its patterns match; `undefined`: everything. */
function withoutPatterns(node: QueryNode): QueryNode | undefined {
  switch (node.kind) {
    case 'pattern':
      return undefined;
    case 'not':
      return allPatterns(node).length > 0 ? undefined : node;
    case 'and': {
      const children = node.children.map(withoutPatterns).filter((child) => child !== undefined);
      return children.length === 0 ? undefined : { kind: 'and', children };
    }
    case 'or': {
      const children = node.children.map(withoutPatterns).filter((child) => child !== undefined);
      return children.length < node.children.length ? undefined : { kind: 'or', children };
    }
    case 'term':
    case 'near':
    case 'filter':
      return node;
  }
}
