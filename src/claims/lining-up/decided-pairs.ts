import type { DecidedPairs } from '../keeping/decided.ts';
import { numberOf, type Placed } from './placed.ts';

/**
 * Decided pairs by the places of members, in the order in which they were decided.
 *
 * @param idsAt the ids of a statement: its own, and those of its copies
 * @param numberById of the statement that has an id
 */
export function pairsAmong(
  members: readonly Placed[],
  decided: DecidedPairs,
  idsAt: (placed: Placed) => readonly string[],
  numberById: ReadonlyMap<string, number>,
): readonly (readonly [number, number])[] {
  if (decided.size === 0) return [];
  const placeOf = new Map(members.map((member, place) => [numberOf(member), place]));
  const pairs = members.flatMap((member, first) =>
    idsAt(member)
      .flatMap((id) => decided.get(id) ?? [])
      .flatMap(({ id, rank }) => {
        const second = placeOf.get(numberById.get(id) ?? -1);
        return second === undefined || second <= first ? [] : [{ pair: [first, second] as const, rank }];
      }),
  );
  return pairs.toSorted((a, b) => a.rank - b.rank).map(({ pair }) => pair);
}
