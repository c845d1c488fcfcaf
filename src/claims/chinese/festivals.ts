import {
  type Day,
  type DayRange,
  dayOf,
  daysBetween,
  oneDay,
  validDay,
  weekdayIn,
  yearOf,
} from '../finding/calendar.ts';
import { lunarDay, lunarEve } from './lunar.ts';
import { chineseNumber } from './numbers.ts';

type DayOfYear = (year: number) => Day | undefined;

const solar =
  (month: number, day: number): DayOfYear =>
  (year) =>
    validDay(year, month, day);
const lunar =
  (month: number, day: number): DayOfYear =>
  (year) =>
    lunarDay(year, month, day);

/** Days with names, as the mainland keeps them; those that Taiwan keeps on other days only in simplified characters. */
const DAYS: Readonly<Record<string, DayOfYear>> = {
  元旦: solar(1, 1), 情人节: solar(2, 14), 妇女节: solar(3, 8), 植树节: solar(3, 12), 愚人节: solar(4, 1), 劳动节: solar(5, 1),
  五一: solar(5, 1), 青年节: solar(5, 4), 儿童节: solar(6, 1), 六一: solar(6, 1), 建党节: solar(7, 1), 建军节: solar(8, 1), 八一: solar(8, 1),
  教师节: solar(9, 10), 国庆节: solar(10, 1), 国庆: solar(10, 1), 双十一: solar(11, 11), 光棍节: solar(11, 11), 平安夜: solar(12, 24),
  圣诞: solar(12, 25), 聖誕: solar(12, 25), 母亲节: (year) => weekdayIn(year, 5, 2, 0), 父亲节: (year) => weekdayIn(year, 6, 3, 0),
  春节: lunar(1, 1), 春節: lunar(1, 1), 元宵: lunar(1, 15), 端午: lunar(5, 5), 七夕: lunar(7, 7), 中秋: lunar(8, 15), 重阳: lunar(9, 9),
  腊八: lunar(12, 8), 除夕: (year) => lunarEve(year - 1), 大年三十: (year) => lunarEve(year - 1),
}; // prettier-ignore

/** Behind a name, or nothing but a part of the day: `春节期间` and `国庆节假期` are weeks. */
const ALONE = '(?=$|[，。；、！？：）)\\s]|当天|当日|這天|这天|那天|凌晨|清晨|早上|上午|中午|下午|晚上|当晚|夜|起)';
const NAMES = Object.keys(DAYS).filter((name) => name !== '大年三十');

/** Source of an expression for the name of a day. */
export const FESTIVAL = `(?:${NAMES.toSorted((a, b) => b.length - a.length).join('|')})[节節]?${ALONE}`;

interface Moment {
  readonly published: string | undefined;
  readonly ahead: boolean;
}

/** @param year undefined for the last one, or the coming one where the text looks ahead */
export function festivalRange(name: string, year: number | undefined, moment: Moment): DayRange | undefined {
  const day = DAYS[name] ?? DAYS[name.replace(/[节節]$/u, '')];
  if (day === undefined) return undefined;
  return year === undefined ? nearest(day, moment) : oneDay(day(year));
}

function nearest(day: DayOfYear, { published, ahead }: Moment): DayRange | undefined {
  const anchor = dayOf(published);
  if (anchor === undefined) return undefined;
  const around = [-1, 0, 1].flatMap((move) => day(anchor.year + move) ?? []);
  if (ahead) return oneDay(around.find((own) => daysBetween(anchor, own) >= 0));
  return oneDay(around.findLast((own) => daysBetween(own, anchor) >= 0));
}

type Groups = Readonly<Record<string, string | undefined>>;

export function isLunarDay({ lunarmonth, lunarmonth2, newyear }: Groups): boolean {
  return (lunarmonth ?? lunarmonth2 ?? newyear) !== undefined;
}

const YEARS: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 前年: -2, 明年: 1 };
const MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12, 臘: 12 };

/** `农历八月十五`, `大年初一`, `2015年正月初五`: on which day of the sun it fell. */
export function lunarRange(groups: Groups, moment: Moment): DayRange | undefined {
  const { lunaryear, lunaryear2, lunarrel, newyear } = groups;
  const written = lunaryear ?? lunaryear2;
  const own = yearOf(moment.published);
  const year =
    written === undefined
      ? lunarrel === undefined
        ? undefined
        : (own ?? Number.NaN) + (YEARS[lunarrel] ?? 0)
      : number(written);
  if (newyear === '三十') return festivalRange('大年三十', year, moment);
  const name = groups['lunarmonth'] ?? groups['lunarmonth2'] ?? '正';
  const month = MONTHS[name] ?? number(name);
  const count = number((newyear ?? groups['lunarday'] ?? groups['lunarday2'] ?? '').replace('初', ''));
  const day: DayOfYear = (each) => lunarDay(each, month, count);
  return year === undefined ? nearest(day, moment) : oneDay(day(year));
}

function number(written: string): number {
  return chineseNumber(written.replace(/○/gu, '〇').replace(/廿/gu, '二十')) ?? Number.NaN;
}
