import type { StatementSync } from 'node:sqlite';
import { compareBytes, writeUtf8 } from './bytes.ts';
import { FIELDS, LONGEST_TERM, type SegmentInfo } from './format.ts';
import { ListSink } from './lists.ts';
import { Occurrences } from './occurrences.ts';
import { PairNumbers } from './pair-numbers.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { TakeWords, Words } from './words.ts';

/** Tokens that a segment takes before it is full; with them it takes 40 MB of memory. */
const MOST_OCCURRENCES = 2_000_000;

/** Gathers the words of rows, and writes them as a segment. One at a time of the same words. */
export class SegmentBuilder {
  readonly #words: Words;
  readonly #firstRow: number;
  readonly #most: number;
  #row: number;
  readonly #pairs = new PairNumbers();
  readonly #foundWords = new Occurrences();
  readonly #foundStems = new Occurrences();
  readonly #foundPairs = new Occurrences();
  readonly #list = new ListSink();
  #count = 0;

  constructor(words: Words, firstRow: number, most = MOST_OCCURRENCES) {
    words.forget();
    this.#most = most;
    this.#words = words;
    this.#firstRow = firstRow;
    this.#row = firstRow;
  }

  get isFull(): boolean {
    return this.#foundWords.length + this.#foundPairs.length >= this.#most;
  }

  get isEmpty(): boolean {
    return this.#row === this.#firstRow;
  }

  /** Takes in the next row, and says how many tokens it has. */
  add(text: string): number {
    this.#count = 0;
    this.#words.each(text, this.#take);
    this.#row += 1;
    return this.#count;
  }

  readonly #take: TakeWords = {
    word: (word) => {
      this.#foundWords.add(word, this.#row, this.#count);
      this.#count += 1;
      const stem = this.#words.stemOf(word);
      if (stem >= 0) this.#foundStems.add(stem, this.#row, 0);
    },
    pair: (pair) => {
      this.#foundPairs.add(this.#pairs.of(pair), this.#row, this.#count);
      this.#count += 1;
    },
  };

  write(id: number, insertPiece: StatementSync): SegmentInfo {
    const writer = new SegmentWriter(id, insertPiece);
    const { stems, texts, backwards, forwards } = this.#words;
    this.#foundWords.sort(texts.size);
    this.#foundPairs.sort(this.#pairs.count);
    this.#writeExact(writer);
    this.#foundStems.sort(stems.size);
    const term = new Uint8Array(LONGEST_TERM);
    term[0] = FIELDS.stem;
    for (const stem of stems.order()) {
      if (this.#foundStems.has(stem)) {
        this.#writeList(writer, term, writeUtf8(stems.text(stem), term, 1), this.#foundStems, stem);
      }
    }
    term[0] = FIELDS.backwards;
    for (const word of backwards.order()) {
      if (this.#foundWords.has(forwards[word] ?? 0)) {
        writer.add(term, writeUtf8(backwards.text(word), term, 1), 0, 0, undefined, undefined);
      }
    }
    return {
      ...writer.finish(),
      firstRow: this.#firstRow,
      rowEnd: this.#row,
      held: this.#row - this.#firstRow,
    };
  }

  /** Words and pairs, each sorted by itself, are one order together. */
  #writeExact(writer: SegmentWriter): void {
    const { texts } = this.#words;
    const pairs = this.#pairs.sorted();
    const ofWord = new Uint8Array(LONGEST_TERM);
    const ofPair = new Uint8Array(LONGEST_TERM);
    ofWord[0] = FIELDS.exact;
    ofPair[0] = FIELDS.exact;
    let next = 0;
    let pairLength = pairs.writeTerm(next, ofPair);
    const writePair = (): void => {
      this.#writeList(writer, ofPair, pairLength, this.#foundPairs, pairs.number(next));
      next += 1;
      pairLength = pairs.writeTerm(next, ofPair);
    };
    for (const word of texts.order()) {
      if (!this.#foundWords.has(word)) continue;
      const length = writeUtf8(texts.text(word), ofWord, 1);
      while (next < pairs.count && compareBytes(ofPair, pairLength, ofWord, length) < 0) writePair();
      this.#writeList(writer, ofWord, length, this.#foundWords, word);
    }
    while (next < pairs.count) writePair();
  }

  #writeList(writer: SegmentWriter, term: Uint8Array, length: number, found: Occurrences, word: number): void {
    const list = this.#list;
    list.clear(this.#firstRow);
    found.list(word, term[0] === FIELDS.exact, list);
    writer.add(term, length, list.found, list.span, list.rows, list.places);
  }
}
