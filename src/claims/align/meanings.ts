import { foldArabic, foldSyllables, stemOf } from '../../search/fold.ts';
import { MEANINGS } from './meanings-table.ts';

interface Meaning {
  /** Of the first word in English. */
  readonly stem: string;
  /** Stems of all words in English. */
  readonly english: readonly string[];
  readonly chinese: readonly string[];
  readonly uyghur: readonly string[];
}

const meanings = MEANINGS.trim()
  .split('\n')
  .map((line): Meaning => {
    const [english = [], chinese = [], uyghur = []] = line
      .split(/: | \| /)
      .map((cell) => cell.trim().split(' '));
    return { stem: stemOf(english[0] ?? ''), english: english.map(stemOf), chinese, uyghur };
  }); // prettier-ignore

const ofChinese = new Map(
  meanings.flatMap(({ stem, chinese }) => chinese.map((word) => [foldSyllables(word), stem] as const)),
);

interface Beginning {
  readonly word: string;
  readonly stem: string;
}

const FIRST_LETTERS = 2;
/** By their first letters, the longest first. */
const ofUyghur = Map.groupBy(
  meanings
    .flatMap(({ stem, uyghur }) => uyghur.map((word): Beginning => ({ word: foldArabic(word), stem })))
    .toSorted((a, b) => b.word.length - a.word.length),
  ({ word }) => word.slice(0, FIRST_LETTERS),
);

/** Letters: what is shorter begins other words too, and has to be followed by what nouns end with. */
const ENOUGH = 5;
const NOUN_ENDINGS = new RegExp(
  `^(?:لار|لەر|لىر|لىق|لىك)?(?:ىمىز|ىڭىز|ىم|ىڭ|سى|ى|م|ڭ|مىز|سىن)?(?:نىڭ|نى|غا|قا|گە|كە|دا|دە|تا|تە|دىن|تىن|دىكى|تىكى|غىچە|گىچە)?$`,
  'u',
);

/** The stem of the English word for a word in simplified characters, where the table has one. */
export function meaningOfChinese(word: string): string | undefined {
  return ofChinese.get(word);
}

/** @param word folded, in Arabic letters, with whatever endings */
export function meaningOfUyghur(word: string): string | undefined {
  return ofUyghur
    .get(word.slice(0, FIRST_LETTERS))
    ?.find(
      (each) =>
        word.startsWith(each.word) && (each.word.length >= ENOUGH || NOUN_ENDINGS.test(word.slice(each.word.length))),
    )?.stem;
}

const STEMS: ReadonlySet<string> = new Set(meanings.map(({ stem }) => stem));

/** Whether a stem stands for a row of the table: what any two texts may have in common. */
export function isMeaning(stem: string): boolean {
  return STEMS.has(stem);
}

const ofEnglish = new Map(meanings.flatMap(({ stem, english }) => english.map((each) => [each, stem] as const)));

/** The stem that stands for the row of a stem in English, or of one that stands for a word in another language. */
export function meaningOfStem(stem: string): string | undefined {
  return ofEnglish.get(stem);
}

/** Each stem in English that stands for another one in what texts in two languages have in common, with that one. */
export function stemsOfOneMeaning(): readonly (readonly [stem: string, meaning: string])[] {
  return meanings.flatMap(({ stem, english }) =>
    english.flatMap((each) => (each === stem ? [] : [[each, stem] as const])),
  );
}
