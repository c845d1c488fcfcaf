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
}

interface Places {
  /** By the name in simplified characters, with and without what kind of place it is. */
  readonly chinese: ReadonlyMap<string, string>;
  /** By the folded name in Arabic letters. */
  readonly uyghur: ReadonlyMap<string, string>;
}

let known: Places | undefined;

/** Places under the stem of their usual name in English, so that they are one in three languages. */
function places(): Places {
  if (known !== undefined) return known;
  const [chinese, uyghur] = [new Map<string, string>(COUNTRIES.chinese), new Map<string, string>(COUNTRIES.uyghur)];
  for (const { zh, suffix, english, pinyin, uyghur: names } of allPlaces()) {
    const stem = stemOf(foldLetters((english[0] ?? pinyin).split(' ')[0] ?? ''));
    chinese.set(zh, stem).set(zh + suffix, stem);
    for (const name of names) uyghur.set(foldArabic(name), stem);
  }
  known = { chinese, uyghur };
  return known;
}

const COUNTRIES = {
  chinese: [
    ['中国', stemOf('china')],
    ['北京', stemOf('beijing')],
    ['香港', stemOf('hong')],
    ['台湾', stemOf('taiwan')],
  ],
  uyghur: [
    [foldArabic('جۇڭگو'), stemOf('china')],
    [foldArabic('خىتاي'), stemOf('china')],
    [foldArabic('بېيجىڭ'), stemOf('beijing')],
  ],
} as const;

const words = new Intl.Segmenter('zh', { granularity: 'word' });
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
  const found: OtherWord[] = [];
  const put = (start: number, exact: string, name: boolean): void => {
    const stem = chinese.get(exact) ?? meaningOfChinese(exact) ?? exact;
    const content = (exact.length > 1 && !COUNTING.test(exact) && !EMPTY.has(exact)) || stem !== exact;
    found.push({ exact, stem, name, content, start: offset + start, end: offset + start + exact.length });
  };
  const plain = (from: number, to: number): void => {
    for (const { index, segment } of words.segment(text.slice(from, to))) put(from + index, segment, false);
  };
  const names = chinese.has(text) ? [text] : namesWithin(text, (candidate) => chinese.has(candidate));
  let at = 0;
  for (const name of names) {
    const start = text.indexOf(name, at);
    if (start < 0 || /[一二两三四五六七八九十]$/u.test(name)) continue;
    plain(at, start);
    put(start, name, true);
    at = start + name.length;
  }
  plain(at, text.length);
  return found;
}

const EMPTY_UYGHUR = new Set(
  'ۋە بىلەن بۇ شۇ ئۇ بىر ھەم ئۈچۈن كېيىن دەپ دېدى دېيىشىچە بولۇپ بولغان قىلىپ قىلغان ئەڭ ئاز دېگەندە كۆپ ئارتۇق كۈنى يىلى ئاينىڭ سائەت جەمئىي تەخمىنەن'
    .split(' ')
    .map(foldArabic),
);
/** What follows the name of a place. */
const PLACE_NOUN = new RegExp(`^(?:${['شەھى', 'ناھىيى', 'ناھىيە', 'رايون', 'يېزا', 'يېزى', 'بازىرى', 'كەنت', 'ۋىلايى', 'ئوبلاست', 'مەھەللى'].map(foldArabic).join('|')})`, 'u'); // prettier-ignore

const cached = new Map<string, Pick<OtherWord, 'stem' | 'name' | 'content'> & { readonly arabic: string }>();
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

function learn(raw: string): Pick<OtherWord, 'stem' | 'name' | 'content'> & { readonly arabic: string } {
  const letters = uyghurScriptOf(raw) === 'arabic' ? raw : (uyghurReadings(raw)[0]?.arabic ?? '');
  const arabic = foldArabic(letters);
  const meaning = meaningOfUyghur(arabic);
  if (meaning !== undefined) return { arabic, stem: meaning, name: false, content: true };
  const bare = uyghurStem(letters) ?? letters;
  const place = placeIn(arabic);
  const content = arabic.length > 2 && !EMPTY_UYGHUR.has(arabic);
  const stem = place ?? (foldLetters(spelledOut(bare).latin) || arabic);
  return { arabic, stem, name: place !== undefined, content };
}

const SHORTEST_PLACE = 4; // letters; what is shorter begins too many words

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

/** Whether a text in Latin letters is Uyghur, as far as the ends of its words tell. */
export function isLatinUyghur(exacts: readonly string[]): boolean {
  const words = exacts.filter((exact) => /^[a-z]{3,}$/.test(exact)).slice(0, 2000);
  return words.length > 0 && words.filter((word) => ENDINGS.test(word)).length > ENOUGH * words.length;
}
