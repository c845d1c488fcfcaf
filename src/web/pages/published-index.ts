import type { PublishedClaim, PublishedDocument } from '../../nouns/publication.ts';
import { html, type Html } from '../html.ts';
import { languageName, type Say } from '../messages.ts';
import { shortened } from './claims-value.ts';
import { moment, tongue, tongueOfLetters } from './parts.ts';
import { dayOf, titleOf, toClaim, toDocument, type Where } from './published-frame.ts';

/** What is published. */
export function indexPage(t: Say, where: Where): Html {
  const { publication } = where;
  const { publisher, documents, claims } = publication;
  const day = dayOf(t, publication.day);
  return html`<header>
      <h1 ${tongueOfLetters(publication.title)}>${publication.title}</h1>
      <p>${publisher === undefined ? t('published.on', { day }) : t('published.by', { publisher, day })}</p>
    </header>
    <section aria-labelledby="documents">
      <h2 id="documents">${t('published.documents')}</h2>
      <ul class="list">
        ${documents.map((document) => documentItem(t, where, document))}
      </ul>
    </section>
    <section aria-labelledby="claims">
      <h2 id="claims">${t('published.claims')}</h2>
      ${
        claims.length === 0
          ? html`<p>${t('published.no-claims')}</p>`
          : html`<ul class="list">
              ${claims.map((claim) => claimItem(t, where, claim))}
            </ul>`
      }
    </section>`;
}

function documentItem(t: Say, where: Where, document: PublishedDocument): Html {
  return html`<li>
    <h3><a href="${toDocument(where, document.id)}">${titleOf(t, where.publication, document)}</a></h3>
    <p class="facts">
      <span>${t('published.pages', { n: document.pages.length })}</span>
      <span>${languageName(t, document.language)}</span>
      <span>${t('published.received', { day: dayOf(t, document.received.day) })}</span>
    </p>
  </li>`;
}

function claimItem(t: Say, where: Where, claim: PublishedClaim): Html {
  return html`<li>
    <h3 ${tongue(claim.label.language)}>
      <a href="${toClaim(where, claim.id)}">${shortened(claim.label.text, 160)}</a>
    </h3>
    ${standing(t, claim)}
  </li>`;
}

/** How the statements of a claim stand to each other, in words. */
export function standing(t: Say, { verdict, kind, statements, origins }: PublishedClaim): Html {
  const documents = new Set(statements.map(({ citation }) => citation.document)).size;
  return html`<p class="${verdict === 'conflict' ? 'fault' : ''}">${t(`published.verdict-${verdict}`)}</p>
    <p class="facts">
      <span>${t(`claim.kind-${kind}`)}</span>
      <span
        >${t('published.statements', { n: statements.length })} ${t('published.in-documents', { n: documents })}</span
      >
      <span>${t('published.origins', { n: origins.length })}</span>
    </p>`;
}

/** What the package proves, what it does not, and how a stranger finds out. */
export function checkPage(t: Say, { publication, up }: Where): Html {
  const { proof, id } = publication;
  return html`<header><h1>${t('published.check')}</h1></header>
    <section aria-labelledby="proves">
      <h2 id="proves">${t('published.proves')}</h2>
      <ul class="plain">
        <li>${t('published.proves-whole')}</li>
        <li>${t('published.proves-entered')}</li>
        ${proof.dated.map(
          ({ kind, time }) =>
            html`<li>${t('published.proves-dated', { time: moment(t, time), by: t(`published.by-${kind}`) })}</li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="not">
      <h2 id="not">${t('published.proves-not')}</h2>
      <ul class="plain">
        ${proof.dated.length === 0 && html`<li>${t('published.proves-undated')}</li>`}
        <li>${t('published.not-true')}</li>
        <li>${t('published.not-all')}</li>
        <li>${t('published.not-who')}</li>
        <li>${t('published.not-judged')}</li>
      </ul>
    </section>
    <section aria-labelledby="how">
      <h2 id="how">${t('published.how')}</h2>
      <p>${t('published.how-hashes')}</p>
      <pre>sha256sum --quiet -c manifest-sha256.txt</pre>
      <p>${t('published.how-signature')}</p>
      <p>${t('published.how-proof')}</p>
      <p>${t('published.how-all')}</p>
      <pre>node data/verify.mjs</pre>
      <pre>touchstone check FOLDER</pre>
      <dl class="facts">
        <div>
          <dt>${t('published.log')}</dt>
          <dd class="hash">${proof.origin}</dd>
        </div>
        <div>
          <dt>${t('published.size')}</dt>
          <dd>${proof.size}</dd>
        </div>
        <div>
          <dt>${t('published.id')}</dt>
          <dd class="hash">${id}</dd>
        </div>
        <div>
          <dt>${t('published.data')}</dt>
          <dd><a class="hash" href="${up}publication.json">publication.json</a></dd>
        </div>
      </dl>
    </section>`;
}
