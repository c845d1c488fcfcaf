import type { Citation, PublishedClaim, PublishedDocument, PublishedOrigin } from '../../nouns/publication.ts';
import { drawnIcon } from '../assets.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import { languageName, type Say } from '../messages.ts';
import { formatOf } from './claim-days.ts';
import { names, standing, tally } from './claim-tally.ts';
import { drawn, FORMS, lookOf, rule, type Look } from './claims-card.ts';
import { shortened } from './claims-value.ts';
import { nearby } from './pager.ts';
import { tongue, tongueOfLetters, type IconName } from './parts.ts';
import { listStem, toClaim, toDocument, toPlace, type Where } from './published-address.ts';
import { SOURCES_IN_FILE } from './published-site.ts';

/** Parts that several pages of a package share. */

/** Drawn in the page itself: browsers load no sheet of icons from a folder. */
export function mark(name: IconName, more: 'icon-s' | 'icon-turn' | '' = ''): Html {
  return drawnIcon(name, more);
}

export function titleOf(t: Say, { site }: Where, document: PublishedDocument): Html {
  if (document.title !== undefined) return html`<span ${tongueOfLetters(document.title)}>${document.title}</span>`;
  return t('published.document', { n: site.numberOf(document.id) });
}

/** The same as plain text. */
export function titleText(t: Say, { site }: Pick<Where, 'site'>, { id, title }: PublishedDocument): string {
  return title ?? t.text('published.document', { n: site.numberOf(id) });
}

/** An origin by its name, by the document that it is, or as one that is not named here. */
export function originName(
  t: Say,
  where: Where,
  origin: { readonly name?: string; readonly document?: string } | undefined,
  number: number,
): Html {
  const document = where.site.document(origin?.document ?? '');
  if (document !== undefined) return titleOf(t, where, document);
  const name = origin?.name;
  return name === undefined
    ? t('published.origin-unnamed', { n: number })
    : html`<span ${tongueOfLetters(name)}>${name}</span>`;
}

/** A day without an hour, whatever the clock of the reader. */
export function dayOf(t: Say, day: string): string {
  return formatOf(t, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function verdictWord(t: Say, look: Look, place: 'look' | 'top' = 'look'): Html {
  const tone = { fault: 'fault', agree: 'agree', single: 'plain' }[FORMS[look]];
  return html`<span class="verdict verdict-${tone}">${mark(FORMS[look])}${t(`claim.${place}-${look}`)}</span>`;
}

/** One claim on one card, as the board of the house shows it. */
export function claimCard(t: Say, where: Where, claim: PublishedClaim, level: 'h2' | 'h3' = 'h3'): Html {
  const card = where.site.card(claim);
  const look = lookOf(card);
  const link = html`<a href="${toClaim(where, claim.id)}">${shortened(claim.label.text, 160)}</a>`;
  const named = claim.origins.flatMap(({ name, document }, index) =>
    name === undefined && document === undefined ? [] : [originName(t, where, { ...claim.origins[index] }, index + 1)],
  );
  const last = claim.assessments.at(-1);
  return html`<article class="card" id="c${claim.id}">
    ${rule(look)}
    <p class="top">${verdictWord(t, look)}<span class="meta">${t(`claim.kind-${claim.kind}`)}</span></p>
    ${level === 'h2' ? html`<h2 ${tongue(claim.label.language)}>${link}</h2>` : html`<h3 ${tongue(claim.label.language)}>${link}</h3>`}
    <div class="draw">${drawn(t, card)}</div>
    <div class="foot">
      <p class="stand">
        ${tally(card.origins)}<b class="standing">${standing(t, card.documents, card.origins.length)}</b>
      </p>
      ${named.length > 0 && html`<p>${t('claim.goes-back', { names: names(t, named) })}</p>`}
      ${
        last !== undefined &&
        html`<p class="judged">
          ${t('published.judged', { judgement: t(`judgement.${last.judgement}`), day: dayOf(t, last.day) })}
        </p>`
      }
    </div>
  </article>`;
}

/** One document in a list. */
function documentRow(t: Say, where: Where, document: PublishedDocument): Html {
  return html`<tr>
    <td class="nr num">${t.number(where.site.numberOf(document.id))}</td>
    <th scope="row"><a href="${toDocument(where, document.id)}">${titleOf(t, where, document)}</a></th>
    <td class="r num">${t('published.pages', { n: document.pages.length })}</td>
    <td>${languageName(t, document.language)}</td>
    <td><bdi>${dayOf(t, document.received.day)}</bdi></td>
  </tr>`;
}

export function documentTable(t: Say, where: Where, documents: readonly PublishedDocument[]): Html {
  return html`<table class="papers">
    <thead>
      <tr>
        <th scope="col" class="nr"><span class="unseen">${t('published.col-number')}</span></th>
        <th scope="col">${t('published.col-document')}</th>
        <th scope="col" class="r">${t('published.col-pages')}</th>
        <th scope="col">${t('published.col-language')}</th>
        <th scope="col">${t('published.col-received')}</th>
      </tr>
    </thead>
    <tbody>
      ${documents.map((document) => documentRow(t, where, document))}
    </tbody>
  </table>`;
}

/** Where the room of sources tells of an origin, if other claims go back to it as well. */
export function sourceHref(where: Where, { name, document }: PublishedOrigin): string | undefined {
  const { sources } = where.site;
  const index = sources.findIndex((source) =>
    document === undefined ? source.document === undefined && source.name === name : source.document === document,
  );
  if (index === -1 || (sources[index]?.claims.length ?? 0) < 2) return undefined;
  return `${toPlace(where, 'sources/', listStem(Math.floor(index / SOURCES_IN_FILE) + 1))}#s${index + 1}`;
}

/** Ways to the other files of a list in `place`. */
export function listPager(t: Say, where: Where, place: string, page: number, pages: number): Html {
  if (pages < 2) return NOTHING;
  const to = (number: number): string => toPlace(where, place, listStem(number));
  return html`<nav class="leafing" aria-label="${t.text('pager.label')}">
    ${page > 1 ? html`<a class="btn" rel="prev" href="${to(page - 1)}">${mark('prev', 'icon-turn')}${t('published.before')}</a>` : html`<span></span>`}
    <ol>
      ${nearby(page, pages).map((number) =>
        number === undefined
          ? html`<li aria-hidden="true">…</li>`
          : html`<li>
              <a
                href="${to(number)}"
                aria-label="${t.text('pager.page', { page: number, pages })}"
                ${number === page && html`aria-current="page"`}
                >${t.number(number)}</a
              >
            </li>`,
      )}
    </ol>
    ${page < pages && html`<a class="btn" rel="next" href="${to(page + 1)}">${t('published.after')}${mark('next', 'icon-turn')}</a>`}
  </nav>`;
}

/** What there is nothing of: that it is so, why, and where to go on. */
export function nothing(what: Html, why: Html, way?: { readonly href: string; readonly word: Html }): Html {
  return html`<div class="state">
    <h2>${what}</h2>
    <p class="say">${why}</p>
    ${way !== undefined && html`<p><a class="btn" href="${way.href}">${way.word}</a></p>`}
  </div>`;
}

/** The words with what stands around them: no space may creep in. */
export function quotation({ site }: Where, citation: Citation): Html {
  const { prefix, quote, suffix } = citation;
  return verbatim`<blockquote ${tongue(site.languageOf(citation))}>${prefix === '' ? '' : '…'}${prefix}<mark>${quote}</mark>${suffix}${suffix === '' ? '' : '…'}</blockquote>`;
}
