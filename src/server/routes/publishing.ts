import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { inTurns } from '../../base/one-at-a-time.ts';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { PUBLICATION_LANGUAGES } from '../../nouns/publication.ts';
import { parseSha256, sha256Of, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { parseDraft, printProfile, type Profile } from '../../publishing/profile.ts';
import { draftPage, publishPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { statusOf } from '../answers.ts';
import { attachment } from '../download-name.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { fileForm, largeForm, readFileForm, readForm, smallForm } from '../read-form.ts';
import { openPackageChecks } from '../package-checks.ts';
import { checkView, publicationRoutes } from './publications.ts';
import { choosingRoutes } from './publishing-choices.ts';
import {
  changeDraft,
  chosenIn,
  DRAFT,
  draftNamed,
  prepare,
  profileOf,
  signing,
  type PublishingRoom,
} from './publishing-room.ts';
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
  recognise: z.enum(['yes', 'no']).default('yes'),
  /** What stood in this form when the page was made. */
  seen: z.string().default(''),
  /** Where to go from there. */
  next: z.enum(['', 'documents', 'claims', 'prepare']).default(''),
});

/** Below `/c/`: what a case gives out, put together step by step. */
export function publishingRoutes({
  log,
  clock,
  ...given
}: Pick<PublishingRoom, 'opened' | 'runs'> & { readonly log: Log; readonly clock: Clock }): Hono<ServerEnv> {
  const room: PublishingRoom = { ...given, checks: openPackageChecks({ log, clock }), inTurn: inTurns() };
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
      await room.runs.stop(opened(c).id, id);
      await opened(c).dropDraft(id);
      return c.redirect(urls.publishing(opened(c).id), 303);
    })
    .route(
      '/',
      publicationRoutes(opened, {
        checks: room.checks,
        list: async (c, problem) =>
          c.html(await list(c, room, problem), problem === undefined ? 200 : statusOf(problem)),
      }),
    )
    .route('/', choosingRoutes(room))
    .route('/', runRoutes(room));
}

async function list(c: Context, { opened, runs, checks }: PublishingRoom, problem?: Problem): Promise<string> {
  const one = opened(c);
  const [status, drafts, spoilt, reports] = await Promise.all([
    one.status(),
    one.drafts(),
    one.spoiltDrafts(),
    one.publications(),
  ]);
  const run = runs.of(one.id);
  const publications = await Promise.all(
    reports.map(async (report) => {
      const check = checkView(c, checks.of(one.id, report.publication));
      const checkpoint = await one.checkpointOver(report.seq);
      return { ...report, ...(check && { check }), ...(checkpoint === undefined ? {} : { checkpoint }) };
    }),
  );
  return publishPage(frameOf(c), {
    status,
    publications,
    spoilt,
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

interface Told {
  readonly problem?: Problem;
  /** The draft was kept all the same. */
  readonly wasKept?: boolean;
}

/** @param typed what stands in the form in place of what is kept */
async function page(
  c: Context,
  { opened, runs }: PublishingRoom,
  draft: Draft,
  { typed = draft.profile, ...told }: Told & { readonly typed?: Profile } = {},
): Promise<string> {
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
    draft: { ...draft, profile: typed },
    seen: markOf(draft.profile),
    chosen: { ...chosen, pages: pagesOf(draft.profile, chosen.pages, chosen.documents) },
    gone: draft.profile.documents === 'all' ? 0 : draft.profile.documents.length - chosen.total,
    publishable: every.total,
    claims: draft.profile.claims === 'all' ? 0 : draft.profile.claims.length,
    ...signing(one),
    ...(run?.draft === draft.id ? { run: run.state.kind } : {}),
    ...told,
  });
}

/** Stands for what the form of a draft holds: whoever sends it back has seen that. */
function markOf({ title, publisher, url, day, language, claims, withheld, sources, recognise }: Profile): string {
  const how = claims === 'all' ? 'all' : claims.length === 0 ? 'none' : 'some';
  const held = [title, publisher ?? '', url ?? '', day ?? '', language, how, [...withheld], [...sources], recognise];
  return sha256Of(canonicalJson(held)).slice(0, 16);
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
  const stored = await draftNamed(c, one);
  const sent = await readForm(c, Saved);
  let typed = typedInto(stored.profile, sent);
  let draft: Draft;
  try {
    draft = await changeDraft(room, c, ({ profile }) => {
      typed = typedInto(profile, sent);
      const isStale = sent.seen !== '' && sent.seen !== markOf(profile) && markOf(typed) !== markOf(profile);
      if (!isStale) return profileOf({ ...typed });
      typed = { ...typed, withheld: [...new Set([...typed.withheld, ...profile.withheld])] };
      throw changedElsewhere();
    });
  } catch (error) {
    // What was typed stays in the form.
    if (!(error instanceof Problem)) throw error;
    return c.html(await page(c, room, await draftNamed(c, one), { typed, problem: error }), statusOf(error));
  }
  try {
    if (sent.next === 'prepare') await prepare(room, one, draft);
  } catch (error) {
    // The words are kept: only what was to come of them has to wait.
    if (!(error instanceof Problem)) throw error;
    return c.html(await page(c, room, draft, { problem: error, wasKept: true }), statusOf(error));
  }
  // Whoever asks for claims that are chosen one by one is led to them.
  const leads = sent.next === '' && sent.claims === 'some' && draft.profile.claims.length === 0;
  return c.redirect(urls.draft(one.id, draft.id, leads ? 'claims' : sent.next === 'prepare' ? 'run' : sent.next), 303);
}

/** The profile with what the form holds in place of what it held. */
function typedInto(profile: Profile, sent: z.output<typeof Saved>): Profile {
  const { publisher: _, url: __, day: ___, ...rest } = profile;
  const { title, publisher, url, day, language, claims, withheld, sources, recognise } = sent;
  const before = profile.claims === 'all' ? [] : profile.claims;
  return {
    ...rest,
    title: title.trim(),
    language,
    claims: claims === 'all' ? 'all' : claims === 'none' ? [] : before,
    withheld: linesOf(withheld),
    sources: linesOf(sources),
    recognise: recognise === 'yes',
    ...(publisher.trim() === '' ? {} : { publisher: publisher.trim() }),
    ...(url.trim() === '' ? {} : { url: url.trim() }),
    ...(day.trim() === '' ? {} : { day: day.trim() }),
  };
}

function changedElsewhere(): Problem {
  return new Problem('bad-input', 'The draft was changed on another page since this one was opened.', {
    remedy: 'Look at what stands here and keep it again. Words to be withheld are those of both pages.',
  });
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
