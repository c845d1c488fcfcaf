import type { Context } from 'hono';
import * as z from 'zod';
import type { OpenCase } from '../house.ts';
import { SORT_ORDERS, type SortOrder } from '../search/search-index.ts';
import type { SearchFilters } from '../search/facets.ts';
import type { Switches } from '../search/expansions.ts';
import { askedPart, type SearchAddress } from '../web/urls.ts';

/** A search as an address asks for it, without the page of its list. */
export interface AskedSearch {
  readonly query: string;
  readonly sort: SortOrder;
  readonly filters: SearchFilters;
  readonly switches: Switches;
}

/** A number that makes no sense counts as left out: people edit addresses. */
export const looseNumber = z
  .string()
  .optional()
  .transform((text = '') => (/^\d{1,9}$/.test(text) ? Number(text) : undefined));
const choice = z.exactOptional(z.string());

const Asked = z.object({
  q: z.string().default(''),
  sort: z.enum(SORT_ORDERS).catch('relevance'),
  language: choice,
  type: choice,
  accession: choice,
  date: choice,
  person: choice,
  folder: choice,
  since: looseNumber,
});

const MOST_SWITCHES = 200;
const LONGEST_SWITCH = 500; // UTF-16 code units

export function askedSearch(c: Context): AskedSearch {
  return searchIn(new URL(c.req.url).searchParams);
}

/** Of a name given twice the first counts; what is empty counts as left out. */
export function searchIn(parameters: URLSearchParams): AskedSearch {
  const given: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) if (value !== '') given[name] ??= value.toWellFormed();
  const { q: query, sort, since, ...filters } = Asked.parse(given);
  return {
    query,
    sort,
    filters: since === undefined ? filters : { ...filters, since },
    switches: switchesIn(parameters),
  };
}

export function switchesIn(parameters: URLSearchParams): Switches {
  const keys = (name: 'off' | 'on'): readonly string[] =>
    parameters
      .getAll(name)
      .slice(0, MOST_SWITCHES)
      .filter((key) => key !== '' && key.length <= LONGEST_SWITCH);
  return { off: keys('off'), on: keys('on') };
}

export function addressOfAsked({ query, sort, filters, switches }: AskedSearch): SearchAddress {
  return { query, sort, ...filters, ...switches };
}

/** The same text for the same search: what is new in it and where its list was left is no part of it. */
export function sameSearch(asked: AskedSearch): string {
  return askedPart({ ...addressOfAsked(asked), since: undefined });
}

export function runSearch(
  opened: OpenCase,
  { query, sort, filters, switches }: AskedSearch,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  return opened.search({ query, sort, filters, switches, limit, offset });
}

/** How much a saved search finds, and how much of it was read since its results were last looked at. */
export async function newsOf(
  opened: OpenCase,
  { asked, lookedEntry }: { readonly asked: string; readonly lookedEntry: number },
): Promise<{ readonly total: number; readonly fresh: number }> {
  const search = searchIn(new URLSearchParams(asked));
  const nothing = { limit: 0, offset: 0 };
  const { total } = await runSearch(opened, search, nothing);
  const news = { ...search, filters: { ...search.filters, since: lookedEntry } };
  return { total, fresh: (await runSearch(opened, news, nothing)).total };
}
