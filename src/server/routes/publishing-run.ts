import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { errnoOf } from '../../base/errno.ts';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { printProfile } from '../../publishing/profile.ts';
import { nameOf, runPage } from '../../web/pages.ts';
import type { ChecksView, ReadyView, RunView } from '../../web/publishing-view.ts';
import { urls } from '../../web/urls.ts';
import { nothingHere, statusOf } from '../answers.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import type { ReadyPackage } from '../package-messages.ts';
import type { Run } from '../publishing-runs.ts';
import { readForm, smallForm } from '../read-form.ts';
import { DRAFT, draftNamed, prepare, signing, type PublishingRoom } from './publishing-room.ts';

const Publish = z.object({ publication: z.string(), looked: z.string().optional() });

/** Below `/c/`: a package that is made ready, looked at, signed for. */
export function runRoutes(room: PublishingRoom): Hono<ServerEnv> {
  const { opened, runs } = room;
  const toRun = (c: Context, draft: Draft): Response => c.redirect(urls.draft(opened(c).id, draft.id, 'run'), 303);
  return new Hono<ServerEnv>()
    .get(`/:case/publish/${DRAFT}/run`, async (c) => {
      const draft = await draftNamed(c, opened(c));
      if (runOf(room, c, draft) === undefined) return c.redirect(urls.draft(opened(c).id, draft.id), 302);
      return c.html(await page(c, room, draft));
    })
    .get(`/:case/publish/${DRAFT}/package/:path{.+}`, async (c) => {
      const run = runOf(room, c, await draftNamed(c, opened(c)));
      const file = run?.state.kind === 'ready' ? await fileOf(run.state.prepared, c.req.param('path')) : undefined;
      return file === undefined ? nothingHere(c) : c.body(file.bytes, 200, file.headers);
    })
    .post(`/:case/publish/${DRAFT}/prepare`, smallForm, async (c) => {
      await readForm(c, z.strictObject({}));
      const one = opened(c);
      const draft = await draftNamed(c, one);
      await prepare(room, one, draft);
      return toRun(c, draft);
    })
    .post(`/:case/publish/${DRAFT}/stop`, smallForm, async (c) => {
      await readForm(c, z.strictObject({}));
      const draft = await draftNamed(c, opened(c));
      await runs.stop(opened(c).id, draft.id);
      return c.redirect(urls.draft(opened(c).id, draft.id), 303);
    })
    .post(`/:case/publish/${DRAFT}/publish`, smallForm, async (c) => {
      const draft = await draftNamed(c, opened(c));
      const { publication, looked } = await readForm(c, Publish);
      try {
        if (looked !== 'yes') throw unlooked();
        await runs.publish(opened(c).id, publication);
        return toRun(c, draft);
      } catch (error) {
        // An expected refusal is told above what is prepared; a bug goes its own way.
        if (!(error instanceof Problem) || runOf(room, c, draft) === undefined) throw error;
        return c.html(await page(c, room, draft, error), statusOf(error));
      }
    });
}

function runOf({ opened, runs }: PublishingRoom, c: Context, draft: Draft): Run | undefined {
  const run = runs.of(opened(c).id);
  return run?.draft === draft.id ? run : undefined;
}

async function page(c: Context, room: PublishingRoom, draft: Draft, problem?: Problem): Promise<string> {
  const one = room.opened(c);
  const [status, run] = await Promise.all([one.status(), viewOf(one, draft, runOf(room, c, draft))]);
  return runPage(frameOf(c), { status, draft, run, ...signing(one), ...(problem && { problem }) });
}

async function viewOf(opened: OpenCase, draft: Draft, run: Run | undefined): Promise<RunView> {
  const state = run?.state ?? { kind: 'preparing' as const, pages: 0, of: 0 };
  switch (state.kind) {
    case 'preparing':
    case 'failed':
      return state;
    case 'done': {
      const { id, key, files, bytes } = state.prepared;
      return { kind: 'done', publication: id, place: state.place, files, bytes, key };
    }
    case 'ready':
      return readyView(opened, draft, { prepared: state.prepared, profile: run?.profile ?? draft.profile });
  }
}

async function readyView(
  opened: OpenCase,
  draft: Draft,
  { prepared, profile }: { readonly prepared: ReadyPackage; readonly profile: Draft['profile'] },
): Promise<ReadyView> {
  const { id: publication, files, bytes, stopped, isDated, documents, claims } = prepared;
  const byEntry = await opened.receivedBy(documents.map(({ entry }) => entry));
  const originals = new Map(
    documents.flatMap(({ id, entry }) => {
      const original = byEntry.get(entry);
      return original === undefined ? [] : [[id, original] as const];
    }),
  );
  return {
    kind: 'ready',
    publication,
    files,
    bytes,
    pages: documents.reduce((sum, document) => sum + document.pages, 0),
    changed: printProfile(profile) !== printProfile(draft.profile),
    stopped,
    dated: isDated,
    documents: documents.map(({ id, title, pages, language }) => {
      const original = originals.get(id);
      return {
        id,
        pages,
        language,
        ...(title === undefined ? {} : { title }),
        ...(original === undefined ? {} : { original }),
      };
    }),
    claims,
    checks: await checksView(opened, prepared, { words: profile.withheld.length, originals }),
  };
}

async function checksView(
  opened: OpenCase,
  { checks }: ReadyPackage,
  { words, originals }: { readonly words: number; readonly originals: ReadonlyMap<string, Sha256> },
): Promise<ChecksView> {
  const { withheld, hiding, unread, claimsLeftOut } = checks;
  const unrecognised = checks.unrecognised.flatMap((found) => {
    const document = originals.get(found.document);
    return document === undefined ? [] : [{ ...found, document }];
  });
  const named = [...hiding, ...unread, ...unrecognised, ...checks.originals].flatMap(
    ({ document }) => parseSha256(document) ?? [],
  );
  const { documents } = await opened.publishable({ only: named, limit: named.length, offset: 0 });
  const names = new Map<string, string>(documents.map((document) => [document.sha256, nameOf(document)]));
  const withName = <Found extends { readonly document: string }>(found: readonly Found[]) =>
    found.flatMap((each) => {
      const document = parseSha256(each.document);
      return document === undefined ? [] : [{ ...each, document, name: names.get(document) ?? document }];
    });
  return {
    words,
    claimsLeftOut,
    withheld: withheld.map((found) => {
      const { id, page: number } =
        /^data\/doc\/(?<id>[0-9a-f]{16})\/(?:p\/(?<page>\d+)\.)?/.exec(found.path)?.groups ?? {};
      const original = originals.get(id ?? '');
      if (original === undefined) return found;
      return { ...found, at: { original, ...(number === undefined ? {} : { page: Number(number) }) } };
    }),
    hiding: withName(hiding),
    originals: withName(checks.originals),
    unread: withName(unread),
    unrecognised: withName(unrecognised),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
const PART = /^[A-Za-z0-9][\w.-]*$/;

/** A file of the site as readers will see it. Whatever was not made here is handed over to be saved. */
async function fileOf(
  { folder }: ReadyPackage,
  path: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Record<string, string> } | undefined> {
  const parts = (path.endsWith('/') ? `${path}index.html` : path).split('/');
  if (!parts.every((part) => PART.test(part) && !part.includes('..'))) return undefined;
  try {
    const bytes = new Uint8Array(await readFile(join(folder, 'data', ...parts)));
    const type = parts.includes('original') ? undefined : TYPES[extname(parts.at(-1) ?? '')];
    if (type !== undefined) return { bytes, headers: { 'content-type': type } };
    return {
      bytes,
      headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' },
    };
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined; // no such file: a link that leads nowhere is shown as that
  }
}

function unlooked(): Problem {
  return new Problem('bad-input', 'Nobody has said that it was looked at.', {
    remedy: 'Look at every picture, tick that you did, and sign again. Nothing was published.',
  });
}
