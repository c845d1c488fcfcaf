import { csvLine } from '../base/csv.ts';
import type { BatchLine } from '../desk/notebook-batches.ts';

export const BATCH_COLUMNS = ['line', 'query', 'passages', 'documents', 'notice', 'at'];

/** One line of a list with what it found. `passages` stays empty until it was searched. */
export function batchCsvLine({ line, query, total, documents, notice, at }: BatchLine): string {
  return csvLine([line, query, total, documents, notice, at]);
}
