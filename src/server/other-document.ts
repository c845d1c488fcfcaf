import type { OpenCase } from '../house.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { runSearch, type AskedSearch } from './asked-search.ts';

/** How far back the list is looked through for documents that it has shown already. */
const LOOK_BACK = 1_000; // hits
const LOOK_AHEAD = 200; // hits at once
const MOST_AHEAD = 10_000; // one document may have as many hits as a book has lines

/**
 * The document that a list of hits comes to next, or came to before: each document stands where its first hit does.
 * @param rank of the open hit, from 0
 * @returns the document and the rank of its first hit; undefined at either end of the list
 */
export async function otherDocument(
  opened: OpenCase,
  asked: AskedSearch,
  rank: number,
  way: 'after' | 'before',
): Promise<{ readonly document: Sha256; readonly rank: number } | undefined> {
  const start = Math.max(0, rank - LOOK_BACK);
  const { hits } = await runSearch(opened, asked, { limit: rank + 1 - start, offset: start });
  const firsts = new Map<Sha256, number>();
  for (const [i, { document }] of hits.entries()) if (!firsts.has(document)) firsts.set(document, start + i);
  if (way === 'before') {
    const current = hits.at(-1)?.document;
    const order = [...firsts];
    const at = order.findIndex(([document]) => document === current);
    const [document, first] = order[at - 1] ?? [];
    return document === undefined || first === undefined ? undefined : { document, rank: first };
  }
  for (let offset = rank + 1; offset < rank + MOST_AHEAD; offset += LOOK_AHEAD) {
    const next = await runSearch(opened, asked, { limit: LOOK_AHEAD, offset });
    const at = next.hits.findIndex(({ document }) => !firsts.has(document));
    const document = next.hits[at]?.document;
    if (document !== undefined) return { document, rank: offset + at };
    if (next.hits.length < LOOK_AHEAD) return undefined;
  }
  return undefined;
}
