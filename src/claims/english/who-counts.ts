import type { Sentence, Token } from './analyse.ts';
import { isBody, isOffice } from './holders.ts';
import { subjectOf } from './phrases.ts';
import { PERSON_NOUNS } from './words.ts';

/** How a number is linked to a name: it is called theirs, theirs or of them (`the march's total`), or they `come to` it. */
export type Link = 'theirs' | 'of' | 'come';

const JOINS = /^(?:of|for|at|in|from|with|on|by)$/;
const TIME =
  /^(?:\p{L}+day|days?|weekends?|weeks?|months?|years?|decades?|century|centuries|quarters?|seasons?|hours?|minutes?|nights?|mornings?|afternoons?|evenings?|noon|midnight|tonight|tomorrow|end|beginning|start|moment|period|times?|spring|summer|autumn|fall|winter|christmas|easter|ramadan|eid|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/u;
/** Writings that say what was counted in them. */
const PAPER =
  /^(?:stud(?:y|ies)|surveys?|reports?|polls?|reviews?|audits?|inquir(?:y|ies)|enquir(?:y|ies)|inquest|investigations?|census|analys[ie]s|papers?|newspapers?|dail(?:y|ies)|files?|documents?|records?|registers?|ledgers?|lists?|books?|logs?|memos?|data|statistics|statements?)$/;
/** Counted themselves in a toll, and never heard. */
const COUNTED =
  /^(?:dead|death|fatality|casualty|victim|injured|injury|wounded|missing|body|corpse|life|soul|homeless|arrest)$/;
/** Of them there are many: `the survivors' number` is how many they are. */
const CROWD =
  /^(?:survivors?|protesters?|witness(?:es)?|rebels?|family|mother|father|sister|brother|parents|relatives|passengers?)$/;
/** Bodies that are people too: `police came to 40 houses`, `the group came to 40 people`. */
const PEOPLE = /^(?:police|force|forces|army|navy|military|group|party|company|union|club|crew)$/;

/**
 * Whether a phrase names somebody who may have counted what a number tells: a body, an office, people, a writing, or a name.
 * A day, a thing or what happened (`Monday's toll`, `the damage came to`) has counted nothing.
 */
export function mayCount(phrase: readonly Token[], link: Link): boolean {
  const joint = phrase.findIndex(({ lower }, at) => at > 0 && JOINS.test(lower));
  const own = joint === -1 ? phrase : phrase.slice(0, joint);
  const head = own.findLast(({ pos, text }) => pos === 'NOUN' || pos === 'PROPN' || /^\p{Lu}{2,}$/u.test(text));
  if (head === undefined || TIME.test(head.lower) || COUNTED.test(head.lemma) || COUNTED.test(head.lower)) return false;
  if (PAPER.test(head.lower)) return true;
  if (isBody(head.text)) return link !== 'come' || !PEOPLE.test(head.lower);
  if (isOffice(head.text)) return link === 'theirs' || (link === 'of' && !CROWD.test(head.lower));
  if (isNamed(own, head)) return link === 'theirs' || (link === 'come' && own.filter(isCapital).length > 1);
  return link === 'theirs' && PERSON_NOUNS.has(head.lemma);
}

function isNamed(own: readonly Token[], head: Token): boolean {
  return head.pos === 'PROPN' ? isCapital(head) : own.every(isCapital);
}

function isCapital({ text }: Token): boolean {
  return /^\p{Lu}\p{L}/u.test(text);
}

/** `The Chamber of Commerce comes to 400 broken windows`: a sum, and no way to some places. @param verb `come`, in front of `to` */
export function comesTo(sentence: Sentence, verb: number): boolean {
  const near = sentence.tokens.slice(verb + 2, verb + 8);
  const number = near.slice(0, 3).findIndex(({ pos }) => pos === 'NUM');
  const subject = number === -1 ? undefined : subjectOf(sentence, verb);
  if (subject === undefined || near.slice(number + 1, number + 4).some(({ lower }) => VISITED.test(lower)))
    return false;
  return mayCount(sentence.tokens.slice(subject.first, subject.last + 1), 'come');
}

const VISITED =
  /^(?:houses|homes|villages|towns|cities|districts|countries|islands|doors|schools|hospitals|camps|places|offices|shops|sites|streets|bridges|rivers|farms|wells)$/;
