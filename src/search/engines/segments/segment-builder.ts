import type { StatementSync } from 'node:sqlite';
import { writeUtf8 } from './bytes.ts';
import { FIELDS, LONGEST_TERM, type Field, type SegmentInfo } from './format.ts';
import { ListSink } from './lists.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { Word, Words } from './words.ts';

/** Words that a segment takes before it is full: with them, 40 MB. */
const MOST_OCCURRENCES = 2_000_000;

/** Gathers the words of rows, and writes them as a segment. */
export class SegmentBuilder {
  readonly #words: Words;
  readonly #firstRow: number;
  readonly #stamp: number;
  #row: number;
  readonly #exact: Word[] = [];
  /** Stems that are not the token itself, and their numbers. */
  readonly #stems: string[] = [];
  readonly #stemNumbers = new Map<string, number>();
  /** By number of word: the number of its stem, or -1. */
  readonly #stemOf: number[] = [];
  readonly #found = new Occurrences();
  readonly #foundStems = new Occurrences();
  #count = 0;

  /** `stamp`: never used before with these words. */
  constructor(words: Words, firstRow: number, stamp: number) {
    words.forget();
    this.#words = words;
    this.#firstRow = firstRow;
    this.#row = firstRow;
    this.#stamp = stamp;
  }

  get isFull(): boolean {
    return this.#found.length >= MOST_OCCURRENCES;
  }

  get rowEnd(): number {
    return this.#row;
  }

  /** Takes in the next row, and says how many tokens it has. */
  add(text: string): number {
    this.#count = 0;
    this.#words.each(text, this.#take);
    this.#row += 1;
    return this.#count;
  }

  readonly #take = (word: Word): void => {
    if (word.segment !== this.#stamp) this.#enter(word);
    const { number } = word;
    this.#found.add(number, this.#row, this.#count);
    this.#count += 1;
    const stem = this.#stemOf[number] ?? -1;
    if (stem >= 0) this.#foundStems.add(stem, this.#row, 0);
  };

  #enter(word: Word): void {
    word.segment = this.#stamp;
    word.number = this.#exact.length;
    this.#exact.push(word);
    const { stem } = word;
    if (stem === undefined) {
      this.#stemOf.push(-1);
      return;
    }
    let number = this.#stemNumbers.get(stem);
    if (number === undefined) {
      number = this.#stems.length;
      this.#stems.push(stem);
      this.#stemNumbers.set(stem, number);
    }
    this.#stemOf.push(number);
  }

  write(id: number, insertPiece: StatementSync): SegmentInfo {
    const writer = new SegmentWriter(id, insertPiece);
    const term = new Uint8Array(LONGEST_TERM);
    const list = new ListSink();
    const writeList = (field: Field, text: string, found: Occurrences, number: number): void => {
      list.clear(this.#firstRow);
      found.list(number, field === FIELDS.exact, list);
      term[0] = field;
      writer.add(term, writeUtf8(text, term, 1), list.found, list.span, list.rows, list.places);
    };
    const exact = this.#exact;
    this.#found.sort(exact.length);
    for (const number of inOrder(exact.map(({ text }) => text))) {
      writeList(FIELDS.exact, exact[number]?.text ?? '', this.#found, number);
    }
    this.#foundStems.sort(this.#stems.length);
    for (const number of inOrder(this.#stems)) {
      writeList(FIELDS.stem, this.#stems[number] ?? '', this.#foundStems, number);
    }
    const words = exact.flatMap(({ text, syllabic }) => (syllabic ? [] : [Array.from(text).toReversed().join('')]));
    for (const text of sortedByBytes(words)) {
      term[0] = FIELDS.backwards;
      writer.add(term, writeUtf8(text, term, 1), 0, 0, undefined, undefined);
    }
    return {
      ...writer.finish(),
      firstRow: this.#firstRow,
      rowEnd: this.#row,
      held: this.#row - this.#firstRow,
    };
  }
}

/** The numbers of texts, in the order of the texts. */
function inOrder(texts: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  for (const [number, text] of texts.entries()) numbers.set(text, number);
  return sortedByBytes(texts).map((text) => numbers.get(text) ?? 0);
}

/** Code units that sort otherwise than the bytes of UTF-8: halves of characters, and what comes after them. */
const OUT_OF_ORDER = /[\ud800-\uffff]/;

function sortedByBytes(texts: readonly string[]): readonly string[] {
  const sorted = texts.toSorted();
  if (!sorted.some((text) => OUT_OF_ORDER.test(text))) return sorted;
  return sorted.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Where words stand: word, row and place of each, in the order of rows and places. */
class Occurrences {
  #words = new Int32Array(1024);
  #rows = new Int32Array(1024);
  #places = new Int32Array(1024);
  length = 0;
  /** After `sort`, by word: where its occurrences begin in `order`. */
  #begins = new Int32Array(0);
  #order = new Int32Array(0);

  add(word: number, row: number, place: number): void {
    if (this.length === this.#words.length) this.#grow();
    this.#words[this.length] = word;
    this.#rows[this.length] = row;
    this.#places[this.length] = place;
    this.length += 1;
  }

  #grow(): void {
    const larger = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const numbers = new Int32Array(old.length * 2);
      numbers.set(old);
      return numbers;
    };
    this.#words = larger(this.#words);
    this.#rows = larger(this.#rows);
    this.#places = larger(this.#places);
  }

  sort(words: number): void {
    const begins = new Int32Array(words + 1);
    for (let i = 0; i < this.length; i += 1) begins[(this.#words[i] ?? 0) + 1] = (begins[(this.#words[i] ?? 0) + 1] ?? 0) + 1;
    for (let i = 1; i <= words; i += 1) begins[i] = (begins[i] ?? 0) + (begins[i - 1] ?? 0);
    const next = begins.slice();
    const order = new Int32Array(this.length);
    for (let i = 0; i < this.length; i += 1) {
      const word = this.#words[i] ?? 0;
      const at = next[word] ?? 0;
      order[at] = i;
      next[word] = at + 1;
    }
    this.#begins = begins;
    this.#order = order;
  }

  list(word: number, withPlaces: boolean, sink: ListSink): void {
    const end = this.#begins[word + 1] ?? 0;
    let at = this.#begins[word] ?? 0;
    while (at < end) {
      const begin = at;
      const row = this.#rows[this.#order[at] ?? 0] ?? 0;
      let place = 0;
      while (at < end && this.#rows[this.#order[at] ?? 0] === row) {
        if (withPlaces) {
          const own = this.#places[this.#order[at] ?? 0] ?? 0;
          sink.places.number(own - place);
          place = own;
        }
        at += 1;
      }
      sink.row(row, at - begin);
    }
  }
}
