import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ExpansionView, FoundView, SearchView } from '../views.ts';
import { tongueOfLetters } from './parts.ts';
import { addressOf } from './search-address.ts';

/** Other spellings of the words asked for: each a link that switches it, with who says that it is the same. */
export function chips(t: Say, view: SearchView, { expansions = [] }: FoundView): Html {
  if (expansions.length === 0) return NOTHING;
  return html`<section class="spell" aria-label="${t.text('spell.title')}">
    ${expansions.map(
      ({ term, alternatives }) =>
        html`<div class="spell-row">
          <h2 class="spell-term" ${tongueOfLetters(term)}>${term}</h2>
          <ul>
            ${alternatives.map((alternative) => html`<li>${chip(t, view, alternative)}</li>`)}
          </ul>
        </div>`,
    )}
  </section>`;
}

function chip(t: Say, view: SearchView, alternative: ExpansionView['alternatives'][number]): Html {
  const { text, why, source, on, passages, key } = alternative;
  const { off = [], on: put = [] } = view.switches ?? {};
  const switched = on
    ? { off: [...without(off, key), key], on: without(put, key) }
    : { off: without(off, key), on: [...without(put, key), key] };
  const href = urls.search(view.status.id, { ...addressOf(view), ...switched });
  return html`<a
    class="chip ${!on && 'chip-off'}"
    href="${href}"
    title="${t.text(`spell.source-${source}`)}"
    rel="nofollow"
    ><span class="w" ${tongueOfLetters(text)}>${text}</span><span class="how">${t(`spell.${why}`)}</span
    ><span class="n">${t.number(passages)}</span
    ><span class="unseen">, ${t(on ? 'spell.take-off' : 'spell.put-on')}</span></a
  >`;
}

function without(keys: readonly string[], key: string): readonly string[] {
  return keys.filter((known) => known !== key);
}
