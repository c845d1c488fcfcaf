import type { MetadataField, ReadingEnd, Span } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { decode } from './decode.ts';
import { declaredEncoding } from './html.ts';
import { parsePage, textOf } from './html-text.ts';
import { attributeOf, leavesOf, PART_LIMIT, walkAsFar, walkXml } from './office-text.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Electronic books (EPUB 3.3): the chapters in the order of the spine, then what stands outside it. */
export const epubReader: Reader = {
  name: 'epub',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/epub+zip',
  read,
};

const MAX_CHAPTERS = 10_000; // a legal code with a file for each article

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const book = await packageOf(zip);
  const locked = await lockedParts(zip);
  const chapters = book.chapters.slice(0, MAX_CHAPTERS);
  if (chapters.length > 0 && chapters.every(({ shownName }) => locked.has(shownName)))
    throw new ReadingFailed({ code: 'encrypted' });
  const title = book.fields.find(({ name }) => name === 'title')?.value;
  const byline = book.fields.find(({ name }) => name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(book.fields);
  const text = new JoinedText();
  let unread = book.missing;
  for (const chapter of chapters) {
    if (locked.has(chapter.shownName) || !(await addChapter(zip, chapter, text))) unread += 1;
  }
  out.text(text.text, text.blocks);
  for (const entry of zip.entries)
    if (/\.(png|jpe?g|gif|webp|tiff?|bmp)$/iv.test(entry.shownName)) await out.found(entry, zip.open(entry));
  if (unread === 0) return { outcome: 'read' };
  if (text.text === '') throw new ReadingFailed({ code: 'broken' });
  const total = chapters.length + book.missing;
  return { outcome: 'read-in-part', reason: { code: 'some-entries-unread', params: { entries: unread, total } } };
}

async function addChapter(zip: ZipDirectory, chapter: ZipEntry, text: JoinedText): Promise<boolean> {
  try {
    const bytes = await zip.read(chapter, PART_LIMIT);
    text.add(textOf(parsePage(decode(bytes, declaredEncoding).text).documentElement));
    return true;
  } catch (error) {
    // Safe: a chapter that cannot be taken out costs the chapter, and the outcome counts it.
    if (error instanceof ReadingFailed) return false;
    throw error;
  }
}

interface Book {
  readonly fields: readonly MetadataField[];
  readonly chapters: readonly ZipEntry[];
  /** Chapters that the spine names and the file does not hold. */
  readonly missing: number;
}

/** EPUB 3.3 §4.2.6.3: the container names the package document, which lists what there is and in which order. */
async function packageOf(zip: ZipDirectory): Promise<Book> {
  const byName = new Map(zip.entries.map((entry) => [entry.shownName, entry]));
  const container = byName.get('META-INF/container.xml');
  let rootName: string | undefined;
  if (container !== undefined) {
    const bytes = await zip.read(container, PART_LIMIT);
    walkAsFar(() =>
      walkXml(bytes, {
        open(name, attributes) {
          if (name === 'rootfile') rootName ??= attributeOf(attributes, 'full-path');
        },
        text() {},
        close() {},
      }),
    );
  }
  const root =
    byName.get(rootName ?? '') ?? zip.entries.find(({ shownName }) => /^(?!__MACOSX).*\.opf$/iv.test(shownName));
  if (root === undefined) return { fields: [], chapters: pagesOf(zip.entries), missing: 0 };
  const { fields, hrefs } = contentsOf(await zip.read(root, PART_LIMIT));
  const spine = hrefs.map((href) => byName.get(resolved(root.shownName, href)));
  const chapters = [...new Set(spine.filter((entry) => entry !== undefined))];
  const rest = pagesOf(zip.entries).filter((entry) => !chapters.includes(entry));
  return { fields, chapters: [...chapters, ...rest], missing: spine.filter((entry) => entry === undefined).length };
}

function pagesOf(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  return entries.filter(({ shownName }) => /^(?!__MACOSX).*\.x?html?$/iv.test(shownName));
}

/** The metadata of the package, and the addresses of the spine's items. */
function contentsOf(bytes: Buffer): { readonly fields: readonly MetadataField[]; readonly hrefs: readonly string[] } {
  const items = new Map<string, string>();
  const spine: string[] = [];
  const fields: MetadataField[] = [];
  walkAsFar(() => {
    for (const leaf of leavesOf(bytes)) if (leaf.name !== 'meta') fields.push({ ...leaf, origin: 'epub' });
  });
  walkAsFar(() =>
    walkXml(bytes, {
      open(name, attributes) {
        const [id, href] = [attributeOf(attributes, 'id'), attributeOf(attributes, 'href')];
        if (name === 'item' && id !== undefined && href !== undefined) items.set(id, href);
        if (name === 'itemref') spine.push(attributeOf(attributes, 'idref') ?? '');
      },
      text() {},
      close() {},
    }),
  );
  return { fields, hrefs: spine.map((id) => items.get(id)).filter((href) => href !== undefined) };
}

/** An address within the archive, from where the package document stands. */
function resolved(base: string, href: string): string {
  const url = URL.parse(href, `zip://book/${base}`);
  if (url?.protocol !== 'zip:') return '';
  try {
    return decodeURIComponent(url.pathname.slice(1));
  } catch {
    // Safe: a stray percent sign stands for itself.
    return url.pathname.slice(1);
  }
}

/** EPUB 3.3 §4.2.6.3.2: parts that are locked; fonts are in nearly every book that a shop sells, chapters where it is locked. */
async function lockedParts(zip: ZipDirectory): Promise<ReadonlySet<string>> {
  const locked = new Set<string>();
  const entry = zip.entries.find(({ shownName }) => shownName === 'META-INF/encryption.xml');
  if (entry === undefined) return locked;
  const bytes = await zip.read(entry, PART_LIMIT);
  walkAsFar(() =>
    walkXml(bytes, {
      open(name, attributes) {
        if (name === 'CipherReference') locked.add(resolved('', attributeOf(attributes, 'URI') ?? ''));
      },
      text() {},
      close() {},
    }),
  );
  return locked;
}

class JoinedText {
  text = '';
  readonly blocks: Span[] = [];

  add(part: { readonly text: string; readonly blocks: readonly Span[] }): void {
    if (part.text === '') return;
    const at = this.text === '' ? 0 : this.text.length + 2;
    this.text = at === 0 ? part.text : `${this.text}\n\n${part.text}`;
    for (const { start, end } of part.blocks) this.blocks.push({ start: start + at, end: end + at });
  }
}
