import type { Reading, Span } from '../../nouns/reading.ts';
import type { Credit, Statement } from '../../nouns/statement.ts';
import { chineseFinder } from '../chinese/chinese-finder.ts';
import { englishFinder } from '../english/english-finder.ts';
import type { StatementFinder } from './finder.ts';
import { withoutFurniture } from './furniture.ts';
import { type MailPart, mailParts } from './mail-parts.ts';
import { isHeader } from './text-header.ts';
import { uyghurFinder } from '../uyghur/uyghur-finder.ts';
import { stampsIn, writtenDate } from './written-date.ts';

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
  const published = document.published ?? writtenDate(document.text);
  const stamps = stampsIn(document.text);
  const isStamp = ({ start, end, value }: Statement): boolean =>
    value.kind === 'date' && stamps.some((stamp) => stamp.start < end && start < stamp.end);
  const whole = { start: 0, end: document.text.length, published };
  const parts = document.article === undefined ? mailParts(document.text, published) : [whole];
  return blocksOf(document, parts).flatMap(({ language, part, ...span }) => {
    const block = document.article === undefined ? withoutFurniture(document.text, span) : span;
    const finder = finders.find((each) => each.reads(language));
    if (finder === undefined) return [];
    return finder
      .find(document.text, block, { published: part.published })
      .filter((statement) => stands(document.text, block, statement) && !isStamp(statement))
      .map((statement) => ({ ...statement, finder: `${finder.name}/${finder.version}` }));
  });
}

interface Block extends Span {
  readonly language: string;
  readonly part: MailPart;
}

/** Passages of one language and one mail that follow each other, together: a quotation may run through several. */
function blocksOf({ text, passages, article }: Testimony, parts: readonly MailPart[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const { language, ...passage } of passages) {
    for (const span of testifying(text, passage, article)) {
      for (const { part, start, end } of within(parts, span)) {
        const last = blocks.at(-1);
        const joins = last?.part === part && last.language === language && !/\S/.test(text.slice(last.end, start));
        if (joins) blocks[blocks.length - 1] = { ...last, end };
        else blocks.push({ start, end, language, part });
      }
    }
  }
  return blocks;
}

/** What of a stretch lies in each part; found by halving, since a text may have thousands of both. */
function within(parts: readonly MailPart[], { start, end }: Span): readonly (Span & { readonly part: MailPart })[] {
  let [first, last] = [0, parts.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((parts[middle]?.end ?? 0) <= start) first = middle + 1;
    else last = middle;
  }
  const found: (Span & { readonly part: MailPart })[] = [];
  for (let part = parts[first]; part !== undefined && part.start < end; part = parts[(first += 1)]) {
    found.push({ start: Math.max(start, part.start), end: Math.min(end, part.end), part });
  }
  return found;
}

/** What of a passage is said by somebody: no cells of a sheet, no header of a mail, of a web page only the article. */
function testifying(text: string, passage: Span, article: readonly Span[] | undefined): readonly Span[] {
  const own = text.slice(passage.start, passage.end);
  if (own.includes('\t') || isHeader(own)) return [];
  return (article ?? [passage]).flatMap((span) => {
    const [start, end] = [Math.max(span.start, passage.start), Math.min(span.end, passage.end)];
    return start < end ? [{ start, end }] : [];
  });
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
