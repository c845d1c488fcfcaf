import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Term } from '../query-tree.ts';
import { isOneEdit } from '../similar.ts';
import { textOf } from './sqlite-values.ts';

/**
 * The words of the index that are spelled nearly like a given one. One edit leaves either the first half of a word as it
 * is or the second, so the words that begin or end like it hold all that are sought; only two letters that change places
 * across the middle touch both halves.
 */
export class Spellings {
  readonly #database: DatabaseSync;
  readonly #known = new Map<string, readonly string[]>();
  #beginning: StatementSync | undefined;
  #ending: StatementSync | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Call when the index has changed. */
  forget(): void {
    this.#known.clear();
  }

  /** The tokens that answer the only token of a `similar` term; always that token itself among them. */
  readonly of = ({ tokens: [word = ''] }: Term): readonly string[] => {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const middle = middleOf(word);
    const swapped = swappedAt(word, middle);
    const found = new Set([word, swapped]);
    for (const candidate of [...this.#beginningWith(word, middle), ...this.#endingWith(word, middle)]) {
      if (isOneEdit(candidate, word)) found.add(candidate);
    }
    const spellings = [...found];
    this.#known.set(word, spellings);
    return spellings;
  };

  #beginningWith(word: string, middle: number): readonly string[] {
    this.#beginning ??= this.#database.prepare(CANDIDATES('vocabulary'));
    return candidates(this.#beginning, word.slice(0, middle), word.length);
  }

  #endingWith(word: string, middle: number): readonly string[] {
    this.#ending ??= this.#database.prepare(CANDIDATES('backwards'));
    return candidates(this.#ending, backwards(word.slice(middle)), word.length).map(backwards);
  }
}

const CANDIDATES = (table: 'vocabulary' | 'backwards'): string =>
  `SELECT word FROM ${table} WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?`;

/** `length` in SQLite counts characters, of which a word has at most as many as code units: two more are let through. */
function candidates(statement: StatementSync, start: string, length: number): readonly string[] {
  const rows = statement.all(start, `${start}\u{10ffff}`, Math.ceil((length - 1) / 2), length + 1);
  return rows.map(({ word }) => textOf(word));
}

/** Not within a character of two code units: what SQLite compares must be well-formed. */
function middleOf(word: string): number {
  const middle = word.length >> 1;
  return word.slice(0, middle).isWellFormed() ? middle : middle + 1;
}

function swappedAt(word: string, middle: number): string {
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}

export function backwards(word: string): string {
  return Array.from(word).toReversed().join('');
}
