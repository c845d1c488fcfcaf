import type { Citation, PublicationLanguage } from '../../nouns/publication.ts';
import type { Site } from './published-site.ts';

/** From where a page of a package looks at the others: every address is relative, and names a file. */
export interface Where {
  readonly site: Site;
  readonly language: PublicationLanguage;
  /** Leads to `data/`: '', or `../` so and so many times. */
  readonly up: string;
}

/** The language of the publication has the name that servers look for. */
export function fileName({ site }: Pick<Where, 'site'>, stem: string, language: PublicationLanguage): string {
  return language === site.publication.language ? `${stem}.html` : `${stem}.${language}.html`;
}

/** A page of the package by its folder, which ends in a stroke, or is '' for the top. */
export function toPlace(where: Where, place: string, stem = 'index'): string {
  return `${where.up}${place}${fileName(where, stem, where.language)}`;
}

/** @param page the file that shows it, and the page in it; without it, the beginning of the document */
export function toDocument(where: Where, id: string, page?: number, hash?: string): string {
  const part =
    page === undefined ? undefined : where.site.parts(id).find(({ pages }) => pages.some((each) => each.page === page));
  const mark = hash ?? (page === undefined ? '' : `p${page}`);
  return `${toPlace(where, `doc/${id}/`, part?.stem)}${mark === '' ? '' : `#${mark}`}`;
}

export function toCitation(where: Where, citation: Citation): string {
  return toDocument(where, citation.document, citation.page, quoteHash(where.site, citation));
}

export function toClaim(where: Where, id: string): string {
  return toPlace(where, `claim/${id}/`);
}

/** Pages of a list: the first has the name that servers look for. */
export function listStem(page: number): string {
  return page <= 1 ? 'index' : String(page);
}

/** Names the place of a citation on the page of its document. */
export function anchorOf({ page, start, end }: Pick<Citation, 'page' | 'start' | 'end'>): string {
  return `p${page}-${start}-${end}`;
}

/** UTF-16 code units of a quotation in an address: of longer ones its beginning and its end, with a sign for the rest. */
const LONGEST_QUOTE = 240;
const HEAD = 160;
const TAIL = 60;

/**
 * The words of a citation as they stand behind the `#` of a link: `p3:quote=…`, percent-encoded, with what stands before
 * and after them where the page has them more than once. An element of the page has this very text as its id, so that
 * the link leads to the words without a script.
 */
export function quoteHash(site: Site, citation: Citation): string {
  const known = hashes.get(citation) ?? hashOf(site, citation);
  hashes.set(citation, known);
  return known;
}

/** Texts may have to be read for it, and each is asked for in every language. */
const hashes = new WeakMap<Citation, string>();

function hashOf(site: Site, { document, page, quote, prefix, suffix }: Citation): string {
  const text = site.document(document)?.pages.find((each) => each.page === page)?.content.text ?? '';
  const first = text.indexOf(quote);
  const isOnce = first === -1 || text.indexOf(quote, first + 1) === -1;
  const around = isOnce ? '' : `&prefix=${encoded(prefix)}&suffix=${encoded(suffix)}`;
  return `p${page}:quote=${encoded(shortened(quote))}${around}`;
}

function shortened(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote;
  return `${whole(quote.slice(0, HEAD))}…${whole(quote.slice(-TAIL))}`;
}

/** Without half a character at its ends, which no address can hold. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '').replace(/^[\udc00-\udfff]/, '');
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
