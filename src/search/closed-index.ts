import type { Problem } from '../base/problem.ts';
import type { SearchIndex } from './search-index.ts';

/** Stands for an index that could not be opened: whatever is asked of it is answered with the reason. */
export function closedIndex(reason: Problem): SearchIndex {
  const refuse = (): Promise<never> => Promise.reject(reason);
  return {
    refusal: reason,
    put: refuse,
    remove: refuse,
    search: refuse,
    marksIn: refuse,
    counts: refuse,
    tally: refuse,
    count: refuse,
    close: async () => {},
  };
}
