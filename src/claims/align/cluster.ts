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
 * @returns the group of each of `count` things, as the number of its first member
 */
export function cluster(
  count: number,
  links: readonly Link[],
  { never, together, apart }: Constraints,
  missing: number,
): readonly number[] {
  const groups = new Groups(count, links, [...never, ...apart], missing);
  for (const [a, b] of together) {
    const [one, other] = [groups.of(a), groups.of(b)];
    const parted = apart.some(([x, y]) => isPair(groups.of(x), groups.of(y), one, other));
    if (one !== other && !parted) groups.merge(Math.min(one, other), Math.max(one, other));
  }
  groups.mergeAll();
  return Array.from({ length: count }, (_, index) => groups.of(index));
}

function isPair(x: number, y: number, a: number, b: number): boolean {
  return (x === a && y === b) || (x === b && y === a);
}

class Groups {
  readonly #missing: number;
  /** The group into which each went; itself while it is one. */
  readonly #parent: number[];
  readonly #members: number[][];
  readonly #near: (Map<number, Sum> | undefined)[] = [];
  /** Of each thing the best link to each group. */
  readonly #best: Map<number, number>[];
  readonly #apart: (Set<number> | undefined)[] = [];
  readonly #heap = new Heap();

  constructor(count: number, links: readonly Link[], apart: readonly Pair[], missing: number) {
    this.#missing = missing;
    this.#parent = Array.from({ length: count }, (_, index) => index);
    this.#members = Array.from({ length: count }, (_, index) => [index]);
    this.#best = Array.from({ length: count }, () => new Map());
    for (const [a, b] of apart) {
      this.#apartOf(a).add(b);
      this.#apartOf(b).add(a);
    }
    for (const { a, b, score } of links) {
      const one: Sum = { sum: score, pairs: 1 };
      this.#nearOf(a).set(b, one);
      this.#nearOf(b).set(a, one);
      this.#best[a]?.set(b, score);
      this.#best[b]?.set(a, score);
      if (score > 0) this.#heap.push({ a, b, score });
    }
  }

  of(index: number): number {
    let group = index;
    while (this.#parent[group] !== group) group = this.#parent[group] ?? group;
    return group;
  }

  mergeAll(): void {
    for (let best = this.#heap.pop(); best !== undefined; best = this.#heap.pop()) {
      const { a, b, score } = best;
      const link = this.#near[a]?.get(b);
      // Left over from before one of the two had grown or gone.
      if (link === undefined || this.#scoreOf(link, a, b) !== score || this.#apart[a]?.has(b) === true) continue;
      this.merge(a, b);
    }
  }

  /** Puts the group `b` into the group `a`, which is before it. */
  merge(a: number, b: number): void {
    const [into, from] = [this.#nearOf(a), this.#nearOf(b)];
    this.#parent[b] = a;
    for (const other of new Set([...into.keys(), ...from.keys()])) {
      for (const member of this.#membersOf(other)) {
        const best = this.#best[member];
        best?.set(a, Math.max(best.get(a) ?? this.#missing, best.get(b) ?? this.#missing));
        best?.delete(b);
      }
    }
    this.#membersOf(a).push(...this.#membersOf(b));
    into.delete(b);
    this.#near[b] = undefined;
    for (const other of this.#apart[b] ?? []) {
      this.#apartOf(a).add(other);
      this.#apartOf(other).add(a);
    }
    for (const [other, { sum, pairs }] of from) {
      if (other === a) continue;
      const mine = into.get(other);
      const both = { sum: sum + (mine?.sum ?? 0), pairs: pairs + (mine?.pairs ?? 0) };
      into.set(other, both);
      const theirs = this.#nearOf(other);
      theirs.delete(b);
      theirs.set(a, both);
    }
    for (const [other, sum] of into) {
      const now = this.#scoreOf(sum, Math.min(a, other), Math.max(a, other));
      if (now > 0) this.#heap.push({ a: Math.min(a, other), b: Math.max(a, other), score: now });
    }
  }

  #scoreOf({ sum, pairs }: Sum, a: number, b: number): number {
    const all = this.#membersOf(a).length * this.#membersOf(b).length;
    if (all === 1) return sum;
    const average = (sum + (all - pairs) * this.#missing) / all;
    return (average + (this.#bestAverage(a, b) + this.#bestAverage(b, a)) / 2) / 2;
  }

  /** Of what each member of a group has best in another one; a pair that speaks against it is no worse than none. */
  #bestAverage(a: number, b: number): number {
    const members = this.#membersOf(a);
    let sum = 0;
    for (const member of members) sum += Math.max(this.#missing, this.#best[member]?.get(b) ?? this.#missing);
    return sum / members.length;
  }

  #membersOf(index: number): number[] {
    return (this.#members[index] ??= []);
  }

  #nearOf(index: number): Map<number, Sum> {
    return (this.#near[index] ??= new Map());
  }

  #apartOf(index: number): Set<number> {
    return (this.#apart[index] ??= new Set());
  }
}

interface Sum {
  readonly sum: number;
  readonly pairs: number;
}

/** The highest score first; of equals the one with the lowest numbers, so that the outcome has one order. */
class Heap {
  readonly #links: Link[] = [];

  push(link: Link): void {
    const links = this.#links;
    links.push(link);
    let at = links.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = links[up];
      if (above === undefined || !before(link, above)) break;
      links[at] = above;
      at = up;
    }
    links[at] = link;
  }

  pop(): Link | undefined {
    const links = this.#links;
    const top = links[0];
    const last = links.pop();
    if (last === undefined || links.length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      const [left, right] = [links[down], links[down + 1]];
      if (left === undefined) break;
      let next = left;
      if (right !== undefined && before(right, left)) {
        down += 1;
        next = right;
      }
      if (!before(next, last)) break;
      links[at] = next;
      at = down;
    }
    links[at] = last;
    return top;
  }
}

function before(a: Link, b: Link): boolean {
  return a.score !== b.score ? a.score > b.score : a.a !== b.a ? a.a < b.a : a.b < b.b;
}
