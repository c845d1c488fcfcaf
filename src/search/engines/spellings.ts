import type { Term } from '../query-tree.ts';
import { isOneEdit } from '../similar.ts';
import { backwards, FIELDS, type Field } from './segments/format.ts';
import type { SegmentList } from './segments/segment-list.ts';

/**
 * The words of the index that are spelled nearly like a given one. One edit leaves either the first half of a word as it
 * is or the second, so the words that begin or end like it hold all that are sought; only two letters that change places
 * across the middle touch both halves.
 */
export class Spellings {
  readonly #segments: SegmentList;
  readonly #known = new Map<string, readonly string[]>();

  constructor(segments: SegmentList) {
    this.#segments = segments;
  }

  /** Call when the index has changed. */
  forget(): void {
    this.#known.clear();
  }

  /** The tokens that answer the only token of a `similar` term; always that token itself among them. */
  readonly of = ({ tokens: [word = ''] }: Term): readonly string[] => {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const middle = middleOf(word);
    const swapped = swappedAt(word, middle);
    const found = new Set([word, swapped]);
    for (const candidate of this.#wordsLike(FIELDS.exact, word, word.slice(0, middle))) {
      if (isOneEdit(candidate, word)) found.add(candidate);
    }
    for (const reversed of this.#wordsLike(FIELDS.backwards, word, backwards(word.slice(middle)))) {
      const candidate = backwards(reversed);
      if (isOneEdit(candidate, word)) found.add(candidate);
    }
    const spellings = [...found];
    this.#known.set(word, spellings);
    return spellings;
  };

  /** Those that begin so and are about as long. */
  #wordsLike(field: Field, word: string, beginning: string): Iterable<string> {
    const bytes = Buffer.byteLength(word);
    return this.#segments.wordsFrom(field, beginning, bytes - MOST_BYTES, bytes + MOST_BYTES);
  }
}

/** One letter has no more, in UTF-8. */
const MOST_BYTES = 4;

/** Not within a character of two code units: what the index holds is well-formed. */
function middleOf(word: string): number {
  const middle = word.length >> 1;
  return word.slice(0, middle).isWellFormed() ? middle : middle + 1;
}

function swappedAt(word: string, middle: number): string {
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}
