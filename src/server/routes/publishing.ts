import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { PUBLICATION_LANGUAGES } from '../../nouns/publication.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { parseDraft, printProfile, type Profile } from '../../publishing/profile.ts';
import { draftPage, publishPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { statusOf } from '../answers.ts';
import { attachment } from '../download-name.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { fileForm, largeForm, readFileForm, readForm, smallForm } from '../read-form.ts';
import { choosingRoutes } from './publishing-choices.ts';
import { chosenIn, DRAFT, draftNamed, prepare, profileOf, signing, type PublishingRoom } from './publishing-room.ts';
import { runRoutes } from './publishing-run.ts';

const LISTED = 12; // of the documents that are chosen
const Saved = z.object({
  title: z.string(),
  publisher: z.string().default(''),
  url: z.string().default(''),
  day: z.string().default(''),
  language: z.enum(PUBLICATION_LANGUAGES),
  claims: z.enum(['none', 'all', 'some']),
  withheld: z.string().default(''),
  sources: z.string().default(''),
  /** Where to go from there. */
  next: z.enum(['', 'documents', 'claims', 'prepare']).default(''),
});

/** Below `/c/`: what a case gives out, put together step by step. */
export function publishingRoutes(room: PublishingRoom): Hono<ServerEnv> {
  const { opened } = room;
  return new Hono<ServerEnv>()
    .get('/:case/publish', async (c) => c.html(await list(c, room)))
    .post('/:case/publish/new', smallForm, async (c) => {
      const { title } = await readForm(c, z.object({ title: z.string() }));
      return kept(c, room, () => profileOf({ title: title.trim(), documents: [] }));
    })
    .post('/:case/publish/load', fileForm, async (c) => {
      const { files } = await readFileForm(c);
      const text = Buffer.from(files.get('profile')?.bytes ?? []).toString();
      return kept(c, room, () => bySha256(opened(c), parseDraft(text)));
    })
    .get(`/:case/publish/${DRAFT}`, async (c) => c.html(await page(c, room, await draftNamed(c, opened(c)))))
    .get(`/:case/publish/${DRAFT}/profile.json`, async (c) => {
      const { profile } = await draftNamed(c, opened(c));
      return c.body(printProfile(profile), 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': attachment(`${profile.title}.profile.json`, 'profile.json'),
      });
    })
    .post(`/:case/publish/${DRAFT}/save`, largeForm, (c) => save(c, room))
    .post(`/:case/publish/${DRAFT}/remove`, smallForm, async (c) => {
      await readForm(c, z.strictObject({}));
      const { id } = await draftNamed(c, opened(c));
      if (room.runs.of(opened(c).id)?.draft === id) await room.runs.stop(opened(c).id);
      await opened(c).dropDraft(id);
      return c.redirect(urls.publishing(opened(c).id), 303);
    })
    .route('/', choosingRoutes(room))
    .route('/', runRoutes(room));
}

async function list(c: Context, { opened, runs }: PublishingRoom, problem?: Problem): Promise<string> {
  const one = opened(c);
  const [status, drafts, publications] = await Promise.all([one.status(), one.drafts(), one.publications()]);
  const run = runs.of(one.id);
  return publishPage(frameOf(c), {
    status,
    publications,
    drafts: drafts.map((draft) => (run?.draft === draft.id ? { ...draft, run: run.state.kind } : draft)),
    ...signing(one),
    ...(problem && { problem }),
  });
}

/** Keeps a new draft and leads to it; what cannot be one is told above the list. */
async function kept(c: Context, room: PublishingRoom, make: () => Profile | Promise<Profile>): Promise<Response> {
  try {
    const id = await room.opened(c).keepDraft(await make());
    return c.redirect(urls.draft(room.opened(c).id, id), 303);
  } catch (error) {
    // An expected refusal is told where the form is; a bug goes its own way.
    if (!(error instanceof Problem)) throw error;
    return c.html(await list(c, room, error), statusOf(error));
  }
}

/** A profile that people write may name documents by their paths. */
async function bySha256(opened: OpenCase, profile: Profile): Promise<Profile> {
  if (profile.documents === 'all') return profile;
  const documents = [];
  for (const chosen of profile.documents) {
    const known = parseSha256(chosen.document) ?? (await opened.document(chosen.document))?.sha256;
    documents.push(known === undefined ? chosen : { ...chosen, document: known });
  }
  return { ...profile, documents };
}

async function page(c: Context, { opened, runs }: PublishingRoom, draft: Draft, problem?: Problem): Promise<string> {
  const one = opened(c);
  const only = chosenIn(draft.profile);
  const [status, chosen, every] = await Promise.all([
    one.status(),
    one.publishable({ ...(only === undefined ? {} : { only }), limit: LISTED, offset: 0 }),
    one.publishable({ limit: 0, offset: 0 }),
  ]);
  const run = runs.of(one.id);
  return draftPage(frameOf(c), {
    status,
    draft,
    chosen: { ...chosen, pages: pagesOf(draft.profile, chosen.pages, chosen.documents) },
    publishable: every.total,
    claims: draft.profile.claims === 'all' ? 0 : draft.profile.claims.length,
    ...signing(one),
    ...(run?.draft === draft.id ? { run: run.state.kind } : {}),
    ...(problem && { problem }),
  });
}

/** Of all that are chosen, less those pages of the first that are left out. */
function pagesOf(
  { documents }: Profile,
  all: number,
  known: readonly { readonly sha256: Sha256; readonly pages: number }[],
) {
  if (documents === 'all') return all;
  return known.reduce((sum, { sha256, pages }) => {
    const own = documents.find(({ document }) => document === sha256)?.pages;
    return own === undefined ? sum : sum - pages + own.length;
  }, all);
}

async function save(c: Context, room: PublishingRoom): Promise<Response> {
  const one = room.opened(c);
  const draft = await draftNamed(c, one);
  const { title, publisher, url, day, language, claims, withheld, sources, next } = await readForm(c, Saved);
  const { publisher: _, url: __, day: ___, ...rest } = draft.profile;
  const before = draft.profile.claims === 'all' ? [] : draft.profile.claims;
  const candidate = {
    ...rest,
    title: title.trim(),
    language,
    claims: claims === 'all' ? 'all' : claims === 'none' ? [] : before,
    withheld: linesOf(withheld),
    sources: linesOf(sources),
    ...(publisher.trim() === '' ? {} : { publisher: publisher.trim() }),
    ...(url.trim() === '' ? {} : { url: url.trim() }),
    ...(day.trim() === '' ? {} : { day: day.trim() }),
  } as const;
  try {
    const profile = profileOf(candidate);
    await one.keepDraft(profile, draft.id);
    if (next === 'prepare') await prepare(room, one, { ...draft, profile });
    // Whoever asks for claims that are chosen one by one is led to them.
    const asked = next === '' && claims === 'some' && before.length === 0 ? 'claims' : next;
    return c.redirect(urls.draft(one.id, draft.id, asked === 'prepare' ? 'run' : asked), 303);
  } catch (error) {
    // What was typed stays in the form.
    if (!(error instanceof Problem)) throw error;
    return c.html(await page(c, room, { ...draft, profile: candidate }, error), statusOf(error));
  }
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
