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
  weekAfter,
  weekdayOf,
  yearOf,
  years,
} from '../finding/calendar.ts';
import { stretchOf } from '../finding/date-stretch.ts';
import type { Found } from '../finding/finder.ts';
import { uyghurClocks } from './clock.ts';
import { eachSpelling, type Spelling } from './letters.ts';
import { keyOf, uyghurNumbers } from './numbers.ts';

const MONTHS = 'يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر'.split(' ');
/** As those write who learned them from Russian. */
const CYRILLIC_MONTHS = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');
const WEEKDAYS = 'يەكشەنبە دۈشەنبە سەيشەنبە چارشەنبە پەيشەنبە جۈمە شەنبە'.split(' ');
const DAYS: Readonly<Record<string, number>> = { بۈگۈن: 0, تۈنۈگۈن: -1, ئۈلۈشكۈن: -2, ئەتە: 1, ئۆگۈن: 2 };
const YEARS: Readonly<Record<string, number>> = { 'بۇ يىل': 0, بۇلتۇر: -1, 'ئۆتكەن يىل': -1, 'كېلەر يىل': 1 };
const MOVED: Readonly<Record<string, number>> = { بۇ: 0, ئۆتكەن: -1, كېلەر: 1 };
const UNITS: Readonly<Record<string, 'day' | 'week' | 'month' | 'year'>> = {
  كۈن: 'day', ھەپتە: 'week', ئاي: 'month', يىل: 'year',
}; // prettier-ignore

/** Dates, longest wordings first; words in Arabic letters, spelt out for each script. */
function sourceOf(months: string, number: string): string {
  const keys = (words: Readonly<Record<string, unknown>>): string => Object.keys(words).join('|');
  const month = (n: string): string =>
    String.raw`(?:(?<month${n}>\d{1,2})\s?-?\s?ئاي|(?<name${n}>${months}))\p{L}{0,5}`;
  const day = (n: string): string => String.raw`(?<day${n}>\d{1,2})\s?-?\s?(?:كۈن|چېسلا)\p{L}{0,6}`;
  const dayOfMonth = (n: string): string =>
    String.raw`(?<first${n}>\d{1,2})\s?-?\s?(?<named${n}>${months})\p{L}{0,6}(?:\sكۈن\p{L}{0,5})?`;
  return [
    String.raw`(?<![\d.-])(?<isoyear>[12]\d{3})(?<mark>[-./])(?<isomonth>\d{1,2})\k<mark>(?<isoday>\d{1,2})(?!\d|\.\d)`,
    String.raw`(?<![\d.-])(?<dotday>\d{1,2})\.(?<dotmonth>\d{1,2})\.(?<dotyear>[12]\d{3})(?!\d|\.\d)`,
    String.raw`(?<![\d\p{L}])(?<yearfrom>[12]\d{3})\s?[-–—]\s?(?<yearto>[12]\d{3})\s?-?\s?يىل\p{L}{0,8}`,
    String.raw`(?<![\d\p{L}])(?:20\s?-?\s?ئەسىر\p{L}{0,4}\s)?(?<decade>[12]\d[0-9]0|[3-9]0)\s?-?\s?يىللار\p{L}{0,6}`,
    String.raw`(?<![\d\p{L}])(?<year>[12]\d{3})\s?-?\s?يىل(?!لار)\p{L}{0,6}(?:\s(?:${dayOfMonth('')}|${month('')}(?:\s?${day('')})?))?`,
    String.raw`(?<![\d\p{L}-])${month('2')}\s?${day('2')}`,
    String.raw`(?<![\d\p{L}.-])${dayOfMonth('3')}(?!\p{L})`,
    String.raw`(?<!\p{L})(?<relday>${keys(DAYS)})(?!\p{L}{4})\p{L}{0,3}`,
    String.raw`(?<!\p{L})(?<relyear>${keys(YEARS)})(?:ى|نىڭ|دا)?(?!\p{L})(?:\s(?:${dayOfMonth('4')}|${month('4')}(?:\s?${day('4')})?))?`,
    String.raw`(?<!\p{L})(?<which>${keys(MOVED)})\s(?<whole>ئاي|ھەپتە)\p{L}{0,4}(?!\p{L})`,
    String.raw`(?<![\p{L}\d.,])(?<ago>${number})\s(?<unit>${keys(UNITS)})\s(?:ئىلگىرى|بۇرۇن|ئاۋۋال)(?!\p{L})`,
    String.raw`(?<!\p{L})(?<!ھەر\s)(?<weekday>${WEEKDAYS.join('|')})(?:\sكۈن\p{L}{0,4})?(?!\p{L})`,
    String.raw`(?<!\p{L})(?<nextday>ئەتىسى)(?!\p{L})`,
  ].join('|');
}

interface Grammar {
  readonly date: RegExp;
  readonly until: RegExp;
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: readonly string[];
  readonly number: (written: string) => number | undefined;
  /** A word of one of the lists above, by its key. */
  readonly days: ReadonlyMap<string, number>;
  readonly years: ReadonlyMap<string, number>;
  readonly moved: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, string>;
}

const grammarOf = eachSpelling((spelling: Spelling): Grammar => {
  const numbers = uyghurNumbers(spelling);
  const byKey = <Value>(words: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
    new Map(Object.entries(words).map(([word, value]) => [keyOf(spelling, word), value]));
  const cyrillic = spelling.script === 'cyrillic' ? CYRILLIC_MONTHS : [];
  const months = [...MONTHS, ...cyrillic].toSorted((a, b) => b.length - a.length).join('|');
  const marked = '\uE000'; // stands for numbers, which are spelt out already
  return {
    date: new RegExp(spelling.spell(sourceOf(months, marked)).replaceAll(marked, () => numbers.source), 'gu'),
    until: new RegExp(spelling.spell('^\\s?[-–—]\\s?$|(?:دىن|تىن)\\u0000\\s[^]*(?:غىچە|قىچە|گىچە|كىچە)$'), 'u'),
    months: new Map([...MONTHS, ...cyrillic].map((name, index) => [keyOf(spelling, name), (index % 12) + 1])),
    weekdays: WEEKDAYS.map((name) => keyOf(spelling, name)),
    number: numbers.read,
    days: byKey(DAYS),
    years: byKey(YEARS),
    moved: byKey(MOVED),
    units: byKey(UNITS),
  };
}); // prettier-ignore

interface Days extends Span, DayRange {}

/**
 * When things happened, in Uyghur: full dates, months and days of the document's year, stretches, weeks, today, the days of
 * the week, and times of the clock on the day told last.
 *
 * @param folded the text as its spelling folds it
 */
export function uyghurDates(
  folded: string,
  spelling: Spelling,
  published: string | undefined,
): readonly Found<DatedEvent>[] {
  const grammar = grammarOf(spelling);
  const days: Days[] = [];
  let told = dayOf(published);
  for (const match of folded.matchAll(grammar.date)) {
    const range = rangeOf(keyed(match.groups ?? {}, spelling), grammar, { published, told });
    if (range === undefined) continue;
    const found = { start: match.index, end: match.index + match[0].length, ...range };
    const before = days.at(-1);
    const whole = before === undefined ? undefined : stretch(folded, grammar, before, found);
    if (whole === undefined) days.push(found);
    else days[days.length - 1] = whole;
    if (range.from === range.to) told = dayOf(range.from) ?? told;
  }
  let at = -1;
  const dayAt = (offset: number): Day | undefined => {
    while ((days[at + 1]?.end ?? Infinity) <= offset) at += 1;
    for (let index = at; index >= 0 && index > at - REMEMBERED; index -= 1) {
      const { from, to } = days[index] ?? { from: '', to: '-' };
      const day = from === to ? dayOf(from) : undefined;
      if (day !== undefined) return day;
    }
    return dayOf(published);
  };
  return [...days, ...uyghurClocks(folded, spelling, dayAt)]
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, from, to }) => ({ start, end, value: { kind: 'date', from, to, event: '' } }));
}

const REMEMBERED = 20; // dates, among which the last day is sought

function keyed(groups: Groups, spelling: Spelling): Groups {
  return Object.fromEntries(Object.entries(groups).map(([name, word]) => [name, word && spelling.key(word)]));
}

/** `3-ماي–5-ماي`, `2016-يىلدىن 2019-يىلغىچە`: two dates that are the ends of one stretch. */
function stretch(folded: string, { until }: Grammar, a: Days, b: Days): Days | undefined {
  const [gap, first, second] = [
    folded.slice(a.end, b.start),
    folded.slice(a.start, a.end),
    folded.slice(b.start, b.end),
  ];
  if (gap.length > 3 || !(until.test(gap) || until.test(`${first}\u0000${gap}${second}`))) return undefined;
  const range = stretchOf(a, first, b, second);
  return range && { start: a.start, end: b.end, ...range };
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Moment {
  readonly published: string | undefined;
  readonly told: Day | undefined;
}

function rangeOf(groups: Groups, grammar: Grammar, { published, told }: Moment): DayRange | undefined {
  const { isoyear, dotyear, yearfrom, year, decade, relyear, nextday } = groups;
  const [anchor, own] = [dayOf(published), yearOf(published)];
  const count = (name: string): number => Number(groups[name]);
  if (isoyear !== undefined) return oneDay(validDay(Number(isoyear), count('isomonth'), count('isoday')));
  if (dotyear !== undefined) return oneDay(validDay(Number(dotyear), count('dotmonth'), count('dotday')));
  if (yearfrom !== undefined) return years(Number(yearfrom), count('yearto'));
  if (decade !== undefined) {
    const from = decade.length === 2 ? 1900 + Number(decade) : Number(decade);
    return years(from, from + 9);
  }
  if (year !== undefined) return inYear(Number(year), '', groups, grammar);
  if (relyear !== undefined) {
    return own === undefined ? undefined : inYear(own + (grammar.years.get(relyear) ?? 0), '4', groups, grammar);
  }
  if (nextday !== undefined) return told && oneDay(plusDays(told, 1));
  const dated = groups['day2'] ?? groups['first3'];
  // Of a document of which only the year is known.
  const base = anchor ?? (dated === undefined || own === undefined ? undefined : validDay(own, 12, 31));
  return base && counted(groups, grammar, base);
}

/** Of the year that is written, or, with `n` for the groups of a wording without one, of a year. */
function inYear(year: number, n: string, groups: Groups, { months }: Grammar): DayRange | undefined {
  const [day, first, named, name] = [`day${n}`, `first${n}`, `named${n}`, `name${n}`].map((each) => groups[each]);
  if (first !== undefined) return oneDay(validDay(year, months.get(named ?? '') ?? 0, Number(first)));
  const written = groups[`month${n}`];
  if (written === undefined && name === undefined) return years(year);
  const month = written === undefined ? (months.get(name ?? '') ?? 0) : Number(written);
  return day === undefined ? oneMonth(year, month) : oneDay(validDay(year, month, Number(day)));
}

/** What is counted from the document's own day; of days without a year, the last of that name. */
function counted(groups: Groups, grammar: Grammar, anchor: Day): DayRange | undefined {
  const { day2, first3, relday, which, whole, ago, unit, weekday } = groups;
  if (day2 !== undefined || first3 !== undefined) {
    const n = day2 === undefined ? '3' : '2';
    const range = inYear(anchor.year, n, groups, grammar);
    const coming = range !== undefined && Number(range.from.slice(5, 7)) > anchor.month + 1;
    return coming ? inYear(anchor.year - 1, n, groups, grammar) : range;
  }
  if (relday !== undefined) return oneDay(plusDays(anchor, grammar.days.get(relday) ?? 0));
  if (which !== undefined) {
    const move = grammar.moved.get(which) ?? 0;
    return grammar.units.get(whole ?? '') === 'week' ? weekAfter(anchor, move) : monthAfter(anchor, move);
  }
  if (ago !== undefined) return back(anchor, grammar.number(ago), grammar.units.get(unit ?? ''));
  if (weekday === undefined) return undefined;
  return oneDay(plusDays(anchor, -((weekdayOf(anchor) - grammar.weekdays.indexOf(weekday) + 7) % 7)));
}

function back(anchor: Day, count: number | undefined, unit: string | undefined): DayRange | undefined {
  if (count === undefined) return undefined;
  if (unit === 'day') return oneDay(plusDays(anchor, -count));
  if (unit === 'week') return weekAfter(anchor, -count);
  return unit === 'month' ? monthAfter(anchor, -count) : years(anchor.year - count);
}
