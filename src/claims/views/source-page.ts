import type { SourceFilter, SourcePage, SourceSummary } from '../../nouns/claim-views.ts';
import type { Connection } from '../../records/records.ts';
import { foldedWords } from './claim-words.ts';
import { sourceList } from './source-views.ts';

const KINDS: readonly SourceSummary['kind'][] = ['medium', 'body', 'person', 'office', 'crowd', 'document'];

/** One page of the list of sources. What is counted over all statements is counted for those that are shown. */
export async function sourcePage(filter: SourceFilter, connection: Connection): Promise<SourcePage> {
  const counted = { documents: filter.sort === 'documents', aliases: foldedWords(filter.words).trim() !== '' };
  const page = pageOf(await sourceList(connection, undefined, counted), filter);
  const whole = await sourceList(
    connection,
    page.sources.map(({ key }) => key),
  );
  const wholeBy = new Map(whole.map((one) => [one.key, one]));
  return { ...page, sources: page.sources.map((one) => wholeBy.get(one.key) ?? one) };
}

/** The page of a list that a filter asks for. */
export function pageOf(
  all: readonly SourceSummary[],
  { words, kind, sort, language, offset: asked, limit }: SourceFilter,
): SourcePage {
  const named = all.filter((one) => isNamed(one, words));
  const found = inOrder(kind === undefined ? named : named.filter((one) => one.kind === kind), sort, language);
  const offset = asked < found.length ? asked : Math.max(0, lastPage(found.length, limit));
  return {
    all: all.length,
    kinds: KINDS.flatMap((value) => {
      const sources = named.filter((one) => one.kind === value).length;
      return sources > 0 || value === kind ? [{ value, sources }] : [];
    }),
    total: found.length,
    offset,
    sources: found.slice(offset, offset + limit),
  };
}

function lastPage(total: number, limit: number): number {
  return Math.floor((total - 1) / limit) * limit;
}

/** Whether one of its names holds the words, however they are written. */
function isNamed({ name, aliases }: SourceSummary, words: string): boolean {
  const wanted = foldedWords(words).trim();
  return wanted === '' || [name, ...aliases].some((one) => foldedWords(one).includes(wanted));
}

function inOrder(
  list: readonly SourceSummary[],
  sort: SourceFilter['sort'],
  language: string,
): readonly SourceSummary[] {
  const collator = new Intl.Collator(language);
  const byName = (a: SourceSummary, b: SourceSummary): number => collator.compare(a.name, b.name);
  switch (sort) {
    case 'alone':
      return list.toSorted((a, b) => b.alone - a.alone || b.claims - a.claims || byName(a, b));
    case 'documents':
      return list.toSorted((a, b) => b.documents - a.documents || b.claims - a.claims || byName(a, b));
    case 'name':
      return list.toSorted(byName);
  }
}
