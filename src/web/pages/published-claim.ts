import type { PublishedAssessment, PublishedClaim, PublishedStatement } from '../../nouns/publication.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { standing, tally } from './claim-tally.ts';
import { drawn, lookOf, rule } from './claims-card.ts';
import { figureText, shortened, valueWords } from './claims-value.ts';
import { tongue, tongueOfLetters } from './parts.ts';
import { toCitation, toPlace, type Where } from './published-address.ts';
import { publishedLineage } from './published-lineage.ts';
import { dayOf, originName, quotation, sourceHref, titleOf, verdictWord } from './published-parts.ts';

const SHOWN = 4; // statements of an origin, before the rest is unfolded

/** What the published documents say about one fact, word for word, where it comes from, and what people made of it. */
export function claimPage(t: Say, where: Where, claim: PublishedClaim): Html {
  const card = where.site.card(claim);
  const look = lookOf(card);
  return html`${DRAWING_PATTERNS}
    <div class="claim-top">
      <header class="opening">
        <p class="meta">
          <a href="${toPlace(where, 'claims/')}">${t('published.claims')}</a>${t.comma}${t(`claim.kind-${claim.kind}`)}
        </p>
        <h1 ${tongue(claim.label.language)}>${shortened(claim.label.text, 240)}</h1>
      </header>
      <div class="big-stand">
        <p class="top">${verdictWord(t, look, 'top')}</p>
        <p class="stand">
          ${tally(card.origins)}<b class="big">${standing(t, card.documents, card.origins.length)}</b>
        </p>
        <p class="meta">${t('published.as-far')} ${claim.assessments.length === 0 && t('published.no-judgement')}</p>
      </div>
    </div>
    ${rule(look)} ${assessments(t, claim)}
    <section class="claim-said" aria-label="${t.text('claim.says')}">${drawn(t, card)}</section>
    ${publishedLineage(t, where, claim)} ${statements(t, where, claim)}`;
}

function assessments(t: Say, { assessments: all }: PublishedClaim): Html {
  if (all.length === 0) return NOTHING;
  return html`<section class="judged-here" aria-labelledby="judged">
    <div class="head"><h2 id="judged">${t('published.judgement')}</h2></div>
    ${all.map((each) => judged(t, each))}
  </section>`;
}

function judged(t: Say, { judgement, grading, reason, day }: PublishedAssessment): Html {
  return html`<div class="judgement">
    <p class="word"><b>${t(`judgement.${judgement}`)}</b></p>
    <p class="reason" ${tongueOfLetters(reason)}>${reason}</p>
    <p class="meta">
      <bdi>${dayOf(t, day)}</bdi>${grading !== undefined && html`${t.comma}${t('published.grading', { grading })}`}
    </p>
  </div>`;
}

interface Numbered {
  readonly statement: PublishedStatement;
  readonly index: number;
}

/** Every statement with its words, grouped by the origin that it goes back to. */
function statements(t: Say, where: Where, claim: PublishedClaim): Html {
  const card = where.site.card(claim);
  const numbered: readonly Numbered[] = claim.statements.map((statement, index) => ({ statement, index }));
  return html`<section class="behind" aria-labelledby="statements">
    <div class="head"><h2 id="statements">${t('published.statements', { n: claim.statements.length })}</h2></div>
    <div class="statements">
      ${claim.origins.map((origin, at) => {
        const said = numbered.filter(({ statement }) => statement.origin === at);
        const tallied = card.origins[at];
        const more = sourceHref(where, origin);
        return html`<div class="origin-head">
            ${tallied && tally([tallied])}
            <h3>${t('claim.origin', { source: originName(t, where, origin, at + 1) })}</h3>
            ${origin.document !== undefined && html`<span class="meta">${t('published.origin-held')}</span>`}
            ${more !== undefined && html`<a class="no-print" href="${more}">${t('published.source-more')}</a>`}
          </div>
          ${said.slice(0, SHOWN).map((each) => one(t, where, claim, each))}
          ${
            said.length > SHOWN &&
            html`<details>
              <summary>${t('claim.more-of-origin', { n: said.length - SHOWN })}</summary>
              ${said.slice(SHOWN).map((each) => one(t, where, claim, each))}
            </details>`
          }`;
      })}
    </div>
  </section>`;
}

function one(t: Say, where: Where, claim: PublishedClaim, { statement, index }: Numbered): Html {
  const { citation, value } = statement;
  const document = where.site.document(citation.document);
  const against = claim.conflicts.flatMap(([first, second]) =>
    first === index ? [second] : second === index ? [first] : [],
  );
  return html`<article class="stm" id="s${index + 1}">
    <p class="value">
      ${value !== undefined && (value.kind === 'figure' ? html`<bdi>${figureText(t, value)}</bdi>` : value.kind === 'date' ? valueWords(t, value) : NOTHING)}
      <span class="meta">${t('published.statement', { n: index + 1 })}</span>
    </p>
    ${quotation(where, citation)}
    <div class="at">
      ${
        document !== undefined &&
        html`<p>
          <a href="${toCitation(where, citation)}"
            >${titleOf(t, where, document)}${t.comma}${t('published.page', { n: citation.page })}</a
          >
        </p>`
      }
      ${value !== undefined && (value.kind === 'stance' || value.kind === 'quotation') && html`<p class="meta">${value.kind === 'stance' ? valueWords(t, value) : value.speaker !== undefined && html`<bdi>${value.speaker}</bdi>`}</p>`}
      ${against.length > 0 && html`<p class="apart">${t('published.against', { statements: numbers(t, against) })}</p>`}
    </div>
  </article>`;
}

const NAMED = 8; // of the statements that one cannot be right beside

function numbers(t: Say, all: readonly number[]): Html {
  const shown = all.slice(0, NAMED).map((other) => html`<a href="#s${other + 1}">${other + 1}</a>`);
  const rest = all.length - shown.length;
  return html`${joined([...shown, rest > 0 && t('claim.and-more', { n: rest })], t.comma)}`;
}
