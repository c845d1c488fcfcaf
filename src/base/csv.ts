/**
 * One record of a CSV file (RFC 4180), without its line break. Text that a spreadsheet would run as a formula is given an
 * apostrophe in front, which spreadsheets read as "this is text" (OWASP, CSV Injection); numbers stay numbers.
 */
export function csvLine(fields: readonly (string | number | undefined)[]): string {
  return fields.map(field).join(',');
}

/** Between records, and after the last one (RFC 4180, 2.1). */
export const CSV_BREAK = '\r\n';

/** Before the first record of a file that a spreadsheet opens: without it Excel takes UTF-8 for an old code page. */
export const CSV_MARK = '\uFEFF';

function field(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Full-width signs too, which spreadsheets in Chinese and Japanese take for the plain ones; white space may stand before. */
const FORMULA = /^[\s\0\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
