import type { Span } from '../../nouns/reading.ts';
import type { DatedEvent } from '../../nouns/statement.ts';
import {
  type Day,
  type DayRange,
  dayOf,
  monthAfter,
  oneDay,
  oneMonth,
  plusDays,
  validDay,
  weekdayOf,
  yearOf,
  years,
} from '../calendar.ts';
import { foldUyghur } from './letters.ts';
import type { Found } from '../finder.ts';

const MONTHS = [
  'يانۋار',
  'فېۋرال',
  'مارت',
  'ئاپرېل',
  'ماي',
  'ئىيۇن',
  'ئىيۇل',
  'ئاۋغۇست',
  'سېنتەبىر',
  'ئۆكتەبىر',
  'نويابىر',
  'دېكابىر',
].map(foldUyghur);
const WEEKDAYS = ['يەكشەنبە', 'دۈشەنبە', 'سەيشەنبە', 'چارشەنبە', 'پەيشەنبە', 'جۈمە', 'شەنبە'].map(foldUyghur);
const RELATIVE = new Map([
  ['بۈگۈن', 0],
  ['تۈنۈگۈن', -1],
  ['ئەتە', 1],
].map(([word, days]) => [foldUyghur(String(word)), Number(days)])); // prettier-ignore
const YEARS = new Map([
  ['بۇ يىل', 0],
  ['بۇلتۇر', -1],
  ['ئۆتكەن يىل', -1],
  ['كېلەر يىل', 1],
].map(([word, move]) => [foldUyghur(String(word)), Number(move)])); // prettier-ignore
const MOVED_MONTHS = new Map([
  ['بۇ ئاي', 0],
  ['ئۆتكەن ئاي', -1],
  ['كېلەر ئاي', 1],
].map(([word, move]) => [foldUyghur(String(word)), Number(move)])); // prettier-ignore

const fold = foldUyghur;
const MONTH = `(?:(?<month>\\d{1,2})\\s?-?\\s?${fold('ئاي')}|(?<name>${MONTHS.join('|')}))\\p{L}{0,5}`;
const DATE = new RegExp(
  [
    String.raw`(?<![\d\p{L}])(?:(?<year>[12]\d{3})\s?-?\s?${fold('يىل')}\p{L}{0,6})(?:\s${MONTH}(?:\s?(?<day>\d{1,2})\s?-?\s?(?:${fold('كۈن|چېسلا')})\p{L}{0,6})?)?`,
    String.raw`(?<![\d\p{L}-])${MONTH.replace('<month>', '<month2>').replace('<name>', '<name2>')}\s?(?<day2>\d{1,2})\s?-?\s?(?:${fold('كۈن|چېسلا')})\p{L}{0,6}`,
    String.raw`(?<!\p{L})(?<relday>${[...RELATIVE.keys()].join('|')})(?!\p{L}{4})\p{L}{0,3}`,
    String.raw`(?<!\p{L})(?<relyear>${[...YEARS.keys()].join('|')})(?:ى|نىڭ|دا)?(?!\p{L})`,
    String.raw`(?<!\p{L})(?<relmonth>${[...MOVED_MONTHS.keys()].join('|')})\p{L}{0,4}(?!\p{L})`,
    String.raw`(?<!\p{L})(?<weekday>${WEEKDAYS.join('|')})(?:\s${fold('كۈن')}\p{L}{0,4})?(?!\p{L})`,
  ].join('|'),
  'gu',
);

/** When things happened, in Uyghur: full dates, months and days of the document's year, today and the days of the week. */
export function uyghurDates(folded: string, block: Span, published: string | undefined): readonly Found<DatedEvent>[] {
  const anchor = dayOf(published);
  return Array.from(folded.slice(block.start, block.end).matchAll(DATE)).flatMap((match) => {
    const range = rangeOf(match.groups ?? {}, published, anchor);
    if (range === undefined) return [];
    const start = block.start + match.index;
    return [{ start, end: start + match[0].length, value: { kind: 'date' as const, ...range, event: '' } }];
  });
}

function rangeOf(
  groups: Readonly<Record<string, string | undefined>>,
  published: string | undefined,
  anchor: Day | undefined,
): DayRange | undefined {
  const { year, day, day2, relday, relyear, relmonth, weekday } = groups;
  const month = groups['month'] ?? groups['month2'];
  const name = groups['name'] ?? groups['name2'];
  const number = month === undefined ? (name === undefined ? 0 : MONTHS.indexOf(name) + 1) : Number(month);
  if (year !== undefined) {
    if (day !== undefined) return oneDay(validDay(Number(year), number, Number(day)));
    return number === 0 ? years(Number(year)) : oneMonth(Number(year), number);
  }
  if (relyear !== undefined) {
    const own = yearOf(published);
    return own === undefined ? undefined : years(own + (YEARS.get(relyear) ?? 0));
  }
  if (anchor === undefined) return undefined;
  if (day2 !== undefined)
    return oneDay(validDay(number > anchor.month + 1 ? anchor.year - 1 : anchor.year, number, Number(day2)));
  if (relday !== undefined) return oneDay(plusDays(anchor, RELATIVE.get(relday) ?? 0));
  if (relmonth !== undefined) return monthAfter(anchor, MOVED_MONTHS.get(relmonth) ?? 0);
  if (weekday === undefined) return undefined;
  return oneDay(plusDays(anchor, -((weekdayOf(anchor) - WEEKDAYS.indexOf(weekday) + 7) % 7)));
}
