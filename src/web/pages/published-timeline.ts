import type { TimelineEvent } from '../../nouns/claim-views.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { momentOf, rangeText } from './claim-days.ts';
import { standing, tally } from './claim-tally.ts';
import { lookOf } from './claims-card.ts';
import { tongue } from './parts.ts';
import { listStem, toClaim, toPlace, type Where } from './published-address.ts';
import { listPager, mark, nothing, verdictWord } from './published-parts.ts';
import { axis, barsKey, datesOf, datesSaid, eventBars, overview } from './timeline-bars.ts';
import { scaleOf, type Asked } from './timeline-scale.ts';

export const EVENTS_IN_FILE = 100;
const MOST_PARTS = 62;

/** What happened when, as claims of the publication say. @param page of the list, from 1 */
export function timelinePage(t: Say, where: Where, page: number): Html {
  const { events } = where.site;
  const offset = (page - 1) * EVENTS_IN_FILE;
  const shown = events.slice(offset, offset + EVENTS_IN_FILE);
  return html`<header class="opening">
      <h1>${t('timeline.title')}</h1>
      <p class="deck">${t('published.timeline-say')}</p>
    </header>
    ${
      events.length === 0
        ? nothing(t('published.no-events'), t('published.no-events-say'), {
            href: toPlace(where, 'search/'),
            word: t('search.title'),
          })
        : html`${overviewOf(t, where)}
            <section class="happened" aria-labelledby="events">
              <div class="head">
                <h2 id="events">
                  ${
                    events.length > shown.length
                      ? t('published.events-shown', {
                          from: offset + 1,
                          to: offset + shown.length,
                          total: events.length,
                        })
                      : t('timeline.total', { n: events.length })
                  }
                </h2>
                ${barsKey(t, mark('fault', 'icon-s'))}
              </div>
              ${table(t, where, shown)}
              ${listPager(t, where, 'timeline/', page, Math.ceil(events.length / EVENTS_IN_FILE))}
            </section>`
    }`;
}

function spanOf(events: readonly TimelineEvent[]): Asked | undefined {
  const [first] = events;
  const last = events.toSorted((a, b) => (momentOf(a.to)?.end ?? 0) - (momentOf(b.to)?.end ?? 0)).at(-1);
  return first && last && { from: first.from, to: last.to };
}

/** How many events begin when; a press leads to the first of them. */
function overviewOf(t: Say, where: Where): Html {
  const { events } = where.site;
  const span = spanOf(events);
  const parts = new Map<string, { events: number; conflicts: number }>();
  const letters = lettersOf(span);
  for (const { claim, from } of events) {
    const at = from.slice(0, Math.min(letters, from.length === 4 && letters === 3 ? 3 : from.slice(0, 10).length));
    const known = parts.get(at) ?? { events: 0, conflicts: 0 };
    known.events += 1;
    if (claim.verdict === 'conflict') known.conflicts += 1;
    parts.set(at, known);
  }
  const timeline = {
    total: events.length,
    span,
    parts: [...parts].map(([at, counts]) => ({ at, ...counts })),
    events: [],
  };
  const filter = { offset: 0, limit: EVENTS_IN_FILE };
  return overview(t, { filter, timeline }, ({ from }) => {
    const start = momentOf(from)?.start ?? 0;
    const index = events.findIndex((event) => (momentOf(event.from)?.start ?? 0) >= start);
    const file = toPlace(where, 'timeline/', listStem(Math.floor(index / EVENTS_IN_FILE) + 1));
    return `${file}#e${events[index]?.claim.id ?? ''}`;
  });
}

/** Of ISO 8601, so that there are not too many parts: a day, a month, a year, or a decade as its first three digits. */
function lettersOf(span: Asked | undefined): number {
  const days = ((momentOf(span?.to ?? '')?.end ?? 0) - (momentOf(span?.from ?? '')?.start ?? 0)) / 86_400_000;
  if (days <= MOST_PARTS) return 10;
  if (days <= MOST_PARTS * 30) return 7;
  return days <= MOST_PARTS * 365 ? 4 : 3;
}

function table(t: Say, where: Where, events: readonly TimelineEvent[]): Html {
  const scale = scaleOf(t, {}, spanOf(where.site.events));
  return html`<table class="file-list time-list">
    <thead>
      <tr>
        <th scope="col">${t('timeline.col-when')}</th>
        <th scope="col">${t('timeline.col-what')}</th>
        ${scale && html`<th scope="col" class="line"><span class="unseen">${t('timeline.col-bar')}</span>${axis(scale)}</th>`}
      </tr>
    </thead>
    <tbody>
      ${events.map((event) => {
        const { claim } = event;
        return html`<tr id="e${claim.id}">
          <td class="time">${dates(t, event)}</td>
          <th scope="row">
            <a href="${toClaim(where, claim.id)}"><b ${tongue(claim.label.language)}>${claim.label.text}</b></a>
            <span class="stand meta">
              ${claim.verdict === 'conflict' && verdictWord(t, lookOf(claim))} ${tally(claim.origins)}<span
                >${standing(t, claim.documents, claim.origins.length)}</span
              >
            </span>
          </th>
          ${scale && html`<td class="line">${eventBars(t, scale, event)}</td>`}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Each date that was said, in its own precision, in the order of the bars. */
function dates(t: Say, event: TimelineEvent): Html {
  const all = datesOf(event);
  if (all.length < 2) return html`<bdi>${rangeText(t, all[0]?.value ?? event)}</bdi>`;
  return datesSaid(t, all);
}
