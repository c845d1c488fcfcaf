import { spelledOut } from '../../entities/uyghur-letters.ts';

/**
 * One of the three scripts of Uyghur. Rules are written once, in Arabic letters, and spelt out for each; a text is folded
 * so that spellings of one word are one. Each UTF-16 unit of a text becomes one, so offsets stay.
 */
export interface Spelling {
  readonly script: 'arabic' | 'latin' | 'cyrillic';
  readonly fold: (text: string) => string;
  /** @param source of an expression, its words in Arabic letters */
  readonly spell: (source: string) => string;
  /** A word of folded text as a key: without the apostrophes that some write. */
  readonly key: (word: string) => string;
}

/** Code points that files mix for one letter become one, and digits of every script become ASCII. */
function foldUyghur(text: string): string {
  return text
    .replace(TURNED, '$1-')
    .replace(/[يیكھه٠-٩۰-۹]/gu, (letter) => FOLDED[letter] ?? String(letter.charCodeAt(0) & 0xf));
}

/** `-20ماي`: PDFs in which digits run against the letters have the hyphen of an ordinal on its other side. */
const TURNED =
  /(?<![\d\p{L}-])-(\d{1,4})(?=\s?(?:ي[ىيی]ل|ئا[يى](?!\p{L}{3})|[كک]ۈن|چ[ېى]سلا|ماددا|بەت|يانۋار|ف[ېى]ۋرال|مارت|ئاپر[ېى]ل|ما[يى]|ئى[يى]ۇن|ئى[يى]ۇل|ئاۋغۇست|س[ېى]نتەب[ىي]ر|ئۆ[كک]تەب[ىي]ر|نويابىر|د[ېى]كابىر))/gu;

const FOLDED: Readonly<Record<string, string>> = { ي: 'ى', ی: 'ى', ك: 'ک', ھ: 'ە', ه: 'ە' };

/** ULY, also as it is typed without its accents. */
function foldLatin(text: string): string {
  return sameLength(text, text.toLowerCase()).replace(/[éèëêöøü’ʼ`]/gu, (letter) => PLAIN[letter] ?? letter);
}

const PLAIN: Readonly<Record<string, string>> = {
  é: 'e', è: 'e', ë: 'e', ê: 'e', ö: 'o', ø: 'o', ü: 'u', '’': "'", 'ʼ': "'", '`': "'",
}; // prettier-ignore

/** Lower case of a few letters is longer, which would move all offsets behind. */
function sameLength(text: string, lowered: string): string {
  return lowered.length === text.length ? lowered : text;
}

const WORD = /[\u0621-\u06d5]+/gu;

function spellIn(script: 'latin' | 'cyrillic', source: string): string {
  return source.replace(WORD, (word) => {
    const spelt = spelledOut(word)[script].replaceAll("'", "'?"); // apostrophes are often left out
    // In Cyrillic, a year is `жил` where Uyghur is written in it.
    return script === 'latin' ? foldLatin(spelt) : spelt.replaceAll('йил', '(?:йил|жил)');
  });
}

const withoutApostrophes = (word: string): string => word.replaceAll("'", '');

const ARABIC: Spelling = { script: 'arabic', fold: foldUyghur, spell: foldUyghur, key: (word) => word };
const LATIN: Spelling = {
  script: 'latin',
  fold: foldLatin,
  spell: (source) => spellIn('latin', source),
  key: withoutApostrophes,
};
const CYRILLIC: Spelling = {
  script: 'cyrillic',
  fold: (text) => sameLength(text, text.toLowerCase()).replace(/[’ʼ`]/gu, "'"),
  spell: (source) => spellIn('cyrillic', source),
  key: (word) => withoutApostrophes(word).replaceAll('жил', 'йил'),
};

const LOOKED_AT = 4000; // UTF-16 units that tell the script of a text

/** The script that most letters of a text are of. */
export function spellingOf(text: string): Spelling {
  const head = text.slice(0, LOOKED_AT);
  const count = (letters: RegExp): number => head.match(letters)?.length ?? 0;
  const [arabic, latin, cyrillic] = [
    count(/\p{Script=Arabic}/gu),
    count(/\p{Script=Latin}/gu),
    count(/\p{Script=Cyrillic}/gu),
  ];
  if (arabic >= latin && arabic >= cyrillic) return ARABIC;
  return latin >= cyrillic ? LATIN : CYRILLIC;
}

/** What is made of words once for each spelling. */
export function eachSpelling<Made>(make: (spelling: Spelling) => Made): (spelling: Spelling) => Made {
  const made = new Map<Spelling['script'], Made>();
  return (spelling) => {
    const known = made.get(spelling.script) ?? make(spelling);
    made.set(spelling.script, known);
    return known;
  };
}
