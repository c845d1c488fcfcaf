import type { SearchAddress } from '../urls.ts';
import type { SearchView } from '../views.ts';

/** The address of the search that a page shows, at the beginning of its list. */
export function addressOf({ query, sort, filters, switches }: SearchView): SearchAddress {
  return { query, sort, ...filters, off: switches?.off, on: switches?.on };
}
