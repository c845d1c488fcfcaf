import type { PlacedStatement } from '../nouns/claim.ts';
import { keysOf, slotsOf } from './align/candidates.ts';
import type { Profile } from './align/profile.ts';
import type { DocumentProfile } from './document-profile.ts';
import { winnowed } from './lineage/reuse.ts';
import type { Told } from './lineage/lineage.ts';
import type { Source } from './lineage/sources.ts';

/** One text with all documents that are copies of it. */
export interface LoadedText {
  /** Oldest first; decides ties. */
  readonly order: string;
  /** The document that stands for the copies, then the others. */
  readonly documents: readonly string[];
  /** Of all copies, each that says the same in the same place once. */
  readonly statements: readonly Profile[];
  /** Under the id of the one that is kept, those of copies that say the same in the same place. */
  readonly twins: ReadonlyMap<string, readonly string[]>;
  readonly credits: ReadonlyMap<string, Source>;
  readonly told: Told;
  /** `keysOf`, and the places of the statements that have a slot. */
  readonly keys: ReadonlyMap<number, number>;
  readonly bySlot: ReadonlyMap<number, readonly number[]>;
  readonly wording: readonly number[];
}

/** @param copies of one text, at least one; the one with most to say stands for them */
export function loadedText(copies: readonly [DocumentProfile, ...DocumentProfile[]]): LoadedText;
export function loadedText(copies: readonly DocumentProfile[]): LoadedText | undefined;
export function loadedText(copies: readonly DocumentProfile[]): LoadedText | undefined {
  const [first, ...others] = copies.toSorted(
    (a, b) => b.statements.length - a.statements.length || (a.id < b.id ? -1 : 1),
  );
  if (first === undefined) return undefined;
  const statements: Profile[] = [];
  const kept = new Map<string, PlacedStatement>();
  const twins = new Map<string, string[]>();
  for (const profile of [first, ...others].flatMap((copy) => copy.statements)) {
    const { statement } = profile;
    const same = `${statement.start} ${statement.end} ${JSON.stringify(statement.value)}`;
    const twin = kept.get(same);
    if (twin === undefined) {
      kept.set(same, statement);
      statements.push(profile.text === first.text ? profile : { ...profile, text: first.text });
    } else twins.set(twin.id, [...(twins.get(twin.id) ?? []), statement.id]);
  }
  statements.sort(({ statement: a }, { statement: b }) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  return {
    order: `${first.told.published === '' ? '9999' : first.told.published} ${first.key}`,
    documents: [first, ...others].map(({ id }) => id),
    statements,
    twins,
    credits:
      others.length === 0 ? first.told.credits : new Map([first, ...others].flatMap(({ told }) => [...told.credits])),
    told: first.told,
    keys: keysOf(statements),
    bySlot: placesBySlot(statements),
    wording: winnowed(first.told.shingles),
  };
}

/**
 * Statements of one text that have one slot. A text with more is a list: which of its entries belongs to which cannot be
 * told by that slot, and each would be compared with each.
 */
const MOST_IN_SLOT = 1_000;

function placesBySlot(statements: readonly Profile[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [place, profile] of statements.entries()) {
    const { named, free } = slotsOf(profile);
    for (const slot of new Set([...named, ...free])) {
      const of = places.get(slot);
      if (of === undefined) places.set(slot, [place]);
      else of.push(place);
    }
  }
  for (const [slot, of] of places) if (of.length > MOST_IN_SLOT) places.delete(slot);
  return places;
}
