import { lexiconOf } from './lexicon.ts';
import { meaningOfStem } from './meanings.ts';
import { SAYINGS } from './sayings-table.ts';
import type { Word } from './words.ts';

const { ofEnglish, ofChinese, ofUyghur } = lexiconOf(SAYINGS);

/** What a word means, as one word for three languages, where either table has it. */
export function ideaOf({ exact, stem }: Pick<Word, 'exact' | 'stem'>): string | undefined {
  const meaning = meaningOfStem(stem);
  if (meaning !== undefined) return meaning;
  const isLatin = exact.charCodeAt(0) < FIRST_OF_OTHERS;
  const saying = isLatin
    ? ofEnglish(stem)
    : HAN.test(exact)
      ? ofChinese(exact)
      : UYGHUR.test(exact)
        ? ofUyghur(exact)
        : undefined;
  return saying === undefined ? undefined : `said ${saying}`;
}

/** From here on there are letters that are not Latin. */
const FIRST_OF_OTHERS = 0x370;
const HAN = /^\p{Script=Han}/u;
const UYGHUR = /^[\p{Script=Arabic}\p{Script=Cyrillic}]/u;
