import type { Span } from '../../nouns/reading.ts';
import type { Figure, Interval } from '../../nouns/statement.ts';
import { chineseNumber, neighbours } from './numbers.ts';
import type { Found } from '../finding/finder.ts';

const DIGITS = String.raw`\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const HAN = String.raw`[零一二两兩三四五六七八九十百千万萬亿億兆]`;
const NUMBER = String.raw`(?:\d+(?:\.\d+)?[万萬亿億]\d+(?:\.\d+)?[百千万萬]{1,2}|(?:${DIGITS})\s?[十百千万萬亿億兆]{0,3}|(?:${HAN}|(?<=${HAN})〇){1,14})`;

const MEASURES: Readonly<Record<string, string>> = {
  個: '', 人: 'people', 名: 'people', 位: 'people', 人次: 'people', 口: 'people', 具: 'people', 元: 'CNY', 块钱: 'CNY', 人民币: 'CNY', 美元: 'USD', 美金: 'USD', 欧元: 'EUR',
  歐元: 'EUR', 英镑: 'GBP', 港元: 'HKD', 港币: 'HKD', 日元: 'JPY', 韩元: 'KRW', 卢布: 'RUB', 新台币: 'TWD', 公里: 'km', 千米: 'km', 里: 'li',
  米: 'm', 公尺: 'm', 厘米: 'cm', 毫米: 'mm', 海里: 'nautical miles', 英里: 'miles', 平方公里: 'km2', 平方千米: 'km2', 平方米: 'm2', 立方米: 'm3', 亩: 'mu', 公顷: 'hectares', 吨: 'tonnes',
  公斤: 'kg', 千克: 'kg', 克: 'g', 升: 'litres', 桶: 'barrels', 级: 'magnitude', 度: 'degrees', 小时: 'hours', 个小时: 'hours', 分钟: 'minutes',
  秒: 'seconds', 天: 'days', 周: 'weeks', 个月: 'months', 年: 'years', 户: 'households', 家: 'companies', 所: 'schools', 间: 'rooms', 座: 'buildings', 栋: 'buildings',
  幢: 'buildings', 辆: 'vehicles', 架: 'aircraft', 艘: 'ships', 枚: 'pieces', 份: 'documents', 页: 'pages', 个: '', 起: 'cases', 次: 'times', 件: 'pieces', 项: 'items', 条: 'items',
  张: 'pieces', 只: 'animals', 头: 'animals', 册: 'volumes', 本: 'volumes', 支: 'pieces', 处: 'places', 片: 'pieces', 批: 'groups', 部: 'pieces', 倍: 'times', '%': 'percent', '％': 'percent',
  成: 'tenths', 个百分点: 'points', 百分点: 'points', 公升: 'litres', 种: 'kinds', 台: 'machines', 例: 'cases', 宗: 'cases', 村: 'villages', 分: 'points', 块: 'CNY',
  戶: 'households', 間: 'rooms', 棟: 'buildings', 輛: 'vehicles', 張: 'pieces', 條: 'items', 項: 'items', 頁: 'pages', 隻: 'animals', 頭: 'animals', 冊: 'volumes', 處: 'places',
  種: 'kinds', 臺: 'machines', 圓: 'CNY', 英鎊: 'GBP', 噸: 'tonnes', 公噸: 'tonnes', 公頃: 'hectares', 畝: 'mu', 小時: 'hours', 個小時: 'hours', 分鐘: 'minutes', 個月: 'months',
  週: 'weeks', 級: 'magnitude', 個百分點: 'points', 百分點: 'points',
}; // prettier-ignore
const MEASURE = Object.keys(MEASURES)
  .toSorted((a, b) => b.length - a.length)
  .join('|');

const closed = (lo: number, hi: number | null): Interval => ({ lo, hi, loOpen: false, hiOpen: false });
const above = (value: number): Interval => ({ lo: value, hi: null, loOpen: true, hiOpen: false });
const ABOUT = 0.05; // share of the number, either way

/** Words in front of a number, as docs/claims.md lists them. */
const BEFORE: readonly (readonly [RegExp, (value: number) => Interval])[] = [
  [/(?:不超过|不超過|最多|至多|多达|多達|高达|高達)$/u, (value) => closed(0, value)],
  [/(?:至少|最少|不少于|不少於|不下|起码)(?:有)?$/u, (value) => closed(value, null)],
  [/(?:超过|超過|逾|多于|多於|高于|高於|突破|大于|超)(?:了)?$/u, above],
  [/(?:不到|不足|少于|少於|低于|低於|未满|小于)$/u, (value) => ({ lo: 0, hi: value, loOpen: false, hiOpen: true })],
  [/(?:接近|将近|將近|(?<![附最临邻靠远])近)$/u, (value) => ({ lo: value * (1 - ABOUT), hi: value, loOpen: false, hiOpen: true })],
  [/(?:大约|大約|约|約|大概|估计|估計|左右|差不多)(?:有|为)?$/u, (value) => closed(value * (1 - ABOUT), value * (1 + ABOUT))],
]; // prettier-ignore

const FIGURE = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.])(?:(?<share>百分之)(?<sharevalue>${NUMBER})|(?<vague>数|數|几|幾|上|成)(?<scale>[十百千万萬亿億]{1,2})|(?<low>${NUMBER})(?:至|到|-|—|–|~|～)(?<high>${NUMBER})|(?<number>${NUMBER}))(?<more>余|餘|多|来)?(?<myriad>[万萬亿億])?(?<more2>余|餘|多)?\s?(?<mid>(?<=[\d一二两兩三四五六七八九十])[个個]?半(?=小[时時]|[个個]?月))?(?<measure>${MEASURE})?(?<half>(?<=里|米|年|天|[时時月]|吨|亩|成)半(?![个個年天月日小径决导数价]))?(?<about>左右|上下|以上|以下|以内)?`,
  'gu',
);

/**
 * What a text in Chinese counts: numbers with a measure word or unit, 百分之 and %, 数百 and 上千; the noun behind the
 * measure word is taken as far as a word goes; and tolls of nobody. A bare number counts nothing, nor do years, days and
 * ordinals.
 */
export function chineseFigures(
  text: string,
  sentence: Span,
  wordEnd: (at: number) => number,
): readonly Found<Figure>[] {
  const nobody = nobodyIn(text, sentence);
  const counts = countsIn(text, sentence, wordEnd).filter(
    ({ start, end }) => !nobody.some((none) => none.start < end && start < none.end),
  );
  return nobody.length === 0 ? counts : [...counts, ...nobody].toSorted((a, b) => a.start - b.start);
}

function countsIn(text: string, sentence: Span, wordEnd: (at: number) => number): readonly Found<Figure>[] {
  const own = text.slice(sentence.start, sentence.end);
  return Array.from(own.matchAll(FIGURE)).flatMap((match) => {
    const figure = figureOf(own, match);
    if (figure === undefined) return [];
    const start = sentence.start + figure.start;
    const bare = sentence.start + match.index + match[0].length;
    const counted = countedAt(text, bare, Math.min(wordEnd(bare), sentence.end), figure.word);
    const named =
      NOUNS.has(figure.unit) &&
      !/^(?:人|人次|口|例|起|宗|村)$/u.test(figure.word) &&
      /^[\p{Script=Han}]{1,6}$/u.test(counted) &&
      !CLOSED.test(counted);
    const end = named ? bare + counted.length : bare;
    const unit =
      figure.unit === '' ? unitOfNoun(counted) : figure.word === '家' && named ? firmOf(counted) : figure.unit;
    if (unit === '') return [];
    return [
      {
        start,
        end,
        value: { kind: 'figure' as const, ...figure.interval, unit, counted: named ? counted : figure.word },
      },
    ];
  });
}

const BEARER = /^(?:名|位|辆|輛|艘|架)$/u;
/** A noun of several words: `消防车`, `指战员`. */
const COMPOUND =
  /^\p{Script=Han}{1,6}?(?:人员|人員|工人|军人|運動員|运动员|车辆|[车車员員者民师犯兵警官船机機])(?![员員人辆])/u;

function countedAt(text: string, start: number, end: number, measure: string): string {
  // The segmenter leaves the last character of `报警器` and `净水机` to the next word.
  const word = text.slice(start, end > start && /[器仪]/u.test(text.charAt(end)) ? end + 1 : end);
  if (!BEARER.test(measure) || word === '' || CLOSED.test(word) || PEOPLE.test(word) || /[车船机]$/u.test(word))
    return word;
  return COMPOUND.exec(text.slice(start, start + 9))?.[0] ?? word;
}

/** Units whose measure word is followed by the noun that is counted. */
const NOUNS: ReadonlySet<string> = new Set([
  '',
  'people',
  'pieces',
  'buildings',
  'companies',
  'schools',
  'vehicles',
  'cases',
  'items',
  'documents',
  'animals',
  'places',
  'kinds',
  'machines',
  'groups',
]);
const CLOSED =
  /^(?:在|的|和|与|及|被|为|是|死|受|遇|伤|失|获|有|已|将|也|都|等|到|从|了|中|上|下|左右|以上|因|后|前|报(?![警告纸刊表])|称|说)/u;
/** What is counted, by the unit that other languages give it. */
const NOUN_UNITS: readonly (readonly [string, RegExp])[] = [
  ['villages', /^(?:自然|行政)?村(?:庄|子|落|寨)?$/u],
  ['households', /^(?:家庭|住户|农户|牧户|人家)$/u],
  ['houses', /^(?:房屋|住房|房子|民房|平房|住宅|新房|老房)$/u],
  ['counties', /^县(?:城|区)?$/u],
  ['towns', /^(?:乡镇|[乡镇])$/u],
  ['cities', /^(?:城市|市)$/u],
  ['provinces', /^省(?:份|区)?$/u],
  ['countries', /^国家?$/u],
  ['schools', /^(?:学校|小学|中学|幼儿园)$/u],
  ['hospitals', /^(?:医院|卫生院)$/u],
  ['vehicles', /^(?:车辆|汽车|卡车|货车|客车|大巴)$/u],
  ['jobs', /^(?:岗位|工作岗位|就业岗位|职位)$/u],
  ['points', /^工?分$/u],
];
/** Named in front of the sum: `新台币2亿元`. */
const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/新?[台臺][币幣](?:逾|近|约|約)?$/u, 'TWD'],
  [/港[币幣](?:逾|近|约|約)?$/u, 'HKD'],
  [/美[金元](?:逾|近|约|約)?$/u, 'USD'],
];
const HOUSED = /^[座间間栋棟幢处處套所]$/u;
const HOUSES = /(?:房屋|住房|民房|房子|平房|住宅)(?:共计?|约|合计|总计|达)?$/u;
const PEOPLE = /(?:警察|人|者|员|民|生|师|犯|兵|童|女|男|警|工|官|客|徒|长|众|属|妇|孩子|老人|干部|居|代表)$/u;

/** 家 counts firms of every kind: `180家商铺`, `12家企业`. */
function firmOf(noun: string): string {
  return /(?:公司|企业|企業|集团|集團|厂商)$/u.test(noun) ? 'companies' : noun;
}

function unitOfNoun(noun: string): string {
  if (noun === '' || CLOSED.test(noun)) return '';
  const known = NOUN_UNITS.find(([, words]) => words.test(noun))?.[0];
  return known ?? (PEOPLE.test(noun) ? 'people' : noun);
}

interface Read extends Span {
  readonly interval: Interval;
  readonly unit: string;
  readonly word: string;
}

/** Of a measure word that counts several things, by the noun in front of the number or behind it. */
function unitByNoun(measure: string, before: string, after: string): string | undefined {
  if (HOUSED.test(measure) && HOUSES.test(before)) return 'houses';
  if (measure !== '口') return undefined;
  if (WELLS.test(before) || /^\p{Script=Han}{0,2}井/u.test(after)) return 'wells';
  return VESSELS.test(before) || /^\p{Script=Han}?[锅鍋箱猪豬窖缸塘池棺钟鐘]/u.test(after) ? 'pieces' : undefined;
}

/** 口 counts members of a household, and whatever has an opening. */
const WELLS = /井(?:共计?|约|合计|总计|达|已)?$/u;
const VESSELS = /[锅鍋箱猪豬窖缸塘池棺钟鐘](?:共计?|约|合计|总计|达|已)?$/u;

function figureOf(own: string, match: RegExpExecArray): Read | undefined {
  const groups = match.groups ?? {};
  const [start, end] = [match.index, match.index + match[0].length];
  const before = own.slice(Math.max(0, start - 6), start);
  const after = own.slice(end, end + 3);
  // What is left of a longer number, or of one that is none, says another value.
  if (/[\d十百千万萬亿億兆]$/u.test(before) || /[万萬亿億兆]{3}/u.test(match[0])) return undefined;
  if (blocked(before, after, match[0], groups)) return undefined;
  const measure = groups['measure'] ?? '';
  const owed = measure === '' && PAID.test(before) && /[万萬亿億]$/u.test(match[0]);
  const measured = owed ? 'CNY' : (unitByNoun(measure, before, after) ?? MEASURES[measure]);
  const money = measured === 'CNY' ? CURRENCIES.find(([words]) => words.test(before))?.[1] : undefined;
  const tenths = measured === 'tenths';
  const unit = groups['share'] === undefined && !tenths ? (money ?? measured) : 'percent';
  const word = groups['share'] === undefined ? measure : groups['share'];
  if (unit === undefined || (tenths && !isTenths(groups['number'], after))) return undefined;
  const pair = neighbours(groups['number'] ?? '');
  if (pair !== undefined) return rangeOf(pair, groups, { start, end, unit, word });
  const value = valueOf(groups, tenths ? 10 : 1);
  const low = groups['low'] === undefined ? undefined : lowOf(groups);
  if (value === undefined) return undefined;
  if (low !== undefined) return low <= value ? { start, end, interval: closed(low, value), unit, word } : undefined;
  // `近三天`: the last three days; `近三小时`: nearly three hours.
  const lead =
    value <= RECENT_AT_MOST && RECENT.has(unit) && before.endsWith('近')
      ? undefined
      : BEFORE.find(([words]) => words.test(before));
  const length = lead?.[0].exec(before)?.[0].length ?? 0;
  return { start: start - length, end, interval: lead?.[1](value) ?? behind(value, groups), unit, word };
}

/** `五六个`, `三四百人`. */
function rangeOf(
  pair: readonly [string, string],
  groups: Readonly<Record<string, string | undefined>>,
  read: Omit<Read, 'interval'>,
): Read | undefined {
  const scale = groups['myriad'];
  const times = scale === undefined ? 1 : (chineseNumber(scale) ?? 1);
  const [lo, hi] = [chineseNumber(pair[0]), chineseNumber(pair[1])];
  return lo === undefined || hi === undefined ? undefined : { ...read, interval: closed(lo * times, hi * times) };
}

/** What is paid: `赔了85万`. */
const PAID = /(?:赔|赔偿|罚|罚款|花|欠|付|支付|补偿|卖)[了款金]?$/u;
/** In front of so many 块: `一个2600块`. */
const PRICED = /[个張张份斤台瓶天人价值收得要才卖赚挣]$/u;
const [RECENT_AT_MOST, RECENT]: readonly [number, ReadonlySet<string>] = [
  20,
  new Set(['days', 'weeks', 'months', 'years']),
];

/** `四成`: forty per cent; not `一成不变`, `三成员`. */
function isTenths(number = '', after: string): boolean {
  const value = chineseNumber(number);
  return (
    value !== undefined && value > 0 && value <= 10 && !/^[为為立功员員本果长長熟都年绩交份分不型家宫等]/u.test(after)
  );
}

function valueOf(groups: Readonly<Record<string, string | undefined>>, each: number): number | undefined {
  const scale = groups['myriad'] ?? '';
  const times = scale === '' ? 1 : (chineseNumber(scale) ?? 1);
  if (groups['vague'] !== undefined)
    return (chineseNumber(groups['scale'] ?? '') ?? Number.NaN) * (/[数數几幾]/u.test(groups['vague']) ? 2 : 1) * times;
  const written = groups['sharevalue'] ?? groups['high'] ?? groups['number'] ?? '';
  const value = chineseNumber(written);
  const half = (groups['mid'] ?? groups['half']) === undefined ? 0 : 1 / 2;
  return value === undefined ? undefined : Number(((value * times + half) * each).toPrecision(15));
}

/** `3至5万`: the scale of the second holds for the first. */
function lowOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const [low, high] = [groups['low'] ?? '', groups['high'] ?? ''];
  const scale = /[万萬亿億]$/u.exec(high)?.[0] ?? groups['myriad'] ?? '';
  return chineseNumber(/[万萬亿億]$/u.test(low) ? low : low + scale);
}

/** 余 and 多 behind a number are more than it; 数百 is at least two hundred, 上千 at least a thousand. */
function behind(value: number, { more, more2, vague, about }: Readonly<Record<string, string | undefined>>): Interval {
  if (vague !== undefined) return closed(value, null);
  if (about === '以上') return closed(value, null);
  if (about === '以下' || about === '以内') return closed(0, value);
  if (about !== undefined) return closed(value * (1 - ABOUT), value * (1 + ABOUT));
  return more === undefined && more2 === undefined ? closed(value, value) : above(value);
}

/** Ordinals, dates, ages, `一些` and `一个` as an article, and the numbers of laws and rooms. */
function blocked(
  before: string,
  after: string,
  own: string,
  { number, measure = '' }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (/(?:[第初周唯〔［]|星期|礼拜|编号)$/u.test(before)) return true;
  if (measure === '') return ORDINAL.test(after);
  if (number === '一' && ARTICLE.test(measure)) return !/[伤死亡]/u.test(before + after);
  return BLOCKS[measure]?.(before, after, own) ?? false;
}

const ORDINAL = /^(?:岁|歲|号|號|日|月|时|時|点|點|世纪|世紀|年代|届|屆|楼|层|路|中全会|大)/u;
const ARTICLE =
  /^(?:个|個|天|位|名|家|部|片|种|项|条|起|次|批|度|处|支|张|件|本|里|口|座|所|间|栋|幢|辆|架|艘|份|只|头|册|例|宗|台|户|块|處|間|棟|輛|張|條|項|頁|隻|頭|冊|種|臺|戶)$/u;

/** Measure words that are something else: `家` and `本` begin nouns, `2017年` is a date, `一级` a rank. */
const noun = (_: string, __: string, own: string): boolean => !/\d|[百千万]/u.test(own);
const BLOCKS: Readonly<Record<string, (before: string, after: string, own: string) => boolean>> = {
  年: (_, after, own) =>
    /^[12]\d{3}年|^[〇零一二三四五六七八九]{4}年/u.test(own) ||
    /^(?:代|级|[0-9一二三四五六七八九十]{1,3}月|初|底|末|来|前|后|间)/u.test(after),
  度: (_, after, own) => own === '百度' || /^[假过]/u.test(after),
  级: (before, after) => !/震|级/u.test(before + after),
  部: noun,
  家: noun,
  本: noun,
  里: noun,
  口: noun,
  人: (_, after) => /^[数均]/u.test(after),
  块: (before, after, own) =>
    !/(?:罚|款|钱|付|价|卖|买|工资|赔|收入|花)[了过]?$/u.test(before) &&
    !(/\d{2}|[百千万]/u.test(own) && PRICED.test(before) && /^(?:[，。；、！？）]|$)/u.test(after)),
  个月: (before) => /[那这每某同上下]$/u.test(before),
  天: (before) => /[那这每某同]$/u.test(before),
  分: (before, after, own) =>
    /^(?:[钟鐘之别成析为布到支店局公院会贝明寸]|\d)/u.test(after) ||
    /[时時点點]$/u.test(before) ||
    // `十分` is an adverb, `三分` often a saying: in characters only where points are told of.
    (!/\d/.test(own) && !/(?:积分|工分|得分|分数|[记扣加减付补])$/u.test(before)),
};

const TOLL = '死亡|遇难|受伤|伤亡|死伤|失踪|失联|丧生|身亡|中毒|被困|感染|被捕|被抓|被拘|被扣|遇難|受傷|傷亡|失蹤';
/** `无人受伤`, `没有人员伤亡`; that no report of it has come says nothing yet. */
const NOBODY = new RegExp(
  String.raw`(?:(?:无|無|没有|沒有|没|未有|无一|無一|没有一|没有任何)(?:名|个)?人(?:员|員)?(?:在[^，。；]{1,8})?(?:因此|因而)?|(?:无|無|没有|沒有|未造成|未发生|没有造成|没有发生|未有)(?:任何)?(?:人员|人員)?)(?<toll>${TOLL})(?!者|的?(?:报告|报道|消息|信息|人数|報告|報道))`,
  'gu',
);

/** Figures of nobody, as a toll tells them. */
function nobodyIn(text: string, sentence: Span): readonly Found<Figure>[] {
  const own = text.slice(sentence.start, sentence.end);
  return Array.from(own.matchAll(NOBODY), (match): Found<Figure> => {
    const start = sentence.start + match.index;
    const counted = match.groups?.['toll'] ?? '';
    return { start, end: start + match[0].length, value: { kind: 'figure', ...closed(0, 0), unit: 'people', counted } };
  });
}
