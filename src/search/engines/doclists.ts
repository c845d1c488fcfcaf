import type { Leaf } from './fts-pages.ts';

/**
 * Reads the list of one term, on leaves that follow one another (fts-pages.ts): row numbers as varints, the first of a
 * list or of a page as it is, each further one as its distance; after each, as a varint, twice how many bytes its places
 * take; then the places as varints, each as its distance and 2, those of column `stem` after the bytes 1 and 1.
 */
export class Doclist {
  readonly #leaves: readonly Leaf[];
  #leaf: number;
  #at: number;
  /** Of the list on this leaf. */
  #end: number;
  /** Of all lists on this leaf. */
  #leafEnd: number;
  /** What the next row is counted from. */
  #base = 0;
  /** Valid after `next` said true. */
  row = 0;
  /** The places of the row stand here. */
  bytes: Uint8Array;
  from = 0;
  to = 0;

  constructor(leaves: readonly Leaf[], leaf: number, at: number, end: number) {
    const { bytes, end: leafEnd } = leaves[leaf] ?? NO_LEAF;
    this.#leaves = leaves;
    this.#leaf = leaf;
    this.#at = at;
    this.#end = end;
    this.#leafEnd = leafEnd;
    this.bytes = bytes;
  }

  /** Goes on to the next row, ascending. */
  next(): boolean {
    if (this.#at >= this.#end && !this.#turn()) return false;
    const bytes = this.#leaves[this.#leaf]?.bytes ?? this.bytes;
    let at = this.#at;
    let byte = bytes[at++] ?? 0;
    let step = byte & 0x7f;
    while (byte >= 0x80) {
      byte = bytes[at++] ?? 0;
      step = (step << 7) | (byte & 0x7f);
    }
    this.#base += step;
    this.row = this.#base;
    byte = bytes[at++] ?? 0;
    let size = byte & 0x7f;
    while (byte >= 0x80) {
      byte = bytes[at++] ?? 0;
      size = (size << 7) | (byte & 0x7f);
    }
    // The lowest bit marks a deleted row in indexes that keep no list of them.
    const to = at + (size >> 1);
    if (to > this.#leafEnd) return this.#gather(at, size >> 1);
    this.bytes = bytes;
    this.from = at;
    this.to = to;
    this.#at = to;
    return true;
  }

  /**
   * Reads the rest of this leaf's part of the list at once: rows, and how often the term stands in each (`countPlaces`;
   * 0 for rows that have it in the other column only). How many rows that are; 0 when the list has ended. Both arrays
   * have `ROWS_OF_LEAF` more places from `length` on.
   */
  readLeaf(rows: Int32Array, counts: Uint16Array, length: number, withStems: boolean): number {
    if (this.#at >= this.#end && !this.#turn()) return 0;
    const { bytes } = this.#leaves[this.#leaf] ?? NO_LEAF;
    const [end, leafEnd] = [this.#end, this.#leafEnd];
    let at = this.#at;
    let row = this.#base;
    let filled = length;
    while (at < end) {
      const begin = at;
      let byte = bytes[at++] ?? 0;
      let step = byte & 0x7f;
      while (byte >= 0x80) {
        byte = bytes[at++] ?? 0;
        step = (step << 7) | (byte & 0x7f);
      }
      byte = bytes[at++] ?? 0;
      let size = byte & 0x7f;
      while (byte >= 0x80) {
        byte = bytes[at++] ?? 0;
        size = (size << 7) | (byte & 0x7f);
      }
      size >>= 1;
      if (at + size > leafEnd) {
        // The last row of this leaf, whose places reach over.
        this.#at = begin;
        this.#base = row;
        this.next();
        rows[filled] = this.row;
        counts[filled] = Math.min(MOST_COUNTED, countPlaces(this.bytes, this.from, this.to, withStems));
        return filled + 1 - length;
      }
      row += step;
      rows[filled] = row;
      // One byte is one place in column `exact`: most rows hold little else.
      counts[filled] = size === 1 ? 1 : Math.min(MOST_COUNTED, countPlaces(bytes, at, at + size, withStems));
      filled += 1;
      at += size;
    }
    this.#at = at;
    this.#base = row;
    return filled - length;
  }

  /** To the next leaf, if the list goes on there. */
  #turn(): boolean {
    if (this.#end < this.#leafEnd) return false;
    return this.#open() && this.#at > 0;
  }

  /** Opens the next leaf where it has a row of this list first. */
  #open(): boolean {
    this.#leaf += 1;
    const leaf = this.#leaves[this.#leaf];
    if (leaf === undefined) return false;
    this.#leafEnd = leaf.end;
    this.#end = firstTermOf(leaf);
    this.#at = leaf.firstRow;
    this.#base = 0;
    return true;
  }

  /** Puts together places that reach over to further leaves. */
  #gather(from: number, size: number): boolean {
    const places = new Uint8Array(size);
    const head = (this.#leaves[this.#leaf]?.bytes ?? this.bytes).subarray(from, this.#leafEnd);
    places.set(head);
    let filled = head.length;
    while (filled < size) {
      if (!this.#open()) return false;
      const { bytes, end } = this.#leaves[this.#leaf] ?? NO_LEAF;
      const piece = bytes.subarray(LEAF_HEAD, Math.min(end, LEAF_HEAD + size - filled));
      places.set(piece, filled);
      filled += piece.length;
    }
    // No row of this list begins on that leaf: the list ends there, or the leaf is full of places.
    if (this.#at === 0) this.#at = this.#end;
    this.bytes = places;
    this.from = 0;
    this.to = size;
    return true;
  }
}

/** A row takes three bytes at least, and a leaf has no more than 64 KiB. */
export const ROWS_OF_LEAF = 22_000;
const MOST_COUNTED = 0xffff;
const LEAF_HEAD = 4;
const NO_LEAF: Leaf = { bytes: new Uint8Array(0), end: 0, firstRow: 0 };

/** Where the first term of a leaf stands, and with it the end of a list that was begun earlier. */
function firstTermOf({ bytes, end }: Leaf): number {
  return bytes.length > end ? new Varints(bytes, end).next() : end;
}

/** Gives the list of each term from `from` to `to`, both included, in order. Terms are bytes, and compared as such. */
export function* listsOf(leaves: readonly Leaf[], from: Uint8Array, to: Uint8Array): Generator<Doclist> {
  let term = new Uint8Array(64);
  for (const [index, { bytes, end }] of leaves.entries()) {
    const table = new Varints(bytes, end);
    let at = table.ended ? 0 : table.next();
    let shared = 0;
    for (let isFirst = true; at > 0; isFirst = false) {
      const next = table.ended ? 0 : at + table.next();
      // The first term of a leaf stands whole; of each further one, how much it shares with the one before it.
      const head = new Varints(bytes, at);
      shared = isFirst ? 0 : head.next();
      const own = head.next();
      const length = shared + own;
      if (length > term.length) {
        const longer = new Uint8Array(length * 2);
        longer.set(term);
        term = longer;
      }
      for (let i = 0; i < own; i += 1) term[shared + i] = bytes[head.at + i] ?? 0;
      if (compareBytes(term, length, to) > 0) return;
      if (compareBytes(term, length, from) >= 0) {
        yield new Doclist(leaves, index, head.at + own, next === 0 ? end : next);
      }
      at = next;
    }
  }
}

/** Of `a` the first `length` bytes. */
function compareBytes(a: Uint8Array, length: number, b: Uint8Array): number {
  const shorter = Math.min(length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - b.length;
}

/** How often a term stands in column `exact`, and in `stem` where that is wanted. */
function countPlaces(bytes: Uint8Array, from: number, to: number, withStems: boolean): number {
  let count = 0;
  let at = from;
  while (at < to) {
    if (bytes[at] === NEXT_COLUMN) {
      if (!withStems) return count;
      at += 2;
      continue;
    }
    while ((bytes[at] ?? 0) >= 0x80) at += 1;
    at += 1;
    count += 1;
  }
  return count;
}

/** Gives each place in column `exact`, in tokens from 0, ascending. */
export function eachPlace(bytes: Uint8Array, from: number, to: number, take: (place: number) => void): void {
  let place = 0;
  let at = from;
  while (at < to) {
    let byte = bytes[at++] ?? 0;
    if (byte === NEXT_COLUMN) return;
    let step = byte & 0x7f;
    while (byte >= 0x80) {
      byte = bytes[at++] ?? 0;
      step = (step << 7) | (byte & 0x7f);
    }
    place += step - 2;
    take(place);
  }
}

const NEXT_COLUMN = 1;

/** Numbers of 7 bits a byte, the highest first; all but the last byte have their highest bit set. */
class Varints {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.#bytes.length;
  }

  next(): number {
    let byte = this.#bytes[this.at++] ?? 0;
    let number = byte & 0x7f;
    while (byte >= 0x80) {
      byte = this.#bytes[this.at++] ?? 0;
      number = (number << 7) | (byte & 0x7f);
    }
    return number;
  }
}
