import {
  type Day,
  type DayRange,
  dayOf,
  daysBetween,
  daysFromTo,
  monthAfter,
  oneDay,
  oneMonth,
  plusDays,
  validDay,
  weekAfter,
  weekdayOf,
  weekendAfter,
  yearOf,
  years,
} from '../calendar.ts';

/** What a wording is resolved by. */
export interface Moment {
  /** Of the document: a date with the precision it was given in. */
  readonly published: string | undefined;
  /** The day that the text spoke of last. */
  readonly told: Day | undefined;
  /** The clause speaks of what is to come. */
  readonly ahead: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

export interface DatePattern {
  readonly pattern: RegExp;
  /** Counted from the document's own day; inside a quotation that day is another's. */
  readonly relative: boolean;
  /** @returns undefined where the words cannot be resolved to a year or better */
  readonly resolve: (groups: Groups, moment: Moment) => DayRange | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTH = String.raw`(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`;
const WEEKDAY = String.raw`(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)day`;
const YEAR = String.raw`(?:1[0-9]\d\d|20\d\d)`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const PART = String.raw`(?:\s(?:morning|afternoon|evening|night))?`;
const ON = String.raw`(?:\b(?i:on|by|since|until|from|before|after|early|late|in|of|over|during|between)\s)?(?:(?i:early|late|mid)[\s-])?`;
const COUNT = String.raw`(?<count>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|few)`;
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50,
}; // prettier-ignore

const rule = (source: string, relative: boolean, resolve: DatePattern['resolve'], flags = ''): DatePattern => ({
  pattern: new RegExp(source, `gu${flags}`),
  relative,
  resolve,
});

/** Longer wordings come first: a stretch that one has taken is not looked at again. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  rule(String.raw`(?<!\d)(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)`, false, (groups) => full(groups)),
  rule(String.raw`(?<![\d/.-])(?<first>\d{1,2})(?<mark>[/.-])(?<second>\d{1,2})\k<mark>(?<year>${YEAR})(?![\d/-])`, false, numeric),
  rule(String.raw`\b(?:from|between)\s(?:the\s)?(?<day>${DAY})(?:st|nd|rd|th)?\s(?:to|and|until|through)\s(?:the\s)?(?<until>${DAY})(?:st|nd|rd|th)?(?:\sof)?\s${MONTH}(?![\p{L}\d])(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, false, monthDay),
  rule(String.raw`\b(?:from|between)\s${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?\s(?:to|and|until|through)\s(?<until>${DAY})(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, false, monthDay),
  rule(String.raw`${ON}(?:${WEEKDAY},?\s)?(?:the\s)?\b(?:${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?<until>${DAY}))?|(?<day2>${DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?<until2>${DAY}))?(?:\sof)?\s${MONTH})(?![\p{L}\d]|,?\d)(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, false, monthDay),
  rule(String.raw`${ON}\b${MONTH}(?:\sof)?,?\s(?<year>${YEAR})(?![\d-]|,\d)`, false, ({ match = '', year }) => oneMonth(Number(year), monthIn(match))),
  rule(String.raw`\b(?i:(?<which>last|next|this(?:\spast)?|this\scoming)|in|since|until|by|during|from|of)\s(?:(?:early|late|mid)[\s-])?${MONTH}(?![\p{L}]|\s\d)`, true, bareMonth),
  rule(String.raw`\b(?:between|from)\s(?:the\s)?(?<first>${YEAR})s?\s(?:and|to|until)\s(?:the\s)?(?<second>${YEAR})s?\b|(?<![\d$€£,.])(?<first2>${YEAR})[-–](?<second2>${YEAR})(?![\d-])`, false, ({ first, first2, second, second2 }) =>
    years(Number(first ?? first2), Number(second ?? second2))),
  rule(String.raw`(?:\b(?:in|since|of|during|from|by)\s)?\bthe\s(?:(?<part>early|mid|late)[\s-])?(?<decade>1[0-9]\d0|20\d0)s\b`, false, decade),
  rule(String.raw`\b(?:in|since|by|from|of|until|during|after|before|early|late|mid|summer|winter|spring|autumn|fall|through|back\sin|the|year)[\s-](?:(?:early|late|mid)[\s-])?(?<year>${YEAR})(?![\d%\p{L}]|,\d|\.\d|[-–/]\d|-\p{L}|\s(?:people|times|years|days|hours|miles|km|square|metres|meters|dollars|euros|tonnes|tons|pages|words|of|or|more|additional|other)\b)`, false, ({ year }) => years(Number(year)), 'i'),
  rule(String.raw`(?<=\(|,\s)(?<year>${YEAR})(?=\)|,\s)`, false, ({ year }) => years(Number(year))),
  rule(String.raw`${ON}(?:(?<which>(?i:last|next|this|this\spast|this\scoming))\s)?\b(?<weekday>${WEEKDAY})${PART}(?:['’]s)?`, true, weekday),
  rule(String.raw`\b(?:(?:at|on|over|during)\s(?:the|(?<past>last))|(?<which>last|this|next|this\spast|the\spast))\sweekend(?:['’]s)?`, true, weekend, 'i'),
  rule(String.raw`\b(?:earlier\s|later\s)?(?<word>today|yesterday|tomorrow|tonight|this\smorning|this\safternoon|this\sevening|last\snight)(?:['’]s)?(?:\s(?:morning|afternoon|evening|night))?\b`, true, namedDay, 'i'),
  rule(String.raw`\b(?:earlier\s|later\s|late\s|early\s)?(?<which>last|next|this)\s(?<unit>week|month|year)(?:['’]s)?\b`, true, wholeUnit, 'i'),
  rule(String.raw`\b(?:the\s)?(?<which>previous|following|next)\s(?<unit>day)\b|\b${COUNT}\s(?<unit2>days?|weeks?|months?|years?)\s(?<side>before|earlier|later)\b(?!\s(?:than|an?|the|its|his|her|their|he|she|they|it|(?-i:\p{Lu})))`, true, fromTold, 'i'),
  rule(String.raw`\b(?:about\s|almost\s|nearly\s|some\s)?${COUNT}\s(?<unit>days?|weeks?|months?|years?|decades?)\sago\b`, true, ago, 'i'),
]; // prettier-ignore

function full({ year, month, day }: Groups): DayRange | undefined {
  return oneDay(validDay(Number(year), Number(month), Number(day)));
}

/** `22/04/2016`: only where one of the two can be no month. */
function numeric({ first, second, year }: Groups): DayRange | undefined {
  const [one, two] = [Number(first), Number(second)];
  if (one > 12) return oneDay(validDay(Number(year), two, one));
  return two > 12 ? oneDay(validDay(Number(year), one, two)) : undefined;
}

function monthIn(words: string): number {
  const name = new RegExp(String.raw`\b${MONTH}`).exec(words)?.[0] ?? '';
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Without a year, the day of that name which is nearest to the document's own. */
function monthDay({ match = '', day, day2, until, until2, year }: Groups, { published }: Moment): DayRange | undefined {
  const [month, first] = [monthIn(match), Number(day ?? day2)];
  const last = Number(until ?? until2 ?? first);
  const anchor = dayOf(published);
  const inYear = (each: number): DayRange | undefined =>
    daysFromTo(validDay(each, month, first), validDay(each, month, last));
  if (year !== undefined) return inYear(Number(year));
  const own = yearOf(published);
  if (own === undefined) return undefined;
  if (anchor === undefined) return inYear(own);
  const far = (each: number): number =>
    Math.abs(daysBetween(anchor, validDay(each, month, first) ?? anchor) || (first > 28 ? 99_999 : 0));
  return inYear([own, own - 1, own + 1].toSorted((a, b) => far(a) - far(b))[0] ?? own);
}

/** The last month of that name, or the next one where the text looks ahead. */
function bareMonth({ match = '', which }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const [year, own] = [yearOf(published), Number(published?.slice(5, 7))];
  const month = monthIn(match);
  if (year === undefined || !(own >= 1)) return undefined;
  const future = /^next|coming/i.test(which ?? '') || (ahead && which === undefined);
  if (future) return oneMonth(month >= own ? year : year + 1, month);
  const past = which?.toLowerCase() === 'last' ? month < own : month <= own;
  return oneMonth(past ? year : year - 1, month);
}

function decade({ part, decade: first }: Groups): DayRange | undefined {
  const from = Number(first);
  if (part === 'early') return years(from, from + 3);
  if (part === 'mid') return years(from + 4, from + 6);
  return part === 'late' ? years(from + 7, from + 9) : years(from, from + 9);
}

function weekday({ weekday: name = '', which }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const since = (weekdayOf(anchor) - WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 7) % 7;
  const word = which?.toLowerCase() ?? (ahead ? 'coming' : 'this');
  if (word === 'next' || word.includes('coming'))
    return oneDay(plusDays(anchor, since === 0 && word !== 'next' ? 0 : 7 - since));
  return oneDay(plusDays(anchor, -(since === 0 && word === 'last' ? 7 : since)));
}

/** In a text of a working day, the last two free days, or the coming ones where it looks ahead. */
function weekend({ which }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const during = [0, 6].includes(weekdayOf(anchor));
  if (which === 'next' || (ahead && which === undefined))
    return weekendAfter(anchor, during && which !== 'next' ? 0 : 1);
  return weekendAfter(anchor, which?.toLowerCase() === 'this' && !during && ahead ? 1 : 0);
}

function namedDay({ word = '' }: Groups, { published }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  const move = /yesterday|last/i.test(word) ? -1 : /tomorrow/i.test(word) ? 1 : 0;
  return anchor && oneDay(plusDays(anchor, move));
}

function wholeUnit({ which = '', unit = '' }: Groups, { published }: Moment): DayRange | undefined {
  const move = { last: -1, next: 1, this: 0 }[which.toLowerCase()] ?? 0;
  const [anchor, year] = [dayOf(published), yearOf(published)];
  if (unit.toLowerCase() === 'year') return year === undefined ? undefined : years(year + move);
  if (anchor === undefined) return undefined;
  return unit.toLowerCase() === 'week' ? weekAfter(anchor, move) : monthAfter(anchor, move);
}

/** `a day before`, `the following day`: from the day that was told of last. */
function fromTold({ which, count, unit2 = 'day', side }: Groups, { told }: Moment): DayRange | undefined {
  if (told === undefined) return undefined;
  const back = which?.toLowerCase() === 'previous' || side === 'before' || side === 'earlier';
  return moved(told, (NUMBERS[count?.toLowerCase() ?? 'a'] ?? Number(count)) * (back ? -1 : 1), unit2);
}

function ago({ count = 'a', unit = '' }: Groups, { published }: Moment): DayRange | undefined {
  const number = NUMBERS[count.toLowerCase()] ?? Number(count);
  const anchor = dayOf(published);
  if (anchor === undefined) {
    const year = yearOf(published);
    return year !== undefined && unit.startsWith('year') ? years(year - number) : undefined;
  }
  return moved(anchor, -number, unit);
}

function moved(day: Day, count: number, unit: string): DayRange | undefined {
  if (!Number.isFinite(count)) return undefined;
  if (unit.startsWith('day')) return oneDay(plusDays(day, count));
  if (unit.startsWith('week')) return weekAfter(day, count);
  if (unit.startsWith('month')) return monthAfter(day, count);
  return years(day.year + count * (unit.startsWith('decade') ? 10 : 1));
}
