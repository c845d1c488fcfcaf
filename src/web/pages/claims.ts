import type { ClaimsPageView } from '../claims-view.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { claimsFields, urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { claimCard } from './claims-card.ts';
import { addressOf, claimFacets } from './claims-facets.ts';
import { key } from './claims-key.ts';
import { claimsRooms } from './claims-rooms.ts';
import { framed } from './frame.ts';
import { LIST_KEYS, type Key } from './keys.ts';
import { pager } from './pager.ts';
import { nothingYet } from './parts.ts';

/** The board: every claim on a card, those that documents disagree about first. */
export function claimsPage(frame: Frame, view: ClaimsPageView): string {
  const t = say(frame.language);
  const { status, list } = view;
  const main = html`${DRAWING_PATTERNS}
    <header class="opening">
      <h1>${t('claims.title')}</h1>
      <p class="deck">${t('claims.deck')}</p>
      ${claimsRooms(t, status.id, 'claims')}
    </header>
    ${list.all.claims === 0 ? empty(t, view) : board(t, view)}`;
  return framed(frame, {
    title: [t.text('claims.title'), status.name].join(' · '),
    main,
    status,
    room: 'claims',
    keys: list.claims.length === 0 ? [] : KEYS,
  });
}

const KEYS: readonly Key[] = [
  { press: 'j', does: 'keys.next-claim' },
  { press: 'k', does: 'keys.previous-claim' },
  ...LIST_KEYS.filter(({ press }) => press === 'Enter' || press === '?'),
];

function board(t: Say, view: ClaimsPageView): Html {
  const { status, list, filter } = view;
  const shown = t('claims.shown', {
    from: filter.offset + 1,
    to: filter.offset + list.claims.length,
    total: list.total,
  });
  return html`<div class="board">
    <section class="found" aria-label="${t.text('claims.list')}">
      <a class="btn btn-quiet jump" href="#narrow">${t('claims.jump')}</a>
      ${heading(t, view)} ${key(t)}
      ${
        list.claims.length === 0
          ? none(t, view)
          : html`<div class="claims">${list.claims.map((card) => claimCard(t, status.id, card))}</div>`
      }
      ${pager(
        t,
        { total: list.total, limit: filter.limit, offset: filter.offset },
        {
          shown,
          to: (offset) => urls.claims(status.id, { ...addressOf(view), offset }),
          form: { action: urls.claims(status.id), fields: claimsFields(addressOf(view)) },
        },
      )}
      ${list.total > 0 && takeAway(t, view)}
    </section>
    <aside class="facets" id="narrow" aria-labelledby="narrow-head">${claimFacets(t, view)}</aside>
  </div>`;
}

const FILES = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['jsonld', 'ClaimReview'],
  ['ftm.json', 'FollowTheMoney'],
] as const;

/** The whole list as a file, in the forms that others read. */
function takeAway(t: Say, view: ClaimsPageView): Html {
  const links = FILES.map(
    ([ending, name]) =>
      html`<a href="${urls.claimsExport(view.status.id, ending, addressOf(view))}" lang="en" class="ui">${name}</a>`,
  );
  return html`<div class="take-away no-print"><p>${t('search.export')} ${joined(links, t.comma)}</p></div>`;
}

const ORDERS = ['disagreement', 'documents', 'label'] as const;

function heading(t: Say, view: ClaimsPageView): Html {
  const { status, list, filter } = view;
  const { sort: chosen = 'disagreement' } = filter;
  const conflicts = list.facets.verdict.find(({ value }) => value === 'conflict')?.claims ?? 0;
  const orders = ORDERS.map((sort) => {
    const word = t(`claims.sort-${sort}`);
    const href = urls.claims(status.id, { ...addressOf(view), sort });
    return sort === chosen ? html`<b aria-current="true">${word}</b>` : html`<a href="${href}">${word}</a>`;
  });
  return html`<div class="tally-line">
    <h2>${joined([t('claims.count', { n: list.total }), t('claims.count-conflicts', { n: conflicts })], t.comma)}</h2>
    <span class="meta"
      >${t('claims.made', { n: list.all.statements, judged: t.number(list.all.judged) })} ${going(t, view)}</span
    >
    ${list.total > 1 && html`<span class="meta sort">${t('claims.sort', { orders: joined(orders, t.comma) })}</span>`}
  </div>`;
}

function going(t: Say, view: ClaimsPageView): Html {
  const { waiting, aligning } = view.progress;
  const now = waiting > 0 ? t('claims.going', { n: waiting }) : aligning ? t('claims.aligning') : NOTHING;
  return html`${now} ${failed(t, view)}`;
}

/** Documents over which finding or lining up failed, the first of them by name. */
function failed(t: Say, { status, progress }: ClaimsPageView): Html {
  if (progress.failed === undefined) return NOTHING;
  const { documents, first } = progress.failed;
  const links = first.map(
    ({ sha256, title }) => html`<a href="${urls.reader(status.id, sha256)}"><bdi>${title}</bdi></a>`,
  );
  const more = documents > first.length ? html` …` : NOTHING;
  return html`${t('claims.failed', { n: documents })} ${joined(links, t.comma)}${more}`;
}

function none(t: Say, { status, list }: ClaimsPageView): Html {
  return html`<div class="state">
    <h3>${t('claims.none')}</h3>
    <p class="say">${t('claims.none-say', { n: list.all.claims })}</p>
    <p><a class="btn" href="${urls.claims(status.id)}">${t('claims.none-next')}</a></p>
  </div>`;
}

/** Nothing taken in, nothing found yet, or nothing to be found: each says what is so and what to do. */
function empty(t: Say, view: ClaimsPageView): Html {
  const { status, progress } = view;
  if (status.received === 0) return nothingYet(t, urls.caseHome(status.id));
  const isGoing = progress.waiting > 0 || progress.aligning || status.waiting > 0;
  return html`<div class="state">
    <h2>${t('claims.empty')}</h2>
    ${
      isGoing
        ? html`<p class="say">
            ${progress.waiting > 0 && t('claims.waiting', { n: progress.waiting })} ${t('claims.empty-waiting')}
          </p>`
        : html`<p class="say">${t('claims.empty-none')}</p>`
    }${progress.failed !== undefined && html`<p class="say">${failed(t, view)}</p>`}
    <p class="meta">${t('claims.empty-say')}</p>
    <p><a class="btn" href="${urls.files(status.id)}">${t('nav.files')}</a></p>
  </div>`;
}
