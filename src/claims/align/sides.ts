import type { Stance } from '../../nouns/statement.ts';

/** Charges somebody with something, and so says that it is so: `accused the office of hiding the number`. */
const ACCUSING = /^(?:accuse|blame|hold|allegation|accusation|charge)$/;
/** `denounced a year ago that thousands are held`. */
const DENOUNCED = /^(?:\S+\s){0,4}?that\s/;
/** Is against something without saying that it is not so. */
const CONDEMNING =
  /^(?:condemn|condemnation|denounce|deplore|decry|critici[sz]e|slam|blast|oppose|refuse|refusal|decline)$/;
/** Only takes up what was said before: `denied it`, `rejected the charge`. */
const TAKEN_UP =
  /^(?:it|this|that|these|them|so|(?:the|any|all|such)\s(?:charges?|claims?|allegations?|accusations?|reports?))$/i;
/** What a finder takes for a side by its verb alone; of what is only said it looks at the words. */
const INSISTING =
  /^(?:insist|insistence|maintain|repeat|reiterate|assert|assertion|contend|contention|stress|swear|sure|certain|convinced|assure)$/;
const SUBJECT = String.raw`(?:there|\p{L}+(?:\s\p{L}+){0,5}?)`;
const NEGATED = new RegExp(
  String.raw`^(?:that\s)?(?:${SUBJECT}\s(?:had|has|have|is|are|was|were|did|do|does|could|would|will)\s)?(?:no|not|never|none|nobody|nothing|neither)\b|^\S+(?:\s\S+){0,6}n['’]t\b`,
  'iu',
);

/** Whether a target only takes up what was said before. */
export function takesUp(target: string): boolean {
  return TAKEN_UP.test(target);
}

/** How a stance meets others on the same thing; there are few ways, however many words. */
export type Side =
  | 'neutral'
  | 'for'
  | 'defends'
  | 'against'
  | 'condemns'
  | 'accuses'
  | 'takes-up-for'
  | 'takes-up-against'
  | 'insists-against';

export function sideOf({ polarity, verb, target }: Stance): Side {
  if (polarity === 'neutral') return 'neutral';
  if (polarity === 'negative') {
    if (ACCUSING.test(verb) || (verb === 'denounce' && DENOUNCED.test(target))) return 'accuses';
    if (CONDEMNING.test(verb)) return 'condemns';
    return TAKEN_UP.test(target) ? 'takes-up-against' : 'against';
  }
  if (TAKEN_UP.test(target)) return 'takes-up-for';
  if (INSISTING.test(verb) && NEGATED.test(target)) return 'insists-against';
  return verb === 'defend' || verb === 'justify' ? 'defends' : 'for';
}

const IS_FOR: ReadonlySet<Side> = new Set(['for', 'defends', 'takes-up-for']);
const TAKES_UP: ReadonlySet<Side> = new Set(['takes-up-for', 'takes-up-against']);

/**
 * Whether two who speak of the same cannot both be right. Who accuses and who denies are both against something, and not of one
 * mind; whoever insists that nobody was harmed is against who says so, and against who only rejects what he insists on.
 */
export function areOpposite(a: Side, b: Side): boolean {
  if (a === 'neutral' || b === 'neutral' || a === b) return false;
  if (a === 'accuses') return b !== 'condemns' && b !== 'for' && b !== 'takes-up-for';
  if (b === 'accuses') return areOpposite(b, a);
  if (a === 'insists-against' && TAKES_UP.has(b)) return b === 'takes-up-against';
  if (b === 'insists-against' && TAKES_UP.has(a)) return a === 'takes-up-against';
  return IS_FOR.has(a) !== IS_FOR.has(b);
}
