import { NearBounds, type Near } from '../align/near-bounds.ts';
import { Postings } from '../align/postings.ts';
import { hashOf } from '../align/words.ts';
import { AcrossTexts } from './across-texts.ts';
import { CloseTexts } from './close-texts.ts';
import { sourcesOf, textOf, type DocumentCard } from './document-card.ts';
import { unpackSpoken, unpackTold, type PackedCopy } from './document-profile.ts';
import { LeastUsed } from './least-used.ts';
import { foundBy } from '../lineage/anchors.ts';
import type { Neighbour, Told } from '../lineage/told.ts';
import { MOST_TEXTS, sharedWordings, winnowed } from '../lineage/reuse.ts';
import { translationBetween, turned, type Alignment, type Counterpart } from '../lineage/translation.ts';
import { loadedText, type LoadedText } from './loaded-text.ts';

/**
 * Texts of which the wording of one is looked at word by word: those with most in common. Forms and daily reports, of
 * which each resembles all others, would else be compared each with each.
 */
const MOST_NEIGHBOURS = 24;
/** What is held unpacked, in bytes packed: some five times as much. */
const LOADED_ROOM = 12e6;
const TOLD_ROOM = 7e6;
/** What is known of the texts close to some, in bytes, until a text comes or goes. */
const NEAR_ROOM = 24e6;

/** Told of what a text that comes or goes changes for others. */
export interface Touched {
  /** Other statements of a text may be worth comparing now: those of one slot. */
  readonly slot: (text: number, slot: number) => void;
  /** Whether all statements of a text are to be looked at anyway, and none has been, so that it need not be told of. */
  readonly isDue: (text: number) => boolean;
  /** Whether that is so of all texts but one. */
  readonly areOthersDue: (text: number) => boolean;
  /** It has wording in common with others than before. */
  readonly wording: (text: number) => void;
}

interface Entry {
  readonly key: string;
  readonly order: string;
  /** By document. */
  readonly copies: ReadonlyMap<string, PackedCopy>;
  readonly wording: Uint32Array;
}

/** The texts of a case by what their statements are worth comparing with. Numbers are never used again. */
export class TextIndex {
  readonly #touched: Touched;
  readonly #entries = new Map<number, Entry>();
  readonly #numbers = new Map<string, number>();
  readonly #close = new CloseTexts();
  readonly #wording = new Postings();
  readonly #across = new AcrossTexts();
  readonly #sources = new Postings();
  readonly #loaded = new LeastUsed<LoadedText>(LOADED_ROOM);
  readonly #told = new LeastUsed<Told>(TOLD_ROOM);
  readonly #near = new LeastUsed<Near>(NEAR_ROOM);
  readonly #bounds = new NearBounds((text) => this.#allClose(text));
  #last = 0;

  constructor(touched: Touched) {
    this.#touched = touched;
  }

  /** How many texts there are. */
  get size(): number {
    return this.#entries.size;
  }

  numberOf(key: string): number | undefined {
    return this.#numbers.get(key);
  }

  /** `LoadedText.order`. */
  orderOf(text: number): string {
    return this.#entries.get(text)?.order ?? '';
  }

  copiesOf(text: number): ReadonlyMap<string, PackedCopy> {
    return this.#entries.get(text)?.copies ?? new Map();
  }

  /** @param copies profiles of documents with one text, at least one */
  add(key: string, copies: ReadonlyMap<string, PackedCopy>): number {
    const text = ++this.#last;
    const loaded = this.#unpack(text, copies);
    const told = this.#unpackTold(text, copies, loaded);
    if (loaded === undefined || told === undefined) throw new Error('a text has a document');
    const wording = Uint32Array.from(winnowed(told.shingles));
    this.#enter(text, { key, order: loaded.order, copies, wording });
    this.#close.add(text, textOf(loaded), hashOf(key));
    for (const { slot, keys } of loaded.keys()) {
      for (const block of keys) {
        if (this.#close.isFull(block)) for (const other of this.#close.of(block)) this.#touch(other, slot);
        this.#close.addKey(block, text);
      }
    }
    this.#tellNear(text, (other, slot, close) => this.#bounds.came(other, slot, close));
    for (const hash of wording) {
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? []) this.#touched.wording(other);
      this.#wording.add(hash, text);
    }
    this.#across.add(text, foundBy(told.anchors), textOf(loaded).scripts, this.#touched.wording);
    for (const source of sourcesOf(told, loaded.credits)) this.#sources.add(source, text);
    return text;
  }

  /** As `add`, of a document without copies; nobody is told, and nothing is unpacked. */
  addFiled(key: string, copies: ReadonlyMap<string, PackedCopy>, card: DocumentCard): number {
    const text = ++this.#last;
    this.#enter(text, {
      key,
      order: card.order,
      copies,
      wording: card.wording.slice(),
    });
    this.#close.add(text, card.text, hashOf(key));
    for (const block of card.keys) this.#close.addKey(block, text);
    for (const hash of card.wording) this.#wording.add(hash, text);
    this.#across.add(text, card.across.slice(), card.text.scripts);
    for (const source of card.sources) this.#sources.add(source, text);
    return text;
  }

  #enter(text: number, entry: Entry): void {
    this.#near.clear();
    this.#entries.set(text, entry);
    this.#numbers.set(entry.key, text);
  }

  remove(text: number): void {
    const [entry, loaded, told] = [this.#entries.get(text), this.load(text), this.tell(text)];
    if (entry === undefined || loaded === undefined || told === undefined) return;
    this.#tellNear(text, (other, slot, close) => this.#bounds.goes(other, slot, close));
    this.#near.clear();
    this.#bounds.forget(text);
    for (const { slot, keys } of loaded.keys()) {
      for (const block of keys) {
        this.#close.removeKey(block, text);
        if (this.#close.isFull(block)) for (const other of this.#close.of(block)) this.#touch(other, slot);
      }
    }
    this.#close.remove(text);
    this.#across.remove(text, this.#touched.wording);
    for (const hash of entry.wording) {
      this.#wording.remove(hash, text);
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? []) this.#touched.wording(other);
    }
    for (const source of sourcesOf(told, loaded.credits)) this.#sources.remove(source, text);
    this.#entries.delete(text);
    this.#numbers.delete(entry.key);
    this.#loaded.delete(text);
    this.#told.delete(text);
  }

  load(text: number): LoadedText | undefined {
    const known = this.#loaded.get(text);
    if (known !== undefined) return known;
    const entry = this.#entries.get(text);
    return entry === undefined ? undefined : this.#unpack(text, entry.copies);
  }

  #unpack(text: number, copies: ReadonlyMap<string, PackedCopy>): LoadedText | undefined {
    const loaded = loadedText([...copies.values()].map(unpackSpoken));
    if (loaded === undefined) return undefined;
    const size = copies.values().reduce((sum, { spoken }) => sum + spoken.length, 0);
    this.#loaded.set(text, loaded, size);
    return loaded;
  }

  /** What the document that stands for the copies of a text tells; whom its statements credit is not part of it. */
  tell(text: number): Told | undefined {
    const known = this.#told.get(text);
    if (known !== undefined) return known;
    const copies = this.copiesOf(text);
    return this.#unpackTold(text, copies, copies.size > 1 ? this.load(text) : undefined);
  }

  #unpackTold(text: number, copies: ReadonlyMap<string, PackedCopy>, loaded: LoadedText | undefined): Told | undefined {
    const copy = copies.size > 1 ? copies.get(loaded?.documents[0] ?? '') : copies.values().next().value;
    if (copy === undefined) return undefined;
    const told = unpackTold(copy);
    this.#told.set(text, told, copy.told.length);
    return told;
  }

  #touch(text: number, slot: number): void {
    this.#bounds.forget(text, slot);
    this.#touched.slot(text, slot);
  }

  /** Tells of the texts near to one that are compared with others now that it came, or goes. */
  #tellNear(text: number, changed: (other: number, slot: number, close: number) => boolean): void {
    if (this.#touched.areOthersDue(text)) {
      this.#bounds.forgetAll();
      return;
    }
    const isDue = (other: number): boolean => {
      const due = this.#touched.isDue(other);
      if (due) this.#bounds.forget(other);
      return due;
    };
    for (const [slot, { texts, close }] of this.#closeTo(text, isDue))
      for (const [at, other] of texts.entries()) if (changed(other, slot, close[at] ?? 0)) this.#touch(other, slot);
  }

  /** By slot the texts that have statements worth comparing, the text itself among them. */
  nearOf(text: number): ReadonlyMap<number, readonly number[]> {
    const close = this.#allClose(text);
    const bounds = this.#bounds.note(text, close);
    const near = new Map<number, readonly number[]>();
    for (const [slot, { texts, close: values }] of close) {
      const least = bounds.get(slot) ?? 0;
      const kept = [text];
      // One that is not among the closest of a text may have that text among its own.
      for (const [at, other] of texts.entries()) {
        const value = values[at] ?? 0;
        if (value >= least || value >= this.#bounds.least(other, slot)) kept.push(other);
      }
      near.set(slot, kept);
    }
    return near;
  }

  #allClose(text: number): Near {
    const known = this.#near.get(text);
    if (known !== undefined) return known;
    const near = this.#closeTo(text);
    let size = 0;
    for (const { texts, close } of near.values()) size += 200 + texts.byteLength + close.byteLength;
    this.#near.set(text, near, size);
    return near;
  }

  #closeTo(text: number, isLeftOut?: (other: number) => boolean): Near {
    return this.#close.closeTo(text, this.load(text)?.keys() ?? [], isLeftOut);
  }

  /** All texts with which one may be compared, also where comparing them fails. */
  meeting(text: number): ReadonlySet<number> {
    const met = new Set(this.nearWording(text));
    for (const { keys } of this.load(text)?.keys() ?? [])
      for (const key of keys) for (const other of this.#close.of(key)) met.add(other);
    met.delete(text);
    return met;
  }

  /** The texts that have wording in common with one, oldest first; of very many those with most. */
  neighbours(text: number): readonly Neighbour[] {
    const own = this.tell(text);
    if (own === undefined) return [];
    const common = new Map<number, number>();
    for (const hash of this.#entries.get(text)?.wording ?? [])
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? [])
        if (other !== text) common.set(other, 1 + (common.get(other) ?? 0));
    const most = [...common].map(([number, hashes]) => ({
      number,
      hashes,
      key: this.#entries.get(number)?.key ?? '',
    }));
    if (most.length > MOST_NEIGHBOURS) {
      most.sort((a, b) => b.hashes - a.hashes || (a.key < b.key ? -1 : 1));
      most.length = MOST_NEIGHBOURS;
    }
    const told = most.flatMap(({ number }) => {
      const other = this.tell(number);
      return other === undefined ? [] : [{ order: this.orderOf(number), told: other }];
    });
    const wordings = sharedWordings(
      own.shingles,
      told.map((other) => other.told.shingles),
    );
    return told
      .flatMap((other, index) => {
        const wording = wordings[index];
        return wording === undefined ? [] : [{ ...other, wording }];
      })
      .toSorted((a, b) => (a.order < b.order ? -1 : 1));
  }

  /** The texts that say the same as one in another language, line by line. */
  counterparts(text: number): readonly Counterpart<Told>[] {
    const order = this.orderOf(text);
    return this.#across
      .near(text, (other) => this.#entries.get(other)?.key ?? '')
      .flatMap((number) => {
        const [told, other] = [this.tell(number), this.orderOf(number)];
        // The older one goes first, whoever asks: the order decides roundings.
        const alignment = order < other ? this.alignment(text, number) : this.alignment(number, text);
        if (told === undefined || alignment === undefined) return [];
        return [{ order: other, told, alignment: order < other ? alignment : turned(alignment) }];
      });
  }

  /** How two texts go along with each other, if one is a translation of the other. @param older of the two by `orderOf` */
  alignment(older: number, other: number): Alignment | undefined {
    if (!this.#across.mayBeOne(older, other)) return undefined;
    const [a, b] = [this.tell(older), this.tell(other)];
    return a === undefined || b === undefined ? undefined : translationBetween(a, b);
  }

  /** The texts that credit a source, are one or are told by one, by `Source.key`; now and then one more. */
  withSource(key: string): readonly number[] {
    return this.#sources.of(hashOf(key), Infinity) ?? [];
  }

  /** The texts that may have wording in common with one, or say it in another language: `neighbours`, `counterparts` and some more. */
  nearWording(text: number): ReadonlySet<number> {
    const near = new Set(this.#across.near(text, (other) => this.#entries.get(other)?.key ?? ''));
    for (const hash of this.#entries.get(text)?.wording ?? [])
      for (const other of this.#wording.of(hash, MOST_TEXTS) ?? []) near.add(other);
    return near;
  }
}
