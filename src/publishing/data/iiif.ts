import type { Publication, PublishedDocument, PublishedPage, RenderedFile } from '../../nouns/publication.ts';
import type { Json } from '../../base/json.ts';
import { pageAt } from './addresses.ts';
import { jsonFile, plainTextPath, type Node } from './data-file.ts';

/**
 * Documents with pictures as IIIF: a manifest each (Presentation API 3.0), a collection of them, and for each picture an
 * image service of level 0 (Image API 3.0), which is plain files. IIIF knows whole addresses only, so all this is there
 * only where the publication says where it is hosted (docs/decisions/0024-iiif.md).
 */

export const COLLECTION_PATH = 'iiif/collection.json';
const PRESENTATION = 'http://iiif.io/api/presentation/3/context.json';
const IMAGE = 'http://iiif.io/api/image/3/context.json';
/** Dots. A page of A4 at 150 dpi is one tile: three files for a page, where smaller tiles would be eight. */
const TILE = 2048;

/** One file of an image service, and the part of the picture that it shows. */
export interface Tile {
  /** Within `data/`. */
  readonly path: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly toWidth: number;
  readonly toHeight: number;
}

type Pictured = PublishedPage & { readonly picture: NonNullable<PublishedPage['picture']> };

export function picturedPages({ pages }: PublishedDocument): readonly Pictured[] {
  return pages.flatMap((page) => (page.picture === undefined ? [] : [withPicture(page, page.picture)]));
}

function withPicture({ page, text, content }: PublishedPage, picture: Pictured['picture']): Pictured {
  return { page, text, content, picture };
}

function serviceAt(document: string, page: number): string {
  return `iiif/${document}/${page}`;
}

/** Manifests, and what image services say of themselves; nothing without an address. */
export function* iiifFiles(publication: Publication): Generator<RenderedFile> {
  const { url, documents } = publication;
  if (url === undefined) return;
  const pictured = documents.filter((document) => picturedPages(document).length > 0);
  for (const document of pictured) {
    yield jsonFile(manifestPath(document.id), manifest(publication, document, url));
    for (const { page, picture } of picturedPages(document)) {
      const at = serviceAt(document.id, page);
      yield jsonFile(`${at}/info.json`, service(url + at, picture.widthPx, picture.heightPx));
    }
  }
  yield jsonFile(COLLECTION_PATH, {
    '@context': PRESENTATION,
    id: url + COLLECTION_PATH,
    type: 'Collection',
    label: { [publication.language]: [publication.title] },
    ...provider(publication, url),
    items: pictured.map((document) => ({
      id: url + manifestPath(document.id),
      type: 'Manifest',
      label: labelOf(document),
    })),
  });
}

function manifestPath(document: string): string {
  return `iiif/${document}/manifest.json`;
}

function manifest(publication: Publication, document: PublishedDocument, url: string): Node {
  const { id, metadata, pages } = document;
  const at = url + manifestPath(id);
  const pictured = picturedPages(document);
  const [first] = pictured;
  return {
    '@context': PRESENTATION,
    id: at,
    type: 'Manifest',
    label: labelOf(document),
    ...(metadata.length === 0
      ? {}
      : { metadata: metadata.map(({ name, value }) => ({ label: { none: [name] }, value: { none: [value] } })) }),
    ...provider(publication, url),
    ...(first === undefined ? {} : { thumbnail: [image(url, id, first, smallest(id, first))] }),
    homepage: [
      {
        id: url + pageAt(id, pages[0]?.page ?? 1),
        type: 'Text',
        label: labelOf(document),
        format: 'text/html',
        language: [publication.language],
      },
    ],
    rendering: [{ id: url + plainTextPath(id), type: 'Text', label: { en: ['Plain text'] }, format: 'text/plain' }],
    items: pictured.map((page) => canvas(url, id, page)),
  };
}

function labelOf({ id, title, language }: PublishedDocument): Node {
  return title === undefined ? { none: [id] } : { [language === 'und' ? 'none' : language]: [title] };
}

function provider({ publisher }: Publication, url: string): Node {
  if (publisher === undefined) return {};
  return { provider: [{ id: url, type: 'Agent', label: { none: [publisher] } }] };
}

function canvas(url: string, document: string, page: Pictured): Node {
  const { widthPx, heightPx } = page.picture;
  const id = `${url}iiif/${document}/canvas/${page.page}`;
  return {
    id,
    type: 'Canvas',
    label: { none: [String(page.page)] },
    width: widthPx,
    height: heightPx,
    seeAlso: [{ id: url + page.text.path, type: 'Dataset', format: 'application/json' }],
    items: [
      {
        id: `${id}/painting`,
        type: 'AnnotationPage',
        items: [
          {
            id: `${id}/painting/1`,
            type: 'Annotation',
            motivation: 'painting',
            body: image(url, document, page, wholeTile(document, page, 1)),
            target: id,
          },
        ],
      },
    ],
  };
}

function smallest(document: string, page: Pictured): Tile {
  const { widthPx, heightPx } = page.picture;
  return wholeTile(document, page, scaleFactors(widthPx, heightPx).at(-1) ?? 1);
}

function image(url: string, document: string, page: Pictured, { path, toWidth, toHeight }: Tile): Node {
  return {
    id: url + path,
    type: 'Image',
    format: 'image/jpeg',
    width: toWidth,
    height: toHeight,
    service: [{ id: url + serviceAt(document, page.page), type: 'ImageService3', profile: 'level0' }],
  };
}

function service(id: string, width: number, height: number): Node {
  const factors = scaleFactors(width, height);
  return {
    '@context': IMAGE,
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    width,
    height,
    // The picture at its own size goes by `max`, and by no other name.
    sizes: factors
      .slice(1)
      .toReversed()
      .map((factor): Json => ({ ...scaled(width, height, factor) })),
    tiles: [{ width: TILE, height: TILE, scaleFactors: factors }],
  };
}

/** Halves, down to the first at which the picture is one tile, and one more for lists. */
function scaleFactors(width: number, height: number): readonly number[] {
  const factors = [1];
  while (Math.max(width, height) / 2 ** (factors.length - 1) > TILE) factors.push(2 ** factors.length);
  return [...factors, 2 ** factors.length];
}

function scaled(width: number, height: number, factor: number): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(width / factor), height: Math.ceil(height / factor) };
}

/** Every file of the image service of a page, in the canonical form of its address (Image API 3.0, §4.7). */
export function tilesOf(document: string, page: Pictured): readonly Tile[] {
  const { widthPx: width, heightPx: height } = page.picture;
  return scaleFactors(width, height).flatMap((factor) => {
    const step = TILE * factor;
    const tiles: Tile[] = [];
    for (let top = 0; top < height; top += step) {
      for (let left = 0; left < width; left += step) {
        const part = { left, top, width: Math.min(step, width - left), height: Math.min(step, height - top) };
        tiles.push(tileOf(document, page, part, factor));
      }
    }
    // Where it is cut, the whole is there too: viewers that know no tiles ask for it.
    return tiles.length === 1 ? tiles : [...tiles, wholeTile(document, page, factor)];
  });
}

function tileOf(
  document: string,
  { page, picture }: Pictured,
  part: Pick<Tile, 'left' | 'top' | 'width' | 'height'>,
  factor: number,
): Tile {
  const { width: toWidth, height: toHeight } = scaled(part.width, part.height, factor);
  const isWhole = part.width === picture.widthPx && part.height === picture.heightPx;
  const region = isWhole ? 'full' : `${part.left},${part.top},${part.width},${part.height}`;
  const size = isWhole && factor === 1 ? 'max' : `${toWidth},${toHeight}`;
  return { ...part, toWidth, toHeight, path: `${serviceAt(document, page)}/${region}/${size}/0/default.jpg` };
}

function wholeTile(document: string, page: Pictured, factor: number): Tile {
  const { widthPx: width, heightPx: height } = page.picture;
  return tileOf(document, page, { left: 0, top: 0, width, height }, factor);
}
