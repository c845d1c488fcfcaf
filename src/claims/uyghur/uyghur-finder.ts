import type { Statement } from '../../nouns/statement.ts';
import type { StatementFinder } from '../finder.ts';
import { uyghurDates } from './dates.ts';
import { uyghurFigures } from './figures.ts';
import { spellingOf } from './letters.ts';

/** Rules for Uyghur in Arabic, Latin (ULY) and Cyrillic letters: figures and dates. */
export const uyghurFinder: StatementFinder = {
  name: 'uyghur',
  version: 2,
  reads: (language) => /^ug(?:-|$)/.test(language),
  find(text, block, { published }) {
    const own = text.slice(block.start, block.end);
    const spelling = spellingOf(own);
    const folded = spelling.fold(own);
    const dates = uyghurDates(folded, spelling, published);
    let at = 0;
    const figures = uyghurFigures(own, folded, spelling).filter(({ start, end }) => {
      while ((dates[at]?.end ?? Infinity) <= start) at += 1;
      return (dates[at]?.start ?? Infinity) >= end;
    });
    return [...dates, ...figures]
      .map((found): Statement => ({
        ...found,
        start: found.start + block.start,
        end: found.end + block.start,
        attributedTo: [],
      }))
      .toSorted((a, b) => a.start - b.start);
  },
};
