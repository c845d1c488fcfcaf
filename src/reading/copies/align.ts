/** The counterpart of a token that has none. */
export const ALONE = -1;

/** Stretches up to this many pairs of tokens are compared exactly. */
const EXACT_CELLS = 40_000;
/** Tokens in a row hold two texts together where they occur once in each; longer rows are tried first. */
interface Anchor {
  readonly width: number;
  readonly times: number;
}
const ANCHORS: readonly Anchor[] = [
  { width: 8, times: 1 },
  { width: 3, times: 1 },
  { width: 1, times: 1 },
  { width: 8, times: 1_000 }, // lists and forms, which say everything many times
];
/** Looks at a token; texts made to be slow are compared in part. */
const BUDGET = 60_000_000;

interface Stretch {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/**
 * Which token of `b` each token of `a` goes with, or `ALONE`; never backwards. What occurs once in both is found first
 * (patience diff, Bram Cohen), what lies between is then compared in the same way, and short stretches exactly by their
 * longest common subsequence.
 */
export function align(a: Int32Array, b: Int32Array): Int32Array {
  const match = new Int32Array(a.length).fill(ALONE);
  const open: Stretch[] = [{ a: 0, aEnd: a.length, b: 0, bEnd: b.length }];
  let budget = BUDGET;
  for (let stretch = open.pop(); stretch !== undefined; stretch = open.pop()) {
    const rest = trimmed(stretch, a, b, match);
    const [aLength, bLength] = [rest.aEnd - rest.a, rest.bEnd - rest.b];
    if (aLength === 0 || bLength === 0) continue;
    if (aLength * bLength <= EXACT_CELLS) {
      alignExactly(rest, a, b, match);
      continue;
    }
    for (const anchor of ANCHORS) {
      budget -= aLength + bLength;
      if (budget < 0) return match;
      const anchors = anchorsIn(rest, anchor, a, b);
      if (anchors.length === 0) continue;
      between(rest, anchors, anchor.width, match, open);
      break;
    }
  }
  return match;
}

/** Matches what both begin and end with. */
function trimmed(stretch: Stretch, a: Int32Array, b: Int32Array, match: Int32Array): Stretch {
  let { a: aFrom, aEnd, b: bFrom, bEnd } = stretch;
  while (aFrom < aEnd && bFrom < bEnd && a[aFrom] === b[bFrom]) {
    match[aFrom] = bFrom;
    aFrom += 1;
    bFrom += 1;
  }
  while (aFrom < aEnd && bFrom < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
    match[aEnd] = bEnd;
  }
  return { a: aFrom, aEnd, b: bFrom, bEnd };
}

/** Matches the anchors and leaves the stretches between them to be looked at. */
function between(
  rest: Stretch,
  anchors: readonly (readonly [number, number])[],
  width: number,
  match: Int32Array,
  open: Stretch[],
): void {
  let { a, b } = rest;
  for (const [aAt, bAt] of anchors) {
    // Rows of tokens overlap their neighbours: what the one before has matched is not matched again.
    const done = Math.max(0, a - aAt, b - bAt);
    if (done >= width) continue;
    open.push({ a, aEnd: aAt + done, b, bEnd: bAt + done });
    for (let i = done; i < width; i += 1) match[aAt + i] = bAt + i;
    a = aAt + width;
    b = bAt + width;
  }
  open.push({ a, aEnd: rest.aEnd, b, bEnd: rest.bEnd });
}

/**
 * Rows of `width` tokens that occur equally often in both stretches, no more than `times`, the first with the first and
 * so on, as the longest list of them that runs forwards in both.
 */
function anchorsIn(
  { a: aFrom, aEnd, b: bFrom, bEnd }: Stretch,
  { width, times }: Anchor,
  a: Int32Array,
  b: Int32Array,
): readonly (readonly [number, number])[] {
  const inA = placesIn(a, aFrom, aEnd, width);
  const inB = placesIn(b, bFrom, bEnd, width);
  const pairs: [number, number][] = [];
  for (const [hash, places] of inA) {
    const others = inB.get(hash);
    if (others?.length !== places.length || places.length > times) continue;
    for (const [index, aAt] of places.entries()) {
      const bAt = others[index] ?? 0;
      let same = 0;
      while (same < width && a[aAt + same] === b[bAt + same]) same += 1;
      if (same === width) pairs.push([aAt, bAt]);
    }
  }
  return forwards(pairs.toSorted(([left], [right]) => left - right));
}

function placesIn(tokens: Int32Array, from: number, end: number, width: number): ReadonlyMap<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = from; at + width <= end; at += 1) {
    let hash = 0;
    for (let i = at; i < at + width; i += 1) hash = Math.imul(hash ^ (tokens[i] ?? 0), 0x9e3779b1) + (hash >>> 15);
    const known = places.get(hash);
    if (known === undefined) places.set(hash, [at]);
    else known.push(at);
  }
  return places;
}

/** The longest subsequence whose second numbers ascend, by piles (Fredman 1975). First numbers ascend already. */
function forwards(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const piles: number[] = []; // index of the pair on top of each
  const before = new Int32Array(pairs.length).fill(ALONE);
  for (const [index, [, bAt]] of pairs.entries()) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[piles[middle] ?? 0]?.[1] ?? 0) < bAt) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? ALONE : (piles[low - 1] ?? ALONE);
    piles[low] = index;
  }
  const chosen: (readonly [number, number])[] = [];
  for (let index = piles.at(-1) ?? ALONE; index !== ALONE; index = before[index] ?? ALONE) {
    const pair = pairs[index];
    if (pair !== undefined) chosen.push(pair);
  }
  return chosen.toReversed();
}

function alignExactly(stretch: Stretch, a: Int32Array, b: Int32Array, match: Int32Array): void {
  const { a: aFrom, aEnd, b: bFrom, bEnd } = stretch;
  const columns = bEnd - bFrom + 1;
  // longest[i][j]: of what begins at i in a and at j in b.
  const longest = new Uint16Array((aEnd - aFrom + 1) * columns);
  for (let i = aEnd - aFrom - 1; i >= 0; i -= 1) {
    for (let j = columns - 2; j >= 0; j -= 1) {
      const at = i * columns + j;
      longest[at] =
        a[aFrom + i] === b[bFrom + j]
          ? (longest[at + columns + 1] ?? 0) + 1
          : Math.max(longest[at + columns] ?? 0, longest[at + 1] ?? 0);
    }
  }
  for (let i = 0, j = 0; aFrom + i < aEnd && bFrom + j < bEnd;) {
    const at = i * columns + j;
    if (a[aFrom + i] === b[bFrom + j]) {
      match[aFrom + i] = bFrom + j;
      i += 1;
      j += 1;
    } else if ((longest[at + columns] ?? 0) >= (longest[at + 1] ?? 0)) i += 1;
    else j += 1;
  }
}
