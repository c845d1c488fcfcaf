import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { tongueOfLetters } from './parts.ts';
import { listStem, toPlace, type Where } from './published-address.ts';
import { claimCard, dayOf, documentTable, listPager, nothing } from './published-parts.ts';
import { searchForm } from './published-search.ts';

const CLAIMS_AT_HOME = 6;
const DOCUMENTS_AT_HOME = 20;
export const DOCUMENTS_IN_FILE = 200;
export const CLAIMS_IN_FILE = 50;

/** What is published, at a glance, with the ways to all of it. */
export function homePage(t: Say, where: Where): Html {
  const { publication, pages, events, sources } = where.site;
  const { publisher, documents, claims, proof } = publication;
  const day = dayOf(t, publication.day);
  const dated = proof.dated.map(({ time }) => time).toSorted()[0];
  return html`${DRAWING_PATTERNS}
    <div class="public-top">
      <header class="opening">
        <h1 ${tongueOfLetters(publication.title)}>${publication.title}</h1>
        <p class="deck">
          ${publisher === undefined ? t('published.on', { day }) : t('published.by', { publisher, day })}
        </p>
        ${searchForm(t, where)}
      </header>
      <dl class="facts">
        ${fact(t('published.documents'), t('published.documents-of-pages', { documents: t('claim.documents', { n: documents.length }), pages: t('published.pages', { n: pages }) }), toPlace(where, 'documents/'))}
        ${fact(t('published.claims'), t('published.claims-count', { n: claims.length }), toPlace(where, 'claims/'))}
        ${fact(t('timeline.title'), t('timeline.total', { n: events.length }), toPlace(where, 'timeline/'))}
        ${fact(t('sources.title'), t('sources.total', { n: sources.length }), toPlace(where, 'sources/'))}
        ${fact(
          t('published.proof'),
          dated === undefined
            ? t('published.proof-undated')
            : t('published.proof-dated', { day: dayOf(t, dated.slice(0, 10)) }),
          toPlace(where, 'check/'),
        )}
      </dl>
    </div>
    ${
      claims.length > 0 &&
      html`<section class="behind" aria-labelledby="claims">
        <div class="head">
          <h2 id="claims">${t('published.claims')}</h2>
          ${claims.length > CLAIMS_AT_HOME && html`<p class="meta"><a href="${toPlace(where, 'claims/')}">${t('published.all-claims', { n: claims.length })}</a></p>`}
        </div>
        <div class="claims">${claims.slice(0, CLAIMS_AT_HOME).map((claim) => claimCard(t, where, claim))}</div>
      </section>`
    }
    <section class="behind" aria-labelledby="documents">
      <div class="head">
        <h2 id="documents">${t('published.documents')}</h2>
        ${documents.length > DOCUMENTS_AT_HOME && html`<p class="meta"><a href="${toPlace(where, 'documents/')}">${t('published.all-documents', { n: documents.length })}</a></p>`}
      </div>
      ${documentTable(t, where, documents.slice(0, DOCUMENTS_AT_HOME))}
    </section>`;
}

function fact(name: Html, value: Html, href: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd><a href="${href}">${value}</a></dd>
  </div>`;
}

/** @param page of the list, from 1 */
export function documentsPage(t: Say, where: Where, page: number): Html {
  const { documents } = where.site.publication;
  const from = (page - 1) * DOCUMENTS_IN_FILE;
  const shown = documents.slice(from, from + DOCUMENTS_IN_FILE);
  return html`<header class="opening">
      <h1>${t('published.documents')}</h1>
      <p class="deck">
        ${
          documents.length > shown.length
            ? t('published.documents-shown', { from: from + 1, to: from + shown.length, total: documents.length })
            : t('published.documents-of-pages', {
                documents: t('claim.documents', { n: documents.length }),
                pages: t('published.pages', { n: where.site.pages }),
              })
        }
      </p>
    </header>
    ${documentTable(t, where, shown)}
    ${listPager(t, where, 'documents/', page, Math.ceil(documents.length / DOCUMENTS_IN_FILE))}`;
}

/** @param page of the list, from 1 */
export function claimsPage(t: Say, where: Where, page: number): Html {
  const { claims } = where.site.publication;
  const from = (page - 1) * CLAIMS_IN_FILE;
  const shown = claims.slice(from, from + CLAIMS_IN_FILE);
  return html`${DRAWING_PATTERNS}
    <header class="opening">
      <h1>${t('published.claims')}</h1>
      <p class="deck">
        ${claims.length > shown.length ? t('published.claims-shown', { from: from + 1, to: from + shown.length, total: claims.length }) : t('published.claims-say')}
      </p>
    </header>
    ${
      claims.length === 0
        ? nothing(t('published.no-claims'), t('published.no-claims-say'), {
            href: toPlace(where, 'documents/'),
            word: t('published.documents'),
          })
        : html`<div class="claims">${shown.map((claim) => claimCard(t, where, claim, 'h2'))}</div>
            ${listPager(t, where, 'claims/', page, Math.ceil(claims.length / CLAIMS_IN_FILE))}`
    }`;
}

/** The stems of the files of a list. */
export function stemsOf(total: number, inFile: number): readonly string[] {
  return Array.from({ length: Math.max(1, Math.ceil(total / inFile)) }, (_, index) => listStem(index + 1));
}
