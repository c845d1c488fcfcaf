import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { onPaper, type DocumentView } from '../../nouns/document.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { carriedBy } from '../../publishing/originals.ts';
import { AS_A_MATTER_OF_COURSE, type ProfileDocument } from '../../publishing/profile.ts';
import { hidingFields } from '../../reading/hidden-words.ts';
import { chooseClaimsPage, chooseDocumentPage, chooseDocumentsPage } from '../../web/pages.ts';
import type { LeafView } from '../../web/publishing-view.ts';
import { urls } from '../../web/urls.ts';
import { statusOf } from '../answers.ts';
import { looseNumber } from '../asked-search.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { largeForm, readForm, smallForm } from '../read-form.ts';
import { noDocument, sha256In } from '../read-request.ts';
import {
  changeDraft,
  chosenIn,
  DRAFT,
  draftNamed,
  profileOf,
  signing,
  type PublishingRoom,
} from './publishing-room.ts';

const DOCUMENTS_ON_A_PAGE = 100;
const CLAIMS_ON_A_PAGE = 50;
const FOUND_IN_TEXTS = 500; // passages whose documents are listed with those that the words name

const list = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const Documents = z.object({
  /** `known`: those stay that the case can publish. */
  do: z.enum(['keep', 'all', 'none', 'known']).default('keep'),
  q: z.string().default(''),
  only: z.string().default(''),
  offset: looseNumber,
  shown: list,
  document: list,
});
const Claims = z.object({ q: z.string().default(''), offset: looseNumber, shown: list, claim: list });
const One = z.object({
  do: z.enum(['keep', 'leave']).default('keep'),
  title: z.string().default(''),
  pages: z.string().default(''),
  /** Pages beside those: numbers of pages that are left out, or taken in again. */
  leave: list,
  take: list,
  metadata: list,
  hidden: z.string().optional(),
  original: z.string().optional(),
  confirmed: list,
});

/** Below `/c/`: which documents, which of their pages, which claims. */
export function choosingRoutes(room: PublishingRoom): Hono<ServerEnv> {
  const { opened } = room;
  return new Hono<ServerEnv>()
    .get(`/:case/publish/${DRAFT}/documents`, (c) => documentList(c, opened(c)))
    .post(`/:case/publish/${DRAFT}/documents`, smallForm, (c) => chooseDocuments(c, room))
    .get(`/:case/publish/${DRAFT}/documents/:sha256`, async (c) => {
      const one = opened(c);
      const [draft, document] = await Promise.all([draftNamed(c, one), documentNamed(c, one)]);
      return c.html(await documentPage(c, one, { draft, document, chosen: chosenOf(draft, document.sha256) }));
    })
    .post(`/:case/publish/${DRAFT}/documents/:sha256`, largeForm, (c) => chooseDocument(c, room))
    .get(`/:case/publish/${DRAFT}/claims`, (c) => claimList(c, opened(c)))
    .post(`/:case/publish/${DRAFT}/claims`, smallForm, (c) => chooseClaims(c, room));
}

/** What the words of the finder and the choice of those that are chosen let through. */
async function filterOf(opened: OpenCase, draft: Draft, q: string, only: string) {
  const words = q.trim();
  const chosen = only === 'chosen' ? chosenIn(draft.profile) : undefined;
  const hits = words === '' ? [] : (await opened.search({ query: words, limit: FOUND_IN_TEXTS, offset: 0 })).hits;
  const also = [...new Set(hits.map(({ document }) => document))];
  return { words, also, ...(chosen === undefined ? {} : { only: chosen }) };
}

async function documentList(c: Context, opened: OpenCase): Promise<Response> {
  const draft = await draftNamed(c, opened);
  const [q, only] = [c.req.query('q') ?? '', c.req.query('only') ?? ''];
  const filter = await filterOf(opened, draft, q, only);
  const limit = DOCUMENTS_ON_A_PAGE;
  const asked = looseNumber.parse(c.req.query('offset')) ?? 0;
  const [status, { total }] = await Promise.all([
    opened.status(),
    opened.publishable({ ...filter, limit: 0, offset: 0 }),
  ]);
  // Past the end of the list its last page is shown.
  const offset = Math.max(0, Math.min(asked, Math.floor((total - 1) / limit) * limit));
  const shown = await opened.publishable({ ...filter, limit, offset });
  const looks = await opened.looks(shown.documents.map(({ sha256 }) => sha256));
  const documents = shown.documents.map((document) => {
    const look = looks.get(document.sha256);
    return { ...document, ...(look && { look }) };
  });
  return c.html(
    chooseDocumentsPage(frameOf(c), {
      status,
      draft,
      words: filter.words,
      ...(only === 'chosen' ? { only } : {}),
      list: { ...shown, documents },
      limit,
      offset,
      ...signing(opened),
    }),
  );
}

/** Of what was shown, or of all that was found; what was not stays as it is. */
async function chooseDocuments(c: Context, room: PublishingRoom): Promise<Response> {
  const opened = room.opened(c);
  const sent = await readForm(c, Documents);
  const { id } = await changeDraft(room, c, async (draft) => ({
    ...draft.profile,
    documents: await documentsOf(opened, draft, sent),
  }));
  if (sent.do === 'known') return c.redirect(urls.draft(opened.id, id), 303);
  const back = new URLSearchParams({ q: sent.q, only: sent.only, offset: String(sent.offset ?? 0) });
  return c.redirect(`${urls.draft(opened.id, id, 'documents')}?${back.toString()}`, 303);
}

async function documentsOf(
  opened: OpenCase,
  draft: Draft,
  sent: z.output<typeof Documents>,
): Promise<readonly ProfileDocument[]> {
  const before = await explicit(opened, draft);
  if (sent.do === 'known') {
    const all = new Set<string>(
      await everyOf(opened, { only: chosenIn({ ...draft.profile, documents: before }) ?? [] }),
    );
    return before.filter(({ document }) => all.has(document));
  }
  const every = async (): Promise<readonly Sha256[]> =>
    everyOf(opened, await filterOf(opened, draft, sent.q, sent.only));
  const concerned =
    sent.do === 'keep' ? [...new Set(sent.shown.flatMap((shown) => parseSha256(shown) ?? []))] : await every();
  const wanted = new Set<string>(sent.do === 'all' ? concerned : sent.do === 'none' ? [] : sent.document);
  const known = new Set(before.map(({ document }) => document));
  const about = new Set<string>(concerned);
  const added = concerned.filter((each) => wanted.has(each) && !known.has(each));
  if (sent.do === 'keep' && (await everyOf(opened, { only: added })).length < added.length) noDocument();
  return [
    ...before.filter(({ document }) => !about.has(document) || wanted.has(document)),
    ...added.map((document) => ({ document, ...AS_A_MATTER_OF_COURSE })),
  ];
}

/** One by one, also where the draft has all. */
async function explicit(opened: OpenCase, { profile }: Draft): Promise<readonly ProfileDocument[]> {
  if (profile.documents !== 'all') return profile.documents;
  return (await everyOf(opened, {})).map((document) => ({ document, ...AS_A_MATTER_OF_COURSE }));
}

async function everyOf(
  opened: OpenCase,
  filter: Omit<Parameters<OpenCase['publishable']>[0], 'limit' | 'offset'>,
): Promise<readonly Sha256[]> {
  const all = await opened.publishable({ ...filter, limit: Number.MAX_SAFE_INTEGER, offset: 0 });
  return all.documents.map(({ sha256 }) => sha256);
}

async function documentNamed(c: Context, opened: OpenCase): Promise<DocumentView> {
  return onPaper((await opened.document(sha256In(c.req.param('sha256') ?? ''))) ?? noDocument());
}

function chosenOf({ profile }: Draft, sha256: Sha256): ProfileDocument {
  const known = profile.documents === 'all' ? undefined : profile.documents.find(({ document }) => document === sha256);
  return known ?? { document: sha256, ...AS_A_MATTER_OF_COURSE };
}

async function documentPage(
  c: Context,
  opened: OpenCase,
  about: {
    readonly draft: Draft;
    readonly document: DocumentView;
    readonly chosen: ProfileDocument;
    readonly pagesTyped?: string;
    readonly problem?: Problem;
  },
): Promise<string> {
  const { document, chosen } = about;
  const from = looseNumber.parse(c.req.query('from')) ?? 0;
  return chooseDocumentPage(frameOf(c), {
    ...about,
    status: await opened.status(),
    pages: document.reading?.pages.length ?? 0,
    leaves: leavesOf(document, from, await opened.picturedPages(document.sha256)),
    draws: c.req.query('pictures') === 'all',
    carries: carriedBy(document, chosen.pages),
    hiding: hidingFields(document.reading?.metadata ?? []),
    ...signing(opened),
  });
}

async function chooseDocument(c: Context, room: PublishingRoom): Promise<Response> {
  const opened = room.opened(c);
  const [draft, document] = await Promise.all([draftNamed(c, opened), documentNamed(c, opened)]);
  const sent = await readForm(c, One);
  const pages = pagesSent(sent, document);
  const chosen = typedOf(document, sent, pages === 'wrong' ? undefined : pages);
  if (sent.do === 'keep' && pages === 'wrong') {
    return c.html(await documentPage(c, opened, { draft, document, chosen, pagesTyped: sent.pages }), 400);
  }
  try {
    await changeDraft(room, c, async (now) => {
      const before = await explicit(opened, now);
      const at = before.findIndex((each) => each.document === document.sha256);
      const others = before.filter((each) => each.document !== document.sha256);
      const documents = sent.do === 'leave' ? others : at === -1 ? [...before, chosen] : before.with(at, chosen);
      return profileOf({ ...now.profile, documents });
    });
  } catch (error) {
    // What was typed stays in the form.
    if (!(error instanceof Problem)) throw error;
    return c.html(await documentPage(c, opened, { draft, document, chosen, problem: error }), statusOf(error));
  }
  return c.redirect(urls.draft(opened.id, draft.id), 303);
}

type SentOfOne = z.output<typeof One>;

function typedOf(document: DocumentView, sent: SentOfOne, pages: readonly number[] | undefined): ProfileDocument {
  const title = sent.title.trim();
  const isWhole = pages === undefined || pages.length === (document.reading?.pages.length ?? 0);
  return {
    document: document.sha256,
    ...(title === '' ? {} : { title }),
    ...(isWhole ? {} : { pages }),
    metadata: sent.metadata,
    hidden: sent.hidden === 'yes',
    original: sent.original === 'yes',
    confirmed: sent.original === 'yes' ? sent.confirmed : [],
  };
}

/** Undefined for all of them. */
function pagesSent(sent: SentOfOne, { reading }: DocumentView): readonly number[] | 'wrong' | undefined {
  const numbers = reading?.pages.map(({ number }) => number) ?? [];
  const typed = sent.pages.trim() === '' ? undefined : pagesIn(sent.pages, numbers.length);
  if (typed === 'wrong' || (sent.leave.length === 0 && sent.take.length === 0)) return typed;
  const base = new Set(typed ?? numbers);
  const [leave, take] = [new Set(sent.leave.map(Number)), new Set(sent.take.map(Number))];
  const pages = numbers.filter((number) => take.has(number) || (base.has(number) && !leave.has(number)));
  return pages.length === 0 ? 'wrong' : pages;
}

const LEAVES = 60; // pages that are shown to choose by
const LEAF_WORDS = 120; // characters

/** Some pages of a document, from the one at `from` on. */
function leavesOf({ reading }: DocumentView, from: number, drawn: ReadonlySet<number>): readonly LeafView[] {
  if (reading === undefined) return [];
  const first = from < reading.pages.length ? from - (from % LEAVES) : 0;
  return reading.pages.slice(first, first + LEAVES).map(({ number, width, height, start, end }) => ({
    number,
    width,
    height,
    words: reading.text.slice(start, Math.min(end, start + LEAF_WORDS)).toWellFormed(),
    language: reading.passages.find((passage) => passage.end > start)?.language ?? 'und',
    isDrawn: drawn.has(number),
  }));
}

/** `1-3, 7`: each once, in order. */
function pagesIn(typed: string, most: number): readonly number[] | 'wrong' {
  const pages = new Set<number>();
  for (const part of typed
    .normalize('NFKC')
    .split(/[,;،、\s]+/)
    .filter((each) => each !== '')) {
    const { from, to = from } = /^(?<from>\d{1,6})(?:[-\u2013](?<to>\d{1,6}))?$/.exec(part)?.groups ?? {};
    const [first, last] = [Number(from), Number(to)];
    if (!(first >= 1 && first <= last && last <= most)) return 'wrong';
    for (let page = first; page <= last; page++) pages.add(page);
  }
  return pages.size === 0 ? 'wrong' : [...pages].toSorted((a, b) => a - b);
}

async function claimList(c: Context, opened: OpenCase): Promise<Response> {
  const draft = await draftNamed(c, opened);
  const words = (c.req.query('q') ?? '').trim();
  const limit = CLAIMS_ON_A_PAGE;
  const offset = looseNumber.parse(c.req.query('offset')) ?? 0;
  const filter = { limit, ...(words === '' ? {} : { words }), sort: 'documents' as const };
  const [status, first] = await Promise.all([opened.status(), opened.claims({ ...filter, offset })]);
  // Past the end of the list its last page is shown.
  const isPast = first.claims.length === 0 && first.total > 0;
  const shown = isPast ? Math.floor((first.total - 1) / limit) * limit : offset;
  const found = isPast ? await opened.claims({ ...filter, offset: shown }) : first;
  return c.html(
    chooseClaimsPage(frameOf(c), { status, draft, words, list: found, limit, offset: shown, ...signing(opened) }),
  );
}

async function chooseClaims(c: Context, room: PublishingRoom): Promise<Response> {
  const opened = room.opened(c);
  const { q, offset = 0, shown, claim } = await readForm(c, Claims);
  const about = new Set(shown);
  const { id } = await changeDraft(room, c, async ({ profile }) => {
    const before = profile.claims === 'all' ? [] : profile.claims;
    const wanted = new Set(claim.filter((each) => about.has(each)));
    const added = [...wanted].filter((each) => !before.includes(each));
    const found = await Promise.all(added.map((each) => opened.claim(each)));
    if (found.includes(undefined)) throw noClaim();
    return profileOf({
      ...profile,
      claims: [...before.filter((each) => !about.has(each) || wanted.has(each)), ...added],
    });
  });
  const back = new URLSearchParams({ q, offset: String(offset) });
  return c.redirect(`${urls.draft(opened.id, id, 'claims')}?${back.toString()}`, 303);
}

function noClaim(): Problem {
  return new Problem('not-found', 'The case has no such claim any more.', {
    remedy: 'Look at the list again: what documents say was lined up anew since. Nothing was changed.',
  });
}
