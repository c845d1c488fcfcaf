import type { PlacedStatement } from '../../nouns/claim.ts';
import { ideaOf } from '../align/sayings.ts';
import { chineseNumber } from '../chinese/numbers.ts';
import { eachSound, soundOfName } from '../align/sounds.ts';
import { numberOf } from '../align/values.ts';
import { hashOf, setOf, type TextWords } from '../align/words.ts';

/** What of a text a translation of it has too: its numbers and days, its names by how they sound, words that a table has in three languages. */
export interface Anchors {
  /** In the order in which they stand; of one place several, where a name of more words may be meant by any of them. */
  readonly hashes: Uint32Array;
  /** Where each stands, in UTF-16 units. */
  readonly starts: Uint32Array;
  /** None is longer than 255 units; what is, ends there. */
  readonly lengths: Uint8Array;
  /** `NUMBER`, `NAME`, … */
  readonly kinds: Uint8Array;
  /** How long the text would be in letters of English. */
  readonly size: number;
}

export const NUMBER = 1;
export const NAME = 2;
export const MEANING = 3;
/** In Uyghur nothing tells a name from another word. */
export const MAYBE_NAME = 4;

/** Of a text the beginning: what derives from another text shows in that much. */
const MOST = 3_000;
/** Letters of English for a character of Chinese, as translations have them. */
export const HAN_LETTERS = 3.1;
const LEAST_SOUND = 3; // consonants
/** From here on there are letters that are not Latin. */
const FIRST_OF_OTHERS = 0x370;
const HAN = /^[\p{Script=Han}〇]/u;
const UYGHUR = /^[\p{Script=Arabic}\p{Script=Cyrillic}]/u;

interface Anchor {
  readonly hash: number;
  readonly start: number;
  readonly end: number;
  readonly kind: number;
}

/** @param statements of the text: what is a number or a day in words is told by them */
export function anchorsOf(words: TextWords, statements: readonly PlacedStatement[]): Anchors {
  const found: Anchor[] = [...numbersIn(words.text, statements)];
  const put = (anchor: string, kind: number, start: number, end: number): void => {
    if (found.length < 2 * MOST) found.push({ hash: hashed(anchor), start, end, kind });
  };
  let letters = 0;
  for (const word of words.words) {
    const { exact, stem, content, name, spoken, start, end } = word;
    const isLatin = exact.charCodeAt(0) < FIRST_OF_OTHERS;
    letters += (end - start) * (!isLatin && HAN.test(exact) ? HAN_LETTERS : 1);
    // Of a text whose names nothing tells, any word may be called one.
    const meaning = name && (spoken !== undefined || isLatin) ? undefined : ideaOf(word);
    if (meaning !== undefined) put(meaning, MEANING, start, end);
    else if (!isLatin && content && spoken === undefined && UYGHUR.test(exact)) {
      const sound = soundOfName(stem);
      if (sound.replace('A', '').length >= LEAST_SOUND) put(`sound ${sound}`, MAYBE_NAME, start, end);
    }
  }
  eachSound(words, (sound, start, end) => put(`sound ${sound}`, NAME, start, end));
  const kept = found.toSorted((a, b) => a.start - b.start || a.hash - b.hash).slice(0, MOST);
  return {
    hashes: Uint32Array.from(kept, ({ hash }) => hash),
    starts: Uint32Array.from(kept, ({ start }) => start),
    lengths: Uint8Array.from(kept, ({ start, end }) => Math.min(255, end - start)),
    kinds: Uint8Array.from(kept, ({ kind }) => kind),
    size: Math.round(letters),
  };
}

const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

/** Names and words come again and again. */
function hashed(anchor: string): number {
  let hash = known.get(anchor);
  if (hash === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(anchor, (hash = hashOf(anchor)));
  }
  return hash;
}

/** What figures and days say, and digits elsewhere. */
function* numbersIn(text: string, statements: readonly PlacedStatement[]): Generator<Anchor> {
  let at = 0;
  for (const { value, start, end } of statements.toSorted((a, b) => a.start - b.start)) {
    if (value.kind !== 'figure' && value.kind !== 'date') continue;
    yield* digitsIn(text, at, start);
    at = Math.max(at, end);
    const said = value.kind === 'figure' ? [`number ${numberOf(value)}`] : dayIn(value.from);
    for (const each of said) yield { hash: hashOf(each), start, end, kind: NUMBER };
  }
  yield* digitsIn(text, at, text.length);
}

/** A day by its number too, as it stands where nothing tells the month; years are left out, which one text may have and the other not. */
function dayIn(from: string): readonly string[] {
  const [, year = '', month, day, hour, minute] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?/.exec(from) ?? [];
  if (hour !== undefined) return [`clock ${hour}:${minute ?? ''}`, `number ${Number(hour)}`];
  if (day !== undefined) return [`day ${month ?? ''}-${day}`, `number ${Number(day)}`];
  return month === undefined ? [`number ${Number(year)}`] : [`month ${month}`];
}

function* digitsIn(text: string, from: number, to: number): Generator<Anchor> {
  for (const { 0: digits, index } of text.slice(from, Math.max(from, to)).matchAll(DIGITS)) {
    const start = from + index;
    const plain = digits.normalize('NFKC').replaceAll(/[,٬](?=\d{3})/g, '');
    if (HAN.test(plain) && !isArticle(text, start) && !isParagraph(text, start)) continue;
    const number = HAN.test(plain) ? chineseNumber(plain) : Number(plain);
    if (number !== undefined && Number.isFinite(number))
      yield { hash: hashOf(`number ${number}`), start, end: start + digits.length, kind: NUMBER };
  }
}

/** Digits; in Chinese also what an article or a paragraph may be numbered with. */
const DIGITS =
  /[\d０-９]{1,15}(?:[,，٬][\d０-９]{3}){0,4}(?:[.．][\d０-９]{1,6})?|[〇零一二三四五六七八九十百]{1,6}(?=[条條章節节款项項号號页頁])|[一二三四五六七八九十]{1,3}(?=、)/gu;

/** `第三条` */
function isArticle(text: string, start: number): boolean {
  return text[start - 1] === '第';
}

/** Of spaces before the number of a paragraph. */
const LONGEST_INDENT = 40;

/** `一、` at the beginning of a line. */
function isParagraph(text: string, start: number): boolean {
  return /(?:^|\n)\s*$/.test(text.slice(Math.max(0, start - LONGEST_INDENT), start));
}

/** Numbers, days and names by which the translations of a text are found: of very many those with the smallest hashes. */
export function foundBy({ hashes, kinds }: Anchors): Uint32Array {
  const [numbers, names, maybe]: [number[], number[], number[]] = [[], [], []];
  for (const [at, hash] of hashes.entries()) {
    const kind = kinds[at] ?? 0;
    if (kind === NUMBER && !SMALL.has(hash)) numbers.push(hash);
    else if (kind === NAME) names.push(hash);
    else if (kind === MAYBE_NAME) maybe.push(hash);
  }
  const least = (of: readonly number[], most: number): readonly number[] =>
    [...new Set(of)].toSorted((a, b) => a - b).slice(0, most);
  return Uint32Array.from(
    new Set([...least(numbers, MOST_NUMBERS), ...least(names, MOST_NAMES), ...least(maybe, MOST_MAYBE)]),
  );
}

const MOST_NUMBERS = 12;
const MOST_NAMES = 12;
const MOST_MAYBE = 48;
/** Numbers that every text has. */
const SMALL: ReadonlySet<number> = new Set(setOf(Array.from({ length: 10 }, (_, number) => `number ${number}`)));
