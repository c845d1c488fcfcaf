import { readSync } from 'node:fs';
import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { pictureToRecognise } from '../pixels-measure.ts';
import type { PictureToRecognise } from '../pixels-measure.ts';
import { encodePng } from '../pixels-png.ts';
import type { Pixels } from '../pixels-png.ts';
import { ReadingFailed } from '../reader.ts';
import type { Reader, ReaderInput, ReaderOutput, ReadPage } from '../reader.ts';
import { activeContentOf, xmpOf } from './pdf-active.ts';
import { annotationsOf } from './pdf-annotations.ts';
import { attachmentsOf, factsOf } from './pdf-facts.ts';
import { partByVisibility } from './pdf-hidden.ts';
import type { MupdfDocument } from './pdf-mupdf.ts';
import { contentOf, glyphsOf } from './pdf-page.ts';
import { earlierRevision } from './pdf-revisions.ts';
import { PASSWORD_ERROR, PdfiumDocument, PdfRefused, sourceOfBytes } from './pdf-pdfium.ts';
import type { PdfiumPage, PdfSource } from './pdf-pdfium.ts';
import { layText, unusable } from './pdf-text.ts';
import type { Glyph, LaidText } from './pdf-text.ts';
import { hiddenFields, withUnseen } from './pdf-unseen.ts';

const MAX_BYTES = 2 ** 31 - 1; // pdfium's file positions are 32 bits wide here
const MAX_MUPDF_BYTES = 256 * 1024 * 1024; // mupdf keeps the file in its memory, which is capped at 512 MB
const MAX_ATTACHMENT_BYTES = 200 * 1024 * 1024; // taken out whole through the library's memory
const MAX_PAGES = 20_000; // the largest bound printouts known have 10,000
const RECOGNITION_DPI = 300; // what Tesseract asks for
const LEAST_SCAN_DPI = 100; // of a picture that is believed to be the page's scan
const MAX_PIXELS = 25_000_000; // A3 at 300 dpi is 17 million; grey, so one byte each
const REOPEN_AFTER = 50; // pages; a page of decoded pictures can be 10 MB and pdfium keeps them until the file is closed
const LITTLE_TEXT = 200; // characters: a stamp, a page number, a fax header on top of a scanned page
const SCAN_SHARE = 0.5; // of the page under one picture
const FIRST_PAGES = 3; // whose own text is compared with what is recognised on them, if they are scans
const THEN_EVERY = 25; // pages
const COMPARED_PAGES = 8; // at most: a layer is made by one program in one run
const FEW_CHARS = 12; // under this a page that shows ink is taken to hold words that are not text
const INK_SHARE = 0.0008; // of the page's dots darker than half: a line of print on an A4 page is about 0.002

export const pdfReader: Reader = {
  name: 'pdf',
  version: 4,
  accepts: (mediaType) => mediaType === 'application/pdf',
  async read(input, out) {
    if (input.size > MAX_BYTES) throw new ReadingFailed({ code: 'too-large', params: { limitBytes: MAX_BYTES } });
    const document = await openOrRefuse(sourceOfDescriptor(input));
    if (document === 'refused') return readMended(input, out);
    try {
      return await readAll(document, input, out);
    } finally {
      document[Symbol.dispose]();
    }
  },
};

/**
 * One page as people see it, for the viewer. Pages count from 1.
 * @throws ReadingFailed `encrypted`, or `broken` where neither library can draw it
 */
export async function drawPdfPage(
  bytes: Uint8Array,
  page: number,
  dpi: number,
): Promise<{ png: Uint8Array; widthPx: number; heightPx: number }> {
  const pixels = await drawn(bytes, page, dpi);
  return { png: encodePng(pixels), widthPx: pixels.width, heightPx: pixels.height };
}

async function drawn(bytes: Uint8Array, number: number, dpi: number): Promise<Pixels> {
  const document = await openOrRefuse(sourceOfBytes(bytes));
  if (document !== 'refused') {
    using opened = document;
    const pixels = drawnByPdfium(opened, number, dpi);
    if (pixels !== undefined) return pixels;
  }
  const mupdf = await import('./pdf-mupdf.ts');
  using mended = mupdf.MupdfDocument.open(bytes);
  if (mended === undefined) throw new ReadingFailed({ code: 'broken' });
  if (mended.encrypted) throw new ReadingFailed({ code: 'encrypted' });
  try {
    return mended.draw(number, (width, height) => fittingDpi(width, height, dpi), 'colour');
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  }
}

/** Undefined where mupdf should draw it: a page that pdfium cannot load, or whose letters it does not have. */
function drawnByPdfium(document: PdfiumDocument, number: number, dpi: number): Pixels | undefined {
  try {
    return document.withPage(number, (page) => {
      if (lacksLetters(document, page)) return undefined;
      return page.draw(fittingDpi(page.width, page.height, dpi), 'colour');
    });
  } catch (error) {
    if (error instanceof PdfRefused) return undefined;
    throw error;
  }
}

function lacksLetters(document: PdfiumDocument, page: PdfiumPage): boolean {
  if (!contentOf(document, page).fontMissing) return false;
  return glyphsOf(document, page).glyphs.some(({ code }) => code >= 0x2e80 && code < 0xfb00);
}

async function openOrRefuse(source: PdfSource): Promise<PdfiumDocument | 'refused'> {
  try {
    return await PdfiumDocument.open(source);
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    if (error.code === PASSWORD_ERROR) throw new ReadingFailed({ code: 'encrypted' }, error);
    return 'refused';
  }
}

function sourceOfDescriptor(input: ReaderInput): PdfSource {
  return {
    size: input.size,
    read(position, target) {
      for (let done = 0; done < target.length;) {
        const got = readSync(input.fd, target, done, target.length - done, position + done);
        if (got === 0) return false;
        done += got;
      }
      return true;
    },
  };
}

async function readAll(document: PdfiumDocument, input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const facts = factsOf(document);
  out.metadata([...facts, ...activeContentOf(document, input), ...xmpOf(input)]);
  const title = facts.find(({ name }) => name === 'Title')?.value;
  if (title !== undefined) out.describe({ title });
  const total = document.pageCount;
  if (total === 0) return readMended(input, out);
  let unread = Math.max(0, total - MAX_PAGES);
  const layers: Layers = { without: input.withoutLayer === true, left: COMPARED_PAGES };
  for (let number = 1; number <= Math.min(total, MAX_PAGES); number++) {
    if (number % REOPEN_AFTER === 0) document.reopen();
    const page = readPage(document, number, layers);
    if (page.page.picture?.compare === true) layers.left--;
    if (page.failed) unread++;
    if (page.fields.length > 0) out.metadata(page.fields);
    out.page(page.page);
  }
  await giveAttachments(document, input, out);
  const earlier = await earlierRevision(document, input);
  if (earlier !== undefined) {
    const name = `revision-${earlier.number}.pdf`;
    await out.found({ untrustedName: Buffer.from(name), shownName: name }, earlier.bytes);
  }
  return endOf(unread, total);
}

const NOTHING: LaidText = { text: '', words: [], blocks: [] };

interface Outcome {
  readonly page: ReadPage;
  readonly fields: readonly MetadataField[];
  readonly failed: boolean;
}

/** How pages are dealt with that are scans and have text of their own. */
interface Layers {
  /** They are recognised. */
  readonly without: boolean;
  /** So many more are compared. */
  left: number;
}

function readPage(document: PdfiumDocument, number: number, layers: Layers): Outcome {
  try {
    return document.withPage(number, (page) => {
      const { glyphs, unmapped, cut } = glyphsOf(document, page);
      const frame = { number, width: page.width, height: page.height, unit: 'pt' as const };
      const { seen, unseen } = partByVisibility(document, page, glyphs);
      const laid = layText(seen);
      const hidden = layText(unseen);
      const { added, fields } = annotationsOf(document, page, number);
      const facts = [...fields, ...hiddenFields(hidden.text, number)];
      const picture = wantsRecognition(document, page, seen, unmapped, laid.text)
        ? { ...pictureOf(document, page), compare: false }
        : ofScan(document, page, number, layers);
      if (picture === undefined) {
        return { page: { ...frame, ...withUnseen(laid, hidden, added, frame) }, fields: facts, failed: cut };
      }
      if (picture.compare)
        return { page: { ...frame, ...withUnseen(laid, hidden, added, frame), picture }, fields: facts, failed: cut };
      // What was put on the page is all that is left where its picture holds no words.
      const kept = layers.without || unusable(glyphs, unmapped) ? NOTHING : hidden;
      return { page: { ...frame, ...withUnseen(NOTHING, kept, added, frame), picture }, fields: facts, failed: false };
    });
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    // One broken page costs that page: its place is kept so that page numbers stay those of the file.
    const page: ReadPage = { number, width: 612, height: 792, unit: 'pt', text: '', words: [] };
    return { page, fields: [], failed: true };
  }
}

function wantsRecognition(
  document: PdfiumDocument,
  page: PdfiumPage,
  glyphs: readonly Glyph[],
  unmapped: number,
  text: string,
): boolean {
  if (unusable(glyphs, unmapped)) return true;
  const letters = text.replaceAll(/\s/gv, '').length;
  if (letters >= LITTLE_TEXT) return false;
  const { pictured, drawn: hasInk } = contentOf(document, page);
  if (pictured >= SCAN_SHARE) return true;
  return letters < FEW_CHARS && hasInk && showsInk(page);
}

/** The picture of a scanned page with text of its own, where that is not to be believed. */
function ofScan(
  document: PdfiumDocument,
  page: PdfiumPage,
  number: number,
  { without, left }: Layers,
): (PictureToRecognise & { compare: boolean }) | undefined {
  const looked = without || (left > 0 && (number <= FIRST_PAGES || number % THEN_EVERY === 0));
  if (!looked || contentOf(document, page).pictured < SCAN_SHARE) return undefined;
  return { ...pictureOf(document, page), compare: !without };
}

/** Whether there is anything dark on the page, looked at small: outlines of letters and pictures in patterns count. */
function showsInk(page: PdfiumPage): boolean {
  const { data } = page.draw(fittingDpi(page.width, page.height, 50), 'grey');
  const dark = data.reduce((sum, value) => (value < 128 ? sum + 1 : sum), 0);
  return dark > INK_SHARE * data.length;
}

function pictureOf(document: PdfiumDocument, page: PdfiumPage): PictureToRecognise {
  const { pictured, pictureDpi = RECOGNITION_DPI } = contentOf(document, page);
  // A scan drawn larger than it came is read worse, and every resampling costs letters.
  const scanned = pictured >= SCAN_SHARE && pictureDpi >= LEAST_SCAN_DPI;
  const wanted = scanned ? Math.min(pictureDpi, RECOGNITION_DPI) : RECOGNITION_DPI;
  const dpi = fittingDpi(page.width, page.height, wanted);
  return pictureToRecognise(page.draw(dpi, 'grey'), dpi);
}

/** The resolution asked for, or what keeps the picture under `MAX_PIXELS`. */
function fittingDpi(widthPt: number, heightPt: number, dpi: number): number {
  return Math.min(dpi, 72 * Math.sqrt(MAX_PIXELS / (widthPt * heightPt)));
}

async function giveAttachments(document: PdfiumDocument, input: ReaderInput, out: ReaderOutput): Promise<void> {
  for (const { name, bytes, size } of attachmentsOf(document, MAX_ATTACHMENT_BYTES)) {
    const entry = { untrustedName: new TextEncoder().encode(name), shownName: name };
    // pdfium gives nothing of a stream that does not call itself an embedded file, as LibreOffice's do not.
    const content = bytes ?? (size === undefined ? await attachmentByMupdf(input, name) : undefined);
    if (content !== undefined) await out.found(entry, content);
    else if (size === undefined) out.refused(entry, { code: 'broken' });
    else out.refused(entry, { code: 'too-large', params: { limitBytes: MAX_ATTACHMENT_BYTES } });
  }
}

async function attachmentByMupdf(input: ReaderInput, name: string): Promise<Uint8Array | undefined> {
  if (input.size > MAX_MUPDF_BYTES) return undefined;
  const mupdf = await import('./pdf-mupdf.ts');
  using document = mupdf.MupdfDocument.open(input.bytes(MAX_MUPDF_BYTES));
  return document?.attachment(name, MAX_ATTACHMENT_BYTES);
}

function endOf(unread: number, total: number): ReadingEnd {
  if (unread === 0) return { outcome: 'read' };
  if (unread >= total) return { outcome: 'unreadable', reason: { code: 'broken' } };
  return { outcome: 'read-in-part', reason: { code: 'some-pages-unread', params: { pages: unread, total } } };
}

/** What pdfium refuses: mupdf repairs more. The outcome is `read-in-part` if any page is lost. */
async function readMended(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const mupdf = await import('./pdf-mupdf.ts');
  using document = mupdf.MupdfDocument.open(input.bytes(MAX_MUPDF_BYTES));
  if (document === undefined) throw new ReadingFailed({ code: 'broken' });
  if (document.encrypted) throw new ReadingFailed({ code: 'encrypted' });
  const total = document.pageCount;
  if (total === 0) throw new ReadingFailed({ code: 'broken' });
  out.metadata([{ name: 'Repaired', value: 'mupdf', origin: 'pdf' }]);
  let unread = Math.max(0, total - MAX_PAGES);
  for (let number = 1; number <= Math.min(total, MAX_PAGES); number++) {
    try {
      out.page(mendedPage(document, number));
    } catch {
      // mupdf has one kind of error for every damage; what it cannot read of a repaired file is counted and told.
      unread++;
      out.page({ number, width: 612, height: 792, unit: 'pt', text: '', words: [] });
    }
  }
  return endOf(unread, total);
}

function mendedPage(document: MupdfDocument, number: number): ReadPage {
  const { glyphs, width, height } = document.glyphs(number);
  const laid = layText(glyphs);
  const frame = { number, width, height, unit: 'pt' as const };
  if (laid.text.length >= FEW_CHARS && !unusable(glyphs, 0)) return { ...frame, ...laid };
  const dpi = fittingDpi(width, height, RECOGNITION_DPI);
  return {
    ...frame,
    text: '',
    words: [],
    picture: pictureToRecognise(
      document.draw(number, () => dpi, 'grey'),
      dpi,
    ),
  };
}
