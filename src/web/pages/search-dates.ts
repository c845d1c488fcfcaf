import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { askedFields, urls } from '../urls.ts';
import type { FacetView, SearchView } from '../views.ts';
import { choice } from './parts.ts';
import { addressOf } from './search-address.ts';

const UNDATED = 'none';
const MOST_BARS = 36; // narrower ones cannot be pressed with a finger on a telephone
const HEIGHT = 72; // pixels
const WIDEST = 12; // per cent of the drawing: a single month is a bar, not a block

/** One bar: the filter that it stands for, how it is called, and how many passages lie in it. */
interface Bar {
  readonly asks: string;
  readonly name: string;
  readonly passages: number;
}

/**
 * Months where they are few, else years, else stretches of as many years as it takes. Years of which no month is known
 * count in a year's bar, and apart from the months.
 */
export function barsOf(dates: readonly FacetView[]): { readonly bars: readonly Bar[]; readonly yearOnly: number } {
  const months = dates.filter(({ value }) => value.length === 7);
  const years = dates.filter(({ value }) => value !== UNDATED);
  const [first, last] = [months[0]?.value, months.at(-1)?.value];
  const [earliest = 0, latest = 0] = [years[0], years.at(-1)].map((date, i) => monthNear(date?.value ?? '', i * 11));
  if (first !== undefined && last !== undefined && latest - earliest < MOST_BARS) {
    const bars = between(monthNumber(first), monthNumber(last), 1, (from) => {
      const name = `${String(Math.floor(from / 12)).padStart(4, '0')}-${String((from % 12) + 1).padStart(2, '0')}`;
      return { asks: name, name };
    });
    const yearOnly = sumOf(years.filter(({ value }) => value.length === 4));
    return { bars: filled(bars, months, (value) => monthNumber(value)), yearOnly };
  }
  const [from, to] = [yearOf(years[0]), yearOf(years.at(-1))];
  if (from === undefined || to === undefined) return { bars: [], yearOnly: 0 };
  const step = [1, 2, 5, 10, 20, 50, 100, 500].find((size) => (to - from) / size < MOST_BARS) ?? 1_000;
  const start = Math.floor(from / step) * step;
  const bars = between(start, to, step, (year) => {
    const [begin, end] = [fourDigits(year), fourDigits(Math.min(9_999, year + step - 1))];
    return step === 1 ? { asks: begin, name: begin } : { asks: `${begin}..${end}`, name: `${begin}–${end}` };
  });
  return { bars: filled(bars, years, (value) => Number(value.slice(0, 4))), yearOnly: 0 };
}

/** When the documents found are from: bars that are links, a field for any stretch, and those without a date. */
export function dateFacet(t: Say, view: SearchView, dates: readonly FacetView[]): Html {
  const { filters, status } = view;
  const undated = dates.find(({ value }) => value === UNDATED)?.passages ?? 0;
  if (dates.length === 0 && filters.date === undefined) return NOTHING;
  const { bars, yearOnly } = barsOf(dates);
  const to = (date: string | undefined): string => urls.search(status.id, { ...addressOf(view), date });
  const word = (text: string): Html => html`<bdi>${text}</bdi>`;
  return html`<section class="facet" aria-labelledby="facet-date">
    <h3 id="facet-date">${t('search.facet-date')}</h3>
    ${bars.length > 0 && histogram(t, bars, to)}
    ${yearOnly > 0 && html`<p class="meta">${t('search.year-only', { n: yearOnly })}</p>`}
    <ul>
      ${
        filters.date !== undefined &&
        filters.date !== UNDATED &&
        choice(
          t,
          html`${word(filters.date)}<span class="unseen">, ${t('search.take-off')}</span>`,
          undefined,
          true,
          to(undefined),
        )
      }
      ${
        (undated > 0 || filters.date === UNDATED) &&
        choice(
          t,
          html`${t('search.undated')}${filters.date === UNDATED && html`<span class="unseen">, ${t('search.take-off')}</span>`}`,
          undated,
          filters.date === UNDATED,
          to(filters.date === UNDATED ? undefined : UNDATED),
        )
      }
    </ul>
    <form class="date-field" method="get" action="${urls.search(status.id)}">
      ${askedFields({ ...addressOf(view), date: undefined }).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <label class="meta" for="date">${t('search.date-field')}</label>
      <span class="field-go"
        ><input
          class="input"
          id="date"
          name="date"
          dir="ltr"
          value="${filters.date === UNDATED ? '' : filters.date}"
          autocomplete="off"
          maxlength="40"
        /><button class="btn btn-quiet" type="submit">${t('search.show')}</button></span
      >
    </form>
  </section>`;
}

/** Percentages across and pixels down, so that no letter shrinks on a telephone. */
function histogram(t: Say, bars: readonly Bar[], to: (date: string) => string): Html {
  const most = Math.max(1, ...bars.map(({ passages }) => passages));
  const width = 100 / bars.length;
  const wide = Math.min(width * 0.8, WIDEST);
  const step = bars.length > 1 ? (100 - wide) / (bars.length - 1) : 0; // the last bar ends over its name
  return html`<svg
      class="hist"
      width="100%"
      height="${HEIGHT + 4}"
      role="group"
      aria-label="${t.text('search.facet-date')}"
    >
      ${bars.map(({ asks, name, passages }, i) => {
        const label = t.text('search.bar', { time: name, n: passages });
        const height = passages === 0 ? 0 : Math.max(2, Math.round((passages / most) * HEIGHT));
        const x = (i * step).toFixed(3);
        const shape =
          passages === 0
            ? html`<rect class="dim" x="${x}%" width="${wide.toFixed(3)}%" y="${HEIGHT - 1}" height="1" />`
            : html`<rect
                class="bar"
                x="${x}%"
                width="${wide.toFixed(3)}%"
                y="${HEIGHT - height}"
                height="${height}"
              />`;
        if (passages === 0) return shape;
        return html`<a href="${to(asks)}" aria-label="${label}"
          ><title>${label}</title
          ><rect
            class="pad"
            x="${(i * width).toFixed(3)}%"
            width="${width.toFixed(3)}%"
            y="0"
            height="${HEIGHT + 4}"
          />${shape}</a
        >`;
      })}
    </svg>
    <p class="hist-ends meta"><bdi>${bars[0]?.name}</bdi><bdi>${bars.length > 1 && bars.at(-1)?.name}</bdi></p>`;
}

function between(
  from: number,
  to: number,
  step: number,
  named: (number: number) => Pick<Bar, 'asks' | 'name'>,
): readonly (Bar & { readonly from: number; readonly to: number })[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => {
    const start = from + i * step;
    return { ...named(start), from: start, to: start + step - 1, passages: 0 };
  });
}

function filled(
  bars: readonly (Bar & { readonly from: number; readonly to: number })[],
  dates: readonly FacetView[],
  numberOf: (value: string) => number,
): readonly Bar[] {
  return bars.map(({ asks, name, from, to }) => {
    const within = dates.filter(({ value }) => numberOf(value) >= from && numberOf(value) <= to);
    return { asks, name, passages: sumOf(within) };
  });
}

function sumOf(dates: readonly FacetView[]): number {
  return dates.reduce((sum, { passages }) => sum + passages, 0);
}

function monthNumber(value: string): number {
  return Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1;
}

/** Of a year the month that is named. */
function monthNear(value: string, month: number): number {
  return value.length === 7 ? monthNumber(value) : Number(value) * 12 + month;
}

function yearOf(date: FacetView | undefined): number | undefined {
  return date === undefined ? undefined : Number(date.value.slice(0, 4));
}

function fourDigits(year: number): string {
  return String(year).padStart(4, '0');
}
