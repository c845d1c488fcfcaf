import type { Day, DayRange } from '../finding/calendar.ts';
import { anyCase } from './any-case.ts';

/** What a wording is resolved by. */
export interface Moment {
  /** Of the document: a date with the precision it was given in. */
  readonly published: string | undefined;
  /** The day that the text spoke of last. */
  readonly told: Day | undefined;
  /** The clause speaks of what is to come. */
  readonly ahead: boolean;
}

/** What a pattern has in its named groups, in small letters; `match` and `sentence` as they are written. */
export type Groups = Readonly<Record<string, string | undefined>>;

export interface DatePattern {
  readonly pattern: RegExp;
  /** From what it is counted: the document's own day, which inside a quotation is another's, or the day told of last. */
  readonly counts: 'nothing' | 'today' | 'told';
  /** @returns undefined where the words cannot be resolved to a year or better */
  readonly resolve: (groups: Groups, moment: Moment) => DayRange | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
export const MONTH = String.raw`(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|january|february|april|june|july|august|september|october|november|december|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)`;
export const WEEKDAY = String.raw`(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)day`;
export const YEAR = String.raw`(?:1[0-9]\d\d|20\d\d)`;
export const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
/** Days as words: `second`, `twenty-first`. */
export const DAY_WORD = String.raw`(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth`;
const UNITS = 'one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const BELOW_100 = String.raw`(?:(?:${TENS.join('|')})(?:[\s-](?:${UNITS.join('|')}))?|${TEENS.join('|')})`;
/** Years as they are spoken: `nineteen ninety-nine`, `two thousand and four`. */
export const SPOKEN_YEAR = String.raw`(?:seventeen|eighteen|nineteen|twenty)\s(?:${BELOW_100}|(?:oh?|zero)[\s-](?:${UNITS.join('|')}))`;
/** With `two thousand`, which by itself is a number like others. */
export const YEAR_WORDS = String.raw`(?:${SPOKEN_YEAR}|two\sthousand(?:\s(?:and\s)?(?:${BELOW_100}|${UNITS.join('|')}))?)`;
export const PART = String.raw`(?:\s(?:morning|afternoon|evening|night))?`;
export const ON = anyCase(
  String.raw`(?:\b(?:on|by|since|until|from|before|after|early|late|in|of|over|during|between)\s)?(?:(?:early|late|mid)[\s-])?`,
);
/** In front of the first of two ends. */
export const FROM = anyCase(String.raw`\b(?:from|between)\s(?:the\s)?`);
export const COUNTS = String.raw`\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|few`;
export const COUNT = `(?<count>${COUNTS})`;
export const NUMBERS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50,
}; // prettier-ignore

export const rule = (
  source: string,
  counts: DatePattern['counts'],
  resolve: DatePattern['resolve'],
  flags = '',
): DatePattern => ({ pattern: new RegExp(source, `gu${flags}`), counts, resolve });

/** 1 to 12, of the first name of a month in some words. */
export function monthIn(words: string): number {
  const name = new RegExp(String.raw`\b${MONTH}`).exec(words)?.[0] ?? '';
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

const DAY_WORDS = [
  ...'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth'.split(
    ' ',
  ),
  ...'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(' '),
];

/** Of a month, in digits or as `DAY_WORD`. */
export function dayNumber(written: string): number {
  if (/^\d/.test(written)) return Number.parseInt(written, 10);
  const [first = '', last] = written.split(/[\s-]/);
  if (last !== undefined) return (first === 'thirty' ? 30 : 20) + DAY_WORDS.indexOf(last) + 1;
  return first === 'thirtieth' ? 30 : DAY_WORDS.indexOf(first) + 1;
}

/** In digits or as `YEAR_WORDS`. */
export function yearNumber(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  const words = written.split(/[\s-]/);
  const [first = '', ...rest] = words;
  const century = first === 'two' ? 2000 : first === 'twenty' ? 2000 : (TEENS.indexOf(first) + 10) * 100;
  return rest.reduce((year, word) => year + below100(word), century);
}

function below100(word: string): number {
  const [unit, teen, ten] = [UNITS.indexOf(word), TEENS.indexOf(word), TENS.indexOf(word)];
  return unit >= 0 ? unit + 1 : teen >= 0 ? teen + 10 : ten >= 0 ? (ten + 2) * 10 : 0;
}
