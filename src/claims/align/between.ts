import type { Profile, TextProfile } from './profile.ts';
import { includes, shared } from './words.ts';

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
  const subject = Math.max(held(one.lead, other.lead), Math.min(1, onOneTopic(one, other) / ONE_TOPIC));
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

/** How much of what the shorter text is about the other is about too. */
export function onOneTopic(one: TextProfile, other: TextProfile): number {
  return held(one.topic, other.topic);
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
  return { apart: x.length > 0 && y.length > 0 && !meet, alone: x.length > 0 !== y.length > 0 && !meet };
}
