import { DatabaseSync } from 'node:sqlite';
import { eachToken } from '../src/search/tokens.ts';
import { stemOf } from '../src/search/fold.ts';
import type { QueryNode } from '../src/search/query-tree.ts';
import { ftsExpression } from './fts-expression.ts';

const ROWS_IN_TRANSACTION = 5_000;

/** FTS5 as it comes, of the same tokens, to measure beside: what it finds it ranks by its own `bm25()`. */
export class PlainFts5 {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
      CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (exact, stem, content='', tokenize='ascii')`);
  }

  get isEmpty(): boolean {
    return this.#database.prepare('SELECT rowid FROM words LIMIT 1').get() === undefined;
  }

  /** Milliseconds of the processor. */
  build(count: number, textAt: (number: number) => string): number {
    const insert = this.#database.prepare('INSERT INTO words (rowid, exact, stem) VALUES (?, ?, ?)');
    let micros = 0;
    for (let from = 0; from < count; from += ROWS_IN_TRANSACTION) {
      const texts = Array.from({ length: Math.min(count - from, ROWS_IN_TRANSACTION) }, (_, i) => textAt(from + i));
      const begun = process.cpuUsage();
      this.#database.exec('BEGIN');
      for (const [i, text] of texts.entries()) {
        const { exact, stems } = wordsOf(text);
        insert.run(from + i + 1, exact, stems);
      }
      this.#database.exec('COMMIT');
      const { user, system } = process.cpuUsage(begun);
      micros += user + system;
    }
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return micros / 1000;
  }

  /** `undefined` where FTS5 cannot say it. */
  best(tree: QueryNode | undefined): (() => unknown) | undefined {
    const expression = tree && ftsExpression(tree);
    if (expression === undefined) return undefined;
    const ranked = this.#database.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20');
    return () => ranked.all(expression);
  }

  close(): void {
    this.#database.close();
  }
}

function wordsOf(text: string): { readonly exact: string; readonly stems: string } {
  const exact: string[] = [];
  const stems: string[] = [];
  eachToken(text, (token, _start, _end, syllabic) => {
    exact.push(token);
    const stem = syllabic ? token : stemOf(token);
    if (stem !== token) stems.push(stem);
  });
  return { exact: exact.join(' '), stems: stems.join(' ') };
}
