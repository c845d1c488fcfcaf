import type { JoinReason } from '../../nouns/claim.ts';
import type { Figure } from '../../nouns/statement.ts';
import { slotOf, type Profile, type TextProfile } from './profile.ts';
import { daysOf, distanceOf, hasClock, ratesAmong, relationOf, type Rates } from './values.ts';
import { includes, likeness, shared } from './words.ts';

/** What is measured of two statements, each from 0 to 1; a feature that speaks for a join names its reason. */
export const FEATURES: Readonly<Record<PairKind, readonly (readonly [name: string, reason?: JoinReason])[]>> = {
  figure: [
    ['bias'],
    ['same-value', 'same-value'],
    ['values-meet', 'values-meet'],
    ['distance'],
    ['primary', 'same-subject'],
    ['primary-alone'],
    ['small'],
    ['texts-agree', 'same-subject'],
    ['texts-differ'],
    ['same-role', 'same-role'],
    ['role-alone'],
    ['same-head', 'same-count'],
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
    ['subject', 'same-subject'],
    ['same-document', 'same-document'],
    ['conversion', 'conversion'],
    ['apart'],
    ['other-head'],
    ['contrast', 'same-subject'],
    ['kind-alone'],
    ['not-yet'],
  ],
  date: [
    ['bias'],
    ['same-days', 'same-time'],
    ['days-meet', 'same-time'],
    ['near', 'same-words'],
    ['said', 'same-words'],
    ['event', 'same-words'],
    ['names', 'same-names'],
    ['scope-apart'],
    ['scope-alone'],
    ['same-role', 'same-role'],
    ['subject', 'same-subject'],
    ['same-document', 'same-document'],
    ['background', 'same-time'],
    ['both-lead', 'same-subject'],
    ['lead-alone'],
    ['main-day', 'same-subject'],
    ['main-day-alone'],
    ['apart'],
  ],
  quotation: [
    ['bias'],
    ['held', 'quotation-shared'],
    ['likeness', 'quotation-shared'],
    ['short'],
    ['same-speaker', 'same-speaker'],
    ['other-speaker'],
    ['around', 'same-words'],
    ['same-document', 'same-document'],
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
    ['same-document', 'same-document'],
  ],
};

export type PairKind = 'figure' | 'date' | 'quotation' | 'stance';

/** The features of a pair, or `never` where two statements cannot be about one fact. */
export function featuresOf(a: Profile, b: Profile): readonly number[] | 'never' {
  const kind = a.statement.value.kind;
  if (kind !== b.statement.value.kind || a.measure !== b.measure) return 'never';
  const subject = subjectOf(a, b);
  if (kind === 'figure') return figureFeatures(a, b, subject);
  if (kind === 'date') return dateFeatures(a, b, subject);
  return kind === 'quotation' ? quotationFeatures(a, b) : stanceFeatures(a, b, subject);
}

const NO_RATES: Rates = new Map();

function ratesOf({ text: one, measure }: Profile, { text: other }: Profile): Rates {
  if (measure !== 'money' || one.rates.length + other.rates.length === 0) return NO_RATES;
  return ratesAmong(one === other ? one.rates : [...one.rates, ...other.rates]);
}

const bit = (value: boolean): number => (value ? 1 : 0);

/** Numbers that any two texts have in common. */
const SMALL = 3;

/** How far two texts are about one thing, by the names in their first paragraphs: 1 for one text. */
function subjectOf({ text: one }: Profile, { text: other }: Profile): number {
  return one === other ? 1 : held(one.lead, other.lead);
}

/** How many things two texts count alike, and how many apart, of those that both count. */
function agreement(a: Profile, b: Profile): readonly [agree: number, differ: number] {
  const [one, other] = [a.text, b.text];
  if (one === other) return [1, 0];
  if (!a.background && !b.background && farApart(one.published, other.published)) return [0, 1];
  const agree = shared(one.figures, other.figures);
  return [Math.min(1, agree / 2), agree === 0 ? Math.min(1, shared(one.slots, other.slots) / 3) : 0];
}

const ONE_EVENT = 45; // days in which texts tell of it as new

function farApart(a: TextProfile['published'], b: TextProfile['published']): boolean {
  return a !== undefined && b !== undefined && (a[0] > b[1] + ONE_EVENT || b[0] > a[1] + ONE_EVENT);
}

/** What of the smaller set is in the other. */
function held(a: Uint32Array, b: Uint32Array): number {
  return shared(a, b) / Math.max(1, Math.min(a.length, b.length));
}

function timesClash(a: Profile, b: Profile): boolean {
  if (a.time !== undefined && b.time !== undefined) return a.time[0] > b.time[1] + 2 || b.time[0] > a.time[1] + 2;
  return false;
}

function figureFeatures(a: Profile, b: Profile, subject: number): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'figure' || y.kind !== 'figure') return 'never';
  const relation = relationOf(x, y, ratesOf(a, b));
  const together = a.text === b.text && a.sentence === b.sentence;
  const conversion = together && x.unit !== y.unit && (a.bracket || b.bracket) && apartBy(a, b) < 30;
  if (together && !conversion && relation !== 'same' && !creditApart(a, b)) return 'never';
  if (a.role !== undefined && b.role !== undefined && a.role !== b.role) return 'never';
  if (timesClash(a, b) || (a.text === b.text && a.background !== b.background)) return 'never';
  if (a.text === b.text && relation === 'apart' && !creditApart(a, b)) return 'never';
  const same = relation === 'same' || (relation === 'meet' && x.unit !== y.unit && isPoint(x) && isPoint(y));
  const sameRole = a.role !== undefined && a.role === b.role;
  if (a.measure === 'count' && !sameRole && a.head !== b.head && relation !== 'same' && !creditApart(a, b))
    return 'never';
  if (a.measure === 'count' && (x.unit === 'people') !== (y.unit === 'people')) return 'never';
  const sameSlot = slotOf(a) === slotOf(b) && (a.measure === 'count' || a.role !== undefined);
  const [agree, differ] = agreement(a, b);
  const said = likeness(a.said, b.said);
  const { apart, alone } = scopesOf(a, b);
  return [
    1,
    bit(same),
    bit(!same && (relation === 'meet' || relation === 'boundary')),
    relation === 'unknown' ? 0 : distanceOf(x, y),
    bit(sameSlot && a.primary && b.primary && !apart && differ === 0 && (subject >= 0.5 || agree === 1)),
    bit(a.primary !== b.primary && relation !== 'same'),
    bit(relation === 'same' && a.measure === 'count' && x.lo <= SMALL),
    agree,
    differ,
    bit(sameRole),
    bit((a.role === undefined) !== (b.role === undefined)),
    bit(a.head === b.head),
    likeness(a.near, b.near),
    said,
    bit(said > 0.6),
    Math.min(1, shared(a.names, b.names) / 2),
    bit(apart),
    bit(alone),
    bit(a.time !== undefined && b.time !== undefined),
    bit(a.background !== b.background),
    bit(a.kind !== b.kind),
    bit(a.lead && b.lead),
    bit(a.part !== b.part),
    subject,
    bit(a.text === b.text),
    bit(conversion),
    bit(relation === 'apart'),
    bit(otherHead(a, b)),
    bit(isContrast(a, b)),
    bit(a.kind !== b.kind && !(a.primary && b.primary)),
    bit(notYet(a, b) || notYet(b, a)),
  ];
}

/** The one was on a day after the text of the other was published. */
function notYet({ time }: Profile, { text: { published } }: Profile): boolean {
  return time !== undefined && published !== undefined && time[0] > published[1];
}

/** One text gives both, the second against the first, from somebody else. */
function isContrast(a: Profile, b: Profile): boolean {
  if (a.text !== b.text || !creditApart(a, b) || Math.abs(a.sentence - b.sentence) > 1) return false;
  return (a.statement.start < b.statement.start ? b : a).contrary;
}

/** They count things under different names, as far as either has one. */
function otherHead(a: Profile, b: Profile): boolean {
  return a.measure === 'count' && a.head !== b.head && (a.role === undefined || a.role !== b.role);
}

function isPoint({ lo, hi }: Figure): boolean {
  return hi !== null && hi - lo <= 0.1 * lo;
}

/**
 * Where the two were: `apart` at different places, `alone` one at a place and the other not said. What either text is
 * about as a whole is no place within it.
 */
function scopesOf(a: Profile, b: Profile): { readonly apart: boolean; readonly alone: boolean } {
  const leads = [a.text.lead, b.text.lead];
  const narrow = (scope: Uint32Array): Uint32Array =>
    scope.filter((word) => !leads.some((lead) => includes(lead, word)));
  const [x, y] = [narrow(a.scope), narrow(b.scope)];
  const meet = shared(a.scope, b.scope) > 0;
  return { apart: x.length > 0 && y.length > 0 && !meet, alone: x.length > 0 !== y.length > 0 && !meet };
}

/** Both name whom they have it from, and these are not one. */
function creditApart(a: Profile, b: Profile): boolean {
  const [x, y] = [a.statement.attributedTo[0]?.name, b.statement.attributedTo[0]?.name];
  return x !== undefined && y !== undefined && x !== y;
}

function apartBy(a: Profile, b: Profile): number {
  return Math.max(a.statement.start - b.statement.end, b.statement.start - a.statement.end);
}

function dateFeatures(a: Profile, b: Profile, subject: number): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'date' || y.kind !== 'date' || hasClock(x.from) !== hasClock(y.from)) return 'never';
  const [p, q] = [daysOf(x.from, x.to), daysOf(y.from, y.to)];
  if (p === undefined || q === undefined) return 'never';
  const slack = hasClock(x.from) ? A_MINUTE : 0;
  const meet = p[0] <= q[1] + slack && q[0] <= p[1] + slack;
  if (!meet && !mayContradict(a, b, Math.max(p[0] - q[1], q[0] - p[1]))) return 'never';
  const same = p[0] === q[0] && p[1] === q[1];
  const { apart, alone } = scopesOf(a, b);
  const roles = rolesShared(a, b);
  return [
    1,
    bit(same),
    bit(meet && !same),
    likeness(a.near, b.near),
    likeness(a.said, b.said),
    held(a.own, b.own),
    Math.min(1, shared(a.names, b.names) / 2),
    bit(apart),
    bit(alone),
    roles,
    subject,
    bit(a.text === b.text),
    bit(a.background && b.background),
    bit(a.lead && b.lead),
    bit(a.lead !== b.lead),
    bit(a.primary && b.primary && same) * Math.min(1, 2 * subject),
    bit(a.primary !== b.primary),
    bit(!meet),
  ];
}

const A_MINUTE = 1 / 1440; // in days

/**
 * Two dates that do not meet tell of one event only where two texts tell it in much the same words, as equally long ago, and
 * the dates lie as close as a slip puts them.
 */
function mayContradict(a: Profile, b: Profile, gapDays: number): boolean {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'date' || y.kind !== 'date' || a.text === b.text || a.background !== b.background) return false;
  if (x.from.length !== y.from.length || gapDays > (SLIPS[x.from.length] ?? 1)) return false;
  return likeness(a.said, b.said) >= ALIKE && shared(a.names, b.names) > 0;
}

/** In days, by the length of an ISO 8601 date: a year, a month, a day; with a clock less than a day. */
const SLIPS: Readonly<Record<number, number>> = { 4: 366, 7: 62, 10: 3 };
const ALIKE = 0.3;

function rolesShared(a: Profile, b: Profile): number {
  return bit(a.role !== undefined && a.role === b.role);
}

function quotationFeatures(a: Profile, b: Profile): readonly number[] {
  const known = a.speaker.length > 0 && b.speaker.length > 0;
  const same = shared(a.speaker, b.speaker) > 0;
  const least = Math.min(a.own.length, b.own.length);
  return [
    1,
    held(a.own, b.own),
    likeness(a.own, b.own),
    1 / Math.max(1, least),
    bit(same),
    bit(known && !same),
    likeness(a.said, b.said),
    bit(a.text === b.text),
  ];
}

function stanceFeatures(a: Profile, b: Profile, subject: number): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'stance' || y.kind !== 'stance') return 'never';
  const [p, q] = [apartFromSubject(a), apartFromSubject(b)];
  const common = shared(p, q);
  return [
    1,
    likeness(p, q),
    Math.max(held(p, q), within(p, b.near), within(q, a.near)),
    Math.min(1, common / 3),
    likeness(a.said, b.said),
    bit(shared(a.speaker, b.speaker) > 0),
    bit(x.polarity !== y.polarity),
    subject,
    bit(a.text === b.text),
  ];
}

/** What of one set is in another. */
function within(a: Uint32Array, b: Uint32Array): number {
  return shared(a, b) / Math.max(1, a.length);
}

/** The target without the names that all of its text is about. */
function apartFromSubject({ own, text }: Profile): Uint32Array {
  return own.filter((word) => !includes(text.lead, word));
}
