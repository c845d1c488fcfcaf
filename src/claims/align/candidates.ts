import { areAcross, namedAlike, onOneTopic } from './between.ts';
import { meant } from './ideas.ts';
import type { Profile, TextProfile } from './profile.ts';
import { slotOf } from './profile.ts';
import { daysOf } from './values.ts';
import { hashOf, shared } from './words.ts';

/** Names by which a text is found: of its first paragraph and of the sentence. */
const MOST_NAMES = 12;
/** Where a first paragraph has fewer names, words that its text uses most stand in. */
const ENOUGH = 8;
/** As many of these words stand beside any number of names: of what happened not every text names who and where. */
const LEAST_WORDS = 4;
/** Names that two texts share if they are about one thing; two are a country and whom everybody quotes. */
export const LEAST_SHARED = 3;
/** Names and words of what they are about that two texts share if they are about one thing, as few names as they have. */
export const ENOUGH_SHARED = 4;
/** What of the topic of the shorter text the other one shares if they are about one thing. */
export const ONE_TOPIC = 0.2;
/** How far apart two words of a quotation are at most, in the order of their hashes, that make one of its slots. */
const WINDOW = 3;

/**
 * What two statements have in common if they are worth comparing, as hashes: what is counted, the day, that they are
 * quotations. `free` are slots that say enough alone: two words of a quotation, whatever their order; in texts without a
 * script in common a count too exact to be the same by chance.
 */
export interface Slots {
  readonly named: readonly number[];
  readonly free: readonly number[];
}

export function slotsOf(profile: Profile): Slots {
  const { value } = profile.statement;
  if (value.kind === 'quotation') return { named: [QUOTATION], free: wordPairs(profile.own) };
  const exact = exactFigure(profile);
  return {
    named: [...new Set([...slotNames(profile)].map(hashOf))],
    free: exact === undefined ? [] : [(hashOf(exact) | ACROSS) >>> 0],
  };
}

const QUOTATION = hashOf('quotation');

function* slotNames(profile: Profile): Generator<string> {
  const { value } = profile.statement;
  const { measure, role } = profile;
  if (value.kind === 'stance') yield 'stance';
  if (value.kind === 'date') {
    const days = daysOf(value.from, value.to);
    if (days === undefined) return;
    yield `date ${value.from.slice(0, 4)}`;
    if (days[1] - days[0] < 62) yield `date ${value.from.slice(0, 10)}`;
  }
  if (value.kind !== 'figure') return;
  if (measure === 'count' || role !== undefined) yield slotOf(profile);
  if (role === undefined && profile.head?.startsWith('shot ') === true) yield 'count shot';
  if (measure !== 'count') yield `${measure} any`;
  else if (value.unit === 'people') yield 'person any';
  yield `${measure} v ${value.lo}`;
}

const EXACT_DIGITS = 3;

/** `Displaced 2310`; of a number with less digits that are not zeros at its end many texts have the same. */
function exactFigure(profile: Profile): string | undefined {
  const { value } = profile.statement;
  if (value.kind !== 'figure' || profile.measure !== 'count' || value.hi !== value.lo) return undefined;
  const digits = String(value.lo).replace(/\.|0+$/g, '');
  return digits.length < EXACT_DIGITS ? undefined : `exact ${slotOf(profile)} ${value.lo}`;
}

function wordPairs(words: Uint32Array): readonly number[] {
  const pairs: number[] = [];
  for (const [i, first] of words.entries()) {
    for (let j = i + 1; j < Math.min(words.length, i + 1 + WINDOW); j += 1)
      pairs.push(withoutMark(mixed(first, words[j] ?? 0)));
  }
  return pairs;
}

/**
 * The keys of a text: a slot of one of its statements together with a name of the sentence or of the first paragraph, or
 * a free slot. Two statements are worth comparing if their texts share such a key of a slot that both have.
 */
export function keysOf(profiles: readonly Profile[]): ReadonlyMap<number, number> {
  const keys = new Map<number, number>();
  /** Slots that have the keys of what the whole text is about. */
  const done = new Set<number>();
  let [text, words]: [TextProfile | undefined, readonly number[]] = [undefined, []];
  for (const profile of profiles) {
    if (profile.text !== text) [text, words] = [profile.text, wordsOfText(profile.text)];
    const { named, free } = slotsOf(profile);
    const names = profile.names.subarray(0, MOST_NAMES);
    const by = names.length + words.length > 0 ? names : profile.said;
    for (const slot of named) {
      for (const name of by) keys.set(withoutMark(mixed(slot, name)), slot);
      if (done.has(slot)) continue;
      done.add(slot);
      for (const word of words) keys.set(withoutMark(mixed(slot, word)), slot);
      for (const sound of text.loudest) keys.set((mixed(slot, sound) | ACROSS) >>> 0, slot);
    }
    for (const slot of free) keys.set(slot, slot);
  }
  return keys;
}

/** Names and words of a text with which each of its statements is found. */
function wordsOfText({ lead, about }: TextProfile): readonly number[] {
  const names = lead.subarray(0, MOST_NAMES);
  return [...names, ...meant(about.subarray(0, Math.max(LEAST_WORDS, ENOUGH - names.length)))];
}

/** The keys of one slot. */
export interface SlotKeys {
  readonly slot: number;
  readonly keys: Uint32Array;
}

/** @param keys of `keysOf` */
export function bySlot(keys: ReadonlyMap<number, number>): readonly SlotKeys[] {
  const slots = new Map<number, number[]>();
  for (const [key, slot] of keys) {
    const of = slots.get(slot);
    if (of === undefined) slots.set(slot, [key]);
    else of.push(key);
  }
  return Array.from(slots, ([slot, of]) => ({ slot, keys: Uint32Array.from(of) }));
}

/** The last bit of a key by which only texts without a script in common meet. */
const ACROSS = 1;

function withoutMark(key: number): number {
  return (key & ~ACROSS) >>> 0;
}

/** Whether two texts may meet by a key. */
export function meetBy(key: number, x: TextProfile, y: TextProfile): boolean {
  return (key & ACROSS) === 0 || areAcross(x, y);
}

/** One hash of two. */
function mixed(a: number, b: number): number {
  let hash = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (a >>> 12), 0x297a2d39);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Quotations without a word in common are not one, whatever else they share. */
export function comparable(a: Profile, b: Profile): boolean {
  return a.statement.value.kind !== 'quotation' || b.statement.value.kind !== 'quotation' || shared(a.own, b.own) > 0;
}

/** Whether two texts share names, as far as they have any. */
export function related(x: TextProfile, y: TextProfile): boolean {
  if (x === y || shared(x.names, y.names) >= Math.min(LEAST_SHARED, x.names.length, y.names.length)) return true;
  if (areAcross(x, y)) return namedAlike(x, y) >= 2 || onOneTopic(x, y) >= (namedAlike(x, y) === 0 ? 0.3 : 0.1);
  if (2 * shared(x.lead, y.lead) > Math.min(x.lead.length, y.lead.length)) return true;
  return shared(x.gist, y.gist) >= ENOUGH_SHARED || onOneTopic(x, y) >= ONE_TOPIC;
}
