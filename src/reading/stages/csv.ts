import type { Span } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeFile, decodingFields } from './decode.ts';
import { endOf } from './plain-text.ts';

/** Tables of comma-, semicolon- or tab-separated values (RFC 4180), as lines whose cells are parted by tabs. */
export const csvReader: Reader = {
  name: 'csv',
  version: 1,
  accepts: (mediaType) => mediaType === 'text/csv' || mediaType === 'text/tab-separated-values',
  async read(input, out) {
    const decoded = decodeFile(input);
    const delimiter = delimiterOf(decoded.text);
    const lines = rowsOf(decoded.text, delimiter).map((row) => row.join('\t'));
    out.metadata([...decodingFields(decoded, 'csv'), { name: 'rows', value: String(lines.length), origin: 'csv' }]);
    out.text(lines.join('\n'), blocksOf(lines));
    return endOf(decoded.cut, decoded.replaced);
  },
};

/** In UTF-16 units: rows stand together in a passage up to it. */
const BLOCK = 800;

/** Blocks of whole rows. */
export function blocksOf(lines: readonly string[], from = 0): readonly Span[] {
  const blocks: Span[] = [];
  let start = from;
  let at = from;
  for (const line of lines) {
    if (at > start && at + line.length - start > BLOCK) {
      blocks.push({ start, end: at - 1 });
      start = at;
    }
    at += line.length + 1;
  }
  if (at > start) blocks.push({ start, end: at - 1 });
  return blocks;
}

function delimiterOf(text: string): string {
  const start = text.slice(0, 8192).replaceAll(/"[^"]*"/gv, '');
  const counts = ['\t', ';', ','].map((char) => ({ char, count: start.split(char).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.char ?? ',';
}

/** RFC 4180 §2: quoted cells may hold delimiters, line ends and doubled quotes. Line ends within a cell become spaces. */
function rowsOf(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedCell(text, at, delimiter) : undefined;
    const { value, end } = quoted ?? plainCell(text, at, delimiter);
    row.push(value.replaceAll(/[\t\n]/gv, ' '));
    if (text[end] !== delimiter) {
      rows.push(row);
      row = [];
    } else if (end + 1 === text.length) {
      row.push('');
    }
    at = end + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Undefined where the quote does not end before a delimiter or line end: then it is a character like others. */
function quotedCell(text: string, at: number, delimiter: string): { value: string; end: number } | undefined {
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    if (next !== undefined && next !== delimiter && next !== '\n') return undefined;
    return { value: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
}

function plainCell(text: string, at: number, delimiter: string): { value: string; end: number } {
  const feed = text.indexOf('\n', at);
  const line = feed < 0 ? text.length : feed;
  const next = text.indexOf(delimiter, at);
  const end = next < 0 || next > line ? line : next;
  return { value: text.slice(at, end), end };
}
