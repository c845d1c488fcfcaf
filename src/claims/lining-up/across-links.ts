import { QUOTED_ACROSS, TRANSLATED } from '../align/align.ts';
import { meant } from '../align/ideas.ts';
import type { Profile } from '../align/profile.ts';
import { soundsOf } from '../align/sounds.ts';
import { numberOf } from '../align/values.ts';
import { shared, wordsOf } from '../align/words.ts';
import { anchorsOf, HAN_LETTERS, MAYBE_NAME } from '../lineage/anchors.ts';
import { alongWay, type Alignment } from '../lineage/translation.ts';

/** Two statements of two texts, by their places there, with what speaks for them being one claim. */
export interface AcrossLink {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/**
 * Statements of two texts without a script in common that words cannot compare: what stands at the same point of a text and its
 * translation, and what one speaker is quoted with in both.
 *
 * @param alignment of the two texts, if one is a translation of the other
 */
export function acrossLinks(
  one: readonly Profile[],
  two: readonly Profile[],
  alignment: Alignment | undefined,
): readonly AcrossLink[] {
  const [quotedHere, quotedThere] = [quotationsOf(one), quotationsOf(two)];
  const links =
    alignment === undefined
      ? []
      : [...saidAtOnePoint(one, two, alignment), ...quotedAtOnePoint(quotedHere, quotedThere, alignment)];
  const [taken, met] = [new Set(links.map(({ first }) => first)), new Set(links.map(({ second }) => second))];
  const others = quotedInBoth(quotedHere, quotedThere).filter(
    ({ first, second }) => !taken.has(first) && !met.has(second),
  );
  return [...links, ...others];
}

/** Figures and days that are the same, at one point of both texts. */
function* saidAtOnePoint(one: readonly Profile[], two: readonly Profile[], { places }: Alignment): Generator<AcrossLink> {
  const [standingHere, standingThere] = [whatStandsIn(one), whatStandsIn(two)];
  const linked = new Set<string>();
  for (const { here, there } of places) {
    for (const first of standingHere(here.start)) {
      for (const second of standingThere(there.start)) {
        const [a, b] = [one[first], two[second]];
        const key = `${first} ${second}`;
        if (a === undefined || b === undefined || linked.has(key) || !isSame(a, b)) continue;
        linked.add(key);
        yield { first, second, score: TRANSLATED };
      }
    }
  }
} // prettier-ignore

/** Of a figure or a date, in UTF-16 units: what is longer is not found by a place at its end. */
const LONGEST_SAID = 400;

/** @returns the figures and dates that stand over a place, by their places in the list */
function whatStandsIn(profiles: readonly Profile[]): (at: number) => readonly number[] {
  const said = profiles.flatMap(({ statement: { value, start, end } }, place) =>
    value.kind === 'figure' || value.kind === 'date' ? [{ start, end, place }] : [],
  );
  said.sort((a, b) => a.start - b.start || a.place - b.place);
  return (at) => {
    let [low, high] = [0, said.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((said[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const over: number[] = [];
    for (let before = low - 1; before >= 0; before -= 1) {
      const { start = 0, end = 0, place = 0 } = said[before] ?? {};
      if (at - start > LONGEST_SAID) break;
      if (at < end) over.push(place);
    }
    return over.toSorted((a, b) => a - b);
  };
}

function isSame(a: Profile, b: Profile): boolean {
  const [x, y] = [a.statement.value, b.statement.value];
  if (x.kind === 'figure' && y.kind === 'figure') return a.measure === b.measure && numberOf(x) === numberOf(y);
  return x.kind === 'date' && y.kind === 'date' && x.from === y.from && x.to === y.to;
}

/** Of a quotation, in the length that it would have in the other text. */
const AS_LONG = [0.55, 1.8] as const;
/** How far from each other the middles of two quotations may lie, in letters of English: one sentence. */
const ONE_SENTENCE = 130;

/** Quotations that lie closest to one another in both texts. */
function quotedAtOnePoint(one: readonly Quoted[], two: readonly Quoted[], { way }: Alignment): readonly AcrossLink[] {
  const all: Candidate[] = [];
  for (const a of one) {
    const expected = alongWay(way, a.middle);
    for (const b of two) {
      const apart = b.density * Math.abs(expected - b.middle);
      if (apart <= ONE_SENTENCE && areAsLong(a, b)) all.push({ first: a.place, second: b.place, worth: -apart });
    }
  }
  return bestOfBoth(all).map(({ first, second }) => ({ first, second, score: TRANSLATED }));
}

/** What two quotations have in common, names, numbers and words that the tables have: how many, and of the shorter and the longer how much. */
interface Least {
  readonly common: number;
  readonly ofShorter: number;
  readonly ofLonger: number;
}
const OF_ONE_SPEAKER: Least = { common: 2, ofShorter: 0.6, ofLonger: 0.4 };
/** Where one text does not say who speaks. */
const OF_SOMEBODY: Least = { common: 3, ofShorter: 0.66, ofLonger: 0.5 };
/** What more quotations of one text have leads anywhere. */
const MOST_WITH_IDEA = 40;

/** What one speaker is quoted with in both texts. */
function quotedInBoth(one: readonly Quoted[], two: readonly Quoted[]): readonly AcrossLink[] {
  const having = new Map<number, Quoted[]>();
  for (const b of two) {
    for (const idea of b.all) {
      const others = having.get(idea);
      if (others === undefined) having.set(idea, [b]);
      else others.push(b);
    }
  }
  const all = one.flatMap((a) => {
    const others = [...a.all].map((idea) => having.get(idea) ?? []).filter(({ length }) => length <= MOST_WITH_IDEA);
    return [...new Set(others.flat())].flatMap((b) => {
      const worth = areAsLong(a, b) ? inCommon(a, b) : undefined;
      return worth === undefined ? [] : [{ first: a.place, second: b.place, worth }];
    });
  });
  return bestOfBoth(all).map(({ first, second }) => ({ first, second, score: QUOTED_ACROSS }));
}

/** What two quotations have in common, of the longer; undefined where that is not enough for one utterance. */
function inCommon(a: Quoted, b: Quoted): number | undefined {
  const common = shared(a.all, b.all);
  const [fewer, more] = [Math.min(a.sure, b.sure), Math.max(a.sure, b.sure)];
  if (common < OF_ONE_SPEAKER.common) return undefined;
  const least = leastOf(a, b);
  const isEnough =
    least !== undefined && common >= Math.max(least.common, least.ofShorter * fewer, least.ofLonger * more);
  return isEnough ? common / more : undefined;
}

/** What is compared of a quotation. */
interface Quoted {
  readonly place: number;
  /** Empty where nobody is named. */
  readonly speaker: string;
  readonly heard: ReadonlySet<string>;
  /** What the words for the speaker mean. */
  readonly called: Uint32Array;
  /** In its text, UTF-16 units. */
  readonly middle: number;
  /** How long it would be in letters of English, and how many a unit of its text stands for. */
  readonly letters: number;
  readonly density: number;
  /** What is comparable in two languages: ascending hashes. */
  readonly all: Uint32Array;
  /** How many of them are no words of Uyghur that may be names. */
  readonly sure: number;
}

/** Of a text the first: what derives from another text shows in that much. */
const MOST_QUOTED = 1_000;

const quoted = new WeakMap<Profile, Quoted>();

function quotationsOf(profiles: readonly Profile[]): readonly Quoted[] {
  const all: Quoted[] = [];
  for (const [place, profile] of profiles.entries()) {
    const { value } = profile.statement;
    if (value.kind !== 'quotation') continue;
    if (all.length === MOST_QUOTED) break;
    const known = quoted.get(profile);
    const now = known?.place === place ? known : quotedAs(profile, place, value.words);
    if (now !== known) quoted.set(profile, now);
    all.push(now);
  }
  return all;
}

function quotedAs(profile: Profile, place: number, words: string): Quoted {
  const { start, end } = profile.statement;
  const { hashes, kinds } = anchorsOf(wordsOf(words), []);
  const [letters, speaker] = [lettersOf(words), speakerOf(profile)];
  return {
    place,
    speaker,
    heard: heardIn(speaker),
    called: meant(profile.speaker),
    middle: (start + end) / 2,
    letters,
    density: letters / Math.max(1, end - start),
    all: new Uint32Array(new Set(hashes)).toSorted(),
    sure: new Set(hashes.filter((_, at) => kinds[at] !== MAYBE_NAME)).size,
  };
}

function areAsLong(a: Quoted, b: Quoted): boolean {
  const ratio = a.letters / Math.max(1, b.letters);
  return ratio >= AS_LONG[0] && ratio <= AS_LONG[1];
}

function lettersOf(words: string): number {
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  return words.length + (HAN_LETTERS - 1) * han;
}

/** Undefined where two speak: no name of theirs sounds the same, and not two words of what they are. */
function leastOf(a: Quoted, b: Quoted): Least | undefined {
  if (a.speaker === '' || b.speaker === '') return OF_SOMEBODY;
  const isOne = !a.heard.isDisjointFrom(b.heard) || shared(a.called, b.called) >= 2;
  return isOne ? OF_ONE_SPEAKER : undefined;
}

function speakerOf({ statement: { value, attributedTo } }: Profile): string {
  return (value.kind === 'quotation' ? value.speaker : undefined) ?? attributedTo[0]?.name ?? '';
}

/** In Uyghur nothing tells a name from another word; in other letters whoever has a capital is named, alone as it stands. */
function heardIn(speaker: string): ReadonlySet<string> {
  const { text, words } = wordsOf(speaker);
  const named = words.map((word) => {
    if (word.spoken !== undefined) return word;
    if (/^[\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(word.exact)) return { ...word, spoken: word.stem };
    return { ...word, name: word.content && /^\p{Lu}/u.test(text.slice(word.start, word.end)) };
  });
  return new Set(soundsOf({ text, words: named }).keys());
}

interface Candidate extends Pick<AcrossLink, 'first' | 'second'> {
  readonly worth: number;
}

/** Those of which neither has another that is as good. */
function bestOfBoth(all: readonly Candidate[]): readonly Candidate[] {
  const [ofFirst, ofSecond] = [new Map<number, Best>(), new Map<number, Best>()];
  for (const { first, second, worth } of all) {
    note(ofFirst, first, worth);
    note(ofSecond, second, worth);
  }
  const isBest = (best: Best | undefined, worth: number): boolean => best?.worth === worth && best.times === 1;
  return all.filter(
    ({ first, second, worth }) => isBest(ofFirst.get(first), worth) && isBest(ofSecond.get(second), worth),
  );
}

interface Best {
  readonly worth: number;
  readonly times: number;
}

function note(best: Map<number, Best>, place: number, worth: number): void {
  const known = best.get(place);
  if (known === undefined || worth > known.worth) best.set(place, { worth, times: 1 });
  else if (worth === known.worth) best.set(place, { worth, times: known.times + 1 });
}
