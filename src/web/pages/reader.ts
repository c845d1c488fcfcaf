import type { FileReport } from '../../nouns/occurrence.ts';
import type { Reading } from '../../nouns/reading.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { languageName, say, sayReason, sayRemedy, typeName, type Say } from '../messages.ts';
import { leavesOf, type Leaf } from '../position.ts';
import { urls } from '../urls.ts';
import type { Frame, ReaderView } from '../views.ts';
import { citation } from './citation.ts';
import { copiesLine } from './copies.ts';
import { againButton, unlockForm } from './again.ts';
import { framed } from './frame.ts';
import { readerKeys } from './keys.ts';
import { printNote } from './print.ts';
import { dated, icon, nameOf, OUTCOME_ICONS, outcomeWord, tongueOfLetters } from './parts.ts';
import { fileBehind } from './reader-file.ts';
import { leafPicture } from './reader-picture.ts';
import { leafText } from './reader-text.ts';
import { statementsKey, statementsOn, type ShownStatement } from './reader-statements.ts';
import { pageStrip, readerAddress, tools } from './reader-tools.ts';

/** A document at one page: its picture, its words with what was found in them, and the file behind it. */
export function readerPage(frame: Frame, view: ReaderView): string {
  const t = say(frame.language);
  const { status, document } = view;
  const place = placeOf(view);
  const title = document.reading?.title ?? nameOf(place ?? { path: document.sha256 });
  const main = html`<header class="reader-head">
      <h1 ${tongueOfLetters(title)}>${title}</h1>
      <p class="meta">${about(t, view)}</p>
      ${copiesLine(t, status, document.sha256, view.copies)}
    </header>
    ${document.reading === undefined ? unread(t, view, place) : opened(t, view, document.reading, place)}
    ${fileBehind(t, view)}`;
  return framed(frame, {
    title: [title, t.text('reader.page-of', { page: view.page, pages: leafCount(view) }), status.name].join(' · '),
    main,
    status,
    ...(document.reading !== undefined && { keys: readerKeys(t), scripts: ['cite.js', 'say-here.js'] }),
  });
}

/** The place that tells how reading ended: a duplicate only tells where else the same bytes lie. */
function placeOf({ document: { places } }: ReaderView): FileReport | undefined {
  return places.find(({ outcome }) => outcome !== 'duplicate') ?? places[0];
}

function leafCount({ document: { reading } }: ReaderView): number {
  return reading === undefined ? 1 : leavesOf(reading).length;
}

function about(t: Say, view: ReaderView): Html {
  const { status, document, query } = view;
  const { reading } = document;
  const mediaType = reading?.mediaType ?? placeOf(view)?.mediaType;
  const languages = [...new Set(reading?.passages.map(({ language }) => language))].filter((tag) => tag !== 'und');
  const parts = [
    mediaType && html`<bdi>${typeName(t, mediaType)}</bdi>`,
    reading !== undefined && reading.pages.length > 0 && t('reader.pages', { n: reading.pages.length }),
    languages.length > 0 &&
      html`${joined(
        languages.map((tag) => languageName(t, tag)),
        t.comma,
      )}`,
    reading?.published !== undefined && dated(t, reading.published),
  ];
  const back =
    query === ''
      ? html`<a href="${urls.files(status.id)}">${t('reader.back-files')}</a>`
      : html`<a href="${urls.search(status.id, { ...view.list, query })}">${t('reader.back')}</a>`;
  return html`${joined(parts, t.comma)}<span class="unseen">. </span><span class="way-back">${back}</span>`;
}

function opened(t: Say, view: ReaderView, reading: Reading, place: FileReport | undefined): Html {
  const leaves = leavesOf(reading);
  const leaf = leaves[view.page - 1] ?? { number: 1, start: 0, end: reading.text.length };
  const page = reading.pages[view.page - 1];
  const pictured = page !== undefined && page.width > 0 && page.height > 0;
  const layout = pictured ? view.view : 'text';
  const shown = statementsOn(view, leaf);
  return html`${tools(t, view, { reading, leaves, pictured, layout, cite: citation(t, view, reading, leaf) })}
    ${place?.reason !== undefined && inPart(t, place)} ${printNote(t, view)}
    <div class="spread spread-${layout}">
      ${leaves.length > 1 && pageStrip(t, view, leaves)}
      ${layout !== 'text' && page && leafPicture(t, view, reading, page, shown)}
      ${layout !== 'page' && column(t, view, reading, leaf, shown)}
    </div>`;
}

function column(t: Say, view: ReaderView, reading: Reading, leaf: Leaf, shown: readonly ShownStatement[]): Html {
  const empty = !/\S/.test(reading.text.slice(leaf.start, leaf.end));
  const here = { page: view.page, hit: view.hit };
  const switched = {
    hidden: readerAddress(view, { ...here, statements: 'hidden' }),
    shown: readerAddress(view, { ...here, statements: undefined }),
  };
  const beside = shown.some(({ note }) => note !== undefined) && 'column-notes';
  return html`<section class="column ${beside}" aria-label="${t.text('reader.text')}">
    ${
      empty
        ? html`<div class="state">
            <h2>${t('reader.no-text')}</h2>
            ${reading.pages.length > 0 && html`<p class="say">${t('reader.no-text-say')}</p>`}
          </div>`
        : html`${statementsKey(t, view, shown, switched)} ${leafText(t, view, reading, leaf, shown)}`
    }
  </section>`;
}

function inPart(t: Say, { reason, outcome }: FileReport): Html {
  if (reason === undefined) return NOTHING;
  return html`<div class="note-box in-part">
    <p class="verdict">${icon(OUTCOME_ICONS[outcome], 'icon-s')}${outcomeWord(t, outcome)}</p>
    <p>${sayReason(t, reason)} ${sayRemedy(t, reason)}</p>
  </div>`;
}

function unread(t: Say, { status, document }: ReaderView, place: FileReport | undefined): Html {
  const download = html`<a class="btn btn-quiet" href="${urls.original(status.id, document.sha256)}"
    >${icon('download')}${t('reader.download')}</a
  >`;
  const care = html`<p class="meta">${t('reader.download-care')}</p>`;
  if (place === undefined || place.outcome === 'waiting')
    return html`<div class="state">
      <h2>${t('reader.waiting')}</h2>
      <p class="say">${t('reader.waiting-say')}</p>
      <p>${download}</p>
      ${care}
    </div>`;
  if (place.outcome === 'container')
    return html`<div class="state">
      <h2>${t('reader.container')}</h2>
      ${place.reason && html`<p class="say">${sayReason(t, place.reason)} ${sayRemedy(t, place.reason)}</p>`}
      ${place.reason ? rescue(t, status.id, document, download) : html`<p>${download}</p>`} ${care}
    </div>`;
  return html`<div class="state">
    <h2>${place.reason ? sayReason(t, place.reason) : t('reader.unread')}</h2>
    <p class="say">${t('reader.unread-say')}</p>
    ${
      place.reason &&
      html`<div class="note-box note-box-fault">
        <h3>${t('files.do')}</h3>
        <p>${sayRemedy(t, place.reason)}</p>
      </div>`
    }
    ${rescue(t, status.id, document, download)} ${care}
  </div>`;
}

/** What can be done from here: give its password, have it read once more, take the original away. */
function rescue(t: Say, caseId: string, { sha256, places, contains }: ReaderView['document'], download: Html): Html {
  const locked = [...places, ...contains].some(({ reason }) => reason?.code === 'encrypted');
  return html`${locked && unlockForm(t, caseId, sha256)}
    <div class="own-do">${againButton(caseId, ['original', sha256], t('report.again'))} ${download}</div>`;
}
