import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { Log } from '../../base/log.ts';
import type { OpenCase } from '../../house.ts';
import { onPaper } from '../../nouns/document.ts';
import { OUTCOMES, REASON_CODES } from '../../nouns/outcome.ts';
import type { Span } from '../../nouns/reading.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import { casePage, casesPage, filesPage, readerPage } from '../../web/pages.ts';
import { positionIn } from '../../web/position.ts';
import { urls } from '../../web/urls.ts';
import { ZOOMS, type CaseView } from '../../web/views.ts';
import { addressOfAsked, askedSearch, looseNumber } from '../asked-search.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import type { Notebooks } from '../notebooks.ts';
import { caseNamed, noDocument, readQuery, type Cases } from '../read-request.ts';
import { picture } from './api.ts';
import { compare, copies } from './copies.ts';
import { statusEvents } from './events.ts';
import { original } from './originals.ts';
import { remembered } from './searching.ts';

const FILES_ON_A_PAGE = 200;
const COPIES_COUNTED = 1_000; // for the line that leads to them
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
  reason: z.exactOptional(z.enum(REASON_CODES)),
  copies: z.exactOptional(z.literal('hidden')),
  offset: number,
});
const ReaderQuery = z.object({
  page: number,
  q: choice,
  hit: number,
  at: choice,
  zoom: number,
  view: z.exactOptional(z.enum(['both', 'page', 'text'])).catch('both'),
  rank: looseNumber,
  statements: z.exactOptional(z.enum(['hidden', 'shown'])).catch('shown'),
});

export interface PagesOptions {
  readonly cases: Cases;
  readonly log: Log;
  /** How documents are read on this machine. */
  readonly reading?: () => Promise<NonNullable<CaseView['reading']>>;
  readonly notebooks?: Notebooks | undefined;
}

/** What people see: the list of cases at `/`, and everything below `/c/`. */
export function pageRoutes({ cases, log, reading, notebooks }: PagesOptions): Hono<ServerEnv> {
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
    .get('/c/:case/d/:ref', (c) => reader(c, opened(c), c.req.param('ref'), { log, notebooks }))
    .get('/c/:case/d/:sha256/original', (c) => original(c, opened(c), c.req.param('sha256')))
    .get('/c/:case/d/:sha256/copies', (c) => copies(c, opened(c), c.req.param('sha256')))
    .get('/c/:case/d/:sha256/compare/:other', (c) =>
      compare(c, opened(c), [c.req.param('sha256'), c.req.param('other')]),
    )
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

async function reader(
  c: Context,
  opened: OpenCase,
  ref: string,
  own: Pick<PagesOptions, 'log' | 'notebooks'>,
): Promise<Response> {
  const document = onPaper((await opened.document(ref)) ?? noDocument());
  // A name that may mean something else one day is not an address to cite.
  if (parseSha256(ref) === undefined) {
    return c.redirect(urls.reader(opened.id, document.sha256) + new URL(c.req.url).search, 302);
  }
  const asked = readQuery(c, ReaderQuery, REMEDY);
  const search = askedSearch(c);
  const { query } = search;
  const marks = query.trim() === '' ? [] : await opened.marksIn(query, document.sha256, search.switches);
  // Whoever opens a hit has made the search, even if its words were never sent by a button.
  if (asked.rank !== undefined) await remembered(c, opened, search, own);
  const at = spanIn(asked.at, document.reading?.text.length ?? 0);
  const { page, hit } = positionIn(document.reading, marks, { page: asked.page, hit: asked.hit || undefined, at });
  const layout = document.reading?.pages.length ? await opened.layout(document.sha256, page) : undefined;
  const statements = document.reading === undefined ? undefined : await opened.statementsIn(document.sha256);
  const { waiting, aligning } = await opened.claimsProgress();
  const testimony = await opened.testimony(document.sha256);
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
    list: { ...addressOfAsked(search), ...(asked.rank === undefined ? {} : { rank: asked.rank }) },
    copies: await opened.copies(document.sha256, COPIES_COUNTED),
    hideStatements: asked.statements === 'hidden',
    statementsPending: waiting > 0 || aligning,
    testimony,
  };
  return c.html(
    readerPage(frameOf(c), {
      ...view,
      ...(at === undefined ? {} : { at }),
      ...(layout === undefined ? {} : { layout }),
      ...(statements === undefined ? {} : { statements }),
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
