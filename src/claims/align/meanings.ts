import { lexiconOf } from './lexicon.ts';
import { MEANINGS } from './meanings-table.ts';

const { meanings, ofChinese, ofUyghur, ofEnglish } = lexiconOf(MEANINGS);

/** The stem of the English word for a word in simplified characters, where the table has one. */
export function meaningOfChinese(word: string): string | undefined {
  return ofChinese(word);
}

/** @param word folded, in Arabic letters, with whatever endings */
export function meaningOfUyghur(word: string): string | undefined {
  return ofUyghur(word);
}

const STEMS: ReadonlySet<string> = new Set(meanings.map(({ stem }) => stem));

/** Whether a stem stands for a row of the table: what any two texts may have in common. */
export function isMeaning(stem: string): boolean {
  return STEMS.has(stem);
}

/** The stem that stands for the row of a stem in English, or of one that stands for a word in another language. */
export function meaningOfStem(stem: string): string | undefined {
  return ofEnglish(stem);
}

/** Each stem in English that stands for another one in what texts in two languages have in common, with that one. */
export function stemsOfOneMeaning(): readonly (readonly [stem: string, meaning: string])[] {
  return meanings.flatMap(({ stem, english }) =>
    english.flatMap((each) => (each === stem ? [] : [[each, stem] as const])),
  );
}
