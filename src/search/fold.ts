import { Converter } from 'opencc-js/t2cn';
import { englishStem } from './english-stem.ts';

/**
 * Folding: what makes two spellings of a word the same word to the search. Every function here is idempotent and
 * depends on nothing but its argument, so that a piece of a text folds as it does inside the text.
 */

const MARKS = /\p{M}+/gu;
/** What compatibility forms bring with them: `½` is 1⁄2, `🄀` is 0 with a full stop, `ﷺ` has spaces. */
const NO_LETTERS = /[^\p{L}\p{N}\p{M}]+/gu;
const APOSTROPHES = /ʼ/g; // a letter to Unicode, an apostrophe to those who type it
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const ASCII_WORD = /^[A-Za-z0-9]*$/;

/** A word of an alphabet: compatibility forms, marks, case and apostrophes off; an English possessive loses its `’s`. */
export function foldLetters(word: string): string {
  if (ASCII_WORD.test(word)) return word.toLowerCase();
  return word
    .replace(/['’]s?$/i, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(MARKS, '') // lower case of İ brings a mark of its own
    .replace(NO_LETTERS, '')
    .replace(OTHER_DIGITS, westernDigit)
    .normalize('NFC');
}

/**
 * Letters that Uyghur, Arabic, Persian and legacy keyboards write for one another. U+0649 and U+06BE stay apart from
 * U+064A and U+06D5: Uyghur spells different words with them.
 */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  '\u06a9': '\u0643', // keheh → kaf
  '\u0647': '\u06d5', // heh → ae
  '\u0629': '\u06d5', // teh marbuta → ae
  '\u06c0': '\u06d5', // heh with yeh above → ae
  '\u06c1': '\u06d5', // heh goal → ae
  '\u06cc': '\u064a', // Farsi yeh → yeh
  '\u0626': '', // the carrier of an initial vowel: written or left out
  '\u06c5': '\u06cb', // Kirghiz oe → ve
  '\u0622': '\u0627', // alef with madda → alef
  '\u0623': '\u0627',
  '\u0625': '\u0627',
  '\u0640': '', // tatweel only stretches
  '\u200c': '',
  '\u200d': '',
};
const ARABIC_CHANGED = /[\u06a9\u0647\u0629\u06c0\u06c1\u06cc\u0626\u06c5\u0622\u0623\u0625\u0640\u200c\u200d]/g;

/** A word in Arabic script: presentation forms, vowel marks, stretching and rival code points off. */
export function foldArabic(word: string): string {
  return word
    .normalize('NFKC')
    .replace(ARABIC_CHANGED, (letter) => ARABIC_LETTERS[letter] ?? '')
    .replace(MARKS, '')
    .replace(NO_LETTERS, '')
    .replace(OTHER_DIGITS, westernDigit);
}

function westernDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf);
}

let converter: ((text: string) => string) | undefined;

/** Its table takes 25 ms to load, which the start of a program that searches nothing is spared. */
function toSimplified(text: string): string {
  const convert: (text: string) => string = converter ?? Converter({ from: 't', to: 'cn' });
  converter = convert;
  return convert(text);
}

/**
 * Characters that a simplified text uses for one traditional character according to the word around it (看着 but 著作).
 * The index folds each character alone, or a piece of a text would not fold as the text does, so these become one.
 */
const SIMPLIFIED_RIVALS: Readonly<Record<string, string>> = {
  著: '着',
  瞭: '了',
  沈: '沉',
  藉: '借',
  覆: '复',
  划: '画',
  彷: '仿',
  衹: '只',
  甦: '苏',
};

/** Folded code unit for each code unit; 0 is not yet known, NOT_ONE_UNIT has no folded form of one code unit. */
const foldedUnits = new Uint16Array(0x10000);
const NOT_ONE_UNIT = 0xffff;

/**
 * A run of Han, Kana, Thai and their like, character by character, traditional to simplified. Keeps the number of
 * characters: the n-th folded character stands for the n-th character of `run`.
 */
export function foldSyllables(run: string): string {
  let folded = '';
  for (let i = 0; i < run.length; i += 1) {
    const unit = run.charCodeAt(i);
    const known = foldedUnits[unit] || learnUnit(unit);
    if (known === NOT_ONE_UNIT) {
      const character = String.fromCodePoint(run.codePointAt(i) ?? unit);
      folded += foldCharacter(character);
      i += character.length - 1;
    } else folded += String.fromCharCode(known);
  }
  return folded;
}

function learnUnit(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  const folded = isSurrogate ? '' : foldSyllable(String.fromCharCode(unit));
  const known = folded.length === 1 ? folded.charCodeAt(0) : NOT_ONE_UNIT;
  foldedUnits[unit] = known;
  return known;
}

/** Characters that take two code units, or fold to what does: few in any text, and slow to fold. */
const foldedCharacters = new Map<string, string>();

function foldCharacter(character: string): string {
  const known = foldedCharacters.get(character);
  if (known !== undefined) return known;
  const folded = foldSyllable(character);
  foldedCharacters.set(character, folded);
  return folded;
}

function foldSyllable(character: string): string {
  const composed = character.normalize('NFKC');
  // ㈠ is (一), ㋀ is 1月.
  const plain = oneCharacter(composed, /\p{Script=Han}/v.exec(composed)?.[0] ?? character);
  // Twice, because what is simplified may itself be the traditional form of another: 薴, 苧, 苎.
  const once = oneCharacter(toSimplified(plain), plain);
  const simplified = oneCharacter(toSimplified(once), once);
  return SIMPLIFIED_RIVALS[simplified] ?? simplified;
}

function oneCharacter(candidate: string, otherwise: string): string {
  return candidate.length === String.fromCodePoint(candidate.codePointAt(0) ?? 0).length ? candidate : otherwise;
}

const stems = new Map<string, string>();
/** About 20 MB of words; a cache that fills up is emptied rather than tended. */
const STEMS_KEPT = 200_000;

/** The stem of a folded word (Porter2). Words of other scripts, and words with digits, are their own stem. */
export function stemOf(folded: string): string {
  const known = stems.get(folded);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_KEPT) stems.clear();
  const stem = /^[a-z]{3,40}$/.test(folded) ? englishStem(folded) : folded;
  stems.set(folded, stem);
  return stem;
}
