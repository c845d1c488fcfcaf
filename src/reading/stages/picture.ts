import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { pictureToRecognise } from '../pixels-measure.ts';
import type { PictureToRecognise } from '../pixels-measure.ts';
import { ReadingFailed } from '../reader.ts';
import type { Reader, ReaderOutput } from '../reader.ts';
import { decodedPicture, type DecodedPicture } from './picture-decoded.ts';
import { differingThumbnail, iptcFields } from './picture-embedded.ts';
import { exifFields } from './picture-exif.ts';
import { xmpFields } from './xmp.ts';

const MAX_BYTES = 512 * 1024 * 1024; // a 16-bit scan of A2 at 600 dpi
const MAX_INPUT_PIXELS = 150_000_000; // A0 at 300 dpi is 140 million
const MAX_RECOGNISED_PIXELS = 25_000_000; // A3 at 300 dpi is 17 million
const MAX_PAGES = 5_000; // of one TIFF: a fax archive
const MAX_VIEW_SIDE = 2_400; // pixels: a page on a large screen
const TYPES =
  /^image\/(png|jpeg|tiff|gif|webp|bmp|avif|hei[cf](-sequence)?|jp2|jpx|j2c|vnd\.adobe\.photoshop|x-(jbig2|adobe-dng|canon-cr[23]|fujifilm-raf|nikon-nef|olympus-orf|panasonic-rw2|sony-arw))$/v;

// One file a process: no cache to keep, and the machine's cores belong to other processes.
sharp.cache(false);
sharp.concurrency(1);

export const pictureReader: Reader = {
  name: 'picture',
  version: 4,
  accepts: (mediaType) => TYPES.test(mediaType),
  async read(input, out) {
    const bytes = input.bytes(MAX_BYTES);
    const source = await sourceOf(bytes);
    const whole = await metadataOf(source);
    out.metadata([
      ...ownFacts(source),
      ...factsOf(whole),
      ...(whole.iptc === undefined ? [] : await iptcFields(bytes)),
    ]);
    if (whole.exif !== undefined) await giveThumbnail(source, out);
    // The frames of a moving picture repeat one another; the pages of a TIFF do not.
    const total = source.decoded?.total ?? (whole.format === 'tiff' ? (whole.pages ?? 1) : 1);
    return readPages(source, total, out);
  },
};

/**
 * One picture as people see it (turned upright, on white, at most 2,400 pixels a side). Pages count from 1.
 * @throws ReadingFailed `broken`, `too-large`
 */
export async function drawPicture(
  bytes: Uint8Array,
  page: number,
): Promise<{ png: Uint8Array; widthPx: number; heightPx: number }> {
  const source = await sourceOf(bytes);
  await metadataOf(source);
  try {
    const picture = await open(source, page, 'none');
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .resize({ width: MAX_VIEW_SIDE, height: MAX_VIEW_SIDE, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 4 })
      .toBuffer({ resolveWithObject: true });
    return { png: data, widthPx: info.width, heightPx: info.height };
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  }
}

/** The embedded small picture is a find of its own where it shows what the picture does not. */
async function giveThumbnail(source: Source, out: ReaderOutput): Promise<void> {
  const thumbnail = await differingThumbnail(source.bytes, await open(source, 1, 'none'));
  if (thumbnail === undefined) return;
  out.metadata([{ name: 'Thumbnail', value: 'differs from the picture', origin: 'picture' }]);
  const name = 'thumbnail.jpg';
  await out.found({ untrustedName: new TextEncoder().encode(name), shownName: name }, thumbnail);
}

async function readPages(source: Source, total: number, out: ReaderOutput): Promise<ReadingEnd> {
  let unread = Math.max(0, total - MAX_PAGES);
  let truncated = false;
  for (let number = 1; number <= Math.min(total, MAX_PAGES); number++) {
    const page = await readPage(source, number);
    if (page === undefined) {
      unread++;
      out.page({ number, width: 1, height: 1, unit: 'px', text: '', words: [] });
      continue;
    }
    truncated ||= page.truncated;
    const { width, height, picture } = page;
    out.page({ number, width, height, unit: 'px', text: '', words: [], picture });
  }
  if (unread >= total) return { outcome: 'unreadable', reason: { code: 'broken' } };
  if (unread > 0)
    return { outcome: 'read-in-part', reason: { code: 'some-pages-unread', params: { pages: unread, total } } };
  return truncated ? { outcome: 'read-in-part', reason: { code: 'truncated' } } : { outcome: 'read' };
}

interface Page {
  readonly width: number;
  readonly height: number;
  readonly picture: PictureToRecognise;
  readonly truncated: boolean;
}

/** Strictly first; a picture that ends too early is read as far as it goes. Undefined if nothing of it can be read. */
async function readPage(source: Source, number: number): Promise<Page | undefined> {
  try {
    return { ...(await normalised(source, number, 'truncated')), truncated: false };
  } catch {
    try {
      return { ...(await normalised(source, number, 'none')), truncated: true };
    } catch {
      // libvips has one kind of error for every damage: this page counts as unread, and the reader says so.
      return undefined;
    }
  }
}

/** Upright, grey, without transparency: what recognition starts from. */
async function normalised(
  source: Source,
  number: number,
  failOn: 'truncated' | 'none',
): Promise<Omit<Page, 'truncated'>> {
  const picture = await open(source, number, failOn);
  const facts = await picture.metadata();
  const { width, height } = facts.autoOrient;
  const scale = Math.min(1, Math.sqrt(MAX_RECOGNISED_PIXELS / (width * height)));
  let upright: Sharp = picture.clone().autoOrient().flatten({ background: 'white' }).greyscale();
  if (scale < 1) upright = upright.resize({ width: Math.round(width * scale), kernel: 'lanczos3' });
  const { data, info } = await upright.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const dpi = scale * likelyDpi(facts.density, Math.min(width, height), Math.max(width, height));
  // The page is measured in pixels of the picture that is recognised, so that boxes fit it.
  return {
    width: info.width,
    height: info.height,
    picture: pictureToRecognise({ width: info.width, height: info.height, data }, dpi),
  };
}

/**
 * The file's own resolution where it can be true of a page; else that of a page as wide as A4 (8.27 inches by 11.69).
 * Photographs say 72 whatever they show.
 */
function likelyDpi(stated: number | undefined, shortSide: number, longSide: number): number {
  const asA4 = Math.max(shortSide / 8.27, longSide / 11.69);
  const plausible = stated !== undefined && stated > 96 && stated <= 1200 && shortSide / stated > 2;
  return Math.round(plausible ? stated : Math.min(600, Math.max(70, asA4)));
}

/** A picture and, where libvips does not decode it, what does. */
interface Source {
  readonly bytes: Uint8Array;
  readonly decoded: DecodedPicture | undefined;
}

async function sourceOf(bytes: Uint8Array): Promise<Source> {
  return { bytes, decoded: await decodedPicture(bytes, MAX_INPUT_PIXELS) };
}

async function open({ bytes, decoded }: Source, number: number, failOn: 'truncated' | 'none'): Promise<Sharp> {
  if (decoded !== undefined) {
    const { data, width, height, channels } = await decoded.pixels(number);
    return sharp(data, { raw: { width, height, channels } });
  }
  return sharp(bytes, { page: number - 1, failOn, limitInputPixels: MAX_INPUT_PIXELS, sequentialRead: true });
}

async function metadataOf(source: Source): Promise<Metadata> {
  const facts = await metadataOrFail(source);
  const height = facts.pageHeight ?? facts.height;
  if (facts.width * height > MAX_INPUT_PIXELS) {
    throw new ReadingFailed({
      code: 'bomb',
      params: { ratio: Math.round((facts.width * height) / source.bytes.length), limit: MAX_INPUT_PIXELS },
    });
  }
  return facts;
}

async function metadataOrFail(source: Source): Promise<Metadata> {
  // What the file says of its own picture is not true of the one that stands in for it.
  if (source.decoded?.inPlace !== undefined) return (await open(source, 1, 'none')).metadata();
  try {
    // No pixel limit here: a header that promises too much is told apart from a broken one by the caller.
    return await sharp(source.bytes, { failOn: 'none', limitInputPixels: false }).metadata();
  } catch (error) {
    if (source.decoded === undefined) throw new ReadingFailed({ code: 'broken' }, error);
    return (await open(source, 1, 'none')).metadata();
  }
}

function ownFacts({ bytes, decoded }: Source): readonly MetadataField[] {
  if (decoded?.inPlace === undefined) return [];
  return [{ name: 'Preview', value: decoded.inPlace, origin: 'picture' }, ...exifFields(bytes)];
}

function factsOf(facts: Metadata): readonly MetadataField[] {
  const fields: MetadataField[] = [];
  const add = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') fields.push({ name, value: String(value), origin: 'picture' });
  };
  add('Width', facts.autoOrient.width);
  add('Height', facts.autoOrient.height);
  add('Frames', facts.pages !== undefined && facts.pages > 1 ? facts.pages : undefined);
  add('Density', facts.density);
  for (const { keyword, text } of facts.comments ?? [])
    add(`Comment ${keyword}`, text.replaceAll('\0', '').toWellFormed());
  if (facts.exif !== undefined) fields.push(...exifFields(facts.exif));
  if (facts.xmp !== undefined) fields.push(...xmpFields(facts.xmp, 'xmp'));
  return fields;
}
