import { foldSyllables } from './fold.ts';
import type { Term } from './query-tree.ts';
import { OTHER_SPELLING, scoreOf, weightOf } from './rank.ts';

/**
 * Chinese is matched by pairs of characters, so that nothing is missed; which of the pairs are words decides the order of
 * the best hits: 人民 as a word before the 人 of 工人 and the 民 of 民警. Shared by the engines, so that they order alike.
 */

/** So many of the first ranks of a query may be put in another order, whatever page of it is asked for. */
export const CANDIDATES = 60;

/** A word in Han characters that the query asks for. */
export interface HanWord {
  /** Folded (`foldSyllables`). */
  readonly text: string;
  /** What it counts, 0 to 1. */
  readonly share: number;
}

/** The words of a question, by the dictionary of ICU; of a query its terms, as they were typed. Most have none. */
export function hanWords(query: string, terms: readonly Term[], added: ReadonlySet<Term> | 'question'): HanWord[] {
  const shares = new Map<string, number>();
  const take = (text: string, share: number): void => {
    const folded = foldSyllables(text);
    if (shares.size < MOST_WORDS) shares.set(folded, Math.max(share, shares.get(folded) ?? 0));
  };
  if (added === 'question') {
    for (const [run] of query.slice(0, LONGEST_TEXT).matchAll(HAN)) {
      for (const { segment } of SEGMENTER.segment(run)) take(segment, 1);
    }
  } else {
    for (const term of terms) {
      // Whoever types a star takes any word that begins so.
      if (term.text.endsWith('*')) continue;
      for (const [run] of term.text.matchAll(HAN)) take(run, added.has(term) ? OTHER_SPELLING : 1);
    }
  }
  return Array.from(shares, ([text, share]) => ({ text, share }));
}

/**
 * How many of the first hits are candidates. `scores`: of the first `CANDIDATES` + 1 hits, best first. Of hits that are
 * equally good either all are or none, for engines may list them in any order.
 */
export function candidatesAmong(scores: readonly number[]): number {
  if (scores.length <= CANDIDATES) return scores.length;
  const least = (scores[CANDIDATES] ?? 0) * (1 + NEARLY);
  const equal = scores.findIndex((score) => score <= least);
  return equal < 0 ? CANDIDATES : Math.min(equal, CANDIDATES);
}

/**
 * What each candidate gains by holding the words as words: BM25 once more, in which a word tells as much as few of the
 * candidates have it. Never negative, so that candidates stay before all others.
 */
export function wordScores(words: readonly HanWord[], texts: readonly string[]): number[] {
  const folded = texts.map((text) => foldSyllables(text.slice(0, LONGEST_TEXT)));
  const counts = folded.map((text) => wordCounts(text, words));
  const meanLength = Math.max(1, folded.reduce((sum, { length }) => sum + length, 0) / Math.max(1, folded.length));
  const weights = words.map(({ share }, w) => {
    const holding = counts.filter((own) => (own[w] ?? 0) > 0).length;
    return share * Math.max(LEAST_WEIGHT, weightOf(holding, texts.length));
  });
  return folded.map(({ length }, i) =>
    weights.reduce((sum, weight, w) => sum + scoreOf(weight, counts[i]?.[w] ?? 0, length, meanLength), 0),
  );
}

/** The places of these items, best first: by score, the ones that were equal before in the order that they had. */
export function orderByScore(scores: readonly number[]): number[] {
  return [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** How often each of the words stands in the text with the edge of a word on both sides. */
function wordCounts(text: string, words: readonly HanWord[]): number[] {
  const places = words.map((word) => placesOf(text, word.text));
  const all = places.reduce((sum, { length }) => sum + length, 0);
  if (all === 0) return words.map(() => 0);
  const isEdge = edgesOf(text, all);
  return places.map((starts, w) => {
    const length = words[w]?.text.length ?? 0;
    return starts.filter((start) => isEdge(start) && isEdge(start + length)).length;
  });
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

/** Looking at one place takes as long as cutting up some twenty characters, and each word has two edges. */
function edgesOf(text: string, places: number): (at: number) => boolean {
  const segments = SEGMENTER.segment(text);
  if (places * 40 < text.length) {
    return (at) => at === 0 || at >= text.length || segments.containing(at)?.index === at;
  }
  const edges = new Uint8Array(text.length + 1).fill(1, text.length);
  for (const { index } of segments) edges[index] = 1;
  return (at) => edges[at] === 1;
}

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
const HAN = /\p{Script=Han}+/gu;
const LONGEST_TEXT = 4_000; // UTF-16 code units; a passage is a paragraph
const MOST_WORDS = 64;
/** Of a word that most candidates hold as a word: those that do not still come after them. */
const LEAST_WEIGHT = 0.5;
/** Scores that differ by less may be the same in another engine. */
const NEARLY = 1e-4;
