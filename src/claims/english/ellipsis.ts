import type { Amount } from './amounts.ts';
import type { Sentence } from './analyse.ts';
import { isToll } from './counted.ts';
import {
  AGE,
  CHANGES,
  CLAUSE_START,
  CONTRAST,
  COSTS,
  COUNT_OF,
  CROWD,
  ENDS,
  GOES_ON,
  HUMAN,
  LABEL,
  LISTED,
  NOUNS_COLON,
  PEOPLE_OBJECT,
  PUTS,
  REST,
  TELLS,
  THE,
  TOGETHER,
  TOLL,
  TO_NUMBER,
} from './ellipsis-words.ts';
import { countedByLabel } from './label-lines.ts';
import { unmodified } from './modifiers.ts';
import type { WrittenNumber } from './numbers.ts';
import { CURRENCIES, MEASURES, PERSON_NOUNS } from './words.ts';

/** What a text counted before, nearest last. */
export interface Counted {
  readonly unit: string;
  readonly counted: string;
  readonly value: number;
  /** `million` in `6.1 million guests`: what a bare `3` beside it leaves out; 1 where there is none. */
  readonly scale: number;
}

export interface Antecedents {
  /** Of the same sentence, before and behind the number. */
  readonly own: readonly Counted[];
  readonly behind: readonly (Counted & { readonly start: number })[];
  /** Of the sentences before. */
  readonly told: readonly Counted[];
  /** By value, over the whole text; undefined where one value counts two things. */
  readonly same: ReadonlyMap<number, Counted | undefined>;
  /** The sentence, or one of the two before it, tells of people who came together. */
  readonly crowd: boolean;
}

type Unit = Pick<Counted, 'unit' | 'counted'>;
type Ellipsis = Unit & { readonly times?: number };

interface Place {
  readonly number: WrittenNumber;
  /** The words in front, without those that widen the number, and behind; both within the sentence. */
  readonly before: string;
  readonly after: string;
  readonly sentence: Sentence;
  /** Index of the first token behind. */
  readonly next: number;
}

/**
 * What a number counts that stands without a noun: `of whom 130 left`, `fell from 1,450 to 530`, `police had said
 * 12,000, the organisers 40,000`. It is told by the clause, or by what was counted last; where neither tells, the number
 * is no figure.
 */
export function elliptic(
  own: string,
  sentence: Sentence,
  number: WrittenNumber,
  seen: Antecedents,
): Amount | undefined {
  if (number.share || number.value === 0 || number.value === 1) return undefined;
  const after = own.slice(number.end);
  const before = unmodified(own.slice(0, number.start));
  const next = sentence.tokens.findIndex(({ start }) => start >= sentence.start + number.end);
  const place = { number, before, after, sentence, next: next === -1 ? sentence.tokens.length : next };
  if (number.value < 100 && AGE.test(own.slice(0, number.start))) return undefined;
  if (number.vague) return amountOf(number, peopleBehind(place));
  if (!standsAlone(place) && !partOfAll(place)) return undefined;
  const found =
    partOf(place, seen) ?? peopleBehind(place) ?? namedIn(place) ?? carried(place, seen) ?? gathered(place, seen);
  return amountOf(number, found);
}

function amountOf(number: WrittenNumber, found: Ellipsis | undefined): Amount | undefined {
  if (found === undefined) return undefined;
  const { unit, counted, times = 1 } = found;
  const [lo, hi] = [(number.from ?? number.value) * times, number.value * times];
  return { number, lo, hi, unit, counted, start: number.start, end: number.end, from: number.start };
}

/** Nothing that the number could belong to stands behind it. */
function standsAlone({ after, sentence, next }: Place): boolean {
  if (ENDS.test(after) || GOES_ON.test(after) || HUMAN.test(after)) return true;
  const token = sentence.tokens[next];
  return (
    /^\s/.test(after) &&
    (token?.pos === 'AUX' || token?.pos === 'VERB' || (token?.pos === 'ADV' && /^\p{Ll}/u.test(token.text)))
  );
}

/** `of whom 130 left`: whatever stands behind, the number has nothing to count but them. */
function partOfAll({ before, after }: Place): boolean {
  return /\bof\swh(?:om|ich)\s$/.test(before) && /^\s\p{Ll}/u.test(after);
}

/** `eleven of twelve samples`, `of 112 tests, 96`, `of whom 130`: a part of what the sentence counts. */
function partOf({ number, before, after }: Place, { own, behind }: Antecedents): Ellipsis | undefined {
  const of =
    /^\sof\s(?:(?:the|its|their|these|those|some|about|nearly|more than|at least|over|only|an?)\s)*(?:\p{Lu}[\p{L}’'-]*\s){0,3}?(?:\p{Lu}[\p{L}-]*['’]s?\s)?$/u;
  const whole = behind.find(({ start }) => start > number.end && of.test(after.slice(0, start - number.end)));
  if (whole !== undefined && !SHARE_UNITS.has(whole.unit)) return whole;
  const last = own.at(-1);
  if (/\bof\swhom\s(?:\p{Ll}+\s){0,2}$/u.test(before) || /^\sof\s(?:whom|us)\b/.test(after)) return PEOPLE(last);
  const which =
    /\bof\swhich\s(?:\p{Ll}+\s){0,2}$|\b(?:among\s(?:them|these)|including)\s$/u.test(before) ||
    /^\sof\swhich\b/.test(after);
  if (last === undefined || MEASURED(last)) return undefined;
  if (which) return last;
  return /(?:^|[,;:.]\s|\b(?:and|but|that)\s)[Oo]f\s[^,;:]{2,60},\s(?:only\s)?$/u.test(before) ? last : undefined;
}

const SHARE_UNITS: ReadonlySet<string> = new Set(['percent', 'points', 'times', 'magnitude']);
const UNITS: ReadonlySet<string> = new Set([...Object.values(MEASURES), 'magnitude', 'times']);
const MONEY: ReadonlySet<string> = new Set([...Object.values(CURRENCIES), 'money']);

const MEASURED = ({ unit }: Unit): boolean => UNITS.has(unit);
const isMoney = ({ unit }: Unit): boolean => MONEY.has(unit.replace(/ per .*/, ''));
const PEOPLE = (last: Unit | undefined): Ellipsis =>
  last?.unit === 'people' ? last : { unit: 'people', counted: 'people' };

/** `Nine have severe burns`, `more than 150 had made their way out`. */
function peopleBehind({ before, after, sentence, next, number }: Place): Ellipsis | undefined {
  if (number.value > MOST_PEOPLE) return undefined;
  if (PEOPLE_OBJECT.test(before)) return { unit: 'people', counted: 'people' };
  if (!CLAUSE_START.test(before.replace(REST, ''))) return undefined;
  if (HUMAN.test(after))
    return { unit: 'people', counted: HUMAN.exec(after)?.[0].trim().split(/\s/).at(-1) ?? 'people' };
  const verbs = sentence.tokens.slice(next, next + 4);
  const toll = verbs.findIndex(isToll);
  if (toll > 0 && verbs.slice(0, toll).every(({ pos }) => pos === 'AUX' || pos === 'ADV'))
    return { unit: 'people', counted: verbs[toll]?.lower ?? 'people' };
  return /\b(?:had|have)\scome\b/.test(after.slice(0, 12)) ? { unit: 'people', counted: 'come' } : undefined;
}

const MOST_PEOPLE = 2e9;

/** `the number of new cases … fell to 530`: the clause names what is counted. */
function namedIn({ before }: Place): Ellipsis | undefined {
  const clause = before.slice(-160);
  const label = LABEL.exec(clause)?.groups?.['label'];
  if (label !== undefined) return countedByLabel(label);
  // `the toll passes 150`: its verb widens the number.
  if (TOLL.test(clause) || /\btolls?\s$/i.test(clause)) return { unit: 'people', counted: 'toll' };
  if (CROWD.test(clause) || /\b(?:we|they|us|them)\s(?:alone\s)?(?:are|were|number(?:ed)?)\s$/i.test(clause))
    return { unit: 'people', counted: 'people' };
  const count = TO_NUMBER.test(clause) ? lastMatch(COUNT_OF, clause) : undefined;
  if (count?.['those'] !== undefined) return { unit: 'people', counted: 'people' };
  const what =
    count?.['what']?.trim() ||
    NOUNS_COLON.exec(clause)?.groups?.['noun'] ||
    PUTS.exec(clause)?.groups?.['what']?.trim();
  const head = what?.split(/\s+/).at(-1)?.toLowerCase();
  return head === undefined || head === '' ? undefined : unitOf(head);
}

function lastMatch(pattern: RegExp, text: string): Readonly<Record<string, string | undefined>> | undefined {
  let groups: Readonly<Record<string, string | undefined>> | undefined;
  for (const match of text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) groups = match.groups;
  return groups;
}

function unitOf(noun: string): Ellipsis | undefined {
  const single = noun.replace(/ies$/, 'y').replace(/s$/, '');
  const person = PERSON_NOUNS.has(noun) || PERSON_NOUNS.has(single) || isToll({ lower: noun, lemma: single });
  if (person) return { unit: 'people', counted: single };
  return noun.endsWith('s') ? { unit: noun, counted: single } : undefined;
}

/** What was counted last, where the words around the number say that it is counted again. */
function carried(place: Place, seen: Antecedents): Ellipsis | undefined {
  const { number, before, after } = place;
  const here = seen.own.at(-1);
  const [told, clause] = [[...seen.told, ...seen.own], before.slice(-90)];
  if (/\bage(?:s|d)?\b/.test(clause)) return undefined;
  const again = number.value >= TELLING ? seen.same.get(number.value) : undefined;
  if (again !== undefined && !MEASURED(again)) return again;
  if (COSTS.test(clause)) {
    return told.findLast(isMoney);
  }
  if (here !== undefined && TOGETHER.test(after) && !MEASURED(here)) return here;
  const scaled = sameScale(number, place, seen);
  if (scaled !== undefined) return scaled;
  if (told.at(-1)?.unit === 'magnitude' && number.value < 10 && !Number.isInteger(number.value)) return told.at(-1);
  const nearest = fitting(number, seen.own, true) ?? fitting(number, seen.told);
  if (TOGETHER.test(after) || CONTRAST.test(clause) || LISTED.test(before)) return nearest;
  if (CHANGES.test(clause)) return ahead(place, seen) ?? nearest;
  if (here !== undefined && gaps(place)) return fitting(number, seen.own, true);
  if (here !== undefined && THE.test(clause) && /^\s(?:of|by|in|from)\b/.test(after)) return fitting(number, seen.own);
  if (number.value >= SMALL && THE.test(clause)) return nearest;
  if (TELLS.test(clause) && (ENDS.test(after) || /^\s(?:by|in|on|together|as|for|at)\b/.test(after))) {
    return allowed(number, here) ?? nearest;
  }
  return CLAUSE_START.test(before.replace(REST, '')) && isSubject(place) ? nearest : undefined;
}

/** Where a crowd is told of, `police counted 32,000`, `sixty thousand, says the union`. */
function gathered({ number, before, after }: Place, { crowd }: Antecedents): Ellipsis | undefined {
  if (!crowd || number.value < FEWEST || !ENDS.test(after)) return undefined;
  const told = TELLS.test(before.slice(-90)) || (CLAUSE_START.test(before) && /^,?\s(?:says?|said)\b/.test(after));
  return told ? { unit: 'people', counted: 'people' } : undefined;
}

const FEWEST = 100; // people of whom a crowd is counted without being named

/** `it took twelve hours, the law allows eight`: in one sentence also measures are told again. */
function allowed({ value }: WrittenNumber, here: Counted | undefined): Ellipsis | undefined {
  const near = here !== undefined && Math.max(value, here.value) < 10 * Math.min(value, here.value);
  return near && MEASURED(here) && here.unit !== 'magnitude' ? here : undefined;
}

const SMALL = 1000;
const TELLING = 100; // a value that is told twice is the same; below, that is chance
const FAR = 300; // times; figures farther apart count different things

/** The nearest that is a count, and of a size to be told in one breath. */
function fitting(number: WrittenNumber, told: readonly Counted[], here = false): Ellipsis | undefined {
  const near = told.slice(-NEAREST).toReversed();
  const counts = near.filter((each) => !MEASURED(each));
  for (const each of counts) {
    const times = closeTo(number.value, each, here);
    if (times !== undefined) return { ...each, times };
  }
  return undefined;
}

const NEAREST = 4;

/** By what a number has to be multiplied to be of the size of another; undefined where it never is. */
function closeTo(value: number, { value: other, scale }: Counted, here: boolean): number | undefined {
  if (here && scale > 1 && value < SMALL && value * scale > other / FAR) return scale;
  const times = Math.max(value, other) / Math.max(1, Math.min(value, other));
  return times > (value >= SMALL === other >= SMALL ? FAR * 10 : FAR) ? undefined : 1;
}

const [MILLION, LARGE] = [1e6, 1e5];

/** `the 36 million`: what this text counts in millions. */
function sameScale(number: WrittenNumber, { before }: Place, { own, behind, told }: Antecedents): Ellipsis | undefined {
  if (number.value < MILLION) return undefined;
  const paid = own.at(-1);
  if (paid !== undefined && isMoney(paid) && /\bfor\s$/.test(before)) {
    return [...told, ...own].findLast((each) => !isMoney(each) && !MEASURED(each) && each.value >= LARGE / 10);
  }
  const large = (each: Counted): boolean => each.value >= LARGE && !MEASURED(each);
  return [...told.slice(-6), ...own].findLast(large) ?? behind.find(large);
}

/** `from 1.10 to 1.70 euros`. */
function ahead({ number, after }: Place, { behind }: Antecedents): Ellipsis | undefined {
  const to = behind.find(
    ({ start }) =>
      start > number.end && /^\s(?:\p{L}+\s){0,4}to\s(?:\p{Ll}+\s){0,2}$/u.test(after.slice(0, start - number.end)),
  );
  return to && { unit: to.unit, counted: to.counted };
}

/** `…, the organisers 40,000`, `41 in the town and eight in the port`: the clause has no verb of its own. */
function gaps({ before, after, sentence }: Place): boolean {
  const joint = /^.*(?:[,;:—–]|-|\band|\bbut|\bor)\s?/su.exec(before)?.[0].length ?? -1;
  if (joint === -1) return false;
  const tokens = sentence.tokens.filter(
    ({ start, end }) => start >= sentence.start + joint && end <= sentence.start + before.length,
  );
  if (tokens.some(({ pos }) => pos === 'VERB' || pos === 'AUX' || pos === 'PRON')) return false;
  if (tokens.length === 0)
    return /^\s(?:in|at|on|from|with|to|by|of|among)\s(?!\d|the\s(?:morning|evening|afternoon)|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)/.test(
      after,
    );
  return ENDS.test(after) && tokens.some(({ pos }) => pos === 'NOUN' || pos === 'PROPN');
}

function isSubject({ sentence, next, after }: Place): boolean {
  const [first, second] = sentence.tokens.slice(next);
  if (!/^\s\p{Ll}/u.test(after) || first === undefined) return false;
  if (first.pos === 'AUX') return true;
  return first.pos === 'VERB' && !first.lower.endsWith('ing') && second !== undefined;
}
