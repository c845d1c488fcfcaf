import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { OpenCase } from '../../house.ts';
import { spellingsPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { readForm, smallForm } from '../read-form.ts';
import { caseNamed, type Cases } from '../read-request.ts';

/** Names to put together, or the id of a group to take apart. */
const Change = z.union([z.object({ id: z.string().min(1) }), z.object({ names: z.string() })]);

/** Below `/c/`: names that are the same in this case. */
export function spellingsRoutes(cases: Cases): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  return new Hono<ServerEnv>()
    .get('/:case/spellings', async (c) => {
      const [status, groups] = await Promise.all([opened(c).status(), opened(c).aliases()]);
      return c.html(spellingsPage(frameOf(c), { status, groups }));
    })
    .post('/:case/spellings', smallForm, async (c) => {
      const change = await readForm(c, Change);
      if ('id' in change) await opened(c).unalias(change.id);
      else await opened(c).alias(namesIn(change.names));
      return c.redirect(urls.spellings(opened(c).id), 303);
    });
}

function namesIn(text: string): readonly string[] {
  return text
    .split(/[\n\r]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
