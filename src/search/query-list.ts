import { Problem } from '../base/problem.ts';

/** A list of names or queries that is searched as one: one query a line. */
export const LONGEST_LIST = 50_000;

/**
 * The queries of a pasted or uploaded text, in its order; empty lines are left out. Of a table (tabs) the first column
 * counts. A line of any content stays: what cannot be searched gets a line that says so.
 * @throws Problem `bad-input` for no line at all, or more than `LONGEST_LIST`
 */
export function queriesIn(text: string): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .toWellFormed()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => (line.split('\t', 1)[0] ?? '').replaceAll('\u0000', ' ').trim())
    .filter((line) => line !== '');
  if (lines.length > 0 && lines.length <= LONGEST_LIST) return lines;
  throw new Problem('bad-input', lines.length === 0 ? 'The list is empty.' : 'The list is too long.', {
    remedy: `Give 1 to ${LONGEST_LIST} lines, one name or query on each.`,
  });
}
