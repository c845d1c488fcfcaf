import { stepName } from '../../nouns/claim.ts';
import type { SourceLink } from '../../nouns/claim-views.ts';
import { html, joined, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { SourcePageView } from '../sources-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { claimCard } from './claims-card.ts';
import { shortened } from './claims-value.ts';
import { claimsRooms } from './claims-rooms.ts';
import { rangeText } from './claim-days.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { regarding, tongueOfLetters } from './parts.ts';

/** Links of the lineage that are listed at once; the rest are folded away. */
const LINKS_AT_ONCE = 12;
const WORDS_AT_ONCE = 3; // of one document

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
    room: 'claims',
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
        >${t('source.alone-of', { n: source.claims, alone: source.alone })}<span class="unseen">. </span
        ><span class="way-back"
          ><a href="${urls.claims(status.id, { source: source.key })}">${t('source.claims')}</a></span
        ></span
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
            ${pager(t, { total, limit, offset }, { shown, to: (to) => urls.source(status.id, source.key, to) })}
            ${source.alone > total && html`<p class="meta">${t('source.first', { n: total })}</p>`}`
    }
  </section>`;
}

function names(t: Say, { status, source }: SourcePageView): Html {
  return html`<section class="source-part" aria-labelledby="names">
    <div class="head"><h2 id="names">${t('source.known-as')}</h2></div>
    <ul class="source-names">
      ${[source.name, ...source.aliases].map((name) => html`<li ${tongueOfLetters(name)}>${name}</li>`)}
    </ul>
    <p class="links">
      <a href="${urls.decide(status.id, 'name-source', { source: source.name })}">${t('source.rename')}</a>
    </p>
  </section>`;
}

/** What one document shows of the lineage, by one way of taking from another. */
interface Shown {
  readonly link: SourceLink;
  readonly words: readonly Pick<SourceLink, 'words' | 'evidence'>[];
}

function byDocument(links: readonly SourceLink[]): readonly Shown[] {
  const groups = Map.groupBy(links, ({ document, kind, from, key }) =>
    JSON.stringify([document.sha256, kind, key ?? from]),
  );
  return [...groups.values()].flatMap((words) => (words[0] === undefined ? [] : [{ link: words[0], words }]));
}

function lineage(t: Say, view: SourcePageView, way: 'dependents' | 'depends'): Html {
  const shown = byDocument(way === 'dependents' ? view.source.dependents : view.source.dependsOn);
  const rows = shown.map((one) => linkRow(t, view.status.id, one, way));
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

function linkRow(t: Say, caseId: string, { link, words }: Shown, way: 'dependents' | 'depends'): Html {
  const { name, key, kind, from, document, evidence } = link;
  const at = (span: SourceLink['evidence']): string => urls.reader(caseId, document.sha256, { at: span, hash: 'hit' });
  const opened = html`<a href="${at(evidence)}" ${tongueOfLetters(document.title)}>${document.title}</a>`;
  const other = key === undefined ? html`${name}` : html`<a href="${urls.source(caseId, key)}">${name}</a>`;
  const { published, source } = document;
  // Of what takes from the source the document is the matter; of what it takes from, the other source is.
  const facts =
    way === 'depends'
      ? html`${t('source.in')} ${opened}`
      : joined(
          [
            source !== undefined && html`<bdi>${source}</bdi>`,
            published !== undefined && html`<bdi>${rangeText(t, { from: published, to: published })}</bdi>`,
          ],
          t.comma,
        );
  return html`<li class="by-${kind}">
    <b ${tongueOfLetters(way === 'dependents' ? document.title : name)}>${way === 'dependents' ? opened : other}</b>
    <span class="meta">${joined([t(`source.by-${stepName(link)}`), facts], t.comma)}</span>
    ${words
      .filter((one) => one.words !== '')
      .slice(0, WORDS_AT_ONCE)
      .map(
        (one) =>
          html`<a class="evidence" href="${at(one.evidence)}"
            ><q ${tongueOfLetters(one.words)}>${unquoted(shortened(one.words, 200))}</q></a
          >`,
      )}
    <a class="meta" href="${urls.decide(caseId, 'lineage', { document: document.sha256, from })}"
      >${t('source.deny')}${regarding(t, html`<bdi>${shortened(document.title, 60)}</bdi>`, html`<bdi>${shortened(name, 60)}</bdi>`)}</a
    >
  </li>`;
}

/** Words that stand in quotation marks of the page need none of their own around them. */
function unquoted(words: string): string {
  return /^["“«]([^"“”«»]*)["”»]$/u.exec(words)?.[1] ?? words;
}
