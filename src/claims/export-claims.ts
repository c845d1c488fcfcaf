import type { CaseClaims, ClaimFilter, ClaimView } from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { claimReviews } from './export-claim-review.ts';
import { claimsCsv } from './export-csv.ts';
import { claimsFtm } from './export-ftm.ts';
import { claimsJson } from './export-json.ts';
import { namesGiven, underGivenNames } from './export-names.ts';

/** Writes a file while claims come in, in pieces that each end with a line feed. */
type Export = (claims: AsyncIterable<ClaimView>, about: ExportAbout) => AsyncGenerator<string>;

export const CLAIM_EXPORTS = {
  csv: { type: 'text/csv', ending: 'csv', write: claimsCsv },
  json: { type: 'application/json', ending: 'json', write: claimsJson },
  claimreview: { type: 'application/ld+json', ending: 'jsonld', write: claimReviews },
  ftm: { type: 'application/x-ndjson', ending: 'ftm.json', write: claimsFtm },
} as const satisfies Record<string, { readonly type: string; readonly ending: string; readonly write: Export }>;

export type ClaimExport = keyof typeof CLAIM_EXPORTS;

export function isClaimExport(text: string): text is ClaimExport {
  return Object.hasOwn(CLAIM_EXPORTS, text);
}

/**
 * A file with every claim that the filter lets through. What is made to be given away, ClaimReview and FollowTheMoney, has
 * sources under the names that people gave them, also where documents and people name them; CSV and JSON are for the house.
 */
export async function exportClaims(
  format: ClaimExport,
  opened: Pick<CaseClaims, 'claimIds' | 'claim' | 'decisions' | 'sources'>,
  filter: Partial<ClaimFilter>,
  about: ExportAbout,
): Promise<AsyncGenerator<string>> {
  const claims = everyClaim(opened, filter);
  if (format === 'csv' || format === 'json') return CLAIM_EXPORTS[format].write(claims, about);
  const sources = await opened.sources();
  const kinds = new Map(sources.map(({ key, kind }) => [key, kind]));
  const given = namesGiven(await opened.decisions(), sources);
  const hidden = given.isEmpty ? {} : { hidden: (text: string) => given.hiddenIn(text) };
  return CLAIM_EXPORTS[format].write(underGivenNames(claims, given), { ...about, kinds, ...hidden });
}

const CLAIMS_AT_ONCE = 20;

/**
 * Every claim that the filter lets through, whole, in its order; none twice, whatever is lined up meanwhile. Their ids are
 * looked up once, and in memory there are never more claims than a few.
 */
export async function* everyClaim(
  claims: Pick<CaseClaims, 'claimIds' | 'claim'>,
  { offset = 0, limit = Number.MAX_SAFE_INTEGER, ...filter }: Partial<ClaimFilter> = {},
): AsyncGenerator<ClaimView> {
  const ids = await claims.claimIds({ ...filter, offset, limit });
  const given = new Set<string>();
  for (let from = 0; from < ids.length; from += CLAIMS_AT_ONCE) {
    const views = await Promise.all(ids.slice(from, from + CLAIMS_AT_ONCE).map((id) => claims.claim(id)));
    for (const view of views) {
      // What was lined up into one claim since is met under each of its ids.
      if (view === undefined || given.has(view.id)) continue;
      given.add(view.id);
      yield view;
    }
  }
}
