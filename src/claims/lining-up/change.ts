import type { LinedUpClaim } from './judged-claim.ts';
import type { DocumentLineage } from './text-lineages.ts';

/** A piece of what changed. */
export interface Change {
  /** Each statement in these leaves the claim that it was in; a claim that is left without statements is gone. */
  readonly claims: readonly LinedUpClaim[];
  /** Statements that were taken away. */
  readonly gone: readonly string[];
  /** Of each of these documents all derivations. */
  readonly lineage: readonly DocumentLineage[];
  /** Documents that were taken away, since lining up fails over them. */
  readonly failed?: readonly FailedDocument[];
}

export interface FailedDocument {
  readonly document: string;
  /** What was thrown. */
  readonly why: unknown;
}
