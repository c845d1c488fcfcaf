/** What speaks for two statements being one claim, as log odds; `b` is greater than `a`. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/**
 * Groups by average link: again and again the two groups go together whose pairs speak most for it on average, until
 * no two are left whose average is above 0. Two that can `never` be one keep their groups apart. A pair that no link names counts as `missing`. What it returns depends
 * on the links and on nothing else.
 *
 * @returns the group of each of `count` things, as the number of its first member
 */
export function cluster(
  count: number,
  links: readonly Link[],
  never: readonly (readonly [number, number])[],
  missing: number,
): readonly number[] {
  const group = Array.from({ length: count }, (_, index) => index);
  const size = Array.from({ length: count }, () => 1);
  const near: (Map<number, Sum> | undefined)[] = Array.from({ length: count }, () => undefined);
  const sumsOf = (index: number): Map<number, Sum> => (near[index] ??= new Map());
  const apart: (Set<number> | undefined)[] = Array.from({ length: count }, () => undefined);
  const apartOf = (index: number): Set<number> => (apart[index] ??= new Set());
  for (const [a, b] of never) {
    apartOf(a).add(b);
    apartOf(b).add(a);
  }
  const heap = new Heap();
  for (const { a, b, score } of links) {
    const one: Sum = { sum: score, pairs: 1 };
    sumsOf(a).set(b, one);
    sumsOf(b).set(a, one);
    if (score > 0) heap.push({ a, b, score });
  }
  const average = ({ sum, pairs }: Sum, a: number, b: number): number => {
    const all = (size[a] ?? 1) * (size[b] ?? 1);
    return (sum + (all - pairs) * missing) / all;
  };
  const parent = Array.from({ length: count }, (_, index) => index);
  for (let best = heap.pop(); best !== undefined; best = heap.pop()) {
    const { a, b, score } = best;
    const link = near[a]?.get(b);
    // Left over from before one of the two had grown or gone.
    if (link === undefined || average(link, a, b) !== score || apart[a]?.has(b) === true) continue;
    const [into, from] = [sumsOf(a), sumsOf(b)];
    size[a] = (size[a] ?? 1) + (size[b] ?? 1);
    parent[b] = a;
    into.delete(b);
    near[b] = undefined;
    for (const other of apart[b] ?? []) {
      apartOf(a).add(other);
      apartOf(other).add(a);
    }
    for (const [other, { sum, pairs }] of from) {
      if (other === a) continue;
      const mine = into.get(other);
      const both = { sum: sum + (mine?.sum ?? 0), pairs: pairs + (mine?.pairs ?? 0) };
      into.set(other, both);
      const theirs = sumsOf(other);
      theirs.delete(b);
      theirs.set(a, both);
    }
    for (const [other, sum] of into) {
      const now = average(sum, a, other);
      if (now > 0) heap.push({ a: Math.min(a, other), b: Math.max(a, other), score: now });
    }
  }
  for (let index = 0; index < count; index += 1)
    group[index] = parent[index] === index ? index : (group[parent[index] ?? index] ?? index);
  return group;
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
