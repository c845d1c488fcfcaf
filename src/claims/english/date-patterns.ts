import { anyCase } from './any-case.ts';
import {
  type Day,
  type DayRange,
  dayOf,
  daysFromTo,
  monthAfter,
  nearestOf,
  oneDay,
  oneMonth,
  plusDays,
  validDay,
  weekAfter,
  weekdayOf,
  weekendAfter,
  yearOf,
  years,
} from '../finding/calendar.ts';
import { COUNTED_DATES } from './counted-dates.ts';
import {
  COUNT,
  DAY,
  DAY_WORD,
  dayNumber,
  type DatePattern,
  FROM,
  type Groups,
  type Moment,
  MONTH,
  monthIn,
  NUMBERS,
  ON,
  PART,
  rule,
  SPOKEN_YEAR,
  WEEKDAY,
  WEEKDAYS,
  YEAR,
  YEAR_WORDS,
  yearNumber,
} from './date-grammar.ts';

/** Longer wordings come first: a stretch that one has taken is not looked at again. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  ...COUNTED_DATES,
  rule(String.raw`(?<![\d./-])(?<year>\d{4})(?<mark>[./-])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?![\d/-]|\.\d)`, 'nothing', (groups) => full(groups)),
  rule(String.raw`(?<![\d./-])(?<year>\d{4})(?<mark>[./-])${MONTH}\k<mark>(?<day>\d{1,2})(?!\d)|(?<![\d./-])(?<day2>${DAY})(?<mark2>[-/])${MONTH}\k<mark2>(?<year2>${YEAR})(?!\d)`, 'nothing', ({ match = '', year, year2, day, day2 }) =>
    oneDay(validDay(Number(year ?? year2), monthIn(match.replace(/[./-]/g, ' ')), Number(day ?? day2)))),
  rule(String.raw`${ON}(?:${WEEKDAY},?\s)?(?:the\s)?\b(?:(?<day>${DAY_WORD})(?:\sday)?\sof\s${MONTH}(?!\p{L}|['’]s)|${MONTH}\s(?:(?:the\s)(?<day2>${DAY_WORD})(?![\p{L}-])|(?<day3>${DAY_WORD})(?=,?\s\d{4}\b|[,.;]|\s*$)))(?:,?\s(?<year>${YEAR}(?!\d)|${YEAR_WORDS})\b)?`, 'nothing', wordedDay),
  rule(String.raw`${ON}\b${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?,?\s(?<year>${YEAR_WORDS})\b|${ON}\b${MONTH}(?:\sof)?,?\s(?<year2>${YEAR_WORDS})\b|${anyCase(String.raw`\b(?:in|since|until|by)`)}\s(?<year3>${SPOKEN_YEAR})(?=[,.;]|\s(?:the|a|an|he|she|they|it|when|and|i|we)\b|\s*$)`, 'nothing', spokenYear),
  rule(String.raw`(?<![\d/.-])(?<first>\d{1,2})(?<mark>[/.-])(?<second>\d{1,2})\k<mark>(?<year>${YEAR})(?![\d/-])`, 'nothing', numeric),
  rule(String.raw`${FROM}(?<day>${DAY})(?:st|nd|rd|th)?\s(?:to|and|until|through)\s(?:the\s)?(?<until>${DAY})(?:st|nd|rd|th)?(?:\sof)?\s${MONTH}(?![\p{L}\d])(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, 'nothing', monthDay),
  rule(String.raw`${FROM}${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?\s(?:to|and|until|through)\s(?<until>${DAY})(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, 'nothing', monthDay),
  rule(String.raw`${ON}(?:${WEEKDAY},?\s)?(?:the\s)?\b(?:${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?<until>${DAY}))?|(?<day2>${DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?<until2>${DAY}))?(?:\sof)?\s${MONTH})(?![\p{L}\d]|,?\d)(?:,?\s(?<year>${YEAR})(?!\d|,\d))?`, 'nothing', monthDay),
  rule(String.raw`${ON}\b${MONTH}(?:\sof)?,?\s(?<year>${YEAR})(?![\d-]|,\d)`, 'nothing', ({ match = '', year }) => oneMonth(Number(year), monthIn(match))),
  rule(String.raw`\b(?:${anyCase(String.raw`(?<which>last|next|this(?:\spast)?|this\scoming)|in|since|until|by|during|from|of|back\sto|before|after`)})\s(?:(?:early|late|mid)[\s-])?${MONTH}(?![\p{L}]|\s\d)`, 'today', bareMonth),
  rule(String.raw`${FROM}(?<first>${YEAR})s?\s(?:and|to|until)\s(?:the\s)?(?<second>${YEAR})s?\b|(?<![\d$€£,.])(?<first2>${YEAR})[-–](?<second2>${YEAR})(?![\d-])`, 'nothing', ({ first, first2, second, second2 }) =>
    years(Number(first ?? first2), Number(second ?? second2))),
  rule(String.raw`(?:\b(?:in|since|of|during|from|by)\s)?\bthe\s(?:(?<part>early|mid|late)[\s-])?(?:(?<decade>1[0-9]\d0|20\d0)['’]?s|['’](?<tens>[3-9]0)['’]?s)\b`, 'nothing', decade, 'i'),
  rule(String.raw`\b(?:in|since|by|from|of|until|during|after|before|early|late|mid|summer|winter|spring|autumn|fall|through|back\sin|the|year)[\s-](?:(?:early|late|mid)[\s-])?(?<year>${YEAR})(?![\d%\p{L}]|,\d|\.\d|[-–/]\d|-\p{L}|\s(?:people|times|years|days|hours|miles|km|square|metres|meters|dollars|euros|tonnes|tons|pages|words|of|or|more|additional|other)\b)`, 'nothing', ({ year }) => years(Number(year)), 'i'),
  rule(String.raw`(?<=\(|,\s)(?<year>${YEAR})(?=\)|,\s)`, 'nothing', ({ year }) => years(Number(year))),
  rule(String.raw`${ON}(?:(?<which>${anyCase(String.raw`last|next|this|this\spast|this\scoming`)})\s)?(?<!\b(?:${anyCase('every|each')})(?:\s(?:other|second|third|single))?\s)\b(?<weekday>${WEEKDAY})(?!s\b)${PART}(?:['’]s)?`, 'today', weekday),
  rule(String.raw`(?:\b(?:on|since|by|until|from)\s)?\bthe\s(?<day>${DAY_WORD}|${DAY}(?:st|nd|rd|th))\sof\s(?<which>the|this|last)\smonth\b`, 'today', ofMonth, 'i'),
  rule(String.raw`\b(?:(?:at|on|over|during)\s(?:the|(?<past>last))|(?<which>last|this|next|this\spast|the\spast))\sweekend(?:['’]s)?`, 'today', weekend, 'i'),
  rule(String.raw`\b(?:earlier\s|later\s)?(?<word>today|yesterday|tomorrow|tonight|this\smorning|this\safternoon|this\sevening|last\snight)(?:['’]s)?(?:\s(?:morning|afternoon|evening|night))?\b`, 'today', namedDay, 'i'),
  rule(String.raw`\b(?:earlier\s|later\s|late\s|early\s)?(?<which>last|next|this)\s(?<unit>week|month|year)(?:['’]s)?\b`, 'today', wholeUnit, 'i'),
  rule(`${anyCase(String.raw`\b(?:the\s)?(?<which>previous|following|next)\s(?:day|morning|afternoon|evening|night)\b|\b${COUNT}\s(?<unit2>days?|weeks?|months?|years?)\s(?<side>before|earlier|later)\b(?!\s(?:than|an?|the|its|his|her|their|he|she|they|it|`)}\\p{Lu}${anyCase(String.raw`))`)}`, 'told', fromTold),
  rule(String.raw`\b(?:about\s|almost\s|nearly\s|some\s)?${COUNT}\s(?<unit>days?|weeks?|months?|years?|decades?)\sago\b`, 'today', ago, 'i'),
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
  return inYear(anchor === undefined ? own : (nearestOf(anchor, month, first)?.year ?? own));
}

/** `the second of June 2017`, `May twenty-first`. */
function wordedDay({ match = '', day, day2, day3, year }: Groups, moment: Moment): DayRange | undefined {
  const number = String(dayNumber(day ?? day2 ?? day3 ?? ''));
  return monthDay({ match, day: number, year: year === undefined ? undefined : String(yearNumber(year)) }, moment);
}

function spokenYear({ match = '', day, year, year2, year3 }: Groups): DayRange | undefined {
  const number = yearNumber(year ?? year2 ?? year3 ?? '');
  if (day !== undefined) return oneDay(validDay(number, monthIn(match), Number(day)));
  return year2 === undefined ? years(number) : oneMonth(number, monthIn(match));
}

/** The last month of that name, or the next one where the text looks ahead. */
function bareMonth({ match = '', which }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const [year, own] = [yearOf(published), Number(published?.slice(5, 7))];
  const month = monthIn(match);
  if (year === undefined || !(own >= 1)) return undefined;
  const future = /^next|coming/i.test(which ?? '') || (ahead && which === undefined);
  if (future) return oneMonth(month >= own ? year : year + 1, month);
  const past = which === 'last' ? month < own : month <= own;
  return oneMonth(past ? year : year - 1, month);
}

/** `the first of the month`: of the document's own month, or the one before. */
function ofMonth({ day = '', which = '' }: Groups, { published }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const before = which === 'last';
  const month = before ? ((anchor.month + 10) % 12) + 1 : anchor.month;
  return oneDay(validDay(before && anchor.month === 1 ? anchor.year - 1 : anchor.year, month, dayNumber(day)));
}

function decade({ part, decade: first, tens }: Groups): DayRange | undefined {
  const from = tens === undefined ? Number(first) : 1900 + Number(tens);
  if (part === 'early') return years(from, from + 3);
  if (part === 'mid') return years(from + 4, from + 6);
  return part === 'late' ? years(from + 7, from + 9) : years(from, from + 9);
}

function weekday({ weekday: name = '', which }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const since = (weekdayOf(anchor) - WEEKDAYS.indexOf(name.slice(0, 3)) + 7) % 7;
  const word = which ?? (ahead ? 'coming' : 'this');
  if (word === 'next' || word.includes('coming') || (word === 'this' && ahead))
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
  return weekendAfter(anchor, which === 'this' && !during && ahead ? 1 : 0);
}

function namedDay({ word = '' }: Groups, { published }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  const move = /yesterday|last/i.test(word) ? -1 : /tomorrow/i.test(word) ? 1 : 0;
  return anchor && oneDay(plusDays(anchor, move));
}

function wholeUnit({ which = '', unit = '' }: Groups, { published }: Moment): DayRange | undefined {
  const move = { last: -1, next: 1, this: 0 }[which] ?? 0;
  const [anchor, year] = [dayOf(published), yearOf(published)];
  if (unit === 'year') return year === undefined ? undefined : years(year + move);
  if (anchor === undefined) return undefined;
  return unit === 'week' ? weekAfter(anchor, move) : monthAfter(anchor, move);
}

/** `a day before`, `the following day`: from the day that was told of last. */
function fromTold({ which, count, unit2 = 'day', side }: Groups, { told }: Moment): DayRange | undefined {
  if (told === undefined) return undefined;
  const back = which === 'previous' || side === 'before' || side === 'earlier';
  return moved(told, (NUMBERS[count ?? 'a'] ?? Number(count)) * (back ? -1 : 1), unit2);
}

function ago({ count = 'a', unit = '' }: Groups, { published }: Moment): DayRange | undefined {
  const number = NUMBERS[count] ?? Number(count);
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
  if (unit.startsWith('year')) return years(day.year + count);
  return unit.startsWith('decade') ? years(day.year + count * 10) : undefined;
}
