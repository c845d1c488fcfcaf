import type { SignedDecision } from '../nouns/decision.ts';
import { namedKeys } from './lineage/sources.ts';
import type { ClaimView, StatementView } from './case-claims.ts';

/**
 * Claims in which sources go by the names that people gave them, wherever a field names one: a pseudonym keeps its source
 * out of a file that leaves the house. The words of documents, and what people wrote, stay as they are.
 */
export async function* underGivenNames(
  claims: AsyncIterable<ClaimView>,
  decisions: readonly SignedDecision[],
): AsyncGenerator<ClaimView> {
  const given = new Map<string, string>();
  for (const { decision, replaced } of decisions) {
    if (decision.kind !== 'name-source' || replaced) continue;
    for (const key of namedKeys(decision.source)) given.set(key, decision.name);
  }
  const known = new Map<string, string | undefined>();
  const lookUp = (name: string): string | undefined =>
    namedKeys(name)
      .map((key) => given.get(key))
      .find((each) => each !== undefined);
  const nameOf = (name: string): string | undefined => {
    if (!known.has(name)) known.set(name, lookUp(name));
    return known.get(name);
  };
  const shown = (name: string): string => {
    const seen = new Set<string>();
    let now = name;
    for (let next = nameOf(now); next !== undefined && !seen.has(next); next = nameOf(now)) {
      seen.add(next);
      now = next;
    }
    return now;
  };
  for await (const claim of claims) yield given.size === 0 ? claim : renamed(claim, shown);
}

function renamed(claim: ClaimView, shown: (name: string) => string): ClaimView {
  const statement = (each: StatementView): StatementView => {
    const { document, attributedTo, origin } = each;
    return {
      ...each,
      document: document.source === undefined ? document : { ...document, source: shown(document.source) },
      attributedTo: attributedTo.map((credit) => ({ ...credit, name: shown(credit.name) })),
      ...(origin && { origin: { ...origin, source: shown(origin.source) } }),
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
