import { everySpelling } from '../entities/expansions.ts';
import { stringsIn } from './strings-in.ts';
import { PhraseFinder, phraseOf, stepsOf } from './word-patterns.ts';

/** A word that is to be withheld, where it was found all the same. */
export interface WithheldFound {
  /** As the profile has it. */
  readonly word: string;
  /** As it stands there: the word, or another spelling of it. */
  readonly spelling: string;
  /** Of the file, within the package. */
  readonly path: string;
}

export interface FileToSearch {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What the file says to whoever opens it with a program, or looks at it, and its bytes do not. */
  readonly said?: readonly string[];
}

/** A number this long is looked for whatever stands between its digits. */
const LEAST_DIGITS = 5;

/**
 * Looks for words in the texts, names and data of files, in every script and spelling that search knows
 * (docs/search.md). Each file is looked through once, and nothing of it is kept.
 *
 * @param aliases names that people of the case said are the same
 */
export async function findWithheld(
  words: readonly string[],
  files: AsyncIterable<FileToSearch>,
  aliases: readonly (readonly string[])[],
): Promise<readonly WithheldFound[]> {
  if (words.length === 0) return [];
  const finder = new PhraseFinder<string>();
  for (const word of words) {
    finder.add(word, phraseOf(word, await everySpelling(asQuery(word), aliases)));
  }
  const numbers = words.flatMap((word) => {
    const digits = /\p{L}/u.test(word) ? '' : digitsIn(word).join('');
    return digits.length < LEAST_DIGITS ? [] : [{ word, digits }];
  });
  const found: WithheldFound[] = [];
  for await (const file of files) {
    const here = new Map<string, string>();
    for (const text of textsOf(file)) {
      const steps = stepsOf(text);
      for (const [word, { from, to }] of finder.in(steps)) {
        const spelling = text.slice(steps[from]?.start, steps[to - 1]?.end);
        if (!here.has(word)) here.set(word, spelling);
      }
      const runs = numbers.length === 0 ? [] : digitsIn(text);
      for (const { word, digits } of numbers) {
        if (!here.has(word) && runs.some((run) => run.includes(digits))) here.set(word, word);
      }
    }
    for (const [word, there] of here) {
      const isSame = there.normalize('NFKC').toLowerCase() === word.normalize('NFKC').toLowerCase();
      found.push({ word, spelling: isSame ? word : there, path: file.path });
    }
  }
  return found;
}

/** The name of a file and all that it says, each once, and again as whoever reads it puts it together. */
function textsOf({ path, bytes, said = [] }: FileToSearch): ReadonlySet<string> {
  const texts = [path.replaceAll(/[/._-]/g, ' '), ...stringsIn(path, bytes), ...said];
  return new Set(texts.flatMap((text) => [text, unbroken(text)]));
}

/** Without the signs that mean something in a query. */
function asQuery(word: string): string {
  const plain = word
    .replaceAll(/[^\p{L}\p{N}\p{M}'’ʼ·•・‧\s]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /\b(?:AND|OR|NOT|NEAR)\b/.test(plain) ? plain.toLowerCase() : plain;
}

/** A word that a line or a space cuts in two, or a number in groups, is one to whoever reads it. */
function unbroken(text: string): string {
  return text
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replaceAll(/(?<=\p{L})[-\u2010\u2011]\n\s*(?=\p{L})/gu, '')
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/(?<=\d)[,.'’\u066c\u00a0\u202f ](?=\d{3}(?!\d))/g, '');
}

/** Runs of digits, with what people put between them left out. */
function digitsIn(text: string): readonly string[] {
  const western = text.replaceAll(/\p{Nd}/gu, (digit) => digitOf(digit));
  return (western.match(/\d(?:[\d\s.\-()/\u00a0\u2010-\u2013]*\d)?/g) ?? []).map((run) => run.replaceAll(/\D/g, ''));
}

/** Decimal digits stand in runs of ten that begin with their zero (Unicode Standard, 4.6). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
