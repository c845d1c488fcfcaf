import type { Statement } from '../../nouns/statement.ts';
import type { StatementFinder } from '../finder.ts';
import { uyghurDates } from './dates.ts';
import { uyghurFigures } from './figures.ts';
import { foldUyghur } from './letters.ts';

/** Rules for Uyghur in Arabic letters: figures and dates. */
export const uyghurFinder: StatementFinder = {
  name: 'uyghur',
  version: 1,
  reads: (language) => language === 'ug' || language === 'ug-Arab',
  find(text, block, { published }) {
    const folded = foldUyghur(text.slice(block.start, block.end));
    const whole = { start: 0, end: folded.length };
    const dates = uyghurDates(folded, whole, published);
    let at = 0;
    const figures = uyghurFigures(text.slice(block.start, block.end), folded, whole).filter(({ start, end }) => {
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
