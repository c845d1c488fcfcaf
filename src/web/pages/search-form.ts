import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { icon } from './parts.ts';

/** The query box. What was narrowed down stays narrowed down when the words change. */
export function searchForm(
  t: Say,
  ask: {
    readonly caseId: string;
    readonly query: string;
    readonly main: boolean;
    readonly filters?: {
      readonly language?: string;
      readonly type?: string;
      readonly accession?: string;
      readonly sort?: string;
    };
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
    ${Object.entries(ask.filters ?? {}).map(
      ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
  </form>`;
}
