import { CharactersInMemory, type AskedCharacter } from './pdf-memory.ts';
import type { PdfiumDocument, PdfiumPage, Placement } from './pdf-pdfium.ts';
import type { Glyph } from './pdf-text.ts';

const MAX_GLYPHS = 200_000; // a page: a wall poster of fine print has 50,000
const MAX_OBJECTS = 5_000; // looked at for pictures; drawings past this are not scans
const PAGE_OBJECT = { text: 1, image: 3, form: 5 } as const;

export interface PageGlyphs {
  readonly glyphs: readonly Glyph[];
  /** Characters whose font gives no Unicode value: what stands for them is a guess. */
  readonly unmapped: number;
  readonly cut: boolean;
}

/** Every character of the page with its box, in pdfium's reading order. */
export function glyphsOf(document: PdfiumDocument, page: PdfiumPage): PageGlyphs {
  const { pdfium } = document;
  const text = pdfium.FPDFText_LoadPage(page.handle);
  if (text === 0) return { glyphs: [], unmapped: 0, cut: false };
  const out = pdfium.pdfium.wasmExports.malloc(16);
  try {
    const total = pdfium.FPDFText_CountChars(text);
    const placed = new PlacedGlyphs(page.placement(), Math.max(0, Math.min(total, MAX_GLYPHS)));
    const ask = characterAsker(document, text, out);
    const found = CharactersInMemory.of(pdfium.pdfium.HEAPU8.buffer, text, total, ask);
    for (let index = 0; index < placed.most; index++) {
      if (found === undefined) {
        const { code, generated, unmapped, box } = ask(index);
        if (code !== 0) placed.add(code, generated, unmapped, box?.[0], box?.[1], box?.[2], box?.[3]);
        continue;
      }
      const at = found.at(index);
      const code = found.code(at);
      if (code === 0) continue;
      if (found.isGenerated(at)) placed.add(code, true, false);
      else {
        const unmapped = found.isUnmapped(at);
        placed.add(code, false, unmapped, found.left(at), found.top(at), found.right(at), found.bottom(at));
      }
    }
    return { glyphs: placed.glyphs, unmapped: placed.unmapped, cut: total > MAX_GLYPHS };
  } finally {
    pdfium.pdfium.wasmExports.free(out);
    pdfium.FPDFText_ClosePage(text);
  }
}

/** @param out where pdfium may put four numbers */
function characterAsker({ pdfium }: PdfiumDocument, text: number, out: number): (index: number) => AskedCharacter {
  const { wasmExports } = pdfium.pdfium;
  const unicodeAt = straight(wasmExports, 'FPDFText_GetUnicode');
  const isGenerated = straight(wasmExports, 'FPDFText_IsGenerated');
  const hasMapError = straight(wasmExports, 'FPDFText_HasUnicodeMapError');
  const looseBox = straight(wasmExports, 'FPDFText_GetLooseCharBox');
  // FS_RECTF of fpdfview.h: left, top, right, bottom in page space, where top is the greater.
  let rect = new Float32Array(pdfium.pdfium.HEAPU8.buffer, out, 4);
  return (index) => {
    const code = unicodeAt(text, index) >>> 0;
    const generated = isGenerated(text, index) === 1;
    const unmapped = !generated && hasMapError(text, index) === 1;
    if (generated || looseBox(text, index, out) === 0) return { code, generated, unmapped, box: undefined };
    // A memory that has grown is another buffer.
    if (rect.length === 0) rect = new Float32Array(pdfium.pdfium.HEAPU8.buffer, out, 4);
    return { code, generated, unmapped, box: [rect[0] ?? 0, rect[1] ?? 0, rect[2] ?? 0, rect[3] ?? 0] };
  };
}

/** Collects characters, their boxes as the page is shown. */
class PlacedGlyphs {
  readonly glyphs: Glyph[] = [];
  readonly most: number;
  unmapped = 0;
  readonly #placement: Placement;
  readonly #boxes: Float64Array;

  constructor(placement: Placement, most: number) {
    this.most = most;
    this.#placement = placement;
    this.#boxes = new Float64Array(4 * most);
  }

  /** The box in page space; a character without one has none at all. */
  add(code: number, generated: boolean, unmapped: boolean, l?: number, t = 0, r = 0, b = 0): void {
    const boxes = this.#boxes;
    const at = 4 * this.glyphs.length;
    this.glyphs.push(new PlacedGlyph(code, generated, boxes, at));
    if (unmapped) this.unmapped++;
    if (l === undefined) return;
    const { x0, y0, xx, xy, yx, yy } = this.#placement;
    const [x1, y1, x2, y2] = [x0 + xx * l + yx * t, y0 + xy * l + yy * t, x0 + xx * r + yx * b, y0 + xy * r + yy * b];
    boxes[at] = x1 < x2 ? x1 : x2;
    boxes[at + 1] = y1 < y2 ? y1 : y2;
    boxes[at + 2] = x1 < x2 ? x2 : x1;
    boxes[at + 3] = y1 < y2 ? y2 : y1;
  }
}

/** With its box in one list for all of the page: as fields of its own, four numbers would be four objects. */
class PlacedGlyph implements Glyph {
  readonly code: number;
  readonly generated: boolean;
  readonly boxes: Float64Array;
  readonly at: number;

  constructor(code: number, generated: boolean, boxes: Float64Array, at: number) {
    this.code = code;
    this.generated = generated;
    this.boxes = boxes;
    this.at = at;
  }

  get left(): number {
    return this.boxes[this.at] ?? 0;
  }

  get top(): number {
    return this.boxes[this.at + 1] ?? 0;
  }

  get right(): number {
    return this.boxes[this.at + 2] ?? 0;
  }

  get bottom(): number {
    return this.boxes[this.at + 3] ?? 0;
  }
}

/** Past the package’s wrappers, which take longer than what is asked of them: a page has thousands of characters. */
function straight(wasmExports: object, name: string): NativeCall {
  const found: unknown = Reflect.get(wasmExports, name);
  if (!isNativeCall(found)) throw new Error(`pdfium has no ${name}`);
  return found;
}

type NativeCall = (...args: readonly number[]) => number;

function isNativeCall(found: unknown): found is NativeCall {
  return typeof found === 'function';
}

export interface PageContent {
  /** Share of the page under its largest picture, 0 to 1. */
  readonly pictured: number;
  /** Pixels to the inch of that picture, where it is known: drawn so, a scan keeps the pixels it came with. */
  readonly pictureDpi?: number;
  /** Has any object that could leave ink. */
  readonly drawn: boolean;
  /** Sets text in a font that is not in the file: pdfium draws nothing for Chinese, Japanese or Korean then. */
  readonly fontMissing: boolean;
}

export function contentOf(document: PdfiumDocument, page: PdfiumPage): PageContent {
  const { pdfium } = document;
  const out = pdfium.pdfium.wasmExports.malloc(16);
  let pictured = 0;
  let pictureDpi: number | undefined;
  let fontMissing = false;
  let looked = 0;
  const look = (object: number, depth: number): void => {
    if (object === 0 || looked++ > MAX_OBJECTS) return;
    const type = pdfium.FPDFPageObj_GetType(object);
    if (type === PAGE_OBJECT.text && !fontMissing) {
      const font = pdfium.FPDFTextObj_GetFont(object);
      fontMissing = font !== 0 && pdfium.FPDFFont_GetIsEmbedded(font) === 0;
    }
    // Bounds inside a form are in the form's space: near enough to the page's to tell a scan from a logo.
    if (type === PAGE_OBJECT.image && pdfium.FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)) {
      const view = new DataView(pdfium.pdfium.HEAPU8.buffer, out, 16);
      const area =
        (view.getFloat32(8, true) - view.getFloat32(0, true)) * (view.getFloat32(12, true) - view.getFloat32(4, true));
      const share = Math.min(1, Math.abs(area) / (page.width * page.height));
      if (share > pictured) {
        pictured = share;
        const known = depth === 0 && pdfium.FPDFImageObj_GetImagePixelSize(object, out, out + 4);
        const pixels = view.getUint32(0, true) * view.getUint32(4, true);
        pictureDpi = known ? 72 * Math.sqrt(pixels / Math.abs(area)) : undefined;
      }
    }
    if (type === PAGE_OBJECT.form && depth < 3) {
      const inner = Math.min(pdfium.FPDFFormObj_CountObjects(object), MAX_OBJECTS);
      for (let index = 0; index < inner; index++) look(pdfium.FPDFFormObj_GetObject(object, index), depth + 1);
    }
  };
  try {
    const objects = pdfium.FPDFPage_CountObjects(page.handle);
    for (let index = 0; index < Math.min(objects, MAX_OBJECTS); index++)
      look(pdfium.FPDFPage_GetObject(page.handle, index), 0);
    const drawn = objects > 0 || pdfium.FPDFPage_GetAnnotCount(page.handle) > 0;
    return { pictured, drawn, fontMissing, ...(pictureDpi === undefined ? {} : { pictureDpi }) };
  } finally {
    pdfium.pdfium.wasmExports.free(out);
  }
}
