/**
 * Days of the proleptic Gregorian calendar (ISO 8601-1:2019, 4.2.1) as text: `2010`, `2010-05`, `2010-05-05`. Years are
 * 1 to 9999; what falls outside is undefined, so that no text makes a date that cannot be written.
 */
export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** From and to with the same precision. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const MS_A_DAY = 86_400_000;

/** The day that an ISO 8601 text begins with; undefined where it has no day, or one that no calendar has. */
export function dayOf(iso: string | undefined): Day | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '') ?? [];
  return day === undefined ? undefined : validDay(Number(year), Number(month), Number(day));
}

/** Year and month of an ISO 8601 text, where it has them. */
export function yearOf(iso: string | undefined): number | undefined {
  const year = Number(/^\d{4}/.exec(iso ?? '')?.[0] ?? Number.NaN);
  return year >= 1 ? year : undefined;
}

export function validDay(year: number, month: number, day: number): Day | undefined {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  return day <= daysIn(year, month) ? { year, month, day } : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** @returns undefined outside the years 1 to 9999 */
export function plusDays(day: Day, days: number): Day | undefined {
  const moved = new Date(msOf(day) + days * MS_A_DAY);
  return Number.isNaN(moved.getTime())
    ? undefined
    : validDay(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

function msOf({ year, month, day }: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  return date.getTime();
}

/** From `a` to `b`. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((msOf(b) - msOf(a)) / MS_A_DAY);
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(msOf(day)).getUTCDay();
}

export function printDay({ year, month, day }: Day): string {
  return `${printMonth(year, month)}-${String(day).padStart(2, '0')}`;
}

function printMonth(year: number, month: number): string {
  return `${printYear(year)}-${String(month).padStart(2, '0')}`;
}

function printYear(year: number): string {
  return String(year).padStart(4, '0');
}

export function oneDay(day: Day | undefined): DayRange | undefined {
  return day === undefined ? undefined : { from: printDay(day), to: printDay(day) };
}

export function daysFromTo(from: Day | undefined, to: Day | undefined): DayRange | undefined {
  return from === undefined || to === undefined || daysBetween(from, to) < 0
    ? undefined
    : { from: printDay(from), to: printDay(to) };
}

export function oneMonth(year: number, month: number): DayRange | undefined {
  if (validDay(year, month, 1) === undefined) return undefined;
  return { from: printMonth(year, month), to: printMonth(year, month) };
}

/** The month that lies `months` after one. */
export function monthAfter({ year, month }: Pick<Day, 'year' | 'month'>, months: number): DayRange | undefined {
  const count = year * 12 + (month - 1) + months;
  return oneMonth(Math.floor(count / 12), (count % 12) + 1);
}

export function years(from: number, to = from): DayRange | undefined {
  return from >= 1 && to <= 9999 && from <= to ? { from: printYear(from), to: printYear(to) } : undefined;
}

/** Monday to Sunday, `weeks` after the week of a day. */
export function weekAfter(day: Day, weeks: number): DayRange | undefined {
  const monday = plusDays(day, weeks * 7 - ((weekdayOf(day) + 6) % 7));
  return monday && daysFromTo(monday, plusDays(monday, 6));
}

/** Saturday and Sunday, `weeks` after the last weekend that began on or before a day. */
export function weekendAfter(day: Day, weeks: number): DayRange | undefined {
  const saturday = plusDays(day, weeks * 7 - ((weekdayOf(day) + 1) % 7));
  return saturday && daysFromTo(saturday, plusDays(saturday, 1));
}

/** From the beginning of one stretch to the end of another, as exact as the more exact of the two. */
export function spanning(a: DayRange, b: DayRange): DayRange | undefined {
  const exact = Math.max(a.from.length, b.from.length);
  const from = `${a.from}${'-01-01'.slice(a.from.length - 4, exact - 4)}`;
  const to = exact === DAY_LENGTH ? lastDayOf(b.to) : `${b.to}${'-12'.slice(b.to.length - 4, exact - 4)}`;
  return to === undefined || from > to ? undefined : { from, to };
}

const DAY_LENGTH = 10; // of a day in ISO 8601

function lastDayOf(date: string): string | undefined {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || day !== undefined) return date;
  return printDay({ year, month: month ?? 12, day: daysIn(year, month ?? 12) });
}

/** A day of a month in the year of those around one in which it lies closest to it; February 29 in a leap year. */
export function nearestOf(anchor: Day, month: number, day: number): Day | undefined {
  const around = [0, -1, 1, -2, 2, -3, 3, -4, 4].flatMap((move) => validDay(anchor.year + move, month, day) ?? []);
  return around.toSorted((a, b) => Math.abs(daysBetween(anchor, a)) - Math.abs(daysBetween(anchor, b)))[0];
}

/**
 * The counted weekday of a month: the first Friday, with -1 the last.
 *
 * @param weekday 0 is Sunday
 */
export function weekdayIn(year: number, month: number, count: number, weekday: number): Day | undefined {
  const edge = validDay(year, month, count < 0 ? daysIn(year, month) : 1);
  if (edge === undefined) return undefined;
  const away = (weekdayOf(edge) - weekday + 7) % 7;
  const day = count < 0 ? edge.day - away + (count + 1) * 7 : edge.day + ((7 - away) % 7) + (count - 1) * 7;
  return validDay(year, month, day);
}
