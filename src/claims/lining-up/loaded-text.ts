import type { PlacedStatement } from '../../nouns/claim.ts';
import { bySlot, keysOf, slotsOf, type SlotKeys } from '../align/candidates.ts';
import type { Profile } from '../align/profile.ts';
import type { SpokenProfile } from './document-profile.ts';
import type { Source } from '../lineage/sources.ts';

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
  /** The places of the statements that have a slot. */
  readonly bySlot: ReadonlyMap<number, readonly number[]>;
  /** By what it is found. */
  readonly keys: () => readonly SlotKeys[];
}

/** @param copies of one text, at least one; the one with most to say stands for them */
export function loadedText(copies: readonly [SpokenProfile, ...SpokenProfile[]]): LoadedText;
export function loadedText(copies: readonly SpokenProfile[]): LoadedText | undefined;
export function loadedText(copies: readonly SpokenProfile[]): LoadedText | undefined {
  const [first, ...others] = copies.toSorted(
    (a, b) => b.statements.length - a.statements.length || (a.id < b.id ? -1 : 1),
  );
  if (first === undefined) return undefined;
  const { statements, twins } = others.length === 0 ? alone(first) : together([first, ...others]);
  let keys: readonly SlotKeys[] | undefined;
  return {
    order: `${first.published === '' ? '9999' : first.published} ${first.key}`,
    documents: [first, ...others].map(({ id }) => id),
    statements,
    twins,
    credits: others.length === 0 ? first.credits : new Map([first, ...others].flatMap(({ credits }) => [...credits])),
    bySlot: placesBySlot(statements),
    keys: () => (keys ??= bySlot(keysOf(statements))),
  };
}

type Said = Pick<LoadedText, 'statements' | 'twins'>;

const NO_TWINS: LoadedText['twins'] = new Map();

/** A finder may find one thing twice. */
function alone(profile: SpokenProfile): Said {
  const places = new Set(profile.statements.map(({ statement: { start, end } }) => `${start} ${end}`));
  if (places.size < profile.statements.length) return together([profile]);
  return { statements: inOrder(profile.statements), twins: NO_TWINS };
}

function together(copies: readonly SpokenProfile[]): Said {
  const statements: Profile[] = [];
  const kept = new Map<string, PlacedStatement>();
  const twins = new Map<string, string[]>();
  const text = copies[0]?.text;
  for (const profile of copies.flatMap((copy) => copy.statements)) {
    const { statement } = profile;
    const same = `${statement.start} ${statement.end} ${JSON.stringify(statement.value)}`;
    const twin = kept.get(same);
    if (twin === undefined) {
      kept.set(same, statement);
      statements.push(text === undefined || profile.text === text ? profile : { ...profile, text });
    } else twins.set(twin.id, [...(twins.get(twin.id) ?? []), statement.id]);
  }
  return { statements: inOrder(statements), twins };
}

function inOrder(statements: readonly Profile[]): readonly Profile[] {
  return statements.toSorted(
    ({ statement: a }, { statement: b }) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Statements of one text that have one slot. A text with more is a list: which of its entries belongs to which cannot be
 * told by that slot, and each would be compared with each.
 */
const MOST_IN_SLOT = 150;

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
