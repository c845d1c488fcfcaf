import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import type { CheckView } from '../../web/publishing-view.ts';
import { urls } from '../../web/urls.ts';
import { bodyOf } from '../bytes-body.ts';
import { attachment } from '../download-name.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import type { CheckState, PackageChecks } from '../package-checks.ts';
import { readForm, smallForm } from '../read-form.ts';

const Named = z.object({ publication: z.string().regex(/^[0-9a-f]{16}$/) });

/** Below `/c/`: what was given out, checked again and taken away as one file. */
export function publicationRoutes(
  opened: (c: Context) => OpenCase,
  {
    checks,
    list,
  }: { readonly checks: PackageChecks; readonly list: (c: Context, problem?: Problem) => Promise<Response> },
): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/publish/:file{[0-9a-f]{16}\\.zip}', async (c) => {
      const { name, bytes, pieces } = await opened(c).publicationArchive(c.req.param('file').slice(0, 16));
      const headers = {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': attachment(name, 'publication.zip'),
      };
      if (c.req.method === 'HEAD') return c.body(null, 200, headers);
      const chunks = pieces();
      const first = await chunks.next(); // a Problem that shows at once can still be told in words
      return c.body(bodyOf(first, chunks), 200, headers);
    })
    .post('/:case/publish/check/stop', smallForm, async (c) => {
      const { publication } = await readForm(c, Named);
      const { id } = opened(c);
      checks.stop(id, publication);
      return c.redirect(`${urls.publishing(id)}#${publication}`, 303);
    })
    .post('/:case/publish/check', smallForm, async (c) => {
      const { publication } = await readForm(c, Named);
      const one = opened(c);
      try {
        checks.start(one, publication);
      } catch (error) {
        // An expected refusal is told above the list; a bug goes its own way.
        if (!(error instanceof Problem)) throw error;
        return list(c, error);
      }
      return c.redirect(`${urls.publishing(one.id)}#${publication}`, 303);
    });
}

/** What a page shows of a check. */
export function checkView(c: Context, state: CheckState | undefined): CheckView | undefined {
  if (state === undefined || state.kind === 'checking') return state;
  if (state.kind === 'failed') return { kind: 'failed', problem: state.problem };
  const { at, found } = state;
  const { archive, isOfEntry, told } = found;
  if (archive !== undefined) return { kind: 'whole', at, archive };
  return { kind: 'altered', at, isOfEntry, faults: told[frameOf(c).language] };
}
