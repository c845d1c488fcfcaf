import type { Passage, Reading, Span } from '../../nouns/reading.ts';
import { html, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { marked, type MarkSpan, type UnderlineSpan } from './marked.ts';
import { tongue } from './parts.ts';

/** A line of a table, as spreadsheets, CSV and tables in documents are read: cells apart by tabs. */
export function hasCells(reading: Reading, passage: Passage): boolean {
  return reading.text.slice(passage.start, passage.end).trimEnd().includes('\t');
}

/**
 * Passages of cells one after another are one table, so that their columns stand under each other; a line without cells
 * runs across and begins the next table, as the name of a sheet does. What is wider than the page scrolls by itself.
 * `lines`: what is underlined in a stretch, with offsets from its start.
 */
export function sheet(
  t: Say,
  reading: Reading,
  passages: readonly Passage[],
  marks: readonly MarkSpan[],
  lines: (cell: Span) => readonly UnderlineSpan[] = () => [],
): Html {
  const words = (span: Span): Html => cell(reading.text, span, marks, lines(span));
  const tables = tablesOf(reading.text, passages).map(
    (rows) =>
      html`<table ${tongue(rows[0]?.language)}>
        <tbody>
          ${tableRows(reading.text, rows, words)}
        </tbody>
      </table>`,
  );
  return html`<div
    class="cells"
    ${tongue(passages[0]?.language)}
    role="region"
    tabindex="0"
    aria-label="${t.text('reader.table')}"
  >
    ${tables}
  </div>`;
}

interface Row extends Span {
  readonly language: string;
  readonly cells: readonly Span[];
}

function tablesOf(text: string, passages: readonly Passage[]): readonly (readonly Row[])[] {
  const tables: Row[][] = [];
  let before = 0;
  for (const passage of passages) {
    for (const line of linesOf(text, passage)) {
      const row = { ...line, language: passage.language, cells: split(text, line, '\t') };
      if (tables.length === 0 || (row.cells.length === 1 && before > 1)) tables.push([]);
      tables.at(-1)?.push(row);
      before = row.cells.length;
    }
  }
  return tables;
}

function tableRows(text: string, rows: readonly Row[], words: (cell: Span) => Html): readonly Html[] {
  const isNumeric = ({ start, end }: Span): boolean => NUMERIC.test(text.slice(start, end).trim());
  const names = headOf(rows, isNumeric);
  const body = rows.filter((row) => row !== names && row.cells.length > 1);
  const amounts = new Set(
    names?.cells.flatMap((_, column) => {
      const filled = body
        .flatMap(({ cells }) => cells[column] ?? [])
        .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
      return filled.length > 0 && filled.filter(isNumeric).length * 2 > filled.length ? [column] : [];
    }),
  );
  return rows.map((row) => {
    const tags = tongue(row.language);
    if (row.cells.length === 1) {
      return verbatim`<tr ${tags}><td class="across" colspan="${MOST_COLUMNS}" data-start="${row.start}">${words(row)}</td></tr>`;
    }
    const cells = row.cells.map((span, column) =>
      row === names
        ? verbatim`<th scope="col"${amounts.has(column) && AMOUNT} data-start="${span.start}">${words(span)}</th>`
        : verbatim`<td${isNumeric(span) && AMOUNT} data-start="${span.start}">${words(span)}</td>`,
    );
    return verbatim`<tr ${tags}>${cells}</tr>`;
  });
}

/** Digits with their separators, sign, currency or per cent; a date or a number of a file is none. */
const NUMERIC = /^[-+\u2212(]?\s*\p{Sc}?\s*\d[\d\s.,'\u2019\u066C]*(?:\s*[%\u2030])?\)?$/u;
const AMOUNT = verbatim` class="amount"`;

/** The first row of several cells, if it is words alone and numbers stand under it. */
function headOf(rows: readonly Row[], isNumeric: (cell: Span) => boolean): Row | undefined {
  const at = rows.findIndex(({ cells }) => cells.length > 1);
  const names = rows[at];
  if (names === undefined || names.cells.some(isNumeric)) return undefined;
  return rows.slice(at + 1).some(({ cells }) => cells.some(isNumeric)) ? names : undefined;
}

const MOST_COLUMNS = 1000; // HTML Standard, 4.9.11: what colspan may say at most

function cell(text: string, { start, end }: Span, marks: readonly MarkSpan[], lines: readonly UnderlineSpan[]): Html {
  const inside = marks
    .filter((mark) => mark.start < end && mark.end > start)
    // Only where the match begins can the page be opened at it.
    .map((mark) => ({
      open: mark.open === true && mark.start >= start,
      start: mark.start - start,
      end: mark.end - start,
    }));
  return marked(text.slice(start, end), inside, [], lines);
}

function linesOf(text: string, { start, end }: Span): readonly Span[] {
  return split(text, { start, end: start + text.slice(start, end).trimEnd().length }, '\n');
}

function split(text: string, { start, end }: Span, separator: string): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  for (const piece of text.slice(start, end).split(separator)) {
    spans.push({ start: at, end: at + piece.length });
    at += piece.length + separator.length;
  }
  return spans;
}
