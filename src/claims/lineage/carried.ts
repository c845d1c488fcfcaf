import type { PlacedStatement } from '../../nouns/claim.ts';
import type { Source } from './sources.ts';

/** One sentence ends here, and what is looked at begins the next. */
const BEGINS_NEXT = /^[^\n]*[^.!?\n]{4}[.!?:]["”’']?[^\S\n]+["“‘']?$/u;
const MOST_BETWEEN = 160; // UTF-16 units

/**
 * Whom statements without a credit go on with: `Nineteen died in the valley, the agency said. More than 300 were hurt.` A body that
 * a sentence credits is still meant in the next one of the paragraph, which credits nobody.
 *
 * @param statements of one text, in the order in which they stand
 */
export function carriedCredits(
  text: string,
  statements: readonly PlacedStatement[],
  credits: ReadonlyMap<string, Source>,
): readonly (readonly [string, Source])[] {
  const carried: (readonly [string, Source])[] = [];
  let last: { readonly source: Source; readonly end: number } | undefined;
  for (const { id, start, end, value, attributedTo } of statements) {
    const source = credits.get(id);
    if (source !== undefined || attributedTo.length > 0 || (value.kind !== 'figure' && value.kind !== 'date')) {
      last = source?.kind === 'body' || source?.kind === 'office' ? { source, end } : undefined;
    } else if (last !== undefined) {
      const between = text.slice(last.end, start);
      if (between.length <= MOST_BETWEEN && BEGINS_NEXT.test(between)) carried.push([id, last.source]);
    }
  }
  return carried;
}
