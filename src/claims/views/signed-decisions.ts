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
  readonly claim_now: string | null;
}

const ORPHANED = sql`(exists (select 1 from decision_about as about where about.decision = decision.id)
  and not exists (select 1 from decision_about as about where about.decision = decision.id and now is not null))`;

/** Where the statement is by now by which a move or a judgement names its claim. */
const CLAIM_NOW = sql`(select statement.claim from statement
  where decision.kind in ('move', 'assess') and statement.id = coalesce(
    (select now from decision_about as about where about.decision = decision.id
      and about.statement = coalesce(decision.said ->> 'to', decision.said ->> 'claim')),
    decision.said ->> 'to'))`;

const COLUMNS = sql`decision.id, seq, at, actor, said, replaced, ${ORPHANED} as orphaned, ${CLAIM_NOW} as claim_now`;

export async function allDecisions(connection: Connection): Promise<readonly SignedDecision[]> {
  const { rows } = await sql<DecisionRow>`select ${COLUMNS} from decision order by seq, id`.execute(connection.as());
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
  const named = [...new Set(sources.map((name) => name.toLowerCase()))];
  const asked = sql`(select value from json_each(${JSON.stringify(statements)}))`;
  // A decision about a large claim names hundreds of statements: where there are fewer decisions, each is looked at once.
  const isShort = statements.length > MANY && (await decisionsIn(connection)) < statements.length;
  const naming = isShort
    ? sql`select id from decision where exists
        (select 1 from decision_about as about where about.decision = decision.id and now in ${asked})`
    : sql`select decision from decision_about where now in ${asked}`;
  const { rows } = await sql<DecisionRow>`
    with recursive told(id) as (
      ${naming}
      union select id from decision where kind = 'lineage'
        and said ->> 'document' in (select value from json_each(${JSON.stringify(documents)}))
      union select id from decision where kind = 'name-source'
        and (lower(said ->> 'source') in (select value from json_each(${JSON.stringify(named)}))
          or lower(said ->> 'name') in (select value from json_each(${JSON.stringify(named)})))
      union select back.id from decision as back join told on back.subject = 'withdraw ' || told.id
    )
    select ${COLUMNS} from decision where id in (select id from told) order by seq, id`.execute(connection.as());
  return rows.map(signedDecision);
}

const MANY = 500; // statements

async function decisionsIn(connection: Connection): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from decision`.execute(connection.as());
  return rows[0]?.n ?? 0;
}

function signedDecision({ id, seq, at, actor, said, replaced, orphaned, claim_now }: DecisionRow): SignedDecision {
  return {
    id,
    decision: parseDecision(JSON.parse(said)),
    actor,
    at,
    seq,
    replaced: replaced === 1,
    ...(orphaned === 1 ? { orphaned: true } : {}),
    ...(claim_now === null ? {} : { claimNow: claim_now }),
  };
}
