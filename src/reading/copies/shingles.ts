import { eachToken } from '../../search/tokens.ts';
import { stemOf } from '../../search/fold.ts';

/**
 * A shingle is three words in a row (the trigrams of Lyon, Malcolm and Dickerson, “Detecting short passages of similar
 * text in large document collections”, EMNLP 2001). Where a text is written without spaces a token is a pair of
 * neighbouring characters: four pairs are five characters, about as many as three Chinese words have.
 */
const WORDS = 3;
const PAIRS = 4;

/** Collects the shingles of a text that is given in pieces, none of which ends within a word. */
export interface Shingler {
  add(text: string): void;
  /** The distinct shingles so far as 32-bit hashes, ascending. */
  end(): Uint32Array;
}

/** Words are folded and stemmed as the search does it. */
export function openShingler(): Shingler {
  let hashes = new Uint32Array(1024);
  let count = 0;
  const window: number[] = [0, 0, 0, 0];
  const syllables: boolean[] = [false, false, false, false];
  let seen = 0;
  const put = (length: number): void => {
    if (count === hashes.length) {
      const larger = new Uint32Array(hashes.length * 2);
      larger.set(hashes);
      hashes = larger;
    }
    let hash = length;
    for (let i = seen - length; i < seen; i += 1) hash = mixed(Math.imul(hash, 0x01000193) ^ (window[i & 3] ?? 0));
    hashes[count] = hash >>> 0;
    count += 1;
  };
  const take = (exact: string, _start: number, _end: number, syllabic: boolean): void => {
    window[seen & 3] = hashOf(syllabic ? exact : stemOf(exact));
    syllables[seen & 3] = syllabic;
    seen += 1;
    // A shingle is as long as its first token says, so it is known to be whole when its last token is there.
    if (seen >= WORDS && syllables[(seen - WORDS) & 3] === false) put(WORDS);
    if (seen >= PAIRS && syllables[(seen - PAIRS) & 3] === true) put(PAIRS);
  };
  return {
    add: (text) => eachToken(text, take),
    end: () => distinct(hashes.subarray(0, count).toSorted()),
  };
}

function distinct(sorted: Uint32Array): Uint32Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const hash = sorted[i] ?? 0;
    if (i > 0 && hash === sorted[i - 1]) continue;
    sorted[kept] = hash;
    kept += 1;
  }
  return sorted.slice(0, kept);
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 code units instead of bytes. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** The finaliser of MurmurHash3: every bit of the answer depends on every bit, so that the smallest are a fair sample. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
