import { stemsOfOneMeaning } from './meanings.ts';
import { hashOf } from './words.ts';

const meanings = new Map(stemsOfOneMeaning().map(([stem, meaning]) => [hashOf(stem), hashOf(meaning)] as const));

/** A set of words with one word for each meaning that the table of three languages has; others stay as they are. */
export function meant(words: Uint32Array): Uint32Array {
  if (!words.some((word) => meanings.has(word))) return words;
  return Uint32Array.from(new Set(Array.from(words, (word) => meanings.get(word) ?? word))).toSorted();
}
