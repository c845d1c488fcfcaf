import type { DatabaseSync } from 'node:sqlite';
import type { Term } from '../query-tree.ts';
import { scoreOf, weightOf } from '../rank.ts';
import type { Catalogue } from './catalogue.ts';
import { ftsTerm, type Spell } from './fts-expression.ts';
import type { Ground } from './matching.ts';
import { numberOf, numbersOf } from './sqlite-values.ts';

/**
 * Occurrences that one search reads to choose what is worth a closer look; about 8 ms of one core. Terms are taken
 * rarest first, so what is left out tells least. Below it the scores are exact, and no text is read to rank.
 */
const MOST_OCCURRENCES = 50_000;
/** How many of the best are scored again from their texts where the index alone does not score exactly. */
export const RESCORED = 200;
/** Reading and scoring one text takes as long as reading so many occurrences from the index. */
const OCCURRENCES_FOR_A_TEXT = 250;
/** Rows counted to weigh a term; the weight of a more common one is reckoned from how thick the first rows lie. */
const MOST_COUNTED = 10_000;

export interface WeighedTerm {
  readonly term: Term;
  readonly found: number;
  readonly weight: number;
}

/** Scores of rows, from the index alone. Holds 6 bytes a row, and belongs to one thread. */
export class Scorer {
  readonly #database: DatabaseSync;
  readonly #catalogue: Catalogue;
  readonly #spell: Spell;
  #scores = new Float32Array(0);
  #counts = new Uint16Array(0);
  readonly #found = new Map<string, number>();

  constructor({ database, catalogue, spell }: Ground) {
    this.#database = database;
    this.#catalogue = catalogue;
    this.#spell = spell;
  }

  /** Call when the index has changed. */
  forget(): void {
    this.#found.clear();
  }

  /** Spares `weigh` the counting of a term whose rows are known. */
  learn(term: Term, found: number): void {
    this.#found.set(ftsTerm(term, this.#spell), found);
  }

  /** Rarest first. */
  weigh(terms: readonly Term[]): readonly WeighedTerm[] {
    const total = this.#catalogue.rowCount;
    return terms
      .map((term) => ({ term, found: Math.min(total, this.#countRows(term)) }))
      .map(({ term, found }) => ({ term, found, weight: weightOf(found, total) }))
      .toSorted((a, b) => a.found - b.found);
  }

  /**
   * The score of each of `rows`, in their order. `exact` is false where a term was too common, or a phrase: then the
   * best of them need to be scored again from their texts.
   */
  score(rows: Int32Array, terms: readonly WeighedTerm[]): { readonly scores: Float32Array; readonly exact: boolean } {
    const common = terms.reduce((sum, { found }) => sum + found, 0);
    if (rows.length <= RESCORED && common > rows.length * OCCURRENCES_FOR_A_TEXT) {
      return { scores: new Float32Array(rows.length), exact: false };
    }
    const size = this.#catalogue.rowEnd;
    if (this.#scores.length < size) {
      this.#scores = new Float32Array(Math.ceil(size * 1.5));
      this.#counts = new Uint16Array(Math.ceil(size * 1.5));
    } else {
      this.#scores.fill(0, 0, size);
    }
    let left = MOST_OCCURRENCES;
    let exact = true;
    for (const { term, found, weight } of terms) {
      if (left <= 0) return { scores: pick(rows, this.#scores), exact: false };
      const occurrences = this.#occurrences(term, left);
      exact &&= term.tokens.length === 1 && occurrences.length < left;
      left -= Math.max(found, occurrences.length);
      this.#add(occurrences, weight);
    }
    return { scores: pick(rows, this.#scores), exact };
  }

  #add(occurrences: Int32Array, weight: number): void {
    for (const row of occurrences) this.#counts[row] = (this.#counts[row] ?? 0) + 1;
    for (const row of occurrences) {
      const count = this.#counts[row] ?? 0;
      if (count === 0) continue;
      this.#counts[row] = 0;
      const { meanLength } = this.#catalogue;
      this.#scores[row] = (this.#scores[row] ?? 0) + scoreOf(weight, count, this.#catalogue.length(row), meanLength);
    }
  }

  /** The row of each occurrence, at most `most`; of a phrase each row once. */
  #occurrences(term: Term, most: number): Int32Array {
    const [token = ''] = term.tokens;
    const database = this.#database;
    if (term.tokens.length > 1) {
      return numbersOf(
        database,
        `SELECT rowid AS n FROM words WHERE words MATCH ? LIMIT ${most}`,
        ftsTerm(term, this.#spell),
      );
    }
    if (term.manner === 'stem') {
      return numbersOf(database, `SELECT doc AS n FROM instances WHERE term = ? LIMIT ${most}`, token);
    }
    if (term.manner === 'exact') {
      const sql = `SELECT doc AS n FROM instances WHERE term = ? AND col = 'exact' LIMIT ${most}`;
      return numbersOf(database, sql, token);
    }
    if (term.manner === 'similar') {
      const words = this.#spell(term);
      const wanted = words.map(() => '?').join(', ');
      const sql = `SELECT doc AS n FROM instances WHERE term IN (${wanted}) AND col = 'exact' LIMIT ${most}`;
      return numbersOf(database, sql, ...words);
    }
    const sql = `SELECT doc AS n FROM instances WHERE term >= ? AND term < ? AND col = 'exact' LIMIT ${most}`;
    return numbersOf(database, sql, token, `${token}\u{10ffff}`);
  }

  #countRows(term: Term): number {
    const expression = ftsTerm(term, this.#spell);
    const known = this.#found.get(expression);
    if (known !== undefined) return known;
    const sql = `SELECT count(*) AS n, max(rowid) AS last
      FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ${MOST_COUNTED})`;
    const row = this.#database.prepare(sql).get(expression);
    const counted = numberOf(row?.['n']);
    const found =
      counted < MOST_COUNTED ? counted : Math.round((counted * this.#catalogue.rowEnd) / numberOf(row?.['last']));
    this.#found.set(expression, found);
    return found;
  }
}

function pick(rows: Int32Array, scores: Float32Array): Float32Array {
  const picked = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) picked[i] = scores[rows[i] ?? 0] ?? 0;
  return picked;
}
