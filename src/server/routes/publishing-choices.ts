import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { OpenCase } from '../../house.ts';
import { onPaper, type DocumentView } from '../../nouns/document.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { carriedBy } from '../../publishing/originals.ts';
import type { ProfileDocument } from '../../publishing/profile.ts';
import { hidingFields } from '../../reading/hidden-words.ts';
import { chooseClaimsPage, chooseDocumentPage, chooseDocumentsPage } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { looseNumber } from '../asked-search.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { readForm, smallForm } from '../read-form.ts';
import { noDocument, sha256In } from '../read-request.ts';
import { chosenIn, DRAFT, draftNamed, profileOf, signing, type PublishingRoom } from './publishing-room.ts';

const DOCUMENTS_ON_A_PAGE = 100;
const CLAIMS_ON_A_PAGE = 50;
const FOUND_IN_TEXTS = 500; // passages whose documents are listed with those that the words name

const list = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const Documents = z.object({
  do: z.enum(['keep', 'all', 'none']).default('keep'),
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
  metadata: list,
  hidden: z.string().optional(),
  original: z.string().optional(),
  confirmed: list,
});

/** A document that somebody has just chosen. */
const CHOSEN = { metadata: [], hidden: false, original: false, confirmed: [] } as const;

/** Below `/c/`: which documents, which of their pages, which claims. */
export function choosingRoutes({ opened }: PublishingRoom): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get(`/:case/publish/${DRAFT}/documents`, (c) => documentList(c, opened(c)))
    .post(`/:case/publish/${DRAFT}/documents`, smallForm, (c) => chooseDocuments(c, opened(c)))
    .get(`/:case/publish/${DRAFT}/documents/:sha256`, async (c) => {
      const one = opened(c);
      const [draft, document] = await Promise.all([draftNamed(c, one), documentNamed(c, one)]);
      return c.html(await documentPage(c, one, { draft, document, chosen: chosenOf(draft, document.sha256) }));
    })
    .post(`/:case/publish/${DRAFT}/documents/:sha256`, smallForm, (c) => chooseDocument(c, opened(c)))
    .get(`/:case/publish/${DRAFT}/claims`, (c) => claimList(c, opened(c)))
    .post(`/:case/publish/${DRAFT}/claims`, smallForm, (c) => chooseClaims(c, opened(c)));
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
  return c.html(
    chooseDocumentsPage(frameOf(c), {
      status,
      draft,
      words: filter.words,
      ...(only === 'chosen' ? { only } : {}),
      list: shown,
      limit,
      offset,
      ...signing(opened),
    }),
  );
}

/** Of what was shown, or of all that was found; what was not stays as it is. */
async function chooseDocuments(c: Context, opened: OpenCase): Promise<Response> {
  const draft = await draftNamed(c, opened);
  const sent = await readForm(c, Documents);
  const filter = await filterOf(opened, draft, sent.q, sent.only);
  const every = (): Promise<readonly Sha256[]> => everyOf(opened, filter);
  const concerned = sent.do === 'keep' ? sent.shown.flatMap((id) => parseSha256(id) ?? []) : await every();
  const wanted = new Set<string>(sent.do === 'all' ? concerned : sent.do === 'none' ? [] : sent.document);
  const before = await explicit(opened, draft);
  const known = new Set(before.map(({ document }) => document));
  const about = new Set<string>(concerned);
  const documents = [
    ...before.filter(({ document }) => !about.has(document) || wanted.has(document)),
    ...concerned.filter((id) => wanted.has(id) && !known.has(id)).map((document) => ({ document, ...CHOSEN })),
  ];
  await opened.keepDraft({ ...draft.profile, documents }, draft.id);
  const back = new URLSearchParams({ q: sent.q, only: sent.only, offset: String(sent.offset ?? 0) });
  return c.redirect(`${urls.draft(opened.id, draft.id, 'documents')}?${back.toString()}`, 303);
}

/** One by one, also where the draft has all. */
async function explicit(opened: OpenCase, { profile }: Draft): Promise<readonly ProfileDocument[]> {
  if (profile.documents !== 'all') return profile.documents;
  return (await everyOf(opened, {})).map((document) => ({ document, ...CHOSEN }));
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
  return known ?? { document: sha256, ...CHOSEN };
}

async function documentPage(
  c: Context,
  opened: OpenCase,
  about: {
    readonly draft: Draft;
    readonly document: DocumentView;
    readonly chosen: ProfileDocument;
    readonly pagesTyped?: string;
  },
): Promise<string> {
  const { document, chosen } = about;
  return chooseDocumentPage(frameOf(c), {
    ...about,
    status: await opened.status(),
    pages: document.reading?.pages.length ?? 0,
    carries: carriedBy(document, chosen.pages),
    hiding: hidingFields(document.reading?.metadata ?? []),
    ...signing(opened),
  });
}

async function chooseDocument(c: Context, opened: OpenCase): Promise<Response> {
  const [draft, document] = await Promise.all([draftNamed(c, opened), documentNamed(c, opened)]);
  const sent = await readForm(c, One);
  const before = await explicit(opened, draft);
  const others = before.filter((each) => each.document !== document.sha256);
  const home = (): Response => c.redirect(urls.draft(opened.id, draft.id), 303);
  if (sent.do === 'leave') {
    await opened.keepDraft({ ...draft.profile, documents: others }, draft.id);
    return home();
  }
  const most = document.reading?.pages.length ?? 0;
  const pages = sent.pages.trim() === '' ? undefined : pagesIn(sent.pages, most);
  const title = sent.title.trim();
  const chosen: ProfileDocument = {
    document: document.sha256,
    ...(title === '' ? {} : { title }),
    ...(pages === undefined || pages === 'wrong' || pages.length === most ? {} : { pages }),
    metadata: sent.metadata,
    hidden: sent.hidden === 'yes',
    original: sent.original === 'yes',
    confirmed: sent.original === 'yes' ? sent.confirmed : [],
  };
  if (pages === 'wrong') {
    return c.html(await documentPage(c, opened, { draft, document, chosen, pagesTyped: sent.pages }), 400);
  }
  const at = before.findIndex((each) => each.document === document.sha256);
  const documents = at === -1 ? [...before, chosen] : before.with(at, chosen);
  await opened.keepDraft(profileOf({ ...draft.profile, documents }), draft.id);
  return home();
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

async function chooseClaims(c: Context, opened: OpenCase): Promise<Response> {
  const draft = await draftNamed(c, opened);
  const { q, offset = 0, shown, claim } = await readForm(c, Claims);
  const before = draft.profile.claims === 'all' ? [] : draft.profile.claims;
  const about = new Set(shown);
  const chosen = [...before.filter((id) => !about.has(id)), ...claim.filter((id) => about.has(id))];
  await opened.keepDraft({ ...draft.profile, claims: [...new Set(chosen)] }, draft.id);
  const back = new URLSearchParams({ q, offset: String(offset) });
  return c.redirect(`${urls.draft(opened.id, draft.id, 'claims')}?${back.toString()}`, 303);
}
