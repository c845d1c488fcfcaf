import type { DatabaseSync } from 'node:sqlite';
import { allPatterns, type Pattern, type QueryNode } from '../query-tree.ts';
import type { Catalogue } from './catalogue.ts';
import { ftsExpression, ftsPart, type Spell } from './fts-expression.ts';
import { inBoth, inEither, without } from './row-sets.ts';
import { numbersOf } from './sqlite-values.ts';

/** Both ends included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

const EVERY_ROW: RowRange = { first: 1, last: Number.MAX_SAFE_INTEGER };

export interface Ground {
  readonly database: DatabaseSync;
  readonly catalogue: Catalogue;
  readonly spell: Spell;
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
  const { database, catalogue, spell } = ground;

  function rowsOf(at: QueryNode): Int32Array {
    const expression = ftsExpression(at, spell);
    if (expression !== undefined) return said(expression);
    switch (at.kind) {
      case 'term':
      case 'near':
        throw new Error('FTS5 can say every term');
      case 'pattern':
        return patternRows(at.pattern);
      case 'filter':
      case 'not':
        return narrowed(everyRow(), at);
      case 'and': {
        const part = ftsPart(at.children, spell);
        return part.rest.reduce(narrowed, part.expression === undefined ? everyRow() : said(part.expression));
      }
      case 'or':
        return at.children.map(rowsOf).reduce(inEither);
    }
  }

  function narrowed(rows: Int32Array, by: QueryNode): Int32Array {
    if (rows.length === 0) return rows;
    if (by.kind === 'filter') return catalogue.narrow(rows, by.filter);
    return by.kind === 'not' ? without(rows, rowsOf(by.child)) : inBoth(rows, rowsOf(by));
  }

  function said(expression: string): Int32Array {
    // SQLite reads the index to its end where a range is asked for that has none.
    if (range === EVERY_ROW) {
      return numbersOf(database, 'SELECT rowid AS n FROM words WHERE words MATCH ?', expression);
    }
    const sql = 'SELECT rowid AS n FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?';
    return numbersOf(database, sql, expression, range.first, range.last);
  }

  function everyRow(): Int32Array {
    if (range === EVERY_ROW) return catalogue.everyRow();
    const sql = 'SELECT id AS n FROM words_docsize WHERE id BETWEEN ? AND ? ORDER BY id';
    return numbersOf(database, sql, range.first, range.last);
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
