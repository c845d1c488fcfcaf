/** Of untrusted text, what could drive a terminal (ECMA-48 controls) or set its line in another order (UAX #9). */
const UNPRINTABLE = /[[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]--[\n\t]]/gv;

/** A name or a snippet on one line. Shown only: where bytes matter, `--json` has them. */
export function oneLine(untrusted: string): string {
  return untrusted.replaceAll(UNPRINTABLE, '\ufffd').replaceAll(/[\n\t]/gv, ' ');
}

/** Text of a document: line breaks and tabs stay. */
export function manyLines(untrusted: string): string {
  return untrusted.replaceAll(UNPRINTABLE, ' ');
}
