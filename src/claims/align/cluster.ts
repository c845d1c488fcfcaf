import { LinkHeap } from './link-heap.ts';

/** What speaks for two statements being one claim, as log odds; `b` is greater than `a`. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Pairs by number. */
export interface Constraints {
  /** What a machine takes for impossible. */
  readonly never: readonly Pair[];
  /** What people put together, and what they keep apart: stronger than all links. `apart` is stronger than `together`. */
  readonly together: readonly Pair[];
  readonly apart: readonly Pair[];
}

type Pair = readonly [number, number];

/**
 * Groups by what speaks for two groups being one, half of it the average of all pairs, half the average of the best pair
 * of each member: a toll that others contradict still belongs to the toll that it repeats. Again and again the two go
 * together for which most speaks, until nothing speaks for any two. Two that can `never` be one keep their groups apart.
 * A pair that no link names counts as `missing`. What it returns depends on the links and on nothing else.
 *
 * @param links one a pair
 * @returns the group of each of `count` things, as the number of its first member
 */
export function cluster(
  count: number,
  links: readonly Link[],
  { never, together, apart }: Constraints,
  missing: number,
): readonly number[] {
  const groups = new Groups(count, links, [...never, ...apart], missing);
  const parted = partners(apart);
  for (const [a, b] of together) {
    const [one, other] = [groups.of(a), groups.of(b)];
    if (one !== other && !groups.isParted(one, other, parted)) groups.merge(Math.min(one, other), Math.max(one, other));
  }
  groups.mergeAll();
  return Array.from({ length: count }, (_, index) => groups.of(index));
}

type Partners = ReadonlyMap<number, readonly number[]>;

function partners(pairs: readonly Pair[]): Partners {
  const found = new Map<number, number[]>();
  const note = (a: number, b: number): void => {
    const of = found.get(a);
    if (of === undefined) found.set(a, [b]);
    else of.push(b);
  };
  for (const [a, b] of pairs) {
    note(a, b);
    note(b, a);
  }
  return found;
}

/** Sums of scores as whole numbers of this part are exact, and do not depend on the order in which they are added up. */
const PARTS = 2 ** 20;

function exact(score: number): number {
  return Math.round(score * PARTS) / PARTS;
}

/**
 * Merging two groups takes as long as there are members in the groups near them: what each member has best in another
 * group is kept, and so is the sum of that over the members of a group.
 */
class Groups {
  readonly #missing: number;
  /** The group into which each went; itself while it is one. */
  readonly #parent: Int32Array;
  readonly #members: number[][];
  /** Of each group those to which it has links, with the place of the pair in the lists below. */
  readonly #near: (Map<number, number> | undefined)[] = [];
  /** Of a pair of groups: the sum of its links and their number. */
  readonly #sum: Float64Array;
  readonly #pairs: Uint32Array;
  /** What the members of the group with the lower number have best in the other one, added up; and the other way round. */
  readonly #lowerBest: Float64Array;
  readonly #higherBest: Float64Array;
  /** Of each thing the best link to each group; of one that is a group alone, the two lists above say it. */
  readonly #best: (Map<number, number> | undefined)[] = [];
  readonly #apart: (Set<number> | undefined)[] = [];
  readonly #heap = new LinkHeap();
  /** More than twice what can be in it without what is left over. */
  readonly #mostInHeap: number;

  constructor(count: number, links: readonly Link[], apart: readonly Pair[], missing: number) {
    this.#missing = exact(missing);
    this.#mostInHeap = 2 * links.length + 1000;
    this.#parent = Int32Array.from({ length: count }, (_, index) => index);
    this.#members = Array.from({ length: count }, (_, index) => [index]);
    for (const [a, b] of apart) {
      this.#apartOf(a).add(b);
      this.#apartOf(b).add(a);
    }
    this.#sum = new Float64Array(links.length);
    this.#pairs = new Uint32Array(links.length).fill(1);
    for (const [pair, { a, b, score }] of links.entries()) {
      this.#nearOf(a).set(b, pair);
      this.#nearOf(b).set(a, pair);
      this.#sum[pair] = exact(score);
      if (score > 0) this.#heap.push(a, b, exact(score));
    }
    // A pair that speaks against it is no worse than none.
    this.#lowerBest = this.#sum.map((score) => Math.max(this.#missing, score));
    this.#higherBest = this.#lowerBest.slice();
  }

  of(index: number): number {
    const parent = this.#parent;
    let group = index;
    for (let up = parent[group] ?? group; up !== group; up = parent[group] ?? group) {
      const above = parent[up] ?? up;
      parent[group] = above;
      group = above;
    }
    return group;
  }

  /** Whether a member of one group is a partner of one in the other. */
  isParted(one: number, other: number, parted: Partners): boolean {
    if (parted.size === 0) return false;
    return this.#membersOf(one).some((member) => parted.get(member)?.some((each) => this.of(each) === other) === true);
  }

  mergeAll(): void {
    for (let best = this.#heap.pop(); best !== undefined; best = this.#heap.pop()) {
      if (!this.#isLeft(best)) this.merge(best.a, best.b);
    }
  }

  /** Left over from before one of the two had grown or gone; or they can never be one. */
  #isLeft({ a, b, score }: Link): boolean {
    const pair = this.#near[a]?.get(b);
    return pair === undefined || this.#scoreOf(pair, a, b) !== score || this.#apart[a]?.has(b) === true;
  }

  /** Puts the group `b` into the group `a`, which is before it. */
  merge(a: number, b: number): void {
    const [into, from] = [this.#nearOf(a), this.#nearOf(b)];
    into.delete(b);
    from.delete(a);
    this.#open(a);
    this.#open(b);
    const none = this.#missing * this.#membersOf(b).length;
    for (const [other, pair] of into) if (!from.has(other)) this.#add(pair, a, other, none);
    for (const [other, theirs] of from) {
      this.#join(a, b, other, into.get(other), theirs);
      this.#nearOf(other).delete(b);
    }
    this.#parent[b] = a;
    for (const member of this.#membersOf(b)) this.#membersOf(a).push(member);
    this.#members[b] = [];
    this.#near[b] = undefined;
    for (const other of this.#apart[b] ?? []) {
      this.#apartOf(a).add(other);
      this.#apartOf(other).add(a);
    }
    this.#apart[b] = undefined;
    for (const [other, pair] of into) {
      const [lower, higher] = [Math.min(a, other), Math.max(a, other)];
      const now = this.#scoreOf(pair, lower, higher);
      if (now > 0) this.#heap.push(lower, higher, now);
    }
    if (this.#heap.length > this.#mostInHeap) this.#heap.drop((link) => this.#isLeft(link));
  }

  /** A thing that will not be alone any more keeps for itself what it has best elsewhere. */
  #open(group: number): void {
    const [first, ...others] = this.#membersOf(group);
    if (first === undefined || others.length > 0 || this.#best[first] !== undefined) return;
    const best = new Map<number, number>();
    for (const [other, pair] of this.#nearOf(group)) best.set(other, this.#bestOf(pair, group, other));
    this.#best[first] = best;
  }

  #add(pair: number, a: number, b: number, more: number): void {
    const best = a < b ? this.#lowerBest : this.#higherBest;
    best[pair] = (best[pair] ?? 0) + more;
  }

  /** What `a` and `b` have with another group to which `b` has links, before they are one, becomes what they have together. */
  #join(a: number, b: number, other: number, mine: number | undefined, theirs: number): void {
    const pair = mine ?? theirs;
    const ofA = mine === undefined ? this.#missing * this.#membersOf(a).length : this.#bestOf(mine, a, other);
    const best = ofA + this.#bestOf(theirs, b, other);
    const back = this.#bestInBoth(a, b, other, mine, theirs);
    if (mine !== undefined) {
      this.#sum[pair] = (this.#sum[mine] ?? 0) + (this.#sum[theirs] ?? 0);
      this.#pairs[pair] = (this.#pairs[mine] ?? 0) + (this.#pairs[theirs] ?? 0);
    } else {
      this.#nearOf(a).set(other, pair);
      this.#nearOf(other).set(a, pair);
    }
    const [ofLower, ofHigher] = a < other ? [best, back] : [back, best];
    this.#lowerBest[pair] = ofLower;
    this.#higherBest[pair] = ofHigher;
  }

  /** What the members of a group have best in `a` or `b`; each keeps it under `a`. */
  #bestInBoth(a: number, b: number, other: number, mine: number | undefined, theirs: number): number {
    const members = this.#membersOf(other);
    if (members.length === 1) {
      const alone = this.#bestOf(theirs, other, b);
      return mine === undefined ? alone : Math.max(alone, this.#bestOf(mine, other, a));
    }
    let sum = 0;
    for (const member of members) {
      const best = this.#best[member];
      const inB = best?.get(b);
      const inA = best?.get(a);
      const now = Math.max(inA ?? this.#missing, inB ?? this.#missing);
      sum += now;
      if (inB === undefined) continue;
      best?.delete(b);
      if (inA !== now) best?.set(a, now);
    }
    return sum;
  }

  #scoreOf(pair: number, a: number, b: number): number {
    const [ofA, ofB] = [this.#membersOf(a).length, this.#membersOf(b).length];
    const [sum, pairs] = [this.#sum[pair] ?? 0, this.#pairs[pair] ?? 0];
    const all = ofA * ofB;
    if (all === 1) return sum;
    const average = (sum + (all - pairs) * this.#missing) / all;
    return (average + (this.#bestOf(pair, a, b) / ofA + this.#bestOf(pair, b, a) / ofB) / 2) / 2;
  }

  /** What the members of `a` have best in `b`, added up. */
  #bestOf(pair: number, a: number, b: number): number {
    return (a < b ? this.#lowerBest : this.#higherBest)[pair] ?? 0;
  }

  #membersOf(index: number): number[] {
    return (this.#members[index] ??= []);
  }

  #nearOf(index: number): Map<number, number> {
    return (this.#near[index] ??= new Map());
  }

  #apartOf(index: number): Set<number> {
    return (this.#apart[index] ??= new Set());
  }
}
