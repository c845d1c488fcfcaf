import { linkBetween, type Weights } from './align/align.ts';
import type { Link } from './align/cluster.ts';
import type { Profile } from './align/profile.ts';
import type { Placed, TextIndex } from './text-index.ts';

/** Statements that links of more than nothing, or people, hold together: what is grouped in one go. */
export interface Component {
  /** Oldest text first, then by place. */
  readonly members: readonly Placed[];
  readonly profiles: readonly Profile[];
  /** By the places in `members`. */
  readonly links: readonly Link[];
  readonly never: readonly (readonly [number, number])[];
}

interface Member extends Placed {
  readonly profile: Profile;
  readonly order: string;
}

/** @param others those with which people put a statement together */
export function componentOf(
  index: TextIndex,
  from: Placed,
  others: (placed: Placed) => readonly Placed[],
  weights?: Weights,
): Component {
  const members = new Map<number, Member>();
  const waiting: Member[] = [];
  const compared: { readonly a: number; readonly b: number; readonly score: number | 'never' }[] = [];
  const reach = (placed: Placed): void => {
    const [number, loaded] = [numberOf(placed), index.load(placed.text)];
    const profile = loaded?.statements[placed.place];
    if (loaded === undefined || profile === undefined || members.has(number)) return;
    const member = { ...placed, profile, order: loaded.order };
    members.set(number, member);
    waiting.push(member);
  };
  reach(from);
  const done = new Set<number>();
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    const a = numberOf(member);
    done.add(a);
    for (const placed of index.worthComparing(member)) {
      const b = numberOf(placed);
      if (done.has(b)) continue; // compared from the other side
      const score = scoreOf(index, member, placed, weights);
      compared.push({ a, b, score });
      if (score !== 'never' && score > 0) reach(placed);
    }
    for (const placed of others(member)) reach(placed);
  }
  return inOrder([...members.values()], compared);
}

/** The statements to which one is linked directly. */
export function linkedTo(index: TextIndex, from: Placed, weights?: Weights): readonly Placed[] {
  const [loaded, profile] = [index.load(from.text), index.statement(from)];
  if (loaded === undefined || profile === undefined) return [];
  const member = { ...from, profile, order: loaded.order };
  return [...index.worthComparing(from)].filter((placed) => {
    const score = scoreOf(index, member, placed, weights);
    return score !== 'never' && score > 0;
  });
}

/** The same from both sides: the older text goes first. */
function scoreOf(index: TextIndex, a: Member, b: Placed, weights: Weights | undefined): number | 'never' {
  const [loaded, profile] = [index.load(b.text), index.statement(b)];
  if (loaded === undefined || profile === undefined) return 'never';
  const first = a.order === loaded.order ? a.place < b.place : a.order < loaded.order;
  return first ? linkBetween(a.profile, profile, weights) : linkBetween(profile, a.profile, weights);
}

function inOrder(
  members: readonly Member[],
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
