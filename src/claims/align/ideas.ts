import { stemsOfOneMeaning } from './meanings.ts';
import { hashOf } from './words.ts';

const meanings = new Map(stemsOfOneMeaning().map(([stem, meaning]) => [hashOf(stem), hashOf(meaning)] as const));

/** Sets of words come again with every text that theirs is compared with. */
const known = new WeakMap<Uint32Array, Uint32Array>();

/** A set of words with one word for each meaning that the table of three languages has; others stay as they are. */
export function meant(words: Uint32Array): Uint32Array {
  let ideas = known.get(words);
  if (ideas === undefined) known.set(words, (ideas = ideasOf(words)));
  return ideas;
}

function ideasOf(words: Uint32Array): Uint32Array {
  if (!words.some((word) => meanings.has(word))) return words;
  return Uint32Array.from(new Set(Array.from(words, (word) => meanings.get(word) ?? word))).toSorted();
}
