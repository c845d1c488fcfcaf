import type { EverySpelling } from '../entities/expansions.ts';
import { foldSyllables } from '../search/fold.ts';
import { eachToken } from '../search/tokens.ts';

/**
 * Looks for many words and phrases in a text at once, each word of a phrase in any of its spellings: word by word, so that
 * no list of all phrases is ever made and none is too long.
 */

/** One step of a text: a word as search folds it, or one character of a run that is written without spaces. */
export interface Step {
  readonly exact: string;
  /** Goes on in the same run of characters as the step before. */
  readonly joined: boolean;
  /** UTF-16 code units into the text. */
  readonly start: number;
  readonly end: number;
}

export function stepsOf(text: string): readonly Step[] {
  const steps: Step[] = [];
  let runUntil = -1;
  eachToken(text, (exact, start, end, syllabic) => {
    if (!syllabic) {
      steps.push({ exact, joined: false, start, end });
      return;
    }
    // A token is a character and the next one; a run ends where none reaches further.
    const [character = ''] = exact;
    const length = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
    steps.push({ exact: character, joined: start < runUntil, start, end: start + length });
    runUntil = end;
  });
  return steps;
}

/** What one step has to be: one of some, or begin with one. */
interface Wanted {
  readonly any: ReadonlySet<string>;
  readonly isOpen: boolean;
  readonly joined: boolean;
}

/** Steps one after the other, in the place of `count` words. */
interface Way {
  readonly steps: readonly Wanted[];
  readonly count: number;
}

/** The ways on from each word of a phrase. */
export type Phrase = readonly (readonly Way[])[];

/** Letters of a word that is looked for with any ending. */
const WITH_ENDINGS = 5;

/** @param given as it was typed; looked for as it stands where it has no words that a query could have */
export function phraseOf(given: string, { words, others }: EverySpelling): Phrase {
  if (words.length === 0) return [[{ steps: wantedOf(given), count: 1 }]];
  return words.map((word, at) => {
    const here = others.filter((each) => each.at === at);
    const ways: Way[] = [
      { steps: wantedOf(word), count: 1 },
      ...here.flatMap(({ count, spellings }) => spellings.map((text) => ({ steps: wantedOf(text), count }))),
      ...here.flatMap(({ count, readings }) =>
        readings.map((characters) => ({
          count,
          steps: characters.map((any, n): Wanted => {
            return { any: new Set(Array.from(any, foldSyllables)), isOpen: false, joined: n > 0 };
          }),
        })),
      ),
    ];
    return ways.filter(({ steps }) => steps.length > 0);
  });
}

/** Words without spaces between them, as mail addresses and accounts have a name. */
export function inOneWord(words: readonly string[]): Phrase {
  return [[{ steps: wantedOf(words.join('')), count: 1 }]];
}

/** A name of two words the other way round, as lists have it, each word in any of its spellings. */
export function turnedRound(phrase: Phrase): Phrase {
  return phrase.toReversed().map((ways) => ways.filter(({ count }) => count === 1));
}

function wantedOf(spelling: string): readonly Wanted[] {
  const isPrefix = spelling.endsWith('*');
  const steps = stepsOf(spelling.replace(/\*$/, ''));
  return steps.map(({ exact, joined }, n) => ({
    any: new Set([exact]),
    isOpen: (isPrefix && n === steps.length - 1) || (exact.length >= WITH_ENDINGS && !/\p{Nd}/u.test(exact)),
    joined,
  }));
}

/** Finds phrases by what they may begin with. */
export class PhraseFinder<Name> {
  readonly #begun = new Map<string, { readonly name: Name; readonly phrase: Phrase; readonly first: Wanted }[]>();
  #shortest = Infinity;

  add(name: Name, phrase: Phrase): void {
    for (const [first] of (phrase[0] ?? []).map(({ steps }) => steps)) {
      if (first === undefined) continue;
      for (const text of first.any) {
        const here = this.#begun.get(text) ?? [];
        this.#begun.set(text, here);
        if (!here.some((known) => known.phrase === phrase && known.first.isOpen === first.isOpen)) {
          here.push({ name, phrase, first });
        }
        if (first.isOpen) this.#shortest = Math.min(this.#shortest, text.length);
      }
    }
  }

  /** Each phrase that the text has, once, with the steps at which it begins and ends. */
  in(steps: readonly Step[]): ReadonlyMap<Name, { readonly from: number; readonly to: number }> {
    const found = new Map<Name, { from: number; to: number }>();
    for (const [from, { exact }] of steps.entries()) {
      for (let length = Math.min(this.#shortest, exact.length); length <= exact.length; length += 1) {
        for (const { name, phrase, first } of this.#begun.get(exact.slice(0, length)) ?? []) {
          if ((length < exact.length && !first.isOpen) || found.has(name)) continue;
          const to = endOf(phrase, 0, steps, from);
          if (to !== undefined) found.set(name, { from, to });
        }
      }
    }
    return found;
  }
}

/** Behind the last step of the phrase from its word `at` on; undefined where the text goes on otherwise. */
function endOf(phrase: Phrase, at: number, steps: readonly Step[], from: number): number | undefined {
  const ways = phrase[at];
  if (ways === undefined) return from;
  for (const { steps: wanted, count } of ways) {
    if (!wanted.every((each, n) => isThere(each, steps[from + n]))) continue;
    const end = endOf(phrase, at + count, steps, from + wanted.length);
    if (end !== undefined) return end;
  }
  return undefined;
}

function isThere({ any, isOpen, joined }: Wanted, step: Step | undefined): boolean {
  if (step === undefined || (joined && !step.joined)) return false;
  if (any.has(step.exact)) return true;
  return isOpen && any.values().some((text) => step.exact.startsWith(text));
}
