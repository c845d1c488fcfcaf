import type { Sha256 } from './sha256.ts';
import type { FileReport } from './occurrence.ts';
import type { Reading } from './reading.ts';

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
