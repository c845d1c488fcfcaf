import type { AlignedSpans } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import { MAYBE_NAME, MEANING, NAME, NUMBER, type Anchors } from './anchors.ts';

/** One thing that two texts say, where it stands in each, and how much it tells. */
export interface AlignedPlace extends AlignedSpans {
  readonly hash: number;
  readonly worth: number;
}

/** What one text tells of whether it is a translation, without a look at the others. */
export interface Translatable {
  readonly published: string;
  readonly anchors: Anchors;
  /** It says of itself that it is a translation. */
  readonly isTranslated: boolean;
}

/** A text that says the same as another one in another language, and where the two say one thing. */
export interface Counterpart<Text extends Translatable> {
  /** Oldest first; decides ties. */
  readonly order: string;
  readonly told: Text;
  readonly alignment: Alignment;
}

/** Offsets, in UTF-16 units, of one thing in two texts. */
interface Point {
  readonly here: number;
  readonly there: number;
}

/** How far two texts go along with each other, line by line. */
export interface Alignment {
  /** In the order in which they stand in the first text. */
  readonly places: readonly AlignedPlace[];
  /** Points of both texts in the order of both, from their beginnings to their ends. */
  readonly way: readonly Point[];
  /** How many different numbers, days and names are at the same point of both. */
  readonly sure: number;
  /** How many places of numbers the text has that has fewer. */
  readonly counted: number;
  /** Of all places of numbers in the first, in the second text; of names and words; how much is at the same point of the other, from 0 to 1. */
  readonly numbers: readonly [number, number];
  readonly words: readonly [number, number];
}

/** Whether a text says of itself that it is a translation: near its beginning, or at its end. */
export function isTranslated(text: string): boolean {
  return MARKED.test(text.slice(0, HEAD)) || MARKED.test(text.slice(Math.max(HEAD, text.length - FOOT)));
}

const HEAD = 500; // UTF-16 units
const FOOT = 200;
const MARKED =
  /\btranslated (?:by|from|into)\b|\b(?:unofficial |official |our |English )?translation (?:by|from|of)\b|^\W{0,3}translation\W{0,3}$|译自|譯自|翻译自|翻译：|译者|譯者|[（(]译[)）]|译文|تەرجىمە (?:قىلىنغان|قىلغان|قىلغۇچى|قىلىندى)|تەرجىمىسى|تەرجىمىچى|تەرجىمان:/imu;

/**
 * The text of which one is a translation: of those that say the same the first by date, then one that does not say of itself to
 * be a translation, then by order. Undefined for that text itself.
 *
 * @param order of the text, as `Counterpart.order`
 */
export function originalOf<Text extends Translatable>(
  told: Text,
  order: string,
  counterparts: readonly Counterpart<Text>[],
): Counterpart<Text> | undefined {
  const [first] = counterparts.toSorted((a, b) => comeFirst(a, b));
  return first !== undefined && comeFirst(first, { told, order }) < 0 ? first : undefined;
}

type Ordered = Pick<Counterpart<Translatable>, 'told' | 'order'>;

function comeFirst({ told: a, order: first }: Ordered, { told: b, order: second }: Ordered): number {
  const length = Math.min(a.published.length, b.published.length);
  const [x, y] = [a.published.slice(0, length), b.published.slice(0, length)];
  if (x !== y) return x < y ? -1 : 1;
  return Number(a.isTranslated) - Number(b.isTranslated) || (first < second ? -1 : 1);
}

/** Of letters of English: translations between languages that differ in how much they say with them. */
const LEAST_LENGTH = 0.66;
/** Of what two texts name and count as much is at one point of both; reports of one event share half of it, and not at the same points. */
const BOTH = 0.68;
const LEAST_NUMBERS = 0.6;
const LEAST_WORDS = 0.4;
/** Places: a report of three sentences is soon told in the same order. */
const ENOUGH_PLACES = 24;
const ENOUGH_SURE = 6;
/** Where a text says that it is a translation. */
const BOTH_MARKED = 0.6;
const ENOUGH_MARKED = 16;
/** Of texts that count little names and words tell, and there have to be more of them. */
const FEW_NUMBERS = 4;
const PLACES_OF_FEW = 36;
const SURE_OF_FEW = 3;

/** Where two texts in two languages say the same in the same order, if one is a translation of the other. */
export function translationBetween(a: Translatable, b: Translatable): Alignment | undefined {
  const [short, long] = [Math.min(a.anchors.size, b.anchors.size), Math.max(a.anchors.size, b.anchors.size)];
  if (short < LEAST_LENGTH * long) return undefined;
  const alignment = alignmentOf(a.anchors, b.anchors);
  return areOne(alignment, a.isTranslated !== b.isTranslated) ? alignment : undefined;
}

function areOne({ places, sure, counted, numbers, words }: Alignment, isMarked: boolean): boolean {
  const least = isMarked ? BOTH_MARKED : BOTH;
  if (Math.min(...words) < LEAST_WORDS) return false;
  if (counted < FEW_NUMBERS) return places.length >= PLACES_OF_FEW && sure >= SURE_OF_FEW && mean(words) >= least;
  const isEnough = places.length >= (isMarked ? ENOUGH_MARKED : ENOUGH_PLACES) && sure >= ENOUGH_SURE;
  return isEnough && Math.min(...numbers) >= LEAST_NUMBERS && mean([...numbers, ...words]) >= least;
}

function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The same with the second text first. */
export function turned({ places, way, sure, counted, numbers, words }: Alignment): Alignment {
  const turnedPlaces = places.map((place) => ({ ...place, here: place.there, there: place.here }));
  return {
    places: turnedPlaces.toSorted((a, b) => a.here.start - b.here.start),
    way: way.map(({ here, there }) => ({ here: there, there: here })),
    sure,
    counted,
    numbers: [numbers[1], numbers[0]],
    words: [words[1], words[0]],
  };
}

/** What shows best that two texts are one: numbers and names, of each the first, in their order. */
export function tellingPlaces({ places }: Alignment): readonly AlignedPlace[] {
  const [told, begun] = [new Set<number>(), new Set<number>()];
  const first = places.filter(({ hash, here }) => {
    if (told.has(hash) || begun.has(here.start)) return false;
    told.add(hash);
    begun.add(here.start);
    return true;
  });
  const kept = first.toSorted((a, b) => b.worth - a.worth || a.here.start - b.here.start).slice(0, MOST_SHOWN);
  return kept.toSorted((a, b) => a.here.start - b.here.start);
}

const MOST_SHOWN = 16;

/** How far apart two places may lie that are at the same point of two texts, in letters of English: some two sentences. */
const NEAR = 260;
/** What is there more often leads anywhere. */
const MOST_PAIRS = 6;

/** What an anchor weighs where the way through both texts is sought. */
const WORTH: Readonly<Record<number, number>> = { [NUMBER]: 3, [NAME]: 3, [MAYBE_NAME]: 3, [MEANING]: 1 };

interface Pair {
  readonly first: number;
  readonly second: number;
  readonly worth: number;
}

function alignmentOf(a: Anchors, b: Anchors): Alignment {
  const places = placesOf(b);
  const chain = heaviest(pairsOf(a, places)).map(({ first, second }) => ({ here: a.starts[first] ?? 0, there: b.starts[second] ?? 0 }));
  const way = [{ here: 0, there: 0 }, ...chain, { here: lengthOf(a), there: lengthOf(b) }];
  const matched = matches(a, b, places, way);
  const [inA, inB] = [new Set<number>(), new Set<number>()];
  for (const { first, second } of matched) {
    inA.add(a.starts[first] ?? 0);
    inB.add(b.starts[second] ?? 0);
  }
  const both = (...kinds: readonly number[]): readonly [number, number] => [coverage(a, inA, kinds), coverage(b, inB, kinds)];
  return {
    places: matched.map(({ first, second, worth }) => ({
      here: spanOf(a, first),
      there: spanOf(b, second),
      hash: a.hashes[first] ?? 0,
      worth,
    })),
    way,
    sure: new Set(matched.flatMap(({ first, worth }) => (worth > 1 ? (a.hashes[first] ?? 0) : []))).size,
    counted: Math.min(startsOf(a, [NUMBER]).size, startsOf(b, [NUMBER]).size),
    numbers: both(NUMBER),
    words: both(NAME, MEANING),
  };
} // prettier-ignore

function spanOf({ starts, lengths }: Anchors, at: number): Span {
  const start = starts[at] ?? 0;
  return { start, end: start + (lengths[at] ?? 0) };
}

function placesOf({ hashes }: Anchors): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [at, hash] of hashes.entries()) {
    const of = places.get(hash);
    if (of === undefined) places.set(hash, [at]);
    else of.push(at);
  }
  return places;
}

/** Anchors of the first text with their counterparts, the furthest counterpart first. */
function pairsOf(a: Anchors, places: ReadonlyMap<number, readonly number[]>): readonly Pair[] {
  const own = placesOf(a);
  const pairs: Pair[] = [];
  for (const [first, hash] of a.hashes.entries()) {
    const others = places.get(hash) ?? [];
    const all = others.length * (own.get(hash)?.length ?? 0);
    if (all === 0 || all > MOST_PAIRS) continue;
    const worth = (WORTH[a.kinds[first] ?? 0] ?? 0) / all;
    for (const second of others.toReversed()) pairs.push({ first, second, worth });
  }
  return pairs;
}

/** The pairs, in the order of both texts, that weigh most together (Fredman, 1975, with weights). */
function heaviest(pairs: readonly Pair[]): readonly Pair[] {
  const tree: { best: number; last: number }[] = [];
  const before = pairs.map(() => -1);
  const size = 1 + Math.max(0, ...pairs.map(({ second }) => second + 1));
  const bestUpTo = (second: number): { best: number; last: number } => {
    let found = { best: 0, last: -1 };
    for (let at = second; at > 0; at -= at & -at) if ((tree[at]?.best ?? 0) > found.best) found = tree[at] ?? found;
    return found;
  };
  let [best, end] = [0, -1];
  for (const [index, { second, worth }] of pairs.entries()) {
    const reached = bestUpTo(second);
    before[index] = reached.last;
    const all = reached.best + worth;
    if (all > best) [best, end] = [all, index];
    for (let at = second + 1; at <= size; at += at & -at) if ((tree[at]?.best ?? 0) < all) tree[at] = { best: all, last: index }; // prettier-ignore
  }
  const chain: Pair[] = [];
  for (let at = end; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.toReversed();
}

/** Each anchor with the closest counterpart that lies where the way through both texts leads. */
function matches(
  a: Anchors,
  b: Anchors,
  places: ReadonlyMap<number, readonly number[]>,
  way: readonly Point[],
): readonly Pair[] {
  const stretch = b.size === 0 ? 0 : lengthOf(b) / b.size;
  const near = NEAR * stretch;
  const found: Pair[] = [];
  const taken = new Set<number>();
  for (const [first, hash] of a.hashes.entries()) {
    const expected = alongWay(way, a.starts[first] ?? 0);
    let closest: number | undefined;
    for (const second of places.get(hash) ?? []) {
      const off = Math.abs((b.starts[second] ?? 0) - expected);
      if (off <= near && !taken.has(second) && off < Math.abs((b.starts[closest ?? -1] ?? Infinity) - expected)) closest = second; // prettier-ignore
    }
    if (closest === undefined) continue;
    taken.add(closest);
    found.push({ first, second: closest, worth: WORTH[a.kinds[first] ?? 0] ?? 0 });
  }
  return found;
}

function lengthOf({ starts, lengths }: Anchors): number {
  const last = starts.length - 1;
  return (starts[last] ?? 0) + (lengths[last] ?? 0);
}

/** Where in the second text a place of the first lies. */
export function alongWay(way: readonly Point[], at: number): number {
  let [low, high] = [0, way.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((way[middle]?.here ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [from, to] = [way[low - 1] ?? way[0], way[low] ?? way.at(-1)];
  if (from === undefined || to === undefined) return 0;
  const length = to.here - from.here;
  return length <= 0 ? to.there : from.there + ((to.there - from.there) * (at - from.here)) / length;
}

/** Of the places of some kinds how many are among the matched; what stands in one place counts once. */
function coverage(anchors: Anchors, matched: ReadonlySet<number>, of: readonly number[]): number {
  const all = startsOf(anchors, of);
  return all.size === 0 ? 0 : [...all].filter((start) => matched.has(start)).length / all.size;
}

function startsOf({ starts, kinds }: Anchors, of: readonly number[]): ReadonlySet<number> {
  return new Set([...starts.keys()].flatMap((at) => (of.includes(kinds[at] ?? 0) ? [starts[at] ?? 0] : [])));
}
