import type { Span } from '../../nouns/reading.ts';
import type { DatedEvent } from '../../nouns/statement.ts';
import { daysOf, hasZone } from '../align/values.ts';
import { type Day, dayOf, daysBetween, plusDays, printDay } from '../finding/calendar.ts';
import { stretchOf } from '../finding/date-stretch.ts';
import type { About, Found } from '../finding/finder.ts';
import type { Sentence } from './analyse.ts';
import { type Clock, clocksIn } from './clock.ts';
import { type Half, wordedClocksIn } from './clock-words.ts';
import type { Telling } from './credits.ts';
import type { DatePattern, Groups, Moment } from './date-grammar.ts';
import { DATE_PATTERNS } from './date-patterns.ts';
import { spanOf, subjectOf } from './phrases.ts';
import { SPEAKING } from './verbs.ts';

interface FoundDate extends Found<DatedEvent> {
  readonly telling: Telling;
}

/**
 * When things happened, as far as words, the document's date and what was told before can tell. Left out: when
 * something was said or printed, and the stamps that a page carries.
 */
export function datesIn(text: string, tellings: readonly Telling[], { published }: About): readonly FoundDate[] {
  const found: FoundDate[] = [];
  let told: Day | undefined = dayOf(published);
  let half: Half | undefined;
  let printed: number | undefined;
  for (const telling of tellings) {
    const { sentence, quoted } = telling;
    const own = text.slice(sentence.start, sentence.end);
    if (!DATED.test(own)) continue;
    if (isStamp(text, sentence)) {
      printed ??= momentIn(own, published);
      continue;
    }
    const inQuotation = (at: number): boolean => quoted.some(({ start, end }) => start <= at && at < end);
    const happened = (day: Days): boolean =>
      !(day.relative && inQuotation(sentence.start + day.start)) && !ofSaying(sentence, day) && !isOfPrint(own, day);
    const days = daysIn(own, { published, told }, happened);
    const before = told;
    const dayOfClock = (clock: Span): Day | undefined => dayBeside(own, days, clock) ?? before;
    told = reached(days) ?? told;
    const shown = apart([...clocksIn(own, dayOfClock), ...wordedClocksIn(own, dayOfClock, half)]);
    const clocks = shown.map((clock) =>
      dayBeside(own, days, clock) === undefined ? beforePrint(own, clock, printed) : clock,
    );
    half = halfTold(clocks.at(-1));
    for (const { start, end, from, to } of [...days, ...clocks].toSorted((a, b) => a.start - b.start)) {
      const span = { start: sentence.start + start, end: sentence.start + end };
      found.push({ ...span, value: { kind: 'date', from, to, event: eventOf(text, sentence, span) }, telling });
    }
  }
  return found;
}

/** `VELMAR, March 19 (Reuters) -`, `as of this morning`: when it was written. */
function isOfPrint(own: string, { start, end, relative }: Days): boolean {
  const before = own.slice(0, start);
  if (relative && /\bas\sof\s$/i.test(before)) return true;
  return (
    start < SHORT &&
    DATELINE.test(before) &&
    /^(?:,?\s\d{4})?\s?(?:\([^()]{2,30}\)\s?[-–—:]|[-–—]\s)/.test(own.slice(end))
  );
}

const DATELINE = /^\s*(?:\p{Lu}[\p{L}.’'-]+[\s,/]+){1,5}$/u;

/** The day of a clock: the one right behind it, else the last in front of it, else the first of the sentence. */
function dayBeside(own: string, days: readonly Days[], { start, end }: Span): Day | undefined {
  const behind = days.find((day) => day.start >= end);
  const between = behind === undefined ? '' : own.slice(end, behind.start);
  if (behind !== undefined && between.length < NEAR_CLOCK && BESIDE.test(between)) {
    const day = firstDay([behind]);
    if (day !== undefined) return day;
  }
  // `from 7 p.m. … until the next morning`: the clock in front shows the day before.
  return (
    firstDay(days.filter((day) => day.end <= start).toReversed()) ?? firstDay(days.filter((day) => !isNext(own, day)))
  );
}

/** When a page was made, by its stamp, as `daysOf` counts; undefined where that says no zone, or not when. */
function momentIn(own: string, published: string | undefined): number | undefined {
  const day = firstDay(daysIn(own, { published, told: dayOf(published) }, () => true));
  const [clock] = clocksIn(own, () => day);
  return clock === undefined || !hasZone(clock.from) ? undefined : daysOf(clock.from, clock.to)?.[0];
}

/** What is told as past and no day says when was the day before, where it cannot have been that day: the page is older. */
function beforePrint(own: string, clock: Clock, printed: number | undefined): Clock {
  if (printed === undefined || !hasZone(clock.from) || AHEAD.test(own)) return clock;
  const [from] = daysOf(clock.from, clock.to) ?? [];
  if (from === undefined || from <= printed) return clock;
  return { ...clock, from: dayEarlier(clock.from), to: dayEarlier(clock.to) };
}

function dayEarlier(moment: string): string {
  const day = dayOf(moment);
  const before = day && plusDays(day, -1);
  return before === undefined ? moment : moment.replace(/^[^T]*/, printDay(before));
}

const NEAR_CLOCK = 40; // UTF-16 units
const BESIDE = /^(?:\slocal)?(?:\stime)?[\s,]*(?:\([^()]*\)[\s,]*)?$/i;

function isNext(own: string, { start, end }: Span): boolean {
  return /\b(?:next|following)\b/i.test(own.slice(start, end));
}

function firstDay(days: readonly Days[]): Day | undefined {
  return days.map(({ from, to }) => (from === to ? dayOf(from) : undefined)).find((day) => day !== undefined);
}

/** From where the next sentence counts: the first day of this one, and on from it with those that are counted from it. */
function reached(days: readonly Days[]): Day | undefined {
  let last: Day | undefined;
  for (const { from, to, since } of days) {
    const day = from === to ? dayOf(from) : undefined;
    if (day === undefined) continue;
    const onward = since !== undefined && last !== undefined && isSame(since, last) && daysBetween(since, day) > 0;
    if (last === undefined || onward) last = day;
  }
  return last;
}

function isSame(a: Day, b: Day): boolean {
  return daysBetween(a, b) === 0;
}

function apart(clocks: readonly Clock[]): readonly Clock[] {
  return clocks
    .filter(
      (clock, index) => !clocks.some((other, at) => at < index && other.start < clock.end && clock.start < other.end),
    )
    .toSorted((a, b) => a.start - b.start);
}

/** By which the next `half past nine` is placed in its day. */
function halfTold(clock: Clock | undefined): Half | undefined {
  const hour = clock === undefined ? undefined : Number(/T(\d\d)/.exec(clock.from)?.[1]);
  return hour === undefined ? undefined : hour < 12 ? 'a' : 'p';
}

/** No date without one of these; most sentences have none. */
const DATED =
  /\d|day|week|month|year|decade|night|noon|morn|evening|o['’]clock|past\s|quarter|tomorrow|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*/iu;

interface Days extends Span {
  readonly from: string;
  readonly to: string;
  readonly relative: boolean;
  /** The day told of before, from which it is counted. */
  readonly since?: Day;
}

interface Wording extends Span {
  readonly pattern: DatePattern;
  readonly groups: Groups;
}

/** The wordings of a sentence that are resolved, from left to right: `two days later` counts from the day before it. */
function daysIn(own: string, moment: Omit<Moment, 'ahead'>, happened: (day: Days) => boolean): readonly Days[] {
  const found: Days[] = [];
  let { told } = moment;
  for (const { start, end, groups, pattern } of wordingsIn(own)) {
    // `By December the water is to stand`: what is to come is told behind the date.
    const ahead = looksAhead(own, start) || (/^by\b/i.test(own.slice(start, end)) && AHEAD.test(clauseFrom(own, end)));
    const range = pattern.resolve(groups, { ...moment, told, ahead });
    if (range === undefined) continue;
    const since = pattern.counts === 'told' ? told : undefined;
    const day = { start, end, ...range, relative: pattern.counts !== 'nothing', ...(since && { since }) };
    found.push(day);
    if (happened(day)) told = firstDay([day]) ?? told;
  }
  return stretches(own, found).filter(happened);
}

/** In order; of two that overlap, the one whose pattern comes first. */
function wordingsIn(own: string): readonly Wording[] {
  const taken: Wording[] = [];
  for (const pattern of DATE_PATTERNS) {
    for (const match of own.matchAll(pattern.pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (taken.some((other) => other.start < span.end && span.start < other.end)) continue;
      // Also where it is no day of any calendar: a part of it would be an invention.
      taken.push({ ...span, pattern, groups: { ...lowered(match.groups), match: match[0], sentence: own } });
    }
  }
  return taken.toSorted((a, b) => a.start - b.start);
}

/** Patterns match capitals too, and what they find is compared with words in small letters. */
function lowered(groups: Groups = {}): Groups {
  return Object.fromEntries(Object.entries(groups).map(([name, words]) => [name, words?.toLowerCase()]));
}

function clauseFrom(own: string, end: number): string {
  return /^[^,;:"“”]*/.exec(own.slice(end, end + 70))?.[0] ?? '';
}

/** `from Oct. 2 to October 22`: two dates that are the ends of one stretch. */
function stretches(own: string, found: readonly Days[]): readonly Days[] {
  const joined: Days[] = [];
  for (const days of found.toSorted((a, b) => a.start - b.start)) {
    const before = joined.at(-1);
    const whole = before === undefined ? undefined : stretch(own, before, days);
    if (whole === undefined) joined.push(days);
    else joined[joined.length - 1] = whole;
  }
  return joined;
}

const TO = /^\s?(?:(?:to|until|till|through|thru)\s|[-–—]\s?)(?:the\s)?/;
const AND = /^\s(?:and)\s/;
/** What is moved from one day to another lasts on none between them. */
const MOVED = /\b(?:mov|postpon|delay|push|reschedul|brought|bring|chang|shift|revis|rais)\p{L}*\b[^.;]{0,40}$/u;

function stretch(own: string, a: Days, b: Days): Days | undefined {
  const between = own.slice(a.end, b.end);
  const lead = own.slice(Math.max(0, a.start - 12), a.start + 8);
  const gap = (TO.exec(between) ?? (/\bbetween\b/i.test(lead) ? AND.exec(between) : null))?.[0].length ?? -1;
  if (gap < b.start - a.end || MOVED.test(own.slice(Math.max(0, a.start - 50), a.start))) return undefined;
  const range = stretchOf(a, own.slice(a.start, a.end), b, own.slice(b.start, b.end));
  return range && { start: a.start, end: b.end, ...range, relative: a.relative || b.relative };
}

/** The clause in front of a date speaks of what is planned; `unveiled on Sunday` is over, whatever it is for. */
function looksAhead(own: string, start: number): boolean {
  const clause = /[^,;:"“”]*$/.exec(own.slice(Math.max(0, start - 70), start))?.[0] ?? '';
  const word = /(\p{L}+)\s*$/u.exec(clause)?.[1] ?? '';
  const over = word.endsWith('ed') && !/\b(?:be|will|to|would)\s\p{L}+\s*$/u.test(clause);
  return AHEAD.test(clause) && (!over || AHEAD.test(word));
}

const AHEAD =
  /(?:['’]ll|\bgoing to|\bwon['’]t)\b|\b(?:will|would|shall|is to|are to|to be held|planned|scheduled|expected|expects|due|goal|faces|upcoming)\b/;

const STAMP =
  /^(?:(?:last\s)?(?:updated|modified|published|posted|filed|created)|first\spublished|by\s|\(?reuters|date|copyright|©)\b/i;
const CALENDAR =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|\d[\d:./]*(?:[ap]m|st|nd|rd|th)?|\b(?:[ap]\.?m|gmt|utc|bst|e[sd]t|ist|at|on|the|of|updated|posted|published|by\s.*)\b/giu;

/** Says somewhere in a line of few words that it is about the page: `3 July 2013 Last updated at 13:38`. */
const PRINTED =
  /\b(?:[Uu]pdated|[Pp]osted|[Pp]ublished|[Mm]odified|UPDATED|POSTED|PUBLISHED)\b|\s\|\s|^[Bb][Yy]\s\p{Lu}/u;
const FEW = 9; // words
const SHORT = 120; // UTF-16 units

/** A line that says only when the page was made: nothing stays when calendar and clock are taken away. */
function isStamp(text: string, { start, end }: Span): boolean {
  const head = text.slice(Math.max(0, start - SHORT), start);
  const tail = text.slice(start, start + SHORT);
  const line = (head.slice(head.lastIndexOf('\n') + 1) + (/^[^\n]*/.exec(tail)?.[0] ?? '')).trim();
  if (end - start > SHORT || line.length >= SHORT) return false;
  if (!/\d/.test(line)) return false;
  const words = line.replace(CALENDAR, '').match(/\p{L}{2,}/gu)?.length ?? 0;
  return STAMP.test(line) || words === 0 || (words < FEW && PRINTED.test(line) && !/[.!?]$/.test(line));
}

const NEAR = 5; // tokens

/** `said on Monday`, `told reporters on Monday`, `on Monday accused`: when it was said, not when it happened. */
function ofSaying({ tokens, start: base }: Sentence, span: Span): boolean {
  const first = tokens.findIndex(({ end }) => end > base + span.start);
  const last = tokens.findLastIndex(({ start }) => start < base + span.end);
  const before = tokens.slice(Math.max(0, first - NEAR), Math.max(0, first));
  const verb = before.findLastIndex(({ pos }) => pos === 'VERB');
  const said = before[verb];
  const between = before.slice(verb + 1);
  const plain = between.every(
    ({ pos, lower }) => pos !== 'AUX' && pos !== 'SCONJ' && pos !== 'NUM' && !/^[,;:]$|^that$/.test(lower),
  );
  const next = tokens[last + 1];
  // `said the fire in Merv in 2017 cost 19 lives`: the day is part of what is said.
  const inside = between.length > 2 && between[0]?.pos === 'DET' && /^(?:VERB|AUX)$/.test(next?.pos ?? '');
  if (said !== undefined && SPEAKING.has(said.lemma) && plain && !inside) return true;
  return next?.pos === 'VERB' && SPEAKING.has(next.lemma) && before.at(-1)?.pos === 'PROPN';
}

/** The verb that is nearest to a date, with its subject: `an earthquake hit`. */
function eventOf(text: string, sentence: Sentence, date: Span): string {
  const { tokens } = sentence;
  const verbs = tokens.flatMap(({ pos, start }, index) =>
    pos === 'VERB' ? [{ index, far: Math.abs(start - date.start) + (start > date.start ? 20 : 0) }] : [],
  );
  const verb = verbs.toSorted((a, b) => a.far - b.far)[0];
  if (verb === undefined) return '';
  const subject = subjectOf(sentence, verb.index);
  const who = subject === undefined ? '' : `${textAt(text, spanOf(sentence, subject))} `;
  return `${who}${tokens[verb.index]?.text ?? ''}`;
}

function textAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
