import { readFile } from 'node:fs/promises';
import { init } from '@embedpdf/pdfium';
import type { PdfiumModule, WrappedPdfiumModule } from '@embedpdf/pdfium';
import { renewForEachFile } from '../next-file.ts';
import type { Pixels } from '../pixels-png.ts';

/** Where the bytes of a PDF come from: pdfium asks for blocks, so a file need not be in memory. */
export interface PdfSource {
  /** In bytes. */
  readonly size: number;
  /** Fills the whole of `target` from `position`; false if it cannot. */
  read(position: number, target: Uint8Array): boolean;
}

export function sourceOfBytes(bytes: Uint8Array): PdfSource {
  return {
    size: bytes.length,
    read(position, target) {
      if (position + target.length > bytes.length) return false;
      target.set(bytes.subarray(position, position + target.length));
      return true;
    },
  };
}

/** pdfium would not open the file, or not this page of it. `code` is FPDF_GetLastError: 4 is a password. */
export class PdfRefused extends Error {
  override readonly name = 'PdfRefused';
  readonly code: number;

  constructor(code: number) {
    super(`pdfium error ${code}`);
    this.code = code;
  }
}

export const PASSWORD_ERROR = 4;
/** A page without a sane size: more than 200 inches (14,400 units) a side is past what PDF 1.7 allows (annex C.2). */
const MAX_SIDE_PT = 1_000_000;
/** In bytes: held in pdfium's memory whole, since asking for it block by block takes longer than reading most pages. */
const HELD_WHOLE = 64 * 1024 * 1024;
const RENDER_ANNOTATIONS = 0x01;
const RENDER_GREY = 0x08;
const FORMAT_GREY = 1;
const FORMAT_BGRX = 3;
const WHITE = 0xffffffff;

let compiled: Promise<WebAssembly.Module> | undefined;
let library: Promise<WrappedPdfiumModule> | undefined;
// Compiled once, but with a memory of its own for each file: nothing that one does to it reaches the next.
renewForEachFile(() => (library = undefined));

function loadPdfium(): Promise<WrappedPdfiumModule> {
  library ??= (async () => {
    compiled ??= compile();
    const module = await compiled;
    // What Emscripten calls in place of compiling; the package has no type for it.
    const options: Partial<PdfiumModule> & { readonly instantiateWasm: Instantiate } = {
      instantiateWasm(imports, done) {
        void (async () => done(await WebAssembly.instantiate(module, imports)))();
        return {};
      },
    };
    const pdfium = await init(options);
    pdfium.PDFiumExt_Init();
    return pdfium;
  })();
  return library;
}

type Instantiate = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => object;

async function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))));
}

/** An open document. Pages are numbered from 1. Every page handle is closed before the next is opened. */
export class PdfiumDocument implements Disposable {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #source: PdfSource;
  #reading = 0;
  #access = 0;
  /** Where all of the file is, 0 if it is asked for in blocks. */
  #held = 0;
  #handle = 0;
  #formInfo = 0;
  #forms = 0;

  private constructor(pdfium: WrappedPdfiumModule, source: PdfSource) {
    this.#pdfium = pdfium;
    this.#source = source;
    this.#open();
  }

  /** @throws PdfRefused if pdfium cannot open it; the empty password is tried by pdfium itself */
  static async open(source: PdfSource): Promise<PdfiumDocument> {
    return new PdfiumDocument(await loadPdfium(), source);
  }

  get handle(): number {
    return this.#handle;
  }

  get pdfium(): WrappedPdfiumModule {
    return this.#pdfium;
  }

  get pageCount(): number {
    return this.#pdfium.FPDF_GetPageCount(this.#handle);
  }

  /** The form's handle, 0 where the document has none. Nothing in it is run: the library has no script engine here. */
  get forms(): number {
    const pdfium = this.#pdfium;
    if (this.#forms === 0 && this.#formInfo === 0 && pdfium.FPDF_GetFormType(this.#handle) !== 0) {
      this.#formInfo = pdfium.PDFiumExt_OpenFormFillInfo();
      this.#forms = pdfium.PDFiumExt_InitFormFillEnvironment(this.#handle, this.#formInfo);
    }
    return this.#forms;
  }

  /** Gives back what pdfium keeps of pages already read (decoded pictures, fonts). */
  reopen(): void {
    this.#close();
    this.#open();
  }

  /** @throws PdfRefused if this page is broken */
  withPage<T>(number: number, use: (page: PdfiumPage) => T): T {
    const handle = this.#pdfium.FPDF_LoadPage(this.#handle, number - 1);
    if (handle === 0) throw new PdfRefused(this.#pdfium.FPDF_GetLastError());
    try {
      return use(new PdfiumPage(this.#pdfium, handle));
    } finally {
      this.#pdfium.FPDF_ClosePage(handle);
    }
  }

  [Symbol.dispose](): void {
    this.#close();
    if (this.#held !== 0) this.#pdfium.pdfium.wasmExports.free(this.#held);
    this.#held = 0;
  }

  #close(): void {
    const { pdfium, wasmExports } = { pdfium: this.#pdfium, wasmExports: this.#pdfium.pdfium.wasmExports };
    if (this.#forms !== 0) pdfium.PDFiumExt_ExitFormFillEnvironment(this.#forms);
    if (this.#handle !== 0) pdfium.FPDF_CloseDocument(this.#handle);
    if (this.#formInfo !== 0) pdfium.PDFiumExt_CloseFormFillInfo(this.#formInfo);
    if (this.#access !== 0) wasmExports.free(this.#access);
    if (this.#reading !== 0) pdfium.pdfium.removeFunction(this.#reading);
    this.#handle = 0;
    this.#access = 0;
    this.#reading = 0;
    this.#formInfo = 0;
    this.#forms = 0;
  }

  #open(): void {
    this.#handle = this.#isHeld()
      ? this.#pdfium.FPDF_LoadMemDocument(this.#held, this.#source.size, '')
      : this.#openInBlocks();
    if (this.#handle !== 0) return;
    const code = this.#pdfium.FPDF_GetLastError();
    this[Symbol.dispose]();
    throw new PdfRefused(code);
  }

  #isHeld(): boolean {
    const { pdfium } = this.#pdfium;
    const { size } = this.#source;
    if (this.#held !== 0 || size > HELD_WHOLE) return this.#held !== 0;
    this.#held = pdfium.wasmExports.malloc(size);
    if (this.#held === 0 || this.#source.read(0, pdfium.HEAPU8.subarray(this.#held, this.#held + size))) {
      return this.#held !== 0;
    }
    pdfium.wasmExports.free(this.#held);
    this.#held = 0;
    return false;
  }

  #openInBlocks(): number {
    const { pdfium } = this.#pdfium;
    // FPDF_FILEACCESS of fpdfview.h: m_FileLen, m_GetBlock(param, position, buffer, size), m_Param; 32 bits each.
    this.#reading = pdfium.addFunction((_param = 0, position = 0, buffer = 0, size = 0) => {
      const target = pdfium.HEAPU8.subarray(buffer, buffer + (size >>> 0));
      return this.#source.read(position >>> 0, target) ? 1 : 0;
    }, 'iiiii');
    this.#access = pdfium.wasmExports.malloc(12);
    pdfium.setValue(this.#access, this.#source.size, 'i32');
    pdfium.setValue(this.#access + 4, this.#reading, 'i32');
    pdfium.setValue(this.#access + 8, 0, 'i32');
    return this.#pdfium.FPDF_LoadCustomDocument(this.#access, '');
  }
}

/**
 * Page space to points from the top left corner as the page is shown: rotation and crop box are in it.
 * (x, y) goes to (x0 + xx·x + yx·y, y0 + xy·x + yy·y).
 */
export interface Placement {
  readonly x0: number;
  readonly y0: number;
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

export class PdfiumPage {
  readonly #pdfium: WrappedPdfiumModule;
  readonly handle: number;
  /** In points, as shown: a page turned by 90 degrees has its sides swapped. */
  readonly width: number;
  readonly height: number;

  constructor(pdfium: WrappedPdfiumModule, handle: number) {
    this.#pdfium = pdfium;
    this.handle = handle;
    this.width = side(pdfium.FPDF_GetPageWidthF(handle));
    this.height = side(pdfium.FPDF_GetPageHeightF(handle));
  }

  placement(): Placement {
    const { pdfium } = this.#pdfium;
    const out = pdfium.wasmExports.malloc(8);
    // FPDF_PageToDevice answers in whole pixels, so the page is imagined a thousand times larger.
    const at = (x: number, y: number): readonly [number, number] => {
      const w = Math.round(this.width * 1000);
      const h = Math.round(this.height * 1000);
      this.#pdfium.FPDF_PageToDevice(this.handle, 0, 0, w, h, 0, x, y, out, out + 4);
      return [pdfium.getValue(out, 'i32') / 1000, pdfium.getValue(out + 4, 'i32') / 1000];
    };
    const [x0, y0] = at(0, 0);
    const [x1, y1] = at(1000, 0);
    const [x2, y2] = at(0, 1000);
    pdfium.wasmExports.free(out);
    return {
      x0,
      y0,
      xx: (x1 - x0) / 1000,
      xy: (y1 - y0) / 1000,
      yx: (x2 - x0) / 1000,
      yy: (y2 - y0) / 1000,
    };
  }

  /** The page drawn on white. @throws Error if there is no memory for the bitmap */
  draw(dpi: number, colour: 'grey' | 'colour'): Pixels {
    const { pdfium } = this.#pdfium;
    const width = Math.max(1, Math.round((this.width * dpi) / 72));
    const height = Math.max(1, Math.round((this.height * dpi) / 72));
    const format = colour === 'grey' ? FORMAT_GREY : FORMAT_BGRX;
    const bitmap = this.#pdfium.FPDFBitmap_CreateEx(width, height, format, 0, 0);
    if (bitmap === 0) throw new Error(`no memory for a bitmap of ${width} by ${height}`);
    try {
      this.#pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const flags = RENDER_ANNOTATIONS | (colour === 'grey' ? RENDER_GREY : 0);
      this.#pdfium.FPDF_RenderPageBitmap(bitmap, this.handle, 0, 0, width, height, 0, flags);
      const stride = this.#pdfium.FPDFBitmap_GetStride(bitmap);
      const buffer = this.#pdfium.FPDFBitmap_GetBuffer(bitmap);
      const rows = pdfium.HEAPU8.subarray(buffer, buffer + stride * height);
      return colour === 'grey' ? greyRows(rows, width, height, stride) : colourRows(rows, width, height, stride);
    } finally {
      this.#pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }
}

function side(points: number): number {
  return Number.isFinite(points) && points > 0 ? Math.min(points, MAX_SIDE_PT) : 612;
}

function greyRows(rows: Uint8Array, width: number, height: number, stride: number): Pixels {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) data.set(rows.subarray(y * stride, y * stride + width), y * width);
  return { width, height, channels: 1, data };
}

function colourRows(rows: Uint8Array, width: number, height: number, stride: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let from = y * stride; from < y * stride + width * 4; from += 4) {
      data[to++] = rows[from + 2] ?? 0;
      data[to++] = rows[from + 1] ?? 0;
      data[to++] = rows[from] ?? 0;
    }
  }
  return { width, height, channels: 3, data };
}
