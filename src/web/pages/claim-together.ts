import type { Join, JoinReason } from '../../nouns/claim.ts';
import type { StatementView } from '../../nouns/claim-views.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, joined, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { decideUrl } from './claim-address.ts';
import { cut } from './claim-parts.ts';
import { valueWords } from './claims-value.ts';
import { tongueOfLetters } from './parts.ts';

const LISTED = 100; // pairs

/** Why statements stand together: every reason with how many pairs have it, then pair by pair. */
export function together(t: Say, view: ClaimPageView): Html {
  const { joins, statements } = view.claim;
  const counts = new Map<JoinReason, number>();
  for (const { reasons } of joins) {
    for (const reason of new Set(reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const ordered = [...counts].toSorted((a, b) => b[1] - a[1]);
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  return html`<section class="behind" aria-labelledby="together">
    <div class="head">
      <h2 id="together">${t('claim.together')}</h2>
      <p class="meta no-print"><a href="${decideUrl(view, 'merge')}">${t('do.merge')}</a></p>
    </div>
    ${
      joins.length === 0
        ? html`<p>${t('claim.together-alone')}</p>`
        : html`<p class="machine">${t('claim.together-say')}</p>
            <ul class="reasons-of">
              ${ordered.map(
                ([reason, pairs]) =>
                  html`<li>
                    <span>${t(`claim.join-${reason}`)}</span>
                    <span class="num">${t('claim.together-pairs', { n: pairs })}</span>
                  </li>`,
              )}
            </ul>
            <details class="fold">
              <summary>${t('claim.together-list', { n: joins.length })}</summary>
              <ul class="joins">
                ${joins.slice(0, LISTED).map((join) => pairLine(t, byId, join))}
              </ul>
              <p class="meta">${cut(t, LISTED, joins.length)}</p>
            </details>`
    }
  </section>`;
}

function pairLine(t: Say, byId: ReadonlyMap<string, StatementView>, { first, second, reasons }: Join): Html {
  const who = (id: string): Html => {
    const statement = byId.get(id);
    if (statement === undefined) return html`?`;
    const name = statement.document.source ?? statement.document.title;
    return html`<span ${tongueOfLetters(name)}>${name}</span>: ${valueWords(t, statement.value)}`;
  };
  const why = reasons.map((reason) => t(`claim.join-${reason}`));
  return html`<li>${who(first)} · ${who(second)}<br /><span class="meta">${joined(why, t.comma)}</span></li>`;
}
