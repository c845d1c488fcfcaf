import type { Credit, Statement } from '../../nouns/statement.ts';
import type { StatementFinder } from '../finding/finder.ts';
import { creditedSentences } from './credits.ts';
import { uyghurDates } from './dates.ts';
import { uyghurFigures, uyghurNobody } from './figures.ts';
import { spellingOf } from './letters.ts';
import { uyghurQuotations } from './quotations.ts';

/** Rules for Uyghur in Arabic, Latin (ULY) and Cyrillic letters: figures, dates, quotations and credits. */
export const uyghurFinder: StatementFinder = {
  name: 'uyghur',
  version: 4,
  reads: (language) => /^ug(?:-|$)/.test(language),
  find(text, block, { published }) {
    const own = text.slice(block.start, block.end);
    const spelling = spellingOf(own);
    const folded = spelling.fold(own);
    const sentences = creditedSentences(own, folded, spelling);
    const dates = uyghurDates(folded, spelling, published);
    const counted = [...uyghurFigures(own, folded, spelling), ...uyghurNobody(own, folded, spelling)];
    let at = 0;
    const figures = counted
      .toSorted((a, b) => a.start - b.start)
      .filter(({ start, end }) => {
        while ((dates[at]?.end ?? Infinity) <= start) at += 1;
        return (dates[at]?.start ?? Infinity) >= end;
      });
    let near = 0;
    const found = [...dates, ...figures]
      .toSorted((a, b) => a.start - b.start)
      .map((each): Statement => {
        while (near + 1 < sentences.length && (sentences[near]?.end ?? Infinity) <= each.start) near += 1;
        return { ...each, attributedTo: sentences[near]?.credits ?? [] };
      });
    return [...found, ...uyghurQuotations(own, folded, sentences, spelling)]
      .map((each) => movedBy(each, block.start))
      .toSorted((a, b) => a.start - b.start);
  },
};

function movedBy({ start, end, value, attributedTo }: Statement, by: number): Statement {
  const credits = attributedTo.map((credit): Credit =>
    credit.start === undefined || credit.end === undefined
      ? credit
      : { ...credit, start: credit.start + by, end: credit.end + by },
  );
  return { start: start + by, end: end + by, value, attributedTo: credits };
}
