import { csvLine } from '../base/csv.ts';
import type { BatchLine } from '../desk/notebook-batches.ts';

const COLUMNS = ['line', 'query', 'passages', 'documents', 'notice', 'at'];
const SPELLED_COLUMNS = ['passages_spelled', 'documents_spelled', 'spellings'];

/** `spelled`: with what each line finds with other spellings. */
export function batchCsvHead(spelled: boolean): string {
  return csvLine(spelled ? [...COLUMNS, ...SPELLED_COLUMNS] : COLUMNS);
}

/** One line of a list with what it found. `passages` stays empty until it was searched. */
export function batchCsvLine(
  { line, query, total, documents, notice, at, spelled }: BatchLine,
  isSpelled: boolean,
): string {
  const cells = [line, query, total, documents, notice, at];
  return csvLine(isSpelled ? [...cells, spelled?.total, spelled?.documents, spelled?.spellings.join(' | ')] : cells);
}
