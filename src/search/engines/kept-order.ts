import type { Facets } from '../facets.ts';
import type { SearchRequest } from '../search-index.ts';

/** Hits from here on are far down a list: whoever asks for them goes through it, page after page. */
const FAR_DOWN = 2_000;

/** What a search found, all of it in its order. Holds 8 bytes a hit. */
export interface WholeOrder {
  readonly rows: Int32Array;
  readonly scores: Float32Array;
  readonly counted: { readonly documents: number; readonly facets: Facets };
  /** False where time ran out over a pattern; undefined where there is none. */
  readonly complete: boolean | undefined;
}

/**
 * The order of the last search that went far down its list, so that a list is put in order once and not for every page:
 * a list of a million hits has a thousand pages when it is taken away. Holds until the index changes.
 */
export class KeptOrder {
  #key = '';
  #order: WholeOrder | undefined;

  of(request: SearchRequest): WholeOrder | undefined {
    return isFarDown(request) && this.#key === keyOf(request) ? this.#order : undefined;
  }

  keep(request: SearchRequest, order: WholeOrder): WholeOrder {
    this.#key = keyOf(request);
    this.#order = order;
    return order;
  }

  forget(): void {
    this.#order = undefined;
  }
}

export function isFarDown({ limit, offset }: SearchRequest): boolean {
  return limit > 0 && offset >= FAR_DOWN;
}

function keyOf({ query, match, sort, rewritings, filters }: SearchRequest): string {
  return JSON.stringify([query, match, sort, rewritings, filters]);
}
