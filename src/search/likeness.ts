/** Words of a passage that tell it from others, as the words of a query that finds passages like it. */

/** How often each word that can be searched for stands in `text`; words are as they stand, capitals off. */
export function wordsIn(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const { segment, isWordLike } of WORDS.segment(text.slice(0, LONGEST_TEXT))) {
    const word = segment.toLowerCase();
    if (isWordLike !== true || !SAYS_SOMETHING.test(word)) continue;
    words.set(word, (words.get(word) ?? 0) + 1);
    if (words.size >= MOST_WORDS) break;
  }
  return words;
}

/**
 * The query: the words with the most weight (occurrences here, times the inverse of the share of passages that hold
 * them), joined by OR, heaviest first. Undefined where no word of the passage stands anywhere else.
 * @param held passages that hold each of `words`, in their order
 */
export function likeQuery(
  words: ReadonlyMap<string, number>,
  held: readonly number[],
  passages: number,
): string | undefined {
  const chosen = Array.from(words, ([word, count], i) => {
    const holding = held[i] ?? 0;
    // A word that stands here alone leads nowhere; one in every tenth says little.
    const isUseful = holding >= 2 && holding <= Math.max(3, passages / 10);
    return { word, weight: isUseful ? (1 + Math.log(count)) * Math.log((passages + 1) / holding) : 0 };
  })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, WORDS_ASKED);
  if (chosen.length === 0) return undefined;
  return chosen.map(({ word }) => (PLAIN.test(word) ? word : `"${word.replaceAll('"', ' ')}"`)).join(' OR ');
}

/** Chinese is cut by the dictionary of ICU; a pair of characters would be no word that a person edits. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
const LONGEST_TEXT = 20_000; // UTF-16 code units; a passage is a paragraph
const MOST_WORDS = 400;
const WORDS_ASKED = 10;
/** Two Han characters, or three letters or digits. */
const SAYS_SOMETHING = /^(?:\p{Script=Han}{2}|[\p{L}\p{M}\p{N}]{3})/u;
const PLAIN = /^[\p{L}\p{M}\p{N}]+$/u;
