import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import type { CaseClaims, SourceSummary } from '../../claims/case-claims.ts';
import type { OpenCase } from '../../house.ts';
import { sourcePage, sourcesPage, timelinePage } from '../../web/pages.ts';
import { SOURCE_ORDERS } from '../../web/sources-view.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { readQuery } from '../read-request.ts';

const SOURCES_ON_A_PAGE = 100;
const CARDS_ON_A_PAGE = 20;
const EVENTS_ON_A_PAGE = 50;

const REMEDY = 'Follow a link of the page instead, or leave that part of the address out.';

// People edit addresses: what makes no sense counts as left out, a number too large is brought into range.
const offset = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .catch(0);
const KINDS = ['medium', 'body', 'person', 'office', 'crowd', 'document'] as const satisfies SourceSummary['kind'][];
const SourcesQuery = z.object({
  q: z.exactOptional(z.string()),
  kind: z.exactOptional(z.enum(KINDS)),
  sort: z.enum(SOURCE_ORDERS).catch('alone'),
  offset,
  signed: z.exactOptional(z.string()),
});
const SourceQuery = z.object({ offset });
/** A year, a month or a day of the calendar. */
const day = z.exactOptional(
  z
    .string()
    .trim()
    .regex(/^(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/)
    .optional()
    .catch(undefined),
);
const TimelineQuery = z.object({
  from: day,
  to: day,
  which: z.exactOptional(z.literal('conflicts')),
  view: z.enum(['bars', 'table']).catch('bars'),
  offset,
});

type Claims = Pick<CaseClaims, 'sourcePage' | 'source' | 'timeline' | 'claimsProgress' | 'decisions'> &
  Pick<OpenCase, 'status'>;

/** Below `/c/`: sources, what rests on each alone, and the timeline. */
export function sourcesRoutes(opened: (c: Context) => Claims): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/sources', (c) => sources(c, opened(c)))
    .get('/:case/sources/:key', (c) => source(c, opened(c), c.req.param('key')))
    .get('/:case/timeline', (c) => timeline(c, opened(c)));
}

async function sources(c: Context, opened: Claims): Promise<Response> {
  const { q: words = '', kind, sort, offset: asked, signed: id } = readQuery(c, SourcesQuery, REMEDY);
  const frame = frameOf(c);
  const narrowed = { ...(kind !== undefined && { kind }), sort };
  const page = { ...narrowed, words, language: frame.language, offset: asked, limit: SOURCES_ON_A_PAGE };
  const [status, found, progress] = await Promise.all([
    opened.status(),
    opened.sourcePage(page),
    opened.claimsProgress(),
  ]);
  const filter = { ...narrowed, ...(words !== '' && { words }) };
  const signed = id === undefined ? undefined : (await opened.decisions()).find((decision) => decision.id === id);
  const view = { ...found, status, filter, limit: SOURCES_ON_A_PAGE, progress, ...(signed && { signed }) };
  return c.html(sourcesPage(frame, view));
}

async function source(c: Context, opened: Claims, key: string): Promise<Response> {
  const { offset: asked } = readQuery(c, SourceQuery, REMEDY);
  const [status, found] = await Promise.all([opened.status(), opened.source(key)]);
  if (found === undefined) {
    throw new Problem('not-found', 'The case knows no such source.', { remedy: 'Look for it in the list of sources.' });
  }
  const start = inRange(asked, found.aloneClaims.length, CARDS_ON_A_PAGE);
  return c.html(sourcePage(frameOf(c), { status, source: found, limit: CARDS_ON_A_PAGE, offset: start }));
}

async function timeline(c: Context, opened: Claims): Promise<Response> {
  const { from, to, which, view, offset: asked } = readQuery(c, TimelineQuery, REMEDY);
  const [first, last] = from !== undefined && to !== undefined && from > to ? [to, from] : [from, to];
  const filter = {
    ...(first !== undefined && { from: first }),
    ...(last !== undefined && { to: last }),
    ...(which === 'conflicts' && { conflicts: true }),
    limit: EVENTS_ON_A_PAGE,
  };
  const [status, progress] = await Promise.all([opened.status(), opened.claimsProgress()]);
  let start = asked;
  let found = await opened.timeline({ ...filter, offset: start });
  if (found.events.length === 0 && found.total > 0) {
    start = inRange(asked, found.total, EVENTS_ON_A_PAGE);
    found = await opened.timeline({ ...filter, offset: start });
  }
  const shown = { status, filter: { ...filter, offset: start }, layout: view, timeline: found, progress };
  return c.html(timelinePage(frameOf(c), shown));
}

/** The beginning of the page that holds the place, or of the last page. */
function inRange(asked: number, total: number, limit: number): number {
  return asked < total ? asked : Math.max(0, Math.floor((total - 1) / limit) * limit);
}
