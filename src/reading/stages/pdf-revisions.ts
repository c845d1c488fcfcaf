import type { ReaderInput } from '../reader.ts';
import { glyphsOf } from './pdf-page.ts';
import { PdfiumDocument, PdfRefused, sourceOfBytes } from './pdf-pdfium.ts';

/** In bytes: a file is taken into memory once more for each of its revisions that is looked at. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ENDS = 32; // saves of one file; a form that goes round an office has about ten
const MAX_PAGES = 200; // compared

/**
 * The latest state of the file before changes were appended to it (ISO 32000-2 §7.5.6) that shows other words or another
 * number of pages: its first bytes, which are a whole PDF. What came before that is found in it in turn.
 */
export async function earlierRevision(
  document: PdfiumDocument,
  input: ReaderInput,
): Promise<{ readonly bytes: Uint8Array; readonly number: number } | undefined> {
  const ends = trailerEnds(document);
  if (ends.length < 2 || input.size > MAX_BYTES) return undefined;
  const bytes = input.bytes(MAX_BYTES);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).toString('latin1');
  // A file made for the web (annex F) has a trailer at its front that ends nothing.
  const first = head.includes('/Linearized') ? 1 : 0;
  const now = wordsOf(document);
  for (let at = ends.length - 2; at >= first; at -= 1) {
    const earlier = bytes.subarray(0, ends[at]);
    const before = await wordsOfBytes(earlier);
    if (before !== undefined && before !== now) return { bytes: earlier, number: at + 1 - first };
  }
  return undefined;
}

function trailerEnds({ pdfium, handle }: PdfiumDocument): readonly number[] {
  const count = Math.min(pdfium.FPDF_GetTrailerEnds(handle, 0, 0), MAX_ENDS);
  if (count < 2) return [];
  const out = pdfium.pdfium.wasmExports.malloc(4 * count);
  try {
    pdfium.FPDF_GetTrailerEnds(handle, out, count);
    return Array.from({ length: count }, (_, at) => pdfium.pdfium.getValue(out + 4 * at, 'i32') >>> 0);
  } finally {
    pdfium.pdfium.wasmExports.free(out);
  }
}

async function wordsOfBytes(bytes: Uint8Array): Promise<string | undefined> {
  try {
    using earlier = await PdfiumDocument.open(sourceOfBytes(bytes));
    return earlier.pageCount === 0 ? undefined : wordsOf(earlier);
  } catch (error) {
    // Safe: what does not open by itself is no earlier state, and its bytes are in the file all the same.
    if (error instanceof PdfRefused) return undefined;
    throw error;
  }
}

/** Every character of its pages, and how many pages there are. */
function wordsOf(document: PdfiumDocument): string {
  const pages = [String(document.pageCount)];
  for (let number = 1; number <= Math.min(document.pageCount, MAX_PAGES); number += 1) {
    try {
      pages.push(
        document.withPage(number, (page) =>
          glyphsOf(document, page)
            .glyphs.map(({ code }) => String.fromCodePoint(code))
            .join(''),
        ),
      );
    } catch (error) {
      // Safe: a page that is broken in both states is no difference between them.
      if (!(error instanceof PdfRefused)) throw error;
      pages.push('');
    }
  }
  return pages.join('\n');
}
