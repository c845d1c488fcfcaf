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

/** What a stretch of a text is written in. The scripts split runs: `1995年出生` is a number and a run of Han, not one word. */
export type Run = 'syllables' | 'arabic' | 'letters';

/** Of a character, as bits: which runs it begins, and which it goes on with. */
const SYLLABIC = 1;
const BEGINS_ARABIC = 2;
const ARABIC = 4;
const BEGINS_LETTERS = 8;
const LETTERS = 16;
/** Of a character of two code units. */
const PAIR = 32;
const KNOWN = 64;

const KINDS: readonly (readonly [number, RegExp])[] = [
  [
    SYLLABIC,
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]/v,
  ],
  [BEGINS_ARABIC, /[[\p{Script=Arabic}&&\p{L}]\u0640]/v],
  [ARABIC, /[[\p{Script=Arabic}&&[\p{L}\p{M}]]\p{Mn}\u0640\u200c\u200d]/v],
  [BEGINS_LETTERS, /[\p{L}\p{N}]/v],
  [LETTERS, /[\p{L}\p{N}\p{M}'’ʼ·]/v],
];
/** Their characters belong to no run of letters, not even where they are marks. Digits do: they fold to 0 to 9. */
const NOT_LETTERS = /[[\p{Script=Arabic}--\p{N}]\u0640]/v;

/** By code unit; 0 is not yet known. */
const kinds = new Uint8Array(0x10000);
const kindsOfPairs = new Map<number, number>();

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if ((unit & 0xf800) !== 0xd800) return kinds[unit] || (kinds[unit] = kindOf(unit));
  const code = text.codePointAt(at) ?? unit;
  // Half a character.
  if (code <= 0xffff) return KNOWN;
  const known = kindsOfPairs.get(code);
  if (known !== undefined) return known;
  const kind = kindOf(code) | PAIR;
  kindsOfPairs.set(code, kind);
  return kind;
}

function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  // ㈠ and ㋀ fold to characters of a run without spaces, and belong to one.
  if (KINDS[0]?.[1].test(character.normalize('NFKC')) === true) return KNOWN | SYLLABIC;
  let kind = KNOWN;
  for (const [bit, pattern] of KINDS) if (pattern.test(character)) kind |= bit;
  const isOther = (kind & SYLLABIC) !== 0 || NOT_LETTERS.test(character);
  return isOther ? kind & ~(BEGINS_LETTERS | LETTERS) : kind;
}

/** Gives each run of a text, in order. A table of characters is asked, which is faster than one expression for all. */
export function eachRun(text: string, take: (run: Run, start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    const start = at;
    at += (kind & PAIR) === 0 ? 1 : 2;
    if ((kind & SYLLABIC) !== 0) take('syllables', start, (at = endOf(text, at, SYLLABIC)));
    else if ((kind & BEGINS_ARABIC) !== 0) take('arabic', start, (at = endOf(text, at, ARABIC)));
    else if ((kind & BEGINS_LETTERS) !== 0) take('letters', start, (at = endOf(text, at, LETTERS)));
  }
}

function endOf(text: string, from: number, wanted: number): number {
  let at = from;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if ((kind & wanted) === 0) return at;
    at += (kind & PAIR) === 0 ? 1 : 2;
  }
  return at;
}

/** Code units. Longer words are not words (encoded data, rules of dashes); they are found by their beginning. */
const LONGEST_TOKEN = 128;

/**
 * Cuts a text into tokens, in order. A run without spaces gives one token per character: the character and its
 * successor, and at the end of the run the last character alone. So every substring of two or more characters is a
 * sequence of tokens, and none reaches across punctuation.
 */
export function eachToken(text: string, take: TakeToken): void {
  eachRun(text, (kind, start, end) => {
    const run = text.slice(start, end);
    if (kind === 'syllables') {
      eachPair(run, start, take);
      return;
    }
    const folded = foldWord(run, kind);
    if (folded !== '') take(folded, start, end, false);
  });
}

/** The token of a run that is one word; '' where nothing is left of it. */
export function foldWord(run: string, kind: Exclude<Run, 'syllables'>): string {
  return cut(kind === 'letters' ? foldLetters(run) : foldArabic(run));
}

function cut(word: string): string {
  if (word.length <= LONGEST_TOKEN) return word;
  // Not into a character of two code units: what is indexed must be well-formed.
  return word.slice(0, LONGEST_TOKEN).replace(/[\ud800-\udbff]$/, '');
}

export function eachPair(run: string, start: number, take: TakeToken): void {
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
    tokens.push(new StemmedLater(exact, start, end, syllabic));
  });
  return tokens;
}

/** Most stems of a text are never asked for, and making one takes longer than the rest of its token. */
class StemmedLater implements Token {
  readonly exact: string;
  readonly start: number;
  readonly end: number;
  readonly syllabic: boolean;

  constructor(exact: string, start: number, end: number, syllabic: boolean) {
    this.exact = exact;
    this.start = start;
    this.end = end;
    this.syllabic = syllabic;
  }

  get stem(): string {
    return this.syllabic ? this.exact : stemOf(this.exact);
  }
}
