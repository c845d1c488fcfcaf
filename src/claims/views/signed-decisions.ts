import { sql } from 'kysely';
import type { SignedDecision } from '../../nouns/decision.ts';
import type { Connection } from '../../records/records.ts';
import { parseDecision } from '../parse-decision.ts';

interface DecisionRow {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly said: string;
  readonly replaced: number;
  /** 1 where every statement that it names is gone from its text. */
  readonly orphaned: number;
}

const ORPHANED = sql`(exists (select 1 from decision_about as about where about.decision = decision.id)
  and not exists (select 1 from decision_about as about where about.decision = decision.id and now is not null))`;

export async function allDecisions(connection: Connection): Promise<readonly SignedDecision[]> {
  const { rows } = await sql<DecisionRow>`select id, seq, at, actor, said, replaced, ${ORPHANED} as orphaned
    from decision order by seq, id`.execute(connection.as());
  return rows.map(signedDecision);
}

/**
 * What was decided about statements, about where documents come from, and about names of sources; with what takes such
 * decisions back.
 */
export async function decisionsAbout(
  { statements, documents, sources }: Record<'statements' | 'documents' | 'sources', readonly string[]>,
  connection: Connection,
): Promise<readonly SignedDecision[]> {
  const named = sources.map((name) => name.toLowerCase());
  const { rows } = await sql<DecisionRow>`
    with recursive told(id) as (
      select decision from decision_about where now in (select value from json_each(${JSON.stringify(statements)}))
      union select id from decision where kind = 'lineage'
        and said ->> 'document' in (select value from json_each(${JSON.stringify(documents)}))
      union select id from decision where kind = 'name-source'
        and (lower(said ->> 'source') in (select value from json_each(${JSON.stringify(named)}))
          or lower(said ->> 'name') in (select value from json_each(${JSON.stringify(named)})))
      union select back.id from decision as back join told on back.subject = 'withdraw ' || told.id
    )
    select decision.id, seq, at, actor, said, replaced, ${ORPHANED} as orphaned
    from decision where id in (select id from told) order by seq, id`.execute(connection.as());
  return rows.map(signedDecision);
}

function signedDecision({ id, seq, at, actor, said, replaced, orphaned }: DecisionRow): SignedDecision {
  const decision = parseDecision(JSON.parse(said));
  return { id, decision, actor, at, seq, replaced: replaced === 1, ...(orphaned === 1 ? { orphaned: true } : {}) };
}
