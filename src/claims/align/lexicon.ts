import { foldArabic, foldSyllables, stemOf } from '../../search/fold.ts';

interface Meaning {
  /** Of the first word in English. */
  readonly stem: string;
  /** Stems of all words in English. */
  readonly english: readonly string[];
  readonly chinese: readonly string[];
  readonly uyghur: readonly string[];
}

/** Words of one meaning in three languages: each leads to the stem of the first word in English, where the table has it. */
export interface Lexicon {
  readonly meanings: readonly Meaning[];
  /** @param stem of a word in English */
  readonly ofEnglish: (stem: string) => string | undefined;
  /** @param word in simplified characters */
  readonly ofChinese: (word: string) => string | undefined;
  /** @param word folded, in Arabic letters, with whatever endings */
  readonly ofUyghur: (word: string) => string | undefined;
}

interface Beginning {
  readonly word: string;
  readonly stem: string;
}

const FIRST_LETTERS = 2;
/** Letters: what is shorter begins other words too, and has to be followed by what nouns end with. */
const ENOUGH = 5;
const NOUN_ENDINGS = new RegExp(
  `^(?:لار|لەر|لىر|لىق|لىك)?(?:ىمىز|ىڭىز|ىم|ىڭ|سى|ى|م|ڭ|مىز|سىن)?(?:نىڭ|نى|غا|قا|گە|كە|دا|دە|تا|تە|دىن|تىن|دىكى|تىكى|غىچە|گىچە)?$`,
  'u',
);

/** @param table a row for each meaning: `English words: Chinese words | beginnings of Uyghur words` */
export function lexiconOf(table: string): Lexicon {
  const meanings = table
    .trim()
    .split('\n')
    .map((line): Meaning => {
      const [english = [], chinese = [], uyghur = []] = line.split(/: | \| /).map((cell) => cell.trim().split(' '));
      return { stem: stemOf(english[0] ?? ''), english: english.map(stemOf), chinese, uyghur };
    });
  const inEnglish = new Map(meanings.flatMap(({ stem, english }) => english.map((each) => [each, stem] as const)));
  const inChinese = new Map(
    meanings.flatMap(({ stem, chinese }) => chinese.map((word) => [foldSyllables(word), stem] as const)),
  );
  const inUyghur = Map.groupBy(
    meanings
      .flatMap(({ stem, uyghur }) => uyghur.map((word): Beginning => ({ word: foldArabic(word), stem })))
      .toSorted((a, b) => b.word.length - a.word.length),
    ({ word }) => word.slice(0, FIRST_LETTERS),
  );
  return {
    meanings,
    ofEnglish: (stem) => inEnglish.get(stem),
    ofChinese: (word) => inChinese.get(word),
    ofUyghur: (word) =>
      inUyghur
        .get(word.slice(0, FIRST_LETTERS))
        ?.find(
          (each) =>
            word.startsWith(each.word) &&
            (each.word.length >= ENOUGH || NOUN_ENDINGS.test(word.slice(each.word.length))),
        )?.stem,
  };
}
