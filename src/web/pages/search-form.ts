import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { askedFields, urls, type SearchAddress } from '../urls.ts';
import { icon } from './parts.ts';

/** The query box. What was narrowed down stays narrowed down when the words change. */
export function searchForm(
  t: Say,
  ask: {
    readonly caseId: string;
    readonly query: string;
    readonly main: boolean;
    /** The search that it changes. */
    readonly kept?: SearchAddress;
    readonly live?: boolean;
  },
): Html {
  return html`<form
    class="search"
    role="search"
    action="${urls.search(ask.caseId)}"
    method="get"
    ${ask.live && html`data-live-search`}
  >
    <div class="ask">
      <label class="unseen" for="q">${t('search.label')}</label
      ><input
        id="q"
        name="q"
        type="search"
        value="${ask.query}"
        placeholder="${t.text('search.label')}"
        autocomplete="off"
        spellcheck="false"
        autocapitalize="off"
        dir="auto"
        enterkeyhint="search"
        maxlength="2000"
      /><button class="btn ${ask.main && 'btn-main'}" type="submit">${icon('search')}${t('search.button')}</button>
    </div>
    ${askedFields({ ...ask.kept, query: undefined }).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
  </form>`;
}
