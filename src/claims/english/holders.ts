import type { Credit } from '../../nouns/statement.ts';
import type { Sentence } from './analyse.ts';
import type { Saying } from './credits.ts';
import { type Phrase, phraseAfter, spanOf, subjectOf } from './phrases.ts';

/** Who takes a stance. */
export interface Holder {
  readonly credit: Credit;
  /** By a name or an office, not only as `residents`, `some`. */
  readonly named: boolean;
}

/** The subject of a verb; `he` and `they` are who spoke last. */
export function holderBefore(
  text: string,
  sentence: Sentence,
  verb: number,
  sayings: readonly Saying[],
): Holder | undefined {
  const cue = sentence.tokens[verb];
  if (cue === undefined) return undefined;
  const own = sayings.find(({ start, end }) => start <= cue.start && cue.end <= end);
  const told = own?.credits[0];
  if (told !== undefined) return { credit: told, named: isNamed(told.name) };
  const subject = cue.lower.endsWith('ing') ? undefined : subjectOf(sentence, verb);
  return subject === undefined ? shared(text, sentence, verb, sayings) : holderOf(text, sentence, subject, sayings);
}

/** `…, accusing the police of`: who the sentence is about. */
function shared(text: string, sentence: Sentence, verb: number, sayings: readonly Saying[]): Holder | undefined {
  for (let at = verb - 1; at > 0; at -= 1) {
    const pos = sentence.tokens[at]?.pos;
    const subject = pos === 'VERB' || pos === 'AUX' ? subjectOf(sentence, at) : undefined;
    if (subject !== undefined) return holderOf(text, sentence, subject, sayings);
  }
  return undefined;
}

/** Behind `by`. */
export function holderBy(
  text: string,
  sentence: Sentence,
  from: number,
  sayings: readonly Saying[],
): Holder | undefined {
  const phrase = phraseAfter(sentence, from);
  return phrase === undefined ? undefined : holderOf(text, sentence, phrase, sayings);
}

function holderOf(text: string, sentence: Sentence, phrase: Phrase, sayings: readonly Saying[]): Holder | undefined {
  const word = sentence.tokens[phrase.first]?.lower ?? '';
  if (phrase.first === phrase.last && /^(?:i|we|it|that|which|this|you)$/.test(word)) return undefined;
  const span = spanOf(sentence, phrase);
  if (phrase.first < phrase.last || !/^(?:s?he|they|who)$/.test(word)) {
    const name = text.slice(span.start, span.end);
    return { credit: { name, ...span }, named: isNamed(name) };
  }
  const last = sayings.findLast(({ end }) => end <= span.start)?.credits[0];
  return last === undefined ? undefined : { credit: { name: last.name }, named: isNamed(last.name) };
}

function isNamed(name: string): boolean {
  return (
    /\p{Lu}\p{Ll}/u.test(name.replace(/^(?:The|A|An|Some|Many|Most)\s/, '').replace(/^\p{Lu}\p{Ll}+s$/u, '')) ||
    OFFICE.test(name)
  );
}

const OFFICE =
  /\b(?:police|ministry|government|spokes\p{L}+|authorit\p{L}+|department|court|army|military|company|union|party|officials?|officers?|president|minister|mayor|commissioner|lawyers?|attorneys?|witness(?:es)?|family|mother|father|sister|brother|parents|relatives)\b/iu;
