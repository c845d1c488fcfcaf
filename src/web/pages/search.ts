import type { CaseStatus } from '../../nouns/occurrence.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { languageName, say, typeName, type Say } from '../messages.ts';
import { askedFields, askedPart, urls } from '../urls.ts';
import type { FoundView, Frame, HitView, SearchView } from '../views.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { marked } from './marked.ts';
import { pager } from './pager.ts';
import { nameOf, nothingYet, pathParts, tongue, tongueOfLetters } from './parts.ts';
import { addressOf } from './search-address.ts';
import { askHelp, beside, stillReading, understood, unreadables } from './search-beside.ts';
import { chips } from './search-chips.ts';
import { facets } from './search-facets.ts';
import { searchForm } from './search-form.ts';

/** Search: the words, what they were taken to mean, what was found and how much was searched to find it. */
export function searchPage(frame: Frame, view: SearchView): string {
  const t = say(frame.language);
  const { status, query, result } = view;
  const main = html`<h1 class="unseen">${t('search.title')}</h1>
    ${searchForm(t, { caseId: status.id, query, main: true, kept: addressOf(view), live: true })}
    <p class="search-ways">
      <a href="${urls.searches(status.id)}">${t('search.tools')}</a>
      <a href="${urls.spellings(status.id)}">${t('search.spellings')}</a>
    </p>
    <p id="said" class="unseen" role="status">${result && t.text('search.found', { n: result.total })}</p>
    <div id="results">${result === undefined ? unasked(t, view) : answered(t, view, result)}</div>`;
  const count = result === undefined ? [] : [`${query}: ${t.text('search.found', { n: result.total })}`];
  return framed(frame, {
    title: [...count, t.text('search.title'), status.name].join(' · '),
    main,
    status,
    room: 'search',
    scripts: ['search-box.js'],
    keys: LIST_KEYS,
  });
}

function unasked(t: Say, view: SearchView): Html {
  const { status } = view;
  return html`${remarks(t, view)}
    <div class="state">
      <h2>${t('search.ask')}</h2>
      <p class="say">${t('search.ask-say', { passages: status.passages })} ${stillReading(t, status)}</p>
    </div>
    ${askHelp(t)}`;
}

function answered(t: Say, view: SearchView, result: FoundView): Html {
  return html`${understood(t, view, result)} ${remarks(t, view)} ${chips(t, view, result)}
  ${
    result.total === 0
      ? none(t, view, result)
      : html`<div class="finder">
          <section class="found" aria-label="${t.text('search.results')}">
            <a class="btn btn-quiet jump" href="#narrow">${t('search.jump')}</a>
            ${tally(t, view, result)} ${result.hits.map((hit, i) => hitCard(t, view, result, hit, view.offset + i))}
            ${more(t, view, result)} ${takeAway(t, view)}
          </section>
          <aside class="facets" id="narrow" aria-labelledby="narrow-head">${facets(t, view, result)}</aside>
          ${beside(t, view)}
        </div>`
  }`;
}

/** Where the query comes from, or what of the case it leaves out. */
function remarks(t: Say, view: SearchView): Html {
  const { status, like, filters } = view;
  if (like === undefined && filters.since === undefined) return NOTHING;
  const all = urls.search(status.id, { ...addressOf(view), since: undefined });
  return html`<p class="remark">
    ${like && t(`search.like-${like === 'made' ? 'said' : 'none'}`)}
    ${filters.since !== undefined && html`${t('save.since')} <a href="${all}">${t('save.since-all')}</a>`}
  </p>`;
}

const ORDERS = ['relevance', 'date', 'path'] as const;

function orders(t: Say, view: SearchView): Html {
  const { status, sort: chosen = 'relevance' } = view;
  const choices = ORDERS.map((sort) => {
    const word = t(`search.sort-${sort}`);
    const href = urls.search(status.id, { ...addressOf(view), sort });
    return sort === chosen ? html`<b aria-current="true">${word}</b>` : html`<a href="${href}">${word}</a>`;
  });
  return html`<span class="meta">${t('search.sort', { orders: joined(choices, t.comma) })}</span>`;
}

function tally(t: Say, view: SearchView, { total, documents }: FoundView): Html {
  const { status } = view;
  return html`<div class="tally-line">
    <h2>${t('search.found', { n: total })} ${t('search.in-documents', { n: documents })}</h2>
    <span class="meta"
      >${t('search.exact', { passages: status.passages, documents: documentsWithText(status) })}
      ${stillReading(t, status)} ${unreadables(t, status)}</span
    >
    ${total > 1 && orders(t, view)}
  </div>`;
}

/** Documents with words of their own: what the same bytes at another place would only repeat is not counted. */
function documentsWithText({ outcomes }: CaseStatus): number {
  return outcomes.read + outcomes['read-in-part'];
}

function hitCard(t: Say, view: SearchView, { named }: FoundView, hit: HitView, rank: number): Html {
  const { status, query } = view;
  const document = named[hit.document];
  const title = nameOf(document ?? { path: hit.document });
  const at = hit.marks[0] ?? { start: hit.start, end: hit.end };
  const list = { ...addressOf(view), rank };
  const href = urls.reader(status.id, hit.document, { page: hit.page, query, at, list, hash: 'hit' });
  const about = [
    document && html`${typeName(t, document.mediaType)}`,
    hit.page !== undefined && document !== undefined && document.pages > 1 && t('search.page', { page: hit.page }),
    html`${languageName(t, hit.language)}`,
  ];
  return html`<article class="hit" data-item>
    <a class="where" href="${href}" tabindex="-1" aria-hidden="true"
      ><svg viewBox="0 0 52 74">
        <path class="pg" d="M.5.5h38l13 13v60H.5zM38.500.500v13h13" />
        ${hit.page === undefined && html`<path class="ln" d="M8 24h36M8 32h36M8 40h30M8 48h36M8 56h22" />`}</svg
      ><span class="num">${hit.page}</span></a
    >
    <h3 ${tongueOfLetters(title)}><a href="${href}">${title}</a></h3>
    <p class="snip" ${tongue(hit.language)}>${marked(hit.snippet.text, hit.snippet.marks)}</p>
    <p class="meta">${joined(about, t.comma)}${document && html`<br />${pathParts(document.path)}`}</p>
    ${
      // A title is no passage: nothing could be like it.
      hit.end > hit.start &&
      html`<p class="meta like">
        <a href="${urls.like(status.id, hit.document, hit.start)}">${t('search.like')}</a>
      </p>`
    }
  </article>`;
}

function more(t: Say, view: SearchView, { total, hits }: FoundView): Html {
  const { status, limit, offset } = view;
  const shown = t('search.shown', { from: offset + 1, to: offset + hits.length, total });
  const list = { total, limit, offset };
  return pager(t, list, {
    shown,
    to: (to) => urls.search(status.id, { ...addressOf(view), offset: to }),
    form: { action: urls.search(status.id), fields: askedFields(addressOf(view)) },
  });
}

/** The whole list as a file, and a name under which the search is saved. */
function takeAway(t: Say, view: SearchView): Html {
  const { status, query, savedAs } = view;
  const address = addressOf(view);
  const save =
    savedAs === undefined
      ? html`<form class="save" method="post" action="${urls.send(status.id, 'searches/save')}">
          <input type="hidden" name="asked" value="${askedPart({ ...address, since: undefined })}" />
          <label class="unseen" for="save-name">${t('save.name')}</label
          ><input
            class="input"
            id="save-name"
            name="name"
            value="${query.slice(0, 80).toWellFormed()}"
            dir="auto"
            maxlength="200"
            autocomplete="off"
          /><button class="btn btn-quiet" type="submit">${t('save.button')}</button>
        </form>`
      : html`<p>
          <a href="${urls.searches(status.id)}">${t('save.is-saved', { name: savedAs })}</a>
        </p>`;
  return html`<div class="take-away no-print">
    <p>
      ${t('search.export')} <a href="${urls.searchFile(status.id, address, 'csv')}">CSV</a>${t.comma}<a
        href="${urls.searchFile(status.id, address, 'json')}"
        >JSON</a
      >
    </p>
    ${save}
  </div>`;
}

/** Says how much was searched and what was not, then offers what is wider. */
function none(t: Say, view: SearchView, { understood: { terms } }: FoundView): Html {
  const { status, query, filters, switches } = view;
  const narrowed = Object.values(filters).some((value) => value !== undefined);
  const gaps = status.waiting + status.outcomes.unreadable > 0;
  const wider = [
    narrowed && html`<a href="${urls.search(status.id, { query, ...switches })}">${t('search.none-filters')}</a>`,
    terms.length > 1 &&
      html`<a href="${urls.search(status.id, { ...addressOf(view), query: terms.join(' OR ') })}"
        >${t('search.none-words')}</a
      >`,
    status.outcomes.unreadable > 0 &&
      html`<a href="${urls.files(status.id, { outcome: 'unreadable' })}">${t('search.none-files')}</a>`,
  ].filter((offer) => offer !== false);
  if (status.received === 0) return nothingYet(t, urls.caseHome(status.id));
  return html`<div class="state">
      <h2>${t('search.none')}</h2>
      <p class="say">
        ${t('search.none-say', { passages: status.passages })} ${stillReading(t, status)} ${unreadables(t, status)}
        ${gaps && t('search.none-caution')}
      </p>
      ${
        wider.length > 0 &&
        html`<h3>${t('search.none-next')}</h3>
          <ul class="side-list">
            ${wider.map((offer) => html`<li>${offer}</li>`)}
          </ul>`
      }
    </div>
    ${askHelp(t)}`;
}
