import { everySpelling } from '../entities/expansions.ts';
import { stringsIn } from './strings-in.ts';
import { inOneWord, PhraseFinder, phraseOf, stepsOf, turnedRound } from './word-patterns.ts';

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
/** Of passports, licence plates and accounts: what has more letters is words, with a number among them. */
const MOST_LETTERS = 3;
/** A telephone number with its country is looked for without it, too, where this much is left. */
const LEAST_OF_TELEPHONE = 7;
const LONGEST_COUNTRY = 3; // digits (ITU-T E.164, 6.2.1)

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
    const spelled = await everySpelling(asQuery(word), aliases);
    const phrase = phraseOf(word, spelled);
    finder.add(word, phrase);
    if (spelled.words.length < 2 || !spelled.words.every((each) => ALPHABETIC.test(each))) continue;
    finder.add(word, inOneWord(spelled.words));
    if (spelled.words.length === 2) finder.add(word, turnedRound(phrase));
  }
  const numbers = words.flatMap((word) => numbersOf(word).map((digits) => ({ word, digits })));
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
  return new Set(texts.flatMap((text) => [text, decoded(text)]).flatMap((text) => [text, unbroken(text)]));
}

/** In addresses words stand percent-encoded. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

/** Part of a name in letters that are written with spaces between words. */
const ALPHABETIC = /^(?!.*\p{Script=Han})\p{L}[\p{L}\p{M}'’ʼ]*$/u;

/** Without the signs that mean something in a query. */
function asQuery(word: string): string {
  const plain = word
    .replaceAll(/[^\p{L}\p{N}\p{M}'’ʼ·•・‧\s]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /\b(?:AND|OR|NOT|NEAR)\b/.test(plain) ? plain.toLowerCase() : plain;
}

/** A word that a line, a space or a sign nobody sees cuts in two, one with spaced letters, or a number in groups, is one to whoever reads it. */
function unbroken(text: string): string {
  return text
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/(?<=\p{L})[-\u2010\u2011][^\S\r\n]*\r?\n\s*(?=\p{L})/gu, '')
    .replaceAll(/(?<=(?<![\p{L}\p{M}])\p{L}) (?=\p{L}(?![\p{L}\p{M}]))/gu, '')
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/(?<=\d)[,.'’\u066c\u00a0\u202f ](?=\d{3}(?!\d))/g, '');
}

/** The digits that are looked for whatever stands between them; none of what is words. */
function numbersOf(word: string): readonly string[] {
  if (word.replaceAll(/\P{L}/gu, '').length > MOST_LETTERS) return [];
  const runs = digitsIn(word).filter((digits) => digits.length >= LEAST_DIGITS);
  const [, country] = /^\s*(?:\+|00)(.*)$/s.exec(word) ?? [];
  const [abroad = ''] = country === undefined ? [] : digitsIn(country);
  const home = abroad.slice(LONGEST_COUNTRY);
  return home.length < LEAST_OF_TELEPHONE ? runs : [home];
}

/** Runs of digits, with all that is no letter between them left out. */
function digitsIn(text: string): readonly string[] {
  const western = text.replaceAll(/\p{Nd}/gu, (digit) => digitOf(digit));
  return (western.match(/\d(?:[^\p{L}\p{N}]*\d)*/gu) ?? []).map((run) => run.replaceAll(/\D/g, ''));
}

/** Decimal digits stand in runs of ten that begin with their zero (Unicode Standard, 4.6). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
