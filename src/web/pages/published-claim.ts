import type { PublishedAssessment, PublishedClaim, PublishedStatement } from '../../nouns/publication.ts';
import { html, joined, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { valueWords } from './claims-value.ts';
import { tongue, tongueOfLetters } from './parts.ts';
import { anchorOf, dayOf, titleOf, toDocument, type Where } from './published-frame.ts';
import { standing } from './published-index.ts';

/** What the published documents say about one fact, word for word, and what people made of it. */
export function claimSheet(t: Say, where: Where, claim: PublishedClaim): Html {
  return html`<header>
      <h1 ${tongue(claim.label.language)}>${claim.label.text}</h1>
      ${standing(t, claim)}
    </header>
    ${claim.assessments.length > 0 && html`<section class="said">${claim.assessments.map((each) => judged(t, each))}</section>`}
    <ol class="list">
      ${claim.statements.map((statement, index) => statementItem(t, where, claim, { statement, index }))}
    </ol>`;
}

function judged(t: Say, { judgement, grading, reason, day }: PublishedAssessment): Html {
  return html`<div>
    <h2>${t('published.judged', { judgement: t(`judgement.${judgement}`), day: dayOf(t, day) })}</h2>
    ${grading !== undefined && html`<p class="facts">${t('published.grading', { grading })}</p>`}
    <p ${tongueOfLetters(reason)}>${reason}</p>
  </div>`;
}

function statementItem(
  t: Say,
  where: Where,
  claim: PublishedClaim,
  { statement, index }: { readonly statement: PublishedStatement; readonly index: number },
): Html {
  const { citation, value, origin } = statement;
  const document = where.publication.documents.find(({ id }) => id === citation.document);
  const language = document?.pages
    .find(({ page }) => page === citation.page)
    ?.content.passages.find(({ start, end }) => start <= citation.start && end > citation.start)?.language;
  const name = claim.origins[origin]?.name;
  const against = claim.conflicts.flatMap(([one, other]) => (one === index ? [other] : other === index ? [one] : []));
  return html`<li class="said" id="s${index + 1}">
    <h2>${t('published.statement', { n: index + 1 })}</h2>
    ${value !== undefined && html`<p class="value">${valueWords(t, value)}</p>`}
    <blockquote ${tongue(language)}>
      ${verbatim`<p>…${citation.prefix}<mark>${citation.quote}</mark>${citation.suffix}…</p>`}
    </blockquote>
    <p class="facts">
      <span>
        ${document !== undefined && titleOf(t, where.publication, document)}${t.comma}${t('published.page', { n: citation.page })}
      </span>
      <a href="${toDocument(where, citation.document, anchorOf(citation))}">${t('published.open')}</a>
      <span
        >${
          name === undefined
            ? t('published.origin-unnamed', { n: origin + 1 })
            : t('published.origin', { name: html`<bdi>${name}</bdi>` })
        }</span
      >
    </p>
    ${
      against.length > 0 &&
      html`<p class="fault">
        ${t('published.against', {
          statements: joined(
            against.map((other) => html`<a href="#s${other + 1}">${t('published.statement', { n: other + 1 })}</a>`),
            t.comma,
          ),
        })}
      </p>`
    }
  </li>`;
}
