import { Problem } from '../base/problem.ts';
import type { SearchRequest } from './search-index.ts';

/** Far beyond any page that a person turns to; keeps a slip from asking for the memory of the whole machine. */
const LONGEST_PAGE = 10_000;

/** Every engine asks this first. @throws Problem `bad-input` for a page of results that cannot exist */
export function checkPage({ limit, offset }: SearchRequest): void {
  const isPage = Number.isSafeInteger(limit) && Number.isSafeInteger(offset) && limit >= 0 && offset >= 0;
  if (isPage && limit <= LONGEST_PAGE) return;
  throw new Problem('bad-input', 'There is no such page of results.', {
    remedy: `Ask for whole numbers: a limit of 0 to ${LONGEST_PAGE}, an offset of 0 or more.`,
  });
}
