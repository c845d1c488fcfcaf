import { hash } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962 §2.1 and RFC 9162 §2.1 over SHA-256. A hash is 32 bytes; an index counts from 0; a size
 * is a number of leaves.
 */

const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(leaf: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([LEAF, leaf]), 'buffer');
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** What a tree can be asked; the ledger shows this much of its own. */
export interface ProvingTree {
  readonly size: number;
  /** The root over the first `size` leaves; over all of them if not given. */
  root(size?: number): Uint8Array;
  /** Audit path of the leaf at `index` in the tree of `size` leaves, nearest sibling first (RFC 9162 §2.1.3.1). */
  inclusionProof(index: number, size?: number): readonly Uint8Array[];
  /** That the tree of `older` leaves is the beginning of the tree of `size` leaves (RFC 9162 §2.1.4.1). */
  consistencyProof(older: number, size?: number): readonly Uint8Array[];
  leaf(index: number): Uint8Array;
}

/**
 * A tree that grows at its end and keeps the hash of every complete subtree, about 64 bytes a leaf, so that any root
 * or proof over any of its sizes takes O(log² n) hashes.
 */
export class MerkleTree implements ProvingTree {
  /** `#levels[k]` holds the hashes of the complete subtrees of 2^k leaves, from the left. */
  readonly #levels: HashList[] = [new HashList()];

  get size(): number {
    return this.#level(0).length;
  }

  push(leaf: Uint8Array): void {
    let carried = leaf;
    for (let k = 0; ; k++) {
      const level = (this.#levels[k] ??= new HashList());
      level.push(carried);
      if (level.length % 2 === 1) return;
      carried = nodeHash(level.at(level.length - 2), level.at(level.length - 1));
    }
  }

  leaf(index: number): Uint8Array {
    return this.#level(0).at(index);
  }

  root(size = this.size): Uint8Array {
    this.#mustHold(size);
    return size === 0 ? hash('sha256', new Uint8Array(), 'buffer') : this.#range(0, size);
  }

  inclusionProof(index: number, size = this.size): readonly Uint8Array[] {
    this.#mustHold(size);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} in ${size}`);
    return this.#path(index, 0, size);
  }

  consistencyProof(older: number, size = this.size): readonly Uint8Array[] {
    this.#mustHold(size);
    if (!Number.isSafeInteger(older) || older < 0 || older > size)
      throw new RangeError(`${older} is not within ${size}`);
    return older === 0 || older === size ? [] : this.#subproof(older, 0, size, true);
  }

  /** PATH of RFC 9162 §2.1.3.1 over the leaves from `from` up to `to`. */
  #path(index: number, from: number, to: number): Uint8Array[] {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...this.#path(index, from, middle), this.#range(middle, to)]
      : [...this.#path(index, middle, to), this.#range(from, middle)];
  }

  /** SUBPROOF of RFC 9162 §2.1.4.1; `whole` while the older tree is a left-hand part of the newer one. */
  #subproof(older: number, from: number, to: number, whole: boolean): Uint8Array[] {
    if (older === to) return whole ? [] : [this.#range(from, to)];
    const middle = from + splitOf(to - from);
    return older <= middle
      ? [...this.#subproof(older, from, middle, whole), this.#range(middle, to)]
      : [...this.#subproof(older, middle, to, false), this.#range(from, middle)];
  }

  /** MTH of the leaves from `from` up to `to`; `from` is a multiple of the power of two that holds the range. */
  #range(from: number, to: number): Uint8Array {
    const width = to - from;
    const k = Math.log2(width);
    if (Number.isInteger(k)) return this.#level(k).at(from / width);
    const middle = from + splitOf(width);
    return nodeHash(this.#range(from, middle), this.#range(middle, to));
  }

  #level(k: number): HashList {
    const level = this.#levels[k];
    if (!level) throw new RangeError(`no level ${k}`);
    return level;
  }

  #mustHold(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size) throw new RangeError(`no tree of ${size} leaves`);
  }
}

/** RFC 9162 §2.1.3.2. False for any proof that does not lead from `leaf` to `root`. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size) return false;
  let position = index;
  let last = size - 1;
  let carried = leaf;
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== HASH_BYTES) return false;
    if (position % 2 === 1 || position === last) {
      carried = nodeHash(sibling, carried);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      carried = nodeHash(carried, sibling);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && Buffer.compare(carried, root) === 0;
}

/** RFC 9162 §2.1.4.2. A tree of no leaves is the beginning of every tree, and its proof is empty. */
export function verifyConsistency(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isIndex(older.size) || !isIndex(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && Buffer.compare(older.root, newer.root) === 0;
  if (older.size === 0) return proof.length === 0;
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let position = older.size - 1;
  let last = newer.size - 1;
  while (position % 2 === 1) {
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  let inOlder = first;
  let inNewer = first;
  for (const sibling of rest) {
    if (last === 0 || sibling.length !== HASH_BYTES) return false;
    if (position % 2 === 1 || position === last) {
      inOlder = nodeHash(sibling, inOlder);
      inNewer = nodeHash(sibling, inNewer);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      inNewer = nodeHash(inNewer, sibling);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && Buffer.compare(inOlder, older.root) === 0 && Buffer.compare(inNewer, newer.root) === 0;
}

/** The largest power of two below `n` (RFC 9162 §2.1.1: k < n <= 2k). `n` is at least 2. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}

function isIndex(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** Hashes end to end in one growing buffer: an array of a million small ones costs four times as much. */
class HashList {
  #bytes = Buffer.alloc(8 * HASH_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: Uint8Array): void {
    if (item.length !== HASH_BYTES) throw new RangeError('not a SHA-256 hash');
    const end = this.#length * HASH_BYTES;
    if (end === this.#bytes.length) {
      const grown = Buffer.alloc(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(item, end);
    this.#length++;
  }

  at(index: number): Uint8Array {
    if (!(index >= 0 && index < this.#length)) throw new RangeError(`no hash ${index}`);
    return this.#bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
