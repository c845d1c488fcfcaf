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
  nearestOf,
  spanning,
  weekAfter,
  weekendAfter,
  weekdayOf,
  yearOf,
  years,
} from '../finding/calendar.ts';
import { stretchOf } from '../finding/date-stretch.ts';
import { chineseClocks } from './clock.ts';
import { FESTIVAL, festivalRange, isLunarDay, lunarRange } from './festivals.ts';
import { chineseNumber } from './numbers.ts';
import type { Found } from '../finding/finder.ts';
import { beginning, isLimit } from './relative-words.ts';

const S = String.raw`[ \u00a0\u3000]?`; // printers set digits apart
const HAN = '[〇零○一二三四五六七八九十廿]';
const NUM = String.raw`(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})`;
const FREE = String.raw`(?<![\d.〇零○一二三四五六七八九十廿])`; // no part of a longer number
const YEAR = String.raw`(?:(?<year>[12]\d{3}|[一二]${HAN}{3})${S}年|(?<short>(?<=^|[^\p{Script=Han}]|[于在从自至到与和及由])(?:\d{2}(?=${S}年${S}${NUM}${S}月)|0\d|零[一二三四五六七八九])(?!\d))${S}年|(?<republic>民国(?:\d{1,3}|${HAN}{1,4}))${S}年|(?<relyear>${beginning('今年|去年|前年|明年|后年|後年|同年|当年|當年')})(?![轻輕龄齡级級纪紀]))`;
const TO = '至|到|-|—|–|~|～';
/** A day of a month, a stretch of days, a third. @param n what sets the names of its groups apart */
const dayOfMonth = (n: string): string =>
  String.raw`(?:${S}(?<day${n}>${NUM})${S}[日号號](?:${S}(?:${TO})${S}(?<until${n}>${NUM})${S}[日号號])?|(?<third${n}>上旬|中旬|下旬|初(?![一二三四五六七八九十])|底|末))?`;
const DATE = new RegExp(
  [
    String.raw`(?<![\d./-])(?<isoyear>[12]\d{3})(?<mark>[-./])(?<isomonth>\d{1,2})\k<mark>(?<isoday>\d{1,2})(?!\d|\.\d)`,
    String.raw`(?<!年)(?:(?:(?<lunaryear>[12]\d{3}|[一二]${HAN}{3})年|(?<lunarrel>${beginning('今年|去年|前年|明年')}))${S})?(?:(?:农历|農曆|阴历|陰曆|旧历|夏历)(?:(?<lunaryear2>[12]\d{3}|[一二]${HAN}{3})年)?(?<lunarmonth>正|冬|腊|臘|${NUM})月(?<lunarday>初[一二三四五六七八九十]|${NUM})日?|(?<lunarmonth2>正|腊|臘|${NUM})月(?<lunarday2>初[一二三四五六七八九十](?![名人个個位家天件起次所间座辆百千万]|十)|(?<=[正腊臘]月)[十廿二三][一二三四五六七八九十]?)|大年(?<newyear>初[一二三四五六七八九十]|三十))`,
    String.raw`${FREE}${YEAR}${S}(?:(?<month>${NUM})${S}月(?:份)?${dayOfMonth('')}|第?(?<quarter>[一二三四1-4])季度|(?<part>年初|年底|年末|上半年|下半年|初|底|末)|(?<season>春|夏|秋|冬)[天季]?(?!节)|(?<festival>${FESTIVAL}))?`,
    String.raw`(?:(?<century>上个?世纪|上個?世紀|本世纪|本世紀|\d{2}世[纪紀]|二?十[一二三四五六七八九]?世[纪紀])(?<tens>\d0|[一二三四五六七八九]十)|(?<decade>[12]\d[1-9]0|(?<!\d)[3-9]0|(?<!${HAN})[三四五六七八九]十))年代(?<decadepart>初|中期|末)?`,
    String.raw`${FREE}(?<relmonth>${beginning('本月|上月|上个月|上個月|下月|下个月|下個月|当月|當月')})(?:${S}(?<day2>${NUM})${S}[日号號])?`,
    String.raw`${FREE}(?<!年)(?<month3>${NUM})${S}月(?:份)?${dayOfMonth('3')}`,
    String.raw`${FREE}(?<![月年第〕］\]】）)])(?<day4>${NUM})${S}[日号](?:${S}(?:${TO})${S}(?<until4>${NUM})${S}[日号])?(?!元|报|本|常|子|内|之内|以内|后|前|左右|间|夜|均|益|渐|文件|线|楼|院|令|店|车|机|仓|井|[斜竖主副立风]井|隧道|矿|坑|桥|墩|炉|站|出口|船|艇|泵|馆|公路|房|门|桌|码|通知|决议|提案)`,
    String.raw`(?<relday>${beginning('大前天|大后天|大後天|今天|今日|昨天|昨日|前天|前日|明天|明日|后天|後天|昨晚|昨夜|前晚|明晚|今晚|今早|今晨|当日|當日|当天|當天|次日|翌日')})(?![本津])`,
    String.raw`(?:(?<week>${beginning('上上|下下|上|本|这|這|下')})[个個]?|(?<![个個第]))(?:星期|礼拜|禮拜|周|週)(?<weekday>[一二三四五六日天])(?![期度])`,
    String.raw`(?<relweek>${beginning('上上|下下|上|本|这|這|下')})[个個]?(?:周|週|星期|礼拜|禮拜)(?<end>末)?(?![一二三四五六日天围圍边邊遭密刊岁歲年转轉]|期(?!间|間))`,
    String.raw`(?<festival2>${FESTIVAL})`,
  ].join('|'),
  'gu',
);

type Groups = Readonly<Record<string, string | undefined>>;

interface Moment {
  readonly published: string | undefined;
  /** The day, or the year, that the text told of last. */
  readonly told: Day | undefined;
  /** The clause speaks of what is to come. */
  readonly ahead: boolean;
  /** What follows the date. */
  readonly after: string;
}

/**
 * When things happened, in Chinese: full and shortened dates, 去年底, 本月15日, 星期三, counted from the document's own.
 *
 * @param quoted whether an offset is in a quotation, whose `today` is another's
 */
export function chineseDates(
  text: string,
  sentences: readonly Span[],
  published: string | undefined,
  quoted: (at: number) => boolean = () => false,
): readonly Found<DatedEvent>[] {
  const found: Found<DatedEvent>[] = [];
  let told = dayOf(published);
  let day0 = told; // a day, where `told` may be the first of a month that was told of
  for (const sentence of sentences) {
    const own = text.slice(sentence.start, sentence.end);
    if (!/[年月日号號天周週晨晚末夜节節旦夕诞]|星期|礼拜|禮拜|\d[-./:]\d|[时時点點]/u.test(own)) continue;
    const days: Days[] = [];
    for (const match of own.matchAll(DATE)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const ahead = AHEAD.test(own.slice(Math.max(0, start - 14), start));
      const range = rangeOf(match.groups ?? {}, { published, told, ahead, after: own.slice(end, end + LOOKED_AT) });
      const another = RELATIVE.some((name) => match.groups?.[name] !== undefined) && quoted(sentence.start + start);
      const habit = match.groups?.['weekday'] !== undefined && HABIT.test(own.slice(Math.max(0, start - 14), start));
      if (
        range === undefined ||
        another ||
        habit ||
        (isLunar(own, match) && !isLunarDate(match)) ||
        ofSaying(own, match)
      )
        continue;
      told = dayOf(range.from) ?? monthStart(range.from) ?? told;
      const before = days.at(-1);
      const whole = before === undefined ? undefined : stretch(own, before, { start, end, ...range });
      if (whole === undefined) days.push({ start, end, ...range });
      else days[days.length - 1] = whole;
    }
    const dayBefore = day0;
    const dayAt = (at: number): Day | undefined => {
      const near = days.findLast(({ end, from, to }) => end <= at && from === to && dayOf(from) !== undefined);
      return near === undefined ? dayBefore : dayOf(near.from);
    };
    const clocks = chineseClocks(own, dayAt).filter(
      (clock) =>
        !quoted(sentence.start + clock.start) &&
        !AS_OF.test(own.slice(Math.max(0, clock.start - 12), clock.start)) &&
        !days.some((other) => overlaps(clock, other)),
    );
    day0 = dayAt(own.length);
    for (const { start, end, from, to } of [...days, ...clocks].toSorted((a, b) => a.start - b.start)) {
      const event =
        own
          .slice(end)
          .split(/[，。；：、]|[,;:](?!\d)/u)
          .find((clause) => clause.trim().length > 1) ?? '';
      found.push({
        start: sentence.start + start,
        end: sentence.start + end,
        value: { kind: 'date', from, to, event: event.trim().slice(0, 40) },
      });
    }
  }
  return found;
}

/** Groups of wordings that are counted from the day of speaking, or of telling. */
const RELATIVE = ['relyear', 'relmonth', 'relday', 'weekday', 'relweek', 'day4', 'lunarrel'];

const LOOKED_AT = 16; // UTF-16 units behind a date

interface Days extends Span, DayRange {}

function overlaps(clock: Span, { start, end }: Span): boolean {
  return clock.start < end && start < clock.end;
}

/** `每周五`, `逢星期五至星期日`: no day of any week in particular. */
const HABIT = /[每逢][个個]?(?:(?:星期|礼拜|禮拜|周|週)[一二三四五六日天][至到、和及或-])*$/u;
const AHEAD = /(?:将|將|即将|預計|预计|预定|计划|計劃|定于|拟于?)[^，。；]{0,10}$/u;
const JOINS = /^[ \u00a0\u3000]?(?:至|到|-|—|–|―|~|～){1,2}[ \u00a0\u3000]?$/u;

/** `6月1日-6月30日`, `2007年与2009年之间`: two dates that are the ends of one stretch. */
function stretch(own: string, a: Days, b: Days): Days | undefined {
  const gap = own.slice(a.end, b.start);
  const within = /^[与與和及]$/u.test(gap) && /^(?:之?间|之?間|期间)/u.test(own.slice(b.end, b.end + 3));
  if (!within && !JOINS.test(gap)) return undefined;
  const range = stretchOf(a, own.slice(a.start, a.end), b, own.slice(b.start, b.end));
  return range && { start: a.start, end: b.end, ...range };
}

function isLunarDate({ groups }: RegExpExecArray): boolean {
  return (groups?.['lunarmonth'] ?? groups?.['lunarmonth2'] ?? groups?.['newyear']) !== undefined;
}

/** Of the lunar calendar, with a month alone or a year: which days those were is not said. */
function isLunar(own: string, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  return (
    /(?:农历|農曆|阴历|陰曆|旧历|夏历)[^，。]{0,6}$/u.test(own.slice(0, match.index)) ||
    /^(?:农历|農曆|阴历|陰曆|正月|腊月|初[一二三四五六七八九十])/u.test(own.slice(end, end + 4))
  );
}

/** `截至8月5日9时`: when it was counted. */
const AS_OF = /截[至止][到]?[^，。；]{0,8}$/u;

/** `新华社北京3月5日电`, `（2017年3月5日）` alone: when it was printed. */
function ofSaying(own: string, match: RegExpExecArray): boolean {
  const after = own.slice(match.index + match[0].length, match.index + match[0].length + 12);
  if (match.groups?.['relyear'] !== undefined && /^\d{1,3}[岁歲]/u.test(after)) return true; // how old somebody is
  if (AS_OF.test(own.slice(Math.max(0, match.index - 8), match.index))) return true;
  return (
    /^(?:的)?(?:电|電|讯|訊|报道|消息|刊|发表文章|印发|发布$)/u.test(after) ||
    /^(?:表示|称|稱|说|說|告诉|告訴|指出|回应|回應|通报|通報|发布|發布|公布|宣布|透露|介绍|披露|证实|證實|否认|承认|强调|刊文|刊登)/u.test(
      after,
    )
  );
}

function monthStart(iso: string): Day | undefined {
  return /^\d{4}-\d{2}$/.test(iso) ? dayOf(`${iso}-01`) : undefined;
}

function rangeOf(groups: Groups, moment: Moment): DayRange | undefined {
  const { isoyear, isomonth, isoday } = groups;
  if (isoyear !== undefined) return oneDay(validDay(Number(isoyear), Number(isomonth), Number(isoday)));
  if (groups['year'] !== undefined || groups['relyear'] !== undefined) return withYear(groups, moment);
  if (groups['republic'] !== undefined || groups['short'] !== undefined) return withYear(groups, moment);
  if ((groups['decade'] ?? groups['tens']) !== undefined) return decadeOf(groups, moment);
  if (isLunarDay(groups)) return lunarRange(groups, moment);
  if (groups['festival2'] !== undefined) return festivalRange(groups['festival2'], undefined, moment);
  if (groups['relmonth'] !== undefined) return relativeMonth(groups, moment);
  if (groups['month3'] !== undefined) return bareMonth(groups, moment);
  const anchor = dayOf(moment.published);
  if (groups['day4'] !== undefined) return bareDays(groups, moment);
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
  return written === undefined
    ? Number.NaN
    : (chineseNumber(written.replace(/○/gu, '〇').replace(/廿/gu, '二十')) ?? Number.NaN);
}

const YEARS: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 前年: -2, 明年: 1, 后年: 2, 後年: 2 };

function withYear(groups: Groups, moment: Moment): DayRange | undefined {
  const year = yearIn(groups, moment);
  if (!(year >= 1)) return undefined;
  const { quarter, festival } = groups;
  if (festival !== undefined) return festivalRange(festival, year, moment);
  if (groups['month'] !== undefined)
    return inMonth(year, count(groups['month']), groups['day'], groups['until'], groups['third']);
  if (quarter !== undefined) return monthsOf(year, count(quarter) * 3 - 2, count(quarter) * 3);
  const [first, last] = MONTHS_OF[groups['part'] ?? groups['season'] ?? ''] ?? [0, 0];
  return first === 0 ? years(year) : monthsOf(year, first, last);
}

function yearIn({ year, short, republic, relyear = '' }: Groups, { published, told }: Moment): number {
  if (year !== undefined) return count(year);
  if (republic !== undefined) return 1911 + count(republic.replace('民国', ''));
  const own = yearOf(published);
  // Of two figures the century is the document's, or the one before for a year that had not come.
  if (short !== undefined) {
    const century = Math.floor((own ?? 2000) / 100) * 100;
    return century + count(short) - (century + count(short) > (own ?? 2099) + 10 ? 100 : 0);
  }
  const base = /^(?:同年|当年|當年)$/u.test(relyear) ? told?.year : own;
  return (base ?? Number.NaN) + (YEARS[relyear] ?? 0);
}

function monthsOf(year: number, first: number, last: number): DayRange | undefined {
  const [from, to] = [oneMonth(year, first), oneMonth(last < first ? year + 1 : year, last)];
  return from && to && { from: from.from, to: to.to };
}

function inMonth(
  year: number,
  month: number,
  day: string | undefined,
  until: string | undefined,
  third: string | undefined,
): DayRange | undefined {
  if (day === undefined) return thirdOf(year, month, third);
  const from = oneDay(validDay(year, month, count(day)));
  const to = until === undefined ? from : oneDay(validDay(year, month, count(until)));
  return from && to && spanning(from, to);
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

function decadeOf(
  { decade, tens = '', century = '', decadepart }: Groups,
  { published }: Moment,
): DayRange | undefined {
  const own = yearOf(published);
  const now = own === undefined ? Number.NaN : Math.floor(own / 100) * 100;
  const counted = count(/^(?<number>.*)世/u.exec(century)?.groups?.['number']);
  const base = century.startsWith('上') ? now - 100 : century.startsWith('本') ? now : (counted - 1) * 100;
  // Without a century, a decade is the last one of that name: 九十年代 in 2017 is the 1990s.
  const bare = count(decade);
  const from = decade === undefined ? base + count(tens) : bare >= 100 ? bare : 1900 + bare;
  if (!Number.isFinite(from)) return undefined;
  if (decadepart === '初') return years(from, from + 3);
  if (decadepart === '中期') return years(from + 4, from + 6);
  return decadepart === '末' ? years(from + 7, from + 9) : years(from, from + 9);
}

function relativeMonth({ relmonth = '', day2 }: Groups, { published, told }: Moment): DayRange | undefined {
  const base = /^[当當]月$/u.test(relmonth) ? told : dayOf(published);
  const month = base && monthAfter(base, relmonth.startsWith('上') ? -1 : relmonth.startsWith('下') ? 1 : 0);
  if (month === undefined || day2 === undefined) return month;
  return oneDay(validDay(Number(month.from.slice(0, 4)), Number(month.from.slice(5)), count(day2)));
}

/** Without a year: that of the day told last, if it is not the document's own, else the last month of that name that has come. */
function bareMonth(
  { month3, day3, until3, third3 }: Groups,
  { published, told, ahead, after }: Moment,
): DayRange | undefined {
  const [own, month] = [dayOf(published), count(month3)];
  const base = told ?? own ?? anyDayOf(published);
  if (base === undefined) return undefined;
  const coming = ahead || isLimit(after);
  const past = own !== undefined && base.year === own.year && month > own.month + 1 && !coming;
  const year = past ? base.year - 1 : base.year;
  if (month === 2 && day3 !== undefined && count(day3) === 29) return oneDay(nearestOf({ ...base, year }, 2, 29));
  return inMonth(year, month, day3, until3, third3);
}

/** Of a document of which only the year is known. */
function anyDayOf(published: string | undefined): Day | undefined {
  const year = yearOf(published);
  return year === undefined ? undefined : validDay(year, 12, 31);
}

/** `29日`: of the month told last; of the document's own month only where the day has come. */
function bareDays({ day4, until4 }: Groups, { told, published }: Moment): DayRange | undefined {
  const [own, first] = [dayOf(published), count(day4)];
  const base = told ?? own;
  if (base === undefined) return undefined;
  const coming = own !== undefined && base.year === own.year && base.month === own.month && first > own.day + 7;
  const month = coming ? monthAfter(base, -1) : monthAfter(base, 0);
  return month && inMonth(Number(month.from.slice(0, 4)), Number(month.from.slice(5)), day4, until4, undefined);
}

const DAYS: Readonly<Record<string, number>> = {
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨夜: -1,
  前晚: -2,
  前日: -2,
  明晚: 1,
  前天: -2,
  明天: 1,
  明日: 1,
  后天: 2,
  後天: 2,
  大後天: 3,
  大后天: 3,
  大前天: -3,
};

function relativeDay(word: string, { published, told }: Moment): DayRange | undefined {
  if (/^[当當][日天]$/u.test(word)) return oneDay(told);
  if (/^(?:次日|翌日)$/u.test(word)) return told && oneDay(plusDays(told, 1));
  const anchor = dayOf(published);
  return anchor && oneDay(plusDays(anchor, DAYS[word] ?? 0));
}
