import type { Statement } from '../../nouns/statement.ts';
import type { StatementFinder } from '../finding/finder.ts';
import { analyseEnglish } from './analyse.ts';
import { contestedIn } from './contested.ts';
import { creditsAt, type Telling, tellingsOf } from './credits.ts';
import { datesIn } from './dates.ts';
import { figuresIn } from './figures.ts';
import { labelLines } from './label-lines.ts';
import { markedRuns } from './marks.ts';
import { fullNames } from './names.ts';
import { quotationsIn } from './quotations.ts';
import { stancesIn } from './stances.ts';

/** Rules for English news prose. */
export const englishFinder: StatementFinder = {
  name: 'english',
  version: 8,
  reads: (language) => language === 'en' || language.startsWith('en-'),
  find(text, block, about) {
    const sentences = analyseEnglish(text.slice(block.start, block.end), block.start);
    const runs = markedRuns(text, block);
    const tellings = tellingsOf(text, sentences, runs);
    const sayings = tellings.flatMap((telling) => telling.sayings);
    const quotations = quotationsIn(text, runs, sayings, fullNames(sentences));
    const counted = figuresIn(text, sentences);
    const labelled = labelLines(text, block);
    const figures = [
      ...labelled.map((figure) => ({ ...figure, attributedTo: [] })),
      ...tellings.flatMap((telling, index) =>
        (counted[index] ?? [])
          .filter((figure) => !labelled.some((line) => line.start < figure.end && figure.start < line.end))
          .map((figure) => credited(figure, telling)),
      ),
    ];
    const dates = datesIn(text, tellings, about).map(({ telling, ...date }) => credited(date, telling));
    const sides = tellings.flatMap((telling) => stancesIn(text, telling));
    const stances = [...sides, ...contestedIn(text, tellings, sides)];
    const told = [...figures, ...dates].toSorted((a, b) => a.start - b.start);
    return [...inQuotations(told, quotations), ...stances, ...quotations].toSorted((a, b) => a.start - b.start);
  },
};

/** What stands inside a quotation is credited to who speaks there. Both in the order in which they stand. */
function inQuotations(told: readonly Statement[], quotations: readonly Statement[]): readonly Statement[] {
  let at = 0;
  return told.map((statement) => {
    while ((quotations[at]?.end ?? Infinity) <= statement.start) at += 1;
    const quotation = quotations[at];
    const inside = quotation !== undefined && quotation.start <= statement.start && statement.end <= quotation.end;
    return inside && quotation.attributedTo.length > 0
      ? { ...statement, attributedTo: quotation.attributedTo }
      : statement;
  });
}

function credited(found: Omit<Statement, 'attributedTo'>, { sayings }: Telling): Statement {
  return { ...found, attributedTo: creditsAt(sayings, found.start) };
}
