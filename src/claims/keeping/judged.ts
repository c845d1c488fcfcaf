import { sql } from 'kysely';
import type { Assessment } from '../../nouns/claim-views.ts';
import type { Connection } from '../../records/records.ts';
import { parseDecision } from '../parse-decision.ts';
import type { ClaimsTables } from '../tables.ts';

interface AssessmentRow {
  readonly claim: string;
  readonly id: string;
  readonly said: string;
  readonly actor: string;
  readonly at: string;
}

/**
 * The judgements that stand, by claim: of each person the latest. An assessment belongs to the claim in which the
 * statement by which it named its claim is now.
 */
export async function assessmentsOf(
  claims: readonly string[],
  connection: Connection,
): Promise<ReadonlyMap<string, readonly Assessment[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<AssessmentRow>`
    select statement.claim, decision.id, said, actor, at
    from statement
    join decision_about on decision_about.now = statement.id and names_claim = 1
    join decision on decision.id = decision_about.decision
    where replaced = 0 and statement.claim in (select value from json_each(${JSON.stringify(claims)}))
    order by seq, decision.id`.execute(connection.as());
  return new Map(
    [...Map.groupBy(rows, ({ claim }) => claim)].map(([claim, own]) => [
      claim,
      [...new Map(own.map((row) => [row.actor, row])).values()].flatMap(assessmentOf),
    ]),
  );
}

function assessmentOf({ id, said, actor, at }: AssessmentRow): readonly Assessment[] {
  const decision = parseDecision(JSON.parse(said));
  if (decision.kind !== 'assess') return [];
  const { judgement, grading, reason, restsOn } = decision;
  const graded = grading === undefined ? {} : { grading: `${grading.reliability}${grading.credibility}` };
  return [{ decision: id, judgement, ...graded, reason, restsOn, actor, at }];
}

/** Notes on claims what people make of them, by which they are filtered. */
export async function judgeClaims(claims: readonly string[], connection: Connection): Promise<void> {
  const assessed = await assessmentsOf(claims, connection);
  for (const claim of claims) {
    const judgements = new Set((assessed.get(claim) ?? []).map(({ judgement }) => judgement));
    const [only] = judgements;
    const judged = only === undefined ? 'none' : judgements.size > 1 ? 'disagreed' : only;
    const db = connection.as<ClaimsTables>();
    await db.updateTable('claim').set({ judged }).where('id', '=', claim).execute();
    await db.updateTable('claim_text').set({ judged }).where('id', '=', claim).execute();
    await db.updateTable('claim_source').set({ claim_judged: judged }).where('claim', '=', claim).execute();
  }
}
