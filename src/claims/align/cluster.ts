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
 * Groups by average link: again and again the two groups go together whose pairs speak most for it on average, until
 * no two are left whose average is above 0. Two that can `never` be one keep their groups apart. A pair that no link
 * names counts as `missing`. What it returns depends on the links and on nothing else.
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
  readonly #size: number[];
  readonly #near: (Map<number, Sum> | undefined)[] = [];
  readonly #apart: (Set<number> | undefined)[] = [];
  readonly #heap = new Heap();
  readonly #raw = new Map<number, number>();
  readonly #members: number[][] = [];
  readonly #count: number;

  constructor(count: number, links: readonly Link[], apart: readonly Pair[], missing: number) {
    this.#missing = missing;
    this.#count = count;
    this.#members = Array.from({ length: count }, (_, index) => [index]);
    for (const { a, b, score } of links) { this.#raw.set(a * count + b, score); this.#raw.set(b * count + a, score); }
    this.#parent = Array.from({ length: count }, (_, index) => index);
    this.#size = Array.from({ length: count }, () => 1);
    for (const [a, b] of apart) {
      this.#apartOf(a).add(b);
      this.#apartOf(b).add(a);
    }
    for (const { a, b, score } of links) {
      const one: Sum = { sum: score, pairs: 1 };
      this.#nearOf(a).set(b, one);
      this.#nearOf(b).set(a, one);
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
      if (link === undefined || this.#average(link, a, b) !== score || this.#apart[a]?.has(b) === true) continue;
      this.merge(a, b);
    }
  }

  /** Puts the group `b` into the group `a`, which is before it. */
  merge(a: number, b: number): void {
    const [into, from] = [this.#nearOf(a), this.#nearOf(b)];
    this.#size[a] = (this.#size[a] ?? 1) + (this.#size[b] ?? 1);
    this.#parent[b] = a;
    this.#members[a]?.push(...(this.#members[b] ?? []));
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
      const now = this.#average(sum, a, other);
      if (now > 0) this.#heap.push({ a: Math.min(a, other), b: Math.max(a, other), score: now });
    }
  }

  #average({ sum, pairs }: Sum, a: number, b: number): number {
    const all = (this.#size[a] ?? 1) * (this.#size[b] ?? 1);
    const average = (sum + (all - pairs) * this.#missing) / all;
    const mix = Number(process.env['MIX'] ?? 0.5);
    if (mix === 0 || all === 1) return average;
    return (1 - mix) * average + (mix * (this.#best(a, b) + this.#best(b, a))) / 2;
  }

  #best(a: number, b: number): number {
    let sum = 0;
    const [one, other] = [this.#members[a] ?? [], this.#members[b] ?? []];
    for (const x of one) {
      let best = this.#missing;
      for (const y of other) best = Math.max(best, this.#raw.get(x * this.#count + y) ?? this.#missing);
      sum += best;
    }
    return sum / one.length;
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
