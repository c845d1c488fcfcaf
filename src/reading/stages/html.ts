import { Readability } from '@mozilla/readability';
import type { MetadataField, Span } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeFile, decodingFields } from './decode.ts';
import { activeInPage } from './html-active.ts';
import { publishedOf } from './html-date.ts';
import { parsePage, textOf, type HtmlBlock } from './html-text.ts';
import { endOf } from './plain-text.ts';

/** In UTF-16 units: finding the article of a longer page takes minutes and finds nothing. */
const ARTICLE_LIMIT = 4_000_000;
/** Block elements within each other: its time grows with the cube, and pages that people read stay below 60. */
const DEPTH_LIMIT = 200;
/** In characters without spaces: shorter words may stand elsewhere on the page as well. */
const UNMISTAKABLE = 30;
/** In characters: a longer article is a book, and looking for each of its paragraphs would take minutes. */
const REST_LIMIT = 400_000;
const MARK = 'data-touchstone-block';

/** Web pages: the whole text, and which stretches of it are the article. Scripts are never run, nothing is fetched. */
export const htmlReader: Reader = {
  name: 'html',
  version: 4,
  accepts: (mediaType) => mediaType === 'text/html' || mediaType === 'application/xhtml+xml',
  async read(input, out) {
    const decoded = decodeFile(input, declaredEncoding);
    const page = parsePage(decoded.text);
    const { text, blocks, depth } = textOf(page.documentElement);
    out.text(
      text,
      blocks.map(({ start, end }) => ({ start, end })),
    );
    const head = headOf(page);
    out.metadata([...decodingFields(decoded, 'html'), ...head.fields, ...activeInPage(page, 'html')]);
    const published = publishedOf(page);
    // Finding the article takes the page apart, so it comes last.
    const plausible = decoded.text.length <= ARTICLE_LIMIT && depth <= DEPTH_LIMIT;
    const article = plausible ? articleOf(page, text, blocks) : undefined;
    const title = head.title ?? article?.title;
    const byline = head.byline ?? article?.byline;
    out.describe({
      ...(title === undefined ? {} : { title }),
      ...(byline === undefined ? {} : { byline }),
      ...(published === undefined ? {} : { published }),
      ...(article === undefined || article.spans.length === 0 ? {} : { article: article.spans }),
    });
    return endOf(decoded.cut, decoded.replaced);
  },
};

/** HTML §4.2.5.4: the encoding that a page names itself. */
export function declaredEncoding(start: string): string | undefined {
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.\-]+)/iv.exec(start)?.[1] ?? /encoding=["']([\w.\-]+)["']/v.exec(start)?.[1]
  );
}

interface Head {
  readonly title?: string;
  readonly byline?: string;
  readonly fields: readonly MetadataField[];
}

const NAMED = ['description', 'author', 'generator', 'keywords', 'article:author', 'og:site_name', 'og:url', 'og:type'];

function headOf(page: Document): Head {
  const fields: MetadataField[] = [];
  const add = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value.trim() !== '')
      fields.push({ name, value: value.trim(), origin: 'html' });
  };
  const named = clean(metaOf(page, 'og:title'));
  const whole = clean(page.querySelector('title')?.textContent);
  const title = headlineOf(page, [named, whole]) ?? named ?? whole;
  const byline = bylineOf(page);
  add('title', whole);
  add('lang', page.documentElement.getAttribute('lang') ?? page.documentElement.getAttribute('xml:lang'));
  add('canonical', page.querySelector('link[rel="canonical"]')?.getAttribute('href'));
  for (const name of NAMED) add(name, metaOf(page, name));
  return {
    fields,
    ...(title === undefined ? {} : { title }),
    ...(byline === undefined ? {} : { byline }),
  };
}

const SHORTEST_HEADLINE = 8; // characters: less is the name of a site or of a part of it

/** The longest heading that the page's own titles hold: they carry the name of the site as well, which may be a heading too. */
function headlineOf(page: Document, titles: readonly (string | undefined)[]): string | undefined {
  const headings = [...page.querySelectorAll('h1')]
    .map((heading) => clean(heading.textContent))
    .filter((words) => words !== undefined);
  const [held] = headings
    .filter(
      (words) =>
        words.length >= SHORTEST_HEADLINE &&
        titles.some(
          (title) => title !== undefined && squeeze(title).toLowerCase().includes(squeeze(words).toLowerCase()),
        ),
    )
    .toSorted((a, b) => b.length - a.length);
  return held ?? (titles.every((title) => title === undefined) && headings.length === 1 ? headings[0] : undefined);
}

const LONGEST_BYLINE = 100; // characters: more is a paragraph about the author

/** Who wrote it, as the page says in the places meant for that; else it is left to the search for the article. */
function bylineOf(page: Document): string | undefined {
  const scripts = [...page.querySelectorAll('script[type="application/ld+json"]')];
  const said = [
    metaOf(page, 'author'),
    ...scripts.map(
      ({ textContent }) => /"author"\s*:\s*\[?\s*\{[^\{\}]*"name"\s*:\s*"([^"\\]{2,100})"/v.exec(textContent)?.[1],
    ),
    page.querySelector('[itemprop="author"] [itemprop="name"], [rel="author"], [itemprop="author"]')?.textContent,
  ];
  for (const words of said) {
    const name = clean(words)?.replace(/^(by|von|par|作者)\s*[:：]?\s+/iv, '');
    if (name !== undefined && name.length <= LONGEST_BYLINE && !/^https?:/v.test(name)) return name;
  }
  return undefined;
}

function metaOf(page: Document, name: string): string | undefined {
  for (const attribute of ['property', 'name']) {
    const content = page.querySelector(`meta[${attribute}="${name}"]`)?.getAttribute('content');
    if (content !== null && content !== undefined) return content;
  }
  return undefined;
}

interface Article {
  readonly spans: readonly Span[];
  readonly title?: string;
  readonly byline?: string;
}

/** Marks every block, lets Readability take the page apart, and sees which marks are left. */
function articleOf(page: Document, text: string, blocks: readonly HtmlBlock[]): Article | undefined {
  for (const [number, block] of blocks.entries()) {
    block.element.setAttribute(MARK, `${block.element.getAttribute(MARK) ?? ''} ${number}`.trim());
  }
  let parsed: ReturnType<Readability<Node>['parse']>;
  try {
    parsed = new Readability<Node>(page, { serializer: (node) => node, maxElemsToParse: 50_000 }).parse();
  } catch (error) {
    // Safe: a page without an article is read like any other; the whole text is there.
    console.error(error);
    return undefined;
  }
  if (parsed?.content === null || parsed?.content === undefined) return undefined;
  const kept = survivors(parsed.content);
  const spans: Span[] = [];
  const unmarked: Span[] = [];
  let rest = squeeze(parsed.textContent);
  for (const [number, span] of blocks.entries()) {
    const words = squeeze(text.slice(span.start, span.end));
    const left = kept.get(String(number));
    if (left === undefined) unmarked.push(span);
    else if (left.includes(words.slice(0, 80))) {
      spans.push(span);
      if (rest.length < REST_LIMIT) rest = rest.replace(words, () => '\n');
    }
  }
  // Readability puts a paragraph in the place of the block around it, and the mark goes with the block: what is left of
  // the article belongs to the first block that says it.
  for (const span of rest.length < REST_LIMIT ? unmarked : []) {
    const words = squeeze(text.slice(span.start, span.end));
    if (words.length < UNMISTAKABLE || !rest.includes(words)) continue;
    spans.push(span);
    rest = rest.replace(words, () => '\n');
  }
  spans.sort((a, b) => a.start - b.start);
  const title = clean(parsed.title);
  const byline = clean(parsed.byline);
  return { spans, ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) };
}

/** The text that is left under each mark. A mark alone is not enough: an element may stay and lose some of its text. */
function survivors(content: Node): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  if (!('querySelectorAll' in content) || typeof content.querySelectorAll !== 'function') return kept;
  const page = content.ownerDocument;
  const holder = page?.createElement('div');
  holder?.append(content);
  for (const element of holder?.querySelectorAll(`[${MARK}]`) ?? []) {
    const left = squeeze(element.textContent);
    for (const number of (element.getAttribute(MARK) ?? '').split(' ')) kept.set(number, left);
  }
  return kept;
}

function squeeze(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/[\s\u00A0]+/gv, '');
}

function clean(text: string | null | undefined): string | undefined {
  const squeezed = text?.replaceAll(/\s+/gv, ' ').trim();
  return squeezed === undefined || squeezed === '' ? undefined : squeezed;
}
