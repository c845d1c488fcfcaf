import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { Log } from '../../base/log.ts';
import type { OpenCase } from '../../house.ts';
import { OUTCOMES } from '../../nouns/outcome.ts';
import type { Span } from '../../nouns/reading.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import { SORT_ORDERS } from '../../search/search-index.ts';
import { casePage, casesPage, filesPage, readerPage, searchPage } from '../../web/pages.ts';
import { positionIn } from '../../web/position.ts';
import { urls } from '../../web/urls.ts';
import { ZOOMS, type CaseView } from '../../web/views.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { caseNamed, noDocument, readQuery, type Cases } from '../read-request.ts';
import { picture } from './api.ts';
import { statusEvents } from './events.ts';
import { original } from './originals.ts';

const FILES_ON_A_PAGE = 200;
const HITS_ON_A_PAGE = 20;
const UNREADABLE_SHOWN = 200; // on the page of a case, grouped by reason; the list of files has them all

const REMEDY = 'Follow a link of the page instead, or leave that part of the address out.';

// People edit addresses: a number that makes no sense counts as left out, one too large is brought into range.
const number = z
  .exactOptional(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  )
  .catch(0);
const choice = z.exactOptional(z.string());

const CaseQuery = z.object({ pause: choice });
const FilesQuery = z.object({
  outcome: z.exactOptional(z.enum([...OUTCOMES, 'waiting'])),
  type: choice,
  accession: choice,
  offset: number,
});
const SearchQuery = z.object({
  q: choice,
  sort: z.exactOptional(z.enum(SORT_ORDERS)).catch('relevance'),
  language: choice,
  type: choice,
  accession: choice,
  offset: number,
});
const ReaderQuery = z.object({
  page: number,
  q: choice,
  hit: number,
  at: choice,
  zoom: number,
  view: z.exactOptional(z.enum(['both', 'page', 'text'])).catch('both'),
});

export interface PagesOptions {
  readonly cases: Cases;
  readonly log: Log;
  /** How documents are read on this machine. */
  readonly reading?: () => Promise<NonNullable<CaseView['reading']>>;
}

/** What people see: the list of cases at `/`, and everything below `/c/`. */
export function pageRoutes({ cases, log, reading }: PagesOptions): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  const events = statusEvents(log);
  return new Hono<ServerEnv>()
    .get('/', async (c) => {
      const open = cases().map(async (one) => ({ folder: one.folder, status: await one.status() }));
      return c.html(casesPage(frameOf(c), { cases: await Promise.all(open) }));
    })
    .get('/c/:case', (c) => c.redirect(urls.caseHome(opened(c).id), 308))
    .get('/c/:case/', async (c) => {
      const one = opened(c);
      const { pause } = readQuery(c, CaseQuery, REMEDY);
      const unreadable = await one.files({ outcome: 'unreadable', limit: UNREADABLE_SHOWN, offset: 0 });
      const view = { status: await one.status(), paused: pause === '1', unreadable: unreadable.files };
      return c.html(casePage(frameOf(c), reading === undefined ? view : { ...view, reading: await reading() }));
    })
    .get('/c/:case/events', (c) => events(c, opened(c)))
    .get('/c/:case/files', (c) => files(c, opened(c)))
    .get('/c/:case/search', (c) => search(c, opened(c)))
    .get('/c/:case/d/:ref', (c) => reader(c, opened(c), c.req.param('ref')))
    .get('/c/:case/d/:sha256/original', (c) => original(c, opened(c), c.req.param('sha256')))
    .get('/c/:case/d/:sha256/page/:file{\\d+\\.png}', (c) =>
      picture(c, opened(c), c.req.param('sha256'), c.req.param('file').slice(0, -'.png'.length)),
    );
}

async function files(c: Context, opened: OpenCase): Promise<Response> {
  const { offset = 0, ...filter } = readQuery(c, FilesQuery, REMEDY);
  const limit = FILES_ON_A_PAGE;
  const [status, types, page] = await Promise.all([
    opened.status(),
    opened.types(),
    opened.files({ ...filter, limit, offset }),
  ]);
  if (page.files.length > 0 || page.total === 0) {
    return c.html(filesPage(frameOf(c), { status, filter, ...page, limit, offset, types }));
  }
  const last = lastOffset(page.total, limit);
  const ending = await opened.files({ ...filter, limit, offset: last });
  return c.html(filesPage(frameOf(c), { status, filter, ...ending, limit, offset: last, types }));
}

async function search(c: Context, opened: OpenCase): Promise<Response> {
  const { q: query = '', sort = 'relevance', offset = 0, ...filters } = readQuery(c, SearchQuery, REMEDY);
  const limit = HITS_ON_A_PAGE;
  const status = await opened.status();
  const view = { status, query, sort, filters, limit, offset };
  if (query.trim() === '') return c.html(searchPage(frameOf(c), view));
  const result = await opened.search({ query, sort, limit, offset, filters });
  if (result.hits.length > 0 || result.total === 0) return c.html(searchPage(frameOf(c), { ...view, result }));
  const last = lastOffset(result.total, limit);
  const ending = await opened.search({ query, sort, limit, offset: last, filters });
  return c.html(searchPage(frameOf(c), { ...view, offset: last, result: ending }));
}

async function reader(c: Context, opened: OpenCase, ref: string): Promise<Response> {
  const document = (await opened.document(ref)) ?? noDocument();
  // A name that may mean something else one day is not an address to cite.
  if (parseSha256(ref) === undefined) {
    return c.redirect(urls.reader(opened.id, document.sha256) + new URL(c.req.url).search, 302);
  }
  const asked = readQuery(c, ReaderQuery, REMEDY);
  const query = asked.q ?? '';
  const marks = query.trim() === '' ? [] : await opened.marksIn(query, document.sha256);
  const at = spanIn(asked.at, document.reading?.text.length ?? 0);
  const { page, hit } = positionIn(document.reading, marks, { page: asked.page, hit: asked.hit || undefined, at });
  const layout = document.reading?.pages.length ? await opened.layout(document.sha256, page) : undefined;
  const view = {
    status: await opened.status(),
    document,
    page,
    query,
    marks,
    hit,
    zoom: nearestZoom(asked.zoom || 100),
    view: asked.view ?? 'both',
    origin: `http://${c.req.header('host')}`,
  };
  return c.html(
    readerPage(frameOf(c), {
      ...view,
      ...(at === undefined ? {} : { at }),
      ...(layout === undefined ? {} : { layout }),
    }),
  );
}

/** `12-34`; undefined for what is no stretch of a text of `length` UTF-16 code units. */
function spanIn(asked: string | undefined, length: number): Span | undefined {
  const [, start, end] = /^(\d{1,10})-(\d{1,10})$/.exec(asked ?? '') ?? [];
  const span = { start: Number(start), end: Number(end) };
  return span.start < span.end && span.end <= length ? span : undefined;
}

function nearestZoom(asked: number): number {
  return ZOOMS.reduce((best, zoom) => (Math.abs(zoom - asked) < Math.abs(best - asked) ? zoom : best));
}

function lastOffset(total: number, limit: number): number {
  return Math.floor((total - 1) / limit) * limit;
}
