import type { Span } from '../../nouns/reading.ts';
import { hashOf } from '../align/words.ts';
import { eachToken } from '../../search/tokens.ts';

/** Wording that two texts share: where it stands in each, and how many words it is at least. */
export interface SharedWording {
  readonly words: number;
  /** Of all wording of each, how much is shared, from 0 to 1. */
  readonly shareOfFirst: number;
  readonly shareOfSecond: number;
  readonly inFirst: Span;
  readonly inSecond: Span;
}

const SHINGLE = 6; // words
/** Words in a row: fewer are a set phrase, a title, or the words of one speaker whom both heard. */
const LEAST = 12;
const WINDOW = LEAST - SHINGLE + 1;
/** A shingle in more texts is furniture. */
export const MOST_TEXTS = 60;

/** Of every `WINDOW` shingles in a row the one with the smallest hash (Schleimer, Wilkerson, Aiken, 2003): two texts with `LEAST` words in a row in common share one. */
export function winnowed({ hashes }: Shingles): readonly number[] {
  const kept = new Set<number>();
  for (let from = 0; from === 0 || from + WINDOW <= hashes.length; from += 1) {
    let least = Infinity;
    for (let at = from; at < Math.min(from + WINDOW, hashes.length); at += 1)
      least = Math.min(least, hashes[at] ?? Infinity);
    if (least !== Infinity) kept.add(least);
  }
  return [...kept];
}

/** The longest stretch of wording that a text has in common with each of some others; undefined where it is short. */
export function sharedWordings(a: Shingles, others: readonly Shingles[]): readonly (SharedWording | undefined)[] {
  if (others.length === 0) return [];
  const places = new Map<number, number>();
  for (const [at, hash] of a.hashes.entries()) if (!places.has(hash)) places.set(hash, at);
  return others.map((b) => sharedWording(a, b, places));
}

/** @param places where each shingle stands first in the first text */
function sharedWording(a: Shingles, b: Shingles, places: ReadonlyMap<number, number>): SharedWording | undefined {
  let best: Run | undefined;
  for (let other = 0; other < b.hashes.length; other += 1) {
    const at = places.get(b.hashes[other] ?? 0);
    if (at === undefined) continue;
    const run = runOf(a, b, at, other);
    if (best === undefined || run.words > best.words) best = run;
    other = run.lastInSecond;
  }
  if (best === undefined || best.words < LEAST) return undefined;
  const inSecond = new Set(b.hashes);
  let common = 0;
  for (const hash of inSecond) if (places.has(hash)) common += 1;
  const { words, inFirst, inSecond: span } = best;
  return {
    words,
    inFirst,
    inSecond: span,
    shareOfFirst: common / places.size,
    shareOfSecond: common / inSecond.size,
  };
}

/** Where the words of a text begin and how long they are, and the hash of each shingle under the place of its first word. */
export interface Shingles {
  readonly hashes: Uint32Array;
  readonly starts: Uint32Array;
  /** No word is longer than 255 UTF-16 units; what is, ends there. */
  readonly lengths: Uint8Array;
}

export function shinglesOf(text: string): Shingles {
  const [words, starts, lengths]: [number[], number[], number[]] = [[], [], []];
  eachToken(text, (exact, start, end) => {
    words.push(hashOf(exact));
    starts.push(start);
    lengths.push(Math.min(255, end - start));
  });
  const hashes = new Uint32Array(Math.max(0, words.length - SHINGLE + 1));
  for (const at of hashes.keys()) {
    let hash = 0;
    for (let step = 0; step < SHINGLE; step += 1) hash = Math.imul(hash ^ (words[at + step] ?? 0), 0x01000193);
    hashes[at] = hash >>> 0;
  }
  return { hashes, starts: Uint32Array.from(starts), lengths: Uint8Array.from(lengths) };
}

type Run = Pick<SharedWording, 'words' | 'inFirst' | 'inSecond'> & {
  readonly lastInSecond: number;
};

const UNITS_A_WORD = 2.5; // UTF-16 units, of text with words of one or two characters
const WORDS_A_CHARACTER = 0.6;

/** The stretch around two equal shingles in which the texts go on being equal. */
function runOf(a: Shingles, b: Shingles, at: number, other: number): Run {
  const same = (step: number): boolean =>
    a.hashes[at + step] !== undefined && a.hashes[at + step] === b.hashes[other + step];
  let [from, to] = [0, 0];
  while (same(from - 1)) from -= 1;
  while (same(to + 1)) to += 1;
  const span = ({ starts, lengths }: Shingles, middle: number): Span => {
    const last = middle + to + SHINGLE - 1;
    return { start: starts[middle + from] ?? 0, end: (starts[last] ?? 0) + (lengths[last] ?? 0) };
  };
  const [tokens, inFirst] = [to - from + SHINGLE, span(a, at)];
  // Where words are not set apart each character begins a token, and it takes more of them to say as much.
  const dense = inFirst.end - inFirst.start < UNITS_A_WORD * tokens;
  const words = dense ? Math.floor(tokens * WORDS_A_CHARACTER) : tokens;
  return { words, inFirst, inSecond: span(b, other), lastInSecond: other + to };
}
