import { foldSyllables, stemOf } from '../../fold.ts';
import { eachPair, eachRun, foldWord, type Run } from '../../tokens.ts';

/** A token, as long as it is counted for one segment. */
export class Word {
  readonly text: string;
  /** The stem, where it is not the token itself; words of runs without spaces have none. */
  readonly stem: string | undefined;
  readonly syllabic: boolean;
  /** The segment that it was last found in, and its number there. */
  segment = -1;
  number = 0;

  constructor(text: string, syllabic: boolean) {
    this.text = text;
    this.syllabic = syllabic;
    const stem = syllabic ? text : stemOf(text);
    this.stem = stem === text ? undefined : stem;
  }
}

/** Words that are kept from one text to the next: about 60 MB. */
const MOST_KEPT = 250_000;
/** Code units. Longer runs come once. */
const LONGEST_RUN = 100;

/**
 * Cuts texts into words as `eachToken` does; most of them have been met, and their folding and their stem with them. A
 * token is the same `Word` as long as nothing is forgotten.
 */
export class Words {
  /** By how the text has them. */
  readonly #runs = new Map<string, Word | undefined>();
  readonly #words = new Map<string, Word>();
  /** Two code units as one number; the second is 0 at the end of a run. */
  readonly #pairs = new Map<number, Word>();

  /** Makes room, if there is little. */
  forget(): void {
    if (this.#runs.size + this.#words.size + this.#pairs.size < MOST_KEPT) return;
    this.#runs.clear();
    this.#words.clear();
    this.#pairs.clear();
  }

  each(text: string, take: (word: Word) => void): void {
    eachRun(text, (kind, start, end) => {
      if (kind === 'syllables') {
        this.#eachPair(text.slice(start, end), take);
        return;
      }
      const word = this.#wordOf(text.slice(start, end), kind);
      if (word !== undefined) take(word);
    });
  }

  #wordOf(run: string, kind: Exclude<Run, 'syllables'>): Word | undefined {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const folded = foldWord(run, kind);
    if (folded === '') return undefined;
    const word = this.#folded(folded, false);
    if (run.length <= LONGEST_RUN) this.#runs.set(run, word);
    return word;
  }

  #folded(text: string, syllabic: boolean): Word {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const word = new Word(text, syllabic);
    this.#words.set(text, word);
    return word;
  }

  #eachPair(run: string, take: (word: Word) => void): void {
    const folded = foldSyllables(run);
    if (folded.length !== run.length || /[\ud800-\udfff]/.test(run)) {
      eachPair(run, 0, (token) => take(this.#folded(token, true)));
      return;
    }
    let unit = folded.charCodeAt(0);
    for (let i = 1; i <= folded.length; i += 1) {
      const next = i === folded.length ? 0 : folded.charCodeAt(i);
      const pair = (unit << 16) | next;
      let word = this.#pairs.get(pair);
      if (word === undefined) {
        word = this.#folded(next === 0 ? folded.slice(i - 1) : folded.slice(i - 1, i + 1), true);
        this.#pairs.set(pair, word);
      }
      take(word);
      unit = next;
    }
  }
}
