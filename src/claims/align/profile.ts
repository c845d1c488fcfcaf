import type { PlacedStatement } from '../../nouns/claim.ts';
import { isAnybody, isCommon, roleOf } from './concepts.ts';
import { countedIn, isPart } from './counted.ts';
import { allOf, datesIn, latest, type Dated } from './dated.ts';
import { goneOn } from './goes-on.ts';
import { writtenDate } from '../finding/written-date.ts';
import { daysOf, hasClock, measureOf, numberOf, type Rate } from './values.ts';
import { coreWords, targetsOf, targetWords } from './targets.ts';
import { loudestOf, soundsOf } from './sounds.ts';
import { contentOf, scriptsOf, setOf, wordAt, wordsOf, type TextWords, type Word } from './words.ts';

/** What aligning has to know of a document. */
export interface ClaimDocument {
  readonly id: string;
  readonly text: string;
  readonly outlet?: string;
  /** A date with the precision that it was given in. */
  readonly published?: string;
}

/** What is kept of a text while the statements of all texts are compared; sets are ascending hashes of stems. */
export interface TextProfile {
  readonly names: Uint32Array;
  readonly lead: Uint32Array;
  /** The words that it uses most, those of its lead above all. */
  readonly topic: Uint32Array;
  /** The first of these. */
  readonly about: Uint32Array;
  /** Its names and topic, without what news of any harm has: `killed`, `police`. */
  readonly gist: Uint32Array;
  /** What it counts and how much that is, and what it counts: of what is not told as long ago. */
  readonly figures: Uint32Array;
  readonly slots: Uint32Array;
  /** Its names by how they sound, and the most frequent of these: by them it is found in another script. */
  readonly sounds: Uint32Array;
  readonly loudest: Uint32Array;
  /** The scripts in which a good part of it is written, as bits. */
  readonly scripts: number;
  readonly published: readonly [number, number] | undefined;
  /** When it was published; where nobody says, the latest that it tells. */
  readonly when: readonly [number, number] | undefined;
  /** At which it converts currencies, in brackets. */
  readonly rates: readonly Rate[];
}

/** A statement as it is compared with others. */
export interface Profile {
  readonly statement: PlacedStatement;
  readonly text: TextProfile;
  readonly sentence: number;
  readonly measure: string;
  readonly role: string | undefined;
  readonly head: string | undefined;
  /** Of a measure what it is a measure of: `turnout`, `long`. */
  readonly attribute: string | undefined;
  /** What people are counted, where that is said: `children`. */
  readonly kind: string | undefined;
  /** `another two`, `three of them`: part of a count. */
  readonly part: boolean;
  /** Words close by, of the sentence, and what it says itself; of a stance all of its target, and the core of it. */
  readonly near: Uint32Array;
  readonly said: Uint32Array;
  readonly own: Uint32Array;
  readonly names: Uint32Array;
  /** Where, as far as the words close by say: names of places, `district`, `hospitals`. */
  readonly scope: Uint32Array;
  readonly speaker: Uint32Array;
  /** When the event was, as far as the sentence says, in days since 1970. */
  readonly time: readonly [number, number] | undefined;
  /** It is told as something that was long before what the text reports. */
  readonly background: boolean;
  /** In the headline or the first paragraph. */
  readonly lead: boolean;
  /** The words close by are of what the text is about most. */
  readonly core: boolean;
  /** It is called a toll or a total. */
  readonly total: boolean;
  /** It is what its text gives as its own figure, not of a part, not of long ago. */
  readonly primary: boolean;
  /** Its clause begins with `but`, `however`, `while`. */
  readonly contrary: boolean;
  /** It is what others are told. */
  readonly outward: boolean;
  /** It is denied in favour of another: `not fourteen`. */
  readonly denied: boolean;
  /** Within brackets after another figure. */
  readonly bracket: boolean;
}

const NEAR = 7; // words on either side
const SCOPE = 9;
const LEAD = 45; // words, headlines among them; to the end of the sentence
const LONG_BEFORE = 21; // days

export interface ProfiledText {
  readonly words: TextWords;
  readonly profile: TextProfile;
  readonly statements: readonly Profile[];
}

/** @param statements of this text, in order */
export function profileText(document: ClaimDocument, statements: readonly PlacedStatement[]): ProfiledText {
  const words = wordsOf(document.text);
  const leadEnd = words.sentences.findIndex(({ last }) => last >= LEAD);
  const inLead = (sentence: number): boolean => leadEnd < 0 || sentence <= leadEnd;
  const published = document.published === undefined ? undefined : daysOf(document.published, document.published);
  const dated = datesIn(words, statements);
  const written = published === undefined ? writtenDate(document.text) : undefined;
  const made = published ?? (written === undefined ? undefined : daysOf(written, written));
  const now = (made ?? latest(dated))?.[1];
  const topic = topicOf(words.words, inLead);
  const core = new Set(topic.slice(0, CORE));
  const targets = targetsOf(statements);
  const alone = statements.map((statement) =>
    statementProfile(statement, { words, dated, now, inLead, core, targets }),
  );
  const counted = goneOn(alone, document.text);
  const parts = withPrimary(counted.map((part, index) => wholeAfterOther(part, counted[index - 1], document.text)));
  const told = parts.filter(
    ({ background, part, statement }) => !background && !part && statement.value.kind === 'figure',
  );
  const sounds = soundsOf(words);
  const profile: TextProfile = {
    names: setOf(namesIn(words.words)),
    lead: setOf(namesIn(words.words.filter(({ sentence }) => inLead(sentence)))),
    topic: setOf(topic),
    about: setOf(topic.slice(0, ABOUT)),
    gist: setOf([...namesIn(words.words), ...topic].filter((stem) => !isCommon(stem))),
    figures: setOf(told.map((each) => `${slotOf(each)} ${amountOf(each)}`)),
    slots: setOf(told.map(slotOf)),
    sounds: setOf(sounds.keys()),
    loudest: setOf(loudestOf(sounds)),
    scripts: scriptsOf(words.words),
    published,
    when: published ?? allOf(dated) ?? made,
    rates: ratesOf(parts),
  };
  return { words, profile, statements: parts.map((part) => ({ ...part, text: profile })) };
}

const TOPIC = 30; // words
const ABOUT = 8;
const CORE = 6;
const LEAD_WORTH = 3;
const HAN = '\u3400'; // from here on two characters are a word
const OTHER_SCRIPTS = '\u0400'; // from Cyrillic on

function topicOf(words: readonly Word[], inLead: (sentence: number) => boolean): readonly string[] {
  const counts = new Map<string, number>();
  for (const { content, stem, exact, sentence } of words) {
    // Of other languages only what a table has is comparable, and most of that is how many came to what harm.
    if (exact >= OTHER_SCRIPTS && (isAnybody(stem) || roleOf('person', stem) !== undefined)) continue;
    if (content && stem.length > (stem >= HAN ? 1 : 2))
      counts.set(stem, (counts.get(stem) ?? 0) + (inLead(sentence) ? LEAD_WORTH : 1));
  }
  const most = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most.slice(0, TOPIC).map(([stem]) => stem);
}

/** `Killing three and injuring dozens more`: after a figure of another role, `more` and `others` make no part of it. */
function wholeAfterOther(part: ProfilePart, before: ProfilePart | undefined, text: string): ProfilePart {
  if (!part.part || before === undefined || before.sentence !== part.sentence) return part;
  if (part.role === undefined || before.role === undefined || part.role === before.role) return part;
  const { start, end } = part.statement;
  return PART_OF.test(text.slice(start, end + 12)) ? part : { ...part, part: false };
}

const PART_OF = /\banother\b|\bof (?:them|whom|the|these|those)\b/i;

/** Currencies as the text converts them: `110 billion euros ($143 billion)`. */
function ratesOf(parts: readonly ProfilePart[]): readonly Rate[] {
  return parts.flatMap((to, index): readonly Rate[] => {
    const from = parts[index - 1];
    if (from === undefined || !to.bracket || from.sentence !== to.sentence) return [];
    const [x, y] = [from.statement.value, to.statement.value];
    if (x.kind !== 'figure' || y.kind !== 'figure' || from.measure !== 'money' || to.measure !== 'money') return [];
    return x.unit === y.unit || x.lo <= 0 || y.lo <= 0 ? [] : [{ from: x.unit, to: y.unit, rate: y.lo / x.lo }];
  });
}

/** All of a profile but its text, which is known last. */
export type ProfilePart = Omit<Profile, 'text'>;

/** What a figure counts or measures, as one word. */
export function slotOf({ measure, role, head, attribute }: ProfilePart): string {
  return `${measure} ${role ?? (measure === 'count' ? (head ?? '') : (attribute ?? ''))}`;
}

function amountOf({ statement: { value } }: ProfilePart): string {
  return value.kind === 'figure' ? `${numberOf(value)} ${value.unit}` : '';
}

const TOTAL = /\b(?:toll|total)\b/i;

/**
 * Marks what a text gives as its own figure for each thing it counts: the first that is not told as long ago and no
 * part of another, or the one it calls the toll or the total; and wherever it says that figure again.
 */
function withPrimary(profiles: readonly ProfilePart[]): readonly ProfilePart[] {
  const first = new Map<string, ProfilePart>();
  for (const profile of profiles) {
    if (profile.background || profile.part || profile.statement.value.kind !== 'figure') continue;
    const slot = slotOf(profile);
    const known = first.get(slot);
    if (known === undefined || (profile.total && !known.total)) first.set(slot, profile);
  }
  const day = mainDay(profiles);
  const clock = profiles.find((profile) => !profile.background && profile.core && isClock(profile));
  return profiles.map((profile) => {
    if (isClock(profile))
      return { ...profile, primary: clock !== undefined && sameDate(clock, profile) && profile.core };
    if (profile.statement.value.kind === 'date')
      return { ...profile, primary: day !== undefined && day === dayOf(profile) && (profile.core || profile.lead) };
    const main = first.get(slotOf(profile));
    const primary = main !== undefined && !profile.background && !profile.part && amountOf(main) === amountOf(profile);
    return { ...profile, primary };
  });
}

function isClock({ statement: { value } }: ProfilePart): boolean {
  return value.kind === 'date' && hasClock(value.from);
}

function sameDate({ statement: { value: x } }: ProfilePart, { statement: { value: y } }: ProfilePart): boolean {
  return x.kind === 'date' && y.kind === 'date' && x.from === y.from && x.to === y.to;
}

/** The one day that a text speaks of most; of several the first. */
function mainDay(profiles: readonly ProfilePart[]): string | undefined {
  const counts = new Map<string, number>();
  for (const profile of profiles) {
    const day = profile.background ? undefined : dayOf(profile);
    if (day !== undefined)
      counts.set(day, (counts.get(day) ?? 0) + (profile.lead ? 2 : 0) + (profile.core ? 2 : 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function dayOf({ statement: { value } }: ProfilePart): string | undefined {
  return value.kind === 'date' && value.from.length === 10 && value.from === value.to ? value.from : undefined;
}

interface Context {
  readonly words: TextWords;
  readonly dated: ReadonlyMap<number, readonly Dated[]>;
  readonly now: number | undefined;
  readonly inLead: (sentence: number) => boolean;
  readonly core: ReadonlySet<string>;
  /** What stances are about. */
  readonly targets: ReadonlyMap<PlacedStatement, string>;
}

function namesIn(words: readonly Word[]): readonly string[] {
  return words.filter(({ name }) => name).map(({ stem }) => stem);
}

function statementProfile(statement: PlacedStatement, context: Context): ProfilePart {
  const { words, now } = context;
  const { value, start, end } = statement;
  const first = wordAt(words, start);
  let last = first;
  while ((words.words[last]?.start ?? Infinity) < end) last += 1;
  const index = words.words[first]?.sentence ?? 0;
  const sentence = words.sentences[index] ?? { start, end, first, last };
  const all = words.words.slice(sentence.first, Math.max(sentence.last, last));
  const close = words.words.slice(
    Math.max(sentence.first, first - NEAR),
    Math.min(Math.max(sentence.last, last), last + NEAR),
  );
  const around = words.words.slice(
    Math.max(sentence.first, first - SCOPE),
    beforeNext(words.words, last, Math.min(Math.max(sentence.last, last), last + SCOPE)),
  );
  const own = words.words.slice(first, last);
  const target = context.targets.get(statement);
  const before = (units: number): string => words.text.slice(Math.max(sentence.start, start - units), start);
  const figure = value.kind === 'figure' ? value : undefined;
  const date = dateOf(context, index, start, value.kind === 'date');
  const clause =
    figure === undefined
      ? { role: undefined, head: undefined, kind: undefined, attribute: undefined }
      : countedIn(words, figure, sentence, first, last);
  return {
    statement,
    sentence: index,
    measure: figure === undefined ? value.kind : measureOf(figure),
    ...clause,
    ...(figure?.unit === 'magnitude'
      ? { role: close.some(({ stem }) => stem.startsWith('aftershock')) ? 'aftershock' : 'magnitude' }
      : {}),
    part: figure !== undefined && isPart(words, sentence, first, last),
    near: setOf(target === undefined ? nearWords(value, own, close) : targetWords(target.replace(/\s?—.*$/s, ''))),
    said: setOf(contentOf(all)),
    own: setOf(target === undefined ? ownWords(statement, own) : coreWords(target)),
    names: setOf(namesIn(all)),
    scope: setOf(placesIn(words, around)),
    speaker: setOf(speakerWords(statement)),
    time: date,
    background:
      (date !== undefined && now !== undefined && date[1] < now - LONG_BEFORE) ||
      goesOnBefore(context, index) ||
      (figure !== undefined && own.some(({ exact }) => EARLIER.test(exact))),
    lead: context.inLead(index),
    core: close.some(({ stem }) => context.core.has(stem)),
    total: TOTAL.test(words.text.slice(Math.max(sentence.start, start - 45), end)),
    primary: false,
    contrary: CONTRARY.test(before(90)),
    outward: OUTWARD.test(before(90)),
    denied: DENIED.test(before(20)),
    bracket: /\(\s*[^\s)]{0,3}$/.test(words.text.slice(Math.max(0, start - 5), start)),
  };
}

/** `Four prior arrests`. */
const EARLIER = /^(?:prior|previous|past|earlier)$/;

const CONTRARY =
  /(?:^|[\s,;])(?:but|however|while|whereas|although|though|instead|contradict\w*|earlier)\b|[但却]|然而|不过|而非|لېكىن|ئەمما|بىراق/i;
/** What is told to others, beside what is so: `for the public`, 对外, `on paper`. */
const OUTWARD =
  /\b(?:publicly|in public|for (?:the )?(?:public|everyone else|outsiders|others)|to the (?:public|press|papers|media)|official line|officially|on paper)\b|对外|對外|口径|口徑|对公众|سىرتقا|ئاشكارا/iu;
/** `Seventeen, not fourteen`. */
const DENIED = /\b(?:not|rather than|instead of)\s$|(?:而非|并非|不是)\s?$/iu;
const PLACING = /^(?:in|at|near|outside|inside|around|across|off)$/;
const NOT_PLACES =
  /^(?:total|addition|fact|case|connection|return|quake|earthquake|incident|attack|violence|area|region)$/;

/** Where another number begins, which has a place of its own. */
function beforeNext(words: readonly Word[], from: number, to: number): number {
  const next = words.slice(from, to).findIndex(({ exact }, index) => index > 1 && NUMBER.test(exact));
  return next < 0 ? to : from + next;
}

const NUMBER = /^(?:tens|dozens|scores|hundreds|thousands|millions)$/;

/** The names and nouns that `in`, `at`, `near` lead to. */
function placesIn({ text }: TextWords, around: readonly Word[]): readonly string[] {
  const places: string[] = [];
  for (const [index, { exact }] of around.entries()) {
    if (!PLACING.test(exact)) continue;
    let named = false;
    for (const [step, word] of around.slice(index + 1, index + 6).entries()) {
      const before = around[index + step];
      if (before !== undefined && /[,;:()“”"]/.test(text.slice(before.end, word.start))) break;
      if (PLACING.test(word.exact) || (named && !word.name) || /^\d/.test(word.exact)) break;
      if (word.name) named = true;
      else if (!word.content || NOT_PLACES.test(word.exact)) continue;
      places.push(word.stem);
      if (!word.name && step > 1) break;
    }
  }
  return places;
}

/** What a quotation says, what a stance is about, what happened; for a figure, its own words. */
function ownWords({ value }: PlacedStatement, own: readonly Word[]): readonly string[] {
  if (value.kind === 'quotation')
    return own.filter(({ exact }) => exact.length > 2 || !/[a-z]/.test(exact)).map(({ stem }) => stem);
  if (value.kind === 'date') return contentOf(wordsOf(value.event).words);
  return contentOf(own);
}

/** Of a quotation its words two by two, as they follow one another. */
function nearWords(value: PlacedStatement['value'], own: readonly Word[], close: readonly Word[]): readonly string[] {
  if (value.kind !== 'quotation') return contentOf(close);
  return own.flatMap(({ stem }, index) => (index === 0 ? [] : [`${own[index - 1]?.stem ?? ''} ${stem}`]));
}

function speakerWords({ value, attributedTo }: PlacedStatement): readonly string[] {
  const name = value.kind === 'quotation' ? value.speaker : value.kind === 'stance' ? value.holder : undefined;
  return contentOf(wordsOf((name ?? attributedTo[0]?.name ?? '').toLowerCase()).words);
}

/** When the event of a statement was: the date of its clause, the closest clause first, or of the whole sentence. */
function dateOf(
  { dated }: Context,
  sentence: number,
  start: number,
  itself: boolean,
): readonly [number, number] | undefined {
  const here = dated.get(sentence) ?? [];
  const near = here.toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  if (itself) return near[0]?.days;
  const own = near.filter(({ from, governs }) => governs || start >= from);
  return own.toSorted((a, b) => Number(start >= b.from) - Number(start >= a.from) || b.from - a.from)[0]?.days;
}

/** What is told as it is now. */
const NOW =
  /\b(?:have|has|are|is)\s+(?:(?:been|now|still|known|reported|confirmed|feared|believed|also|not|yet)\b|\w+ed\b)/;

/** A sentence without a date goes on with what the sentence before told of long ago. */
function goesOnBefore({ words, dated, now }: Context, sentence: number): boolean {
  if (now === undefined || (dated.get(sentence) ?? []).length > 0) return false;
  const { start, end } = words.sentences[sentence] ?? { start: 0, end: 0 };
  if (NOW.test(words.text.slice(start, end))) return false;
  const before = dated.get(sentence - 1)?.find(({ governs }) => governs);
  return before !== undefined && before.days[1] < now - LONG_BEFORE;
}
