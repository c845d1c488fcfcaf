import type { DatabaseSync } from 'node:sqlite';
import type { QueryNode } from '../query.ts';
import { ftsExpression } from './fts-expression.ts';
import { numbersOf } from './sqlite-values.ts';

/** Both ends included. */
interface RowRange {
  readonly first: number;
  readonly last: number;
}

const EVERY_ROW: RowRange = { first: 1, last: Number.MAX_SAFE_INTEGER };

/** Every row of the range that the tree matches, ascending. */
export function matchingRows(database: DatabaseSync, node: QueryNode, range = EVERY_ROW): Int32Array {
  const ofChild = (child: QueryNode): Int32Array => matchingRows(database, child, range);
  const expression = ftsExpression(node);
  if (expression !== undefined) {
    const sql = 'SELECT rowid AS n FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?';
    return numbersOf(database, sql, expression, range.first, range.last);
  }
  switch (node.kind) {
    case 'term':
      throw new Error('FTS5 can say every term');
    case 'not':
      return without(allRows(database, range), ofChild(node.child));
    case 'and':
      return node.children.map(ofChild).reduce(inBoth);
    case 'or':
      return node.children.map(ofChild).reduce(inEither);
  }
}

function allRows(database: DatabaseSync, { first, last }: RowRange): Int32Array {
  return numbersOf(database, 'SELECT id AS n FROM words_docsize WHERE id BETWEEN ? AND ? ORDER BY id', first, last);
}

function without(rows: Int32Array, unwanted: Int32Array): Int32Array {
  const gone = new Set(unwanted);
  return rows.filter((row) => !gone.has(row));
}

function inBoth(a: Int32Array, b: Int32Array): Int32Array {
  const wanted = new Set(b);
  return a.filter((row) => wanted.has(row));
}

function inEither(a: Int32Array, b: Int32Array): Int32Array {
  return Int32Array.from(new Set([...a, ...b])).toSorted();
}
