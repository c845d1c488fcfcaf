import { Hono, type Context } from 'hono';
import { CSV_MARK } from '../../base/csv.ts';
import type { Log } from '../../base/log.ts';
import type { OpenCase } from '../../house.ts';
import { searchPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import type { SearchView } from '../../web/views.ts';
import { addressOfAsked, askedSearch, looseNumber, runSearch, sameSearch, type AskedSearch } from '../asked-search.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import type { Notebooks } from '../notebooks.ts';
import { otherDocument } from '../other-document.ts';
import { sha256In, type Cases, caseNamed } from '../read-request.ts';
import { searchAsCsv, searchAsJson } from '../search-file.ts';
import { streamed } from '../streamed.ts';

export interface SearchingOptions {
  readonly cases: Cases;
  readonly log: Log;
  /** Without it no history is kept, and no search can be. */
  readonly notebooks?: Notebooks | undefined;
}

const HITS_ON_A_PAGE = 20;

/** Below `/c/`: a search, its list as a file, and the ways on from one of its hits. */
export function searchingRoutes(options: SearchingOptions): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(options.cases, c.req.param('case') ?? '');
  const origin = (c: Context): string => `http://${c.req.header('host')}`;
  return new Hono<ServerEnv>()
    .get('/:case/search', (c) => showSearch(c, opened(c), options))
    .get('/:case/search.csv', (c) => {
      const pieces = marked(searchAsCsv(opened(c), askedSearch(c), { origin: origin(c) }));
      return streamed(c, pieces, { name: 'search.csv', type: 'text/csv', log: options.log });
    })
    .get('/:case/search.json', (c) => {
      const pieces = searchAsJson(opened(c), askedSearch(c), { origin: origin(c) });
      return streamed(c, pieces, { name: 'search.json', type: 'application/json', log: options.log });
    })
    .get('/:case/search/document', async (c) => {
      const asked = askedSearch(c);
      const way = c.req.query('way') === 'before' ? 'before' : 'after';
      const found = await otherDocument(opened(c), asked, numberIn(c, 'rank') ?? 0, way);
      if (found === undefined) return c.redirect(urls.search(opened(c).id, addressOfAsked(asked)), 302);
      const list = { ...addressOfAsked(asked), rank: found.rank };
      // A document is gone through from its beginning, or backwards from its end.
      const hit = way === 'after' ? 1 : LAST_HIT;
      const place = { query: asked.query, hit, list, hash: 'hit' };
      return c.redirect(urls.reader(opened(c).id, found.document, place), 302);
    })
    .get('/:case/d/:sha256/like', async (c) => {
      const query = await opened(c).queryLike(sha256In(c.req.param('sha256')), numberIn(c, 'at') ?? 0);
      const like = query === undefined ? 'none' : 'made';
      return c.redirect(urls.search(opened(c).id, { query, like }), 302);
    });
}

const LAST_HIT = 999_999_999; // brought into range by the reader

async function showSearch(c: Context, opened: OpenCase, options: SearchingOptions): Promise<Response> {
  const asked = askedSearch(c);
  const { query, sort, filters, switches } = asked;
  const limit = HITS_ON_A_PAGE;
  const page = numberIn(c, 'p');
  const offset = page === undefined ? (numberIn(c, 'offset') ?? 0) : Math.max(0, page - 1) * limit;
  const like = LIKES.find((known) => known === c.req.query('like'));
  const status = await opened.status();
  const view = { status, query, sort, filters, switches, limit, offset, ...(like && { like }) };
  if (query.trim() === '') return c.html(searchPage(frameOf(c), view));
  const result = await runSearch(opened, asked, { limit, offset });
  const own = await noted(c, opened, asked, result.total, options);
  if (result.hits.length > 0 || result.total === 0) return c.html(searchPage(frameOf(c), { ...view, ...own, result }));
  const last = Math.floor((result.total - 1) / limit) * limit;
  const ending = await runSearch(opened, asked, { limit, offset: last });
  return c.html(searchPage(frameOf(c), { ...view, ...own, offset: last, result: ending }));
}

const LIKES = ['made', 'none'] as const;

async function noted(
  c: Context,
  opened: OpenCase,
  asked: AskedSearch,
  total: number,
  own: Pick<SearchingOptions, 'notebooks' | 'log'>,
): Promise<Pick<SearchView, 'savedAs'>> {
  await remembered(c, opened, asked, { ...own, total });
  if (own.notebooks === undefined) return {};
  try {
    const same = sameSearch(asked);
    const saved = (await (await own.notebooks.of(opened)).saved()).find((each) => each.asked === same);
    return saved === undefined ? {} : { savedAs: saved.name };
  } catch (error) {
    // As below.
    own.log('saved searches could not be read', error);
    return {};
  }
}

/**
 * Into the history, if somebody opened the page: what is fetched while words are being written is half a word. A notebook
 * that cannot be written keeps nobody from searching.
 */
export async function remembered(
  c: Context,
  opened: OpenCase,
  asked: AskedSearch,
  { notebooks, log, total }: Pick<SearchingOptions, 'notebooks' | 'log'> & { readonly total?: number },
): Promise<void> {
  const isOpened = (c.req.header('sec-fetch-mode') ?? 'navigate') === 'navigate' && c.req.method === 'GET';
  if (notebooks === undefined || !isOpened || asked.query.trim() === '') return;
  try {
    const search = { asked: sameSearch(asked), query: asked.query };
    await (await notebooks.of(opened)).remember(total === undefined ? search : { ...search, total });
  } catch (error) {
    // A full disk, say: the search itself is not hindered, and its page says nothing of it.
    log('the history of searches could not be kept', error);
  }
}

async function* marked(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield CSV_MARK;
  yield* pieces;
}

function numberIn(c: Context, name: string): number | undefined {
  return looseNumber.parse(c.req.query(name));
}
