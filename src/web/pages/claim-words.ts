import { html, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { shortened } from './claims-value.ts';

/** A piece of a quotation: as the other has it, with words of its own, or where it leaves words of the other out. */
export interface Piece {
  readonly text: string;
  readonly kind: 'same' | 'own' | 'left-out';
}

const MOST_TOKENS = 400; // beyond that no words are compared: a page of text is not a quotation
const LEAST_SHARED = 0.25; // of the shorter one: below that they are two wordings, or two languages

/**
 * What sets one wording apart from another, word by word; Chinese character by character. Case, white space and
 * punctuation make no difference. Whole where too little is shared to say.
 */
export function differing(words: string, other: string): readonly Piece[] {
  const { before, after } = words.length + other.length > LONG ? sharedEnds(words, other) : { before: 0, after: 0 };
  const middle = (text: string): string => text.slice(before, text.length - after);
  const enough = before + after >= LEAST_SHARED * Math.min(words.length, other.length) ? 0 : LEAST_SHARED;
  const told = compared(middle(words), middle(other), before + after > 0 ? enough : LEAST_SHARED);
  if (told === undefined) return [{ text: words, kind: 'same' }];
  const ends = [words.slice(0, before), words.slice(words.length - after)].map((text): readonly Piece[] =>
    text === '' ? [] : [{ text, kind: 'same' }],
  );
  // Who begins later or ends sooner has quoted less; only what is missing between is left out.
  const inner = merged([...(ends[0] ?? []), ...told, ...(ends[1] ?? [])]);
  const first = inner.findIndex(({ kind }) => kind !== 'left-out');
  const last = inner.findLastIndex(({ kind }) => kind !== 'left-out');
  return inner.slice(first, last + 1);
}

const LONG = 2_000; // UTF-16 units of two wordings: of longer ones only what lies between their like ends is compared

/** How many UTF-16 units two texts have in common at either end, to the letter and in whole words. */
function sharedEnds(one: string, other: string): { readonly before: number; readonly after: number } {
  const most = Math.min(one.length, other.length);
  let before = 0;
  while (before < most && one[before] === other[before]) before += 1;
  while (before > 0 && !/\s/.test(one.charAt(before - 1))) before -= 1;
  let after = 0;
  while (after < most - before && one[one.length - 1 - after] === other[other.length - 1 - after]) after += 1;
  while (after > 0 && !/\s/.test(one.charAt(one.length - after))) after -= 1;
  return { before, after };
}

/** A wording that is too long to be shown whole, from shortly before it leaves the others; short ones as they are. */
export function fromDifference(words: string, others: readonly string[], longest: number): string {
  if (words.length <= longest) return words;
  const shared = Math.max(0, ...others.map((other) => sharedEnds(words, other).before));
  const begin = words.lastIndexOf(' ', shared - BESIDE) + 1;
  return shared < longest ? shortened(words, longest) : `…${shortened(words.slice(begin), longest)}`;
}

/** @param least how much of the shorter one has to be shared; less, and more than can be compared, gives undefined */
function compared(words: string, other: string, least: number): readonly Piece[] | undefined {
  const own = tokensOf(words);
  const theirs = tokensOf(other);
  if (own.length > MOST_TOKENS || theirs.length > MOST_TOKENS) return undefined;
  const pairs = commonRun(own.map(keyOf), theirs.map(keyOf));
  const matters = (tokens: readonly string[]): number => tokens.filter((token) => keyOf(token) !== '').length;
  if (pairs.length < least * Math.min(matters(own), matters(theirs))) return undefined;
  const pieces: Piece[] = [];
  let at = 0;
  let there = 0;
  const upTo = (end: number, otherEnd: number): void => {
    const mine = own.slice(at, end);
    const first = mine.findIndex((token) => keyOf(token) !== '');
    const last = mine.findLastIndex((token) => keyOf(token) !== '');
    if (first === -1 && matters(theirs.slice(there, otherEnd)) > 0) pieces.push({ text: '', kind: 'left-out' });
    // Spaces and stops around words of its own set nothing apart.
    const parts =
      first === -1 ? [mine, [], []] : [mine.slice(0, first), mine.slice(first, last + 1), mine.slice(last + 1)];
    for (const [index, part] of parts.entries()) {
      if (part.length > 0) pieces.push({ text: part.join(''), kind: index === 1 ? 'own' : 'same' });
    }
  };
  for (const [mine, their] of pairs) {
    upTo(mine, their);
    pieces.push({ text: own[mine] ?? '', kind: 'same' });
    at = mine + 1;
    there = their + 1;
  }
  upTo(own.length, theirs.length);
  return pieces;
}

const BESIDE = 90; // UTF-16 units on either side of what differs

/** Of long wordings what differs and the words beside it; a sign stands for the rest. */
export function aroundDifferences(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => {
    const [head, tail] = [index > 0 ? BESIDE : 0, index < pieces.length - 1 ? BESIDE : 0];
    const { text, kind } = piece;
    if (kind !== 'same' || text.length <= 2 * (head + tail)) return piece;
    const end = tail === 0 ? '' : text.slice(-tail).toWellFormed();
    const space = end.indexOf(' ');
    const before = head === 0 ? '' : shortened(text, head);
    return { kind, text: [before || '…', tail > 0 && before !== '' ? ' ' : '', end.slice(space + 1)].join('') };
  });
}

/** The words alone, without case, spaces and punctuation: alike in wordings that differ in nothing else. */
export function wordsAlone(words: string): string {
  return tokensOf(words).map(keyOf).join(' ').replaceAll(/ +/g, ' ').trim();
}

/** The words with what differs over the fault line, and a gap that says so where words were left out. */
export function differingWords(t: Say, pieces: readonly Piece[]): Html {
  return verbatim`${pieces.map(({ text, kind }) => {
    if (kind === 'same') return text;
    if (kind === 'own') return verbatim`<b class="differs">${text}</b>`;
    return html` <span class="missing ui" lang="${t.language}" dir="${t.dir}">${t('claim.left-out')}</span> `;
  })}`;
}

/** Words, single characters of scripts without spaces, and what lies between them. */
function tokensOf(text: string): readonly string[] {
  return text.match(TOKENS) ?? [];
}

const TOKENS =
  /\p{N}+(?:[.,]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}'’])+|[^\p{L}\p{M}\p{N}]/gu;

/** What counts of a token; nothing for white space and punctuation. */
function keyOf(token: string): string {
  return /[\p{L}\p{N}]/u.test(token) ? token.normalize('NFKC').toLowerCase().replaceAll('’', "'") : '';
}

/** The longest common subsequence, as pairs of indices; tokens without a key take no part. */
function commonRun(first: readonly string[], second: readonly string[]): readonly (readonly [number, number])[] {
  const width = second.length + 1;
  const best = new Uint16Array((first.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = first.length - 1; row >= 0; row -= 1) {
    for (let column = second.length - 1; column >= 0; column -= 1) {
      const isSame = first[row] !== '' && first[row] === second[column];
      best[row * width + column] = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let row = 0;
  let column = 0;
  while (row < first.length && column < second.length) {
    if (first[row] !== '' && first[row] === second[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function merged(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.kind === piece.kind && piece.kind !== 'left-out') {
      out[out.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    } else out.push(piece);
  }
  return out;
}
