import type { Reading, Span } from '../../nouns/reading.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { Leaf } from '../position.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';
import { icon, nameOf, tongue } from './parts.ts';

/** A quotation is never longer than this; the words around the match, not the whole passage. */
const QUOTED_UNITS = 280;

/**
 * What to put under a quotation: a footnote that names document, page, words, fingerprint and offsets, and a link that
 * opens the same words for as long as the case stands. Works as a text to copy by hand; the island adds the button.
 */
export function citation(t: Say, view: ReaderView, reading: Reading, leaf: Leaf): Html {
  const { status, document } = view;
  const quoted = quotedSpan(view, reading);
  const page = reading.pages.length > 0 ? view.page : undefined;
  const link = view.origin + urls.reader(status.id, document.sha256, { page, at: quoted ?? leaf, hash: 'hit' });
  const title = reading.title ?? nameOf(document.places[0] ?? { path: document.sha256 });
  const language = reading.passages.find(
    ({ start, end }) => quoted && start <= quoted.start && quoted.start < end,
  )?.language;
  const words = quoted && reading.text.slice(quoted.start, quoted.end).replace(/\s+/g, ' ').trim();
  const [open, close] = t.language === 'ug' ? ['«', '»'] : ['“', '”'];
  const before = [reading.byline, title, reading.published].filter((part) => part !== undefined);
  // Where pages break that a program has laid out depends on the program, so they are no address in a footnote.
  const place = page === undefined || document.print !== undefined ? undefined : t.text('reader.cite-page', { page });
  return html`<details class="cite">
    <summary data-press="c">${icon('copy')}${t('reader.cite')}</summary>
    <div class="cite-body">
      <h2 class="legend">${t('reader.cite-footnote')}</h2>
      <p class="cite-text" tabindex="0" data-copy data-copied="${t.text('reader.cite-copied')}">
        ${before.map((part) => html`<bdi>${part}</bdi>, `)}${place}${
          words && html`: ${open}<bdi ${tongue(language)}>${words}</bdi>${close}`
        }.
        SHA-256 <bdi class="hash">${document.sha256}</bdi>${
          quoted && html`, ${t('reader.cite-place', { start: quoted.start, end: quoted.end })}`
        }.
      </p>
      <label class="field"
        ><span class="legend">${t('reader.cite-link')}</span
        ><input class="input hash" type="text" readonly dir="ltr" value="${link}"
      /></label>
      <p class="meta">${t('reader.cite-how')}</p>
    </div>
  </details>`;
}

/** The cited stretch if the address names one; else the passage of the open match, cut to what can be quoted. */
function quotedSpan({ at, marks, hit }: ReaderView, reading: Reading): Span | undefined {
  const mark = marks[hit - 1];
  if (at !== undefined && mark === undefined) return clipped(at, reading.text.length);
  if (mark === undefined) return undefined;
  const passage = reading.passages.find(({ start, end }) => start <= mark.start && mark.start < end) ?? mark;
  if (passage.end - passage.start <= QUOTED_UNITS) return { start: passage.start, end: passage.end };
  const room = Math.max(0, QUOTED_UNITS - (mark.end - mark.start)) >> 1;
  const start = wordEdge(reading.text, Math.max(passage.start, mark.start - room), 1);
  const end = wordEdge(reading.text, Math.min(passage.end, mark.end + room), -1);
  return { start: Math.min(start, mark.start), end: Math.max(end, mark.end) };
}

function clipped(span: Span, length: number): Span | undefined {
  const start = Math.min(span.start, length);
  const end = Math.min(span.end, length);
  return start < end ? { start, end } : undefined;
}

/** Moves up to 20 units to the nearest edge of a word, so that no quotation begins inside one. */
function wordEdge(text: string, offset: number, step: 1 | -1): number {
  for (let at = offset, tries = 0; tries < 20; at += step, tries += 1) {
    const letters = text.slice(at - 1, at + 1);
    if (letters.length < 2 || !/^[\p{L}\p{M}\p{N}]{2}$/u.test(letters) || /\p{Script=Han}/u.test(letters)) return at;
  }
  return offset;
}
