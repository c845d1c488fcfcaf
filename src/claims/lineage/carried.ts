import type { PlacedStatement } from '../../nouns/claim.ts';
import type { Source } from './sources.ts';

/** One sentence ends here, and what is looked at begins the next. */
const BEGINS_NEXT = /^[^\n]*[^.!?\n]{4}[.!?:]["”’']?[^\S\n]+["“‘']?$/u;
/** So it does, or the next paragraph. */
const BEGINS_LINE = /^[^\n]*(?:[.!?:]["”’']?[^\S\n]+|\n+)["“‘']?(?:A total of )?$/u;
const MOST_BETWEEN = 200; // UTF-16 units

/**
 * Whom statements without a credit go on with: `Nineteen died in the valley, the agency said. More than 300 were hurt.` A body that
 * a sentence credits is still meant where the next one begins with a figure and credits nobody; of victims also in the next
 * paragraph.
 *
 * @param statements of one text, in the order in which they stand
 */
export function carriedCredits(
  text: string,
  statements: readonly PlacedStatement[],
  credits: ReadonlyMap<string, Source>,
): readonly (readonly [string, Source])[] {
  const carried: (readonly [string, Source])[] = [];
  let last: { readonly source: Source; readonly end: number; readonly people: boolean } | undefined;
  for (const { id, start, end, value, attributedTo } of statements) {
    const own = credits.get(id);
    const people = value.kind === 'figure' && value.unit === 'people';
    const free = own === undefined && attributedTo.length === 0 && (value.kind === 'figure' || value.kind === 'date');
    const between = last === undefined || start - last.end > MOST_BETWEEN ? '' : text.slice(last.end, start);
    const goesOn =
      free && (BEGINS_NEXT.test(between) || (people && last?.people === true && BEGINS_LINE.test(between)));
    const source = goesOn ? last?.source : own;
    if (goesOn && source !== undefined) carried.push([id, source]);
    if (source?.kind === 'body' || source?.kind === 'office') last = { source, end, people };
    else if (!free || !/^[^.\n]*$/.test(between)) last = undefined;
  }
  return [...reported(text, statements, new Map([...credits, ...carried])), ...carried];
}

/** What tells that a text is about a report: `the inquiry found`, `in a report of 57 pages`. */
const OF_REPORT =
  /\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:final\s|full\s|interim\s|\d+-page\s)?(?:report|inquiry|investigation)\b|\b[Ii]n\s(?:a|an|its|their)\s(?:final\s|full\s|interim\s|\d+-page\s)?report\b/;
const LEAD = 400; // UTF-16 units

/** Who brought out a report tells what a text about it gives without a credit, until it comes to somebody else. */
function reported(
  text: string,
  statements: readonly PlacedStatement[],
  credits: ReadonlyMap<string, Source>,
): readonly (readonly [string, Source])[] {
  const lead = statements.find(({ id }) => credits.has(id));
  const author = lead === undefined ? undefined : credits.get(lead.id);
  if (lead === undefined || lead.start > LEAD || !OF_REPORT.test(text)) return [];
  if (author?.kind !== 'body' && !(author?.kind === 'office' && author.key === 'officials')) return [];
  const found: (readonly [string, Source])[] = [];
  for (const { id, value, attributedTo } of statements.slice(statements.indexOf(lead))) {
    const own = credits.get(id);
    if (own === undefined && attributedTo.length === 0 && (value.kind === 'figure' || value.kind === 'date'))
      found.push([id, author]);
    else if (own !== undefined && own.key !== author.key && own.key !== 'officials') break;
  }
  return found;
}
