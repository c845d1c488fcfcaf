import type { Day, DayRange } from '../finding/calendar.ts';
import { clockOn, zoneOffset } from '../finding/clock-times.ts';
import { eachSpelling, type Spelling } from './letters.ts';

/** Zones that people in the Uyghur region tell the time by, by the name of the group that reads them. */
const ZONES: readonly (readonly [string, string])[] = [
  ['beijing', 'بېيجىڭ'],
  ['xinjiang', 'شىنجاڭ|ئۈرۈمچى'],
];
const zones = ZONES.map(([name, words]) => `(?<${name}>${words})`).join('|');
const SOURCE = [
  String.raw`(?:(?:${zones})\sۋاقتى(?:\sبويىچە)?\s)?`,
  String.raw`(?:(?<late>چۈشتىن كېيىن|كەچ|كەچتە|كەچلىك|ئاخشام)\s|(?<early>سەھەر|ئەتىگەن|چۈشتىن بۇرۇن)\s)?`,
  String.raw`(?<!\p{L})(?:سائەت)\s(?<hour>\d{1,2})(?:[:.](?<minute>[0-5]\d)|\s(?:دىن\s)?(?<minutes>[0-5]?\d)\s(?:مىنۇت)\p{L}{0,8})?(?!\d|[:.,]\d)`,
].join('');

const grammarOf = eachSpelling((spelling: Spelling) => new RegExp(spelling.spell(SOURCE), 'gu'));

interface Clock extends DayRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Times of the clock (`سائەت` before the number; behind it, it is a length of time). An hour of twelve is left out where
 * nothing tells which half of the day it is in.
 *
 * @param dayAt the day told before an offset; asked for growing offsets
 */
export function uyghurClocks(
  folded: string,
  spelling: Spelling,
  dayAt: (at: number) => Day | undefined,
): readonly Clock[] {
  return Array.from(folded.matchAll(grammarOf(spelling))).flatMap((match) => {
    const { beijing, xinjiang, late, early, hour, minute, minutes } = match.groups ?? {};
    const [hours, rest, day] = [Number(hour), Number(minute ?? minutes ?? 0), dayAt(match.index)];
    const exact = late ?? early ?? minute;
    if (day === undefined || hours > 24 || (exact === undefined && hours <= 12)) return [];
    const own = (late !== undefined && hours < 12 ? hours + 12 : hours) * 60 + rest;
    const name = beijing === undefined ? (xinjiang === undefined ? undefined : 'Xinjiang') : 'Beijing';
    const zone = name === undefined ? '' : (zoneOffset(name, day) ?? '');
    const range = own > 1440 ? undefined : clockOn(day, own, false, zone);
    return range === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, ...range }];
  });
}
