import type { Context } from 'hono';
import type { inTurns } from '../../base/one-at-a-time.ts';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Draft } from '../../publishing/drafts.ts';
import { parseDraft, type Profile } from '../../publishing/profile.ts';
import type { PackageChecks } from '../package-checks.ts';
import type { PublishingRuns } from '../publishing-runs.ts';

/** What every route of a publication needs. */
export interface PublishingRoom {
  readonly opened: (c: Context) => OpenCase;
  readonly runs: PublishingRuns;
  readonly checks: PackageChecks;
  /** What changes one draft: two pages that are sent at once must not undo each other. */
  readonly inTurn: ReturnType<typeof inTurns>;
}

/** A draft in an address. */
export const DRAFT = ':draft{[0-9a-f]{16}}';

/** @throws Problem `not-found` */
export async function draftNamed(c: Context, opened: OpenCase): Promise<Draft> {
  const found = await opened.draft(c.req.param('draft') ?? '');
  if (found !== undefined) return found;
  throw new Problem('not-found', 'There is no such draft in this case.', {
    remedy: 'Choose one from the list: it may have been thrown away.',
  });
}

/** What can be signed by nobody is not offered. */
export function signing({ signer }: Pick<OpenCase, 'signer'>): { readonly signer?: string } {
  return signer === undefined ? {} : { signer };
}

export function chosenIn({ documents }: Profile): readonly Sha256[] | undefined {
  return documents === 'all' ? undefined : documents.flatMap(({ document }) => parseSha256(document) ?? []);
}

/**
 * Changes the draft of the address, as it is when its turn comes.
 * @throws Problem `not-found`, `bad-input` where no profile comes of it
 */
export function changeDraft(
  { inTurn, opened }: PublishingRoom,
  c: Context,
  change: (draft: Draft) => Profile | Promise<Profile>,
): Promise<Draft> {
  const one = opened(c);
  return inTurn(`${one.id} ${c.req.param('draft') ?? ''}`, async () => {
    const draft = await draftNamed(c, one);
    const profile = await change(draft);
    await one.keepDraft(profile, draft.id);
    return { ...draft, profile };
  });
}

/** Held against the shape of a profile. @throws Problem `bad-input` */
export function profileOf(fields: Readonly<Record<string, unknown>>): Profile {
  return parseDraft(JSON.stringify({ format: 'touchstone/profile', version: 1, ...fields }));
}

/** Begins to make the package ready, off the request. @throws Problem `bad-input` while another is being prepared */
export async function prepare({ runs }: PublishingRoom, opened: OpenCase, draft: Draft): Promise<void> {
  const only = chosenIn(draft.profile);
  const { pages } = await opened.publishable({ ...(only === undefined ? {} : { only }), limit: 0, offset: 0 });
  await runs.start(opened, draft, pages);
}
