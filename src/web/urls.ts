import type { Sha256 } from '../nouns/sha256.ts';
import type { ReasonCode } from '../nouns/outcome.ts';
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
      ['reason', filter.reason],
      ['copies', filter.copies],
      ['offset', positive(filter.offset)],
    ]),

  search: (caseId: string, search: SearchAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/search`, [
      ...searchPairs(search),
      ['offset', positive(search.offset)],
      ['like', search.like],
    ]),
  /** The whole list of a search as a file. */
  searchFile: (caseId: string, search: SearchAddress, format: 'csv' | 'json'): string =>
    withQuery(`/c/${part(caseId)}/search.${format}`, searchPairs(search)),
  /** The document after or before the one whose hit stands at `rank` of the list. */
  otherDocument: (caseId: string, search: SearchAddress, rank: number, way: 'after' | 'before'): string =>
    withQuery(`/c/${part(caseId)}/search/document`, [...searchPairs(search), ['rank', String(rank)], ['way', way]]),
  /** Searches for passages like the one at a place of the document. */
  like: (caseId: string, document: Sha256, at: number): string =>
    withQuery(`/c/${part(caseId)}/d/${document}/like`, [['at', String(at)]]),
  /** Kept searches, lists, history. */
  searches: (caseId: string, offset?: number): string =>
    withQuery(`/c/${part(caseId)}/searches`, [['offset', positive(offset)]]),
  savedSearch: (caseId: string, id: number): string => `/c/${part(caseId)}/searches/${id}`,
  batch: (caseId: string, id: number, list: { readonly order?: string; readonly offset?: number } = {}): string =>
    withQuery(`/c/${part(caseId)}/lists/${id}`, [
      ['order', list.order],
      ['offset', positive(list.offset)],
    ]),
  batchFile: (caseId: string, id: number): string => `/c/${part(caseId)}/lists/${id}.csv`,
  spellings: (caseId: string): string => `/c/${part(caseId)}/spellings`,
  report: (caseId: string): string => `/c/${part(caseId)}/report`,
  filesCsv: (caseId: string): string => `/c/${part(caseId)}/files.csv`,
  unlock: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/unlock`,
  print: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/print`,
  /** Where a form is sent; the answer leads back to a page. */
  send: (caseId: string, what: SendTo): string => `/c/${part(caseId)}/${what}`,

  reader: (caseId: string, document: Sha256, place: ReaderAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/d/${document}`, [
      ['page', place.page === undefined ? undefined : String(place.page)],
      ['q', place.query || undefined],
      ['hit', positive(place.hit)],
      ['at', place.at === undefined ? undefined : `${place.at.start}-${place.at.end}`],
      ['zoom', place.zoom === undefined || place.zoom === 100 ? undefined : String(place.zoom)],
      ['view', place.view === 'both' ? undefined : place.view],
      ['statements', place.statements],
      ...(place.list === undefined ? [] : searchPairs({ ...place.list, query: undefined })),
      ['rank', place.list?.rank === undefined ? undefined : String(place.list.rank)],
    ]) + (place.hash === undefined ? '' : `#${part(place.hash)}`),

  /** The documents that share text with one. */
  copies: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/copies`,
  compare: (
    caseId: string,
    first: Sha256,
    second: Sha256,
    place: { readonly all?: boolean; readonly offset?: number } = {},
  ): string =>
    withQuery(`/c/${part(caseId)}/d/${first}/compare/${second}`, [
      ['all', place.all ? '1' : undefined],
      ['offset', positive(place.offset)],
    ]),

  claims: (caseId: string, filter: ClaimsAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/claims`, claimsPairs(filter)),
  /** The claims that the board shows, whole, as a file. */
  claimsExport: (caseId: string, ending: 'csv' | 'json' | 'jsonld' | 'ftm.json', filter: ClaimsAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/claims.${ending}`, claimsPairs({ ...filter, offset: undefined })),
  /** By the id of any of its statements. `signed`: the decision that leads to it. */
  claim: (caseId: string, id: string, place: ClaimPlace = {}): string =>
    withQuery(`/c/${part(caseId)}/claims/${part(id)}`, [
      ['signed', place.signed],
      ...CLAIM_PARTS.map((name): Pair => [name, positive(place.at?.[name])]),
    ]) + (place.hash === undefined ? '' : `#${part(place.hash)}`),
  /** The form that makes a statement of chosen words. */
  newStatement: (caseId: string, document: Sha256, span: { readonly start: number; readonly end: number }): string =>
    withQuery(`/c/${part(caseId)}/claims/new`, [
      ['document', document],
      ['at', `${span.start}-${span.end}`],
    ]),
  /** The form that signs a decision, and where it is sent. */
  decide: (caseId: string, what: string, about: Readonly<Record<string, string>> = {}): string =>
    withQuery(`/c/${part(caseId)}/claims/decide/${part(what)}`, Object.entries(about)),

  sources: (caseId: string, filter: SourcesAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/sources`, [
      ['q', filter.words],
      ['kind', filter.kind],
      ['sort', filter.sort === 'alone' ? undefined : filter.sort],
      ['offset', positive(filter.offset)],
      ['signed', filter.signed],
    ]),
  /** `offset`: of the claims that rest on it alone. */
  source: (caseId: string, key: string, offset?: number): string =>
    withQuery(`/c/${part(caseId)}/sources/${part(key)}`, [['offset', positive(offset)]]),
  timeline: (caseId: string, place: TimelineAddress = {}): string =>
    withQuery(`/c/${part(caseId)}/timeline`, [
      ['from', place.from],
      ['to', place.to],
      ['which', place.conflicts ? 'conflicts' : undefined],
      ['view', place.layout === 'table' ? 'table' : undefined],
      ['offset', positive(place.offset)],
    ]),

  picture: (caseId: string, document: Sha256, page: number): string =>
    `/c/${part(caseId)}/d/${document}/page/${page}.png`,
  original: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/original`,
  /** The same of an original that an entry names. */
  originalNamed: (caseId: string, sha256: string): string => `/c/${part(caseId)}/d/${part(sha256)}/original`,
  custody: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/custody`,
  premis: (caseId: string, document: Sha256): string => `/c/${part(caseId)}/d/${document}/custody.xml`,
  /** `kept`: names of stamps that were just brought. */
  stamps: (caseId: string, kept: readonly string[] = []): string =>
    withQuery(
      `/c/${part(caseId)}/stamps`,
      kept.map((name): Pair => ['kept', name]),
    ),
  /** What is published of the case, and what is being put together. */
  publishing: (caseId: string): string => `/c/${part(caseId)}/publish`,
  /** What was published, as one file. */
  publicationFile: (caseId: string, publication: string): string =>
    `/c/${part(caseId)}/publish/${part(publication)}.zip`,
  /** A draft, or one of its pages: `documents`, `documents/<sha256>`, `claims`, `run`; and where its forms are sent. */
  draft: (caseId: string, draft: string, page = ''): string =>
    `/c/${part(caseId)}/publish/${part(draft)}${page === '' ? '' : `/${page.split('/').map(part).join('/')}`}`,
  stampRequest: (caseId: string, name: string): string => `/c/${part(caseId)}/stamps/request/${part(name)}`,

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
  readonly copies?: 'hidden' | undefined;
  readonly offset?: number | undefined;
  readonly reason?: ReasonCode | undefined;
}

export interface SearchAddress {
  readonly query?: string | undefined;
  readonly sort?: 'relevance' | 'date' | 'path' | undefined;
  readonly language?: string | undefined;
  readonly type?: string | undefined;
  readonly accession?: string | undefined;
  readonly date?: string | undefined;
  readonly person?: string | undefined;
  readonly folder?: string | undefined;
  /** Only what was read from this ledger entry on. */
  readonly since?: number | undefined;
  /** Keys of other spellings that were switched. */
  readonly off?: readonly string[] | undefined;
  readonly on?: readonly string[] | undefined;
  readonly offset?: number | undefined;
  /** The query was made of a passage; or there was nothing to make it of. */
  readonly like?: 'made' | 'none' | undefined;
}

export interface ClaimsAddress {
  readonly verdict?: string | undefined;
  readonly kind?: string | undefined;
  readonly origins?: string | undefined;
  readonly judged?: string | undefined;
  readonly source?: string | undefined;
  readonly words?: string | undefined;
  readonly sort?: string | undefined;
  readonly offset?: number | undefined;
}

export interface SourcesAddress {
  /** Words that its name or another of its names holds. */
  readonly words?: string | undefined;
  readonly kind?: string | undefined;
  readonly sort?: 'alone' | 'documents' | 'name' | undefined;
  readonly offset?: number | undefined;
  /** The decision that leads to it. */
  readonly signed?: string;
}

export interface TimelineAddress {
  /** ISO 8601 with its precision. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly conflicts?: boolean | undefined;
  readonly layout?: 'bars' | 'table' | undefined;
  readonly offset?: number | undefined;
}

/** What forms do, as the end of their address. */
export type SendTo =
  | 'searches/save'
  | 'searches/seen'
  | 'searches/remove'
  | 'searches/forget'
  | 'lists'
  | 'lists/turn'
  | 'lists/remove'
  | 'again'
  | 'spellings'
  | 'publish/new'
  | 'publish/check'
  | 'publish/check/stop'
  | 'publish/load'
  | 'stamps/request'
  | 'stamps/bring'
  | 'stamps/check';

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
  /** The underlines and notes of statements are left away. */
  readonly statements?: 'hidden' | undefined;
  readonly hash?: string | undefined;
  /** The search that led here; `rank`: where its open hit stands in the list, from 0. */
  readonly list?: (SearchAddress & { readonly rank?: number | undefined }) | undefined;
}

/** Lists of the page of a claim that are shown a part at a time. */
const CLAIM_PARTS = ['statements', 'steps', 'others', 'decided', 'rejected'] as const;
export type ClaimPart = (typeof CLAIM_PARTS)[number];

/** `at`: from which of them on each list is shown, from 0. */
interface ClaimPlace {
  readonly signed?: string;
  readonly at?: Readonly<Partial<Record<ClaimPart, number>>>;
  readonly hash?: string;
}

type Pair = readonly [string, string | undefined];

/** What makes a search the same search: all of its address but the page of its list. */
function searchPairs(search: SearchAddress): readonly Pair[] {
  return [
    ['q', search.query],
    ['sort', search.sort === 'relevance' ? undefined : search.sort],
    ['language', search.language],
    ['type', search.type],
    ['accession', search.accession],
    ['date', search.date],
    ['person', search.person],
    ['folder', search.folder],
    ['since', search.since === undefined ? undefined : String(search.since)],
    ...(search.off ?? []).map((key): Pair => ['off', key]),
    ...(search.on ?? []).map((key): Pair => ['on', key]),
  ];
}

function claimsPairs(filter: ClaimsAddress): readonly Pair[] {
  return [
    ['verdict', filter.verdict],
    ['kind', filter.kind],
    ['origins', filter.origins],
    ['judged', filter.judged],
    ['source', filter.source],
    ['q', filter.words],
    ['sort', filter.sort === 'disagreement' ? undefined : filter.sort],
    ['offset', positive(filter.offset)],
  ];
}

/** What the board is narrowed down to, as names and values for the hidden fields of a form. */
export function claimsFields(filter: ClaimsAddress): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(withQuery('', claimsPairs({ ...filter, offset: undefined })).slice(1))];
}

/** The query part of a search's address, without the page of its list. */
export function askedPart(search: SearchAddress): string {
  return withQuery('', searchPairs(search)).slice(1);
}

/** The same as names and values, for the hidden fields of a form. */
export function askedFields(search: SearchAddress): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(askedPart(search))];
}

/** Page and text beside each other, or one alone. */
export type ReaderLayout = 'both' | 'page' | 'text';

function withQuery(path: string, pairs: readonly Pair[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== undefined) query.append(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function part(text: string): string {
  return encodeURIComponent(text);
}

function positive(value: number | undefined): string | undefined {
  return value === undefined || value <= 0 ? undefined : String(value);
}
