import type { Derivation, PlacedStatement } from '../../nouns/claim.ts';
import type { Weights } from '../align/align.ts';
import { NOTHING_DECIDED, type Decided } from '../keeping/decided.ts';
import { profileOf, type ClaimDocument } from './document-profile.ts';
import { LiningUp, type LinedUpClaim } from './lining-up.ts';

export type { ClaimDocument } from './document-profile.ts';

export interface LinedUp {
  /** In the order of their first statement: oldest document first, then by place. */
  readonly claims: readonly LinedUpClaim[];
  readonly lineage: readonly Derivation[];
}

/**
 * Lines up what documents say: which statements are about one fact, where they cannot both be right, and how many
 * origins stand behind them. The order of documents, copies of them, and documents about something else change no
 * verdict and no number of origins.
 *
 * @param statements with ids that differ; those of documents that are not given are left out
 */
export function claimsOf(
  documents: readonly ClaimDocument[],
  statements: readonly PlacedStatement[],
  decided: Decided = NOTHING_DECIDED,
  weights?: Weights,
): LinedUp {
  const of = Map.groupBy(statements, ({ document }) => document);
  const order = new Map<string, string>();
  const liningUp = new LiningUp(weights);
  for (const document of documents) {
    const profile = profileOf(document, of.get(document.id) ?? []);
    liningUp.put(profile);
    for (const [place, { statement }] of profile.statements.entries())
      order.set(statement.id, `${document.published || '9999'} ${profile.key} ${String(place).padStart(8, '0')}`);
  }
  liningUp.decide(decided);
  const claims: LinedUpClaim[] = [];
  const lineage: Derivation[] = [];
  for (const change of liningUp.changes()) {
    claims.push(...change.claims);
    for (const { derivations } of change.lineage) lineage.push(...derivations);
  }
  const orderOf = ({ statements: [first] }: LinedUpClaim): string => order.get(first ?? '') ?? '';
  return { claims: claims.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)), lineage };
}
