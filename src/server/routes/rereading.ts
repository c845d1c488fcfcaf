import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { CSV_BREAK, CSV_MARK } from '../../base/csv.ts';
import type { Log } from '../../base/log.ts';
import type { OpenCase } from '../../house.ts';
import { REASON_CODES } from '../../nouns/outcome.ts';
import type { FileReport } from '../../nouns/occurrence.ts';
import { reportPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { filesCsv } from '../files-csv.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { readForm, smallForm } from '../read-form.ts';
import { caseNamed, sha256In, type Cases } from '../read-request.ts';
import { streamed } from '../streamed.ts';

/** What is to be read once more: exactly one of these. */
const Again = z.union([
  z.strictObject({ original: z.string() }),
  z.strictObject({ reason: z.enum(REASON_CODES) }),
  z.strictObject({ outdated: z.literal('yes') }),
  z.strictObject({ unread: z.literal('yes') }),
]);
const Passwords = z.object({ passwords: z.string() });

const FILES_AT_ONCE = 5_000;

/** Below `/c/`: the account of files, and what can be done about those that were not read, or not laid out. */
export function rereadingRoutes({ cases, log }: { readonly cases: Cases; readonly log: Log }): Hono<ServerEnv> {
  const opened = (c: Context): OpenCase => caseNamed(cases, c.req.param('case') ?? '');
  return new Hono<ServerEnv>()
    .get('/:case/report', async (c) => {
      const one = opened(c);
      const [status, tallies, outdated] = await Promise.all([one.status(), one.tallies(), one.outdated()]);
      return c.html(reportPage(frameOf(c), { status, tallies, outdated }));
    })
    .get('/:case/files.csv', (c) => {
      const one = opened(c);
      return streamed(c, csvOf(one), { name: `${one.name}.csv`, type: 'text/csv', log });
    })
    .post('/:case/again', smallForm, async (c) => {
      const asked = await readForm(c, Again);
      const one = opened(c);
      if ('original' in asked) {
        const original = sha256In(asked.original);
        await one.readAgain({ original });
        return c.redirect(urls.reader(one.id, original), 303);
      }
      await one.readAgain('reason' in asked ? asked : { outdated: 'outdated' in asked });
      return c.redirect(urls.report(one.id), 303);
    })
    .post('/:case/d/:sha256/print', smallForm, async (c) => {
      const original = sha256In(c.req.param('sha256'));
      await readForm(c, z.strictObject({}));
      await opened(c).print(original);
      return c.redirect(urls.reader(opened(c).id, original), 303);
    })
    .post('/:case/d/:sha256/unlock', smallForm, async (c) => {
      const original = sha256In(c.req.param('sha256'));
      const { passwords } = await readForm(c, Passwords);
      await opened(c).unlock(
        original,
        passwords.split(/\r?\n/).filter((line) => line !== ''),
      );
      return c.redirect(urls.reader(opened(c).id, original), 303);
    });
}

async function* csvOf(opened: OpenCase): AsyncGenerator<string> {
  yield CSV_MARK;
  for await (const line of filesCsv(everyFile(opened))) yield line + CSV_BREAK;
}

async function* everyFile(opened: OpenCase): AsyncGenerator<FileReport> {
  for (let offset = 0; ; offset += FILES_AT_ONCE) {
    const { files } = await opened.files({ limit: FILES_AT_ONCE, offset });
    yield* files;
    if (files.length < FILES_AT_ONCE) return;
  }
}
