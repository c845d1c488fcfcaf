import { urls } from '../urls.ts';
import type { ClaimPageView } from '../claims-view.ts';

/** The form of a decision about a claim; the answer leads back to it. */
export function decideUrl(
  { status, claim }: Pick<ClaimPageView, 'status' | 'claim'>,
  what: string,
  about: Readonly<Record<string, string>> = {},
): string {
  return urls.decide(status.id, what, { claim: claim.id, ...about });
}
