import type { CaseStatus } from '../../nouns/occurrence.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { languageName, say, typeName, type Say } from '../messages.ts';
import { urls, type SearchAddress } from '../urls.ts';
import type { FacetView, FoundView, Frame, HitView, SearchView } from '../views.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { marked } from './marked.ts';
import { pager } from './pager.ts';
import { accessionName, choice, nameOf, pathParts, tongue, tongueOfLetters } from './parts.ts';
import { askHelp, beside, stillReading, understood, unreadables } from './search-beside.ts';
import { searchForm } from './search-form.ts';

/** Search: the words, what they were taken to mean, what was found and how much was searched to find it. */
export function searchPage(frame: Frame, view: SearchView): string {
  const t = say(frame.language);
  const { status, query, filters, sort, result } = view;
  const main = html`<h1 class="unseen">${t('search.title')}</h1>
    ${searchForm(t, { caseId: status.id, query, main: true, filters: { ...filters, ...kept(sort) }, live: true })}
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

function unasked(t: Say, { status }: SearchView): Html {
  return html`<div class="state">
      <h2>${t('search.ask')}</h2>
      <p class="say">${t('search.ask-say', { passages: status.passages })} ${stillReading(t, status)}</p>
    </div>
    ${askHelp(t)}`;
}

function answered(t: Say, view: SearchView, result: FoundView): Html {
  return html`${understood(t, view, result)}
  ${
    result.total === 0
      ? none(t, view, result)
      : html`<div class="finder">
          <section class="found" aria-label="${t.text('search.results')}">
            <a class="btn btn-quiet jump" href="#narrow">${t('search.jump')}</a>
            ${tally(t, view, result)} ${result.hits.map((hit) => hitCard(t, view, result, hit))}
            ${more(t, view, result)}
          </section>
          <aside class="facets" id="narrow" aria-labelledby="narrow-head">${facets(t, view, result)}</aside>
          ${beside(t, view)}
        </div>`
  }`;
}

/** An order that is not the usual one stays when anything else changes. */
function kept(sort: SearchView['sort']): { readonly sort?: 'date' | 'path' } {
  return sort === undefined || sort === 'relevance' ? {} : { sort };
}

const ORDERS = ['relevance', 'date', 'path'] as const;

function orders(t: Say, { status, query, filters, sort: chosen = 'relevance' }: SearchView): Html {
  const choices = ORDERS.map((sort) => {
    const word = t(`search.sort-${sort}`);
    const href = urls.search(status.id, { query, ...filters, sort });
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

function hitCard(t: Say, { status, query }: SearchView, { named }: FoundView, hit: HitView): Html {
  const document = named[hit.document];
  const title = nameOf(document ?? { path: hit.document });
  const at = hit.marks[0] ?? { start: hit.start, end: hit.end };
  const href = urls.reader(status.id, hit.document, { page: hit.page, query, at, hash: 'hit' });
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
  </article>`;
}

function more(t: Say, { status, query, filters, sort, limit, offset }: SearchView, { total, hits }: FoundView): Html {
  const shown = t('search.shown', { from: offset + 1, to: offset + hits.length, total });
  const list = { total, limit, offset };
  return pager(t, list, {
    shown,
    to: (to) => urls.search(status.id, { query, ...filters, ...kept(sort), offset: to }),
  });
}

function facets(t: Say, view: SearchView, { facets: counts }: FoundView): Html {
  const named = new Map(view.status.accessions.map((accession) => [accession.id, accessionName(accession)]));
  return html`<h2 class="facets-head" id="narrow-head">${t('search.narrow')}</h2>
    ${facet(t, view, 'language', counts.language, (value) => languageName(t, value))}
    ${facet(t, view, 'type', counts.type, (value) => typeName(t, value))}
    ${facet(t, view, 'accession', counts.accession, (value) => named.get(value) ?? value)}`;
}

function facet(
  t: Say,
  { status, query, filters, sort }: SearchView,
  name: 'language' | 'type' | 'accession',
  counts: readonly FacetView[],
  word: (value: string) => string,
): Html {
  const chosen = filters[name];
  // What is chosen stays in the list even when nothing is left of it, so that it can be taken off again.
  const listed =
    chosen === undefined || counts.some(({ value }) => value === chosen)
      ? counts
      : [...counts, { value: chosen, passages: 0 }];
  if (listed.length === 0) return NOTHING;
  return html`<section class="facet">
    <h3>${t(`search.facet-${name}`)}</h3>
    <ul>
      ${listed.map(({ value, passages }) => {
        const on = value === chosen;
        const address: SearchAddress = { query, ...filters, ...kept(sort), [name]: on ? undefined : value };
        const label = html`<bdi>${word(value)}</bdi
          >${on && html`<span class="unseen">, ${t('search.take-off')}</span>`}`;
        return choice(t, label, passages, on, urls.search(status.id, address));
      })}
    </ul>
  </section>`;
}

/** Says how much was searched and what was not, then offers what is wider. */
function none(t: Say, { status, query, filters }: SearchView, { understood: { terms } }: FoundView): Html {
  const narrowed = Object.values(filters).some((value) => value !== undefined);
  const gaps = status.waiting + status.outcomes.unreadable > 0;
  const wider = [
    narrowed && html`<a href="${urls.search(status.id, { query })}">${t('search.none-filters')}</a>`,
    terms.length > 1 &&
      html`<a href="${urls.search(status.id, { query: terms.join(' OR '), ...filters })}"
        >${t('search.none-words')}</a
      >`,
    status.outcomes.unreadable > 0 &&
      html`<a href="${urls.files(status.id, { outcome: 'unreadable' })}">${t('search.none-files')}</a>`,
  ].filter((offer) => offer !== false);
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
