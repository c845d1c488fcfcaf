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
  weekendAfter,
  weekdayOf,
  yearOf,
  years,
} from '../calendar.ts';
import { chineseNumber } from './numbers.ts';
import type { Found } from '../finder.ts';

const NUM = String.raw`(?:\d{1,2}|[一二三四五六七八九十]{1,3})`;
const YEAR = String.raw`(?:(?<year>[12]\d{3}|[一二][〇零一二三四五六七八九]{3})年|(?<relyear>今年|去年|前年|明年|同年|当年))`;
const DATE = new RegExp(
  [
    String.raw`(?<![\d.])(?<isoyear>[12]\d{3})(?<mark>[-./])(?<isomonth>\d{1,2})\k<mark>(?<isoday>\d{1,2})(?![\d.])`,
    String.raw`(?<!\d)${YEAR}(?:(?<month>${NUM})月(?:份)?(?:(?<day>${NUM})[日号號](?:至(?<until>${NUM})[日号號])?|(?<third>上旬|中旬|下旬|初(?![一二三四五六七八九十])|底|末))?|(?<part>初|底|末|年初|年底|年末|上半年|下半年)|(?<season>春|夏|秋|冬)[天季]?)?`,
    String.raw`(?<decade>[12]\d[1-9]0|二十世纪[二三四五六七八九]十|20世纪[2-9]0)年代(?<decadepart>初|中期|末)?`,
    String.raw`(?<!\d)(?<relmonth>本月|上月|上个月|下月|下个月|当月)(?:(?<day2>${NUM})[日号號])?`,
    String.raw`(?<![\d年])(?<month2>${NUM})月(?:份)?(?:(?<day3>${NUM})[日号號])?`,
    String.raw`(?<![\d月年.])(?<day4>${NUM})[日号](?!元|报|本|常|子|内|之内|以内|后|前|左右)`,
    String.raw`(?<relday>大前天|大后天|今天|今日|昨天|昨日|前天|明天|明日|后天|昨晚|今晨|今晚|当日|当天|次日|翌日)`,
    String.raw`(?<week>上上|下下|上|本|这|這|下)?[个個]?(?:星期|礼拜|禮拜|周|週)(?<weekday>[一二三四五六日天])(?![期度])`,
    String.raw`(?<relweek>上上|下下|上|本|这|這|下)[个個]?(?:周|週|星期|礼拜)(?<end>末)?(?![一二三四五六日天])`,
  ].join('|'),
  'gu',
);

type Groups = Readonly<Record<string, string | undefined>>;

interface Moment {
  readonly published: string | undefined;
  /** The day, or the year, that the text told of last. */
  readonly told: Day | undefined;
}

/** When things happened, in Chinese: full and shortened dates, 去年底, 本月15日, 星期三, counted from the document's own. */
export function chineseDates(
  text: string,
  sentences: readonly Span[],
  published: string | undefined,
): readonly Found<DatedEvent>[] {
  const found: Found<DatedEvent>[] = [];
  let told = dayOf(published);
  for (const sentence of sentences) {
    const own = text.slice(sentence.start, sentence.end);
    if (!/[年月日号號天周週晨晚末]|星期|礼拜|\d[-./]\d/u.test(own)) continue;
    for (const match of own.matchAll(DATE)) {
      const range = rangeOf(match.groups ?? {}, { published, told });
      if (range === undefined || isLunar(own, match) || ofSaying(own, match)) continue;
      const start = sentence.start + match.index;
      const [from, to] = [range.from, range.to];
      told = dayOf(from) ?? monthStart(from) ?? told;
      const event =
        own
          .slice(match.index + match[0].length)
          .split(/[，,。；;：:、]/u)
          .find((clause) => clause.trim().length > 1) ?? '';
      found.push({
        start,
        end: start + match[0].length,
        value: { kind: 'date', from, to, event: event.trim().slice(0, 40) },
      });
    }
  }
  return found;
}

/** Of the lunar calendar; which day that was is not worked out here, and must not be guessed. */
function isLunar(own: string, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  return (
    /(?:农历|農曆|阴历|旧历|夏历)[^，。]{0,6}$/u.test(own.slice(0, match.index)) ||
    /^(?:农历|農曆|正月|腊月|初[一二三四五六七八九十])/u.test(own.slice(end, end + 4))
  );
}

/** `新华社北京3月5日电`, `（2017年3月5日）` alone: when it was printed. */
function ofSaying(own: string, match: RegExpExecArray): boolean {
  const after = own.slice(match.index + match[0].length, match.index + match[0].length + 12);
  return (
    /^(?:电|電|讯|訊|报道|消息|刊|发表文章|印发|发布$)/u.test(after) || /^(?:表示|称|说|告诉|指出|回应)/u.test(after)
  );
}

function monthStart(iso: string): Day | undefined {
  return /^\d{4}-\d{2}$/.test(iso) ? dayOf(`${iso}-01`) : undefined;
}

function rangeOf(groups: Groups, moment: Moment): DayRange | undefined {
  const { isoyear, isomonth, isoday } = groups;
  if (isoyear !== undefined) return oneDay(validDay(Number(isoyear), Number(isomonth), Number(isoday)));
  if (groups['year'] !== undefined || groups['relyear'] !== undefined) return withYear(groups, moment);
  if (groups['decade'] !== undefined) return decadeOf(groups);
  if (groups['relmonth'] !== undefined) return relativeMonth(groups, moment);
  if (groups['month2'] !== undefined) return bareMonth(groups, moment);
  const anchor = dayOf(moment.published);
  if (groups['day4'] !== undefined) return bareDay(count(groups['day4']), moment);
  if (groups['relday'] !== undefined) return relativeDay(groups['relday'], moment);
  if (anchor === undefined) return undefined;
  const week = groups['week'] ?? groups['relweek'] ?? '';
  const weeks = week.startsWith('上') ? -week.length : week.startsWith('下') ? week.length : 0;
  if (groups['end'] !== undefined) return weekendAfter(anchor, weeks + 1);
  if (groups['relweek'] !== undefined) return weekAfter(anchor, weeks);
  const wanted = '日一二三四五六'.indexOf((groups['weekday'] ?? '').replace('天', '日'));
  if (groups['week'] === undefined) return oneDay(plusDays(anchor, -((weekdayOf(anchor) - wanted + 7) % 7)));
  return oneDay(plusDays(anchor, weeks * 7 - ((weekdayOf(anchor) + 6) % 7) + ((wanted + 6) % 7)));
}

function count(written: string | undefined): number {
  return written === undefined ? Number.NaN : (chineseNumber(written) ?? Number.NaN);
}

const YEARS: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 前年: -2, 明年: 1 };

function withYear(groups: Groups, { published, told }: Moment): DayRange | undefined {
  const { year: written, relyear } = groups;
  const base = relyear === '同年' || relyear === '当年' ? told?.year : yearOf(published);
  const year = written === undefined ? (base ?? Number.NaN) + (YEARS[relyear ?? ''] ?? 0) : count(written);
  if (!(year >= 1)) return undefined;
  const month = count(groups['month']);
  if (groups['day'] !== undefined) {
    const from = oneDay(validDay(year, month, count(groups['day'])));
    const to = groups['until'] === undefined ? from : oneDay(validDay(year, month, count(groups['until'])));
    return from && to && from.from <= to.to ? { from: from.from, to: to.to } : undefined;
  }
  if (groups['month'] !== undefined) return thirdOf(year, month, groups['third']);
  const [first, last] = MONTHS_OF[groups['part'] ?? groups['season'] ?? ''] ?? [0, 0];
  if (first === 0) return years(year);
  const [from, to] = [oneMonth(year, first), oneMonth(last < first ? year + 1 : year, last)];
  return from && to && { from: from.from, to: to.to };
}

const MONTHS_OF: Readonly<Record<string, readonly [number, number]>> = {
  初: [1, 2], 年初: [1, 2], 底: [11, 12], 末: [11, 12], 年底: [11, 12], 年末: [11, 12], 上半年: [1, 6], 下半年: [7, 12],
  春: [3, 5], 夏: [6, 8], 秋: [9, 11], 冬: [12, 2],
}; // prettier-ignore

function thirdOf(year: number, month: number, third: string | undefined): DayRange | undefined {
  const whole = oneMonth(year, month);
  if (third === undefined || whole === undefined) return whole;
  const first = third === '中旬' ? 11 : third === '上旬' || third === '初' ? 1 : 21;
  const next = monthAfter({ year, month }, 1);
  const last =
    first === 21
      ? plusDays(dayOf(`${next?.from}-01`) ?? { year, month, day: 28 }, -1)
      : validDay(year, month, first + 9);
  const [from, to] = [oneDay(validDay(year, month, first)), oneDay(last)];
  return from && to && { from: from.from, to: to.to };
}

function decadeOf({ decade = '', decadepart }: Groups): DayRange | undefined {
  const tens = /世纪/u.test(decade) ? 1900 + count(decade.replace(/^.*世纪/u, '')) : Number(decade);
  if (decadepart === '初') return years(tens, tens + 3);
  if (decadepart === '中期') return years(tens + 4, tens + 6);
  return decadepart === '末' ? years(tens + 7, tens + 9) : years(tens, tens + 9);
}

function relativeMonth({ relmonth = '', day2 }: Groups, { published, told }: Moment): DayRange | undefined {
  const base = relmonth === '当月' ? told : dayOf(published);
  const month = base && monthAfter(base, relmonth.startsWith('上') ? -1 : relmonth.startsWith('下') ? 1 : 0);
  if (month === undefined || day2 === undefined) return month;
  return oneDay(validDay(Number(month.from.slice(0, 4)), Number(month.from.slice(5)), count(day2)));
}

/** Without a year: that of the day told last, if it is not the document's own, else the last month of that name. */
function bareMonth({ month2, day3 }: Groups, { published, told }: Moment): DayRange | undefined {
  const [own, month] = [dayOf(published), count(month2)];
  const base = told ?? own;
  if (base === undefined) return undefined;
  const year = own !== undefined && base.year === own.year && month > own.month + 1 ? base.year - 1 : base.year;
  return day3 === undefined ? oneMonth(year, month) : oneDay(validDay(year, month, count(day3)));
}

/** `29日`: of the month told last; of the document's own month only where the day has come. */
function bareDay(day: number, { told, published }: Moment): DayRange | undefined {
  const own = dayOf(published);
  const base = told ?? own;
  if (base === undefined) return undefined;
  const coming = own !== undefined && base.year === own.year && base.month === own.month && day > own.day + 7;
  const month = coming ? monthAfter(base, -1) : monthAfter(base, 0);
  return month && oneDay(validDay(Number(month.from.slice(0, 4)), Number(month.from.slice(5)), day));
}

const DAYS: Readonly<Record<string, number>> = {
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  前天: -2,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
  大前天: -3,
};

function relativeDay(word: string, { published, told }: Moment): DayRange | undefined {
  if (/^(?:当日|当天)$/u.test(word)) return oneDay(told);
  if (/^(?:次日|翌日)$/u.test(word)) return told && oneDay(plusDays(told, 1));
  const anchor = dayOf(published);
  return anchor && oneDay(plusDays(anchor, DAYS[word] ?? 0));
}
