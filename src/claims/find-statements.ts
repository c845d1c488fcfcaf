import type { Passage, Reading, Span } from '../nouns/reading.ts';
import type { Credit, Statement } from '../nouns/statement.ts';
import { chineseFinder } from './chinese/chinese-finder.ts';
import { englishFinder } from './english/english-finder.ts';
import type { StatementFinder } from './finder.ts';
import { withoutFurniture } from './furniture.ts';
import { uyghurFinder } from './uyghur/uyghur-finder.ts';

export interface FoundStatement extends Statement {
  /** Name and version of what found it: `english/1`. */
  readonly finder: string;
}

/** What finding needs to know of a document. */
export type Testimony = Pick<Reading, 'text' | 'passages' | 'article' | 'published'>;

export const FINDERS: readonly StatementFinder[] = [englishFinder, chineseFinder, uyghurFinder];

/**
 * What a document says: figures, quotations, dates and stances, in order of where they start. Only the article of a
 * web page is read; cells of a sheet (passages with tabs) are data and say nothing. A statement is left out unless its
 * words stand exactly at its offsets.
 *
 * @param finders what finds them; every block is given to the first that reads its language
 */
export function findStatements(
  document: Testimony,
  finders: readonly StatementFinder[] = FINDERS,
): readonly FoundStatement[] {
  const about = { published: document.published };
  return blocksOf(document).flatMap(({ language, ...whole }) => {
    const block = document.article === undefined ? withoutFurniture(document.text, whole) : whole;
    const finder = finders.find((each) => each.reads(language));
    if (finder === undefined) return [];
    return finder
      .find(document.text, block, about)
      .filter((statement) => stands(document.text, block, statement))
      .map((statement) => ({ ...statement, finder: `${finder.name}/${finder.version}` }));
  });
}

interface Block extends Span {
  readonly language: string;
}

/** Passages of one language that follow each other, together: a quotation may run through several. */
function blocksOf({ text, passages, article }: Testimony): readonly Block[] {
  const blocks: Block[] = [];
  for (const passage of passages) {
    if (!testifies(text, passage, article)) continue;
    const last = blocks.at(-1);
    const joins =
      last !== undefined && last.language === passage.language && !/\S/.test(text.slice(last.end, passage.start));
    if (joins) blocks[blocks.length - 1] = { ...last, end: passage.end };
    else blocks.push({ start: passage.start, end: passage.end, language: passage.language });
  }
  return blocks;
}

function testifies(text: string, passage: Passage, article: readonly Span[] | undefined): boolean {
  if (text.slice(passage.start, passage.end).includes('\t')) return false;
  return article === undefined || article.some(({ start, end }) => start < passage.end && passage.start < end);
}

/** Words are compared as they stand; what is normalised (numbers, dates) has only to lie inside the block. */
function stands(text: string, block: Span, { start, end, value, attributedTo }: Statement): boolean {
  if (!(block.start <= start && start < end && end <= block.end)) return false;
  if (value.kind === 'quotation' && text.slice(start, end) !== value.words) return false;
  if (value.kind === 'figure' && !finite(value.lo, value.hi)) return false;
  return attributedTo.every((credit) => credited(text, credit));
}

function finite(lo: number, hi: number | null): boolean {
  return Number.isFinite(lo) && (hi === null || (Number.isFinite(hi) && lo <= hi));
}

function credited(text: string, { name, start, end }: Credit): boolean {
  return start === undefined || end === undefined || text.slice(start, end) === name;
}
