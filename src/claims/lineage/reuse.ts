import type { Span } from '../../nouns/reading.ts';
import { hashOf } from '../align/words.ts';
import { eachToken } from '../../search/tokens.ts';

/** Wording that two texts share: where it stands in each, and how many words it is at least. */
export interface SharedWording {
  readonly first: number;
  readonly second: number;
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
/** A shingle in more texts is furniture. */
const MOST_TEXTS = 60;

/** Pairs of texts with wording in common, the longest stretch of each; `first` is before `second`. */
export function sharedWordings(texts: readonly string[]): readonly SharedWording[] {
  const all = texts.map(shinglesOf);
  const index = new Map<number, Place | Place[]>(); // most wording is in one text, which needs no list
  for (const [text, { hashes }] of all.entries()) {
    for (const [at, hash] of hashes.entries()) {
      // Half of the hashes lead from one text to another; a run of twelve words has some of them.
      if (hash % 2 !== 0) continue;
      const place = text * MOST_WORDS + at;
      const places = index.get(hash);
      if (places === undefined) index.set(hash, place);
      else if (typeof places === 'number') {
        if (textOf(places) !== text) index.set(hash, [places, place]);
      } else if (textOf(places.at(-1) ?? 0) !== text && places.length <= MOST_TEXTS) places.push(place);
    }
  }
  const best = new Map<string, Omit<SharedWording, 'shareOfFirst' | 'shareOfSecond'>>();
  const seen = new Set<string>();
  for (const places of index.values()) {
    if (typeof places === 'number' || places.length > MOST_TEXTS) continue;
    for (const [i, one] of places.entries()) {
      for (const another of places.slice(i + 1)) {
        const [first, second] = [textOf(one), textOf(another)];
        const [at, other] = [one % MOST_WORDS, another % MOST_WORDS];
        const diagonal = `${first} ${second} ${at - other}`;
        if (seen.has(diagonal)) continue;
        seen.add(diagonal);
        const run = runOf(all[first], all[second], at, other);
        const key = `${first} ${second}`;
        if (run === undefined || run.words < Math.max(LEAST, best.get(key)?.words ?? 0)) continue;
        best.set(key, { first, second, ...run });
      }
    }
  }
  return [...best.values()].map((wording) => {
    const [a, b] = [new Set(all[wording.first]?.hashes), new Set(all[wording.second]?.hashes)];
    const common = [...a].filter((hash) => b.has(hash)).length;
    return { ...wording, shareOfFirst: common / Math.max(1, a.size), shareOfSecond: common / Math.max(1, b.size) };
  });
}

/** A text’s number times `MOST_WORDS`, and a place among its shingles. */
type Place = number;

const MOST_WORDS = 2 ** 24;

function textOf(place: Place): number {
  return Math.floor(place / MOST_WORDS);
}

/** Where the words of a text begin and end, and the hash of each shingle under the place of its first word. */
interface Shingles {
  readonly hashes: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

function shinglesOf(text: string): Shingles {
  const [words, starts, ends]: [number[], number[], number[]] = [[], [], []];
  eachToken(text, (exact, start, end) => {
    if (words.length >= MOST_WORDS) return;
    words.push(hashOf(exact));
    starts.push(start);
    ends.push(end);
  });
  const hashes = new Uint32Array(Math.max(0, words.length - SHINGLE + 1));
  for (const at of hashes.keys()) {
    let hash = 0;
    for (let step = 0; step < SHINGLE; step += 1) hash = Math.imul(hash ^ (words[at + step] ?? 0), 0x01000193);
    hashes[at] = hash >>> 0;
  }
  return { hashes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** The stretch around two equal shingles in which the texts go on being equal. */
function runOf(
  a: Shingles | undefined,
  b: Shingles | undefined,
  at: number,
  other: number,
): Pick<SharedWording, 'words' | 'inFirst' | 'inSecond'> | undefined {
  if (a === undefined || b === undefined) return undefined;
  const same = (step: number): boolean =>
    a.hashes[at + step] !== undefined && a.hashes[at + step] === b.hashes[other + step];
  let [from, to] = [0, 0];
  while (same(from - 1)) from -= 1;
  while (same(to + 1)) to += 1;
  const span = ({ starts, ends }: Shingles, middle: number): Span => ({
    start: starts[middle + from] ?? 0,
    end: ends[middle + to + SHINGLE - 1] ?? 0,
  });
  return { words: to - from + SHINGLE, inFirst: span(a, at), inSecond: span(b, other) };
}
