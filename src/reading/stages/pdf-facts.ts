import type { MetadataField } from '../../nouns/reading.ts';
import type { PdfiumDocument } from './pdf-pdfium.ts';
import { wide } from './pdf-strings.ts';

const ORIGIN = 'pdf';
const MAX_FIELDS = 200; // keys of one Info dictionary that are read; real ones have about ten
const MAX_ATTACHMENTS = 10_000; // a portfolio of a whole mailbox
const MAX_BOOKMARKS = 2_000; // a long book has some hundred
const STANDARD = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'CreationDate', 'ModDate'];

/** The Info dictionary, standard keys first, then the number of saved revisions, the catalogue's language, bookmarks. */
export function factsOf(document: PdfiumDocument): readonly MetadataField[] {
  const { pdfium, handle } = document;
  const fields: MetadataField[] = [];
  const add = (name: string, value: string): void => {
    const clean = value.replaceAll('\0', '').trim().toWellFormed();
    if (clean !== '') fields.push({ name, value: clean, origin: ORIGIN });
  };
  const keys = new Set(STANDARD);
  const count = Math.min(pdfium.EPDF_GetMetaKeyCount(handle, false), MAX_FIELDS);
  for (let index = 0; index < count; index++) {
    keys.add(wide(document, (buffer, size) => pdfium.EPDF_GetMetaKeyName(handle, index, false, buffer, size), 'utf-8'));
  }
  for (const key of keys)
    add(
      key,
      wide(document, (buffer, size) => pdfium.FPDF_GetMetaText(handle, key, buffer, size)),
    );
  add(
    'Lang',
    wide(document, (buffer, size) => pdfium.EPDFCatalog_GetLanguage(handle, buffer, size)),
  );
  const revisions = pdfium.FPDF_GetTrailerEnds(handle, 0, 0);
  if (revisions > 1) add('Revisions', String(revisions));
  for (const title of bookmarks(document)) add('Bookmark', title);
  return fields;
}

function bookmarks(document: PdfiumDocument): readonly string[] {
  const { pdfium, handle } = document;
  const titles: string[] = [];
  // Bookmarks may point back at their parents: a handle is visited once.
  const seen = new Set<number>();
  const visit = (first: number): void => {
    for (let mark = first; mark !== 0 && !seen.has(mark) && titles.length < MAX_BOOKMARKS;) {
      seen.add(mark);
      titles.push(wide(document, (buffer, size) => pdfium.FPDFBookmark_GetTitle(mark, buffer, size)));
      visit(pdfium.FPDFBookmark_GetFirstChild(handle, mark));
      mark = pdfium.FPDFBookmark_GetNextSibling(handle, mark);
    }
  };
  visit(pdfium.FPDFBookmark_GetFirstChild(handle, 0));
  return titles;
}

export interface Attachment {
  readonly name: string;
  /** Undefined where pdfium does not find it, or it is larger than `limitBytes`. */
  readonly bytes: Uint8Array | undefined;
  /** In bytes; undefined where pdfium does not find it. */
  readonly size: number | undefined;
}

/** Embedded files, one at a time: each is copied out of the library's memory and forgotten. */
export function* attachmentsOf(document: PdfiumDocument, limitBytes: number): Generator<Attachment> {
  const { pdfium, handle } = document;
  const { wasmExports } = pdfium.pdfium;
  const count = Math.min(pdfium.FPDFDoc_GetAttachmentCount(handle), MAX_ATTACHMENTS);
  for (let index = 0; index < count; index++) {
    const attachment = pdfium.FPDFDoc_GetAttachment(handle, index);
    if (attachment === 0) continue;
    const name =
      wide(document, (buffer, size) => pdfium.FPDFAttachment_GetName(attachment, buffer, size)) ||
      `attachment-${index + 1}`;
    const length = wasmExports.malloc(4);
    const known = pdfium.FPDFAttachment_GetFile(attachment, 0, 0, length);
    const size = pdfium.pdfium.getValue(length, 'i32') >>> 0;
    if (!known || size > limitBytes) yield { name, bytes: undefined, size: known ? size : undefined };
    else {
      const buffer = wasmExports.malloc(Math.max(1, size));
      const bytes =
        buffer !== 0 && pdfium.FPDFAttachment_GetFile(attachment, buffer, size, length)
          ? pdfium.pdfium.HEAPU8.slice(buffer, buffer + size)
          : undefined;
      wasmExports.free(buffer);
      yield { name, bytes, size };
    }
    wasmExports.free(length);
  }
}
