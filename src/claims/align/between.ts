import type { Profile, TextProfile } from './profile.ts';
import { includes, shared } from './words.ts';

/** 1 or 0. */
export const bit = (value: boolean): number => (value ? 1 : 0);

/** How far two texts are about one thing, by the names in their first paragraphs: 1 for one text. */
export function subjectOf({ text: one }: Profile, { text: other }: Profile): number {
  return one === other ? 1 : Math.max(held(one.lead, other.lead), Math.min(1, onOneTopic(one, other) / 0.3));
}

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
