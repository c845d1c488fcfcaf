import type { ClaimList } from '../../nouns/claim-views.ts';
import type { ClaimsPageView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { MessageKey, Say } from '../messages.ts';
import { claimsFields, urls, type ClaimsAddress } from '../urls.ts';
import { choice } from './parts.ts';

type Field = keyof ClaimList['facets'];

/** Every word of a facet that the product itself has; sources go by their own names. */
const CHOICES = {
  verdict: ['conflict', 'agree', 'single'],
  judged: ['none', 'any', 'disagreed', 'stands', 'reservation', 'doubtful', 'falls', 'undecided'],
  origins: ['one', 'several'],
  kind: ['figure', 'date', 'quotation', 'stance'],
} as const;

/** What the board is narrowed down to, without the page of its list. */
export function addressOf({ filter }: ClaimsPageView): ClaimsAddress {
  return { ...filter, offset: undefined };
}

export function claimFacets(t: Say, view: ClaimsPageView): Html {
  return html`<h2 class="facets-head" id="narrow-head">${t('claims.show')}</h2>
    <form class="field-go claim-find" method="get" action="${urls.claims(view.status.id)}">
      ${claimsFields({ ...addressOf(view), words: undefined }).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <label for="claim-words">${t('claims.words')}</label
      ><input
        class="input"
        id="claim-words"
        name="q"
        type="search"
        dir="auto"
        value="${view.filter.words ?? ''}"
      /><button class="btn btn-quiet" type="submit">${t('claims.find')}</button>
    </form>
    ${own(t, view, 'verdict')} ${own(t, view, 'judged')} ${own(t, view, 'origins')} ${own(t, view, 'kind')}
    ${sources(t, view)}`;
}

function own(t: Say, view: ClaimsPageView, field: keyof typeof CHOICES): Html {
  const counts = new Map(view.list.facets[field].map(({ value, claims }) => [value, claims]));
  // Whoever it was, and whatever they hold of it: all that are not still to be judged.
  if (field === 'judged') counts.set('any', view.list.total - (counts.get('none') ?? 0));
  return html`<section class="facet">
    <h3>${t(`claims.facet-${field}`)}</h3>
    <ul>
      ${CHOICES[field].map((value) => line(t, view, { field, value, word: t(wordOf(value)), claims: counts.get(value) ?? 0 }))}
    </ul>
  </section>`;
}

function wordOf(value: (typeof CHOICES)[keyof typeof CHOICES][number]): MessageKey {
  switch (value) {
    case 'stands':
    case 'reservation':
    case 'doubtful':
    case 'falls':
    case 'undecided':
      return `judgement.${value}`;
    case 'none':
    case 'any':
    case 'disagreed':
      return `claims.judged-${value}`;
    case 'conflict':
    case 'agree':
    case 'single':
      return `claims.verdict-${value}`;
    case 'one':
    case 'several':
      return `claims.origins-${value}`;
    case 'figure':
    case 'date':
    case 'quotation':
    case 'stance':
      return `claims.kind-${value}`;
  }
}

const SOURCES = 10; // shown before the rest is unfolded

function sources(t: Say, view: ClaimsPageView): Html {
  const { source: chosen } = view.filter;
  const counts = view.list.facets.source;
  const isListed = chosen === undefined || counts.some(({ value }) => value === chosen);
  const all = isListed ? counts : [{ value: chosen, claims: 0 }, ...counts];
  if (all.length === 0) return NOTHING;
  const each = ({ value, label, claims }: ClaimList['facets']['source'][number]): Html =>
    line(t, view, { field: 'source', value, word: html`<bdi>${label ?? value}</bdi>`, claims });
  const rest = all.slice(SOURCES);
  return html`<section class="facet">
    <h3>${t('claims.facet-source')}</h3>
    <ul>
      ${all.slice(0, SOURCES).map(each)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="more" ${rest.some(({ value }) => value === chosen) && html`open`}>
        <summary>${t('search.more-values', { n: rest.length })}</summary>
        <ul>
          ${rest.map(each)}
        </ul>
      </details>`
    }
  </section>`;
}

function line(
  t: Say,
  view: ClaimsPageView,
  {
    field,
    value,
    word,
    claims,
  }: { readonly field: Field; readonly value: string; readonly word: Html; readonly claims: number },
): Html {
  const on = view.filter[field] === value;
  const href = urls.claims(view.status.id, { ...addressOf(view), [field]: on ? undefined : value });
  return choice(t, html`${word}${on && html`<span class="unseen">, ${t('search.take-off')}</span>`}`, claims, on, href);
}
