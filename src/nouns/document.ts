import type { Sha256 } from './sha256.ts';
import type { FileReport } from './occurrence.ts';
import type { Page, Reading } from './reading.ts';

/** Everything that the reader's page shows of one document. */
export interface DocumentView {
  readonly sha256: Sha256;
  readonly size: number;
  /** Every place where these bytes were found; the first gives the document its path. */
  readonly places: readonly FileReport[];
  /** What was found inside it: attachments, entries. */
  readonly contains: readonly FileReport[];
  /** Absent while it waits, and when it could not be read. */
  readonly reading?: Reading;
  readonly custody: readonly CustodyEntry[];
  /** Of an Office file, which has no pages until a program lays it out; absent for everything else. */
  readonly print?: Print;
}

/** The pages of a file as LibreOffice lays them out: laid out when first asked for, or not, for lack of the program. */
export type Print =
  | { readonly kind: 'made'; readonly pages: readonly Page[] }
  | { readonly kind: 'can-be-made' }
  | { readonly kind: 'needs-tool' };

/** The document with the pages of its print, where it has one and no pages of its own. */
export function onPaper(document: DocumentView): DocumentView {
  const { reading, print } = document;
  if (reading === undefined || reading.pages.length > 0 || print?.kind !== 'made') return document;
  return { ...document, reading: { ...reading, pages: print.pages } };
}

/** One ledger entry that speaks of the document, opened. */
export interface CustodyEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
  /** SHA-256 of the entry as it stands in the ledger. */
  readonly entryHash: string;
  readonly fields: Readonly<Record<string, string>>;
}
