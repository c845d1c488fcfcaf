import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { CSV_MARK } from '../../base/csv.ts';
import type { Log } from '../../base/log.ts';
import type { CaseClaims } from '../../claims/case-claims.ts';
import type { ExportAbout } from '../../claims/export-about.ts';
import { CLAIM_EXPORTS, exportClaims, type ClaimExport } from '../../claims/export-claims.ts';
import type { OpenCase } from '../../house.ts';
import { urls } from '../../web/urls.ts';
import { ClaimsQuery } from '../claims-schemas.ts';
import type { ServerEnv } from '../guard.ts';
import { readQuery } from '../read-request.ts';
import { streamed } from '../streamed.ts';

type Exported = CaseClaims & Pick<OpenCase, 'id' | 'name'>;

/** What the board was narrowed down to; of ClaimReview also under what name and on what page it will be published. */
const ExportQuery = ClaimsQuery.extend({
  as: z.exactOptional(z.string()),
  page: z.exactOptional(z.url({ protocol: /^https?$/ })),
  signed: z.exactOptional(z.enum(['1'])),
});
const REMEDY = 'Choose the file on the page of the claims.';

/** Below `/c/`: the claims of a case as files, `claims.csv` and so on; `urls.claimsExport` leads there. */
export function claimsExportRoutes(opened: (c: Context) => Exported, log: Log): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  for (const format of FORMATS) {
    const { type, ending } = CLAIM_EXPORTS[format];
    routes.get(`/:case/claims.${ending}`, async (c) => {
      const pieces = await written(c, opened(c), format);
      return streamed(c, pieces, { name: `claims.${ending}`, type, log });
    });
  }
  return routes;
}

const FORMATS: readonly ClaimExport[] = ['csv', 'json', 'claimreview', 'ftm'];

async function written(c: Context, opened: Exported, format: ClaimExport): Promise<AsyncGenerator<string>> {
  const { as, page, signed, q, limit: _limit, offset: _offset, ...filter } = readQuery(c, ExportQuery, REMEDY);
  const about: ExportAbout = {
    id: opened.id,
    name: opened.name,
    signed: signed !== undefined,
    ...(as && { publishesAs: as }),
    ...(page && { page }),
    link: ({ document, page: number, start, end }) =>
      `http://${c.req.header('host')}${urls.reader(opened.id, document.sha256, { page: number, at: { start, end }, hash: 'hit' })}`,
  };
  const pieces = await exportClaims(format, opened, { ...filter, ...(q && { words: q }) }, about);
  return format === 'csv' ? marked(pieces) : pieces;
}

async function* marked(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield CSV_MARK;
  yield* pieces;
}
