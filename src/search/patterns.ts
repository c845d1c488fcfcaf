import { createContext, Script } from 'node:vm';
import type { Span } from '../nouns/reading.ts';
import type { Pattern } from './query-tree.ts';
import { compiled } from './query-symbols.ts';

/**
 * Runs regular expressions that people typed, within a budget of time. A regular expression may take for ever over one
 * text ("catastrophic backtracking"), and nothing in the language stops it; the time limit of `node:vm` does. What runs
 * inside is this file's own loop and never anybody's code: `vm` is a clock here and no sandbox.
 */
export class PatternBudget {
  #leftMs: number;
  #spent = false;

  constructor(ms: number) {
    this.#leftMs = ms;
  }

  /** Time ran out at least once: what was asked then has no answer. */
  get spent(): boolean {
    return this.#spent;
  }

  /** For each text whether the pattern occurs in it; undefined for those that time did not suffice for. */
  test(pattern: Pattern, texts: readonly string[]): readonly (boolean | undefined)[] {
    return this.#run<boolean>(TEST, compiled(pattern), texts, []);
  }

  /** Every occurrence, at most `MOST_SPANS` a text; empty ones are left out. */
  spans(pattern: Pattern, texts: readonly string[]): readonly (readonly Span[])[] {
    const found = this.#run<number[]>(SPANS, compiled(pattern, 'g'), texts, []);
    return texts.map((_, i) => pairs(found[i] ?? []));
  }

  /** `script` pushes to `results` what it finds in each text; what it pushed before time ran out is kept. */
  #run<Result>(
    script: Script,
    regexp: RegExp,
    texts: readonly string[],
    results: Result[],
  ): readonly (Result | undefined)[] {
    if (texts.length === 0) return results;
    if (this.#leftMs < 1) this.#spent = true;
    if (this.#spent) return texts.map(() => undefined);
    const begun = performance.now();
    try {
      script.runInContext(createContext({ regexp, texts, results, most: MOST_SPANS }), {
        timeout: Math.ceil(this.#leftMs),
      });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.#spent = true;
    }
    this.#leftMs -= performance.now() - begun;
    return texts.map((_, i) => results[i]);
  }
}

/** Marks in one passage; more help nobody. */
const MOST_SPANS = 1_000;

const TEST = new Script('for (const text of texts) results.push(regexp.test(text))');
const SPANS = new Script(`for (const text of texts) {
  const spans = [];
  for (const match of text.matchAll(regexp)) {
    if (match[0] !== '') spans.push(match.index, match.index + match[0].length);
    if (spans.length >= 2 * most) break;
  }
  results.push(spans);
}`);

/** The error comes from the other context, and is no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

function pairs(edges: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + 1 < edges.length; i += 2) spans.push({ start: edges[i] ?? 0, end: edges[i + 1] ?? 0 });
  return spans;
}
