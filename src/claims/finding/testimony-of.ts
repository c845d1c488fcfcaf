import type { Passage, Reading, Span } from '../../nouns/reading.ts';
import { factsFor } from '../../reading/document-facts.ts';
import type { ClaimDocument } from '../lining-up/claims-of.ts';
import { unwrapped } from './line-breaks.ts';
import { textHeader } from './text-header.ts';
import type { DocumentText } from '../process/messages.ts';

/** A document as it speaks: what of it is looked at, and what is known of where and when it was said. */
export interface TestimonyOf {
  /** Undefined where nothing in it is said by anybody: data, code, no text. */
  readonly asked: DocumentText | undefined;
  readonly document: ClaimDocument;
  readonly title: string | undefined;
}

/** Data and programs: what they hold is for sheets and tools. */
const NO_TESTIMONY =
  /^(?:application\/(?:json|xml|javascript|sql|toml|yaml|x-(?:sh|python|php|perl|ruby|yaml|ndjson|sqlite3|msaccess|dbf)|vnd\.(?:ms-excel|[^;]*spreadsheet)[^;]*|[^;]*\+(?:json|xml)(?<!xhtml\+xml))|text\/(?:csv|tab-separated-values|xml|css|javascript|vcard|calendar|x-(?!web-markdown)[^;]*)|image\/svg\+xml)(?:;|$)/;

/** Names of fields in which documents say who brings them out, surest first; lower case. */
const OUTLETS = [
  'og:site_name',
  'citation_journal_title',
  'publisher',
  'dc.publisher',
  'dcterms.publisher',
  'article:publisher',
];
const LONGEST_NAME = 200; // UTF-16 units

/** UTF-16 units: some two thousand pages. What is longer is a collection, and what stands behind is left out. */
const LONGEST_TESTIMONY = 4_000_000;

export function testimonyOf(original: string, reading: Reading): TestimonyOf {
  const { article, mediaType, title } = reading;
  const text = reading.text.slice(0, LONGEST_TESTIMONY);
  const passages = reading.passages.filter(({ end }) => end <= LONGEST_TESTIMONY);
  const header = textHeader(text);
  const outlet = outletOf(reading) ?? header?.outlet;
  const published = publishedOf(reading) ?? header?.published;
  const from = header?.end ?? 0;
  const about = {
    ...(outlet === undefined ? {} : { outlet }),
    ...(published === undefined ? {} : { published }),
  };
  const looked = article ?? (from > 0 ? [{ start: from, end: text.length }] : undefined);
  const asked = {
    original,
    text,
    passages: passages.flatMap((passage) => startingAt(passage, from)),
    ...(article === undefined ? {} : { article }),
    ...(published === undefined ? {} : { published }),
  };
  return {
    asked: text === '' || NO_TESTIMONY.test(mediaType) ? undefined : asked,
    document: { id: original, text: unwrapped(looked === undefined ? text : only(text, looked)), ...about },
    title,
  };
}

function startingAt(passage: Passage, from: number): readonly Passage[] {
  if (passage.end <= from) return [];
  return [passage.start >= from ? passage : { ...passage, start: from }];
}

/** What stands around an article, as blanks: places stay where they are. */
function only(text: string, looked: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of looked) {
    parts.push(text.slice(at, start).replace(/\S/gu, ' '), text.slice(start, end));
    at = end;
  }
  return [...parts, text.slice(at).replace(/\S/gu, ' ')].join('');
}

/** Who brings the document out, or wrote or sent it. */
function outletOf(reading: Reading): string | undefined {
  for (const wanted of OUTLETS) {
    const field = reading.metadata.find(({ name, value }) => name.toLowerCase() === wanted && isName(value));
    if (field !== undefined) return field.value.trim();
  }
  const site = siteNamed(reading);
  if (site !== undefined) return site;
  const { senders: [sender] = [] } = factsFor(reading);
  const name = sender
    ?.replace(/\s*<[^>]*>\s*$/, '')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  if (name !== undefined && isName(name)) return name;
  return reading.byline !== undefined && isName(reading.byline) ? reading.byline.trim() : undefined;
}

/** What a web page's title says besides its headline, last, where the page says it elsewhere too: `Headline | The Courier`. */
function siteNamed({ metadata, title, text }: Reading): string | undefined {
  const whole = metadata.find(({ name, origin }) => name === 'title' && origin === 'html')?.value.trim();
  if (whole === undefined || title === undefined || !whole.startsWith(title)) return undefined;
  const site = whole.slice(title.length).split(SEPARATOR).at(-1)?.trim() ?? '';
  const isSaid = site.length >= 2 && text.toLowerCase().includes(site.toLowerCase());
  return isSaid && site.length <= LONGEST_SITE && isName(site) ? site : undefined;
}

const SEPARATOR = /\s*[|｜–—·»_]\s*|\s+-\s+/u;
const LONGEST_SITE = 60; // UTF-16 units

function isName(value: string): boolean {
  return value.trim() !== '' && value.length <= LONGEST_NAME && !/^https?:/.test(value);
}

/** When a file was made says nothing of when something was said; when a mail was sent does. */
function publishedOf(reading: Reading): string | undefined {
  if (reading.published !== undefined) return reading.published;
  return reading.metadata.some(({ origin }) => origin === 'mail') ? factsFor(reading).date : undefined;
}
