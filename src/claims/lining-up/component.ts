import type { Link } from '../align/cluster.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import type { TextIndex } from './text-index.ts';
import type { TextLinks } from './text-links.ts';

/** Statements that links of more than nothing, or people, hold together: what is grouped in one go. */
export interface Component {
  /** Oldest text first, then by place. */
  readonly members: readonly Placed[];
  /** By the places in `members`. */
  readonly links: readonly Link[];
  readonly never: readonly (readonly [number, number])[];
}

/** @param others those with which people put a statement together */
export function componentOf(
  index: TextIndex,
  links: TextLinks,
  from: Placed,
  others: (placed: Placed) => readonly Placed[],
): Component {
  const members = new Set<number>([numberOf(from)]);
  for (const member of members) {
    // Those that are reached here are members, and come round in turn.
    const placed = placedOf(member);
    for (const { other, score } of linksOf(links, placed)) if (score > 0) members.add(other);
    for (const other of others(placed)) members.add(numberOf(other));
  }
  return inOrder(index, links, members);
}

/** The statements to which one is linked directly. */
export function linkedTo(links: TextLinks, from: Placed): readonly Placed[] {
  return [...linksOf(links, from)].flatMap(({ other, score }) => (score > 0 ? [placedOf(other)] : []));
}

function* linksOf(links: TextLinks, from: Placed): Generator<{ readonly other: number; readonly score: number }> {
  const list = links.of(from);
  for (let at = 0; at < list.length; at += 2) yield { other: list[at] ?? 0, score: list[at + 1] ?? 0 };
}

function inOrder(index: TextIndex, links: TextLinks, found: ReadonlySet<number>): Component {
  const members = [...found].map((number) => {
    const { text, place } = placedOf(number);
    return { text, place, order: index.orderOf(text) };
  });
  members.sort((x, y) => (x.order === y.order ? x.place - y.place : x.order < y.order ? -1 : 1));
  const places = new Map(members.map((member, place) => [numberOf(member), place]));
  const between: Link[] = [];
  const never: (readonly [number, number])[] = [];
  for (const [a, member] of members.entries()) {
    for (const { other, score } of linksOf(links, member)) {
      const b = places.get(other);
      if (b === undefined || (score > 0 && b < a)) continue; // the other tells of it too
      const [first, second] = a < b ? [a, b] : [b, a];
      if (Number.isNaN(score)) never.push([first, second]);
      else between.push({ a: first, b: second, score });
    }
  }
  between.sort((x, y) => x.a - y.a || x.b - y.b);
  return { members, links: between, never };
}
