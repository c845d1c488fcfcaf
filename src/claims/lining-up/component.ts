import type { Link } from '../align/cluster.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import type { TextIndex } from './text-index.ts';
import type { TextLinks } from './text-links.ts';

/** Statements that are grouped in one go. */
export interface Component {
  /** Oldest text first, then by place. */
  readonly members: readonly Placed[];
  /** By the places in `members`, in any order. */
  readonly links: readonly Link[];
  readonly never: readonly (readonly [number, number])[];
}

/** The statements to which one is linked directly. */
export function linkedTo(links: TextLinks, from: Placed): readonly number[] {
  const list = links.of(from);
  const linked: number[] = [];
  for (let at = 0; at < list.length; at += 2) if ((list[at + 1] ?? 0) > 0) linked.push(list[at] ?? 0);
  return linked;
}

/** What stands between statements, given by their numbers. */
export function componentOf(index: TextIndex, links: TextLinks, found: readonly number[]): Component {
  const members = found.map((number) => {
    const { text, place } = placedOf(number);
    return { text, place, order: index.orderOf(text) };
  });
  members.sort((x, y) => (x.order === y.order ? x.place - y.place : x.order < y.order ? -1 : 1));
  const places = new Map(members.map((member, place) => [numberOf(member), place]));
  const between: Link[] = [];
  const never: (readonly [number, number])[] = [];
  for (const [member, placed] of members.entries()) {
    const list = links.of(placed);
    for (let at = 0; at < list.length; at += 2) {
      const other = places.get(list[at] ?? 0);
      const score = list[at + 1] ?? 0;
      if (other === undefined || (score > 0 && other < member)) continue; // the other tells of it too
      const [a, b] = member < other ? [member, other] : [other, member];
      if (Number.isNaN(score)) never.push([a, b]);
      else between.push({ a, b, score });
    }
  }
  return { members, links: between, never };
}
