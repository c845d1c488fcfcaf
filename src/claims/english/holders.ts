import type { Credit } from '../../nouns/statement.ts';
import type { Sentence } from './analyse.ts';
import type { Saying } from './credits.ts';
import { PERSON_NOUNS } from './words.ts';
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
  if (phrase.first === phrase.last && /^(?:i|that|which|this|you)$/.test(word)) return undefined;
  const span = spanOf(sentence, phrase);
  if (phrase.first < phrase.last || !/^(?:s?he|they|we|who|it)$/.test(word)) {
    const name = text.slice(span.start, span.end);
    return { credit: { name, ...span }, named: isNamed(name) };
  }
  if (word === 'we') return { credit: { name: 'We', ...span }, named: true };
  const told = sayings.filter(({ end }) => end <= span.start).flatMap(({ credits }) => credits[0] ?? []);
  const last = word === 'it' ? told.findLast(({ name }) => isBody(name)) : told.at(-1);
  return last === undefined ? undefined : { credit: { name: last.name }, named: isNamed(last.name) };
}

/** What `it` may stand for when somebody takes a side. */
export function isBody(name: string): boolean {
  return ABBREVIATED.test(name) || BODY.test(name);
}

export function isOffice(name: string): boolean {
  return OFFICE.test(name);
}

/** By a name, an office, or as one person: `the widow`. */
function isNamed(name: string): boolean {
  return (
    PERSON_NOUNS.has(name.split(/\s+/).at(-1)?.toLowerCase() ?? '') ||
    /\p{Lu}\p{Ll}/u.test(
      name
        .replace(
          /^(?:(?:The|A|An|Some|Many|Most|Several|Few|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens|Hundreds|Thousands|Of)\s)+/,
          '',
        )
        .replace(/^\p{Lu}\p{Ll}+s$/u, ''),
    ) ||
    OFFICE.test(name)
  );
}

const BODY =
  /\b(?:police|force|ministry|government|department|court|mission|commission|agency|office|committee|council|board|bank|church|group|association|federation|embassy|operator|airline|watchdog|regulator|firm|company|chain|maker|union|party|army|navy|military|hospital|university|forum|foundation|institute|newspaper|broadcaster|club|league)\b/iu;
const ABBREVIATED = /^\p{Lu}{2,}$/u;

const OFFICE =
  /\b(?:police|ministry|government|spokes\p{L}+|authorit\p{L}+|department|court|mission|commission\p{L}*|agency|office|committee|council|board|bank|church|group|association|federation|embassy|operator|owners?|organi[sz]ers|airline|watchdog|regulator|firm|hospital|university|inspectors?|investigators?|prosecutors?|forum|survivors?|captain|doctors?|protesters|manufacturer|army|military|company|union|party|officials?|officers?|president|minister|mayor|commissioner|lawyers?|attorneys?|witness(?:es)?|ambassadors?|envoys?|governors?|generals?|rebels|unions?|family|mother|father|sister|brother|parents|relatives)\b/iu;
