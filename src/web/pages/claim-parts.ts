import type { ClaimView, ValueSaid } from '../../nouns/claim-views.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls, type ClaimPart } from '../urls.ts';
import { pager } from './pager.ts';

/** A list of the page of a claim, as far as it is shown, and the way to the rest of it. */
export interface Stretch<One> {
  readonly shown: readonly One[];
  readonly ways: Html;
  /** Somebody asked for a later part of it: it is not folded away. */
  readonly asked: boolean;
}

/** Of what is longer than `limit` the part that the address asks for; beyond the end, the last. `hash`: where it stands; `of`: what it is a list of. */
export function stretchOf<One>(
  t: Say,
  { status, claim, at = {} }: ClaimPageView,
  all: readonly One[],
  { part, limit, hash, of }: Record<'hash' | 'of', string> & { readonly part: ClaimPart; readonly limit: number },
): Stretch<One> {
  const total = all.length;
  if (total <= limit) return { shown: all, ways: NOTHING, asked: false };
  const asked = at[part] ?? 0;
  const offset = Math.floor(Math.min(asked, total - 1) / limit) * limit;
  const shown = all.slice(offset, offset + limit);
  const words = t('claim.part-shown', { from: offset + 1, to: offset + shown.length, total });
  const to = (next: number): string => urls.claim(status.id, claim.id, { at: { ...at, [part]: next }, hash });
  return { shown, ways: pager(t, { total, limit, offset }, { shown: words, of, to }), asked: at[part] !== undefined };
}

/** What each statement says, by its id: one object for all that say the same. */
export function valuesById({ values }: Pick<ClaimView, 'values'>): ReadonlyMap<string, ValueSaid> {
  return new Map(values.flatMap((said) => said.statements.map((id) => [id, said] as const)));
}

/** That a list ends before its end, where nothing leads to the rest. */
export function cut(t: Say, shown: number, total: number): Html {
  return shown < total ? t('claim.list-cut', { shown: t.number(shown), total: t.number(total) }) : NOTHING;
}
