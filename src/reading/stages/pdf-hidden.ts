import type { Pixels } from '../pixels-png.ts';
import type { PdfiumDocument, PdfiumPage } from './pdf-pdfium.ts';
import type { Glyph } from './pdf-text.ts';

/**
 * Which characters of a page nobody sees: outside the page's edges, drawn invisibly, in the colour of what is behind
 * them, or beneath something drawn over them. docs/decisions/0007-hidden-text.md says what becomes of them.
 */

const PAGE_OBJECT = { text: 1, path: 2, image: 3, form: 5 } as const;
const MAX_OBJECTS = 5_000; // looked at: maps and drawings have more, and hide nothing by it
const MAX_TEXTS = 1_500; // remembered as what something later may cover
const SMALLEST_COVER_PT2 = 16; // a full stop of 4 by 4 points covers no word
const ALIKE = 48; // of 255: less between letters and what they stand on may not be seen
const THIN_PT = 3; // less high than any print
const MAX_IN_FORM = 100; // objects of a form that are looked at
const PALE = 0.9; // of full brightness: from here on letters may be the colour of the paper
const LOOKED_AT_DPI = 100; // a letter of 6 points is 8 pixels high
const LEAST_CONTRAST = 16; // of 255, within the box of a letter: less is not seen on any screen
const HIDDEN_SHARE = 0.6; // of a word's letters
const OUTSIDE_PT = 1; // over the edge, for letters that stand on it
/** FPDF_TEXT_RENDERMODE: neither filled nor stroked, with and without clipping. */
const INVISIBLE_MODES = new Set([3, 7]);
/** FPDF_ANNOTATION_SUBTYPE of those that may be drawn over text: FreeText, Square, Circle, Polygon, Stamp, Ink, Redact. */
const COVERING_ANNOTATIONS = new Set([3, 5, 6, 7, 13, 15, 28]);

interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** The glyphs that are seen and those that are not, each in the order they came in. Line ends stay with both. */
export function partByVisibility(
  document: PdfiumDocument,
  page: PdfiumPage,
  glyphs: readonly Glyph[],
): { readonly seen: readonly Glyph[]; readonly unseen: readonly Glyph[] } {
  const [right, bottom] = [page.width + OUTSIDE_PT, page.height + OUTSIDE_PT];
  const outside = (glyph: Glyph): boolean =>
    glyph.right < -OUTSIDE_PT || glyph.bottom < -OUTSIDE_PT || glyph.left > right || glyph.top > bottom;
  const looked = isSuspicious(document, page) ? page.draw(dpiToLookAt(page), 'grey') : undefined;
  if (looked === undefined && !glyphs.some((glyph) => isDrawn(glyph) && outside(glyph))) {
    return { seen: glyphs, unseen: [] };
  }
  const [seen, unseen]: [Glyph[], Glyph[]] = [[], []];
  for (let start = 0, end = 0; start < glyphs.length; start = end) {
    end = endOfWord(glyphs, start);
    let [drawn, hidden, says] = [0, 0, false];
    for (let at = start; at < end; at += 1) {
      const glyph = glyphs[at];
      if (glyph === undefined) break;
      says ||= isSaying(glyph.code);
      if (!isDrawn(glyph)) continue;
      drawn += 1;
      if (outside(glyph) || (looked !== undefined && isBlank(looked, page, glyph))) hidden += 1;
    }
    // A dot or a dash says nothing, and is too small to be judged.
    const judged = says && drawn > 0;
    const isHidden = judged && hidden >= HIDDEN_SHARE * drawn;
    for (let at = start; at < end; at += 1) {
      const glyph = glyphs[at];
      if (glyph === undefined) break;
      if (!isHidden) seen.push(glyph);
      // What parts the words of one sort parts those of the other as well.
      if (isHidden || !judged) unseen.push(glyph);
    }
  }
  return { seen, unseen: unseen.some(({ code }) => code > 0x20) ? unseen : [] };
}

function isDrawn({ generated, left, right }: Glyph): boolean {
  return !generated && right > left;
}

/** A letter or a digit. */
function isSaying(code: number): boolean {
  if (code < 0x80) return (code > 0x2f && code < 0x3a) || ((code | 0x20) > 0x60 && (code | 0x20) < 0x7b);
  return code <= 0x10ffff && /[\p{L}\p{N}]/v.test(String.fromCodePoint(code));
}

function dpiToLookAt(page: PdfiumPage): number {
  const most = 8_000_000; // pixels: a page of two metres still takes 8 MB
  return Math.min(LOOKED_AT_DPI, 72 * Math.sqrt(most / (page.width * page.height)));
}

/** Letters between spaces make a word; a Han or kana character, a space and a line end each are one alone. */
function endOfWord(glyphs: readonly Glyph[], start: number): number {
  let at = start;
  while (at < glyphs.length && !standsAlone(glyphs[at]?.code ?? 0)) at += 1;
  return at === start ? start + 1 : at;
}

function standsAlone(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x3000 || (code >= 0x2e80 && code < 0xa000);
}

/** Whether the picture shows the same grey all over the letter's box, its edges left out. */
function isBlank(picture: Pixels, page: PdfiumPage, glyph: Glyph): boolean {
  // pdfium draws no Chinese, Japanese or Korean letters of fonts that are not in the file: nothing follows from that.
  if (glyph.code >= 0x2e80) return false;
  const scale = picture.width / page.width;
  const [width, height] = [glyph.right - glyph.left, glyph.bottom - glyph.top];
  const at = (points: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(points * scale)));
  const [x0, x1] = [at(glyph.left + width * 0.1, picture.width), at(glyph.right - width * 0.1, picture.width)];
  const [y0, y1] = [at(glyph.top + height * 0.1, picture.height), at(glyph.bottom - height * 0.1, picture.height)];
  let [darkest, brightest] = [255, 0];
  for (let y = y0; y <= y1; y += 1) {
    for (let x = x0; x <= x1; x += 1) {
      const value = picture.data[y * picture.width + x] ?? 255;
      if (value < darkest) darkest = value;
      if (value > brightest) brightest = value;
    }
  }
  return brightest - darkest < LEAST_CONTRAST;
}

/** Whether anything on the page could hide letters; only then it is drawn and looked at, which takes ten times as long. */
function isSuspicious(document: PdfiumDocument, page: PdfiumPage): boolean {
  const { pdfium } = document;
  const out = pdfium.pdfium.wasmExports.malloc(16);
  try {
    const texts: number[] = [];
    // Measured only once something comes that may cover them: on most pages nothing does.
    const measured: Bounds[] = [];
    const fills: Fill[] = [];
    const count = Math.min(pdfium.FPDFPage_CountObjects(page.handle), MAX_OBJECTS);
    for (let index = 0; index < count; index += 1) {
      const object = pdfium.FPDFPage_GetObject(page.handle, index);
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === PAGE_OBJECT.text) {
        if (isPale(document, object, out)) return true;
        if (fills.length > 0 && isLost(document, object, fills, out)) return true;
        if (texts.length < MAX_TEXTS) texts.push(object);
        continue;
      }
      if (type === PAGE_OBJECT.form && hasPaleText(document, object, out)) return true;
      const cover = covers(document, object, type, out) ? boundsOf(document, object, out) : undefined;
      if (cover === undefined || isThin(cover)) continue;
      const brightness = type === PAGE_OBJECT.path ? brightnessOf(document, object, out) : undefined;
      if (brightness !== undefined && fills.length < MAX_TEXTS) fills.push({ ...cover, brightness });
      for (const text of texts.slice(measured.length)) measured.push(boundsOf(document, text, out) ?? NOWHERE);
      if (measured.some((text) => overlap(text, cover))) return true;
    }
    return hasCoveringAnnotation(document, page);
  } finally {
    pdfium.pdfium.wasmExports.free(out);
  }
}

const NOWHERE: Bounds = { left: 0, bottom: 0, right: 0, top: 0 };

/** A rule of a table, an underline: no letter fits beneath it. */
function isThin({ left, right, bottom, top }: Bounds): boolean {
  return right - left < THIN_PT || top - bottom < THIN_PT;
}

interface Fill extends Bounds {
  readonly brightness: number;
}

/** Whether letters stand on a shape of nearly their own brightness. */
function isLost(document: PdfiumDocument, text: number, fills: readonly Fill[], out: number): boolean {
  const brightness = brightnessOf(document, text, out);
  const alike = fills.filter((fill) => Math.abs(fill.brightness - (brightness ?? 0)) < ALIKE);
  const bounds = alike.length === 0 ? undefined : boundsOf(document, text, out);
  return bounds !== undefined && alike.some((fill) => overlap(fill, bounds));
}

function isPale(document: PdfiumDocument, object: number, out: number): boolean {
  const { pdfium } = document;
  if (INVISIBLE_MODES.has(pdfium.FPDFTextObj_GetTextRenderMode(object))) return true;
  return (brightnessOf(document, object, out) ?? 0) > PALE * 255;
}

/** How bright the fill looks, 0 to 255; see-through counts as bright. Undefined where it has no colour. */
function brightnessOf({ pdfium }: PdfiumDocument, object: number, out: number): number | undefined {
  if (!pdfium.FPDFPageObj_GetFillColor(object, out, out + 4, out + 8, out + 12)) return undefined;
  const { HEAPU8 } = pdfium.pdfium;
  // Four 32-bit numbers up to 255, so the first byte of each is all of it.
  const [red = 0, green = 0, blue = 0, alpha = 255] = [HEAPU8[out], HEAPU8[out + 4], HEAPU8[out + 8], HEAPU8[out + 12]];
  // ITU-R BT.709.
  return alpha < 25 ? 255 : 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hasPaleText(document: PdfiumDocument, form: number, out: number): boolean {
  const { pdfium } = document;
  const count = Math.min(pdfium.FPDFFormObj_CountObjects(form), MAX_OBJECTS);
  for (let index = 0; index < count; index += 1) {
    const object = pdfium.FPDFFormObj_GetObject(form, index);
    if (pdfium.FPDFPageObj_GetType(object) === PAGE_OBJECT.text && isPale(document, object, out)) return true;
  }
  return false;
}

/** Filled shapes, pictures, and forms that hold either. */
function covers(document: PdfiumDocument, object: number, type: number, out: number): boolean {
  if (type === PAGE_OBJECT.image) return true;
  if (type === PAGE_OBJECT.form) {
    const count = Math.min(document.pdfium.FPDFFormObj_CountObjects(object), MAX_IN_FORM);
    return Array.from({ length: count }, (_, index) => document.pdfium.FPDFFormObj_GetObject(object, index)).some(
      (inner) => covers(document, inner, document.pdfium.FPDFPageObj_GetType(inner), out),
    );
  }
  if (type !== PAGE_OBJECT.path || !document.pdfium.FPDFPath_GetDrawMode(object, out, out + 4)) return false;
  const [filled, stroked] = [
    document.pdfium.pdfium.getValue(out, 'i32'),
    document.pdfium.pdfium.getValue(out + 4, 'i32'),
  ];
  if (filled !== 0 || stroked === 0) return filled !== 0;
  // Bars are drawn as thick lines too.
  return (
    !document.pdfium.FPDFPageObj_GetStrokeWidth(object, out) || document.pdfium.pdfium.getValue(out, 'float') >= THIN_PT
  );
}

function boundsOf(document: PdfiumDocument, object: number, out: number): Bounds | undefined {
  const { pdfium } = document;
  if (!pdfium.FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)) return undefined;
  const view = new DataView(pdfium.pdfium.HEAPU8.buffer, out, 16);
  const [left = 0, bottom = 0, right = 0, top = 0] = [0, 4, 8, 12].map((at) => view.getFloat32(at, true));
  return { left, bottom, right, top };
}

function overlap(a: Bounds, b: Bounds): boolean {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom);
  return width > 0 && height > 0 && width * height > SMALLEST_COVER_PT2;
}

function hasCoveringAnnotation(document: PdfiumDocument, page: PdfiumPage): boolean {
  const { pdfium } = document;
  const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page.handle), MAX_OBJECTS);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page.handle, index);
    if (annotation === 0) continue;
    const subtype = pdfium.FPDFAnnot_GetSubtype(annotation);
    pdfium.FPDFPage_CloseAnnot(annotation);
    if (COVERING_ANNOTATIONS.has(subtype)) return true;
  }
  return false;
}
