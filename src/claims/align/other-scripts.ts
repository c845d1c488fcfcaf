import { allPlaces } from '../../entities/name-tables.ts';
import { namesWithin } from '../../entities/names-within.ts';
import { uyghurStem } from '../../entities/uyghur-endings.ts';
import { spelledOut, uyghurReadings, uyghurScriptOf } from '../../entities/uyghur-letters.ts';
import type { Span } from '../../nouns/reading.ts';
import { foldArabic, foldLetters, foldSyllables, stemOf } from '../../search/fold.ts';
import { meaningOfChinese, meaningOfUyghur } from './meanings.ts';

/** A word that is not written with capitals where it is a name. */
export interface OtherWord extends Span {
  /** Folded. */
  readonly exact: string;
  readonly stem: string;
  readonly name: boolean;
  readonly content: boolean;
  /** Of a name how it is said: in Latin letters or in Han. */
  readonly spoken?: string;
}

interface Places {
  /** By the name in simplified characters, with and without what kind of place it is. */
  readonly chinese: ReadonlyMap<string, string>;
  /** By the folded name in Arabic letters. */
  readonly uyghur: ReadonlyMap<string, string>;
}

let allKnown: Places | undefined;

/** Places under the stem of their usual name in English, so that they are one in three languages. */
function places(): Places {
  if (allKnown !== undefined) return allKnown;
  const [chinese, uyghur] = [new Map<string, string>(), new Map<string, string>()];
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const inChinese = new Intl.DisplayNames('zh-Hans', { type: 'region' });
  const inUyghur = new Intl.DisplayNames('ug', { type: 'region' });
  for (const code of REGIONS) {
    // Of several words the longest: `Kingdom`, `Korea`.
    const longest = (english.of(code) ?? '').split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length)[0] ?? '';
    const stem = stemOf(foldLetters(longest));
    chinese.set(inChinese.of(code) ?? '', stem);
    const [name = ''] = (inUyghur.of(code) ?? '').split(' ');
    if (name.length >= SHORTEST_PLACE) uyghur.set(foldArabic(name), stem);
  }
  for (const [zh = '', pinyin = ''] of PROVINCES) chinese.set(zh, stemOf(pinyin));
  for (const { zh, suffix, english: names, pinyin, uyghur: inScript } of allPlaces()) {
    const stem = stemOf(foldLetters((names[0] ?? pinyin).split(' ')[0] ?? ''));
    chinese.set(zh, stem).set(zh + suffix, stem);
    for (const name of inScript) uyghur.set(foldArabic(name), stem);
  }
  allKnown = { chinese, uyghur };
  return allKnown;
}

/** ISO 3166-1 codes of the countries that news of the region names; CLDR has their names in each language. */
const REGIONS =
  'AE AF AR AT AU AZ BD BE BR BY CA CH CL CN CU CZ DE DK EG ES ET FI FR GB GE GR HU ID IE IL IN IQ IR IT JO JP KE KG KH KP KR KW KZ LA LB LK LY MA MM MN MX MY NG NL NO NP NZ OM PH PK PL PT QA RO RS RU SA SD SE SG SO SY TH TJ TM TN TR UA US UZ VN YE ZA'.split(
    ' ',
  );
/** Provinces and the largest cities, which are written without what they are. */
const PROVINCES = '河北 hebei 山西 shanxi 辽宁 liaoning 吉林 jilin 黑龙江 heilongjiang 江苏 jiangsu 浙江 zhejiang 安徽 anhui 福建 fujian 江西 jiangxi 山东 shandong 河南 henan 湖北 hubei 湖南 hunan 广东 guangdong 海南 hainan 四川 sichuan 贵州 guizhou 云南 yunnan 陕西 shaanxi 甘肃 gansu 青海 qinghai 台湾 taiwan 香港 hong 澳门 macau 内蒙古 mongolia 广西 guangxi 西藏 tibet 宁夏 ningxia 北京 beijing 上海 shanghai 天津 tianjin 重庆 chongqing 广州 guangzhou 深圳 shenzhen 武汉 wuhan 成都 chengdu 西安 xian 南京 nanjing 杭州 hangzhou 兰州 lanzhou'
  .split(' ')
  .flatMap((zh, at, all): (readonly [string, string])[] => (at % 2 === 0 ? [[zh, all[at + 1] ?? '']] : [])); // prettier-ignore
const SHORTEST_PLACE = 4; // letters; what is shorter begins too many words

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' });
const LONGEST_RUN = 60; // characters in which names are sought at a time
const COUNTING = /^[〇零一二两三四五六七八九十百千万亿余多几数来约近]+$/u;
/** Words that say nothing of what a sentence is about. */
const EMPTY = new Set(
  '表示 报道 目前 已经 没有 我们 他们 她们 这个 那个 这些 那些 其中 以及 或者 但是 因为 因此 所以 如果 进行 有关 方面 时候 记者 消息 今天 昨天 日前 近日 当地 造成 发生 据悉 获悉 通报 指出 告诉 认为 至少 左右 以上 以下 超过 一个 一名 一位 一些 部分 可能 可以 正在 同时 此前 随后 目击 介绍 透露 共有 另有 有关'.split(
    ' ',
  ),
);

/**
 * The words of a run of Han characters: places and persons whole, the rest by the dictionary of ICU.
 *
 * @param offset of the run in its text
 */
export function chineseWords(run: string, offset: number): readonly OtherWord[] {
  const found: OtherWord[] = [];
  for (let at = 0; at < run.length; at += LONGEST_RUN)
    found.push(...wordsWithin(run.slice(at, at + LONGEST_RUN), offset + at));
  return found;
}

function wordsWithin(run: string, offset: number): readonly OtherWord[] {
  const { chinese } = places();
  const folded = foldSyllables(run);
  const text = folded.length === run.length ? folded : run;
  const isPlace = (name: string): boolean => chinese.has(name);
  return partsOf(text).map(({ index, segment: exact, name }): OtherWord => {
    const bare = name ? exact.replace(/(?<=.{2})[省市县州区镇乡村旗盟]$/u, '') : exact;
    const place = chinese.get(exact) ?? chinese.get(bare);
    const meaning = place === undefined ? meaningOfChinese(exact) : undefined;
    const stem = place ?? meaning ?? bare;
    const isName = place !== undefined || (name && meaning === undefined);
    const content =
      (exact.length > 1 && !COUNTING.test(exact) && !EMPTY.has(exact)) || (stem !== exact && !COUNTING.test(exact));
    const at = { start: offset + index, end: offset + index + exact.length };
    return { exact, stem, name: isName, content, ...at, ...(isName ? { spoken: stem } : {}) };
  });

  function partsOf(whole: string): readonly Segment[] {
    const known = isPlace(whole) ? [whole] : namesWithin(whole, isPlace).filter(isPlace);
    return cutAt({ index: 0, segment: whole }, known).flatMap((part) =>
      part.name
        ? [part]
        : cutAt(part, part.segment.match(BY_SOUND) ?? []).flatMap((inner) => (inner.name ? [inner] : persons(inner))),
    );
  }

  function persons(part: Segment): readonly Segment[] {
    const names = namesWithin(part.segment, () => false).filter((name) => !NO_PERSON.test(name));
    return cutAt(part, names).flatMap((inner) =>
      inner.name ? [inner] : placesWithin(inner.segment).map((each) => ({ ...each, index: inner.index + each.index })),
    );
  }
}

/** Characters that begin or end what only looks like a surname with a given name. */
const NO_PERSON = /^[由于和应全尚任何]|[已各未其局办处委所者]$/u;

/** A run with names cut out of it, in their order; one that ends with a number is none. */
function cutAt({ index, segment }: Omit<Segment, 'name'>, names: readonly string[]): readonly Segment[] {
  const parts: Segment[] = [];
  let at = 0;
  for (const name of names) {
    const start = segment.indexOf(name, at);
    if (start < 0 || /[一二两三四五六七八九十]$/u.test(name)) continue;
    if (start > at) parts.push({ index: index + at, segment: segment.slice(at, start), name: false });
    parts.push({ index: index + start, segment: name, name: true });
    at = start + name.length;
  }
  if (at < segment.length) parts.push({ index: index + at, segment: segment.slice(at), name: false });
  return parts;
}

/** Characters with which Chinese writes names of other languages by their sound, those left out that stand in many words. */
const BY_SOUND =
  /[阿埃艾奥澳巴芭拜邦贝彼宾博勃布察达戴丹狄迪蒂丁顿杜敦恩尔厄凡费芬弗福夫盖甘冈戈格贡圭哈豪赫亨霍基吉加贾杰喀卡凯坎科克肯库夸奎昆拉莱赖兰朗劳勒雷利莉廉琳隆卢鲁伦罗洛吕玛迈麦曼芒梅蒙米敏莫默姆慕穆纳奈瑙尼妮涅宁纽努诺欧帕潘庞培佩彭皮匹普齐奇恰乔切钦琼丘瑞若萨赛桑瑟森沙绍舍施舒朔斯苏索塔台泰坦汤陶特滕提廷图托瓦威韦维魏沃乌武希锡夏肖谢辛欣休雅亚延扬耶叶伊英尤约赞扎泽詹朱兹佐邹]{3,8}/gu;

const PLACE_END = /^[省市县州区镇乡村旗盟]$/u;
/** Single characters that are in no name. */
const LOOSE = /^[在的于从到至与和及由向对将被把了是有为一二两三四五六七八九十百千万每各该此这那处个名人本全某]$/u;

interface Segment {
  readonly index: number;
  readonly segment: string;
  readonly name: boolean;
}

/** Words by the dictionary of ICU; what it has not, up to a character that places end with, is the name of one: 会理县. */
function placesWithin(text: string): readonly Segment[] {
  const found: Segment[] = [];
  for (const { index, segment } of dictionary.segment(text)) {
    let start = index;
    while (PLACE_END.test(segment) && index - start < 4) {
      const before = found.at(-1);
      if (before === undefined || before.name || before.index + before.segment.length !== start) break;
      if (before.segment.length > 2 || LOOSE.test(before.segment) || EMPTY.has(before.segment)) break;
      start = before.index;
      found.pop();
      if (before.segment.length > 1) break;
    }
    const whole = text.slice(start, index + segment.length);
    found.push({ index: start, segment: whole, name: whole.length > 2 && PLACE_END.test(whole.at(-1) ?? '') });
  }
  return found;
}

const EMPTY_UYGHUR = new Set(
  'ۋە بىلەن بۇ شۇ ئۇ بىر ھەم ئۈچۈن كېيىن دەپ دېدى دېيىشىچە بولۇپ بولغان قىلىپ قىلغان ئەڭ ئاز دېگەندە كۆپ ئارتۇق كۈنى يىلى ئاينىڭ سائەت جەمئىي تەخمىنەن'
    .split(' ')
    .map(foldArabic),
);
/** What follows the name of a place. */
const PLACE_NOUN = new RegExp(`^(?:${['شەھى', 'ناھىيى', 'ناھىيە', 'رايون', 'يېزا', 'يېزى', 'بازىرى', 'كەنت', 'ۋىلايى', 'ئوبلاست', 'مەھەللى', 'جىلغ', 'ۋادى', 'دەريا', 'كۆل', 'تاغ', 'تاغلىر', 'چۆل', 'ئامب', 'ئارال', 'ئاگېنتلىق', 'گېزىت'].map(foldArabic).join('|')})`, 'u'); // prettier-ignore

type Learnt = Pick<OtherWord, 'stem' | 'name' | 'content'> & { readonly arabic: string };

const cached = new Map<string, Learnt>();
const MOST_CACHED = 50_000;

/**
 * A word of Uyghur in any of its scripts: without the endings of a noun, in Latin letters, so that the names of a text
 * are those of texts in English.
 *
 * @param raw as it stands
 */
export function uyghurWord(raw: string): Pick<OtherWord, 'stem' | 'name' | 'content'> {
  const known = cached.get(raw) ?? learn(raw);
  if (cached.size >= MOST_CACHED) cached.clear();
  cached.set(raw, known);
  return known;
}

function learn(raw: string): Learnt {
  const letters = uyghurScriptOf(raw) === 'arabic' ? raw : (uyghurReadings(raw)[0]?.arabic ?? '');
  const arabic = foldArabic(letters);
  const place = placeIn(arabic);
  const meaning = place === undefined ? meaningOfUyghur(arabic) : undefined;
  if (meaning !== undefined) return { arabic, stem: meaning, name: false, content: true };
  const bare = uyghurStem(letters) ?? letters;
  const content = arabic.length > 2 && !EMPTY_UYGHUR.has(arabic);
  const stem = place ?? (foldLetters(spelledOut(bare).latin) || arabic);
  return { arabic, stem, name: place !== undefined, content };
}

/** The place whose name a word is, with whatever endings. */
function placeIn(arabic: string): string | undefined {
  const { uyghur } = places();
  for (let length = arabic.length; length >= Math.min(arabic.length, SHORTEST_PLACE); length -= 1) {
    const stem = uyghur.get(arabic.slice(0, length));
    if (stem !== undefined) return stem;
  }
  return undefined;
}

/** Whether a word that follows another in Uyghur says that the other is the name of a place. */
export function isPlaceNoun(raw: string): boolean {
  uyghurWord(raw);
  return PLACE_NOUN.test(cached.get(raw)?.arabic ?? '');
}

const ENDINGS = /(?:ning|lar|ler|liri|diki|tiki|din|tin|ghan|gen|qan|ken|idu|ldi|ndi|rdi|idi|pti|ghiche)$/;
const ENOUGH = 0.12; // of the words; English has hardly any, Uyghur a quarter
const FEWEST = 3; // of a few words in English `morning` alone is as many

/** Whether a text in Latin letters is Uyghur, as far as the ends of its words tell. */
export function isLatinUyghur(exacts: readonly string[]): boolean {
  const words = exacts.filter((exact) => /^[a-z]{3,}$/.test(exact)).slice(0, 2000);
  const ended = words.filter((word) => ENDINGS.test(word));
  return ended.length > ENOUGH * words.length && new Set(ended).size >= FEWEST;
}
