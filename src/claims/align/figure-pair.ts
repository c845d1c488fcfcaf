import type { Figure } from '../../nouns/statement.ts';
import { areAcross, bit, farApart, scopesOf, type Common, wordsAlike } from './between.ts';
import { isHead } from './concepts.ts';
import { stemOf } from '../../search/fold.ts';
import { slotOf, type Profile, type TextProfile } from './profile.ts';
import { distanceOf, exactnessOf, numberOf, ratesAmong, relationOf, type Rates } from './values.ts';
import { includes, setOf, shared } from './words.ts';

const NO_RATES: Rates = new Map();

function ratesOf({ text: one, measure }: Profile, { text: other }: Profile): Rates {
  if (measure !== 'money' || one.rates.length + other.rates.length === 0) return NO_RATES;
  return ratesAmong(one === other ? one.rates : [...one.rates, ...other.rates]);
}

/** Of a text that nobody dated it is not known whether it tells of the same time. */
function bothDated({ text: one }: Profile, { text: other }: Profile): boolean {
  return one.when !== undefined && other.when !== undefined;
}

/** They tell of what was then as new, and not of one time. */
function isFar(a: Profile, b: Profile): boolean {
  return !a.background && !b.background && farApart(a.text.when, b.text.when);
}

/** 1 for two events at one time, a half against it for some days between them. */
function timesMeet({ time: a }: Profile, { time: b }: Profile): number {
  if (a === undefined || b === undefined) return 0;
  return a[0] <= b[1] && b[0] <= a[1] ? 1 : -0.5;
}

/** Both tell of what happened long ago, at the same time and in words of which some are the same. */
function samePast(a: Profile, b: Profile): boolean {
  if (!a.background || !b.background || a.role === undefined || a.role !== b.role) return false;
  if (a.time === undefined || b.time === undefined || a.text === b.text) return false;
  const equal = a.time[0] === b.time[0] && a.time[1] === b.time[1];
  return equal && (wordsAlike(a, b, 'said') >= 0.25 || shared(a.names, b.names) > 0);
}

function timesClash(a: Profile, b: Profile): boolean {
  if (a.time !== undefined && b.time !== undefined) return a.time[0] > b.time[1] + 2 || b.time[0] > a.time[1] + 2;
  return false;
}

/** What one event has one number of, however often it is counted; people gather and are arrested day after day. */
const TOLLS: ReadonlySet<string> = new Set(
  'dead injured missing trapped displaced rescued aboard treated inhabit magnitude depth'.split(' '),
);

/** As `FEATURES.figure` names them. */
export function figureFeatures(a: Profile, b: Profile, common: Common): readonly number[] | 'never' {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'figure' || y.kind !== 'figure') return 'never';
  const relation = relationOf(x, y, ratesOf(a, b));
  const together = a.text === b.text && a.sentence === b.sentence;
  const conversion = together && x.unit !== y.unit && (a.bracket || b.bracket) && apartBy(a, b) < 30;
  const otherwise = a.text === b.text && (creditApart(a, b) || saysOtherwise(a, b) || contradictsItself(a, b));
  if (together && !conversion && relation !== 'same' && !otherwise) return 'never';
  const rolesApart = a.role !== undefined && b.role !== undefined && a.role !== b.role;
  if (rolesApart && a.measure !== 'money') return 'never';
  if (timesClash(a, b) || (a.text === b.text && a.background !== b.background)) return 'never';
  if (a.text === b.text && relation === 'apart' && !otherwise) return 'never';
  const same = relation === 'same' || (relation === 'meet' && x.unit !== y.unit && isPoint(x) && isPoint(y));
  const number = numberOf(x);
  const sameNumber = number === numberOf(y) && (x.unit === y.unit || relation !== 'unknown');
  const sameRole = a.role !== undefined && a.role === b.role;
  if (isShot(a) && isShot(b) && a.head !== b.head) return 'never';
  const mustDiffer = headsApart(a, b) && !mayBeOne(a, b);
  if (a.measure === 'count' && !sameRole && mustDiffer && relation !== 'same' && !creditApart(a, b)) return 'never';
  if (a.measure === 'count' && x.unit !== 'people' && !sameRole && headsApart(a, b) && isRound(x.lo)) return 'never';
  if (a.measure === 'count' && a.text === b.text && otherHead(a, b) && areKnown(a, b)) return 'never';
  if (a.measure === 'count' && (x.unit === 'people') !== (y.unit === 'people')) return 'never';
  const attributes =
    a.role === undefined && b.role === undefined && a.attribute !== undefined && b.attribute !== undefined;
  const sameAttribute = attributes && a.attribute === b.attribute;
  const sameSlot = slotOf(a) === slotOf(b) && (a.measure === 'count' || a.role !== undefined || sameAttribute);
  const far = isFar(a, b);
  if (placesApart(a.text, b.text) && weekdaysApart(a, b)) return 'never';
  if (number <= FEW && common.subject < 1 && nothingNamed(a.text, b.text)) return 'never';
  if (far && (a.role !== undefined || a.primary) && (b.role !== undefined || b.primary)) return 'never';
  const { subject } = common;
  const [agree, differ] = far ? [0, 1] : [common.agree, common.differ];
  const said = wordsAlike(a, b, 'said');
  const distance = relation === 'unknown' ? 0 : distanceOf(x, y);
  const { apart, alone } = scopesOf(a, b);
  const primary =
    sameSlot &&
    a.primary &&
    b.primary &&
    !apart &&
    (differ === 0 || bothDated(a, b)) &&
    (subject >= 0.5 || agree === 1);
  const toll = primary && sameRole && TOLLS.has(a.role ?? '');
  return [
    1,
    bit(same),
    bit(!same && (relation === 'meet' || relation === 'boundary')) * (1 - distance),
    toll ? 0 : distance,
    bit(primary),
    bit(a.primary !== b.primary && relation !== 'same'),
    bit(sameSlot && a.role !== undefined),
    bit(sameSlot && a.role === undefined),
    rolesApart ? 2 : bit((a.role === undefined) !== (b.role === undefined) || (attributes && !sameAttribute)),
    wordsAlike(a, b, 'near'),
    said,
    bit(said > 0.6),
    Math.min(1, shared(a.names, b.names) / 2),
    bit(apart),
    bit(alone),
    timesMeet(a, b) + bit(samePast(a, b)),
    bit(a.background !== b.background),
    bit(a.kind !== b.kind && headsApart(a, b)),
    bit(a.lead && b.lead),
    bit(a.part !== b.part),
    bit(a.text === b.text),
    bit(conversion),
    bit(relation === 'apart'),
    bit(otherHead(a, b)),
    bit(isContrast(a, b)),
    bit(notYet(a, b) || notYet(b, a)),
    bit(sameSlot && (grows(a, b) || grows(b, a))),
    bit(sameNumber) * exactnessOf(number),
    bit(sameNumber && number <= 12),
    bit(!sameNumber && (a.kind === undefined) !== (b.kind === undefined)),
    bit(!sameNumber && !primary),
    bit(toll),
    bit(toll && a.lead && b.lead),
    toll ? distance : 0,
    bit(primary && sameRole && !sameNumber && !TOLLS.has(a.role ?? '')),
  ];
}

/** So many come to harm somewhere every day. */
const FEW = 2;

/** Of two texts that are compared for common words alone. */
function nothingNamed(x: TextProfile, y: TextProfile): boolean {
  return x !== y && !areAcross(x, y) && shared(x.names, y.names) === 0;
}

/** The first paragraphs name nobody and nothing alike. */
function placesApart({ lead: x }: TextProfile, { lead: y }: TextProfile): boolean {
  return x !== y && x.length > 0 && y.length > 0 && shared(x, y) === 0;
}

const WEEKDAYS = setOf('monday tuesday wednesday thursday friday saturday sunday'.split(' ').map(stemOf));

/** Their sentences are about different days of the week. */
function weekdaysApart(a: Profile, b: Profile): boolean {
  if (a.text === b.text || shared(a.said, WEEKDAYS) === 0 || shared(b.said, WEEKDAYS) === 0) return false;
  return !WEEKDAYS.some((day) => includes(a.said, day) && includes(b.said, day));
}

/** One digit, however many noughts: any two things may be so many. */
function isRound(value: number): boolean {
  return /^\d0*$/.test(String(value));
}

/** The later text has the greater figure, as tolls grow. */
function grows(a: Profile, b: Profile): boolean {
  const [x, y] = [a.statement.value, b.statement.value];
  const [earlier, later] = [a.text.published, b.text.published];
  if (x.kind !== 'figure' || y.kind !== 'figure' || earlier === undefined || later === undefined) return false;
  return earlier[1] < later[0] && x.lo < y.lo;
}

/** The one was on a day after the text of the other was published. */
function notYet({ time }: Profile, { text: { published } }: Profile): boolean {
  return time !== undefined && published !== undefined && time[0] > published[1];
}

/** One text gives both, the second against the first, from somebody else. */
function isContrast(a: Profile, b: Profile): boolean {
  if (a.text !== b.text || Math.abs(a.sentence - b.sentence) > 2 || a.background !== b.background) return false;
  if (a.part || b.part || (a.kind === undefined) !== (b.kind === undefined)) return false;
  if (saysOtherwise(a, b) || contradictsItself(a, b)) return true;
  return creditApart(a, b) && (slotOf(a) === slotOf(b) || laterOf(a, b).contrary) && !headsApart(a, b);
}

/** People of whom one noun at least is in no table: `apprentices` may be the `children`. */
function mayBeOne(a: Profile, b: Profile): boolean {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind !== 'figure' || y.kind !== 'figure' || x.unit !== 'people' || y.unit !== 'people') return false;
  return !isHead(a.head ?? '') || !isHead(b.head ?? '');
}

/** Shots of which it is told whether they were fired or hit. */
function isShot({ head }: Profile): boolean {
  return head === 'shot fired' || head === 'shot hit';
}

/** What they count is called different things; `people` may be anybody. */
function headsApart(a: Profile, b: Profile): boolean {
  const { head: x, statement: one } = a;
  const { head: y } = b;
  if (x === y || (x === 'shot' && isShot(b)) || (y === 'shot' && isShot(a))) return false;
  return !(one.value.kind === 'figure' && one.value.unit === 'people' && (x === 'person' || y === 'person'));
}

/** The later one begins with `but` or `while`, and one of the two names whom it has it from. */
function saysOtherwise(a: Profile, b: Profile): boolean {
  const second = laterOf(a, b);
  const first = second === a ? b : a;
  const credited = first.statement.attributedTo.length + second.statement.attributedTo.length > 0;
  return credited && second.contrary && slotOf(a) === slotOf(b) && second.sentence - first.sentence <= 1;
}

/** A text gives one number as what is so and one as what others are told, or one in place of one that it denies. */
function contradictsItself(a: Profile, b: Profile): boolean {
  if (a.measure !== b.measure || (slotOf(a) !== slotOf(b) && !laterOf(a, b).denied) || a.part || b.part) return false;
  return a.outward !== b.outward || (a.sentence === b.sentence && laterOf(a, b).denied);
}

function laterOf(a: Profile, b: Profile): Profile {
  return a.statement.start < b.statement.start ? b : a;
}

/** What both count is in the table of what is counted. */
function areKnown({ head: x = '' }: Profile, { head: y = '' }: Profile): boolean {
  return isHead(x) && isHead(y);
}

/** They count things under different names, as far as either has one. */
function otherHead(a: Profile, b: Profile): boolean {
  return a.measure === 'count' && headsApart(a, b) && (a.role === undefined || a.role !== b.role);
}

function isPoint({ lo, hi }: Figure): boolean {
  return hi !== null && hi - lo <= 0.1 * lo;
}

/** Both name whom they have it from, and these are not one. */
function creditApart(a: Profile, b: Profile): boolean {
  const [x, y] = [a.statement.attributedTo[0]?.name, b.statement.attributedTo[0]?.name];
  return x !== undefined && y !== undefined && x !== y;
}

function apartBy(a: Profile, b: Profile): number {
  return Math.max(a.statement.start - b.statement.end, b.statement.start - a.statement.end);
}
