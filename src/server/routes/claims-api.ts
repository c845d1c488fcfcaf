import { Hono, type Context } from 'hono';
import type * as z from 'zod';
import type { CaseClaims, ClaimFilter } from '../../claims/case-claims.ts';
import { claimJson } from '../../claims/export-json.ts';
import { Problem } from '../../base/problem.ts';
import { claimListJson, decisionsJson, sourceJson, sourcesJson, statementsJson, timelineJson } from '../claims-json.ts';
import {
  ClaimAnswer,
  ClaimsAnswer,
  ClaimsQuery,
  DecisionsAnswer,
  DecisionsQuery,
  SourceAnswer,
  SourcesAnswer,
  StatementsAnswer,
  TimelineAnswer,
  TimelineQuery,
} from '../claims-schemas.ts';
import type { OpenCase } from '../../house.ts';
import { NoQuery } from '../api-schemas.ts';
import type { ServerEnv } from '../guard.ts';
import { knownDocument, readQuery } from '../read-request.ts';

const REMEDY = 'See docs/api.md for what this call takes.';

/** The calls of `CLAIM_CALLS`, below `/api/cases`. */
export function claimsApiRoutes(opened: (c: Context) => CaseClaims & Pick<OpenCase, 'document'>): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/claims', async (c) => {
      const filter = filterOf(readQuery(c, ClaimsQuery, REMEDY));
      const [list, progress] = await Promise.all([opened(c).claims(filter), opened(c).claimsProgress()]);
      return answer(c, ClaimsAnswer, claimListJson(list, progress));
    })
    .get('/:case/claims/:claim', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, ClaimAnswer, claimJson(await claimNamed(opened(c), c.req.param('claim'))));
    })
    .get('/:case/documents/:sha256/statements', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      const document = await knownDocument(opened(c), c.req.param('sha256'));
      return answer(c, StatementsAnswer, statementsJson(await opened(c).statementsIn(document)));
    })
    .get('/:case/sources', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, SourcesAnswer, sourcesJson(await opened(c).sources()));
    })
    .get('/:case/sources/:key', async (c) => {
      readQuery(c, NoQuery, REMEDY);
      return answer(c, SourceAnswer, sourceJson((await opened(c).source(c.req.param('key'))) ?? noSource()));
    })
    .get('/:case/timeline', async (c) => {
      const { conflicts, ...filter } = readQuery(c, TimelineQuery, REMEDY);
      const found = await opened(c).timeline({ ...filter, ...(conflicts && { conflicts: true }) });
      return answer(c, TimelineAnswer, timelineJson(found));
    })
    .get('/:case/decisions', async (c) => {
      const { claim } = readQuery(c, DecisionsQuery, REMEDY);
      return answer(c, DecisionsAnswer, decisionsJson(await opened(c).decisions(claim)));
    });
}

function filterOf({ q, ...filter }: z.output<typeof ClaimsQuery>): ClaimFilter {
  return q === undefined ? filter : { ...filter, words: q };
}

/** @throws Problem `not-found` */
async function claimNamed(claims: Pick<CaseClaims, 'claim'>, id: string) {
  const found = await claims.claim(id);
  if (found !== undefined) return found;
  throw new Problem('not-found', 'The case has no such claim.', { remedy: 'Choose one from the list of claims.' });
}

function noSource(): never {
  throw new Problem('not-found', 'The case has no such source.', { remedy: 'Choose one from the list of sources.' });
}

/** The type checker holds `value` to the schema; tests hold it at run time. */
function answer<S extends z.ZodType>(c: Context, _schema: S, value: z.output<S>): Response {
  return c.json(value);
}
