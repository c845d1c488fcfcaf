import type { TimelineEvent } from '../../nouns/claim-views.ts';
import type { DatedEvent } from '../../nouns/statement.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { TimelinePageView } from '../sources-view.ts';
import { clockOf, momentOf, rangeText, type Clock } from './claim-days.ts';
import { scaleOf, type Asked, type Scale, type Unit } from './timeline-scale.ts';

/** Drawings of time: per cent across and pixels down, so that no letter shrinks on a telephone. */

const HEIGHT = 64; // of the overview
const WIDEST = 8; // per cent of the overview: a single year is a bar, not a block
const NARROWEST = 340; // pixels of the overview: where the names of all cells fit there, they are written
const LETTER = 8;
const LANE = 22; // of one date among those said of one event
const LANES = 6;
const LABELS = 5;
/** By the length of ISO 8601. */
const CLOSENESS: Readonly<Record<number, Unit>> = { 3: 'decade', 4: 'year', 7: 'month', 10: 'day' };

/** How many events begin in each cell; a press looks closer. */
export function overview(
  t: Say,
  view: Pick<TimelinePageView, 'filter' | 'timeline'>,
  to: (asks: Asked) => string,
): Html {
  const { filter, timeline } = view;
  const finest = timeline.parts.reduce((longest, { at }) => Math.max(longest, at.length), 3);
  const cells = scaleOf(t, filter, timeline.span, CLOSENESS[finest])?.cells ?? [];
  const counts = cells.map(() => 0);
  let coarse = 0;
  for (const { at, events } of timeline.parts) {
    // A decade has three digits.
    const [first, last] = at.length === 3 ? [`${at}0`, `${at}9`] : [at, at];
    const [start, end] = [momentOf(first)?.start ?? Number.NaN, momentOf(last)?.end ?? Number.NaN];
    const index = cells.findIndex((cell) => start >= cell.start && end <= cell.end);
    if (index === -1) coarse += events;
    else counts[index] = (counts[index] ?? 0) + events;
  }
  const most = Math.max(1, ...counts);
  if (cells.length < 2 || counts.every((count) => count === 0)) return NOTHING;
  const wide = 100 / cells.length;
  const thick = Math.min(wide * 0.8, WIDEST);
  const longest = Math.max(...cells.map(({ beginning }) => beginning.length));
  const isNamed = cells.length * (longest + 1) * LETTER <= NARROWEST;
  return html`<div class="overview">
    <svg
      class="hist"
      width="100%"
      height="${HEIGHT + (isNamed ? 22 : 4)}"
      role="group"
      aria-label="${t.text('timeline.closer')}"
    >
      ${cells.map(({ name, beginning, asks }, index) => {
        const count = counts[index] ?? 0;
        const x = `${(index * wide).toFixed(3)}%`;
        const named = isNamed && html`<text x="${x}" y="${HEIGHT + 18}" direction="ltr">${beginning}</text>`;
        if (count === 0) {
          return html`<rect class="dim" x="${x}" width="${thick.toFixed(3)}%" y="${HEIGHT - 1}" height="1" />${named}`;
        }
        const height = Math.max(3, Math.round((count / most) * HEIGHT));
        const label = t.text('timeline.part', { when: name, n: count });
        const shape = html`<title>${label}</title>
          <rect class="pad" x="${x}" width="${wide.toFixed(3)}%" y="0" height="${HEIGHT + (isNamed ? 22 : 4)}" /><rect
            class="bar"
            x="${x}"
            width="${thick.toFixed(3)}%"
            y="${HEIGHT - height}"
            height="${height}"
          />`;
        return asks === undefined
          ? html`${named}<g>${shape}</g>`
          : html`${named}<a href="${to(asks)}" aria-label="${label}">${shape}</a>`;
      })}
    </svg>
    ${!isNamed && html`<p class="hist-ends meta"><bdi>${cells[0]?.name}</bdi><bdi>${cells.at(-1)?.name}</bdi></p>`}
    ${coarse > 0 && html`<p class="meta">${t('timeline.coarse', { n: coarse })}</p>`}
  </div>`;
}

/** Where a few cells begin, over the bars. */
export function axis(scale: Scale): Html {
  return html`<svg class="time-axis" width="100%" height="28" aria-hidden="true">
    ${ticks(scale).map(
      ({ at, name }) =>
        html`<line class="tick" x1="${at}%" x2="${at}%" y1="20" y2="28" /><text x="${at}%" y="14" text-anchor="middle"
            >${name}</text
          >`,
    )}
  </svg>`;
}

/** Labels stand over lines inside the drawing: none would fit at its very ends, a long one not near them. */
function ticks(scale: Scale): readonly { readonly at: string; readonly name: string }[] {
  const every = Math.ceil(scale.cells.length / LABELS);
  return scale.cells.flatMap(({ start, beginning }, index) => {
    const at = share(scale, start);
    const half = Math.min(9, (beginning.length * LETTER * 50) / NARROWEST);
    const isHere = index % every === Math.floor(every / 2) && at >= half && at <= 100 - half;
    return isHere ? [{ at: at.toFixed(3), name: beginning }] : [];
  });
}

/** The dates that were said of an event, the earliest first, with how many documents say each. */
export function datesOf({
  claim,
}: TimelineEvent): readonly { readonly value: DatedEvent; readonly documents: number }[] {
  const dates = claim.values.flatMap(({ value, documents }) => (value.kind === 'date' ? [{ value, documents }] : []));
  const clock = clockOf(dates.map(({ value }) => value));
  return dates.toSorted((a, b) => (clock.stretchOf(a.value)?.start ?? 0) - (clock.stretchOf(b.value)?.start ?? 0));
}

/** One bar for each date that was said, one under another; a broken line under those that cannot both be right. */
export function eventBars(t: Say, scale: Scale, event: TimelineEvent): Html {
  const { claim, from, to } = event;
  const said = datesOf(event).slice(0, LANES);
  const dates = said.length > 0 ? said.map(({ value }) => value) : [{ from, to }];
  const places = placesOf(scale, dates, clockOf(dates));
  const isApart = claim.verdict === 'conflict';
  const height = dates.length * LANE + (isApart ? 10 : 0);
  const words = dates.map((date) => rangeText(t, date)).join(t.semicolon);
  return html`<svg class="time-bars" width="100%" height="${height}" role="img" aria-label="${words}">
    ${ticks(scale).map(({ at }) => html`<line class="grid" x1="${at}%" x2="${at}%" y1="0" y2="${height}" />`)}
    ${dates.map((date, index) => bar(places[index], date.from === date.to, index * LANE + 6))}
    ${isApart && fault(places, height - 8)}
  </svg>`;
}

interface Place {
  /** Per cent of the width; beyond 0 and 100 where the stretch goes on. */
  readonly start: number;
  readonly end: number;
}

function placesOf(scale: Scale, dates: readonly Asked[], clock: Clock): readonly (Place | undefined)[] {
  return dates.map((date) => {
    const stretch = clock.stretchOf(date);
    return stretch && { start: share(scale, stretch.start), end: share(scale, stretch.end) };
  });
}

function bar(place: Place | undefined, isExact: boolean, y: number): Html {
  const kind = isExact ? 'said-bar' : 'open-bar';
  if (place === undefined || place.end <= 0 || place.start >= 100) return NOTHING;
  const [start, end] = [Math.max(0, place.start), Math.min(100, place.end)];
  // What is too short to be seen is a square where it lies.
  return end - start < 1
    ? html`<svg x="${((start + end) / 2).toFixed(3)}%" y="${y + 5}" overflow="visible">
        <path class="${kind}" d="M-5-5h10v10h-10z" />
      </svg>`
    : html`<rect class="${kind}" x="${start.toFixed(3)}%" y="${y}" width="${(end - start).toFixed(3)}%" height="10" />`;
}

/** From the first date to the last: broken and shifted, with a stroke through the break. */
function fault(places: readonly (Place | undefined)[], y: number): Html {
  const known = places.filter((place) => place !== undefined);
  const start = Math.max(0, Math.min(...known.map((place) => place.start)));
  const end = Math.min(100, Math.max(...known.map((place) => place.end)));
  if (known.length < 2 || start >= end) return NOTHING;
  const at = (percent: number): string => `${percent.toFixed(3)}%`;
  const middle = at((start + end) / 2);
  return html`<line class="apart" x1="${at(start)}" x2="${middle}" y1="${y - 2}" y2="${y - 2}" />
    <line class="apart" x1="${middle}" x2="${at(end)}" y1="${y + 2}" y2="${y + 2}" />
    <svg x="${middle}" y="${y}" overflow="visible"><path class="apart" d="m4-7-8 14" /></svg>`;
}

/** Per cent of the way from its start to its end. */
function share({ start, end }: Scale, ms: number): number {
  return ((ms - start) / (end - start)) * 100;
}

const DATES_SHOWN = 5; // of one event

/** Dates of one event, each with how many documents say it. @param more that are not among `dates` */
export function datesSaid(t: Say, dates: ReturnType<typeof datesOf>, more = 0): Html {
  const hidden = Math.max(0, dates.length - DATES_SHOWN) + more;
  return html`<ul class="dates-said">
    ${dates
      .slice(0, DATES_SHOWN)
      .map(
        ({ value, documents }) =>
          html`<li>
            <bdi>${rangeText(t, value)}</bdi> <span class="meta">${t('note.documents', { n: documents })}</span>
          </li>`,
      )}
    ${hidden > 0 && html`<li class="meta">${t('timeline.more-dates', { n: hidden })}</li>`}
  </ul>`;
}

/** What the shapes of the bars mean. @param conflict its mark */
export function barsKey(t: Say, conflict: Html): Html {
  const sample = (kind: string): Html =>
    html`<svg width="28" height="12" aria-hidden="true">
      <rect class="${kind}" x="1" y="2" width="26" height="8" />
    </svg>`;
  return html`<ul class="looks meta" aria-label="${t.text('timeline.key')}">
    <li>${sample('said-bar')}${t('timeline.key-exact')}</li>
    <li>${sample('open-bar')}${t('timeline.key-open')}</li>
    <li>${conflict}${t('timeline.key-fault')}</li>
  </ul>`;
}
