import type { Span } from '../../nouns/reading.ts';
import type { Credit, Statement } from '../../nouns/statement.ts';
import type { StatementFinder } from '../finding/finder.ts';
import { chineseDates } from './dates.ts';
import { chineseFigures } from './figures.ts';
import {
  carriedCredits,
  chineseQuotations,
  chineseRuns,
  type ChineseSaying,
  chineseSayings,
  creditsOf,
} from './quotations.ts';
import { solidText, type SolidText } from './solid.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const WINDOW = 12; // UTF-16 units in which the word behind a measure word is sought

/** Rules for news and official prose in Chinese, simplified and traditional. */
export const chineseFinder: StatementFinder = {
  name: 'chinese',
  version: 6,
  reads: (language) => language === 'zh' || language.startsWith('zh-'),
  find(text, block, about) {
    const solid = solidText(text, block);
    return statementsIn(solid.text, about.published).map((statement): Statement => {
      const { start, end } = solid.spanOf(statement);
      const attributedTo = statement.attributedTo.map((credit) => placed(credit, text, solid));
      const { value } = statement;
      const said = value.kind === 'quotation' ? { ...value, words: text.slice(start, end) } : value;
      return { start, end, value: said, attributedTo };
    });
  },
};

/** A credit names its source as the text has it, with whatever the layout puts inside. */
function placed(credit: Credit, text: string, solid: SolidText): Credit {
  if (credit.start === undefined || credit.end === undefined) return credit;
  const { start, end } = solid.spanOf({ start: credit.start, end: credit.end });
  return { name: text.slice(start, end), start, end };
}

/** What a text in Chinese states, as its sentences run. */
function statementsIn(text: string, published: string | undefined): readonly Statement[] {
  const block = { start: 0, end: text.length };
  const sentences = chineseSentences(text, block);
  const known = new Map<number, readonly ChineseSaying[]>();
  const sayings = (sentence: Span): readonly ChineseSaying[] => {
    const own = known.get(sentence.start) ?? chineseSayings(text, sentence);
    known.set(sentence.start, own);
    return own;
  };
  const wordEnd = (at: number): number => {
    const [first] = words.segment(text.slice(at, at + WINDOW));
    return first?.isWordLike === true ? at + first.segment.length : at;
  };
  const runs = chineseRuns(text, block);
  const carried = carriedCredits(text, sentences, sayings);
  const creditsIn = (sentence: Span, at: number): readonly Credit[] =>
    carried.get(sentence.start) ?? creditsOf(sayings(sentence), at, undefined);
  const dates = chineseDates(text, sentences, published, within(runs));
  let day = 0;
  const figures = sentences.flatMap((sentence) =>
    chineseFigures(text, sentence, wordEnd)
      .filter(({ start, end }) => {
        while ((dates[day]?.end ?? Infinity) <= start) day += 1;
        return (dates[day]?.start ?? Infinity) >= end;
      })
      .map((figure): Statement => ({
        ...figure,
        attributedTo: creditsIn(sentence, figure.start),
      })),
  );
  const quotations = chineseQuotations(text, runs, sentences, sayings);
  let at = 0;
  const dated = dates.map((date): Statement => {
    while ((sentences[at]?.end ?? Infinity) <= date.start) at += 1;
    const sentence = sentences[at];
    return { ...date, attributedTo: sentence ? creditsIn(sentence, date.start) : [] };
  });
  return [...figures, ...dated, ...quotations].toSorted((a, b) => a.start - b.start);
}

/** Whether an offset lies in one of the runs, which are in order and apart. */
function within(runs: readonly Span[]): (at: number) => boolean {
  return (at) => {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.end ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (runs[low]?.start ?? Infinity) <= at;
  };
}

const LONGEST = 1000; // UTF-16 units; a longer sentence is cut, so that rules stay bounded

/** Up to 。！？ or a line break; a mark that closes a quotation stays with its sentence. */
function chineseSentences(text: string, block: Span): readonly Span[] {
  const sentences: Span[] = [];
  for (const match of text
    .slice(block.start, block.end)
    .matchAll(/[^。！？!?\n]{1,1000}(?:[。！？!?]+[”」』’]*|(?=\n)|$|(?<=[^。！？!?\n]{1000}))/gu)) {
    const start = block.start + match.index;
    if (/\S/.test(match[0])) sentences.push({ start, end: start + Math.min(match[0].length, LONGEST + 10) });
  }
  return sentences;
}
