import { foldSyllables } from '../../search/fold.ts';
import { areWords, foldedToken, surnameOf, type PersonName } from './person-names.ts';
import { HAN_TITLES } from './person-words.ts';

/** A person whose name is to be read nowhere. */
export interface HiddenPerson {
  readonly person: PersonName;
  readonly name: string;
  /** Whether a part of her name is of nobody else, as far as the case tells. */
  readonly isAlone: (part: string) => boolean;
}

/** A text in which a name in brackets stands for each mention of those who are to be hidden. */
export function withoutNames(text: string, hidden: readonly HiddenPerson[]): string {
  return hidden.reduce((rest, each) => (each.person.isHan ? withoutHan(rest, each) : withoutWords(rest, each)), text);
}

/** Between the words of one name. */
const BETWEEN = /^[\s.,_’'-]{1,3}$/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Parts of names that are most often something else: initials, months, `van`. */
const OTHER_WORDS =
  /^(?:.|april|may|june|august|van|von|der?|den|del|della|di|da|dos|das|du|la|le|el|al|bin|ibn|ben|bint|abu|ter|ten|will)$/u;

interface Run {
  readonly start: number;
  end: number;
  readonly words: string[];
}

function withoutWords(text: string, { person: { words }, name, isAlone }: HiddenPerson): string {
  const runs: Run[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = foldedToken(word);
    const isInitial = word.length === 1 && /\p{Lu}/u.test(word) && words.some((each) => each.startsWith(folded));
    if (!words.includes(folded) && !isInitial) continue;
    const last = runs.at(-1);
    const end = index + word.length;
    if (last !== undefined && index - last.end <= 3 && BETWEEN.test(text.slice(last.end, index))) {
      last.words.push(folded);
      last.end = end;
    } else runs.push({ start: index, end, words: [folded] });
  }
  let shown = '';
  let at = 0;
  for (const run of runs) {
    const isSmall = /^\p{Ll}/u.test(text.slice(run.start));
    const isWhole = areWords(words, run.words) && (words.length > 1 || !isSmall);
    const isPart = (word: string): boolean => words.includes(word) && !OTHER_WORDS.test(word) && isAlone(capital(word));
    if (!isWhole && (isSmall || !run.words.some(isPart))) continue;
    shown += `${text.slice(at, run.start)}[${name}]`;
    at = run.end;
  }
  return shown + text.slice(at);
}

function capital(word: string): string {
  return word.replace(/^./u, (letter) => letter.toUpperCase());
}

/** In sentences of Chinese a title of one character is too often another word. */
const LONG_TITLES = HAN_TITLES.replace(/\|\p{Script=Han}(?=[|)])/gu, '');

function withoutHan(text: string, { person, name, isAlone }: HiddenPerson): string {
  const [own = ''] = person.words;
  const [family, parts] = [surnameOf(own), own.split(/[·•・]/u)];
  const folded = foldSyllables(text);
  const forms = [own];
  if (parts.length > 1) forms.push(...parts.filter((part) => isAlone(part)));
  else if (isAlone(`${family}某`))
    forms.push(String.raw`${family}(?:某某?|氏)?${LONG_TITLES}`, `${family}(?:某某?|氏)`);
  // Folding keeps the number of characters, or what is found stands elsewhere.
  if (folded.length !== text.length) return text.replaceAll(own, `[${name}]`);
  let shown = '';
  let at = 0;
  for (const { 0: found, index } of folded.matchAll(new RegExp(forms.join('|'), 'gu'))) {
    shown += `${text.slice(at, index)}[${name}]`;
    at = index + found.length;
  }
  return shown + text.slice(at);
}
