import type { Day, DayRange } from '../finding/calendar.ts';
import { clockOn, zoneOffset } from '../finding/clock-times.ts';
import { chineseNumber } from './numbers.ts';

const HAN = '[〇零一二两兩三四五六七八九十]';
const PARTS =
  '凌晨|清晨|早晨|早上|早间|今早|今晨|上午|中午|正午|午后|下午|傍晚|晚上|晚间|晚間|夜里|夜裡|夜间|深夜|半夜|当晚|當晚|昨晚|今晚|晚|早';
const CLOCK = new RegExp(
  [
    `(?<about>大约|大約|约|約)?(?<part>${PARTS})?`,
    String.raw`[ \u3000]?(?<![\d.〇零一二两兩三四五六七八九十])(?<hour>\d{1,2}|${HAN}{1,3})[ \u3000]?(?<mark>[时時点點:：])`,
    String.raw`(?:(?<half>半)|(?<quarter>[一三])刻|[ \u3000]?(?<minute>\d{1,2}|${HAN}{1,3})(?<unit>[ \u3000]?分(?!之|钟|鐘))?(?![\d:：])|(?<full>整|钟|鐘))?`,
    '(?<rough>许|許|左右|前后|前後)?',
  ].join(''),
  'gu',
);
/** The clock that a day is told by, in front of it or of its date. */
const ZONE =
  /(?<zone>北京|新疆|乌鲁木齐|烏魯木齊|格林尼治|格林威治|世界|东京|莫斯科)(?:标准|標準)?[时時](?:间|間)?[^，。；！？]{0,14}$/u;
const HABIT = /(?:每天|每日|每晚|每周|平时|通常|一般)[^，。；]{0,6}$/u;

export interface Clock extends DayRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Times of the clock in a sentence, local to the place unless it names whose clock it is. A number with 点 or 时 is one
 * only with a part of the day, minutes, 整 or 许, or behind a date: `3点建议` counts suggestions.
 *
 * @param dayAt the day told before an offset
 */
export function chineseClocks(sentence: string, dayAt: (at: number) => Day | undefined): readonly Clock[] {
  return Array.from(sentence.matchAll(CLOCK)).flatMap((match) => {
    const groups = match.groups ?? {};
    const before = sentence.slice(Math.max(0, match.index - 24), match.index);
    const [day, minutes] = [dayAt(match.index), minutesOf(groups)];
    if (day === undefined || minutes === undefined || !isClock(groups, before) || HABIT.test(before)) return [];
    const zone = ZONE.exec(before)?.groups?.['zone'];
    const about = groups['about'] !== undefined || groups['rough'] !== undefined;
    const range = clockOn(day, minutes, about, zone === undefined ? '' : (zoneOffset(zone, day) ?? ''));
    return range === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, ...range }];
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

function isClock({ part, mark = '', half, quarter, minute, unit, full, rough }: Groups, before: string): boolean {
  const exact = half ?? quarter ?? full ?? (minute === undefined ? undefined : unit);
  if (mark === ':' || mark === '：')
    return minute !== undefined && minute.length === 2 && (part !== undefined || ZONE.test(before));
  if (minute !== undefined && unit === undefined) return false; // `6点5`: a number
  if (part !== undefined || exact !== undefined) return true;
  return /[时時]/u.test(mark) && (rough !== undefined || /[日号號]\s?$|(?:时间|時間)$/u.test(before));
}

const AFTERNOON = /^(?:下午|午后|傍晚|晚上|晚间|晚間|晚|当晚|當晚|昨晚|今晚|夜里|夜裡|夜间|深夜)$/u;

function minutesOf({ part = '', hour = '', half, quarter, minute }: Groups): number | undefined {
  const [hours, rest] = [chineseNumber(hour), minute === undefined ? 0 : chineseNumber(minute)];
  if (hours === undefined || rest === undefined || hours > 24 || rest > 59) return undefined;
  const later = (AFTERNOON.test(part) && hours >= 5 && hours < 12) || (/^(?:下午|午后)$/u.test(part) && hours < 5);
  const noon = /^[中正]午$/u.test(part) && hours < 5;
  const midnight = hours === 12 && /^(?:凌晨|晚|半夜|深夜|夜)/u.test(part);
  const own = midnight ? (part === '凌晨' ? 0 : 24) : later || noon ? hours + 12 : hours;
  const more = half === undefined ? (quarter === undefined ? rest : quarter === '一' ? 15 : 45) : 30;
  return own * 60 + more > 1440 ? undefined : own * 60 + more;
}
