import type { Page, Reading } from '../../nouns/reading.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';
import { boxesOf, languageAt, type Box } from './reader-boxes.ts';
import { statementLines } from './reader-picture-lines.ts';
import type { ShownStatement } from './reader-statements.ts';
import { openMarks } from './reader-text.ts';

/** The picture of a page with what was found boxed on it and what is stated underlined, in page units. */
export function leafPicture(
  t: Say,
  view: ReaderView,
  reading: Reading,
  page: Page,
  shown: readonly ShownStatement[] = [],
): Html {
  const { status, document, zoom } = view;
  const boxes = openMarks(view)
    .filter((mark) => mark.start < page.end && mark.end > page.start)
    .flatMap((mark) => boxesOf(mark, view.layout, languageAt(reading, mark.start)).map((box) => ({ box, mark })));
  return html`<figure class="leaf">
    <div class="pan" tabindex="0" role="group" aria-label="${t.text('reader.picture-alt', { page: page.number })}">
      <div class="sheet zoom-${zoom}">
        <img
          src="${urls.picture(status.id, document.sha256, page.number)}"
          width="${Math.round(page.width)}"
          height="${Math.round(page.height)}"
          alt="${t.text('reader.picture-alt', { page: page.number })}"
        /><svg
          viewBox="0 0 ${page.width} ${page.height}"
          role="${shown.length > 0 ? 'group' : 'img'}"
          aria-label="${t.text('reader.picture-marks')}"
        >
          ${boxes.map(
            ({ box, mark }) =>
              html`<rect class="hl" ${at(box)} />${mark.open && html`<rect class="hl-now" ${at(grown(box, page))} />`}`,
          )}
          ${statementLines(t, view, reading, page, shown)}
        </svg>
      </div>
    </div>
    <figcaption>
      <span>${t(document.print === undefined ? 'reader.picture-note' : 'print.note', { page: page.number })}</span
      ><span>${textFrom(t, page)}</span>
    </figcaption>
  </figure>`;
}

function grown(box: Box, page: Page): Box {
  const by = page.width / 400;
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

function at({ x, y, width, height }: Box): Html {
  const short = (value: number): number => Math.round(value * 100) / 100;
  return html`x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

function textFrom(t: Say, page: Page): Html {
  if (page.textFrom === 'ocr') return t('reader.from-ocr', { confidence: Math.round(page.confidence ?? 0) });
  return t(page.textFrom === 'layer' ? 'reader.from-layer' : 'reader.from-none');
}
