import type { Desk } from '../desk/desk.ts';
import type { Publication, RenderedFile } from '../nouns/publication.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { cutPictures } from '../reading/tiles.ts';
import type { Store } from '../vault/store.ts';
import { picturedPages, tilesOf, type Tile } from './data/iiif.ts';
import { madeOfPictures } from './made.ts';

const TILES_VERSION = 1; // rises when the same picture is cut into other bytes
/** For one process to cut. */
const PICTURES_AT_ONCE = 16;

interface Cutting {
  readonly picture: Sha256;
  readonly tiles: readonly Tile[];
}

/**
 * The files of the image services of a publication; none where it has no address. Cut once, and kept.
 * @throws Problem `reader-failed`, `altered`, `not-found`, `disk-full`
 */
export async function* tileFiles(
  { url, documents }: Publication,
  { desk, derived }: { readonly desk: Desk; readonly derived: Store },
  signal: AbortSignal,
): AsyncGenerator<RenderedFile> {
  if (url === undefined) return;
  const made = madeOfPictures(desk, derived, TILES_VERSION);
  let waiting: Cutting[] = [];
  const cut = async function* (): AsyncGenerator<RenderedFile> {
    const cutting = waiting;
    waiting = [];
    const pictures = await Promise.all(
      cutting.map(async ({ picture, tiles }) => ({
        bytes: Buffer.concat(await Array.fromAsync(derived.get(picture))),
        pieces: tiles.map(({ path: _, ...piece }) => piece),
      })),
    );
    const jpegs = pictures.length === 0 ? [] : await cutPictures(pictures, signal);
    for (const [index, { picture, tiles }] of cutting.entries()) {
      const files = tiles.map((tile, n) => ({ path: tile.path, what: whatOf(tile), bytes: jpegs[index]?.[n] ?? NONE }));
      await made.keep(picture, files);
      yield* files.map(({ path, bytes }) => ({ path, bytes }));
    }
  };
  for (const document of documents) {
    for (const page of picturedPages(document)) {
      signal.throwIfAborted();
      const tiles = tilesOf(document.id, page);
      const kept = await Promise.all(tiles.map((tile) => made.get(page.picture.sha256, whatOf(tile))));
      if (kept.every((bytes) => bytes !== undefined)) {
        for (const [n, { path }] of tiles.entries()) yield { path, bytes: kept[n] ?? NONE };
      } else if (waiting.push({ picture: page.picture.sha256, tiles }) === PICTURES_AT_ONCE) yield* cut();
    }
  }
  yield* cut();
}

const NONE = new Uint8Array();

/** The same picture may be a page of two documents: it is the same there. */
function whatOf({ left, top, width, height, toWidth, toHeight }: Tile): string {
  return `jpeg ${left},${top},${width},${height} ${toWidth},${toHeight}`;
}
