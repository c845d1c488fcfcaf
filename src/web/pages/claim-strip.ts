import type { DatedEvent } from '../../nouns/statement.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { across, type Stretch } from './claim-axis.ts';
import { clockOf, formatOf, PRECISIONS, rangeText, type Precision } from './claim-days.ts';
import { gapsOf, meetOf, type Scaled } from './claim-line.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The cells of a calendar: how long they are about, how many fit, how exact a date has to be for them, and how they
 * are named.
 */
const CALENDARS = [
  {
    cell: 'hour',
    precision: 'minute',
    about: HOUR,
    most: 36,
    name: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  },
  { cell: 'day', precision: 'day', about: DAY, most: 45, name: { day: 'numeric', month: 'short' } },
  { cell: 'month', precision: 'month', about: 30.44 * DAY, most: 48, name: { month: 'short', year: 'numeric' } },
  { cell: 'year', precision: 'year', about: 365.25 * DAY, most: 60, name: { year: 'numeric' } },
  { cell: 'decade', precision: 'year', about: 3_652.5 * DAY, most: 60, name: { year: 'numeric' } },
  { cell: 'century', precision: 'year', about: 36_525 * DAY, most: 120, name: { year: 'numeric' } },
] as const satisfies readonly {
  cell: string;
  precision: Precision;
  about: number;
  most: number;
  name: Intl.DateTimeFormatOptions;
}[];

type Cell = (typeof CALENDARS)[number]['cell'];

export interface Strip extends Scaled<DatedEvent> {
  readonly ground: (axis: number) => Html;
}

/** A strip of hours, days, months or years for dates; weekends are tinted. */
export function calendarStrip(t: Say, dates: readonly DatedEvent[], conflict: boolean): Strip | undefined {
  const clock = clockOf(dates);
  const known = dates.map(clock.stretchOf);
  const given = known.filter((stretch) => stretch !== undefined);
  if (given.length === 0 || given.length < dates.length) return undefined;
  const least = Math.min(...given.map(({ start }) => start));
  const most = Math.max(...given.map(({ end }) => end));
  const finest = Math.max(...given.map(({ precision }) => PRECISIONS.indexOf(precision)));
  const calendar =
    CALENDARS.find(
      ({ about, most: cells, precision }) => PRECISIONS.indexOf(precision) <= finest && (most - least) / about < cells,
    ) ?? CALENDARS[CALENDARS.length - 1];
  if (calendar === undefined) return undefined;
  const edges = edgesOf(calendar.cell, least, most);
  const from = edges[0] ?? least;
  const to = edges.at(-1) ?? most;
  const fraction = (ms: number): number => (ms - from) / (to - from);
  const stretch = (date: DatedEvent): Stretch & { readonly cells: number } => {
    const { start, end } = clock.stretchOf(date) ?? { start: from, end: from };
    return { from: fraction(start), to: fraction(end), cells: (end - start) / calendar.about };
  };
  const named = formatOf(t, calendar.name);
  const every = Math.ceil((edges.length - 1) / 4);
  return {
    ground: (axis) => cellsOf(edges, fraction, { axis, days: calendar.cell === 'day' }),
    ticks: edges.slice(0, -1).flatMap((edge, index) => {
      if (index % every !== Math.floor(every / 2) && every > 1) return [];
      const zone = index < every && calendar.cell === 'hour' ? clock.zone : undefined;
      const text = zone === undefined ? named.format(edge) : `${named.format(edge)} (${zone})`;
      return [{ at: (fraction(edge) + fraction(edges[index + 1] ?? edge)) / 2, text }];
    }),
    at: (date, { sub, weight }) => {
      const { cells: long, ...place } = stretch(date);
      return { ...place, shape: long < 1.1 ? 'point' : 'range', open: false, text: rangeText(t, date), sub, weight };
    },
    ...(conflict ? { gaps: gapsOf(dates.map(stretch)) } : { gaps: [], meet: meetOf(dates.map(stretch)) }),
  };
}

/** Where cells begin, from one or two before the first date to one after the last. */
function edgesOf(cell: Cell, least: number, most: number): readonly number[] {
  let start = floorOf(cell, least);
  for (let back = 0; back < 2; back += 1) start = floorOf(cell, start - 1);
  const edges = [start];
  let after = 0;
  while (edges.length < 140 && after < 2) {
    const last = edges.at(-1) ?? start;
    const next = afterOf(cell, last);
    edges.push(next);
    if (last >= most) after += 1;
  }
  return edges;
}

const YEARS: Readonly<Partial<Record<Cell, number>>> = { year: 1, decade: 10, century: 100 };

function floorOf(cell: Cell, ms: number): number {
  if (cell === 'hour') return Math.floor(ms / HOUR) * HOUR;
  if (cell === 'day') return Math.floor(ms / DAY) * DAY;
  const date = new Date(ms);
  const years = YEARS[cell] ?? 1;
  const year = cell === 'month' ? date.getUTCFullYear() : Math.floor(date.getUTCFullYear() / years) * years;
  return beginning(year, cell === 'month' ? date.getUTCMonth() : 0);
}

function afterOf(cell: Cell, ms: number): number {
  if (cell === 'hour') return ms + HOUR;
  if (cell === 'day') return ms + DAY;
  const date = new Date(ms);
  if (cell === 'month') return beginning(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return beginning(date.getUTCFullYear() + (YEARS[cell] ?? 1), 0);
}

function beginning(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}

function cellsOf(
  edges: readonly number[],
  fraction: (ms: number) => number,
  { axis, days }: { readonly axis: number; readonly days: boolean },
): Html {
  return html`${edges.slice(0, -1).map((edge, index) => {
    const to = edges[index + 1] ?? edge;
    const weekday = new Date(edge).getUTCDay();
    const isFree = days && (weekday === 0 || weekday === 6);
    const share = Math.round((fraction(to) - fraction(edge)) * 94 * 100) / 100;
    return html`<rect
      class="${isFree ? 'cell-we' : 'cell'}"
      x="${across(fraction(edge))}"
      y="${axis - 16}"
      width="${share}%"
      height="16"
    />`;
  })}`;
}
