import { Hono, type Context } from 'hono';
import type * as z from 'zod';
import type { OpenCase } from '../../house.ts';
import {
  CasesAnswer,
  DocumentAnswer,
  FilesAnswer,
  FilesQuery,
  LayoutAnswer,
  NoQuery,
  SearchAnswer,
  SearchQuery,
  StatusAnswer,
} from '../api-schemas.ts';
import { documentJson, searchJson } from '../as-json.ts';
import type { ServerEnv } from '../guard.ts';
import { caseNamed, noDocument, noPage, pageNumberIn, readQuery, sha256In, type Cases } from '../read-request.ts';

const REMEDY = 'See docs/api.md for what this call takes.';

/** The calls of `API_CALLS`, below `/api/cases`. */
export function apiRoutes(cases: Cases): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  return new Hono<ServerEnv>()
    .get('/', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, CasesAnswer, { cases: await Promise.all(cases().map((open) => open.status())) });
    })
    .get('/:case', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, StatusAnswer, await opened(c).status());
    })
    .get('/:case/files', async (c) => answer(c, FilesAnswer, await opened(c).files(readQuery(c, FilesQuery, REMEDY))))
    .get('/:case/search', async (c) => {
      const { q: query, sort, limit, offset, ...filters } = readQuery(c, SearchQuery, REMEDY);
      return answer(
        c,
        SearchAnswer,
        searchJson(await opened(c).search({ query, limit, offset, filters, ...(sort && { sort }) })),
      );
    })
    .get('/:case/documents/:ref', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, DocumentAnswer, documentJson((await opened(c).document(c.req.param('ref'))) ?? noDocument()));
    })
    .get('/:case/documents/:sha256/pages/:number/layout', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      const layout = await opened(c).layout(sha256In(c.req.param('sha256')), pageNumberIn(c.req.param('number')));
      return answer(c, LayoutAnswer, layout ?? noPage());
    })
    .get('/:case/documents/:sha256/pages/:number/picture', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return picture(c, opened(c), c.req.param('sha256'), c.req.param('number'));
    });
}

/** A page of a document as a picture; drawn if nobody has looked yet. */
export async function picture(c: Context, opened: OpenCase, document: string, page: string): Promise<Response> {
  const drawn = (await opened.pagePicture(sha256In(document), pageNumberIn(page))) ?? noPage();
  return c.body(new Uint8Array(drawn.png), 200, { 'content-type': 'image/png' });
}

/** The type checker holds `value` to the schema; tests hold it at run time. */
function answer<S extends z.ZodType>(c: Context, _schema: S, value: z.output<S>): Response {
  return c.json(value);
}
