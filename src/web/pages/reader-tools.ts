import type { Reading } from '../../nouns/reading.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { leafAt, type Leaf } from '../position.ts';
import { askedFields, urls, type ReaderAddress, type ReaderLayout } from '../urls.ts';
import { ZOOMS, type ReaderView } from '../views.ts';
import { arrows } from './keys.ts';
import { nearby } from './pager.ts';
import { icon } from './parts.ts';

interface Desk {
  readonly reading: Reading;
  readonly leaves: readonly Leaf[];
  /** The page has a picture. */
  readonly pictured: boolean;
  readonly layout: ReaderLayout;
  readonly cite: Html;
}

/** The row of controls over a document: all of them links or forms, each with the key that presses it. */
export function tools(t: Say, view: ReaderView, desk: Desk): Html {
  return html`<div class="tools">
    ${(desk.leaves.length > 1 || desk.reading.pages.length > 0) && pageGroup(t, view, desk)} ${hitGroup(t, view, desk)}
    ${desk.pictured && viewGroup(t, view, desk)} ${desk.pictured && desk.layout !== 'text' && zoomGroup(t, view)}
    <form class="group within" role="search" method="get" action="${urls.reader(view.status.id, view.document.sha256)}">
      <label class="unseen" for="q">${t('reader.search')}</label
      ><input
        id="q"
        name="q"
        type="search"
        class="input"
        value="${view.query}"
        placeholder="${t.text('reader.search')}"
        autocomplete="off"
        spellcheck="false"
        dir="auto"
        maxlength="2000"
      />${
        // Another spelling that was switched stays so; another query leads out of the list.
        askedFields({ off: view.list?.off, on: view.list?.on }).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )
      }${view.hideStatements && html`<input type="hidden" name="statements" value="hidden" />`}<button
        class="btn btn-quiet"
        type="submit"
        aria-label="${t.text('search.button')}"
      >
        ${icon('search')}
      </button>
    </form>
    <div class="group end">${desk.cite}</div>
  </div>`;
}

/** Address of the same document with something else open; the rest of the view stays. */
export function readerAddress(view: ReaderView, place: ReaderAddress): string {
  const statements = view.hideStatements === true ? ('hidden' as const) : undefined;
  const kept = { query: view.query, zoom: view.zoom, view: view.view, list: view.list, statements };
  return urls.reader(view.status.id, view.document.sha256, { ...kept, ...place });
}

function pageGroup(t: Say, view: ReaderView, { reading, leaves }: Desk): Html {
  const blanks = { page: html`<b>${t.number(view.page)}</b>`, pages: t.number(leaves.length) };
  const { after, before } = arrows(t);
  return html`<div class="group" role="group" aria-label="${t.text('reader.group-page')}">
    ${step(t.text('reader.page-before'), 'prev', before, view.page > 1 ? readerAddress(view, { page: view.page - 1 }) : undefined)}
    <span class="ctl">${t(reading.pages.length > 0 ? 'reader.page-of' : 'reader.part-of', blanks)}</span>
    ${step(
      t.text('reader.page-after'),
      'next',
      after,
      view.page < leaves.length ? readerAddress(view, { page: view.page + 1 }) : undefined,
    )}
  </div>`;
}

function hitGroup(t: Say, view: ReaderView, { leaves }: Desk): Html {
  const { marks, hit, page, query } = view;
  if (query === '') return html``;
  const to = (number: number): string | undefined =>
    number >= 1 && number <= marks.length ? readerAddress(view, { hit: number, hash: 'hit' }) : undefined;
  // On a page without a match, "next" leads on from here, not back to the first.
  const here = leaves[page - 1];
  const next = hit > 0 ? hit + 1 : 1 + marks.findIndex((mark) => mark.start >= (here?.end ?? 0));
  const before = hit > 0 ? hit - 1 : marks.filter((mark) => mark.start < (here?.start ?? 0)).length;
  const label =
    hit > 0
      ? t('reader.hit-of', { hit: html`<b>${t.number(hit)}</b>`, hits: marks.length })
      : t('reader.hits-elsewhere', { n: marks.length });
  const other = (way: 'before' | 'after'): Html | undefined => {
    const { list } = view;
    if (list?.rank === undefined) return undefined;
    const href = urls.otherDocument(view.status.id, { ...list, query }, list.rank, way);
    return step(t.text(`reader.document-${way}`), way === 'after' ? 'next' : 'prev', way === 'after' ? 'n' : 'p', href);
  };
  const [back, on] = [to(before), to(next)];
  // Past the last match of the document the same key goes on to the next document.
  return html`<div class="group" role="group" aria-label="${t.text('reader.group-hit')}">
    ${back === undefined ? (other('before') ?? step('', 'prev', 'p', undefined)) : step(t.text('reader.hit-before'), 'prev', 'p', back)}<span
      class="ctl"
      >${label}</span
    >
    ${on === undefined ? (other('after') ?? step('', 'next', 'n', undefined)) : step(t.text('reader.hit-after'), 'next', 'n', on)}
  </div>`;
}

function viewGroup(t: Say, view: ReaderView, { layout }: Desk): Html {
  const choice = (name: ReaderLayout): Html =>
    html`<a
      href="${readerAddress(view, { page: view.page, hit: view.hit, view: name })}"
      ${layout === name && html`aria-current="true"`}
      >${t(`reader.view-${name}`)}</a
    >`;
  return html`<div class="group" role="group" aria-label="${t.text('reader.group-view')}">
    ${choice('both')} ${choice('page')} ${choice('text')}
  </div>`;
}

function zoomGroup(t: Say, view: ReaderView): Html {
  const here = { page: view.page, hit: view.hit };
  const smaller = ZOOMS.findLast((zoom) => zoom < view.zoom);
  const larger = ZOOMS.find((zoom) => zoom > view.zoom);
  const link = (label: string, sign: string, press: string, zoom: number | undefined): Html =>
    zoom === undefined
      ? html`<span class="ctl faint" aria-hidden="true">${sign}</span>`
      : html`<a href="${readerAddress(view, { ...here, zoom })}" data-press="${press}" aria-label="${label}"
          >${sign}</a
        >`;
  return html`<div class="group" role="group" aria-label="${t.text('reader.group-zoom')}">
    ${link(t.text('reader.smaller'), '−', '-', smaller)}<span class="ctl num"><bdi>${t.number(view.zoom)} %</bdi></span
    >${link(t.text('reader.larger'), '+', '+', larger)}
  </div>`;
}

function step(label: string, arrow: 'prev' | 'next', press: string, href: string | undefined): Html {
  if (href === undefined) return html`<span class="ctl off" aria-hidden="true">${icon(arrow, 'icon-turn')}</span>`;
  return html`<a href="${href}" rel="${arrow}" data-press="${press}" aria-label="${label}"
    >${icon(arrow, 'icon-turn')}</a
  >`;
}

/** Up to this many pages are all listed; of more, those near and those with something found. */
const PAGES_LISTED = 16;

/** Pages by number; those on which something was found carry the streak. */
export function pageStrip(t: Say, view: ReaderView, leaves: readonly Leaf[]): Html {
  const found = new Set(view.marks.map((mark) => leafAt(leaves, mark.start)));
  const near = leaves.length <= PAGES_LISTED ? leaves.map(({ number }) => number) : nearby(view.page, leaves.length);
  const listed = [...new Set([...near.filter((number) => number !== undefined), ...[...found].slice(0, PAGES_LISTED)])];
  listed.sort((a, b) => a - b);
  return html`<nav class="strip-nav" aria-label="${t.text('reader.strip')}">
    <ol class="pages">
      ${listed.map(
        (number) =>
          html`<li>
            <a href="${readerAddress(view, { page: number })}" ${number === view.page && html`aria-current="page"`}
              ><span class="leaflet ${found.has(number) && 'leaflet-found'}">${t.number(number)}</span
              >${found.has(number) && html`<span class="unseen">${t('reader.group-hit')}</span>`}</a
            >
          </li>`,
      )}
    </ol>
  </nav>`;
}
