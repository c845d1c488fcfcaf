import type { PlacedStatement } from '../../nouns/claim.ts';
import { isAct, meaningOf } from './concepts.ts';
import { takesUp } from './sides.ts';
import { contentOf, wordsOf } from './words.ts';

const TARGET = 40; // words

/** What stands for an act only as it stands here: `had a gun`, `fired`, `were held`; and what does not: `in order to`. */
const SENSES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:have|has|had|having)\s+(?=(?:a|an|the|any|no|his|her|their)\s)/g, 'carries '],
  [/\bfir(?:ed|ing)\b|\b(?:open(?:ed|ing)?|return(?:ed|ing)?)\sfire\b/g, 'shooting'],
  [/\b(?:being|been|is|are|was|were|be)\sheld\b/g, 'detained'],
  [/\bin order\b/g, ' '],
];

/** What a stance is about, one stem for words of one meaning. */
export function targetWords(target: string): readonly string[] {
  let plain = target.toLowerCase();
  for (const [sense, word] of SENSES) plain = plain.replace(sense, word);
  return contentOf(wordsOf(plain).words).slice(0, TARGET).map(meaningOf);
}

/** The words of what a target asserts. Of `alerted them that he had it` the act is the first. */
export function coreWords(target: string): readonly string[] {
  const core = coreOf(target);
  const inner = core.search(/\sthat\s/);
  const own = targetWords(inner < 0 ? core : core.slice(0, inner));
  if (inner < 0 || !own.some(isAct)) return targetWords(core);
  return [...own, ...targetWords(core.slice(inner)).filter((word) => !isAct(word))];
}

/** `the News on Monday that`: to whom it was said, and when. */
const TOLD = /^(?:(?!(?:and|was|were|is|are)\s)\S+\s+){0,5}that\s+(?=\S+\s+\S)/;
const DAY = /^(?:on\s)?(?:\p{Lu}\p{Ll}+day|yesterday|today|earlier)[,\s]+["“]?/u;
const ASIDE = /,\s+(?:who|which|whose)\s[^,]*,\s*/g;
/** `After he was told to stop, he drew a gun`. */
const FIRST =
  /^(?:after|when|while|as|if|even\sif|although|though|because|since|once|before|unless)\s[^,]*,\s+(?=\S+\s+\S)/i;
const CLAUSE_END =
  /\s[—–-]+\s|[;:—]|\sand\sthat\s|,?\s(?:but|while|when|before|after|because|whereas|although|though)\s|,\s/;
/** What came of it is known; why is what is disputed: `was shot after pointing a gun`. */
const WHY = /\s(?:after|because|as|when)\s(?:(?:he|she|they|it|the|an?)\s)?(?=\S)/;

/** What a target asserts, without to whom, asides, and the clauses that come after. */
export function coreOf(target: string): string {
  const bare = target
    .replace(/^[\s,]+/, '')
    .replace(DAY, '')
    .replace(ASIDE, ' ')
    .replace(TOLD, (told) => (targetWords(told).some(isAct) ? told : ''))
    .replace(FIRST, '');
  const end = bare.search(CLAUSE_END);
  const core = end > SHORTEST_CORE ? bare.slice(0, end) : bare;
  if (!RESULT.test(core)) return core;
  const rest = bare.slice(core.length);
  const why = WHY.exec(rest);
  if (why?.index !== 0) return core;
  const because = rest.slice(why[0].length);
  const last = because.search(CLAUSE_END);
  const reason = last > SHORTEST_CORE ? because.slice(0, last) : because;
  return targetWords(reason).some(isAct) ? reason : core;
}

const RESULT = /\b(?:shot|killed|wounded|injured|died|arrested|detained|hit|struck)\b/;
const SHORTEST_CORE = 8; // characters

const BACK = 400; // UTF-16 units: two sentences

/**
 * What each stance of a text is about, in its words: whoever `denied the charge`, or `said there was none`, means what was told
 * just before, of somebody else if anybody is told to have said it.
 *
 * @param statements of the text, in order
 */
export function targetsOf(statements: readonly PlacedStatement[]): ReadonlyMap<PlacedStatement, string> {
  const targets = new Map<PlacedStatement, string>();
  const told: { readonly holder: string; readonly start: number; readonly end: number; readonly target: string }[] = [];
  for (const statement of statements) {
    const { value, start, end } = statement;
    if (value.kind !== 'stance') continue;
    let { target } = value;
    if (takesUp(target) || coreWords(target).length === 0) {
      const before = told.findLast(
        (each) => each.holder !== value.holder && each.start < start && start - each.end < BACK,
      );
      target = before?.target ?? target;
    }
    targets.set(statement, target);
    told.push({ holder: value.holder, start, end, target });
  }
  return targets;
}
