import { type Day, plusDays, validDay } from '../finding/calendar.ts';

/** The Chinese lunisolar calendar as ICU has it (CLDR calendar `chinese`), for the years in which newspapers use it. */
const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
const [FIRST, LAST] = [1901, 2099];
/** New year falls on January 21 at the earliest. */
const NEW_YEAR = { month: 1, day: 21 };
const LONGEST = 390; // days of a year with thirteen months, and what lies before it

const years = new Map<number, ReadonlyMap<string, Day>>();

/**
 * The day of the sun on which a day of the moon falls; of a leap month nothing is known.
 *
 * @param year the year of the sun in which the year of the moon begins
 * @returns undefined where that year has no such day, and outside 1901 to 2099
 */
export function lunarDay(year: number, month: number, day: number): Day | undefined {
  if (!(year >= FIRST && year <= LAST)) return undefined;
  const known = years.get(year) ?? daysOf(year);
  years.set(year, known);
  return known.get(`${month}-${day}`);
}

/** The last day of a lunar year: 除夕, 29 or 30 of the twelfth month. */
export function lunarEve(year: number): Day | undefined {
  const next = lunarDay(year + 1, 1, 1);
  return next && plusDays(next, -1);
}

function daysOf(year: number): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  const first = validDay(year, NEW_YEAR.month, NEW_YEAR.day);
  if (first === undefined) return days;
  for (let step = 0; step < LONGEST; step += 1) {
    const day = plusDays(first, step);
    if (day === undefined) break;
    const parts = new Map<string, string>(
      calendar.formatToParts(Date.UTC(day.year, day.month - 1, day.day)).map(({ type, value }) => [type, value]),
    );
    if (parts.get('relatedYear') === String(year)) days.set(`${parts.get('month')}-${parts.get('day')}`, day); // `6bis-3` for leap months
  }
  return days;
}
