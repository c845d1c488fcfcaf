import type { CopyKind, SharedText } from '../../nouns/copies.ts';

/**
 * What is kept of a text to compare it with others: its shingles, and of a long text those with the smallest hashes,
 * which are a fair sample of all (the sketches of Broder, “On the resemblance and containment of documents”, 1997).
 */
export interface Signature {
  /** Distinct shingles of the whole text. */
  readonly shingles: number;
  /** Every hash of the text up to `below` is here, ascending. */
  readonly hashes: Uint32Array;
  /** 0 to 1: the part of all hashes that could be here. */
  readonly rate: number;
}

/**
 * Shingles kept of one text: about sixteen printed pages are kept whole. The standard error of a share measured on this
 * many is at most √(0.25 / 8192), about half of one per cent.
 */
const KEPT = 8_192;
/** Of the kept, how many lead from one text to another: one in this many … */
const LEADS_ONE_IN = 8;
/** … and of a short text this many, so that a mail quoted in a book is found as surely as the book in the mail. */
const LEADS_LEAST = 64;
const ALL = 2 ** 32;

/** @param shingles distinct, ascending */
export function signatureOf(shingles: Uint32Array): Signature {
  if (shingles.length <= KEPT) return { shingles: shingles.length, hashes: shingles, rate: 1 };
  const hashes = shingles.slice(0, KEPT);
  return { shingles: shingles.length, hashes, rate: ((hashes.at(-1) ?? 0) + 1) / ALL };
}

/** The hashes under which a text is listed and by which it finds others, and the part of all hashes that they stand for. */
export function leadsOf({ hashes, rate }: Signature): { readonly hashes: Uint32Array; readonly rate: number } {
  const byRate = Math.min(rate, 1 / LEADS_ONE_IN);
  const usual = countBelow(hashes, byRate * ALL);
  if (usual >= LEADS_LEAST) return { hashes: hashes.subarray(0, usual), rate: byRate };
  const least = Math.min(LEADS_LEAST, hashes.length);
  if (least === hashes.length) return { hashes, rate };
  return { hashes: hashes.subarray(0, least), rate: ((hashes[least - 1] ?? 0) + 1) / ALL };
}

/** How much of each text stands in the other, and how many shingles that was measured on. */
export function sharedText(a: Signature, b: Signature): SharedText & { readonly shared: number } {
  const limit = Math.min(a.rate, b.rate) * ALL;
  const [ofA, ofB] = [countBelow(a.hashes, limit), countBelow(b.hashes, limit)];
  let shared = 0;
  for (let i = 0, j = 0; i < ofA && j < ofB;) {
    const [left = 0, right = 0] = [a.hashes[i], b.hashes[j]];
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return { share: ofA === 0 ? 0 : shared / ofA, shareOfOther: ofB === 0 ? 0 : shared / ofB, shared };
}

function countBelow(ascending: Uint32Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Texts with fewer shingles (about as many words, or characters of Chinese) are too short to be called copies. */
export const SHORTEST = 24;
/** Shared shingles below which nothing is said: ten words in a row have eight. */
const LEAST_SHARED = 8;
/** Of the shorter text: texts on one subject by different hands share less of their trigrams than this. */
export const REUSED_FROM = 0.1;
/**
 * Most of a text. Where one word in five differs, as on a bad scan, 0.8³ of the trigrams are left: about a half.
 */
const MOST = 0.5;
/** Nearly all: one word in thirty may differ. */
const NEARLY_ALL = 0.9;

/** What two shares amount to; undefined where they are no more than chance. */
export function kindOf(
  { share, shareOfOther }: SharedText,
  shared: number = Number.POSITIVE_INFINITY,
): CopyKind | undefined {
  const [least, most] = share < shareOfOther ? [share, shareOfOther] : [shareOfOther, share];
  if (shared < LEAST_SHARED || most < REUSED_FROM) return undefined;
  if (least >= NEARLY_ALL) return 'same';
  if (least >= MOST) return 'edited';
  if (share >= MOST) return 'part';
  return shareOfOther >= MOST ? 'whole' : 'passages';
}
