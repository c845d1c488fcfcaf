import { log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { CatalogueParts } from './catalogue.ts';
import { drawPage, drawPublished, type WebpPicture } from './draw-page.ts';
import type { Prints } from './prints.ts';
import { PICTURE_OF_PACKAGE, PUBLISHED_DOCUMENT } from './published-document.ts';
import { standInOf } from './stand-in.ts';
import type { ReadingTables } from './tables.ts';

const PAGE_PICTURE = 'page-picture';
const DRAW_VERSION = 1; // rises when pictures of the same page come out different
const DPI = 150; // sharp on a screen at twice the size of the page; 300 would be four times the bytes
const DRAWN_AT_ONCE = 2; // expendable processes that drawing may use beside reading

/**
 * Pictures of pages, drawn when somebody first looks and kept as derivatives, signed for. Where nobody can sign (the
 * identity is locked, the disk is full) the picture is drawn for this look only.
 */
export function pagePictures(
  parts: CatalogueParts,
  prints: Prints,
): (document: Sha256, page: number) => Promise<{ readonly png: Uint8Array } | undefined> {
  const drawing = new Map<string, Promise<{ readonly png: Uint8Array } | undefined>>();
  const line: Promise<unknown>[] = [];
  return async (document, page) => {
    const kept = await keptPicture(parts, document, page);
    if (kept) return kept;
    const key = `${document} ${page}`;
    const known = drawing.get(key);
    if (known) return known;
    const turn = line.length >= DRAWN_AT_ONCE ? line.shift() : undefined;
    const picture = Promise.resolve(turn)
      .catch(() => undefined) // the one before has told its own caller
      .then(() => draw(parts, prints, document, page))
      .finally(() => drawing.delete(key));
    line.push(picture);
    drawing.set(key, picture);
    return picture;
  };
}

async function keptId({ desk, derived }: CatalogueParts, document: Sha256, page: number): Promise<Sha256 | undefined> {
  const row = await desk.records.reading
    .as<ReadingTables>()
    .selectFrom('derivative')
    .select('sha256')
    .where('original', '=', document)
    .where('what', '=', PAGE_PICTURE)
    .where('page', '=', page)
    .where('version', '=', DRAW_VERSION)
    .executeTakeFirst();
  const id = parseSha256(row?.sha256 ?? '');
  return id !== undefined && (await derived.has(id)) ? id : undefined;
}

async function keptPicture(
  parts: CatalogueParts,
  document: Sha256,
  page: number,
): Promise<{ readonly png: Uint8Array } | undefined> {
  const id = await keptId(parts, document, page);
  if (id === undefined) return undefined;
  try {
    return { png: Buffer.concat(await Array.fromAsync(parts.derived.get(id))) };
  } catch (error) {
    // Safe: it is drawn again, and the altered one is set aside for it.
    if (error instanceof Problem && error.code === 'altered') return undefined;
    throw error;
  }
}

/** What was read is what is drawn. Re-hashed: a picture of altered bytes is never shown, nor signed for. */
async function drawable(
  parts: CatalogueParts,
  document: Sha256,
  mediaType: string,
): Promise<{ readonly path: string; readonly mediaType: string }> {
  const connection = parts.desk.records.reading;
  const converted = await standInOf(parts, connection, document, 'converted-copy');
  if (converted !== undefined && converted !== 'lost') return { path: converted.path, mediaType: 'application/pdf' };
  const unlocked = await standInOf(parts, connection, document, 'unlocked-copy');
  if (unlocked !== undefined && unlocked !== 'lost') return { path: unlocked.path, mediaType };
  for await (const _ of parts.vault.get(document));
  return { path: parts.pathOf(document), mediaType };
}

/** What the pages of a document are drawn from; Office files are laid out for it, where that was not done yet. */
async function pagesOf(
  parts: CatalogueParts,
  prints: Prints,
  document: Sha256,
): Promise<{ readonly count: number; readonly path: string; readonly mediaType: string } | undefined> {
  const reading = await parts.desk.records.reading
    .as<ReadingTables>()
    .selectFrom('reading')
    .select(['pages', 'media_type'])
    .where('original', '=', document)
    .executeTakeFirst();
  if (reading === undefined) return undefined;
  if (reading.pages > 0) return { count: reading.pages, ...(await drawable(parts, document, reading.media_type)) };
  if ((await prints.of(document))?.kind === 'can-be-made') await prints.make(document);
  const print = await prints.of(document);
  const copy = await prints.copyOf(document);
  if (print?.kind !== 'made' || copy === undefined) return undefined;
  return { count: print.pages.length, path: copy.path, mediaType: 'application/pdf' };
}

/** Of a document of a package: the picture of the page that was published, drawn anew like whatever comes from outside. */
async function pictureInPackage({ desk, pathOfDerived }: CatalogueParts, document: Sha256, page: number) {
  const row = await desk.records.reading
    .as<ReadingTables>()
    .selectFrom('derivative')
    .innerJoin('reading', 'reading.original', 'derivative.original')
    .select('derivative.sha256')
    .where('derivative.original', '=', document)
    .where('what', '=', PICTURE_OF_PACKAGE)
    .where('page', '=', page)
    .where('media_type', '=', PUBLISHED_DOCUMENT)
    .executeTakeFirst();
  const id = parseSha256(row?.sha256 ?? '');
  return id === undefined ? undefined : { path: pathOfDerived(id), mediaType: 'image/webp', page: 1 };
}

/**
 * The kept picture of a page drawn once more, as it is published; undefined where none is kept. In a process of its own,
 * since what drew the kept one had a hostile file before it.
 * @throws Problem `reader-failed`
 */
export async function publishedPicture(
  parts: CatalogueParts,
  document: Sha256,
  page: number,
): Promise<WebpPicture | undefined> {
  const kept = await keptId(parts, document, page);
  if (kept === undefined) return undefined;
  return drawPublished({ path: parts.pathOfDerived(kept), mediaType: 'image/png', page: 1, dpi: DPI });
}

async function draw(
  parts: CatalogueParts,
  prints: Prints,
  document: Sha256,
  page: number,
): Promise<{ readonly png: Uint8Array } | undefined> {
  const { desk, derived } = parts;
  if (!Number.isInteger(page) || page < 1) return undefined;
  const pages = await pagesOf(parts, prints, document);
  if (pages === undefined || page > pages.count) return undefined;
  const from = (await pictureInPackage(parts, document, page)) ?? {
    path: pages.path,
    mediaType: pages.mediaType,
    page,
  };
  const { png } = await drawPage({ ...from, dpi: DPI });
  if (!desk.canSign) return { png };
  try {
    const { id } = await derived.put(png);
    const kept = { original: document, derivative: id, what: PAGE_PICTURE, page, stage: 'draw', version: DRAW_VERSION };
    await desk.act([{ kind: 'derived', fields: kept }]);
  } catch (error) {
    // Safe: looking needs no keeping. The next look draws it again.
    if (!(error instanceof Problem)) throw error;
    log('a picture of a page could not be kept', error);
  }
  return { png };
}
