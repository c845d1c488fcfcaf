import type { ComparedDocument, ComparedPassage, ComparedPiece, ComparedRow } from '../../nouns/copies.ts';
import { html, verbatim, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { CompareView, Frame } from '../views.ts';
import { inHundred } from './copies.ts';
import { framed } from './frame.ts';
import { pager } from './pager.ts';
import { nameOf, pathParts, tongue, tongueOfLetters } from './parts.ts';

/** Two documents beside each other, paragraph by paragraph, the words without a counterpart marked on both sides alike. */
export function comparePage(frame: Frame, view: CompareView): string {
  const t = say(frame.language);
  const { status, comparison } = view;
  const { first, second } = comparison;
  const main = html`<header class="reader-head">
      <h1>${t('compare.title')}</h1>
      <p class="meta">
        <a href="${urls.copies(status.id, first.document)}">${t('copies.title')}</a>
      </p>
    </header>
    <section class="compared" aria-label="${t.text('compare.title')}">
      <div class="pair pair-heads">
        ${heading(t, view, 'compare.first', first)} ${heading(t, view, 'compare.second', second)}
      </div>
      <div class="machine">
        <p>
          ${t('compare.say', { first: inHundred(comparison.share), second: inHundred(comparison.shareOfOther) })}
          ${t('compare.ignored')}
        </p>
        ${
          comparison.compared &&
          html`<p>
            ${t('compare.cut', { first: comparison.compared.first.end, second: comparison.compared.second.end })}
          </p>`
        }
      </div>
      ${tools(t, view)} ${comparison.rows.length === 0 ? none(t, view) : rows(t, view)}
    </section>`;
  return framed(frame, {
    title: [`${nameOf(first)} / ${nameOf(second)}`, t.text('compare.title'), status.name].join(' · '),
    main,
    status,
    keys: [
      { press: 'j', does: 'keys.next' },
      { press: 'k', does: 'keys.previous' },
      { press: '?', does: 'keys.help' },
    ],
  });
}

function heading(
  t: Say,
  { status }: CompareView,
  side: 'compare.first' | 'compare.second',
  it: ComparedDocument,
): Html {
  const name = nameOf(it);
  return html`<div class="side">
    <p class="meta">${t(side)}</p>
    <h2 ${tongueOfLetters(name)}><a href="${urls.reader(status.id, it.document)}">${name}</a></h2>
    <p class="meta">${pathParts(it.path)}</p>
  </div>`;
}

function address(view: CompareView, change: { readonly all?: boolean; readonly offset?: number }): string {
  const { first, second } = view.comparison;
  return urls.compare(view.status.id, first.document, second.document, { all: view.all, ...change });
}

function tools(t: Say, view: CompareView): Html {
  const { first, second, counts } = view.comparison;
  const changed = counts.changed + counts['only-first'] + counts['only-second'];
  const choice = (all: boolean, word: Html): Html =>
    html`<a href="${address(view, { all })}" ${view.all === all && html`aria-current="true"`}>${word}</a>`;
  return html`<div class="tools">
    <div class="group" role="group" aria-label="${t.text('compare.show')}">
      ${choice(false, t('compare.changes', { n: changed }))}
      ${choice(true, t('compare.all', { n: changed + counts.same }))}
    </div>
    <div class="group end">
      <a href="${urls.compare(view.status.id, second.document, first.document, { all: view.all })}"
        >${t('compare.swap')}</a
      >
    </div>
  </div>`;
}

function none(t: Say, view: CompareView): Html {
  const key = view.comparison.counts.same > 0 ? 'compare.none' : 'compare.no-words';
  return html`<div class="state">
    <h2>${t(key)}</h2>
    <p class="say">${t(`${key}-say`)}</p>
    ${key === 'compare.none' && html`<p><a class="btn" href="${address(view, { all: true })}">${t('compare.all', { n: view.comparison.counts.same })}</a></p>`}
  </div>`;
}

function rows(t: Say, view: CompareView): Html {
  const { comparison, offset, limit } = view;
  const { total } = comparison;
  const shown = t('compare.shown', { from: offset + 1, to: offset + comparison.rows.length, total });
  return html`<ol class="pairs" start="${offset + 1}">
      ${comparison.rows.map((row) => pair(t, view, row))}
    </ol>
    ${pager(t, { total, limit, offset }, { shown, to: (to) => address(view, { offset: to }) })}`;
}

function pair(t: Say, view: CompareView, row: ComparedRow): Html {
  const { first, second } = view.comparison;
  const side = (
    name: 'compare.first' | 'compare.second',
    it: ComparedDocument,
    passages: readonly ComparedPassage[],
  ): Html =>
    html`<div class="side">
      <h4 class="who">${t(name)}</h4>
      ${
        passages.length === 0
          ? html`<p class="meta gone">${t('compare.nothing-here')}</p>`
          : passages.map((passage) => paragraph(t, view, { it, passage, row, name }))
      }
    </div>`;
  return html`<li class="pair pair-${row.kind}" data-item>
    <h3 class="what">${t(`compare.${row.kind}`)}</h3>
    ${side('compare.first', first, row.first)} ${side('compare.second', second, row.second)}
  </li>`;
}

interface Shown {
  readonly it: ComparedDocument;
  readonly passage: ComparedPassage;
  readonly row: ComparedRow;
  readonly name: 'compare.first' | 'compare.second';
}

/** Words of the first side alone are taken out on the way to the second, words of the second put in. */
function paragraph(t: Say, { status }: CompareView, { it, passage, row, name }: Shown): Html {
  const changed = (words: string): Html =>
    name === 'compare.first' ? verbatim`<del>${words}</del>` : verbatim`<ins>${words}</ins>`;
  const place = { start: passage.start, end: passage.end };
  const where =
    passage.page === undefined
      ? t('reader.cite-place', { start: passage.start, end: passage.end })
      : t('search.page', { page: passage.page });
  // No space may creep in around the words: their line breaks are kept.
  const text = verbatim`<p class="text" ${tongue(passage.language)}>${trimmed(passage.pieces).map((piece) => (piece.changed ? changed(piece.text) : piece.text))}</p>`;
  return html`${text}
    <p class="meta">
      <a href="${urls.reader(status.id, it.document, { at: place, hash: 'hit' })}"
        ><span class="unseen">${t(`compare.${row.kind}`)}, ${t(name)}: </span>${where}</a
      >
    </p>`;
}

/** Without white space at its end, which would be shown as an empty line. */
function trimmed(pieces: readonly ComparedPiece[]): readonly ComparedPiece[] {
  const last = pieces.at(-1);
  return last === undefined ? [] : [...pieces.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}
