import type { Passage, Reading, Span } from '../../nouns/reading.ts';
import { html, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { marked, type MarkSpan } from './marked.ts';
import { tongue } from './parts.ts';

/** A line of a table, as spreadsheets, CSV and tables in documents are read: cells apart by tabs. */
export function hasCells(reading: Reading, passage: Passage): boolean {
  return reading.text.slice(passage.start, passage.end).trimEnd().includes('\t');
}

/**
 * Passages of cells one after another are one table, so that their columns stand under each other; a line without cells
 * runs across and begins the next table, as the name of a sheet does. What is wider than the page scrolls by itself.
 */
export function sheet(t: Say, reading: Reading, passages: readonly Passage[], marks: readonly MarkSpan[]): Html {
  const tables = tablesOf(reading.text, passages).map(
    (rows) =>
      html`<table ${tongue(rows[0]?.language)}>
        <tbody>
          ${rows.map((row) => tableRow(reading.text, row, marks))}
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

function tableRow(text: string, row: Row, marks: readonly MarkSpan[]): Html {
  if (row.cells.length > 1) {
    return verbatim`<tr ${tongue(row.language)}>${row.cells.map((span) => verbatim`<td>${cell(text, span, marks)}</td>`)}</tr>`;
  }
  return verbatim`<tr ${tongue(row.language)}><td class="across" colspan="${MOST_COLUMNS}">${cell(text, row, marks)}</td></tr>`;
}

const MOST_COLUMNS = 1000; // HTML Standard, 4.9.11: what colspan may say at most

function cell(text: string, { start, end }: Span, marks: readonly MarkSpan[]): Html {
  const inside = marks
    .filter((mark) => mark.start < end && mark.end > start)
    // Only where the match begins can the page be opened at it.
    .map((mark) => ({
      open: mark.open === true && mark.start >= start,
      start: mark.start - start,
      end: mark.end - start,
    }));
  return marked(text.slice(start, end), inside);
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
