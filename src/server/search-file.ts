import { CSV_BREAK, csvLine } from '../base/csv.ts';
import type { CaseSearchResult, OpenCase } from '../house.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { urls } from '../web/urls.ts';
import { searchJson } from './as-json.ts';
import { runSearch, sameSearch, type AskedSearch } from './asked-search.ts';
import { noDocument } from './read-request.ts';

/** Hits that are asked for at once: their texts are what is held in memory. */
const HITS_AT_ONCE = 1_000;

export interface ListOptions {
  /** Before each link: scheme, host and port; '' for links below any host. */
  readonly origin: string;
  /** How many hits; all where left out. */
  readonly limit?: number;
}

const COLUMNS = ['link', 'path', 'title', 'sha256', 'page', 'start', 'end', 'language', 'words', 'snippet'];

/**
 * Every hit of a search as CSV, one a line, each with its citation: a link that opens on the words, the SHA-256 of the
 * original, the page, and where the passage stands in the document’s text (UTF-16 code units). Text in pieces.
 */
export async function* searchAsCsv(opened: OpenCase, asked: AskedSearch, options: ListOptions): AsyncGenerator<string> {
  yield csvLine(COLUMNS) + CSV_BREAK;
  for await (const { found } of pagesOf(opened, asked, options)) {
    const lines = listed(found).map((hit) => {
      const { sha256, path, title, page, start, end, language, snippet } = hit;
      return csvLine([
        linkTo(opened, asked, hit, options),
        path,
        title,
        sha256,
        page,
        start,
        end,
        language,
        wordsOf(hit),
        snippet,
      ]);
    });
    if (lines.length > 0) yield lines.join(CSV_BREAK) + CSV_BREAK;
  }
}

/**
 * The same as one JSON object: what was asked, the totals, `hits` as the API gives them with `link` and `words`, and
 * `complete`: false where the case changed while the list was written, so that it may be short of what came meanwhile.
 */
export async function* searchAsJson(
  opened: OpenCase,
  asked: AskedSearch,
  options: ListOptions,
): AsyncGenerator<string> {
  let opening = true;
  let complete = true;
  for await (const { found, changed } of pagesOf(opened, asked, options)) {
    const { total, documents } = found;
    if (opening) {
      const head = { case: { id: opened.id, name: opened.name }, search: sameSearch(asked), query: asked.query };
      yield `${JSON.stringify({ ...head, total, documents }).slice(0, -1)},"hits":[`;
    }
    const items = listed(found).map((hit) =>
      JSON.stringify({ ...hit, words: wordsOf(hit), link: linkTo(opened, asked, hit, options) }),
    );
    if (items.length > 0) yield (opening ? '\n' : ',\n') + items.join(',\n');
    complete &&= !changed;
    opening = false;
  }
  yield `\n],"complete":${complete}}\n`;
}

type ListedHit = Omit<ReturnType<typeof searchJson>['hits'][number], 'sha256'> & { readonly sha256: Sha256 };

/** As the API gives them. */
function listed(found: CaseSearchResult): readonly ListedHit[] {
  return searchJson(found).hits.map((hit, i) =>
    Object.assign(hit, { sha256: found.hits[i]?.document ?? noDocument() }),
  );
}

/** At least one page; no hit twice, whatever is read meanwhile. */
async function* pagesOf(
  opened: OpenCase,
  asked: AskedSearch,
  { limit = Number.MAX_SAFE_INTEGER }: ListOptions,
): AsyncGenerator<{ readonly found: CaseSearchResult; readonly changed: boolean }> {
  const seen = new Map<string, Set<number>>();
  let total: number | undefined;
  let changed = false;
  for (let offset = 0; offset === 0 || offset < Math.min(limit, total ?? 0); offset += HITS_AT_ONCE) {
    const found = await runSearch(opened, asked, { limit: Math.min(HITS_AT_ONCE, limit - offset), offset });
    changed ||= total !== undefined && total !== found.total;
    total = found.total;
    const hits = found.hits.filter(({ document, ordinal }) => {
      const ordinals = seen.get(document) ?? new Set();
      if (ordinals.has(ordinal)) return false;
      seen.set(document, ordinals.add(ordinal));
      return true;
    });
    yield { found: { ...found, hits }, changed };
  }
}

/** Opens on the words found; on the passage where none are marked. */
function linkTo(opened: OpenCase, { query, switches }: AskedSearch, hit: ListedHit, { origin }: ListOptions): string {
  const { start, end } = hit.marks[0] ?? hit;
  const at = start < end ? { start, end } : undefined;
  return origin + urls.reader(opened.id, hit.sha256, { page: hit.page, query, at, list: { ...switches }, hash: 'hit' });
}

/** The words that were found, as they stand in the passage, each way once. */
function wordsOf({ snippet, snippetMarks }: ListedHit): string {
  return [...new Set(snippetMarks.map(({ start, end }) => snippet.slice(start, end)))].join('; ');
}
