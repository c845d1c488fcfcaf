import type { Span } from '../../nouns/reading.ts';
import type { Day, DayRange } from '../finding/calendar.ts';
import { anyCase } from './any-case.ts';
import { clockOn, offsetBetween, zoneOffset } from '../finding/clock-times.ts';

const NAMED = 'Beijing|Xinjiang|Urumqi|Moscow|London|Paris|Berlin|Tokyo|Seoul|Istanbul|Almaty';
const ZONE = String.raw`(?<zone>(?:GMT|UTC|gmt|utc)\s?[+\-−]\d{1,2}(?::?[0-5]\d)?|[+\-−]\d{2}:?[0-5]\d|GMT|UTC|gmt|utc|(?:Z|E[SD]T|ET|[CMP]DT|CES?T|EES?T|WES?T|MSK|PKT|HKT|SGT|[JK]ST|AE[SD]T|NZ[SD]T|WIB|WITA|WIT|(?:${NAMED})(?=\s[Tt]ime)))`;
/** Each means several zones. */
const OTHER = '[CMPABI]ST';
const CLOCK = new RegExp(
  [
    anyCase(
      String.raw`(?:\bat\s)?(?<about>\b(?:about|around|approximately|roughly|shortly\s(?:before|after)|just\s(?:before|after))\s)?(?:\bat\s)?`,
    ),
    anyCase(String.raw`(?:(?<![\d:.,$])(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5]\d))?\s?(?<half>[apAP])\.?m\b\.?`),
    anyCase(String.raw`|(?<![\d:.,$])(?<hour24>[01]?\d|2[0-3])[:.](?<minute24>[0-5]\d)(?=\s?(?:`) +
      ZONE.replace('?<zone>', '?:') +
      anyCase(String.raw`|hours|hrs|local|`) +
      OTHER +
      anyCase(String.raw`|\()|[\s,.;)])`),
    anyCase(String.raw`|(?<![\d:.,$])(?<packed>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:`) +
      ZONE.replace('?<zone>', '?:') +
      anyCase(String.raw`|hours|hrs|local|\(\d{4}\sGMT))`),
    anyCase(String.raw`|(?<word>\bnoon\b|\bmidnight\b))`),
    anyCase(String.raw`(?:\s(?:hours|hrs))?(?:\s?`) +
      ZONE +
      anyCase(String.raw`(?!\p{L}|\d)(?:\stime\b)?|\s(?:local(?:\stime)?|`) +
      OTHER +
      anyCase(String.raw`))?`),
    anyCase(String.raw`(?:\s?\((?<other>\d{1,2}[:.]?\d{2})(?:\shours)?\s(?:GMT|UTC)\))?`),
  ].join(''),
  'gu',
);

export interface Clock extends DayRange {
  readonly start: number;
  readonly end: number;
}

/** The day on which a clock shows what stands in a place of the text; undefined where none was told. */
export type DayOfClock = (clock: Span) => Day | undefined;

/**
 * Times of the clock, on the day told; with the offset of the zone where the text gives one that is known, else local to
 * the place; with the offset that follows where it gives the time in Greenwich too. A dot may part hours and minutes only where a half of
 * the day, a day or a zone follows: `3.45` alone is a number.
 */
export function clocksIn(text: string, dayOf: DayOfClock): readonly Clock[] {
  return Array.from(text.matchAll(CLOCK)).flatMap((match) => {
    const groups = match.groups ?? {};
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 24);
    const placed = /^at\s/i.test(match[0]) && ON_DAY.test(behind);
    const plainDot =
      groups['hour24'] !== undefined && match[0].includes('.') && !/GMT|UTC|hours|local/i.test(match[0]) && !placed;
    const minutes = groups['packed'] === undefined ? minutesOf(groups) : packed(groups['packed']);
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    const day = plainDot || minutes === undefined ? undefined : dayOf(span);
    if (day === undefined || minutes === undefined) return [];
    const about = /^(?:about|around|approx|roughly)/i.test(groups['about'] ?? '');
    const zone = zoneOffset(groups['zone'] ?? '', day) ?? offsetBetween(minutes, packed(groups['other'])) ?? '';
    const range = clockOn(day, minutes, about, zone);
    return range === undefined ? [] : [{ ...span, ...range }];
  });
}

/** `at 4.30 on Sunday`: no price, since a day follows. */
const ON_DAY =
  /^\s?(?:on\s(?:the\s(?:morning|afternoon|evening|night)|\p{Lu}|\d)|in\sthe\s(?:morning|afternoon|evening))/u;

function minutesOf({
  hour,
  minute,
  half,
  hour24,
  minute24,
  word,
}: Readonly<Record<string, string | undefined>>): number | undefined {
  if (word !== undefined) return word.toLowerCase() === 'noon' ? 720 : 0;
  if (hour24 !== undefined) return Number(hour24) * 60 + Number(minute24);
  if (hour === undefined) return undefined;
  return ((Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minute ?? 0);
}

function packed(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const four = digits.replace(/[:.]/, '').padStart(4, '0');
  const [hours, minutes] = [Number(four.slice(0, 2)), Number(four.slice(2))];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}
