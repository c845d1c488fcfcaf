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
import { switchesIn } from '../asked-search.ts';
import { comparisonJson, copiesJson, groupsJson } from '../copies-json.ts';
import {
  CompareAnswer,
  CompareQuery,
  CopiesAnswer,
  CopiesQuery,
  CopyGroupsAnswer,
  CopyGroupsQuery,
} from '../copies-schemas.ts';
import { attributeChecks, bytesNow } from '../../publishing/attributes.ts';
import { custodyJson } from '../custody-json.ts';
import { CustodyAnswer, PublicationsAnswer } from '../custody-schemas.ts';
import type { ServerEnv } from '../guard.ts';
import {
  caseNamed,
  knownDocument,
  noDocument,
  noPage,
  noText,
  pageNumberIn,
  readQuery,
  sha256In,
  type Cases,
} from '../read-request.ts';
import { claimsApiRoutes } from './claims-api.ts';

const REMEDY = 'See docs/api.md for what this call takes.';

/** The calls of `API_CALLS`, below `/api/cases`. */
export function apiRoutes(cases: Cases): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  return new Hono<ServerEnv>()
    .route('/', claimsApiRoutes(opened))
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
      const { q: query, sort, limit, offset, off: _off, on: _on, ...filters } = readQuery(c, SearchQuery, REMEDY);
      const switches = switchesIn(new URL(c.req.url).searchParams);
      return answer(
        c,
        SearchAnswer,
        searchJson(await opened(c).search({ query, limit, offset, filters, switches, ...(sort && { sort }) })),
      );
    })
    .get('/:case/documents/:ref', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, DocumentAnswer, documentJson((await opened(c).document(c.req.param('ref'))) ?? noDocument()));
    })
    .get('/:case/documents/:sha256/custody', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      const document = (await opened(c).document(sha256In(c.req.param('sha256')))) ?? noDocument();
      const checks = attributeChecks(document, await bytesNow(opened(c), document));
      return answer(c, CustodyAnswer, custodyJson(document, checks));
    })
    .get('/:case/publications', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, PublicationsAnswer, { publications: await opened(c).publications() });
    })
    .get('/:case/copies', async (c) => {
      const found = await opened(c).copyGroups(readQuery(c, CopyGroupsQuery, REMEDY));
      return answer(c, CopyGroupsAnswer, groupsJson(found));
    })
    .get('/:case/documents/:sha256/copies', async (c) => {
      const { limit } = readQuery(c, CopiesQuery, REMEDY);
      const document = await knownDocument(opened(c), c.req.param('sha256'));
      return answer(c, CopiesAnswer, copiesJson(await opened(c).copies(document, limit)));
    })
    .get('/:case/documents/:sha256/compare/:other', async (c) => {
      const { changes, limit, offset } = readQuery(c, CompareQuery, REMEDY);
      const first = await knownDocument(opened(c), c.req.param('sha256'));
      const second = await knownDocument(opened(c), c.req.param('other'));
      const found = await opened(c).compare(first, second, { changes: changes === '1', limit, offset });
      return answer(c, CompareAnswer, comparisonJson(found ?? noText()));
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
