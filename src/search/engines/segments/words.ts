import { foldSyllables, stemOf } from '../../fold.ts';
import { eachPair, eachRun, foldWord, type Run } from '../../tokens.ts';
import { backwards } from './format.ts';
import { RunNumbers } from './run-numbers.ts';
import { SortedTexts } from './sorted-texts.ts';

/** Words and runs that are kept from one text to the next: about 60 MB. */
const MOST_KEPT = 200_000;

/** Takes tokens in the order of the text: most are words, those of runs without spaces are pairs of code units. */
export interface TakeWords {
  word(word: number): void;
  /** 65,536 times the first code unit, and the second; without it at the end of a run. As an integer of 32 bits. */
  pair(pair: number): void;
}

/**
 * Cuts texts into words as `eachToken` does. Most of them have been met before, and their number, folding, stem and place
 * in the order of all words with them. Numbers hold until words are forgotten.
 */
export class Words {
  #runs = new RunNumbers();
  #numbers = new Map<string, number>();
  /** By number of word: the number of its stem; -1 where that is the word itself. */
  #stemOf: number[] = [];
  #stemNumbers = new Map<string, number>();
  texts = new SortedTexts();
  stems = new SortedTexts();
  /** Words of alphabets only. */
  backwards = new SortedTexts();
  /** The word that each of `backwards` is. */
  forwards: number[] = [];

  /** Makes room, if there is little. */
  forget(): void {
    if (this.texts.size + this.#runs.size < MOST_KEPT) return;
    this.#runs = new RunNumbers();
    this.#numbers = new Map();
    this.#stemOf = [];
    this.#stemNumbers = new Map();
    this.texts = new SortedTexts();
    this.stems = new SortedTexts();
    this.backwards = new SortedTexts();
    this.forwards = [];
  }

  /** The number of its stem; -1 where that is the word itself. */
  stemOf(word: number): number {
    return this.#stemOf[word] ?? -1;
  }

  each(text: string, take: TakeWords): void {
    eachRun(text, (kind, start, end) => {
      if (kind === 'syllables') {
        this.#eachPair(text.slice(start, end), take);
        return;
      }
      const known = this.#runs.find(text, start, end);
      const word = known >= 0 ? known : this.#learn(text, kind, start, end);
      if (word >= 0) take.word(word);
    });
  }

  /** -1 where the run holds no word. */
  #learn(text: string, kind: Exclude<Run, 'syllables'>, start: number, end: number): number {
    const folded = foldWord(text.slice(start, end), kind);
    if (folded === '') return -1;
    const word = this.#numberOf(folded, false);
    this.#runs.add(text, start, end, word);
    return word;
  }

  #numberOf(text: string, syllabic: boolean): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.add(text);
    this.#numbers.set(text, number);
    this.#stemOf.push(syllabic ? -1 : this.#stemNumber(text));
    if (!syllabic) {
      this.backwards.add(backwards(text));
      this.forwards.push(number);
    }
    return number;
  }

  #stemNumber(text: string): number {
    const stem = stemOf(text);
    if (stem === text) return -1;
    const known = this.#stemNumbers.get(stem);
    if (known !== undefined) return known;
    const number = this.stems.add(stem);
    this.#stemNumbers.set(stem, number);
    return number;
  }

  #eachPair(run: string, take: TakeWords): void {
    const folded = foldSyllables(run);
    if (folded.length !== run.length || HALVES.test(run)) {
      eachPair(run, 0, (token) => {
        if (HALVES.test(token)) take.word(this.#numberOf(token, true));
        else take.pair((token.charCodeAt(0) << 16) | (token.length > 1 ? token.charCodeAt(1) : 0));
      });
      return;
    }
    let unit = folded.charCodeAt(0);
    for (let i = 1; i < folded.length; i += 1) {
      const next = folded.charCodeAt(i);
      take.pair((unit << 16) | next);
      unit = next;
    }
    take.pair(unit << 16);
  }
}

/** Of characters of two code units. */
const HALVES = /[\ud800-\udfff]/;
