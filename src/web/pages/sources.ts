import type { SourceSummary } from '../../nouns/claim-views.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { SOURCE_ORDERS, type SourcesPageView } from '../sources-view.ts';
import { urls, type SourcesAddress } from '../urls.ts';
import type { Frame } from '../views.ts';
import { claimsRooms } from './claims-rooms.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { choice, icon, moment, nothingYet, percent, tongueOfLetters } from './parts.ts';

/** Whom the documents go back to: each source with how much rests on it, and how much on it alone. */
export function sourcesPage(frame: Frame, view: SourcesPageView): string {
  const t = say(frame.language);
  const { status, all, total } = view;
  const main = html`<header class="opening">
      <h1>${t('sources.title')}</h1>
      <p class="deck">${t('sources.deck')}</p>
      ${claimsRooms(t, status.id, 'sources')}
    </header>
    ${signedName(t, view)}
    ${
      all === 0
        ? html`${underWay(t, view)}${nobody(t, view)}`
        : html`<div class="finder finder-files">
            <section class="found" aria-label="${t.text('sources.title')}">
              <a class="btn btn-quiet jump" href="#narrow">${t('files.narrow')}</a>
              ${underWay(t, view)} ${total === 0 ? none(t, view) : list(t, view)}
            </section>
            <aside class="facets" id="narrow" aria-labelledby="narrow-head">${facets(t, view)}</aside>
          </div>`
    }`;
  return framed(frame, {
    title: [t.text('sources.title'), status.name].join(' · '),
    main,
    status,
    room: 'claims',
    keys: all === 0 ? [] : LIST_KEYS,
  });
}

/** The name that was given to a source just now, and where that stands in the ledger. */
function signedName(t: Say, { signed }: SourcesPageView): Html {
  if (signed?.decision.kind !== 'name-source') return NOTHING;
  const { source, name } = signed.decision;
  return html`<p class="note-box signed" role="status">
    ${icon('seal')}<b>${t('sign.done', { what: t('history.name-source', { source, name }) })}</b>
    <span class="meta">${t('sign.done-entry', { seq: signed.seq, time: moment(t, signed.at) })}</span>
  </p>`;
}

/** That the numbers are not the last ones. */
export function underWay(t: Say, { progress }: Pick<SourcesPageView, 'progress'>): Html {
  if (progress.waiting > 0) return html`<p class="remark">${t('sources.waiting', { n: progress.waiting })}</p>`;
  return progress.aligning ? html`<p class="remark">${t('sources.aligning')}</p>` : NOTHING;
}

function nobody(t: Say, { status }: SourcesPageView): Html {
  if (status.received === 0) return nothingYet(t, urls.caseHome(status.id));
  return html`<div class="state">
    <h2>${t('sources.empty')}</h2>
    <p class="say">${t('sources.empty-say')}</p>
    <p><a class="btn" href="${urls.files(status.id)}">${t('nav.files')}</a></p>
  </div>`;
}

function none(t: Say, { status, all }: SourcesPageView): Html {
  return html`<div class="state">
    <h2>${t('sources.none')}</h2>
    <p class="say">${t('sources.none-say', { total: all })}</p>
    <p><a class="btn" href="${urls.sources(status.id)}">${t('sources.none-next')}</a></p>
  </div>`;
}

function list(t: Say, view: SourcesPageView): Html {
  const { status, filter, total, offset, sources } = view;
  const shown = t('sources.shown', { from: offset + 1, to: offset + sources.length, total });
  // The bar is as long as the claims that rest on the source alone, beside the most that rest on any shown here.
  const most = Math.max(1, ...sources.map(({ claims }) => claims));
  return html`<div class="tally-line"><h2>${t('sources.total', { n: total })}</h2></div>
    <table class="file-list source-list">
      <thead>
        <tr>
          <th scope="col">${t('sources.col-name')}</th>
          <th scope="col">${t('sources.kind')}</th>
          <th scope="col">${t('sources.col-alone')}</th>
          <th scope="col" class="r">${t('sources.col-claims')}</th>
          <th scope="col" class="r">${t('sources.col-documents')}</th>
        </tr>
      </thead>
      <tbody>
        ${sources.map((source) => row(t, status.id, source, most))}
      </tbody>
    </table>
    ${pager(t, view, { shown, to: (to) => urls.sources(status.id, { ...filter, offset: to }) })}`;
}

function row(t: Say, caseId: string, source: SourceSummary, most: number): Html {
  const { key, name, kind, aliases, documents, claims, alone } = source;
  return html`<tr data-item>
    <th scope="row">
      <a href="${urls.source(caseId, key)}"><b ${tongueOfLetters(name)}>${name}</b></a>
      ${aliases.length > 0 && html`<span class="meta">${alsoKnown(t, aliases)}</span>`}
    </th>
    <td class="meta">${t(`sources.kind-${kind}`)}</td>
    <td class="alone">
      <span class="narrow-only">${t('sources.col-alone')}: </span><b class="num">${t.number(alone)}</b>
      <svg class="alone-bar" width="100%" height="10" aria-hidden="true">
        <rect class="all" x="0.5" y="0.5" width="${percent(claims, most * 1.01)}" height="9" />
        <rect class="done" x="0" y="0" width="${percent(alone, most * 1.01)}" height="10" />
      </svg>
    </td>
    <td class="r num"><span class="narrow-only">${t('sources.col-claims')}: </span>${t.number(claims)}</td>
    <td class="r num"><span class="narrow-only">${t('sources.col-documents')}: </span>${t.number(documents)}</td>
  </tr>`;
}

/** A few of the other names; the page of the source has them all. */
function alsoKnown(t: Say, aliases: readonly string[]): Html {
  const shown = aliases.slice(0, 4).map((name) => html`<bdi ${tongueOfLetters(name)}>${name}</bdi>`);
  const names = shown.map((name, index) => html`${index > 0 && t.comma}${name}`);
  const rest = aliases.length - shown.length;
  return html`${t('sources.also', { names: html`${names}` })}${rest > 0 && html` ${t('source.more', { n: rest })}`}`;
}

function facets(t: Say, { status, filter, kinds }: SourcesPageView): Html {
  const link = (change: SourcesAddress): string => urls.sources(status.id, { ...filter, offset: 0, ...change });
  const sum = kinds.reduce((total, { sources }) => total + sources, 0);
  return html`<h2 class="facets-head" id="narrow-head">${t('files.narrow')}</h2>
    <form class="find-source field-go" role="search" method="get" action="${urls.sources(status.id)}">
      <label class="unseen" for="q">${t('sources.find')}</label
      ><input
        class="input"
        id="q"
        name="q"
        type="search"
        value="${filter.words ?? ''}"
        placeholder="${t.text('sources.find')}"
        autocomplete="off"
        dir="auto"
        maxlength="200"
      />${hidden('kind', filter.kind)}${hidden('sort', filter.sort)}<button
        class="btn btn-quiet"
        type="submit"
        aria-label="${t.text('sources.find')}"
      >
        ${icon('search')}
      </button>
    </form>
    <section class="facet">
      <h3>${t('sources.kind')}</h3>
      <ul>
        ${choice(t, t('sources.kind-all'), sum, filter.kind === undefined, link({ kind: undefined }))}
        ${kinds.map(({ value, sources }) =>
          choice(
            t,
            t(`sources.kind-${value}`),
            sources,
            filter.kind === value,
            link({ kind: filter.kind === value ? undefined : value }),
          ),
        )}
      </ul>
    </section>
    <section class="facet">
      <h3>${t('sources.order')}</h3>
      <ul>
        ${SOURCE_ORDERS.map((sort) =>
          choice(t, t(`sources.order-${sort}`), undefined, (filter.sort ?? 'alone') === sort, link({ sort })),
        )}
      </ul>
    </section>`;
}

function hidden(name: string, value: string | undefined): Html {
  return value === undefined ? NOTHING : html`<input type="hidden" name="${name}" value="${value}" />`;
}
