import { OUTCOMES } from '../../nouns/outcome.ts';
import type { CaseStatus } from '../../nouns/occurrence.ts';
import { html, joined, NOTHING, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { FoundView, SearchView } from '../views.ts';
import { outcomeWord, tongueOfLetters, type Shown } from './parts.ts';
import { said } from './search-said.ts';

/** What stands beside the passages found: how much of the case was searched for them, and how to ask for others. */
export function beside(t: Say, { status }: SearchView): Html {
  return html`<aside class="beside" aria-label="${t.text('search.beside')}">${scope(t, status)} ${askHelp(t)}</aside>`;
}

/** Of the place where a query stopped making sense, in UTF-16 code units. */
const PLACE_SHOWN = 24;

/** What the words were taken to mean. */
export function understood(t: Say, { query }: SearchView, { understood: asked }: FoundView): Html {
  const { terms, said: meaning, notice, at, why } = asked;
  const words = joined(
    terms.map((term) => html`<b ${tongueOfLetters(term)}>${term}</b>`),
    t.comma,
  );
  return html`<p class="parsed">
    ${(meaning !== undefined || terms.length > 0) && t('search.understood', { terms: meaning ? said(t, meaning) : words })}
    ${
      notice !== undefined &&
      html`<span class="notice"
        >${t(`search.notice-${notice}`)} ${why !== undefined && t(`search.why-${why}`)}
        ${at !== undefined && t('search.notice-at', { rest: pointedAt(query, at) })}</span
      >`
    }
  </p>`;
}

/** The query around one character of it, which is marked; what it stands before may be the end. */
function pointedAt(query: string, at: number): Html {
  const character = String.fromCodePoint(query.codePointAt(at) ?? 0x20);
  const lead = query.slice(Math.max(0, at - PLACE_SHOWN), at).toWellFormed();
  const rest = query.slice(at + character.length, at + character.length + PLACE_SHOWN).toWellFormed();
  return verbatim`<bdi class="pointed">${at > PLACE_SHOWN && '…'}${lead}<b>${character.toWellFormed()}</b>${rest}</bdi>`;
}

/** Every file received on one line of the sum, and whether its words were searched. */
function scope(t: Say, status: CaseStatus): Html {
  const row = (outcome: Shown, files: number): Html =>
    html`<tr>
      <th scope="row">
        <a href="${urls.files(status.id, { outcome })}">${outcomeWord(t, outcome)}</a>
        <span class="meta">${t(`search.scope-${outcome}`)}</span>
      </th>
      <td>${t.number(files)}</td>
    </tr>`;
  return html`<section aria-labelledby="scope">
    <h2 class="aside-title" id="scope">${t('search.scope')}</h2>
    <table class="sums">
      <tbody>
        ${OUTCOMES.filter((outcome) => status.outcomes[outcome] > 0).map((outcome) =>
          row(outcome, status.outcomes[outcome]),
        )}
        ${status.waiting > 0 && row('waiting', status.waiting)}
        <tr class="total">
          <th scope="row">${t('case.received')}</th>
          <td>${t.number(status.received)}</td>
        </tr>
      </tbody>
    </table>
  </section>`;
}

/** What the query may say, with examples that are the same in every language of the interface. */
export function askHelp(t: Say): Html {
  const row = (example: string, meaning: Html): Html =>
    html`<div>
      <dt><code dir="ltr">${example}</code></dt>
      <dd>${meaning}</dd>
    </div>`;
  return html`<section class="ask-help" aria-labelledby="ask-help">
    <h2 id="ask-help" class="aside-title">${t('search.help')}</h2>
    <dl class="facts facts-wide">
      ${row('river dam', t('search.help-words'))} ${row('"river dam"', t('search.help-phrase'))}
      ${row('river OR dam', t('search.help-or'))} ${row('river NOT dam', t('search.help-not'))}
      ${row('reloc*', t('search.help-prefix'))} ${row('(river OR dam) village', t('search.help-group'))}
      ${row('relocashun~', t('search.help-similar'))} ${row('"river dam"~10', t('search.help-near'))}
      ${row('lang:zh date:2017..2019', t('search.help-filter'))} ${row('/no\\. ?\\d+/i', t('search.help-pattern'))}
      ${row('="Ürümqi"', t('search.help-verbatim'))}
    </dl>
  </section>`;
}

export function stillReading(t: Say, status: CaseStatus): Html {
  if (status.waiting === 0) return NOTHING;
  return html`<a href="${urls.files(status.id, { outcome: 'waiting' })}"
    >${t('search.waiting', { n: status.waiting })}</a
  >`;
}

export function unreadables(t: Say, status: CaseStatus): Html {
  const n = status.outcomes.unreadable;
  if (n === 0) return NOTHING;
  return html`<a href="${urls.files(status.id, { outcome: 'unreadable' })}">${t('search.unreadable', { n })}</a>`;
}
