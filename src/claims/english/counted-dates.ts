import { anyCase } from './any-case.ts';
import {
  type Day,
  type DayRange,
  dayOf,
  daysBetween,
  monthAfter,
  nearestOf,
  oneDay,
  plusDays,
  spanning,
  validDay,
  weekAfter,
  weekdayIn,
  weekdayOf,
  years,
  yearOf,
} from '../finding/calendar.ts';
import {
  COUNT,
  COUNTS,
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
  rule,
  WEEKDAY,
  WEEKDAYS,
  YEAR,
} from './date-grammar.ts';

const NTH = '(?<nth>first|second|third|fourth|fifth|last)';
const NTHS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 };
const WHICH_MONTH = String.raw`(?:the\s)?(?<which>this|last|next|previous|same)\smonth`;
/** Not in front of a noun that the holiday only describes: `a Christmas Day speech`. */
const ENDS = String.raw`(?=\s*[,.;:)!?—–-]|\s(?:and|when|in|at|as|on|after|before|by|that|while|he|she|they|it|the|a|an|this|last)\b|\s*$)`;
/** On the same day wherever they are kept; `Independence Day`, Easter and Thanksgiving are not. */
const HOLIDAYS: readonly (readonly [RegExp, number, number])[] = [
  [/^New\sYear.*Eve/i, 12, 31],
  [/^New\sYear/i, 1, 1],
  [/^Christmas\sEve/i, 12, 24],
  [/^Christmas/i, 12, 25],
  [/^Boxing/i, 12, 26],
  [/^Valentine/i, 2, 14],
  [/^Halloween/i, 10, 31],
  [/^May/i, 5, 1],
  [/Women/i, 3, 8],
  [/^All/i, 11, 1],
];

/** Days that are counted from others, or have a name of their own. They come before plain days and months, of which they are made. */
export const COUNTED_DATES: readonly DatePattern[] = [
  rule(String.raw`${ON}(?:the\s)?\b${NTH}\s(?<weekday>${WEEKDAY})\s(?:of|in)\s(?:${MONTH}(?!\p{L})(?:(?:,|\sof)?\s(?<year>${YEAR}))?|${WHICH_MONTH})`, 'today', countedWeekday),
  rule(String.raw`${anyCase(String.raw`\b(?:in\s|during\s)?the\sweek\s(?:of|starting|beginning|commencing)\s(?:on\s)?`)}${MONTH}\s(?<day>${DAY})(?:st|nd|rd|th)?(?![\d-]|,\d)(?:,?\s(?<year>${YEAR})(?!\d))?`, 'nothing', weekOf),
  rule(String.raw`\b(?:first|second|third|fourth|fifth)\s${WEEKDAY}\b`, 'today', () => undefined), // of whatever is counted
  rule(String.raw`${ON}\b(?<weekday>${WEEKDAY}),?\s(?:of\s)?(?<which>next|last|this)\sweek\b|\b(?<which2>next|last|this)\sweek,?\s(?:on\s)?(?<weekday2>${WEEKDAY})\b`, 'today', weekdayOfWeek),
  rule(String.raw`${ON}\b(?<weekday>${WEEKDAY}),?\sthe\s(?<day>${DAY}(?:st|nd|rd|th)\b|${DAY_WORD})(?!\s(?:of\s)?${MONTH})`, 'today', numberedWeekday),
  rule(String.raw`${FROM}(?<day>${DAY})(?:st|nd|rd|th)?(?:\s(?:to|and|until|till|through)\s|\s?[-–]\s?)(?:the\s)?(?<until>${DAY})(?:st|nd|rd|th)?\s(?:of\s|in\s)?${WHICH_MONTH}`, 'today', dayOfMonth),
  rule(String.raw`${ON}(?:the\s)?\b(?<day>${DAY}(?:st|nd|rd|th)|${DAY_WORD})\sof\s${WHICH_MONTH}`, 'today', dayOfMonth),
  rule(String.raw`\b(?:the\sday|${COUNT}\s(?<unit>days?|weeks?))\s(?<side>before|after|from)\s(?<from>yesterday|today|tomorrow|now)\b`, 'today', fromNamed, 'i'),
  rule(String.raw`\b${COUNT}\s(?<unit>years?|months?|weeks?)(?:,\s|\sand\s|,?\s)(?<count2>${COUNTS})\s(?<unit2>months?|weeks?|days?)(?:(?:,\s|\sand\s|,?\s)(?<count3>${COUNTS})\s(?<unit3>weeks?|days?))?\sago\b`, 'today', longAgo, 'i'),
  rule(String.raw`\b(?:in\s|during\s|of\s|by\s|since\s)?(?:the\s)?(?<half>first|second)\shalf\s(?:of\s(?:the\syear\s)?)?(?:(?<year>${YEAR})|(?<which>this|last|next)\syear)\b|\b(?:in\s|during\s|by\s|since\s)?(?:the\s)?(?<quarter>first|second|third|fourth|last)\squarter\s(?:of\s)?(?:(?<year2>${YEAR})|(?<which2>this|last|next)\syear)\b`, 'today', partOfYear, 'i'),
  rule(String.raw`(?<!\b(?:Orthodox|Coptic|Julian)\s)${ON}\b(?<holiday>New\sYear['’]?s?\s(?:Day|Eve)|Christmas\s(?:Day|Eve)|Boxing\sDay|Valentine['’]?s\sDay|Halloween|May\sDay|International\sWomen['’]?s\sDay|All\sSaints['’]?\sDay)(?:(?:,|\sof|\sin)?\s(?<year>${YEAR})(?!\d))?${ENDS}`, 'today', holiday),
]; // prettier-ignore

/** `the first Friday of next month`, `the last Monday in July 2016`. */
function countedWeekday(groups: Groups, moment: Moment): DayRange | undefined {
  const { match = '', nth = '', weekday = '', year, which } = groups;
  const month = which === undefined ? namedMonth(monthIn(match), year, moment) : movedMonth(which, moment);
  if (month === undefined) return undefined;
  return oneDay(weekdayIn(month.year, month.month, NTHS[nth] ?? 1, weekdayNumber(weekday)));
}

type Month = Pick<Day, 'year' | 'month'>;

/** The last month of that name, or the coming one where the text looks ahead. */
function namedMonth(month: number, year: string | undefined, { published, ahead }: Moment): Month | undefined {
  if (year !== undefined) return { year: Number(year), month };
  const own = dayOf(published);
  if (own === undefined) return undefined;
  if (ahead) return { year: month >= own.month ? own.year : own.year + 1, month };
  return { year: month <= own.month ? own.year : own.year - 1, month };
}

const MOVES: Readonly<Record<string, number>> = { last: -1, previous: -1, next: 1, this: 0 };

function movedMonth(which: string, { published, told }: Moment): Month | undefined {
  const anchor = which === 'same' ? told : dayOf(published);
  const moved = anchor && monthAfter(anchor, MOVES[which] ?? 0);
  return moved && { year: Number(moved.from.slice(0, 4)), month: Number(moved.from.slice(5)) };
}

function weekdayNumber(name: string): number {
  return WEEKDAYS.indexOf(name.slice(0, 3));
}

function weekdayOfWeek(groups: Groups, { published }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  const weekday = weekdayNumber(groups['weekday'] ?? groups['weekday2'] ?? '');
  const move = MOVES[groups['which'] ?? groups['which2'] ?? ''] ?? 0;
  return anchor && oneDay(plusDays(anchor, move * 7 - ((weekdayOf(anchor) + 6) % 7) + ((weekday + 6) % 7)));
}

const FAR = 60; // days: two months with the same weekday on the same day lie further apart only around a short one

/** `the week of May 4`: Monday to Sunday. */
function weekOf({ match = '', day = '', year }: Groups, { published }: Moment): DayRange | undefined {
  const [month, number, anchor] = [monthIn(match), Number(day), dayOf(published)];
  const own = year === undefined ? anchor && nearestOf(anchor, month, number) : validDay(Number(year), month, number);
  return own && weekAfter(own, 0);
}

/** `Friday the 15th`: the last one of that name and number, or the next. */
function numberedWeekday({ weekday = '', day = '' }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const [anchor, wanted, number] = [dayOf(published), weekdayNumber(weekday), dayNumber(day)];
  if (anchor === undefined) return undefined;
  for (let step = 0; step <= FAR; step += 1) {
    const own = plusDays(anchor, ahead ? step : -step);
    if (own?.day === number && weekdayOf(own) === wanted) return oneDay(own);
  }
  return undefined;
}

/** `the 20th of next month`, `from 4 to 22 this month`. */
function dayOfMonth({ day = '', until, which = '' }: Groups, moment: Moment): DayRange | undefined {
  const month = movedMonth(which, moment);
  if (month === undefined) return undefined;
  const from = oneDay(validDay(month.year, month.month, dayNumber(day)));
  const to = until === undefined ? from : oneDay(validDay(month.year, month.month, Number(until)));
  return from && to && spanning(from, to);
}

/** `the day before yesterday`, `two weeks from tomorrow`. */
function fromNamed(
  { count = 'one', unit = 'day', side = '', from = '' }: Groups,
  { published }: Moment,
): DayRange | undefined {
  const number = NUMBERS[count] ?? Number(count);
  const anchor = dayOf(published);
  if (anchor === undefined || !Number.isFinite(number)) return undefined;
  const start = { yesterday: -1, tomorrow: 1 }[from] ?? 0;
  const days = number * (unit.startsWith('week') ? 7 : 1);
  return oneDay(plusDays(anchor, start + (side === 'before' ? -days : days)));
}

/** `two years, one month and 21 days ago`: as exact as the smallest of its units. */
function longAgo(
  { count = '', unit = '', count2, unit2 = '', count3, unit3 = '' }: Groups,
  { published }: Moment,
): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  let [months, days, exact] = [0, 0, false];
  for (const [number, word] of [
    [count, unit],
    [count2, unit2],
    [count3, unit3],
  ] as const) {
    const many = number === undefined ? 0 : (NUMBERS[number] ?? Number(number));
    if (!Number.isFinite(many)) return undefined;
    if (word.startsWith('year')) months += 12 * many;
    else if (word.startsWith('month')) months += many;
    else {
      days += many * (word.startsWith('week') ? 7 : 1);
      exact ||= number !== undefined && word.startsWith('day');
    }
  }
  const month = monthAfter(anchor, -months);
  if (month === undefined || !exact) return month;
  const [year, number] = month.from.split('-').map(Number);
  const own = validDay(year ?? 0, number ?? 0, anchor.day);
  return own && oneDay(plusDays(own, -days));
}

const ACCOUNTS = /\b(?:fiscal|financial|earnings|profits?|revenues?|sales|results|dividend|shares?)\b/i;

/** Halves and quarters of the calendar; those of accounts begin when the firm says, so of them only the year is known. */
function partOfYear(
  { half, quarter, year, year2, which, which2, sentence = '' }: Groups,
  { published }: Moment,
): DayRange | undefined {
  const own = yearOf(published);
  const word = which ?? which2 ?? '';
  const number = word === '' ? Number(year ?? year2) : (own ?? Number.NaN) + (MOVES[word] ?? 0);
  const whole = years(number);
  if (whole === undefined || ACCOUNTS.test(sentence)) return whole;
  const nth = NTHS[half ?? quarter ?? ''] ?? 1;
  const long = half === undefined ? 3 : 6;
  const first = nth < 0 ? 10 : (nth - 1) * long + 1;
  const [from, to] = [
    monthAfter({ year: number, month: first }, 0),
    monthAfter({ year: number, month: first }, long - 1),
  ];
  return from && to && spanning(from, to);
}

function holiday({ holiday: name = '', year }: Groups, { published, ahead }: Moment): DayRange | undefined {
  const [, month = 0, day = 0] = HOLIDAYS.find(([words]) => words.test(name)) ?? [];
  if (year !== undefined) return oneDay(validDay(Number(year), month, day));
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const around = [-1, 0, 1].flatMap((move) => validDay(anchor.year + move, month, day) ?? []);
  return oneDay(
    ahead
      ? around.find((own) => daysBetween(anchor, own) >= 0)
      : around.findLast((own) => daysBetween(own, anchor) >= 0),
  );
}
