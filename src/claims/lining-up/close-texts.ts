import { meetBy, type SlotKeys } from '../align/candidates.ts';
import { closeness, type Near } from '../align/near-bounds.ts';
import { Postings } from '../align/postings.ts';
import type { TextProfile } from '../align/profile.ts';
import { Relatives } from '../align/relatives.ts';

/** A key of more texts is no sign of anything; its statements meet by finer keys or not at all. */
const MOST_IN_BLOCK = 100;

/** What is known of another text while those close to one are sought. */
const UNKNOWN = 0;
const LEFT_OUT = 1;
const LOOKED_AT = 2;
const RELATED = 3;
const UNRELATED = 4;

const NOBODY = (): boolean => false;

/** Which texts share keys. They are looked through often, so what is asked of each stands in lists by the numbers of texts. */
export class CloseTexts {
  readonly #blocks = new Postings();
  readonly #relatives = new Relatives();
  readonly #texts: (TextProfile | undefined)[] = [];
  /** Of what makes a text itself. */
  #hashes = new Uint32Array(64);
  /** What is known of each, and how many keys it shares: nothing between two calls. */
  #known = new Uint8Array(64);
  #shared = new Uint16Array(64);
  readonly #block = new Uint32Array(MOST_IN_BLOCK);

  /** @param hash decides between texts that are equally close */
  add(text: number, profile: TextProfile, hash: number): void {
    if (text >= this.#hashes.length) this.#widen(2 * text);
    this.#texts[text] = profile;
    this.#hashes[text] = hash;
  }

  /** Adds a text that was added to a key. */
  addKey(key: number, text: number): void {
    this.#blocks.add(key, text);
  }

  remove(text: number): void {
    this.#texts[text] = undefined;
  }

  removeKey(key: number, text: number): void {
    this.#blocks.remove(key, text);
  }

  /** Whether a key has just as many texts as it may have. */
  isFull(key: number): boolean {
    return this.#blocks.count(key) === MOST_IN_BLOCK;
  }

  /** The texts of a key; none where they are too many. */
  of(key: number): readonly number[] {
    return this.#blocks.of(key, MOST_IN_BLOCK) ?? [];
  }

  /** By slot the texts that share a key of it with one, and how close they are. */
  closeTo(text: number, slots: readonly SlotKeys[], isLeftOut: (other: number) => boolean = NOBODY): Near {
    const near = new Map<number, { texts: Uint32Array; close: Float64Array }>();
    const own = this.#texts[text];
    if (own === undefined) return near;
    const seen = [text];
    this.#known[text] = LEFT_OUT;
    try {
      for (const each of slots) {
        const texts = Uint32Array.from(this.#sharing(own, each, seen, isLeftOut));
        near.set(each.slot, { texts, close: Float64Array.from(texts, (other) => this.#closeness(text, other)) });
        for (const other of texts) this.#shared[other] = 0;
      }
    } finally {
      for (const other of seen) this.#known[other] = this.#shared[other] = UNKNOWN;
    }
    return near;
  }

  /** Counts in `#shared`. */
  #sharing(
    own: TextProfile,
    { slot, keys }: SlotKeys,
    seen: number[],
    isLeftOut: (other: number) => boolean,
  ): number[] {
    const met: number[] = [];
    for (const key of keys) {
      const count = this.#blocks.fill(key, this.#block);
      for (let at = 0; at < count; at += 1) {
        const other = this.#block[at] ?? 0;
        let known = this.#known[other] ?? LEFT_OUT;
        if (known === UNKNOWN) {
          this.#known[other] = known = isLeftOut(other) ? LEFT_OUT : LOOKED_AT;
          seen.push(other);
        }
        // A free slot is its own key, and says enough alone.
        if (known === LEFT_OUT || (known === UNRELATED && key !== slot)) continue;
        const theirs = this.#texts[other];
        if (theirs === undefined || !meetBy(key, own, theirs)) continue;
        if (key !== slot) {
          if (known === LOOKED_AT) this.#known[other] = known = this.#relatives.has(own, theirs) ? RELATED : UNRELATED;
          if (known === UNRELATED) continue;
        }
        const before = this.#shared[other] ?? 0;
        if (before === 0) met.push(other);
        this.#shared[other] = before + 1;
      }
    }
    return met;
  }

  #closeness(text: number, other: number): number {
    const [mine, when] = [this.#texts[text]?.when, this.#texts[other]?.when];
    const days = mine === undefined || when === undefined ? undefined : mine[0] - when[0];
    const tie = ((this.#hashes[text] ?? 0) ^ (this.#hashes[other] ?? 0)) >>> 0;
    return closeness(this.#shared[other] ?? 0, days, tie);
  }

  #widen(length: number): void {
    const [hashes, known, shared] = [this.#hashes, this.#known, this.#shared];
    this.#hashes = new Uint32Array(length);
    this.#known = new Uint8Array(length);
    this.#shared = new Uint16Array(length);
    this.#hashes.set(hashes);
    this.#known.set(known);
    this.#shared.set(shared);
  }
}
