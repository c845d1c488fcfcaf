import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';

/** How the pages of an Office file come to be shown: a button that has them laid out, or what is missing for it. */
export function printNote(t: Say, { status, document: { sha256, print } }: ReaderView): Html {
  if (print === undefined || print.kind === 'made') return NOTHING;
  if (print.kind === 'needs-tool') return html`<p class="meta paper">${t('print.needs')}</p>`;
  return html`<form class="own-do paper" method="post" action="${urls.print(status.id, sha256)}">
    <button class="btn btn-quiet" type="submit">${t('print.do')}</button>
    <span class="meta">${t('print.say')}</span>
  </form>`;
}
