import type { JoinReason } from '../../nouns/claim.ts';
import { ACTS_LIKE } from './concepts.ts';
import { bit, commonOf, held, scopesOf, wordsAlike } from './between.ts';
import { figureFeatures } from './figure-pair.ts';
import type { Profile } from './profile.ts';
import { daysOfBoth, hasClock, hasZone } from './values.ts';
import { hashOf, includes, likeness, shared } from './words.ts';

/** What is measured of two statements, each from 0 to 1; a feature that speaks for a join names its reason. */
export const FEATURES: Readonly<Record<PairKind, readonly (readonly [name: string, reason?: JoinReason])[]>> = {
  figure: [
    ['bias'],
    ['same-value', 'same-value'],
    ['values-meet', 'values-meet'],
    ['distance'],
    ['primary', 'same-subject'],
    ['primary-alone'],
    ['same-role', 'same-role'],
    ['same-count', 'same-count'],
    ['role-alone'],
    ['near', 'same-words'],
    ['said', 'same-words'],
    ['copied', 'same-words'],
    ['names', 'same-names'],
    ['scope-apart'],
    ['scope-alone'],
    ['same-time', 'same-time'],
    ['background-alone'],
    ['kind-apart'],
    ['both-lead', 'same-subject'],
    ['part-alone'],
    ['same-document', 'same-document'],
    ['conversion', 'conversion'],
    ['apart'],
    ['other-head'],
    ['contrast', 'same-subject'],
    ['not-yet'],
    ['grows', 'same-subject'],
    ['exact', 'same-value'],
    ['few'],
    ['kind-alone'],
    ['aside'],
    ['toll', 'same-subject'],
    ['toll-lead', 'same-subject'],
    ['toll-distance'],
    ['repeats'],
  ],
  date: [
    ['bias'],
    ['same-days', 'same-time'],
    ['near', 'same-words'],
    ['said', 'same-words'],
    ['event', 'same-words'],
    ['names', 'same-names'],
    ['scope-apart'],
    ['scope-alone'],
    ['subject', 'same-subject'],
    ['same-document', 'same-document'],
    ['apart'],
    ['same-minute', 'same-time'],
  ],
  quotation: [
    ['bias'],
    ['held', 'quotation-shared'],
    ['likeness', 'quotation-shared'],
    ['same-speaker', 'same-speaker'],
    ['other-speaker'],
    ['around', 'same-words'],
    ['in-order', 'quotation-shared'],
    ['out-of-order'],
  ],
  stance: [
    ['bias'],
    ['target', 'same-target'],
    ['held', 'same-target'],
    ['shared', 'same-target'],
    ['said', 'same-words'],
    ['same-holder', 'same-holder'],
    ['opposite'],
    ['subject', 'same-subject'],
    ['each-more'],
    ['same-act', 'same-target'],
  ],
};

export type PairKind = 'figure' | 'date' | 'quotation' | 'stance';

/** The features of a pair, or `never` where two statements cannot be about one fact. */
export function featuresOf(a: Profile, b: Profile): readonly number[] | 'never' {
  const kind = a.statement.value.kind;
  if (kind !== b.statement.value.kind || a.measure !== b.measure) return 'never';
  const common = commonOf(a, b);
  const { subject } = common;
  if (kind === 'figure') return figureFeatures(a, b, common);
  if (kind === 'date') return dateFeatures(a, b, subject);
  return kind === 'quotation' ? quotationFeatures(a, b) : stanceFeatures(a, b, subject);
}

function dateFeatures(a: Profile, b: Profile, subject: number): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'date' || y.kind !== 'date' || hasClock(x.from) !== hasClock(y.from)) return 'never';
  const { first: p, second: q } = daysOfBoth(x, y);
  if (p === undefined || q === undefined) return 'never';
  const slack = hasClock(x.from) ? A_MINUTE : 0;
  const meet = p[0] <= q[1] + slack && q[0] <= p[1] + slack;
  if (!meet && !mayContradict(a, b, Math.max(p[0] - q[1], q[0] - p[1]))) return 'never';
  const same = p[0] === q[0] && p[1] === q[1];
  const { apart, alone } = scopesOf(a, b);
  return [
    1,
    bit(same),
    wordsAlike(a, b, 'near'),
    wordsAlike(a, b, 'said'),
    held(a.own, b.own),
    Math.min(1, shared(a.names, b.names) / 2),
    bit(apart),
    bit(alone),
    subject,
    bit(a.text === b.text),
    bit(!meet),
    same && hasClock(x.from) ? exactMinute(x.from) : 0,
  ];
}

/** How unlikely it is that two things are told of one minute: of 13:53 very, of a full or half hour not at all. */
function exactMinute(moment: string): number {
  const minute = Number(/T\d\d:(\d\d)/.exec(moment)?.[1]);
  if (minute % 30 === 0) return 0;
  return minute % 5 === 0 ? 0.5 : 1;
}

const A_MINUTE = 1 / 1440; // in days

/**
 * Two dates that do not meet tell of one event only where two texts tell it in much the same words, as equally long ago, and
 * the dates lie as close as a slip puts them.
 */
function mayContradict(a: Profile, b: Profile, gapDays: number): boolean {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'date' || y.kind !== 'date' || a.text === b.text || a.background !== b.background) return false;
  if (hasClock(x.from)) return hasZone(x.from) === hasZone(y.from) && gapDays < 1 && isMainClock(a, b);
  if (x.from.length !== y.from.length || gapDays > (SLIPS[x.from.length] ?? 1)) return false;
  return wordsAlike(a, b, 'said') >= ALIKE && shared(a.names, b.names) > 0;
}

/** Each is the time at which its text says that what it is about happened, in words that the other uses too. */
function isMainClock(a: Profile, b: Profile): boolean {
  return a.primary && b.primary && a.core && b.core && commonOf(a, b).subject >= 0.5 && shared(a.near, b.near) > 0;
}

/** In days, by the length of an ISO 8601 date: a year, a month, a day. */
const SLIPS: Readonly<Record<number, number>> = { 4: 366, 7: 62, 10: 3 };
const ALIKE = 0.3;

/** Of the words of the shorter of two quotations, two by two, that the other has too. */
const IN_ORDER = 0.15;

function quotationFeatures(a: Profile, b: Profile): readonly number[] | 'never' {
  const known = a.speaker.length > 0 && b.speaker.length > 0;
  const same = shared(a.speaker, b.speaker) > 0;
  const inOrder = held(a.near, b.near);
  if (a.text === b.text && inOrder < IN_ORDER) return 'never'; // one speaks on
  return [
    1,
    held(a.own, b.own),
    likeness(a.own, b.own),
    bit(same),
    bit(known && !same),
    likeness(a.said, b.said),
    inOrder,
    bit(inOrder < IN_ORDER),
  ];
}

function stanceFeatures(a: Profile, b: Profile, subject: number): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'stance' || y.kind !== 'stance') return 'never';
  const [p, q] = [apartFromSubject(a), apartFromSubject(b)];
  const common = shared(p, q);
  const together = a.text === b.text && a.sentence === b.sentence;
  const sameHolder = shared(a.speaker, b.speaker) > 0;
  if (together && sameHolder) return 'never'; // one holder says two things in one sentence
  const [sameAct, otherAct] = actsOf(a.own, b.own);
  if (otherAct) return 'never';
  return [
    1,
    likeness(p, q),
    Math.max(held(p, q), within(p, b.near), within(q, a.near)),
    Math.min(1, common / 3),
    together ? 0 : likeness(a.said, b.said),
    bit(sameHolder),
    bit(x.polarity !== y.polarity),
    subject,
    Math.min(1, Math.min(p.length - common, q.length - common) / 3),
    bit(sameAct),
  ];
}

const ACTS = new Map(Array.from(ACTS_LIKE, ([act, like]) => [hashOf(act), like.map(hashOf)] as const));

/** Whether two targets name one act, and whether each names acts of which the other names nothing alike. */
function actsOf(a: Uint32Array, b: Uint32Array): readonly [same: boolean, other: boolean] {
  const [p, q] = [a.filter((word) => ACTS.has(word)), b.filter((word) => ACTS.has(word))];
  if (p.length === 0 || q.length === 0) return [false, false];
  return [shared(p, q) > 0, !p.some((act) => ACTS.get(act)?.some((like) => includes(q, like)) === true)];
}

/** What of one set is in another. */
function within(a: Uint32Array, b: Uint32Array): number {
  return shared(a, b) / Math.max(1, a.length);
}

/** The target without the names that all of its text is about. */
function apartFromSubject({ own, text }: Profile): Uint32Array {
  return own.filter((word) => !includes(text.lead, word));
}
