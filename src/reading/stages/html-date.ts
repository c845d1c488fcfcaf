import { daysIn } from './html-date-words.ts';
import { textOf } from './html-text.ts';

/** Where pages say when they were published, surest first; of several of one kind the first counts. */
const META = `article:published_time og:published_time article:published og:article:published_time rnews:datepublished
  datepublished publishdate publish_date publish-date pubdate publication_date publication-date date_published
  citation_publication_date citation_date citation_online_date prism.publicationdate prism:publicationdate parsely-pub-date
  sailthru.date bt:pubdate originalpublicationdate displaydate dc.date.issued dcterms.issued dcterms.created
  dc.date.created dc.created dc.date dcterms.date date datum created datecreated date.created
  weibo:article:create_at`.split(/\s+/v);
/** When they were changed, which is the best that some say. */
const META_CHANGED = `article:modified_time og:updated_time datemodified dc.date.modified dcterms.modified last-modified
  lastmod modified revised`.split(/\s+/v);

/**
 * When a page says that it was published, in the precision that it says it in: `2017`, `2017-06`, `2017-06-24` or an
 * instant. What is written for machines counts before what is written for people, and what stands in a place for dates
 * before what stands in the text.
 */
export function publishedOf(page: Document): string | undefined {
  const american = /^en-us$/iv.test(page.documentElement.getAttribute('lang') ?? '');
  return (
    fromJsonLd(page, /"(?:datePublished|dateCreated|uploadDate)"\s*:\s*"([^"]{4,40})"/v) ??
    fromMeta(page, META) ??
    fromAttribute(page, '[itemprop="datePublished"], [itemprop="dateCreated"], [property="datePublished"]') ??
    fromAttribute(
      page,
      'time[pubdate], article time[datetime], header time[datetime], time.published, time.entry-date, abbr.published',
    ) ??
    fromAttribute(page, '[class*="publish"][datetime], time[datetime]') ??
    fromUrl(page) ??
    fromPlaces(page, american) ??
    fromLabels(page, american) ??
    firstIn(page.querySelector('title')?.textContent ?? '', american) ??
    fromJsonLd(page, /"dateModified"\s*:\s*"([^"]{4,40})"/v) ??
    fromMeta(page, META_CHANGED) ??
    fromShortLines(page, american) ??
    firstIn(topOf(page), american) ??
    fromUrl(page, 'month')
  );
}

function fromJsonLd(page: Document, field: RegExp): string | undefined {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    // Broken JSON is common here, and the one field that is wanted has a plain form.
    const date = parseDate(field.exec(script.textContent)?.[1]);
    if (date !== undefined) return date;
  }
  return undefined;
}

function fromMeta(page: Document, names: readonly string[]): string | undefined {
  const metas = [...page.querySelectorAll('meta')].map((meta) => ({
    says: ['property', 'name', 'itemprop', 'http-equiv'].map((key) => meta.getAttribute(key)?.toLowerCase()),
    content: meta.getAttribute('content'),
  }));
  for (const name of names) {
    for (const { says, content } of metas) {
      const date = says.includes(name) ? parseDate(content) : undefined;
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

function fromAttribute(page: Document, selector: string): string | undefined {
  for (const element of page.querySelectorAll(selector)) {
    if (isElsewhere(element)) continue;
    const said = ['datetime', 'content', 'title'].map((key) => element.getAttribute(key));
    for (const says of [...said, element.textContent]) {
      const date = parseDate(says);
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

function fromUrl(page: Document, precision: 'day' | 'month' = 'day'): string | undefined {
  const url =
    page.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    page.querySelector('meta[property="og:url"]')?.getAttribute('content') ??
    '';
  const day = /\/((?:19|20)\d\d)[\/\-]?(\d\d)[\/\-]?(\d\d)(?!\d)/v.exec(url);
  if (day !== null || precision === 'day') return day === null ? undefined : valid(day[1], day[2], day[3]);
  const month = /\/((?:19|20)\d\d)[\/\-](\d\d)\//v.exec(url);
  return month === null ? undefined : valid(month[1], month[2]);
}

/** Parts of a page that speak of other pages, of comments or of events to come. */
const ELSEWHERE =
  /comment|kommentar|sidebar|related|recent|widget|archive|calendar|kalender|footer|teaser|navi|menu|respond|reply|cookie/iv;
const HIGHEST = 12; // parents looked at

function isElsewhere(element: Element): boolean {
  let node: Element | null = element;
  for (let level = 0; node !== null && level < HIGHEST; level += 1) {
    const name = node.nodeName.toUpperCase();
    // Themes name the whole page after what it may have beside the text.
    if (name === 'BODY' || name === 'HTML' || name === 'ARTICLE' || name === 'MAIN') return false;
    if (name === 'FOOTER' || name === 'ASIDE' || name === 'NAV') return node.closest('article') === null;
    if (level > 0 || name !== 'TIME') {
      const named = `${node.getAttribute('class') ?? ''} ${node.getAttribute('id') ?? ''}`;
      if (ELSEWHERE.test(named)) return true;
    }
    node = node.parentElement;
  }
  return false;
}

const PLACES = `[class*="date" i], [id*="date" i], [class*="datum" i], [id*="datum" i], [class*="publish" i],
  [class*="posted" i], [class*="time" i], [class*="byline" i], [class*="post-info" i], [class*="entry-meta" i],
  [class*="post-meta" i], [class*="postmeta" i], [class*="meta" i], [class*="info" i], [class*="author" i],
  [class*="fecha" i], [class*="submitted" i], [class*="created" i], [class*="dachzeile" i], time`;
const LONGEST_PLACE = 400; // characters: more than that is a text with a date in it

/** Elements whose names say that they hold a date, those that say it outright first. */
function fromPlaces(page: Document, american: boolean): string | undefined {
  const places = [...page.querySelectorAll(PLACES)].filter((element) => !isElsewhere(element));
  const named = (element: Element): string =>
    `${element.nodeName} ${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  const outright = places.filter((element) =>
    /date(?!nschutz|n\b)|datum|publish|posted|time|fecha|created/iv.test(named(element)),
  );
  for (const element of [...outright, ...places]) {
    const words = element.textContent.trim();
    if (words.length > LONGEST_PLACE) continue;
    const date = firstIn(words, american);
    if (date !== undefined) return date;
  }
  return undefined;
}

const LABEL =
  /(?:published|posted|publication date|date|written|created|added|updated|veröffentlicht|publiziert|erstellt|geschrieben|eingestellt|datum|stand|vom|pressemitteilung|publié|mis en ligne|paru|publicado|fecha|pubblicato|geplaatst|gepubliceerd|yayın tarihi|опубликовано|发布时间|发布日期|时间|日期|公開日|ۋاقتى|ئېلان قىلىنغان)[^\d\n]{0,40}$/iv;
const BEFORE = 60; // characters before a date in which a label may stand

/** A date after a word that says what it is. */
function fromLabels(page: Document, american: boolean): string | undefined {
  const text = topOf(page);
  for (const match of text.matchAll(
    /\d{1,4}[.\/\-年]\s?\d{1,2}[.\/\-月]|\d{1,2}\.?\s\p{L}{3,12}\.?,?\s\d{4}|\p{L}{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}/gv,
  )) {
    const start = match.index;
    if (!LABEL.test(text.slice(Math.max(0, start - BEFORE), start))) continue;
    const date = firstIn(text.slice(start, start + 40), american);
    if (date !== undefined) return date;
  }
  return undefined;
}

const SHORT_LINE = 80; // characters: a line that is about its date

/** The first date on a line of its own, above the text or under it. */
function fromShortLines(page: Document, american: boolean): string | undefined {
  for (const line of topOf(page).split('\n')) {
    if (line.trim().length > SHORT_LINE) continue;
    const date = firstIn(line, american);
    if (date !== undefined) return date;
  }
  return undefined;
}

function firstIn(text: string, american: boolean): string | undefined {
  return daysIn(text, american).next().value ?? undefined;
}

const TOP = 60_000; // characters of a page that are looked at

function topOf(page: Document): string {
  return textOf(page.body).text.slice(0, TOP);
}

/** ISO 8601 as far as it goes, then the first day written in another form. */
function parseDate(said: string | null | undefined): string | undefined {
  const text = said?.trim() ?? '';
  const instant = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+\-]\d\d:?\d\d)?/v.exec(text);
  if (instant !== null) {
    const day = valid(instant[1], instant[2], instant[3]);
    const zone = instant[5];
    // A clock time without a zone is not an instant: the day is what it says for sure.
    if (day === undefined || zone === undefined || !/^([01]\d|2[0-3]):[0-5]\d/v.test(instant[4] ?? '')) return day;
    return `${day}T${instant[4] ?? ''}${zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`}`;
  }
  const plain = /^(\d{4})(?:[\-\/.年]\s*(\d{1,2})(?:[\-\/.月]\s*(\d{1,2}))?)?/v.exec(text);
  if (plain !== null && (plain[2] !== undefined || text.length === 4)) return valid(plain[1], plain[2], plain[3]);
  const packed = /^(\d{4})(\d\d)(\d\d)(?!\d)/v.exec(text);
  if (packed !== null) return valid(packed[1], packed[2], packed[3]);
  return text.length > 60 ? undefined : (daysIn(text).next().value ?? undefined);
}

function valid(year: string | undefined, month?: string, day?: string): string | undefined {
  const y = Number(year);
  if (!(y >= 1900 && y <= 2100)) return undefined;
  if (month === undefined) return String(y);
  const m = Number(month);
  if (!(m >= 1 && m <= 12)) return undefined;
  const start = `${y}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return start;
  const d = Number(day);
  if (!(d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate())) return undefined;
  return `${start}-${String(d).padStart(2, '0')}`;
}
