import type { TimelineFilter } from '../../nouns/claim-views.ts';
import type { Say } from '../messages.ts';
import { formatOf, momentOf } from './claim-days.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const MOST_CELLS = 36; // narrower bars cannot be pressed with a finger on a telephone

const UNITS = ['hour', 'day', 'month', 'year', 'decade', 'century'] as const;
export type Unit = (typeof UNITS)[number];
const ABOUT: Readonly<Record<Unit, number>> = {
  hour: HOUR,
  day: DAY,
  month: 30.44 * DAY,
  year: 365.25 * DAY,
  decade: 3_652.5 * DAY,
  century: 36_525 * DAY,
};

/** A stretch of time as an address asks for it: ISO 8601, both ends in one precision. */
export interface Asked {
  readonly from: string;
  readonly to: string;
}

interface Cell {
  /** Milliseconds on a calendar without zones. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** What to call the place where it begins: of a decade and a century their first year. */
  readonly beginning: string;
  /** Undefined for hours: there is nothing closer to look at. */
  readonly asks: Asked | undefined;
}

export interface Scale {
  readonly start: number;
  readonly end: number;
  /** They cover it from end to end, none of them empty. */
  readonly cells: readonly Cell[];
}

/**
 * The stretch that was asked for, or all that is known, in hours, days, months, years, decades or centuries.
 * @param finest what is known of the events is no closer than this
 */
export function scaleOf(
  t: Say,
  { from, to }: Pick<TimelineFilter, 'from' | 'to'>,
  span: Asked | undefined,
  finest: Unit = 'hour',
): Scale | undefined {
  const first = momentOf(from ?? span?.from ?? '');
  const last = momentOf(to ?? span?.to ?? '');
  if (first === undefined || last === undefined || first.start >= last.end) return undefined;
  const length = last.end - first.start;
  const units = UNITS.slice(UNITS.indexOf(finest));
  const unit = units.find((one) => length / ABOUT[one] <= MOST_CELLS) ?? 'century';
  const cells: Cell[] = [];
  for (let start = floor(unit, first.start); start < last.end && cells.length <= 101;) {
    const end = after(unit, start);
    const [name, asks] = [cellName(t, unit, start), asked(unit, start)];
    const isLong = unit === 'decade' || unit === 'century';
    cells.push({ start, end, name, beginning: isLong ? String(Number(asks?.from)) : name, asks });
    start = end;
  }
  return { start: cells[0]?.start ?? first.start, end: cells.at(-1)?.end ?? last.end, cells };
}

const YEARS: Readonly<Partial<Record<Unit, number>>> = { year: 1, decade: 10, century: 100 };

function floor(unit: Unit, ms: number): number {
  if (unit === 'hour') return Math.floor(ms / HOUR) * HOUR;
  if (unit === 'day') return Math.floor(ms / DAY) * DAY;
  const date = new Date(ms);
  if (unit === 'month') return beginning(date.getUTCFullYear(), date.getUTCMonth());
  const years = YEARS[unit] ?? 1;
  return beginning(Math.floor(date.getUTCFullYear() / years) * years, 0);
}

function after(unit: Unit, ms: number): number {
  if (unit === 'hour') return ms + HOUR;
  if (unit === 'day') return ms + DAY;
  const date = new Date(ms);
  if (unit === 'month') return beginning(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return beginning(date.getUTCFullYear() + (YEARS[unit] ?? 1), 0);
}

function beginning(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  return date.getTime();
}

function asked(unit: Unit, ms: number): Asked | undefined {
  if (unit === 'hour') return undefined;
  const iso = isoDay(ms);
  const years = YEARS[unit];
  if (years === undefined) return both(iso.slice(0, unit === 'month' ? 7 : 10));
  const year = Number(iso.slice(0, 4));
  return { from: fourDigits(year), to: fourDigits(Math.min(9_999, year + years - 1)) };
}

function cellName(t: Say, unit: Unit, ms: number): string {
  switch (unit) {
    case 'hour':
      return formatOf(t, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
    case 'day':
      return formatOf(t, { day: 'numeric', month: 'short' }).format(ms);
    case 'month':
      return formatOf(t, { month: 'short', year: 'numeric' }).format(ms);
    case 'year':
      return formatOf(t, { year: 'numeric' }).format(ms);
    case 'decade':
    case 'century': {
      const { from, to } = asked(unit, ms) ?? both('');
      return `${Number(from)}–${Number(to)}`;
    }
  }
}

/** Where a stretch lies in a larger one: its decade, its year, its month; the largest first, itself the last. */
export function within({ from, to }: Asked): readonly Asked[] {
  const decade = `${from.slice(0, 3)}0`;
  const all = [
    { from: decade, to: `${from.slice(0, 3)}9` },
    both(from.slice(0, 4)),
    ...(from.length >= 7 ? [both(from.slice(0, 7))] : []),
    ...(from.length >= 10 ? [both(from.slice(0, 10))] : []),
  ];
  return all.filter((one) => covers(one, { from, to }));
}

function covers(outer: Asked, inner: Asked): boolean {
  const [start, end] = [momentOf(outer.from)?.start, momentOf(outer.to)?.end];
  const [from, to] = [momentOf(inner.from)?.start, momentOf(inner.to)?.end];
  if (start === undefined || end === undefined || from === undefined || to === undefined) return false;
  return start <= from && to <= end;
}

/** The stretch of the same kind before it and after it; undefined at the ends of the calendar and for odd stretches. */
export function besides({ from, to }: Asked): { readonly before?: Asked; readonly after?: Asked } {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1;
  const isRound = from.length === 4 && to.length === 4 && (years === 1 || (years === 10 && from.endsWith('0')));
  if (isRound) {
    const moved = (by: number): Asked => ({
      from: fourDigits(Number(from) + by),
      to: fourDigits(Number(to) + by),
    });
    return known(moved(-years), moved(years));
  }
  if (from !== to || from.length > 10) return {};
  const start = momentOf(from)?.start ?? 0;
  if (from.length === 10) return known(both(isoDay(start - DAY)), both(isoDay(start + DAY)));
  return known(both(isoDay(start - DAY).slice(0, 7)), both(isoDay(after('month', start)).slice(0, 7)));
}

function known(before: Asked, next: Asked): { readonly before?: Asked; readonly after?: Asked } {
  const isYear = ({ from, to }: Asked): boolean => /^(?!0000)\d{4}/.test(from) && /^\d{4}/.test(to);
  return { ...(isYear(before) && { before }), ...(isYear(next) && { after: next }) };
}

function both(iso: string): Asked {
  return { from: iso, to: iso };
}

/** Years beyond 9999 come out longer, and are refused by whoever reads them. */
function isoDay(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${fourDigits(date.getUTCFullYear())}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function fourDigits(year: number): string {
  return year > 9_999 || year < 0 ? 'out of the calendar' : String(year).padStart(4, '0');
}
