/**
 * A stretch of time, both ends included, in milliseconds of the calendar as it is written: an offset from UTC is left
 * out of account, so that 24 June is found as 24 June wherever it was written down.
 */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const WRITTEN =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+\-]\d{2}:?\d{2})?)?)?)?$/v;

/** `2017`, `2017-06`, `2017-06-24` or a full instant (ISO 8601) as the stretch that it leaves open. */
export function timeSpanOf(date: string): TimeSpan | undefined {
  const [, year, month, day, hour, minute, second] = WRITTEN.exec(date) ?? [];
  if (year === undefined) return undefined;
  const [y, m] = [Number(year), Number(month ?? 1)];
  const from = utc(y, m, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  // `Date` would take 31 June for 1 July.
  if (m < 1 || new Date(from).getUTCMonth() !== m - 1 || Number(hour ?? 0) > 23) return undefined;
  if (hour !== undefined) return { from, to: from };
  if (day !== undefined) return { from, to: from + DAY_MS - 1 };
  return { from, to: (month === undefined ? utc(y + 1, 1, 1) : utc(y, m + 1, 1)) - 1 };
}

const DAY_MS = 86_400_000;

function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the year 50 for 1950
  return date.setUTCHours(hour, minute, second);
}
