import { foldArabic, foldLetters, foldSyllables, stemOf } from './fold.ts';

/** One step of a text as the index sees it. A token's position is its place in the list of tokens. */
export interface Token {
  /** Folded; never empty, never white space. */
  readonly exact: string;
  readonly stem: string;
  /** UTF-16 code units into the text as it was given. */
  readonly start: number;
  readonly end: number;
  /** A piece of a run written without spaces: Han, Kana, Thai, Lao, Khmer, Burmese. */
  readonly syllabic: boolean;
}

export type TakeToken = (exact: string, start: number, end: number, syllabic: boolean) => void;

/**
 * The scripts split runs: `1995年出生` is a number and a run of Han, not one word. The three groups are runs without
 * spaces, Arabic script, every other letter and number.
 */
const RUNS =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]+)|([[\p{Script=Arabic}&&[\p{L}\p{N}]]\u0640][[\p{Script=Arabic}&&[\p{L}\p{N}\p{M}]]\p{Mn}\u0640\u200c\u200d]*)|([[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}\u30fc\uff70\u0640]][[\p{L}\p{N}\p{M}'’ʼ·]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}\u30fc\uff70\u0640]]*)/gv;

/** Code units. Longer words are not words (encoded data, rules of dashes); they are found by their beginning. */
const LONGEST_TOKEN = 128;

/**
 * Cuts a text into tokens, in order. A run without spaces gives one token per character: the character and its
 * successor, and at the end of the run the last character alone. So every substring of two or more characters is a
 * sequence of tokens, and none reaches across punctuation.
 */
export function eachToken(text: string, take: TakeToken): void {
  for (const match of text.matchAll(RUNS)) {
    const start = match.index;
    const [run, syllables, arabic] = match;
    if (syllables !== undefined) {
      eachPair(run, start, take);
      continue;
    }
    const folded = cut(arabic === undefined ? foldLetters(run) : foldArabic(run));
    if (folded !== '') take(folded, start, start + run.length, false);
  }
}

function cut(word: string): string {
  if (word.length <= LONGEST_TOKEN) return word;
  // Not into a character of two code units: what is indexed must be well-formed.
  return word.slice(0, LONGEST_TOKEN).replace(/[\ud800-\udbff]$/, '');
}

function eachPair(run: string, start: number, take: TakeToken): void {
  const folded = foldSyllables(run);
  if (folded.length === run.length && !/[\ud800-\udfff]/.test(run)) {
    const last = run.length - 1;
    for (let i = 0; i < last; i += 1) take(folded.slice(i, i + 2), start + i, start + i + 2, true);
    take(folded.slice(last), start + last, start + run.length, true);
    return;
  }
  // Characters outside the basic plane take two code units, and may fold to characters that take one.
  const characters = Array.from(run);
  const foldedCharacters = Array.from(folded);
  let at = start;
  for (const [i, character] of characters.entries()) {
    const next = at + character.length;
    const end = next + (characters[i + 1]?.length ?? 0);
    take((foldedCharacters[i] ?? character) + (foldedCharacters[i + 1] ?? ''), at, end, true);
    at = next;
  }
}

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  eachToken(text, (exact, start, end, syllabic) => {
    tokens.push({ exact, stem: syllabic ? exact : stemOf(exact), start, end, syllabic });
  });
  return tokens;
}
