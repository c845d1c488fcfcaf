import type { Profile, TextProfile } from './profile.ts';
import { meant } from './ideas.ts';
import { includes, likeness, shared } from './words.ts';

/** 1 or 0. */
export const bit = (value: boolean): number => (value ? 1 : 0);

/** What two texts have in common. */
export interface Common {
  /** How far they are about one thing, by the names and words that they use most: 1 for one text. */
  readonly subject: number;
  /** How many things they count alike, and how many apart, of those that both count. */
  readonly agree: number;
  readonly differ: number;
}

const ONE_TEXT: Common = { subject: 1, agree: 1, differ: 0 };

export function commonOf({ text: one }: Profile, { text: other }: Profile): Common {
  if (one === other) return ONE_TEXT;
  if (last?.one === one && last.other === other) return last.common;
  const subject = areAcross(one, other) ? subjectAcross(one, other) : subjectOf(one, other);
  const alike = shared(one.figures, other.figures);
  const differ = alike === 0 ? Math.min(1, shared(one.slots, other.slots) / 3) : 0;
  const common = { subject, agree: Math.min(1, alike / 2), differ };
  last = { one, other, common };
  return common;
}

/** Texts are compared two by two, all their statements at once. */
let last: { readonly one: TextProfile; readonly other: TextProfile; readonly common: Common } | undefined;

/** Of the words that two texts use most, as many as texts about one thing share. */
const ONE_TOPIC = 0.3;

function subjectOf(one: TextProfile, other: TextProfile): number {
  return Math.max(held(one.lead, other.lead), Math.min(1, onOneTopic(one, other) / ONE_TOPIC));
}

/** Words that a table has in two languages are common ones: without a name that sounds alike they say half as much. */
function subjectAcross(one: TextProfile, other: TextProfile): number {
  const topic = Math.min(1, onOneTopic(one, other) / ONE_TOPIC);
  const names = namedAlike(one, other);
  return names === 0 ? topic / 2 : Math.max(topic, names > 1 ? 0.6 : 0.3);
}

/** Words of a topic that a text has at least, where it is compared with one in another language. */
const TOPIC_ACROSS = 12;

/** How much of what the shorter text is about the other is about too. */
export function onOneTopic(one: TextProfile, other: TextProfile): number {
  const [x, y] = wide(one, other) ? [meant(one.topic), meant(other.topic)] : [one.topic, other.topic];
  const least = Math.max(areAcross(one, other) ? TOPIC_ACROSS : 1, Math.min(x.length, y.length));
  return shared(x, y) / least;
}

/** Two texts that have no script in common. */
export function areAcross({ scripts: one }: TextProfile, { scripts: other }: TextProfile): boolean {
  return (one & other) === 0 && one !== 0 && other !== 0;
}

export const LATIN = 1;

/** At least one of two texts is not in Latin letters alone. */
function wide({ scripts: one }: TextProfile, { scripts: other }: TextProfile): boolean {
  return (one | other) > LATIN;
}

/** How many names of two texts sound alike or are those of one place. */
export function namedAlike(one: TextProfile, other: TextProfile): number {
  return Math.max(shared(one.sounds, other.sounds), shared(one.names, other.names));
}

/** Of words close by or of a sentence, how far two statements have them in common (Dice’s coefficient). */
export function wordsAlike(a: Profile, b: Profile, words: 'near' | 'said'): number {
  return wide(a.text, b.text) ? likeness(meant(a[words]), meant(b[words])) : likeness(a[words], b[words]);
}

/** What of the smaller set is in the other. */
export function held(a: Uint32Array, b: Uint32Array): number {
  return shared(a, b) / Math.max(1, Math.min(a.length, b.length));
}

/**
 * Where the two were: `apart` at different places, `alone` one at a place and the other not said. What either text is
 * about as a whole is no place within it.
 */
export function scopesOf(a: Profile, b: Profile): { readonly apart: boolean; readonly alone: boolean } {
  const leads = [a.text.lead, b.text.lead];
  const narrow = (scope: Uint32Array): Uint32Array =>
    scope.filter((word) => !leads.some((lead) => includes(lead, word)));
  const [x, y] = [narrow(a.scope), narrow(b.scope)];
  const meet = shared(a.scope, b.scope) > 0;
  return {
    apart: x.length > 0 && y.length > 0 && !meet,
    alone: x.length > 0 !== y.length > 0 && !meet,
  };
}

const ONE_EVENT = 45; // days in which texts tell of it as new

/** Two stretches of days, as far as both are known, are not of one time in which something is news. */
export function farApart(a: TextProfile['when'], b: TextProfile['when']): boolean {
  return a !== undefined && b !== undefined && (a[0] > b[1] + ONE_EVENT || b[0] > a[1] + ONE_EVENT);
}
