import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { lookOf } from './claims-card.ts';
import { shortened } from './claims-value.ts';
import { tongue, tongueOfLetters } from './parts.ts';
import { toClaim, toDocument, toPlace, type Where } from './published-address.ts';
import { listPager, nothing, titleOf, verdictWord } from './published-parts.ts';
import { SOURCES_IN_FILE, type NamedSource } from './published-site.ts';

const CLAIMS_SHOWN = 4; // of a source, before the rest is unfolded

/** Whom the published documents go back to, as far as names may be told. @param page of the list, from 1 */
export function sourcesPage(t: Say, where: Where, page: number): Html {
  const { sources, publication } = where.site;
  const from = (page - 1) * SOURCES_IN_FILE;
  const shown = sources.slice(from, from + SOURCES_IN_FILE);
  const unnamed = publication.claims.filter(({ origins }) =>
    origins.some(({ name, document }) => name === undefined && document === undefined),
  ).length;
  return html`<header class="opening">
      <h1>${t('sources.title')}</h1>
      <p class="deck">${t('published.sources-say')}</p>
    </header>
    ${
      sources.length === 0
        ? nothing(t('published.no-sources'), t('published.no-sources-say'), {
            href: toPlace(where, 'claims/'),
            word: t('published.claims'),
          })
        : html`<div class="head">
              <h2>
                ${sources.length > shown.length ? t('sources.shown', { from: from + 1, to: from + shown.length, total: sources.length }) : t('sources.total', { n: sources.length })}
              </h2>
            </div>
            <ol class="origins">
              ${shown.map((source, index) => sourceItem(t, where, source, from + index + 1))}
            </ol>
            ${listPager(t, where, 'sources/', page, Math.ceil(sources.length / SOURCES_IN_FILE))}`
    }
    ${unnamed > 0 && html`<p class="meta after">${t('published.unnamed', { n: unnamed })}</p>`}`;
}

function sourceItem(t: Say, where: Where, source: NamedSource, number: number): Html {
  const { name, claims, documents } = source;
  const document = where.site.document(source.document ?? '');
  const item = (claim: NamedSource['claims'][number]): Html =>
    html`<li>
      <a href="${toClaim(where, claim.id)}" ${tongue(claim.label.language)}>${shortened(claim.label.text, 140)}</a>
      <span class="meta">${verdictWord(t, lookOf(where.site.card(claim)))}</span>
    </li>`;
  return html`<li id="s${number}">
    <div>
      <h3>
        ${document === undefined ? html`<span ${tongueOfLetters(name)}>${name}</span>` : html`<a href="${toDocument(where, document.id)}">${titleOf(t, where, document)}</a>`}
      </h3>
      <p class="meta">
        ${t('published.source-of', {
          documents: t('claim.documents', { n: documents }),
          claims: t('published.claims-count', { n: claims.length }),
        })}
      </p>
      ${document !== undefined && html`<p class="meta">${t('published.source-document')}</p>`}
    </div>
    <div>
      <ul class="of-source" aria-label="${t.text('published.source-claims')}">
        ${claims.slice(0, CLAIMS_SHOWN).map(item)}
      </ul>
      ${
        claims.length > CLAIMS_SHOWN &&
        html`<details class="fold">
          <summary>${t('claim.and-more', { n: claims.length - CLAIMS_SHOWN })}</summary>
          <ul class="of-source">
            ${claims.slice(CLAIMS_SHOWN).map(item)}
          </ul>
        </details>`
      }
    </div>
  </li>`;
}
