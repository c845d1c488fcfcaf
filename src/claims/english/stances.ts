import type { Span } from '../../nouns/reading.ts';
import type { Credit, Stance } from '../../nouns/statement.ts';
import type { Sentence, Token } from './analyse.ts';
import { isPassive, type Saying, type Telling } from './credits.ts';
import { type Holder, holderBefore, holderBy } from './holders.ts';
import { spanOf } from './phrases.ts';
import { ASSERTED, JUDGED, STANCE_NOUNS, STANCE_VERBS } from './stance-words.ts';

export interface FoundStance extends Span {
  readonly value: Stance;
  readonly attributedTo: readonly Credit[];
}

type Polarity = Stance['polarity'];

/** Who denies, disputes, condemns, accuses, admits, insists on or defends what; the text's own opinion is none. */
export function stancesIn(text: string, { sentence, quoted, sayings, before }: Telling): readonly FoundStance[] {
  const found: FoundStance[] = [];
  const known = [...before, ...sayings];
  for (const [index, token] of sentence.tokens.entries()) {
    if (quoted.some(({ start, end }) => start <= token.start && token.start < end)) continue;
    const stance = stanceAt(text, sentence, index, known);
    if (stance !== undefined) found.push(stance);
  }
  found.push(...sayings.flatMap((saying) => chargeBefore(text, sentence, saying) ?? []));
  found.sort((a, b) => a.start - b.start);
  return found
    .map((stance, index) => ({
      ...stance,
      end: Math.max(stance.start + 1, Math.min(stance.end, startAfter(stance, found[index + 1]))),
    }))
    .filter(({ start, end, value }) => end - start > value.verb.length)
    .map((stance) => ({
      ...stance,
      end: stance.start + text.slice(stance.start, stance.end).trimEnd().replace(/[,;]$/, '').length,
    }));
}

function startAfter(stance: Span, next: Span | undefined): number {
  return next === undefined || next.start <= stance.start ? Infinity : next.start;
}

function stanceAt(
  text: string,
  sentence: Sentence,
  index: number,
  sayings: readonly Saying[],
): FoundStance | undefined {
  const token = sentence.tokens[index];
  if (token === undefined) return undefined;
  if (token.pos === 'ADJ') return byAdjective(text, sentence, index, sayings);
  if (token.pos === 'NOUN') return byNoun(text, sentence, index, sayings);
  if (token.pos !== 'VERB') return undefined;
  if (token.lower === 'convinced' && isPassive(sentence, index)) return byAdjective(text, sentence, index, sayings);
  const next = sentence.tokens[index + 1]?.lower ?? '';
  const verb = STANCE_VERBS.get(next === 'out' ? `${token.lemma}-out` : token.lemma);
  if (JUDGES.test(token.lemma) && next !== 'out') return judged(text, sentence, index, sayings);
  const by = verb === undefined ? undefined : passiveBy(text, sentence, index, verb.polarity, sayings);
  if (by !== undefined) return by;
  const holder = isPassive(sentence, index) ? undefined : holderBefore(text, sentence, index, sayings);
  if (holder === undefined) return undefined;
  const object = objectOf(text, sentence, index);
  if (object.target === '' && verb !== undefined) return ofCharge(text, sentence, index, holder, verb.polarity);
  const polarity =
    verb === undefined ? saidPolarity(sentence, index, object.target, holder) : turned(sentence, index, verb.polarity);
  if (
    polarity === undefined ||
    object.target === '' ||
    (verb !== undefined && (!verb.takes.test(object.words) || NUMBERED.test(object.target)))
  )
    return undefined;
  return {
    start: Math.min(holder.credit.start ?? token.start, token.start),
    end: object.end,
    value: { kind: 'stance', holder: holder.credit.name, target: object.target, polarity, verb: token.lemma },
    attributedTo: creditedTo(holder.credit),
  };
}

/** `…, a charge that the ministry denies`: of what stands before. */
const CHARGED =
  /\b(?:an?\s(?<charge>charge|claim|allegation|accusation|suggestion|assertion|report)\s(?:that|which)?|which)\s*$/;

function ofCharge(
  text: string,
  sentence: Sentence,
  index: number,
  { credit }: Holder,
  polarity: Polarity,
): FoundStance | undefined {
  const cue = sentence.tokens[index];
  const before = text.slice(sentence.start, credit.start ?? sentence.start);
  const charged = CHARGED.exec(before);
  const way = turned(sentence, index, polarity);
  if (cue === undefined || charged === null || way === undefined) return undefined;
  return {
    start: sentence.start + charged.index,
    end: cue.end,
    value: {
      kind: 'stance',
      holder: credit.name,
      target: `the ${charged.groups?.['charge'] ?? 'claim'}`,
      polarity: way,
      verb: cue.lemma,
    },
    attributedTo: creditedTo(credit),
  };
}

/** A text that says `we` says it itself. */
function creditedTo(credit: Credit): readonly Credit[] {
  return credit.name === 'We' ? [] : [credit];
}

/** `what they called a lie`: it is no more than named. */
const NAMES = /^(?:what|which|that|so)$/;
const JUDGES = /^(?:speak|call|describe|brand|label|term)$/;

/** `called the document a forgery`, `which it called disproportionate`. */
function judged(text: string, sentence: Sentence, index: number, sayings: readonly Saying[]): FoundStance | undefined {
  const cue = sentence.tokens[index];
  const holder =
    cue === undefined || isPassive(sentence, index) ? undefined : holderBefore(text, sentence, index, sayings);
  const { target, end } = objectOf(text, sentence, index);
  if (cue === undefined || holder?.named !== true || !JUDGED.test(target)) return undefined;
  if (cue.lemma === 'speak' && !/^of\s/.test(target)) return undefined;
  if (sentence.tokens.slice(Math.max(0, index - 3), index).some(({ lower }) => NAMES.test(lower))) return undefined;
  return {
    start: Math.min(holder.credit.start ?? cue.start, cue.start),
    end,
    value: { kind: 'stance', holder: holder.credit.name, target, polarity: 'negative', verb: cue.lemma },
    attributedTo: creditedTo(holder.credit),
  };
}

const NOT = /^(?:not|n't|n’t|never|neither|nor|hardly)$/;
const DECLINES = /^(?:decline|refuse|fail|stop)$/;
const GOES_ON = /^(?:continue|try|seek|go|begin|appear|have|want|use|rush)$/;

/** `did not deny` is neutral, `did not support` negative; `to deny` alone is no act. */
function turned({ tokens }: Sentence, verb: number, polarity: Polarity): Polarity | undefined {
  const before = tokens.slice(Math.max(0, verb - 4), verb);
  const negated = before.some(({ lower }) => NOT.test(lower));
  if (before.at(-1)?.lower === 'to') {
    const leads = before.findLast(({ pos }) => pos === 'VERB')?.lemma ?? '';
    if (DECLINES.test(leads)) return polarity === 'negative' ? 'neutral' : 'negative';
    if (!GOES_ON.test(leads)) return undefined;
  }
  if (before.some(({ lower }) => /^(?:neither|nor)$/.test(lower))) return 'neutral';
  if (before.some(({ lower }) => /^(?:could|may|might|should|would|can|if)$/.test(lower))) return undefined;
  if (!negated) return polarity;
  return polarity === 'positive' ? 'negative' : 'neutral';
}

/** What is denied of the verb is denied of what follows it: `do not believe he had a gun`. */
const RAISING = /^(?:believe|think|expect|suppose|imagine|feel)$/;

function saidPolarity(sentence: Sentence, verb: number, target: string, holder: Holder): Polarity | undefined {
  const token = sentence.tokens[verb];
  if (token === undefined) return undefined;
  const before = sentence.tokens.slice(Math.max(0, verb - 3), verb);
  const clause = before.slice(before.findLastIndex(({ text }) => /^[,;:.—]$/.test(text)) + 1);
  if (!clause.some(({ lower }) => NOT.test(lower))) return sayingPolarity(token, target, holder);
  // `did not say that`: nothing was said.
  if (!RAISING.test(token.lemma) || ASSERTED.report.test(target)) return undefined;
  const plain = chargePolarity(target);
  if (plain !== undefined) return plain === 'positive' ? 'negative' : 'positive';
  return holder.named && CLAUSE_FOLLOWS.test(target) && !ASSERTED.denial.test(target) ? 'negative' : undefined;
}

const CLAUSE_FOLLOWS = /\b(?:is|are|was|were|has|have|had|did|does|do|would|will|could|can)\b/;

/** `said`: a stance where what is said is a denial, a demand, or a charge. */
function sayingPolarity(token: Token, target: string, holder: Holder): Polarity | undefined {
  if (!ASSERTED.verbs.has(token.lemma) || /^(?:think|believ|explain|not|report)ing$/.test(token.lower))
    return undefined;
  if (NUMBERED.test(target) || holder.credit.name === 'We') return undefined;
  const charged = chargePolarity(target);
  const own = target.replace(/["“‘][^"”]*["”]?/gu, ''); // what others' words hold is a quotation
  if (charged !== undefined || !holder.named || ASSERTED.report.test(own)) return charged;
  if (ASSERTED.denial.test(own)) return 'negative';
  return ASSERTED.demand.test(own) ? 'positive' : undefined;
}

/** `there were 12,000`: a figure, whoever says it. */
const NUMBERED =
  /^(?:there\s(?:was|were|are|is)\s)?(?:(?:at\sleast|more\sthan|about|some|only|over)\s)*(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s)/i;

function chargePolarity(target: string): Polarity | undefined {
  if (!ASSERTED.charge.test(target) || ASSERTED.report.test(target)) return undefined;
  return ASSERTED.denial.test(target) ? 'negative' : 'positive';
}

const ENDS = /^[.!?;:]$/;
const MOST = 34; // tokens; more is another clause

interface Governed {
  /** As they stand, but for a day in front. */
  readonly words: string;
  readonly target: string;
  readonly end: number;
}

const DAY_FIRST = /^(?:on\s)?(?:\p{Lu}\p{Ll}+day|today|yesterday)\s(?=that\b)/u;

/** What the verb governs, up to the end of its clause. */
function objectOf(text: string, { tokens, end: last }: Sentence, verb: number): Governed {
  let at = verb + 1;
  while (at < tokens.length && at - verb < MOST && !ENDS.test(tokens[at]?.text ?? '') && !clauseEnds(tokens, at))
    at += 1;
  const end = tokens[at - 1]?.end ?? last;
  const start = tokens[verb + 1]?.start ?? end;
  const words = text.slice(start, Math.max(start, end)).replace(DAY_FIRST, '');
  return { words, target: words.replace(/^that\s/i, '').trim(), end };
}

/** `…, IRNA reported`, `…, but`: the clause is over. */
function clauseEnds(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== ',') return false;
  return /^(?:but|although|though|while|whereas|however|citing|adding|saying)$/.test(tokens[at + 1]?.lower ?? '');
}

/** `He pointed a gun at officers, police said`; `according to witnesses, he was unarmed`. */
function chargeBefore(
  text: string,
  sentence: Sentence,
  { start, end, scope, credits, tag, verb }: Saying,
): FoundStance | undefined {
  const credit = credits[0];
  const ahead = scope.start < start;
  if (credit === undefined || !tag || (!ahead && verb !== 'according')) return undefined;
  const span = ahead ? { start: clauseStart(text, scope.start, start), end } : { start, end: sentence.end };
  const target = ahead
    ? text.slice(span.start, start).replace(/[\s,]+$/, '')
    : text.slice(end, sentence.end).replace(/^[\s,]+/, '');
  const polarity = /["“”]/.test(target)
    ? undefined
    : (chargePolarity(target) ?? flatDenial(target) ?? insisted(target, verb));
  if (polarity === undefined) return undefined;
  return { ...span, value: { kind: 'stance', holder: credit.name, target, polarity, verb }, attributedTo: [credit] };
}

/** `The report is a forgery, the ministry said.` */
function flatDenial(target: string): Polarity | undefined {
  return /\b(?:is|are|was|were)\s(?:an?\s|all\s|entirely\s|completely\s|simply\s)?(?:false|untrue|baseless|unfounded|groundless|forger\p{L}+|forged|fake|fabricat\p{L}+|hoax|lies?|slander\p{L}*|nonsense)\b/u.test(
    target,
  )
    ? 'negative'
    : undefined;
}

/** `It was a plane, she insists`: who insists takes a side. */
function insisted(target: string, verb: string): Polarity | undefined {
  if (
    !/^(?:insist|maintain|assert|contend|protest|conclude)$/.test(verb) ||
    !CLAUSE_FOLLOWS.test(target) ||
    NUMBERED.test(target)
  )
    return undefined;
  return ASSERTED.denial.test(target) ? 'negative' : 'positive';
}

/** The clause that ends with a saying: behind the last joint that parts clauses, if there is one. */
function clauseStart(text: string, from: number, to: number): number {
  const joint = /^.*(?:;|,\s(?:and|but|while|after|when|before))\s/su.exec(text.slice(from, Math.max(from, to - 20)));
  return from + (joint?.[0].length ?? 0);
}

/** `was denied by the ministry`. */
function passiveBy(
  text: string,
  sentence: Sentence,
  verb: number,
  polarity: Polarity,
  sayings: readonly Saying[],
): FoundStance | undefined {
  const { tokens } = sentence;
  const by = tokens.findIndex(({ lower }, at) => at > verb && at < verb + 14 && lower === 'by');
  const holder = by === -1 ? undefined : holderBy(text, sentence, by + 1, sayings);
  const was = tokens.slice(Math.max(0, verb - 4), verb).findLastIndex(({ pos }) => pos === 'AUX');
  const cue = tokens[verb];
  if (holder?.named !== true || was === -1 || cue === undefined) return undefined;
  const way = turned(sentence, verb, polarity);
  const subject = holderBefore(text, sentence, verb, sayings)?.credit;
  const start = subject?.start ?? tokens[Math.max(0, verb - 4)]?.start ?? cue.start;
  if (way === undefined) return undefined;
  const value: Stance = {
    kind: 'stance',
    holder: holder.credit.name,
    target: subject?.name ?? text.slice(start, cue.start).trim(),
    polarity: way,
    verb: cue.lemma,
  };
  return { start, end: holder.credit.end ?? cue.end, value, attributedTo: [holder.credit] };
}

/** `are sceptical of the police account`. */
function byAdjective(
  text: string,
  sentence: Sentence,
  index: number,
  sayings: readonly Saying[],
): FoundStance | undefined {
  const word = sentence.tokens[index];
  const follows = /^(?:of|about|that)$/.test(sentence.tokens[index + 1]?.lower ?? '');
  const doubts = word !== undefined && /^(?:sc|sk)eptical$|^(?:dismissive|critical|doubtful)$/.test(word.lower);
  const holds =
    word !== undefined &&
    /^(?:certain|sure|convinced|adamant|positive)$/.test(word.lower) &&
    !negatedBefore(sentence, index);
  if (word === undefined || !follows || !(doubts || holds)) return undefined;
  const holder = holderBefore(text, sentence, index, sayings);
  const object = objectOf(text, sentence, index);
  if (holder === undefined || object.target === '') return undefined;
  return {
    start: Math.min(holder.credit.start ?? word.start, word.start),
    end: object.end,
    value: {
      kind: 'stance',
      holder: holder.credit.name,
      target: object.target,
      polarity: doubts ? 'negative' : 'positive',
      verb: word.lower,
    },
    attributedTo: [holder.credit],
  };
}

function negatedBefore({ tokens }: Sentence, index: number): boolean {
  return tokens
    .slice(Math.max(0, index - 4), index)
    .some(({ lower }) => NOT.test(lower) || /^(?:no|make|made|if)$/.test(lower));
}

/** `his insistence that …`, `the ministry's denial of …`. */
function byNoun(text: string, sentence: Sentence, index: number, sayings: readonly Saying[]): FoundStance | undefined {
  const { tokens } = sentence;
  const noun = tokens[index];
  const kind = noun === undefined ? undefined : STANCE_NOUNS.get(noun.lemma);
  const next = tokens[index + 1]?.lower ?? '';
  if (noun === undefined || kind === undefined || !/^(?:that|of|to|about)$/.test(next)) return undefined;
  const before = ownerOf(text, sentence, index, sayings);
  if (before === undefined) return undefined;
  const object = objectOf(text, sentence, index);
  return {
    start: noun.start,
    end: object.end,
    value: {
      kind: 'stance',
      holder: before.name,
      target: object.target,
      polarity: next === 'that' && kind === 'negative' && CHARGES.test(noun.lemma) ? 'positive' : kind,
      verb: noun.lemma,
    },
    attributedTo: [{ name: before.name }],
  };
}

/** An allegation that something is so asserts it. */
const CHARGES = /^(?:allegation|accusation|charge)$/;

/** Whose it is: `his`, `the ministry's`, or, right in front, `police allegations`. */
function ownerOf(text: string, sentence: Sentence, noun: number, sayings: readonly Saying[]): Credit | undefined {
  const { tokens } = sentence;
  const from = Math.max(0, noun - 3);
  const mark =
    from + tokens.slice(from, noun).findLastIndex(({ lower }) => /^(?:his|her|its|their|'s|’s|'|’)$/.test(lower));
  if (mark >= from && /^(?:his|her|its|their)$/.test(tokens[mark]?.lower ?? '')) {
    const start = tokens[noun]?.start ?? 0;
    return sayings.findLast(({ end }) => end <= start)?.credits[0];
  }
  const last = mark >= from ? mark - 1 : noun - 1;
  let first = last + 1;
  while (/^(?:PROPN|NOUN|ADJ|DET)$/.test(tokens[first - 1]?.pos ?? '')) first -= 1;
  if (first > last || !/^(?:PROPN|NOUN)$/.test(tokens[last]?.pos ?? '')) return undefined;
  const span = spanOf(sentence, { first, last });
  return { name: text.slice(span.start, span.end) };
}
