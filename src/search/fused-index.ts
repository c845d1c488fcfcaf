import { checkPage } from './check-page.ts';
import type { Rewriting } from './expansions.ts';
import type {
  Hit,
  IndexDocument,
  DocumentMark,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Tally,
} from './search-index.ts';
import type { Sha256 } from '../nouns/sha256.ts';

/** Reciprocal rank fusion: the constant of Cormack, Clarke and Büttcher (SIGIR 2009, §2). */
const SMOOTHING = 60;
/** How many of the first engine's best the others may put in another order. */
const FUSED = 200;

/**
 * One index of several engines. What is found, how often and where is what the first engine says; the others, which may
 * work by meaning and know no operators, have a say in the order of its best hits.
 */
export class FusedIndex implements SearchIndex {
  readonly #first: SearchIndex;
  readonly #others: readonly SearchIndex[];

  constructor(first: SearchIndex, others: readonly SearchIndex[]) {
    this.#first = first;
    this.#others = others;
  }

  async put(documents: readonly IndexDocument[]): Promise<void> {
    await Promise.all(this.#all().map((engine) => engine.put(documents)));
  }

  async remove(documents: readonly Sha256[]): Promise<void> {
    await Promise.all(this.#all().map((engine) => engine.remove(documents)));
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    checkPage(request);
    const { sort = 'relevance', limit, offset } = request;
    if (sort !== 'relevance' || offset >= FUSED || this.#others.length === 0) return this.#first.search(request);
    const beyond = offset + limit - FUSED;
    const [result, rest, ...rankings] = await Promise.all([
      this.#first.search({ ...request, offset: 0, limit: FUSED }),
      beyond > 0 ? hitsOf(this.#first, { ...request, offset: FUSED, limit: beyond }) : [],
      ...this.#others.map((engine) => hitsOf(engine, { ...request, offset: 0, limit: FUSED })),
    ]);
    return { ...result, hits: [...fused([result.hits, ...rankings]).slice(offset, offset + limit), ...rest] };
  }

  marksIn(query: string, document: Sha256, rewritings?: readonly Rewriting[]): Promise<readonly DocumentMark[]> {
    return this.#first.marksIn(query, document, rewritings);
  }

  counts(texts: readonly string[]): Promise<readonly number[]> {
    return this.#first.counts(texts);
  }

  tally(queries: readonly string[], rewritings?: readonly (readonly Rewriting[])[]): Promise<readonly Tally[]> {
    return this.#first.tally(queries, rewritings);
  }

  count(): Promise<{ documents: number; passages: number }> {
    return this.#first.count();
  }

  async close(): Promise<void> {
    await Promise.all(this.#all().map((engine) => engine.close()));
  }

  #all(): readonly SearchIndex[] {
    return [this.#first, ...this.#others];
  }
}

async function hitsOf(engine: SearchIndex, request: SearchRequest): Promise<readonly Hit[]> {
  return (await engine.search(request)).hits;
}

/** The hits of the first list, by the sum of 1 / (60 + rank) over all lists; equals keep the order of the first. */
function fused([own = [], ...others]: readonly (readonly Hit[])[]): readonly Hit[] {
  const sums = new Map(own.map((hit, i) => [nameOf(hit), 1 / (SMOOTHING + i + 1)]));
  for (const ranking of others) {
    for (const [i, hit] of ranking.entries()) {
      const sum = sums.get(nameOf(hit));
      if (sum !== undefined) sums.set(nameOf(hit), sum + 1 / (SMOOTHING + i + 1));
    }
  }
  return own.toSorted((a, b) => (sums.get(nameOf(b)) ?? 0) - (sums.get(nameOf(a)) ?? 0));
}

function nameOf({ document, ordinal }: Hit): string {
  return `${document} ${ordinal}`;
}
