import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { CSV_BREAK, CSV_MARK } from '../../base/csv.ts';
import type { Log } from '../../base/log.ts';
import { Problem } from '../../base/problem.ts';
import { BATCH_ORDERS, type Batch, type Batches } from '../../desk/notebook-batches.ts';
import type { Notebook } from '../../desk/notebook.ts';
import type { OpenCase } from '../../house.ts';
import { LONGEST_LIST, queriesIn } from '../../search/query-list.ts';
import { batchPage, searchesPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { addressOfAsked, looseNumber, newsOf, sameSearch, searchIn } from '../asked-search.ts';
import { batchCsvHead, batchCsvLine } from '../batch-file.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import type { Notebooks } from '../notebooks.ts';
import { largeForm, readForm, smallForm } from '../read-form.ts';
import { caseNamed, type Cases } from '../read-request.ts';
import { streamed } from '../streamed.ts';

export interface OwnSearchesOptions {
  readonly cases: Cases;
  readonly log: Log;
  readonly notebooks?: Notebooks | undefined;
}

const PAST_ON_A_PAGE = 50;
const LINES_ON_A_PAGE = 200;
const LINES_AT_ONCE = 2_000; // of a file that is sent
const LONGEST_NAME = 200; // UTF-16 code units

const id = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const Save = z.object({ asked: z.string(), name: z.string().default('') });
const One = z.object({ id });
const Forget = z.object({ id: z.union([z.literal('all'), id]) });
const Turn = z.object({ id, state: z.enum(['cancelled', 'running']) });
const List = z.object({
  list: z.string().default(''),
  file: z.string().default(''),
  name: z.string().default(''),
  spelled: z.literal('yes').optional(),
});

/** Below `/c/`: what one person asked of a case. Nothing of it is in the case. */
export function ownSearchesRoutes({ cases, log, notebooks }: OwnSearchesOptions): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  const known = (): Notebooks => notebooks ?? nothingKept();
  const notebookOf = (c: Context): Promise<Notebook> => known().of(opened(c));
  const home = (c: Context): Response => c.redirect(urls.searches(opened(c).id), 303);
  return new Hono<ServerEnv>()
    .get('/:case/searches', async (c) => searches(c, opened(c), await notebookOf(c)))
    .get('/:case/searches/:id{\\d+}', async (c) => {
      const saved = (await (await notebookOf(c)).saved()).find((each) => each.id === Number(c.req.param('id')));
      if (saved === undefined) return nothingKept();
      const asked = searchIn(new URLSearchParams(saved.asked));
      return c.redirect(urls.search(opened(c).id, { ...addressOfAsked(asked), since: saved.lookedEntry }), 302);
    })
    .post('/:case/searches/save', smallForm, async (c) => {
      const { asked, name } = await readForm(c, Save);
      const search = searchIn(new URLSearchParams(asked));
      const said = name.trim().slice(0, LONGEST_NAME).toWellFormed() || search.query;
      await (
        await notebookOf(c)
      ).save({
        asked: sameSearch(search),
        query: search.query,
        name: said,
        entry: await opened(c).indexedUpTo(),
      });
      return c.redirect(urls.search(opened(c).id, addressOfAsked(search)), 303);
    })
    .post('/:case/searches/seen', smallForm, async (c) => {
      const { id: one } = await readForm(c, One);
      await (await notebookOf(c)).looked(one, await opened(c).indexedUpTo());
      return home(c);
    })
    .post('/:case/searches/remove', smallForm, async (c) => {
      await (await notebookOf(c)).throwAway((await readForm(c, One)).id);
      return home(c);
    })
    .post('/:case/searches/forget', smallForm, async (c) => {
      const { id: one } = await readForm(c, Forget);
      await (await notebookOf(c)).forget(one === 'all' ? undefined : one);
      return home(c);
    })
    .post('/:case/lists', largeForm, async (c) => {
      const { list, file, name, spelled } = await readForm(c, List);
      const queries = queriesIn(`${list}\n${file}`);
      const { batches } = await notebookOf(c);
      const said = name.trim().slice(0, LONGEST_NAME).toWellFormed();
      const batch = await batches.add(said, queries, { spelled: spelled === 'yes' });
      known().search(opened(c));
      return c.redirect(urls.batch(opened(c).id, batch), 303);
    })
    .post('/:case/lists/turn', smallForm, async (c) => {
      const { id: batch, state } = await readForm(c, Turn);
      await (await notebookOf(c)).batches.turn(batch, state);
      if (state === 'running') known().search(opened(c));
      return c.redirect(urls.batch(opened(c).id, batch), 303);
    })
    .post('/:case/lists/remove', smallForm, async (c) => {
      await (await notebookOf(c)).batches.remove((await readForm(c, One)).id);
      return home(c);
    })
    .get('/:case/lists/:id{\\d+}', async (c) => showList(c, opened(c), (await notebookOf(c)).batches))
    .get('/:case/lists/:file{\\d+\\.csv}', async (c) => {
      const { batches } = await notebookOf(c);
      const batch = await batchNamed(batches, c.req.param('file').slice(0, -'.csv'.length));
      const name = `${batch.name || 'list'}.csv`;
      return streamed(c, batchAsCsv(batches, batch), { name, type: 'text/csv', log });
    });
}

async function searches(c: Context, opened: OpenCase, notebook: Notebook): Promise<Response> {
  const limit = PAST_ON_A_PAGE;
  const offset = looseNumber.parse(c.req.query('offset')) ?? 0;
  const [status, past, lists, all] = await Promise.all([
    opened.status(),
    notebook.history({ limit, offset }),
    notebook.batches.all(),
    notebook.saved(),
  ]);
  const saved = [];
  for (const { lookedEntry, ...each } of all) {
    saved.push({ ...each, ...(await newsOf(opened, { asked: each.asked, lookedEntry })) });
  }
  return c.html(searchesPage(frameOf(c), { status, saved, lists, past, limit, offset, longestList: LONGEST_LIST }));
}

async function showList(c: Context, opened: OpenCase, batches: Batches): Promise<Response> {
  const batch = await batchNamed(batches, c.req.param('id') ?? '');
  const order = BATCH_ORDERS.find((each) => each === c.req.query('order')) ?? 'line';
  const limit = LINES_ON_A_PAGE;
  const page = looseNumber.parse(c.req.query('p'));
  const asked = page === undefined ? (looseNumber.parse(c.req.query('offset')) ?? 0) : (page - 1) * limit;
  const offset = Math.max(0, Math.min(asked, Math.floor((batch.lines - 1) / limit) * limit));
  const [status, lines] = await Promise.all([opened.status(), batches.lines(batch.id, { order, limit, offset })]);
  return c.html(batchPage(frameOf(c), { status, batch, order, lines, limit, offset }));
}

async function* batchAsCsv(batches: Batches, { id: batch, spelled }: Batch): AsyncGenerator<string> {
  yield CSV_MARK + batchCsvHead(spelled) + CSV_BREAK;
  for (let offset = 0; ; offset += LINES_AT_ONCE) {
    const lines = await batches.lines(batch, { order: 'line', limit: LINES_AT_ONCE, offset });
    if (lines.length === 0) return;
    yield lines.map((line) => batchCsvLine(line, spelled) + CSV_BREAK).join('');
  }
}

/** @throws Problem `not-found` */
async function batchNamed(batches: Batches, name: string): Promise<Batch> {
  return (await batches.find(Number(name))) ?? nothingKept();
}

function nothingKept(): never {
  throw new Problem('not-found', 'Nothing like this is kept here.', {
    remedy: 'Look at the list of saved searches: it may have been thrown away.',
  });
}
