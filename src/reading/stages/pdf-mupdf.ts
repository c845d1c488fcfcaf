import * as mupdf from 'mupdf';
import { spendProcess } from '../next-file.ts';
import type { Pixels } from '../pixels-png.ts';
import { ReadingFailed } from '../reader.ts';
import type { Glyph } from './pdf-text.ts';

// The library has one memory from the moment it is loaded.
spendProcess();

/**
 * The second reader: it mends what pdfium refuses, and has Chinese, Japanese and Korean letters for files that
 * bring none. Its order of Uyghur words is worse, so it is never the first.
 */
export class MupdfDocument implements Disposable {
  readonly #document: mupdf.Document;
  readonly encrypted: boolean;

  private constructor(document: mupdf.Document) {
    this.#document = document;
    this.encrypted = document.needsPassword() && document.authenticatePassword('') === 0;
  }

  /** Undefined if mupdf cannot open it either. */
  static open(bytes: Uint8Array): MupdfDocument | undefined {
    try {
      return new MupdfDocument(mupdf.Document.openDocument(bytes, 'application/pdf'));
    } catch {
      // Whatever the library says here, it says that it cannot read these bytes; out of memory ends the process.
      return undefined;
    }
  }

  /** Whether the password opens it, as its reader or its owner. */
  openWith(password: string): boolean {
    return this.#document.authenticatePassword(password) !== 0;
  }

  /** The whole document without its lock. @throws ReadingFailed `broken` */
  unlockedCopy(): Uint8Array {
    if (!(this.#document instanceof mupdf.PDFDocument)) throw new ReadingFailed({ code: 'broken' });
    // A view into memory that the next call may move.
    return this.#document.saveToBuffer('encrypt=none').asUint8Array().slice();
  }

  get pageCount(): number {
    return this.#document.countPages();
  }

  metadata(name: string): string | undefined {
    return this.#document.getMetaData(name);
  }

  /** The bytes of the attached file of that name; undefined where there is none, or it is larger than the limit. */
  attachment(name: string, limitBytes: number): Uint8Array | undefined {
    if (!(this.#document instanceof mupdf.PDFDocument)) return undefined;
    try {
      const file = this.#document.getEmbeddedFiles()[name];
      if (file === undefined || this.#document.getFilespecParams(file).size > limitBytes) return undefined;
      // A view into memory that the next call may move.
      return this.#document.getEmbeddedFileContents(file)?.asUint8Array().slice();
    } catch {
      // Safe: told as an attachment that cannot be taken out.
      return undefined;
    }
  }

  /** @throws Error if this page is broken */
  glyphs(number: number): { glyphs: readonly Glyph[]; width: number; height: number } {
    const page = this.#document.loadPage(number - 1);
    const structured = page.toStructuredText('preserve-whitespace');
    try {
      const [x0, y0, x1, y1] = page.getBounds();
      const glyphs: Glyph[] = [];
      structured.walk({
        onChar(char, _origin, _font, _size, quad) {
          const xs = [quad[0] - x0, quad[2] - x0, quad[4] - x0, quad[6] - x0];
          const ys = [quad[1] - y0, quad[3] - y0, quad[5] - y0, quad[7] - y0];
          const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
          glyphs.push({ code: char.codePointAt(0) ?? 0xfffd, left, top, right, bottom, generated: false });
        },
        endLine() {
          glyphs.push({ code: 0x0a, left: 0, top: 0, right: 0, bottom: 0, generated: true });
        },
      });
      return { glyphs, width: x1 - x0, height: y1 - y0 };
    } finally {
      structured.destroy();
      page.destroy();
    }
  }

  /** @throws Error if this page is broken or there is no memory for it */
  draw(number: number, dpi: (widthPt: number, heightPt: number) => number, colour: 'grey' | 'colour'): Pixels {
    const page = this.#document.loadPage(number - 1);
    try {
      const [x0, y0, x1, y1] = page.getBounds();
      const scale = dpi(x1 - x0, y1 - y0) / 72;
      const space = colour === 'grey' ? mupdf.ColorSpace.DeviceGray : mupdf.ColorSpace.DeviceRGB;
      const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), space, false, true);
      try {
        const channels = colour === 'grey' ? 1 : 3;
        const [width, height] = [pixmap.getWidth(), pixmap.getHeight()];
        // The pixels are a view into memory that the next call may move: copied at once, without row padding.
        const pixels = pixmap.getPixels();
        const stride = pixmap.getStride();
        const data = new Uint8Array(width * height * channels);
        for (let y = 0; y < height; y++)
          data.set(pixels.subarray(y * stride, y * stride + width * channels), y * width * channels);
        return { width, height, channels, data };
      } finally {
        pixmap.destroy();
      }
    } finally {
      page.destroy();
      mupdf.emptyStore();
    }
  }

  [Symbol.dispose](): void {
    this.#document.destroy();
  }
}
