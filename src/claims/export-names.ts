import type { SignedDecision } from '../nouns/decision.ts';
import type { StatementValue } from '../nouns/statement.ts';
import { GivenSources } from './lineage/given-sources.ts';
import type { ClaimView, SourceSummary, StatementView } from './case-claims.ts';

/**
 * The names that people gave sources, for a file that leaves the house.
 *
 * @param sources all there are: whether somebody else has a last name too
 */
export function namesGiven(decisions: readonly SignedDecision[], sources: readonly SourceSummary[]): GivenSources {
  const namings = decisions.flatMap(({ decision, replaced }) =>
    decision.kind === 'name-source' && !replaced ? [decision] : [],
  );
  return new GivenSources(
    namings,
    sources.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
}

/**
 * Claims in which sources go by the names that people gave them, wherever a field names one. What is quoted stays as it is:
 * `GivenSources.hiddenIn` is for that.
 */
export async function* underGivenNames(
  claims: AsyncIterable<ClaimView>,
  given: GivenSources,
): AsyncGenerator<ClaimView> {
  for await (const claim of claims) yield given.isEmpty ? claim : renamed(claim, given);
}

function renamed(claim: ClaimView, given: GivenSources): ClaimView {
  const shown = (name: string): string => given.nameOf(name) ?? name;
  const statement = (each: StatementView): StatementView => {
    const { document, attributedTo, origin, value } = each;
    const from = origin && shown(origin.source);
    // Whom the text names in full elsewhere it credits in short: that is known where the statement goes back to her.
    const credited = (name: string): string => (from !== undefined && given.isFormOf(name, from) ? from : shown(name));
    return {
      ...each,
      document: document.source === undefined ? document : { ...document, source: shown(document.source) },
      attributedTo: attributedTo.map((credit) => ({ ...credit, name: credited(credit.name) })),
      value: whose(value, credited),
      ...(origin && from !== undefined && { origin: { ...origin, source: from } }),
    };
  };
  return {
    ...claim,
    statements: claim.statements.map(statement),
    rejected: claim.rejected.map(statement),
    origins: claim.origins.map((origin) => ({ ...origin, source: shown(origin.source) })),
    lineage: claim.lineage.map((derivation) => ({ ...derivation, from: shown(derivation.from) })),
  };
}

function whose(value: StatementValue, credited: (name: string) => string): StatementValue {
  if (value.kind === 'stance') return { ...value, holder: credited(value.holder) };
  if (value.kind !== 'quotation' || value.speaker === undefined) return value;
  return { ...value, speaker: credited(value.speaker) };
}
