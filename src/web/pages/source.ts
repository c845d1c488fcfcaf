import type { SourceLink } from '../../nouns/claim-views.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { SourcePageView } from '../sources-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { claimCard } from './claims-card.ts';
import { claimsRooms } from './claims-rooms.ts';
import { rangeText } from './claim-days.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { tongueOfLetters } from './parts.ts';

/** Links of the lineage that are listed at once; the rest are folded away. */
const LINKS_AT_ONCE = 12;

/** One source: what rests on it alone, who takes from it and whom it takes from, each with the words that show it. */
export function sourcePage(frame: Frame, view: SourcePageView): string {
  const t = say(frame.language);
  const { status, source } = view;
  const main = html`${DRAWING_PATTERNS}
    <header class="opening">
      <p class="meta">${t('sources.title')}</p>
      <h1 ${tongueOfLetters(source.name)}>${source.name}</h1>
      <p class="meta">
        <span
          >${t(`sources.kind-${source.kind}`)}${t.comma}${t('note.documents', { n: source.documents })}<span
            class="unseen"
            >.
          </span></span
        >
        <span class="way-back"><a href="${urls.sources(status.id)}">${t('source.back')}</a></span>
      </p>
      ${claimsRooms(t, status.id, 'sources')}
    </header>
    <div class="source-halves">
      <div>${alone(t, view)}</div>
      <aside>${names(t, view)} ${lineage(t, view, 'dependents')} ${lineage(t, view, 'depends')}</aside>
    </div>`;
  return framed(frame, {
    title: [source.name, t.text('sources.title'), status.name].join(' · '),
    main,
    status,
    keys: LIST_KEYS,
  });
}

function alone(t: Say, view: SourcePageView): Html {
  const { status, source, limit, offset } = view;
  const cards = source.aloneClaims.slice(offset, offset + limit);
  const total = source.aloneClaims.length;
  const shown = t('source.shown', { from: offset + 1, to: offset + cards.length, total });
  return html`<section aria-labelledby="alone">
    <div class="head">
      <h2 id="alone">${t('source.alone')}</h2>
      <span class="meta"
        ><a href="${urls.claims(status.id, { source: source.key })}">${t('source.claims')}</a>
        ${t('source.alone-of', { n: source.claims, alone: source.alone })}</span
      >
    </div>
    ${
      total === 0
        ? html`<div class="state">
            <h3>${t('source.alone-none')}</h3>
            <p class="say">${t('source.alone-none-say')}</p>
          </div>`
        : html`<p class="remark">${t('source.alone-say')}</p>
            <div class="claims">${cards.map((card) => claimCard(t, status.id, card))}</div>
            ${pager(t, { total, limit, offset }, { shown, to: (to) => urls.source(status.id, source.key, to) })}`
    }
  </section>`;
}

function names(t: Say, { status, source }: SourcePageView): Html {
  return html`<section class="source-part" aria-labelledby="names">
    <div class="head"><h2 id="names">${t('source.known-as')}</h2></div>
    <ul class="names">
      ${[source.name, ...source.aliases].map((name) => html`<li ${tongueOfLetters(name)}>${name}</li>`)}
    </ul>
    <p class="links">
      <a href="${urls.decide(status.id, 'name-source', { source: source.name })}">${t('source.rename')}</a>
    </p>
  </section>`;
}

function lineage(t: Say, view: SourcePageView, way: 'dependents' | 'depends'): Html {
  const links = way === 'dependents' ? view.source.dependents : view.source.dependsOn;
  const rows = links.map((link) => linkRow(t, view.status.id, link, way));
  const rest = rows.slice(LINKS_AT_ONCE);
  return html`<section class="source-part" aria-labelledby="${way}">
    <div class="head">
      <h2 id="${way}">${t(`source.${way}`)}</h2>
      ${rows.length > 0 && html`<span class="meta num">${t.number(rows.length)}</span>`}
    </div>
    ${rows.length === 0 && html`<p class="meta">${t(`source.${way}-none`)}</p>`}
    <ul class="lineage-list">
      ${rows.slice(0, LINKS_AT_ONCE)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="rest">
        <summary>${t('source.more', { n: rest.length })}</summary>
        <ul class="lineage-list">
          ${rest}
        </ul>
      </details>`
    }
  </section>`;
}

function linkRow(t: Say, caseId: string, link: SourceLink, way: 'dependents' | 'depends'): Html {
  const { name, key, kind, from, document, words, evidence } = link;
  const at = urls.reader(caseId, document.sha256, { at: evidence, hash: 'hit' });
  // Of what takes from the source the document is the matter; of what it takes from, the other source is.
  const title = html`<b ${tongueOfLetters(document.title)}><a href="${at}">${document.title}</a></b>`;
  const named = key === undefined ? html`${name}` : html`<a href="${urls.source(caseId, key)}">${name}</a>`;
  const other = html`<b ${tongueOfLetters(name)}>${named}</b>`;
  const published = document.published;
  return html`<li class="by-${kind}">
    ${way === 'dependents' ? title : other}
    <span class="meta"
      >${t(`source.by-${kind}`)}${
        way === 'depends'
          ? html`${t.comma}${t('source.in')} <a href="${at}" ${tongueOfLetters(document.title)}>${document.title}</a>`
          : html`${document.source && html`${t.comma}<bdi>${document.source}</bdi>`}${
              published && html`${t.comma}<bdi>${rangeText(t, { from: published, to: published })}</bdi>`
            }`
      }</span
    >
    ${words === '' ? NOTHING : html`<a class="evidence" href="${at}"><q ${tongueOfLetters(words)}>${words}</q></a>`}
    <a class="meta" href="${urls.decide(caseId, 'lineage', { document: document.sha256, from })}"
      >${t('source.deny')}</a
    >
  </li>`;
}
