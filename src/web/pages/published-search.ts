import { html, type Html } from '../html.ts';
import type { MessageKey, Say } from '../messages.ts';
import { nothing, mark } from './published-parts.ts';
import { toPlace, type Where } from './published-address.ts';

/** What the script of the search says, in the words of the page: it reads them from there. */
const SAID = [
  'published.search-none',
  'published.search-none-say',
  'published.search-found-one',
  'published.search-found',
  'published.search-first',
  'published.search-more',
  'published.search-looking',
  'published.search-broken',
  'published.search-page',
  'published.search-document',
] as const satisfies readonly MessageKey[];

/** Leads to the page that searches, with or without scripts. */
export function searchForm(t: Say, where: Where): Html {
  return html`<form class="ask" role="search" method="get" action="${toPlace(where, 'search/')}">
    <label class="unseen" for="q">${t('published.search-label')}</label
    ><input
      class="input"
      id="q"
      name="q"
      type="search"
      dir="auto"
      autocomplete="off"
      maxlength="300"
      placeholder="${t.text('published.search-label')}"
    /><button class="btn btn-main" type="submit">${mark('search')}<span>${t('search.title')}</span></button>
  </form>`;
}

/** A page that finds words of the published texts by itself; what it looks in lies beside it. */
export function searchPage(t: Say, where: Where): Html {
  const words = SAID.map((key) => [
    key.replace('published.search-', ''),
    t.text(key, { n: '{n}', page: '{page}', words: '{words}' }),
  ]);
  return html`<header class="opening">
      <h1>${t('search.title')}</h1>
      <p class="deck">${t('published.search-say', { pages: t('published.pages', { n: where.site.pages }) })}</p>
      ${searchForm(t, where)}
    </header>
    <noscript>
      ${nothing(t('published.search-off'), t('published.search-off-say'), {
        href: toPlace(where, 'documents/'),
        word: t('published.documents'),
      })}
    </noscript>
    <div id="found" class="finds" data-words="${JSON.stringify(Object.fromEntries(words))}"></div>
    <p class="meta search-how">${t('published.search-how')}</p>`;
}
