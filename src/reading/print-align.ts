import type { Page, Reading } from '../nouns/reading.ts';
import { eachToken } from '../search/tokens.ts';
import { align, ALONE } from './copies/align.ts';
import { NUMBERS_A_WORD, type PackedPage, type PackedWords } from './packed-words.ts';

/** One page of a print, as its reader tells it: words are stretches of its own text. */
export interface PrintedPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly unit: Page['unit'];
  readonly text: string;
  readonly words: PackedWords;
}

/** Where the text of a document stands on the pages of its print. */
export interface Paper {
  /**
   * In order; together they cover the text. Where `aligned` is false, nobody knows which words stand on which page, and
   * every page has the whole text.
   */
  readonly pages: readonly Page[];
  readonly layout: readonly PackedPage[];
  readonly aligned: boolean;
}

/** In UTF-16 units: what stands further on belongs to the last page that was found. */
const LONGEST = 4_000_000;
/** Of the words of the shorter side: with fewer in common, print and text do not say the same. */
const ALIGNED_FROM = 0.3;
/** A match stands if one beside it, this far away at most, matches as it does: “the” by itself says nothing. */
const BESIDE = 2;

interface Tokens {
  readonly keys: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Finds the words of a text on the pages of its print, each page after the one before. */
export function ontoPaper({ text }: Pick<Reading, 'text'>, printed: readonly PrintedPage[]): Paper {
  const numbers = new Map<string, number>();
  const own = tokensOf([text.slice(0, LONGEST)], numbers);
  const there = tokensOf(
    printed.map((page) => page.text),
    numbers,
  );
  const match = align(there.keys, own.keys);
  const kept = forgetStrays(match);
  const fewest = Math.min(there.keys.length, own.keys.length);
  if (fewest === 0 || kept < ALIGNED_FROM * fewest) return wholeBeside(text, printed);
  const layout: PackedPage[] = [];
  const firsts: (number | undefined)[] = [];
  const breaks: number[] = [];
  let from = 0;
  let before = 0;
  for (const page of printed) {
    const end = pageEnd(there.starts, from, before + page.text.length);
    const found = wordsOn(page, before, { there, own, match, from, end });
    layout.push({ number: page.number, words: found.words });
    firsts.push(found.first);
    breaks.push(found.last);
    before += page.text.length + 1;
    from = end;
  }
  return { pages: cut(text, printed, firsts, breaks), layout, aligned: true };
}

function wholeBeside(text: string, printed: readonly PrintedPage[]): Paper {
  return {
    pages: printed.map((page) => ({ ...sized(page), start: 0, end: text.length, textFrom: 'layer' })),
    layout: [],
    aligned: false,
  };
}

function sized({ number, width, height, unit }: PrintedPage): Pick<Page, 'number' | 'width' | 'height' | 'unit'> {
  return { number, width, height, unit };
}

/** Words as the search folds them, numbered alike on both sides; texts stand one unit apart. */
function tokensOf(texts: readonly string[], numbers: Map<string, number>): Tokens {
  const keys: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let before = 0;
  for (const text of texts) {
    eachToken(text, (exact, start, end, syllabic) => {
      // The search pairs a character with the next one; here it stands for itself.
      const character = syllabic ? String.fromCodePoint(exact.codePointAt(0) ?? 0) : undefined;
      const width = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
      const key = character ?? exact;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      keys.push(number);
      starts.push(before + start);
      ends.push(before + (character === undefined ? end : start + width));
    });
    before += text.length + 1;
  }
  return { keys: Int32Array.from(keys), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** @returns how many matches are left */
function forgetStrays(match: Int32Array): number {
  const lone: number[] = [];
  let kept = 0;
  for (const [at, other] of match.entries()) {
    if (other === ALONE) continue;
    let stands = match.length === 1;
    for (let away = -BESIDE; away <= BESIDE; away += 1) {
      const beside = away === 0 ? ALONE : (match[at + away] ?? ALONE);
      if (beside !== ALONE && Math.abs(beside - other - away) <= 1) stands = true;
    }
    if (stands) kept += 1;
    else lone.push(at);
  }
  for (const at of lone) match[at] = ALONE;
  return kept;
}

function pageEnd(starts: Int32Array, from: number, textEnd: number): number {
  let at = from;
  while (at < starts.length && (starts[at] ?? 0) < textEnd) at += 1;
  return at;
}

interface Matched {
  readonly there: Tokens;
  readonly own: Tokens;
  readonly match: Int32Array;
  /** The tokens of the page: from this one up to but without `end`. */
  readonly from: number;
  readonly end: number;
}

/** The boxes of the page whose words were found, as stretches of the document’s text; and where these begin and end. */
function wordsOn(
  { words }: PrintedPage,
  before: number,
  { there, own, match, from, end }: Matched,
): { readonly words: PackedWords; readonly first: number | undefined; readonly last: number } {
  const packed = new Int32Array(words.length);
  let filled = 0;
  let first: number | undefined;
  let last = 0;
  for (let at = from; at < end; at += 1) {
    const other = match[at] ?? ALONE;
    if (other === ALONE) continue;
    first ??= own.starts[other] ?? 0;
    last = own.ends[other] ?? 0;
  }
  let token = from;
  for (let at = 0; at < words.length; at += NUMBERS_A_WORD) {
    const [wordStart, wordEnd] = [before + (words[at] ?? 0), before + (words[at + 1] ?? 0)];
    while (token < end && (there.ends[token] ?? 0) <= wordStart) token += 1;
    let [start, stop] = [-1, -1];
    for (let inside = token; inside < end && (there.starts[inside] ?? 0) < wordEnd; inside += 1) {
      const other = match[inside] ?? ALONE;
      if (other === ALONE) continue;
      if (start < 0) start = own.starts[other] ?? 0;
      stop = own.ends[other] ?? 0;
    }
    // A word that reaches across what lies elsewhere was not found as one.
    if (start < 0 || stop - start > 2 * (wordEnd - wordStart) + 2) continue;
    packed.set(words.subarray(at, at + NUMBERS_A_WORD), filled);
    packed[filled] = start;
    packed[filled + 1] = stop;
    filled += NUMBERS_A_WORD;
  }
  return { words: packed.slice(0, filled), first, last };
}

/**
 * A page begins at the line of its first word. What stands before that line and was not found on paper (notes of a
 * slide, comments, hidden rows) stays with the page before, and what follows the last word found with the last page
 * that has any.
 */
function cut(
  text: string,
  printed: readonly PrintedPage[],
  firsts: readonly (number | undefined)[],
  lasts: readonly number[],
): readonly Page[] {
  const starts: number[] = [];
  let done = 0;
  let any = false;
  for (const [at] of printed.entries()) {
    const first = firsts[at];
    if (first === undefined) {
      starts.push(-1);
      continue;
    }
    const line = text.lastIndexOf('\n', first - 1) + 1;
    starts.push(any ? Math.max(done, line >= done ? line : first) : 0);
    any = true;
    done = lasts[at] ?? done;
  }
  let next = text.length;
  for (let at = starts.length - 1; at >= 0; at -= 1) {
    if ((starts[at] ?? -1) < 0) starts[at] = next;
    next = starts[at] ?? next;
  }
  return printed.map((page, at) => {
    const start = starts[at] ?? text.length;
    const end = starts[at + 1] ?? text.length;
    return { ...sized(page), start, end, textFrom: firsts[at] === undefined ? 'none' : 'layer' };
  });
}
