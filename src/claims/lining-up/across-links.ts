import { QUOTED_ACROSS, TRANSLATED } from '../align/align.ts';
import { meant } from '../align/ideas.ts';
import type { Profile } from '../align/profile.ts';
import { soundsOf } from '../align/sounds.ts';
import { numberOf } from '../align/values.ts';
import { shared, wordsOf } from '../align/words.ts';
import { anchorsOf, MAYBE_NAME } from '../lineage/anchors.ts';
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
  const links = alignment === undefined ? [] : [...saidAtOnePoint(one, two, alignment), ...quotedAtOnePoint(one, two, alignment)];
  const [taken, met] = [new Set(links.map(({ first }) => first)), new Set(links.map(({ second }) => second))];
  const others = quotedInBoth(one, two).filter(({ first, second }) => !taken.has(first) && !met.has(second));
  return [...links, ...others];
} // prettier-ignore

/** Figures and days that are the same, at one point of both texts. */
function* saidAtOnePoint(one: readonly Profile[], two: readonly Profile[], { places }: Alignment): Generator<AcrossLink> {
  const linked = new Set<string>();
  for (const { here, there } of places) {
    for (const first of standingOver(one, here.start)) {
      for (const second of standingOver(two, there.start)) {
        const [a, b] = [one[first], two[second]];
        const key = `${first} ${second}`;
        if (a === undefined || b === undefined || linked.has(key) || !isSame(a, b)) continue;
        linked.add(key);
        yield { first, second, score: TRANSLATED };
      }
    }
  }
} // prettier-ignore

function standingOver(profiles: readonly Profile[], at: number): readonly number[] {
  return profiles.flatMap(({ statement: { start, end } }, place) => (start <= at && at < end ? [place] : []));
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
function quotedAtOnePoint(one: readonly Profile[], two: readonly Profile[], { way }: Alignment): readonly AcrossLink[] {
  const all = quotationsOf(one).flatMap((first) =>
    quotationsOf(two).flatMap((second) => {
      const [a, b] = [one[first]?.statement, two[second]?.statement];
      if (a === undefined || b === undefined || !areAsLong(a.value, b.value)) return [];
      const letters = lettersOf(b.value) / Math.max(1, b.end - b.start);
      const apart = letters * Math.abs(alongWay(way, (a.start + a.end) / 2) - (b.start + b.end) / 2);
      return apart <= ONE_SENTENCE ? [{ first, second, worth: -apart }] : [];
    }),
  );
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

/** What one speaker is quoted with in both texts. */
function quotedInBoth(one: readonly Profile[], two: readonly Profile[]): readonly AcrossLink[] {
  const all = quotationsOf(one).flatMap((first) =>
    quotationsOf(two).flatMap((second) => {
      const [a, b] = [one[first], two[second]];
      if (a === undefined || b === undefined || !areAsLong(a.statement.value, b.statement.value)) return [];
      const [x, y] = [ideasOf(a), ideasOf(b)];
      const common = shared(x.all, y.all);
      const [fewer, more] = [Math.min(x.sure, y.sure), Math.max(x.sure, y.sure)];
      const least = leastOf(a, b);
      if (least === undefined || common < Math.max(least.common, least.ofShorter * fewer, least.ofLonger * more))
        return [];
      return [{ first, second, worth: common / more }];
    }),
  );
  return bestOfBoth(all).map(({ first, second }) => ({ first, second, score: QUOTED_ACROSS }));
}

interface Ideas {
  /** What is comparable in two languages: ascending hashes. */
  readonly all: Uint32Array;
  /** How many of them are no words of Uyghur that may be names. */
  readonly sure: number;
}

const ideas = new WeakMap<Profile, Ideas>();

function ideasOf(profile: Profile): Ideas {
  let known = ideas.get(profile);
  if (known === undefined) {
    const { value } = profile.statement;
    const { hashes, kinds } = anchorsOf(wordsOf(value.kind === 'quotation' ? value.words : ''), []);
    const sure = new Set(hashes.filter((_, at) => kinds[at] !== MAYBE_NAME));
    ideas.set(profile, (known = { all: new Uint32Array(new Set(hashes)).toSorted(), sure: sure.size }));
  }
  return known;
}

function quotationsOf(profiles: readonly Profile[]): readonly number[] {
  return profiles.flatMap(({ statement }, place) => (statement.value.kind === 'quotation' ? [place] : []));
}

type Value = Profile['statement']['value'];

function areAsLong(x: Value, y: Value): boolean {
  const ratio = lettersOf(x) / Math.max(1, lettersOf(y));
  return ratio >= AS_LONG[0] && ratio <= AS_LONG[1];
}

/** Letters of English that a character of Chinese stands for. */
const HAN_LETTERS = 3.1;

function lettersOf(value: Value): number {
  const words = value.kind === 'quotation' ? value.words : '';
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  return words.length + (HAN_LETTERS - 1) * han;
}

/** Undefined where two speak: no name of theirs sounds the same, and not two words of what they are. */
function leastOf(a: Profile, b: Profile): Least | undefined {
  const [x, y] = [speakerOf(a), speakerOf(b)];
  if (x === '' || y === '') return OF_SOMEBODY;
  const [mine, theirs] = [heardIn(x), heardIn(y)];
  const isOne = [...mine].some((sound) => theirs.has(sound)) || shared(meant(a.speaker), meant(b.speaker)) >= 2;
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

/** Those of which neither has a better one. */
function bestOfBoth(all: readonly Candidate[]): readonly Candidate[] {
  return all.filter(({ first, second, worth }) =>
    all.every(
      (other) =>
        (other.first !== first && other.second !== second) ||
        (other.first === first && other.second === second) ||
        other.worth < worth,
    ),
  );
}
