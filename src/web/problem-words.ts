import type { InterfaceLanguage } from './messages.ts';
import { caseProblems as ugCase } from './messages/ug-problems-case.ts';
import { workProblems as ugWork } from './messages/ug-problems-work.ts';
import { caseProblems as zhHansCase } from './messages/zh-hans-problems-case.ts';
import { workProblems as zhHansWork } from './messages/zh-hans-problems-work.ts';

/**
 * The sentence or the remedy of a Problem in the language of a reader. Problems are thrown in English, by rooms that know of
 * no reader; their sentences are the keys here, with a `{blank}` for each part that differs from time to time. A sentence
 * that no catalogue has comes back as it is, and as English.
 */
export function problemWords(language: InterfaceLanguage, sentence: string): ProblemWords {
  if (language === 'en') return { text: sentence, language };
  for (const { pattern, blanks, said } of CATALOGUES[language]) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const values = new Map(blanks.map((blank, index) => [blank, found[index + 1] ?? '']));
    return { text: said.replace(BLANK, (_, blank: string) => values.get(blank) ?? ''), language };
  }
  return { text: sentence, language: 'en' };
}

export interface ProblemWords {
  readonly text: string;
  /** Of `text`. */
  readonly language: InterfaceLanguage;
}

interface Sentence {
  readonly pattern: RegExp;
  readonly blanks: readonly string[];
  readonly said: string;
}

const BLANK = /\{(\w+)\}/g;

const CATALOGUES: Readonly<Record<Exclude<InterfaceLanguage, 'en'>, readonly Sentence[]>> = {
  'zh-Hans': sentences({ ...zhHansCase, ...zhHansWork }),
  ug: sentences({ ...ugCase, ...ugWork }),
};

function sentences(catalogue: Readonly<Record<string, string>>): readonly Sentence[] {
  return Object.entries(catalogue).map(([english, said]) => ({
    // Even parts are words, odd ones the names of blanks.
    pattern: new RegExp(`^${english.split(BLANK).map(partPattern).join('')}$`, 's'),
    blanks: Array.from(english.matchAll(BLANK), ([, blank = '']) => blank),
    said,
  }));
}

function partPattern(part: string, index: number): string {
  return index % 2 === 0 ? RegExp.escape(part) : '(.+)';
}
