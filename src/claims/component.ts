import { linkBetween, type Weights } from './align/align.ts';
import type { Link } from './align/cluster.ts';
import type { Profile } from './align/profile.ts';
import type { Comparable, Placed, TextIndex } from './text-index.ts';

/** Statements that links of more than nothing, or people, hold together: what is grouped in one go. */
export interface Component {
  /** Oldest text first, then by place. */
  readonly members: readonly Placed[];
  readonly profiles: readonly Profile[];
  /** By the places in `members`. */
  readonly links: readonly Link[];
  readonly never: readonly (readonly [number, number])[];
}

/** @param others those with which people put a statement together */
export function componentOf(
  index: TextIndex,
  from: Placed,
  others: (placed: Placed) => readonly Placed[],
  weights?: Weights,
): Component {
  const members = new Map<number, Comparable>();
  const waiting: Comparable[] = [];
  const compared: { readonly a: number; readonly b: number; readonly score: number | 'never' }[] = [];
  const reach = (member: Comparable | undefined): void => {
    if (member === undefined || members.has(numberOf(member))) return;
    members.set(numberOf(member), member);
    waiting.push(member);
  };
  reach(index.statement(from));
  const done = new Set<number>();
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    const a = numberOf(member);
    done.add(a);
    for (const other of index.worthComparing(member)) {
      const b = numberOf(other);
      if (done.has(b)) continue; // compared from the other side
      const score = scoreOf(member, other, weights);
      compared.push({ a, b, score });
      if (score !== 'never' && score > 0) reach(other);
    }
    for (const placed of others(member)) reach(index.statement(placed));
  }
  return inOrder([...members.values()], compared);
}

/** The statements to which one is linked directly. */
export function linkedTo(index: TextIndex, from: Placed, weights?: Weights): readonly Placed[] {
  const member = index.statement(from);
  if (member === undefined) return [];
  return [...index.worthComparing(member)].filter((other) => {
    const score = scoreOf(member, other, weights);
    return score !== 'never' && score > 0;
  });
}

/** The same from both sides: the older text goes first. */
function scoreOf(a: Comparable, b: Comparable, weights: Weights | undefined): number | 'never' {
  const first = a.order === b.order ? a.place < b.place : a.order < b.order;
  return first ? linkBetween(a.profile, b.profile, weights) : linkBetween(b.profile, a.profile, weights);
}

function inOrder(
  members: readonly Comparable[],
  compared: readonly { readonly a: number; readonly b: number; readonly score: number | 'never' }[],
): Component {
  const ordered = members.toSorted((x, y) => (x.order === y.order ? x.place - y.place : x.order < y.order ? -1 : 1));
  const places = new Map(ordered.map((member, place) => [numberOf(member), place]));
  const links: Link[] = [];
  const never: (readonly [number, number])[] = [];
  for (const { a, b, score } of compared) {
    const [x, y] = [places.get(a), places.get(b)];
    if (x === undefined || y === undefined) continue;
    const [first, second] = x < y ? [x, y] : [y, x];
    if (score === 'never') never.push([first, second]);
    else links.push({ a: first, b: second, score });
  }
  links.sort((x, y) => x.a - y.a || x.b - y.b);
  return { members: ordered, profiles: ordered.map(({ profile }) => profile), links, never };
}

/** More statements than a text can have. */
const MOST_STATEMENTS = 2 ** 24;

/** One number for a statement and its text. */
export function numberOf({ text, place }: Placed): number {
  return text * MOST_STATEMENTS + place;
}

export function placedOf(number: number): Placed {
  return { text: Math.floor(number / MOST_STATEMENTS), place: number % MOST_STATEMENTS };
}
