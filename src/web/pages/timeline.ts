import type { TimelineEvent } from '../../nouns/claim-views.ts';
import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { TimelinePageView } from '../sources-view.ts';
import { urls, type TimelineAddress } from '../urls.ts';
import type { Frame } from '../views.ts';
import { rangeText } from './claim-days.ts';
import { claimsRooms } from './claims-rooms.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { icon, nothingYet, tongue } from './parts.ts';
import { underWay } from './sources.ts';
import { axis, barsKey, datesOf, datesSaid, eventBars, overview } from './timeline-bars.ts';
import { besides, scaleOf, within, type Asked, type Scale } from './timeline-scale.ts';

/** What happened when, as the documents say: events as bars or as a table, by links closer and closer. */
export function timelinePage(frame: Frame, view: TimelinePageView): string {
  const t = say(frame.language);
  const { status, timeline, filter } = view;
  const scale = scaleOf(t, filter, timeline.span);
  const main = html`<header class="opening">
      <h1>${t('timeline.title')}</h1>
      <p class="deck">${t('timeline.deck')}</p>
      ${claimsRooms(t, status.id, 'timeline')}
    </header>
    ${underWay(t, view)}
    ${
      timeline.span === undefined
        ? nothing(t, view)
        : html`${where(t, view)} ${overview(t, view, (asks) => to(view, { ...asks, offset: 0 }))} ${controls(t, view)}
          ${timeline.total === 0 ? none(t, view, timeline.span) : events(t, view, scale)}`
    }`;
  const when = filter.from ?? filter.to;
  return framed(frame, {
    title: [t.text('timeline.title'), ...(when === undefined ? [] : [askedText(t, filter)]), status.name].join(' · '),
    main,
    status,
    room: 'claims',
    keys: timeline.span === undefined ? [] : LIST_KEYS,
  });
}

/** The address of another stretch of time, or of the same with something else changed. */
function to(view: TimelinePageView, change: TimelineAddress): string {
  const { from, to: until, conflicts } = view.filter;
  return urls.timeline(view.status.id, { from, to: until, conflicts, layout: view.layout, ...change });
}

function askedText(t: Say, { from, to: until }: Partial<Asked>): string {
  if (from === undefined || until === undefined) return `${from ?? '…'} – ${until ?? '…'}`;
  const [first, last] = [Number(from), Number(until)];
  if (from.length === 4 && until.length === 4 && last - first === 9 && first % 10 === 0) {
    return t.text('timeline.decade', { year: String(first) });
  }
  return rangeText(t, { from, to: until });
}

/** Where in time the page stands: all, decade, year, month, day; and the stretch on either side. */
function where(t: Say, view: TimelinePageView): Html {
  const { from, to: until } = view.filter;
  const asked = from === undefined || until === undefined ? undefined : { from, to: until };
  const outer = asked === undefined ? [] : within(asked);
  const steps = [
    {
      name: t.text('timeline.all'),
      asks: { from: undefined, to: undefined },
      here: from === undefined && until === undefined,
    },
    ...outer.map((asks) => ({
      name: askedText(t, asks),
      asks,
      here: asks.from === from && asks.to === until,
    })),
  ];
  const odd = (from !== undefined || until !== undefined) && !steps.some(({ here }) => here);
  const { before, after } = asked === undefined ? {} : besides(asked);
  return html`<nav class="when" aria-label="${t.text('timeline.where')}">
    <ol class="steps">
      ${steps.map(
        ({ name, asks, here }) =>
          html`<li>
            <a href="${to(view, { ...asks, offset: 0 })}" ${here && html`aria-current="page"`}><bdi>${name}</bdi></a>
          </li>`,
      )}
      ${
        odd &&
        html`<li>
          <b><bdi>${askedText(t, view.filter)}</bdi></b>
        </li>`
      }
    </ol>
    <span class="besides">
      ${before && html`<a rel="prev" href="${to(view, before)}">${icon('prev', 'icon-turn')}${t('timeline.before')}</a>`}
      ${after && html`<a rel="next" href="${to(view, after)}">${t('timeline.after')}${icon('next', 'icon-turn')}</a>`}
    </span>
  </nav>`;
}

function controls(t: Say, view: TimelinePageView): Html {
  const { filter, layout, status } = view;
  const which = (conflicts: boolean | undefined, word: Html): Html =>
    html`<a
      href="${to(view, { conflicts })}"
      ${(filter.conflicts ?? false) === (conflicts ?? false) && html`aria-current="true"`}
      >${word}</a
    >`;
  const shape = (name: 'bars' | 'table'): Html =>
    html`<a href="${to(view, { layout: name })}" ${layout === name && html`aria-current="true"`}
      >${t(`timeline.view-${name}`)}</a
    >`;
  const field = (name: 'from' | 'to', word: Html, value: string | undefined): Html =>
    html`<span class="one"
      ><label for="when-${name}">${word}</label
      ><input
        class="input"
        id="when-${name}"
        name="${name}"
        dir="ltr"
        size="10"
        maxlength="10"
        value="${value ?? ''}"
        placeholder="2017-06"
        autocomplete="off"
        aria-describedby="when-how"
    /></span>`;
  return html`<div class="tools time-tools">
    <div class="group" role="group" aria-label="${t.text('timeline.which')}">
      ${which(undefined, t('timeline.everything'))} ${which(true, t('timeline.conflicts'))}
    </div>
    <div class="group" role="group" aria-label="${t.text('timeline.view')}">${shape('bars')} ${shape('table')}</div>
    <form class="group end stretch" method="get" action="${urls.timeline(status.id)}">
      ${filter.conflicts && html`<input type="hidden" name="which" value="conflicts" />`}
      ${layout === 'table' && html`<input type="hidden" name="view" value="table" />`}
      ${field('from', t('timeline.col-from'), filter.from)} ${field('to', t('timeline.col-to'), filter.to)}
      <button class="btn btn-quiet" type="submit">${t('timeline.go')}</button>
      <span class="unseen" id="when-how">${t('timeline.ask')}</span>
    </form>
  </div>`;
}

function events(t: Say, view: TimelinePageView, scale: Scale | undefined): Html {
  const { timeline, filter, layout } = view;
  const { total, events: shownEvents } = timeline;
  const { offset, limit } = filter;
  const shown = t('timeline.shown', { from: offset + 1, to: offset + shownEvents.length, total });
  return html`<section class="happened" aria-labelledby="events">
    <div class="head">
      <h2 id="events">${t('timeline.total', { n: total })}</h2>
      ${layout === 'bars' && barsKey(t, icon('fault', 'icon-s'))}
    </div>
    ${layout === 'table' || scale === undefined ? asTable(t, view) : asBars(t, view, scale)}
    ${pager(t, { total, limit, offset }, { shown, to: (start) => to(view, { offset: start }) })}
  </section>`;
}

function asBars(t: Say, { status, timeline }: TimelinePageView, scale: Scale): Html {
  return html`<table class="file-list time-list">
    <thead>
      <tr>
        <th scope="col">${t('timeline.col-when')}</th>
        <th scope="col">${t('timeline.col-what')}</th>
        <th scope="col" class="line"><span class="unseen">${t('timeline.col-bar')}</span>${axis(scale)}</th>
      </tr>
    </thead>
    <tbody>
      ${timeline.events.map(
        (event) =>
          html`<tr data-item>
            <td class="time">${whenWords(t, event)}</td>
            <th scope="row">${whatWords(status.id, event)} ${standing(t, event)}</th>
            <td class="line">${eventBars(t, scale, event)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function asTable(t: Say, { status, timeline }: TimelinePageView): Html {
  const column = (name: 'from' | 'to' | 'what' | 'when' | 'verdict', more = ''): Html =>
    html`<th scope="col" class="${more}">${t(`timeline.col-${name}`)}</th>`;
  return html`<div class="cells" role="region" tabindex="0" aria-label="${t.text('timeline.title')}">
    <table class="time-table">
      <thead>
        <tr>
          ${column('from')} ${column('to')} ${column('what')} ${column('when')} ${column('verdict')}
          <th scope="col" class="r">${t('timeline.col-documents')}</th>
          <th scope="col" class="r">${t('timeline.col-origins')}</th>
        </tr>
      </thead>
      <tbody>
        ${timeline.events.map(
          (event) =>
            html`<tr data-item>
              <td class="num"><bdi>${event.from}</bdi></td>
              <td class="num"><bdi>${event.to}</bdi></td>
              <th scope="row">${whatWords(status.id, event)}</th>
              <td class="time">${whenWords(t, event)}</td>
              <td>${verdict(t, event)}</td>
              <td class="r num">${t.number(event.claim.documents)}</td>
              <td class="r num">${t.number(event.claim.origins.length)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Each date that was said, in its own precision, in the order of the bars. */
function whenWords(t: Say, event: TimelineEvent): Html {
  const { claim, from, to: until } = event;
  const dates = datesOf(event);
  if (dates.length < 2) return html`<bdi>${rangeText(t, dates[0]?.value ?? { from, to: until })}</bdi>`;
  return datesSaid(t, dates, claim.moreValues);
}

function whatWords(caseId: string, { claim }: TimelineEvent): Html {
  return html`<a href="${urls.claim(caseId, claim.id)}"><b ${tongue(claim.label.language)}>${claim.label.text}</b></a>`;
}

function standing(t: Say, event: TimelineEvent): Html {
  const { documents, origins, verdict: agreed } = event.claim;
  const counted = t('note.tally', {
    documents: t('note.documents', { n: documents }),
    origins: t('note.origins', { n: origins.length }),
  });
  return html`${agreed === 'conflict' && html`<span class="meta">${verdict(t, event)}</span> `}<span class="meta"
      >${counted}</span
    >`;
}

function verdict(t: Say, { claim }: TimelineEvent): Html {
  const look = { conflict: 'fault', agree: claim.origins.length > 1 ? 'agree' : 'single', single: 'single' } as const;
  const kind = look[claim.verdict];
  return html`<span class="verdict verdict-${kind}"
    >${icon(kind, 'icon-s')}${t(`timeline.verdict-${claim.verdict}`)}</span
  >`;
}

function nothing(t: Say, { status }: TimelinePageView): Html {
  if (status.received === 0) return nothingYet(t, urls.caseHome(status.id));
  return html`<div class="state">
    <h2>${t('timeline.empty')}</h2>
    <p class="say">${t('timeline.empty-say')}</p>
    <p><a class="btn" href="${urls.files(status.id)}">${t('nav.files')}</a></p>
  </div>`;
}

function none(t: Say, view: TimelinePageView, span: Asked): Html {
  const at = (iso: string): string => rangeText(t, { from: iso, to: iso });
  if (view.filter.conflicts === true) {
    return html`<div class="state">
      <h2>${t('timeline.none-conflicts')}</h2>
      <p class="say">${t('timeline.none-conflicts-say')}</p>
      <p><a class="btn" href="${to(view, { conflicts: undefined, offset: 0 })}">${t('timeline.everything')}</a></p>
    </div>`;
  }
  return html`<div class="state">
    <h2>${t('timeline.none')}</h2>
    <p class="say">${t('timeline.none-say', { from: at(span.from), to: at(span.to) })}</p>
    <p><a class="btn" href="${urls.timeline(view.status.id)}">${t('timeline.none-next')}</a></p>
  </div>`;
}
