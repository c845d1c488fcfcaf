import type { CaseClaims, ClaimFilter, ClaimView } from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { claimReviews } from './export-claim-review.ts';
import { claimsCsv } from './export-csv.ts';
import { claimsFtm } from './export-ftm.ts';
import { claimsJson } from './export-json.ts';
import { underGivenNames } from './export-names.ts';

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
 * sources under the names that people gave them.
 */
export async function exportClaims(
  format: ClaimExport,
  opened: Pick<CaseClaims, 'claims' | 'claim' | 'decisions' | 'sources'>,
  filter: Partial<ClaimFilter>,
  about: ExportAbout,
): Promise<AsyncGenerator<string>> {
  const claims = everyClaim(opened, filter);
  if (format === 'csv' || format === 'json') return CLAIM_EXPORTS[format].write(claims, about);
  const kinds = new Map((await opened.sources()).map(({ key, kind }) => [key, kind]));
  return CLAIM_EXPORTS[format].write(underGivenNames(claims, await opened.decisions()), { ...about, kinds });
}

const CARDS_AT_ONCE = 500;
const CLAIMS_AT_ONCE = 20;

/** Every claim that the filter lets through, whole, in its order; none twice, whatever is lined up meanwhile. */
export async function* everyClaim(
  claims: Pick<CaseClaims, 'claims' | 'claim'>,
  { offset = 0, limit = Number.MAX_SAFE_INTEGER, ...filter }: Partial<ClaimFilter> = {},
): AsyncGenerator<ClaimView> {
  const given = new Set<string>();
  const end = offset + limit;
  for (let at = offset; at < end; at += CARDS_AT_ONCE) {
    const list = await claims.claims({ ...filter, offset: at, limit: Math.min(CARDS_AT_ONCE, end - at) });
    const fresh = list.claims.map(({ id }) => id).filter((id) => !given.has(id));
    for (const id of fresh) given.add(id);
    for (let from = 0; from < fresh.length; from += CLAIMS_AT_ONCE) {
      const views = await Promise.all(fresh.slice(from, from + CLAIMS_AT_ONCE).map((id) => claims.claim(id)));
      for (const view of views) if (view !== undefined) yield view;
    }
    if (list.claims.length === 0 || at + list.claims.length >= list.total) return;
  }
}
