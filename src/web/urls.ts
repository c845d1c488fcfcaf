import type { Sha256 } from '../nouns/sha256.ts';
import type { FileReport } from '../nouns/occurrence.ts';

/**
 * Every address of the house, made in one place. All are paths on this host; no part of them is trusted text, every
 * value is percent-encoded.
 */
export const urls = {
  cases: (): string => '/',
  caseHome: (caseId: string, options: { readonly paused?: boolean } = {}): string =>
    withQuery(`/c/${part(caseId)}/`, [['pause', options.paused ? '1' : undefined]]),
  events: (caseId: string): string => `/c/${part(caseId)}/events`,

  files: (caseId: string, filter: FilesAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/files`, [
      ['outcome', filter.outcome],
      ['type', filter.type],
      ['accession', filter.accession],
      ['offset', positive(filter.offset)],
    ]),

  search: (caseId: string, search: SearchAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/search`, [
      ['q', search.query],
      ['sort', search.sort === 'relevance' ? undefined : search.sort],
      ['language', search.language],
      ['type', search.type],
      ['accession', search.accession],
      ['offset', positive(search.offset)],
    ]),

  reader: (caseId: string, document: Sha256, place: ReaderAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/d/${document}`, [
      ['page', place.page === undefined ? undefined : String(place.page)],
      ['q', place.query || undefined],
      ['hit', positive(place.hit)],
      ['at', place.at === undefined ? undefined : `${place.at.start}-${place.at.end}`],
      ['zoom', place.zoom === undefined || place.zoom === 100 ? undefined : String(place.zoom)],
      ['view', place.view === 'both' ? undefined : place.view],
    ]) + (place.hash === undefined ? '' : `#${part(place.hash)}`),

  picture: (caseId: string, document: Sha256, page: number): string =>
    `/c/${part(caseId)}/d/${document}/page/${page}.png`,
  original: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/original`,

  asset: (hash: string, name: string): string => `/assets/${hash}/${part(name)}`,

  /** The same page in another language of the interface. `here`: path and query. */
  inLanguage(here: string, language: string): string {
    // Resolved against a host that cannot be, so that `//elsewhere` or `https:` in a request line never leaves this one.
    const url = new URL(`/${here.replace(/^[/\\]+/, '')}`, 'http://touchstone.invalid');
    url.searchParams.set('lang', language);
    return url.pathname + url.search;
  },
} as const;

export interface FilesAddress {
  readonly outcome?: FileReport['outcome'] | undefined;
  readonly type?: string | undefined;
  readonly accession?: string | undefined;
  readonly offset?: number | undefined;
}

export interface SearchAddress {
  readonly query?: string | undefined;
  readonly sort?: 'relevance' | 'date' | 'path' | undefined;
  readonly language?: string | undefined;
  readonly type?: string | undefined;
  readonly accession?: string | undefined;
  readonly offset?: number | undefined;
}

export interface ReaderAddress {
  /** From 1: the document's page, or the stretch of text where it has none. */
  readonly page?: number | undefined;
  readonly query?: string | undefined;
  /** From 1: which match of `query` in the document is the open one. */
  readonly hit?: number | undefined;
  /** A cited stretch of the document's text, UTF-16 code units; holds whatever becomes of the index. */
  readonly at?: { readonly start: number; readonly end: number } | undefined;
  /** Of the width of the column, in per cent. */
  readonly zoom?: number | undefined;
  readonly view?: ReaderLayout | undefined;
  readonly hash?: string | undefined;
}

/** Page and text beside each other, or one alone. */
export type ReaderLayout = 'both' | 'page' | 'text';

function withQuery(path: string, pairs: readonly (readonly [string, string | undefined])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function part(text: string): string {
  return encodeURIComponent(text);
}

function positive(value: number | undefined): string | undefined {
  return value === undefined || value <= 0 ? undefined : String(value);
}
