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

/** What a pair of groups has that can never be one: whatever is added to it, it stays that. */
const NEVER = -Infinity;

/**
 * All that is added up is what is over `missing`, so that a member without links to another group adds nothing to what
 * the two have. Merging takes as long as there are links to other groups, and leaves out those to which there is no way.
 */
class Groups {
  readonly #missing: number;
  /** The group into which each went; itself while it is one. */
  readonly #parent: Int32Array;
  readonly #sizes: Int32Array;
  /** Of each thing another one of its group: around it goes a ring of all. */
  readonly #ring: Int32Array;
  /** Of each group its pairs with others, by their numbers; some of them may be gone. */
  readonly #pairsOf: number[][];
  /** Of each group the things outside that have links to it, and under the same place what each has best in it. */
  readonly #outside: number[][];
  readonly #best: number[][];

  /** Of a pair its groups, the lower one negative when the pair is gone. */
  readonly #lower: Int32Array;
  readonly #higher: Int32Array;
  /** What all its links are over `missing`, added up. */
  readonly #sum: Float64Array;
  /** What the members of the lower group have best in the higher one, added up; and the other way round. */
  readonly #lowerBest: Float64Array;
  readonly #higherBest: Float64Array;
  /** The score under which it stands in the heap: what it has now, or more. */
  readonly #key: Float64Array;
  #pairs = 0;
  readonly #heap = new LinkHeap();
  /** More than twice what can be in it without what is left over. */
  readonly #mostInHeap: number;

  /** By group the pair with it and by thing the place among those outside, above 0: of the group that grows; nothing between two merges. */
  readonly #pairWith: Int32Array;
  readonly #placeOf: Int32Array;

  constructor(count: number, links: readonly Link[], apart: readonly Pair[], missing: number) {
    const most = links.length + apart.length;
    this.#missing = exact(missing);
    this.#mostInHeap = 2 * most + 1000;
    this.#parent = Int32Array.from({ length: count }, (_, index) => index);
    this.#ring = this.#parent.slice();
    this.#sizes = new Int32Array(count).fill(1);
    [this.#pairsOf, this.#outside, this.#best] = [lists(count), lists(count), lists(count)];
    [this.#lower, this.#higher] = [new Int32Array(most), new Int32Array(most)];
    [this.#sum, this.#key] = [new Float64Array(most), new Float64Array(most).fill(NEVER)];
    [this.#lowerBest, this.#higherBest] = [new Float64Array(most), new Float64Array(most)];
    [this.#pairWith, this.#placeOf] = [new Int32Array(count), new Int32Array(count)];
    for (const { a, b, score } of links) this.#link(a, b, exact(score) - this.#missing);
    this.#part(apart);
    for (let pair = 0; pair < this.#pairs; pair += 1) this.#offer(pair, false);
  }

  #link(a: number, b: number, over: number): void {
    const pair = this.#newPair(a, b, over);
    if (over <= 0) return; // a pair that speaks against it is no worse than none
    this.#lowerBest[pair] = this.#higherBest[pair] = over;
    this.#outside[a]?.push(b);
    this.#best[a]?.push(over);
    this.#outside[b]?.push(a);
    this.#best[b]?.push(over);
  }

  #newPair(a: number, b: number, sum: number): number {
    const pair = this.#pairs;
    this.#pairs += 1;
    this.#lower[pair] = a;
    this.#higher[pair] = b;
    this.#sum[pair] = sum;
    this.#pairsOf[a]?.push(pair);
    this.#pairsOf[b]?.push(pair);
    return pair;
  }

  /** @param apart pairs in any order, that may come twice and have links */
  #part(apart: readonly Pair[]): void {
    for (const [first, others] of partners(apart)) {
      this.#markPairs(first);
      for (const other of others) {
        if (other <= first) continue; // it comes from there
        const pair = (this.#pairWith[other] ?? 0) - 1;
        if (pair >= 0) this.#sum[pair] = NEVER;
        else this.#pairWith[other] = this.#newPair(first, other, NEVER) + 1;
      }
      this.#unmarkPairs(first);
    }
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
    let member = one;
    do {
      if (parted.get(member)?.some((each) => this.of(each) === other) === true) return true;
      member = this.#ring[member] ?? one;
    } while (member !== one);
    return false;
  }

  mergeAll(): void {
    const heap = this.#heap;
    while (heap.pop()) {
      const { pair, a, b, score } = heap;
      if (this.#isLeft(pair, score)) continue;
      if (this.#scoreOf(pair) === score && this.#lower[pair] === a && this.#higher[pair] === b) this.merge(a, b);
      else {
        this.#key[pair] = NEVER;
        this.#offer(pair, false);
      }
    }
  }

  /** Left over from before the pair was gone, or stood under another score. */
  #isLeft(pair: number, score: number): boolean {
    return (this.#lower[pair] ?? GONE) === GONE || this.#key[pair] !== score;
  }

  /**
   * Puts a pair into the heap. What was put there before with no less stays, and is put right when it comes to the top.
   *
   * @param isRenamed whether its groups have other numbers than when it was put there last: of equals the lowest numbers go first
   */
  #offer(pair: number, isRenamed: boolean): void {
    const score = this.#scoreOf(pair);
    const key = this.#key[pair] ?? NEVER;
    if (score <= 0 || score < key || (score === key && !isRenamed)) return;
    this.#key[pair] = score;
    this.#heap.push(pair, this.#lower[pair] ?? 0, this.#higher[pair] ?? 0, score);
    if (this.#heap.length > this.#mostInHeap) this.#heap.drop((each, its) => this.#isLeft(each, its));
  }

  /** Puts the group `b` into the group `a`, which is before it. */
  merge(a: number, b: number): void {
    this.#markPairs(a);
    const renamed = this.#pairsOf[a]?.length ?? 0;
    this.#takePairs(a, b);
    this.#parent[b] = a;
    this.#takeOutside(a, b);
    this.#sizes[a] = (this.#sizes[a] ?? 0) + (this.#sizes[b] ?? 0);
    const [next = a, others = b] = [this.#ring[a], this.#ring[b]];
    this.#ring[a] = others;
    this.#ring[b] = next;
    const pairs = this.#pairsOf[a] ?? [];
    for (let at = 0; at < pairs.length; at += 1) {
      const pair = pairs[at] ?? 0;
      if (this.#lower[pair] !== GONE) this.#offer(pair, at >= renamed);
    }
    this.#unmarkPairs(a);
  }

  /** What `b` has with other groups becomes what `a` has with them; what these have best in `b` is left to `#takeOutside`. */
  #takePairs(a: number, b: number): void {
    const mine = this.#pairsOf[a] ?? [];
    for (const pair of this.#pairsOf[b] ?? []) {
      const other = this.#otherOf(pair, b);
      if (other === GONE) continue;
      const own = (this.#pairWith[other] ?? 0) - 1;
      const best = this.#bestOf(pair, b);
      if (own >= 0) {
        this.#sum[own] = (this.#sum[own] ?? 0) + (this.#sum[pair] ?? 0);
        this.#addBest(own, a, best);
      }
      if (own >= 0 || other === a) {
        this.#lower[pair] = GONE;
        continue;
      }
      const isLower = a < other;
      this.#lower[pair] = isLower ? a : other;
      this.#higher[pair] = isLower ? other : a;
      this.#lowerBest[pair] = isLower ? best : 0;
      this.#higherBest[pair] = isLower ? 0 : best;
      mine.push(pair);
      this.#pairWith[other] = pair + 1;
    }
    this.#pairsOf[b] = [];
    this.#pairWith[b] = 0;
  }

  /** What other groups have best in `b`, where it is more than in `a`. */
  #takeOutside(a: number, b: number): void {
    const [things, best] = [this.#outside[a] ?? [], this.#best[a] ?? []];
    let kept = 0;
    for (let at = 0; at < things.length; at += 1) {
      const thing = things[at] ?? 0;
      if (this.#wayTo(thing, a) === GONE) continue;
      things[kept] = thing;
      best[kept] = best[at] ?? 0;
      kept += 1;
      this.#placeOf[thing] = kept;
    }
    things.length = best.length = kept;
    const [others, bestOfOthers] = [this.#outside[b] ?? [], this.#best[b] ?? []];
    for (let at = 0; at < others.length; at += 1) {
      const thing = others[at] ?? 0;
      const pair = this.#wayTo(thing, a);
      if (pair === GONE) continue;
      const over = bestOfOthers[at] ?? 0;
      const place = (this.#placeOf[thing] ?? 0) - 1;
      const before = place < 0 ? 0 : (best[place] ?? 0);
      if (over <= before) continue;
      if (place >= 0) best[place] = over;
      else {
        things.push(thing);
        best.push(over);
      }
      this.#addBest(pair, this.of(thing), over - before);
    }
    for (const thing of things) this.#placeOf[thing] = 0;
    [this.#outside[b], this.#best[b]] = [[], []];
  }

  /** The pair of the group that grows with that of a thing, unless they are one, or can never be. */
  #wayTo(thing: number, grows: number): number {
    const group = this.of(thing);
    const pair = group === grows ? GONE : (this.#pairWith[group] ?? 0) - 1;
    return pair < 0 || this.#sum[pair] === NEVER ? GONE : pair;
  }

  #markPairs(group: number): void {
    const pairs = this.#pairsOf[group] ?? [];
    let kept = 0;
    for (const pair of pairs) {
      const other = this.#otherOf(pair, group);
      if (other === GONE) continue;
      pairs[kept] = pair;
      kept += 1;
      this.#pairWith[other] = pair + 1;
    }
    pairs.length = kept;
  }

  #unmarkPairs(group: number): void {
    for (const pair of this.#pairsOf[group] ?? []) {
      const other = this.#otherOf(pair, group);
      if (other !== GONE) this.#pairWith[other] = 0;
    }
  }

  #otherOf(pair: number, group: number): number {
    const lower = this.#lower[pair] ?? GONE;
    return lower === group ? (this.#higher[pair] ?? GONE) : lower;
  }

  #addBest(pair: number, group: number, more: number): void {
    const best = this.#lower[pair] === group ? this.#lowerBest : this.#higherBest;
    best[pair] = (best[pair] ?? 0) + more;
  }

  /** What the members of one group of a pair have best in the other one, over `missing`, added up. */
  #bestOf(pair: number, group: number): number {
    return (this.#lower[pair] === group ? this.#lowerBest : this.#higherBest)[pair] ?? 0;
  }

  #scoreOf(pair: number): number {
    const sum = this.#sum[pair] ?? NEVER;
    if (sum === NEVER) return NEVER;
    const ofLower = this.#sizes[this.#lower[pair] ?? 0] ?? 0;
    const ofHigher = this.#sizes[this.#higher[pair] ?? 0] ?? 0;
    const all = ofLower * ofHigher;
    if (all === 1) return sum + this.#missing;
    const average = (sum + all * this.#missing) / all;
    const lower = ((this.#lowerBest[pair] ?? 0) + ofLower * this.#missing) / ofLower;
    const higher = ((this.#higherBest[pair] ?? 0) + ofHigher * this.#missing) / ofHigher;
    return (average + (lower + higher) / 2) / 2;
  }
}

/** In place of the number of a group or a pair that is no more. */
const GONE = -1;

function lists(count: number): number[][] {
  return Array.from({ length: count }, () => []);
}
