import type { PdfiumDocument } from './pdf-pdfium.ts';

const MAX_VALUE_BYTES = 256 * 1024; // one value; more is not a description

/** A text that pdfium gives with a closing zero; `ask` fills the buffer and answers the length in bytes. */
export function wide(
  document: PdfiumDocument,
  ask: (buffer: number, size: number) => number,
  encoding: 'utf-16le' | 'utf-8' = 'utf-16le',
): string {
  const { pdfium } = document.pdfium;
  const unit = encoding === 'utf-8' ? 1 : 2;
  const size = ask(0, 0);
  if (size <= unit || size > MAX_VALUE_BYTES) return '';
  const buffer = pdfium.wasmExports.malloc(size);
  try {
    ask(buffer, size);
    return new TextDecoder(encoding).decode(pdfium.HEAPU8.slice(buffer, buffer + size - unit));
  } finally {
    pdfium.wasmExports.free(buffer);
  }
}
