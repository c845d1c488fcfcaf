import { related, slotsOf } from './align/candidates.ts';
import { Postings } from './align/postings.ts';
import type { Profile, TextProfile } from './align/profile.ts';
import { hashOf } from './align/words.ts';
import { sourcesOf, textOf, type DocumentCard } from './document-card.ts';
import { unpackFiled } from './document-profile.ts';
import type { Neighbour } from './lineage/lineage.ts';
import { MOST_TEXTS, sharedWording } from './lineage/reuse.ts';
import { loadedText, type LoadedText } from './loaded-text.ts';

/** A key of more texts is no sign of anything; its statements meet by finer keys or not at all. */
const MOST_IN_BLOCK = 100;
/** Texts that are held unpacked, some 40 kB each; the others are some 10 kB each. */
const MOST_LOADED = 1000;

/** A statement by its text and its place among the statements of the text. */
export interface Placed {
  readonly text: number;
  readonly place: number;
}

/** Told of what a text that comes or goes changes for others. */
export interface Touched {
  /** Other statements of a text may be worth comparing now: those of one slot. */
  readonly slot: (text: number, slot: number) => void;
  /** It has wording in common with others than before. */
  readonly wording: (text: number) => void;
}

interface Entry {
  readonly key: string;
  /** Profiles by document, for `unpackFiled`. */
  readonly copies: ReadonlyMap<string, Uint8Array>;
  /** Kept unpacked, since it is asked for most. */
  readonly text: TextProfile;
}

/** A statement with what it is compared by. */
export interface Comparable extends Placed {
  readonly profile: Profile;
  readonly order: string;
}

/** The texts of a case by what their statements are worth comparing with. Numbers are never used again. */
export class TextIndex {
  readonly #touched: Touched;
  readonly #entries = new Map<number, Entry>();
  readonly #numbers = new Map<string, number>();
  readonly #blocks = new Postings();
  readonly #wording = new Postings();
  readonly #sources = new Postings();
  readonly #loaded = new Map<number, LoadedText>();
  readonly #near = new Map<number, ReadonlyMap<number, readonly number[]>>();
  #last = 0;

  constructor(touched: Touched) {
    this.#touched = touched;
  }

  numberOf(key: string): number | undefined {
    return this.#numbers.get(key);
  }

  copiesOf(text: number): ReadonlyMap<string, Uint8Array> {
    return this.#entries.get(text)?.copies ?? new Map();
  }

  numbers(): Iterable<number> {
    return this.#entries.keys();
  }

  /** @param copies profiles of documents with one text, at least one, for `unpackFiled` */
  add(key: string, copies: ReadonlyMap<string, Uint8Array>): number {
    const text = ++this.#last;
    const loaded = this.#unpack(text, copies);
    if (loaded === undefined) throw new Error('a text has a document');
    this.#enter(text, { key, copies, text: textOf(loaded) });
    for (const [block, slot] of loaded.keys) {
      const texts = this.#blocks.of(block, MOST_IN_BLOCK);
      if (texts?.length === MOST_IN_BLOCK) for (const other of texts) this.#touched.slot(other, slot);
      this.#blocks.add(block, text);
    }
    for (const hash of loaded.wording) {
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? []) this.#touched.wording(other);
      this.#wording.add(hash, text);
    }
    for (const source of sourcesOf(loaded)) this.#sources.add(source, text);
    return text;
  }

  /** As `add`, of a document without copies; nobody is told, and nothing is unpacked. */
  addFiled(key: string, copies: ReadonlyMap<string, Uint8Array>, card: DocumentCard): number {
    const text = ++this.#last;
    this.#enter(text, { key, copies, text: card.text });
    for (const block of card.keys) this.#blocks.add(block, text);
    for (const hash of card.wording) this.#wording.add(hash, text);
    for (const source of card.sources) this.#sources.add(source, text);
    return text;
  }

  #enter(text: number, entry: Entry): void {
    this.#entries.set(text, entry);
    this.#numbers.set(entry.key, text);
    this.#near.clear();
  }

  remove(text: number): void {
    const [entry, loaded] = [this.#entries.get(text), this.load(text)];
    if (entry === undefined || loaded === undefined) return;
    for (const [block, slot] of loaded.keys) {
      const was = this.#blocks.of(block, MOST_IN_BLOCK);
      this.#blocks.remove(block, text);
      if (was !== undefined) continue;
      for (const other of this.#blocks.of(block, MOST_IN_BLOCK) ?? []) this.#touched.slot(other, slot);
    }
    for (const hash of loaded.wording) {
      this.#wording.remove(hash, text);
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? []) this.#touched.wording(other);
    }
    for (const source of sourcesOf(loaded)) this.#sources.remove(source, text);
    this.#entries.delete(text);
    this.#numbers.delete(entry.key);
    this.#loaded.delete(text);
    this.#near.clear();
  }

  load(text: number): LoadedText | undefined {
    const known = this.#loaded.get(text);
    if (known !== undefined) return known;
    const entry = this.#entries.get(text);
    return entry === undefined ? undefined : this.#unpack(text, entry.copies);
  }

  #unpack(text: number, copies: ReadonlyMap<string, Uint8Array>): LoadedText | undefined {
    const loaded = loadedText([...copies.values()].map(unpackFiled));
    if (loaded === undefined) return undefined;
    this.#loaded.set(text, loaded);
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= MOST_LOADED) break;
      this.#loaded.delete(oldest);
      this.#near.delete(oldest);
    }
    return loaded;
  }

  statement({ text, place }: Placed): Comparable | undefined {
    const loaded = this.load(text);
    const profile = loaded?.statements[place];
    return loaded === undefined || profile === undefined ? undefined : { text, place, profile, order: loaded.order };
  }

  /** The statements that are worth comparing with one, itself left out, in no order. */
  *worthComparing({ text, place, profile }: Comparable): Generator<Comparable> {
    const { named, free } = slotsOf(profile);
    const near = this.#nearOf(text);
    const seen = new Map<number, Set<number>>();
    for (const slot of [...named, ...free]) {
      for (const other of near.get(slot) ?? []) {
        let places = seen.get(other);
        if (places === undefined) seen.set(other, (places = new Set()));
        const loaded = this.load(other);
        for (const at of loaded?.bySlot.get(slot) ?? []) {
          const found = loaded?.statements[at];
          if (found === undefined || places.has(at) || (other === text && at === place)) continue;
          places.add(at);
          yield { text: other, place: at, profile: found, order: loaded?.order ?? '' };
        }
      }
    }
  }

  /** By slot the texts that have statements worth comparing, the text itself among them. */
  #nearOf(text: number): ReadonlyMap<number, readonly number[]> {
    const known = this.#near.get(text);
    if (known !== undefined) return known;
    const near = new Map<number, Set<number>>();
    const loaded = this.load(text);
    const own = this.#entries.get(text)?.text;
    const isRelated = new Map<number, boolean>();
    for (const [key, slot] of loaded?.keys ?? []) {
      let texts = near.get(slot);
      if (texts === undefined) near.set(slot, (texts = new Set([text])));
      for (const other of this.#blocks.of(key, MOST_IN_BLOCK) ?? []) {
        if (other === text) continue;
        let about = key === slot ? true : isRelated.get(other); // a free slot is its own key
        if (about === undefined) {
          const theirs = this.#entries.get(other)?.text;
          about = own !== undefined && theirs !== undefined && related(own, theirs);
          isRelated.set(other, about);
        }
        if (about) texts.add(other);
      }
    }
    const lists = new Map([...near].map(([slot, texts]) => [slot, [...texts]] as const));
    this.#near.set(text, lists);
    return lists;
  }

  /** The texts that have wording in common with one, oldest first. */
  neighbours(text: number): readonly Neighbour[] {
    const loaded = this.load(text);
    if (loaded === undefined) return [];
    const found = [...this.nearWording(text)].flatMap((number) => {
      if (number === text) return [];
      const other = this.load(number);
      const wording = other && sharedWording(loaded.told.shingles, other.told.shingles);
      return other === undefined || wording === undefined ? [] : [{ order: other.order, told: other.told, wording }];
    });
    return found.toSorted((a, b) => (a.order < b.order ? -1 : 1));
  }

  /** The texts that credit a source, are one or are told by one, by `Source.key`; now and then one more. */
  withSource(key: string): readonly number[] {
    return this.#sources.of(hashOf(key), Infinity) ?? [];
  }

  /** The texts that may have wording in common with one: `neighbours` and some more. */
  nearWording(text: number): ReadonlySet<number> {
    return new Set(this.load(text)?.wording.flatMap((hash) => this.#wording.of(hash, MOST_TEXTS) ?? []));
  }
}
