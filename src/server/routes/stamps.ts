import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { inTurns } from '../../base/one-at-a-time.ts';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { blockHeadersInFile, certificatesInFile } from '../../vault/given-trust.ts';
import type { BlockHeaders } from '../../vault/stamps.ts';
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
  const inTurn = inTurns(); // the same answer twice at once would be signed for twice
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
    .post('/:case/stamps/bring', fileForm, (c) => inTurn(opened(c).id, () => bring(c, opened(c))))
    .post('/:case/stamps/check', fileForm, (c) => check(c, opened(c)));
}

async function bring(c: Context, opened: OpenCase): Promise<Response> {
  const { fields, files } = await readFileForm(c);
  const answer = files.get('answer');
  const key = (fields.get('cosigner') ?? '').trim();
  try {
    if (answer === undefined || answer.bytes.byteLength > LONGEST_ANSWER) throw noAnswer();
    const roots = certificatesGiven(files.get('roots'));
    const brought = { name: answer.name, bytes: answer.bytes, roots, ...(key === '' ? {} : { cosigners: [key] }) };
    const stamps = await opened.bringStamp(brought);
    const kept = stamps.map(({ name }) => name);
    return c.redirect(urls.stamps(opened.id, kept), 303);
  } catch (error) {
    // An expected refusal is told above the forms; a bug goes its own way.
    if (!(error instanceof Problem)) throw error;
    return c.html(await page(c, opened, { problem: error }), statusOf(error));
  }
}

/** Every stamp of the case, by what a person trusts; nothing of that is kept. */
async function check(c: Context, opened: OpenCase): Promise<Response> {
  const { files } = await readFileForm(c);
  try {
    const [roots, headers] = [certificatesGiven(files.get('roots')), headersGiven(files.get('headers'))];
    if (roots.length === 0 && headers.size === 0) throw nothingGiven();
    return c.html(await page(c, opened, { trust: { roots, headers } }));
  } catch (error) {
    // An expected refusal is told above the forms; a bug goes its own way.
    if (!(error instanceof Problem)) throw error;
    return c.html(await page(c, opened, { problem: error, isCheck: true }), statusOf(error));
  }
}

type Given = { readonly bytes: Uint8Array } | undefined;

function certificatesGiven(file: Given): readonly string[] {
  return file === undefined ? [] : certificatesInFile(file.bytes);
}

function headersGiven(file: Given): BlockHeaders {
  return file === undefined ? new Map() : blockHeadersInFile(file.bytes);
}

interface Told {
  readonly kept?: readonly string[];
  readonly problem?: Problem;
  /** The problem is one of checking: nothing was to be kept. */
  readonly isCheck?: boolean;
  readonly trust?: { readonly roots: readonly string[]; readonly headers: BlockHeaders };
}

async function page(c: Context, opened: OpenCase, { trust, ...told }: Told): Promise<string> {
  const [status, stamps, request] = await Promise.all([
    opened.status(),
    opened.stamps(trust),
    opened.waitingStampRequest(),
  ]);
  const { signer } = opened;
  return stampsPage(frameOf(c), {
    status,
    stamps,
    ...(signer === undefined ? {} : { signer }),
    ...(request === undefined ? {} : { request }),
    ...(trust === undefined ? {} : { checkedBy: { roots: trust.roots.length, headers: trust.headers.size } }),
    ...told,
  });
}

function nothingGiven(): Problem {
  return new Problem('bad-input', 'No file was chosen to check the dates with.', {
    remedy: 'Choose certificates that you trust, or block headers of a node that you trust.',
  });
}

function noAnswer(): Problem {
  return new Problem('bad-input', 'No answer was chosen, or it is longer than any answer is.', {
    remedy: 'Choose the file that the authority, the calendar or the cosigner gave.',
  });
}
