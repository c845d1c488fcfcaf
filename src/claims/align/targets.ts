import { meaningOf } from './concepts.ts';
import { contentOf, wordsOf } from './words.ts';

const TARGET = 40; // words

/** `Had a gun`: the verb is no auxiliary. */
const HAS = /\b(?:have|has|had|having)\s+(?=(?:a|an|the|any|no|his|her|their)\s)/g;

/** What a stance is about, one stem for words of one meaning. */
export function targetWords(target: string): readonly string[] {
  const words = target.toLowerCase().replace(HAS, 'carries ');
  return contentOf(wordsOf(words).words).slice(0, TARGET).map(meaningOf);
}

/** `the News on Monday that`: to whom it was said, and when. */
const TOLD = /^(?:(?!(?:and|was|were|is|are)\s)\S+\s+){0,5}that\s+(?=\S+\s+\S)/;
const ASIDE = /,\s+(?:who|which|whose)\s[^,]*,\s*/g;
const CLAUSE_END =
  /\s[—–-]+\s|[;:—]|\sand\sthat\s|,?\s(?:but|while|when|before|after|because|whereas|although|though)\s|,\s/;

/** What a target asserts, without to whom, asides, and the clauses that come after. */
export function coreOf(target: string): string {
  const bare = target
    .replace(/^[\s,]+/, '')
    .replace(ASIDE, ' ')
    .replace(TOLD, '');
  const end = bare.search(CLAUSE_END);
  return end > SHORTEST_CORE ? bare.slice(0, end) : bare;
}

const SHORTEST_CORE = 8; // characters
