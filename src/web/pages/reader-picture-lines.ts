import type { Page, Reading } from '../../nouns/reading.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';
import { boxesOf, languageAt, type Box } from './reader-boxes.ts';
import { noteId, type ShownStatement } from './reader-statements.ts';

/** A square with the number of a note, and the room that it keeps from the next: parts of the width of the page. */
const SQUARE = 0.03;
const APART = 0.042;
const LINES = 50; // that fit on a page, about

/** Lines under the statements of a page, drawn as in its text, and at its edge the numbers that lead to their notes. */
export function statementLines(
  t: Say,
  view: ReaderView,
  reading: Reading,
  page: Page,
  shown: readonly ShownStatement[],
): Html {
  const placed = shown
    .filter(({ start, end }) => start < page.end && end > page.start)
    .map((one) => ({ one, boxes: boxesOf(one, view.layout, languageAt(reading, one.start)) }))
    .filter(({ boxes }) => boxes.length > 0);
  const noted = placed
    .filter(({ one }) => one.note !== undefined)
    .toSorted((a, b) => (a.one.note ?? 0) - (b.one.note ?? 0));
  const places = spread(
    noted.map(({ boxes }) => boxes.at(-1)),
    page,
  );
  return html`${placed.map(({ one, boxes }) => boxes.map((box) => line(one.look, box, page)))}
  ${noted.map(({ one }, index) => {
    // Where the page stands alone there are no notes: the claim itself is one press away.
    const href = view.view === 'page' ? urls.claim(view.status.id, one.statement.claim) : `#${noteId(one.note ?? 0)}`;
    return square(t, { note: one.note ?? 0, href, y: places[index] ?? 0 }, page);
  })}`;
}

function line(look: ShownStatement['look'], box: Box, page: Page): Html {
  const unit = page.width / 600;
  // Columns of characters that run downwards are underlined at their side.
  const isColumn = box.height > 3 * box.width;
  const along = isColumn ? box.height : box.width;
  const stroke = (beside: number, from = 0, length = along): string =>
    isColumn
      ? `M${short(box.x - beside * unit)} ${short(box.y + from)}v${short(length)}`
      : `M${short(box.x + from)} ${short(box.y + box.height + beside * unit)}h${short(length)}`;
  if (look === 'single') return html`<path class="under under-single" d="${stroke(1.5)}" />`;
  if (look === 'agree') return html`<path class="under" d="${stroke(0.8)}${stroke(3.4)}" />`;
  const step = 8 * unit;
  const dashes = Array.from({ length: Math.ceil(along / step) }, (_, index) =>
    stroke(index % 2 === 0 ? 0.8 : 3.6, index * step, Math.min(step * 0.92, along - index * step)),
  );
  return html`<path class="under under-fault" d="${dashes.join('')}" />`;
}

/** Heights for the squares: each at its line, or as near as the others leave room. */
function spread(wanted: readonly (Box | undefined)[], page: Page): readonly number[] {
  const last = page.height - SQUARE * page.width;
  const apart = Math.min(APART * page.width, last / Math.max(1, wanted.length));
  // The feet of boxes on one line lie at slightly different heights: their numbers go up all the same.
  const order = wanted
    .map((box, index) => ({
      y: box?.y ?? 0,
      line: Math.round((((box?.y ?? 0) + (box?.height ?? 0)) / page.height) * LINES),
      index,
    }))
    .toSorted((a, b) => a.line - b.line || a.index - b.index);
  const places: number[] = [];
  let floor = 0;
  for (const [rank, { y, index }] of order.entries()) {
    const ceiling = last - (order.length - 1 - rank) * apart;
    const place = Math.max(floor, Math.min(y, ceiling));
    places[index] = place;
    floor = place + apart;
  }
  return places;
}

function square(
  t: Say,
  { note, href, y }: { readonly note: number; readonly href: string; readonly y: number },
  page: Page,
): Html {
  const size = SQUARE * page.width;
  const x = page.width - size * 1.25;
  return html`<a class="ref" href="${href}" aria-label="${t.text('note.number', { n: note })}">
    <rect x="${short(x)}" y="${short(y)}" width="${short(size)}" height="${short(size)}" />
    <text x="${short(x + size / 2)}" y="${short(y + size * 0.72)}" font-size="${short(size * 0.62)}">
      ${t.number(note)}
    </text>
  </a>`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
