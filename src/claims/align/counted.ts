import type { Figure } from '../../nouns/statement.ts';
import { headOf, isAnybody, roleOf } from './concepts.ts';
import { measureOf } from './values.ts';
import type { SentencePlace, TextWords, Word } from './words.ts';

/** The role and the head of what is counted, and what people it is where that is said. */
export interface Counted {
  readonly role: string | undefined;
  readonly head: string | undefined;
  readonly kind: string | undefined;
}

const PART_BEFORE = /^(?:another|other|further|additional|extra|remaining)$/;
const PART_AFTER = /^(?:other|others|more|additional|further)$/;

/** `another two`, `three of them`. `first` and `last` are places in the list of words, of what is counted. */
export function isPart({ words, text }: TextWords, sentence: SentencePlace, first: number, last: number): boolean {
  const inside = words.slice(Math.max(sentence.first, first - 1), last);
  if (inside.some(({ exact }) => PART_BEFORE.test(exact) || PART_AFTER.test(exact))) return true;
  const after = text.slice(words[last - 1]?.end ?? 0, (words[last - 1]?.end ?? 0) + 12);
  const whole = text.slice(words[first]?.start ?? 0, words[last - 1]?.end ?? 0) + after;
  return /\bof (?:them|whom|the|these|those)\b/i.test(whole);
}

/**
 * The role and the head of what is counted: of the words of the figure itself; then of those that stand closest to it,
 * where a comma, a bracket or another number is as far as four words.
 */
export function countedIn(
  { words, text }: TextWords,
  figure: Figure,
  sentence: SentencePlace,
  first: number,
  last: number,
): Counted {
  const own = words.slice(first, last);
  const people = figure.unit === 'people';
  const head = people ? 'person' : headOf(lastContent(own) ?? figure.unit);
  const measure = people ? 'person' : measureOf(figure);
  const kind = people
    ? own.findLast(({ stem, content }) => content && !isAnybody(stem) && roleOf(measure, stem) === undefined)?.stem
    : undefined;
  const inside = own
    .toReversed()
    .map(({ stem }) => roleOf(measure, stem))
    .find((role) => role !== undefined);
  if (inside !== undefined) return { role: inside, head, kind };
  let best: { role: string; distance: number } | undefined;
  for (const step of [1, -1]) {
    let distance = step === 1 ? 0 : 0.5;
    for (let at = step === 1 ? last : first - 1; at >= sentence.first && at < sentence.last; at += step) {
      const word = words[at];
      const [left, right] =
        step === 1 ? [words[at - 1]?.end ?? 0, word?.start ?? 0] : [word?.end ?? 0, words[at + 1]?.start ?? 0];
      if (word === undefined) break;
      distance += /[,;:()“”"—–،؛，、；：（）「」《》-]/.test(text.slice(left, right)) ? 4 : 1;
      if (/^\d/.test(word.exact)) distance += 3;
      if (distance > 8) break;
      const role = roleOf(measure, word.stem);
      if (role === undefined) continue;
      if (best === undefined || distance < best.distance) best = { role, distance };
      break;
    }
  }
  return { role: best?.role, head, kind };
}

function lastContent(words: readonly Word[]): string | undefined {
  return words.findLast(({ content }) => content)?.stem;
}
