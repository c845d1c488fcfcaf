import type { DatedEvent } from '../../nouns/statement.ts';
import type { Say } from '../messages.ts';

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?/;

/** How exact a date can be, from the coarsest to the finest. */
export const PRECISIONS = ['year', 'month', 'day', 'minute'] as const;
export type Precision = (typeof PRECISIONS)[number];

interface Moment {
  readonly precision: Precision;
  /** Of its beginning, and of the beginning of what follows it; milliseconds on a calendar without zones. */
  readonly start: number;
  readonly end: number;
}

/** What an ISO 8601 date with its own precision covers; undefined for what is none. */
export function momentOf(iso: string): Moment | undefined {
  const match = PARTS.exec(iso);
  if (match === null) return undefined;
  const [year, month = 1, day = 1, hour = 0, minute = 0] = match
    .slice(1)
    .map((digits: string | undefined) => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const precision = match[4] ? 'minute' : match[3] ? 'day' : match[2] ? 'month' : 'year';
  const at = (y: number, m: number, d: number, min: number): number => {
    // Date.UTC takes years below 100 for those of the twentieth century.
    const date = new Date(0);
    date.setUTCFullYear(y, m - 1, d);
    date.setUTCHours(hour, min);
    return date.getTime();
  };
  const start = at(year, month, day, minute);
  const ends = {
    year: at(year + 1, 1, 1, minute),
    month: at(year, month + 1, 1, minute),
    day: at(year, month, day + 1, minute),
    minute: at(year, month, day, minute + 1),
  };
  return { precision, start, end: ends[precision] };
}

/** From the beginning of the first to the end of the last. */
function stretchOf({ from, to }: Pick<DatedEvent, 'from' | 'to'>): Moment | undefined {
  const first = momentOf(from);
  const last = momentOf(to) ?? first;
  if (first === undefined || last === undefined) return undefined;
  const finer =
    PRECISIONS.indexOf(first.precision) > PRECISIONS.indexOf(last.precision) ? first.precision : last.precision;
  return { precision: finer, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** One clock for several times. */
export interface Clock {
  /** As `stretchOf`, of one of the dates, as this clock shows it. */
  readonly stretchOf: (date: Pick<DatedEvent, 'from' | 'to'>) => Moment | undefined;
  /** `UTC+8`, where the dates are given by several clocks. */
  readonly zone: string | undefined;
}

const MINUTE = 60_000;

/**
 * The clock by which dates are drawn beside each other: of the zones that they give the one that most give. One moment on two
 * clocks stands in one place so. A time of which nobody knows the zone stands as it was given.
 */
export function clockOf(dates: readonly Pick<DatedEvent, 'from' | 'to'>[]): Clock {
  const zones = Map.groupBy(
    dates.filter(({ to }) => minutesAhead(to) !== undefined),
    ({ to }) => minutesAhead(to) ?? 0,
  );
  const [most] = [...zones.values()].toSorted((a, b) => b.length - a.length);
  const ahead = minutesAhead(most?.[0]?.to ?? '');
  return {
    zone: zones.size > 1 && most?.[0] !== undefined ? zoneText(most[0].to) : undefined,
    stretchOf: (date) => {
      const stretch = stretchOf(date);
      const own = minutesAhead(date.to);
      if (stretch === undefined || ahead === undefined || own === undefined) return stretch;
      const later = (ahead - own) * MINUTE;
      return { ...stretch, start: stretch.start + later, end: stretch.end + later };
    },
  };
}

/** How far a clock is ahead of Greenwich; undefined where nobody says. */
function minutesAhead(iso: string): number | undefined {
  const [, utc, sign, hours, minutes] = ZONE.exec(iso) ?? [];
  if (utc !== undefined) return 0;
  return hours === undefined ? undefined : (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}

const ZONE = /T\d{2}:\d{2}(?::\d{2})?(?:(Z)|([+-])(\d{2}):?(\d{2}))$/;

const SHAPES: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  minute: { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/** A stretch of time in words, in the precision in which it was given: never an hour that nobody said. */
export function rangeText(t: Say, { from, to }: Pick<DatedEvent, 'from' | 'to'>): string {
  const zone = zoneText(to);
  return `${localText(t, { from, to })}${zone === '' ? '' : ` (${zone})`}`;
}

/** `UTC+8` for a time of a zone that its text gave; nothing for one that is local to the place. */
function zoneText(iso: string): string {
  const [, utc, sign, hours, minutes] = ZONE.exec(iso) ?? [];
  if (utc !== undefined) return 'UTC';
  return hours === undefined ? '' : `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

function localText(t: Say, { from, to }: Pick<DatedEvent, 'from' | 'to'>): string {
  const first = momentOf(from);
  const last = momentOf(to);
  // Calendars of people have no year 0: Intl would call it the year 1.
  if (first === undefined || last === undefined || from.startsWith('0000'))
    return from === to ? from : `${from} – ${to}`;
  if (first.start === last.start && first.end === last.end) return instantText(t, first.start, first.precision);
  const format = formatOf(t, first.precision === last.precision ? first.precision : 'day');
  // In Chinese Intl falls back to bare numbers for a range of days.
  if (t.language === 'zh-Hans' && first.precision !== 'minute') {
    return `${instantText(t, first.start, first.precision)}至${instantText(t, last.start, last.precision)}`;
  }
  const between = first.precision === last.precision ? format.formatRange(first.start, last.start) : undefined;
  return between ?? `${instantText(t, first.start, first.precision)} – ${instantText(t, last.start, last.precision)}`;
}

/** The day that a document gives itself, or what it gives where that is less: never the minute of a file. */
export function dayText(t: Say, published: string): string {
  const day = published.slice(0, 10);
  return rangeText(t, { from: day, to: day });
}

/** @param ms on a calendar without zones */
function instantText(t: Say, ms: number, precision: Precision): string {
  return formatOf(t, precision).format(ms);
}

/** Each is made once: it takes longer than what it formats, and its memory is not the collector’s to see. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function formatOf(t: Say, shape: Precision | Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const options = typeof shape === 'string' ? SHAPES[shape] : shape;
  const language = t.language === 'en' ? 'en-GB' : t.language;
  const key = `${language} ${JSON.stringify(options)}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' });
  formats.set(key, known);
  return known;
}
