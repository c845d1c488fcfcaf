import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { Problem } from '../../base/problem.ts';
import { trimEnds } from '../../base/trim-ends.ts';
import { statusOf } from '../answers.ts';
import type { CaseClaims } from '../../claims/case-claims.ts';
import type { OpenCase } from '../../house.ts';
import type { ClaimFilter, ClaimView } from '../../nouns/claim-views.ts';
import type { DocumentView } from '../../nouns/document.ts';
import { DECISION_KINDS, LONGEST, type Decision, type DecisionKind } from '../../nouns/decision.ts';
import type { Span } from '../../nouns/reading.ts';
import type { DecideView } from '../../web/claims-view.ts';
import { claimPage, claimsPage, decidePage, LOOKS, typedOf } from '../../web/pages.ts';
import { urls } from '../../web/urls.ts';
import { looseNumber } from '../asked-search.ts';
import { ClaimsQuery } from '../claims-schemas.ts';
import { decisionOf, type Typed } from '../decision-form.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { decisionForm, readForm } from '../read-form.ts';
import { noDocument, readQuery } from '../read-request.ts';

const CLAIMS_ON_A_PAGE = 20;
const CLAIMS_OFFERED = 20; // to merge with or to move to
const REMEDY = 'Follow a link of the page instead, or leave that part of the address out.';

/** As the API has it, but for what other links may add and what nobody typed. */
const BoardQuery = z.object({ ...ClaimsQuery.omit({ limit: true }).shape, offset: looseNumber, p: looseNumber });
// People edit addresses: what is no place of a list counts as left out.
const listPlace = z.exactOptional(
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
);
const ClaimQuery = z.object({
  signed: z.exactOptional(z.string()),
  statements: listPlace,
  steps: listPlace,
  others: listPlace,
  decided: listPlace,
  rejected: listPlace,
});
const Sent = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

type ClaimsCase = CaseClaims & Pick<OpenCase, 'id' | 'status' | 'document'>;

/** Below `/c/`: the board, one claim, and the forms in which people decide. */
export function claimsRoutes(opened: (c: Context) => ClaimsCase): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/claims', (c) => board(c, opened(c)))
    .get('/:case/claims/new', (c) => form(c, opened(c), 'add'))
    .get('/:case/claims/decide/:what', (c) => form(c, opened(c), kindIn(c.req.param('what'))))
    .post('/:case/claims/decide/:what', decisionForm, (c) => decide(c, opened(c), kindIn(c.req.param('what'))))
    .get('/:case/claims/:claim', (c) => claim(c, opened(c), c.req.param('claim')));
}

async function board(c: Context, opened: ClaimsCase): Promise<Response> {
  const { q, p, offset = 0, ...asked } = readQuery(c, BoardQuery, REMEDY);
  const limit = CLAIMS_ON_A_PAGE;
  const words = q?.trim();
  const filter: ClaimFilter = {
    ...asked,
    ...(words ? { words } : {}),
    limit,
    offset: p === undefined ? offset : Math.max(0, p - 1) * limit,
  };
  const [status, first, progress] = await Promise.all([
    opened.status(),
    opened.claims(filter),
    opened.claimsProgress(),
  ]);
  // Past the end of the list its last page is shown: the list may have become shorter.
  const isPast = first.claims.length === 0 && first.total > 0;
  const shown = isPast ? { ...filter, offset: Math.floor((first.total - 1) / limit) * limit } : filter;
  const list = isPast ? await opened.claims(shown) : first;
  return c.html(claimsPage(frameOf(c), { status, filter: shown, list, progress }));
}

async function claim(c: Context, opened: ClaimsCase, id: string): Promise<Response> {
  const { signed: asked, ...places } = readQuery(c, ClaimQuery, REMEDY);
  const at = Object.fromEntries(Object.entries(places).filter(([, offset]) => offset !== undefined));
  const [status, found] = await Promise.all([opened.status(), claimNamed(opened, id)]);
  const decisions = asked === undefined ? [] : await opened.decisions();
  const signed = decisions.find((decision) => decision.id === asked);
  return c.html(claimPage(frameOf(c), { status, claim: found, at, ...signerOf(opened), ...(signed && { signed }) }));
}

/** The form, with what the address says already in it. */
async function form(c: Context, opened: ClaimsCase, what: DecisionKind): Promise<Response> {
  const address = new URL(c.req.url).searchParams;
  const given: Record<string, readonly string[]> = Object.create(null);
  for (const name of address.keys()) given[name] = address.getAll(name).map((text) => text.toWellFormed());
  if (lacking(what, given)) throw new Problem('bad-input', NAMELESS.message, { remedy: NAMELESS.remedy });
  const about = await aboutOf(opened, what, given);
  const typed = { ...beginning(what, about), ...given };
  return c.html(await formPage(c, opened, { what, about, typed, wrong: [] }));
}

/** Signs, and leads back to the claim; what cannot be signed, or is still looked for, comes back as it was typed. */
async function decide(c: Context, opened: ClaimsCase, what: DecisionKind): Promise<Response> {
  const sent = await readForm(c, Sent);
  const typed: Typed = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
  let about: About = {};
  const sendBack = async (wrong: readonly string[], problem?: DecideView['problem']): Promise<string> =>
    formPage(c, opened, { what, about, typed, wrong, ...(problem && { problem }) });
  try {
    about = await aboutOf(opened, what, typed);
    if (typed[LOOKS] !== undefined) return c.html(await sendBack([]));
    const text = about.document?.reading?.text;
    const context = { ...(text === undefined ? {} : { text }), ...(about.at && { at: about.at }) };
    const understood = decisionOf(what, typed, context);
    if (understood.wrong !== undefined) {
      return c.html(await sendBack(understood.wrong, lacking(what, typed) ? NAMELESS : undefined), 400);
    }
    const { decision } = understood;
    const [signed] = await opened.decide([decision]);
    return c.redirect(await afterwards(opened, about.claim, decision, signed), 303);
  } catch (error) {
    // An expected refusal is told above the form, so that nothing typed is lost; a bug goes its own way.
    if (!(error instanceof Problem)) throw error;
    const { message, remedy } = error;
    return c.html(await sendBack([], { message, remedy }), statusOf(error));
  }
}

/** What nobody types: fields that say what is decided about. A form without them can be filled in and never be signed. */
const NAMED: Readonly<Partial<Record<DecisionKind, readonly string[]>>> = {
  accept: ['statement'],
  reject: ['statement'],
  correct: ['statement'],
  add: ['document'],
  move: ['claim'],
  merge: ['claim'],
  'no-conflict': ['first', 'second'],
  assess: ['claim'],
  withdraw: ['decision'],
};

const NAMELESS = {
  message: 'Nothing says what is to be decided about.',
  remedy: 'Open a claim and decide from there.',
} as const;

function lacking(what: DecisionKind, typed: Typed): boolean {
  const isGiven = (name: string): boolean => (typed[name]?.[0] ?? '') !== '';
  if (what === 'lineage') return !isGiven('claim') && !isGiven('document');
  return !(NAMED[what] ?? []).every(isGiven);
}

/** What a form is about: its claim, and for words that are chosen or changed the text in which they stand. */
interface About {
  readonly claim?: ClaimView;
  readonly document?: DocumentView;
  readonly at?: Span;
}

async function aboutOf(opened: ClaimsCase, what: DecisionKind, typed: Typed): Promise<About> {
  const about = await claimIn(opened, typed);
  if (what === 'lineage' && about === undefined) {
    const document = await opened.document(typed['document']?.[0] ?? '');
    return document === undefined ? {} : { document };
  }
  if (what === 'add') {
    const document = (await opened.document(typed['document']?.[0] ?? '')) ?? noDocument();
    const at = spanIn(typed['at']?.[0], document.reading?.text.length ?? 0);
    return { document, ...(at && { at }) };
  }
  if (what !== 'correct' || about === undefined) return about === undefined ? {} : { claim: about };
  const statement = statementIn(about, typed['statement']?.[0]);
  const document = statement && (await opened.document(statement.document.sha256));
  return { claim: about, ...(document && { document }), ...(statement && { at: statement }) };
}

/** Statements move from claim to claim: whoever names one means the claim in which it is by now. */
async function claimIn(opened: ClaimsCase, typed: Typed): Promise<ClaimView | undefined> {
  const id = typed['claim']?.[0];
  const named = (typed['statement'] ?? typed['first'])?.[0];
  const own = named === undefined ? undefined : await opened.claim(named);
  if (own !== undefined || id === undefined) return own;
  return claimNamed(opened, id);
}

function statementIn({ statements, rejected }: ClaimView, id: string | undefined) {
  return [...statements, ...rejected].find((statement) => statement.id === id);
}

/** What the fields hold before anything is typed. */
function beginning(what: DecisionKind, { claim: about, document, at }: About): Typed {
  const words = at === undefined ? undefined : document?.reading?.text.slice(at.start, at.end);
  const fields: Typed = words === undefined ? {} : { words: [words] };
  if (what === 'add') return words === undefined ? fields : { ...fields, quoted: [trimEnds(words, OPENING, CLOSING)] };
  const statement = about?.statements.find(({ start, end }) => start === at?.start && end === at.end);
  return what === 'correct' && statement !== undefined ? { ...typedOf(statement.value), ...fields } : fields;
}

/** Quotation marks around words are no part of what was said. */
const OPENING = /[\s"'“”„‘’«»「『]/u;
const CLOSING = /[\s"'“”‘’«»」』]/u;

interface Shown extends Pick<DecideView, 'what' | 'typed' | 'wrong' | 'problem'> {
  readonly about: About;
}

async function formPage(c: Context, opened: ClaimsCase, { about, ...view }: Shown): Promise<string> {
  const { claim: known, document, at } = about;
  const isTo = view.what === 'move' || view.what === 'merge';
  const others = isTo ? await otherClaims(opened, view.typed, known) : {};
  return decidePage(frameOf(c), {
    ...view,
    ...others,
    status: await opened.status(),
    ...(known && { claim: known }),
    ...((view.what === 'add' || view.what === 'lineage') && document && { document }),
    ...(view.what === 'add' && at && { span: at }),
    ...signerOf(opened),
  });
}

/** Where statements or a claim can go: what was looked for, and what was chosen already. */
async function otherClaims(
  opened: ClaimsCase,
  typed: Typed,
  known: ClaimView | undefined,
): Promise<Pick<DecideView, 'offered' | 'target'>> {
  const own = new Set([known?.id, ...(known?.statements ?? []).map(({ id }) => id)]);
  const to = typed['to']?.[0] ?? '';
  const target = to === '' || to === 'own' || own.has(to) ? undefined : await opened.claim(to);
  const chosen = target && { target: { ...target, moreValues: 0 } };
  const words = typed['q']?.[0]?.trim() ?? '';
  if (words === '') return { offered: [], ...chosen };
  const kind = known?.kind; // a claim holds statements of one kind
  const { claims } = await opened.claims({ words, ...(kind && { kind }), offset: 0, limit: CLAIMS_OFFERED });
  return { offered: claims.filter(({ id }) => !own.has(id)), ...chosen };
}

/** The claim as it now is; for what is about no claim, the words or the sources. */
async function afterwards(
  opened: ClaimsCase,
  about: ClaimView | undefined,
  decision: Decision,
  signed: string | undefined,
): Promise<string> {
  const place = signed === undefined ? {} : { signed };
  if (decision.kind === 'add') {
    const { document, span } = decision;
    const added = (await opened.statementsIn(document)).find(
      ({ start, end }) => start === span.start && end === span.end,
    );
    const reader = urls.reader(opened.id, document, { at: span, hash: 'hit' });
    return added === undefined ? reader : urls.claim(opened.id, added.claim, place);
  }
  const id = decision.kind === 'merge' ? decision.claims[0] : about?.id;
  if (id === undefined) {
    return decision.kind === 'lineage' ? urls.reader(opened.id, decision.document) : urls.sources(opened.id, place);
  }
  // Whoever rejects the last statement of a claim comes back to the board.
  return (await opened.claim(id)) === undefined ? urls.claims(opened.id) : urls.claim(opened.id, id, place);
}

/** @throws Problem `not-found` */
async function claimNamed(opened: Pick<CaseClaims, 'claim'>, id: string): Promise<ClaimView> {
  const found = await opened.claim(id);
  if (found !== undefined) return found;
  throw new Problem('not-found', 'The case has no such claim.', { remedy: 'Choose one from the list of claims.' });
}

/** @throws Problem `not-found` */
function kindIn(what: string): DecisionKind {
  const kind = DECISION_KINDS.find((each) => each === what);
  if (kind !== undefined) return kind;
  throw new Problem('not-found', 'Nothing like this can be decided.', {
    remedy: 'Open a claim and decide from there.',
  });
}

function signerOf({ signer }: Pick<CaseClaims, 'signer'>): { readonly signer?: string } {
  return signer === undefined ? {} : { signer };
}

/**
 * `12-34`; undefined for what is no stretch of a text of `length` UTF-16 code units.
 * @throws Problem `bad-input` for more than a statement can stand in
 */
function spanIn(asked: string | undefined, length: number): Span | undefined {
  const [, start, end] = /^(\d{1,10})-(\d{1,10})$/.exec(asked ?? '') ?? [];
  const span = { start: Number(start), end: Number(end) };
  if (!(span.start < span.end && span.end <= length)) return undefined;
  if (span.end - span.start <= LONGEST.span) return span;
  throw new Problem('bad-input', 'These are more words than a statement can be.', {
    remedy: `Select at most ${LONGEST.span} characters in the document.`,
  });
}
