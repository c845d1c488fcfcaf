import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { certificatesIn } from '../../vault/stamps.ts';
import type { StampsView } from '../../web/custody-view.ts';
import { stampsPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { nothingHere, statusOf } from '../answers.ts';
import { attachment } from '../download-name.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { fileForm, readFileForm, readForm, smallForm } from '../read-form.ts';

const LONGEST_ANSWER = 1024 * 1024; // bytes, as the command line takes

/** Below `/c/`: what dates the case from outside. Nothing here reaches a network: files go out and come in by hand. */
export function stampsRoutes(opened: (c: Context) => OpenCase): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/stamps', async (c) => c.html(await page(c, opened(c), { kept: c.req.queries('kept') ?? [] })))
    .get('/:case/stamps/request/:name', async (c) => {
      const name = c.req.param('name');
      const bytes = await opened(c).stampRequestFile(name);
      if (bytes === undefined) return nothingHere(c);
      return c.body(Uint8Array.from(bytes), 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': attachment(name, 'request'),
      });
    })
    .post('/:case/stamps/request', smallForm, async (c) => {
      await readForm(c, z.strictObject({}));
      await opened(c).requestStamps();
      return c.redirect(`${urls.stamps(opened(c).id)}#ask`, 303);
    })
    .post('/:case/stamps/bring', fileForm, (c) => bring(c, opened(c)));
}

async function bring(c: Context, opened: OpenCase): Promise<Response> {
  const { fields, files } = await readFileForm(c);
  const answer = files.get('answer');
  const roots = certificatesIn(Buffer.from(files.get('roots')?.bytes ?? []).toString());
  const key = (fields.get('cosigner') ?? '').trim();
  try {
    if (answer === undefined || answer.bytes.byteLength === 0 || answer.bytes.byteLength > LONGEST_ANSWER)
      throw noAnswer();
    const brought = { name: answer.name, bytes: answer.bytes, roots, ...(key === '' ? {} : { cosigners: [key] }) };
    const stamps = await opened.bringStamp(brought);
    const kept = stamps.map(({ name }) => name);
    return c.redirect(urls.stamps(opened.id, kept), 303);
  } catch (error) {
    // An expected refusal is told above the forms; a bug goes its own way.
    if (!(error instanceof Problem)) throw error;
    const { message, remedy } = error;
    return c.html(await page(c, opened, { problem: { message, remedy } }), statusOf(error));
  }
}

async function page(c: Context, opened: OpenCase, more: Pick<StampsView, 'kept' | 'problem'>): Promise<string> {
  const [status, stamps, request] = await Promise.all([opened.status(), opened.stamps(), opened.waitingStampRequest()]);
  const { signer } = opened;
  return stampsPage(frameOf(c), {
    status,
    stamps,
    ...(signer === undefined ? {} : { signer }),
    ...(request === undefined ? {} : { request }),
    ...more,
  });
}

function noAnswer(): Problem {
  return new Problem('bad-input', 'No answer was chosen, or it is longer than any answer is.', {
    remedy: 'Choose the file that the authority, the calendar or the cosigner gave.',
  });
}
