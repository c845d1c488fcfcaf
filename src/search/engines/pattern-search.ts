import { PatternBudget } from '../patterns.ts';
import { allPatterns, type Pattern, type QueryNode } from '../query-tree.ts';
import type { SearchRequest } from '../search-index.ts';
import { patternCandidates, type Ground, type PatternRows, type RowRange } from './matching.ts';

/** Wall-clock time that one search spends on looking through texts. */
const LOOKING_MS = 3_000;
/** Passages whose texts are in memory at a time. */
const TEXTS_AT_ONCE = 500;

/** What the patterns of a query match. */
export interface Looked {
  readonly patternRows: PatternRows;
  /** Only these were looked at; others belong to no result, whether a pattern is wanted in them or not. */
  readonly among: Int32Array;
  readonly complete: boolean;
}

export interface PatternSources {
  inOneView<Result>(read: () => Result): Result;
  textsOf(rows: readonly number[]): Promise<readonly string[]>;
}

/** Looks for regular expressions in the texts of all passages that the rest of a query lets through. */
export class PatternSearch {
  readonly #ground: Ground;
  readonly #sources: PatternSources;

  constructor(ground: Ground, sources: PatternSources) {
    this.#ground = ground;
    this.#sources = sources;
  }

  /** `undefined` for a query without patterns. */
  async look(
    tree: QueryNode,
    within: { readonly range?: RowRange; readonly filters?: SearchRequest['filters'] | undefined },
  ): Promise<Looked | undefined> {
    const patterns = allPatterns(tree);
    if (patterns.length === 0) return undefined;
    const { range, filters = {} } = within;
    const candidates = this.#sources.inOneView(() =>
      this.#ground.catalogue.filter(patternCandidates(this.#ground, tree, range), filters),
    );
    const found = new Map<string, number[]>(patterns.map((pattern) => [nameOf(pattern), []]));
    const budget = new PatternBudget(LOOKING_MS);
    const end = performance.now() + LOOKING_MS;
    let looked = 0;
    while (looked < candidates.length && !budget.spent && performance.now() < end) {
      const rows = [...candidates.subarray(looked, looked + TEXTS_AT_ONCE)];
      const texts = await this.#sources.textsOf(rows);
      looked += rowsLookedThrough(rows, texts, patterns, budget, found);
    }
    const matched = new Map([...found].map(([name, rows]) => [name, Int32Array.from(rows)]));
    return {
      patternRows: (pattern) => matched.get(nameOf(pattern)) ?? new Int32Array(0),
      among: candidates.subarray(0, looked),
      complete: looked === candidates.length,
    };
  }
}

/** How many of `rows` have an answer for every pattern. */
function rowsLookedThrough(
  rows: readonly number[],
  texts: readonly string[],
  patterns: readonly Pattern[],
  budget: PatternBudget,
  found: ReadonlyMap<string, number[]>,
): number {
  const answers = patterns.map((pattern) => budget.test(pattern, texts));
  const firstUnknown = rows.findIndex((_, i) => answers.some((answer) => answer[i] === undefined));
  const looked = firstUnknown < 0 ? rows.length : firstUnknown;
  for (const [p, pattern] of patterns.entries()) {
    const own = found.get(nameOf(pattern));
    for (let i = 0; i < looked; i += 1) if (answers[p]?.[i] === true) own?.push(rows[i] ?? 0);
  }
  return looked;
}

function nameOf({ source, ignoreCase }: Pattern): string {
  return `${ignoreCase ? 'i' : ''}/${source}`;
}
