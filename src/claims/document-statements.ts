import { sql } from 'kysely';
import * as z from 'zod';
import type { StatementInDocument } from '../nouns/claim-views.ts';
import type { Conflict } from '../nouns/claim.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import { verdictOf } from './claim-cards.ts';
import { readValue } from './parse-decision.ts';

interface Row {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly page: number | null;
  readonly value: string;
  readonly state: string;
  readonly claim: string;
  readonly verdict: string;
  readonly documents: number;
  readonly origins: number;
}

const State = z.enum(['suggested', 'accepted', 'rejected']);

/** What a document says with what the others say of it; what is not lined up yet is left out. */
export async function statementsIn(document: Sha256, connection: Connection): Promise<readonly StatementInDocument[]> {
  const { rows } = await sql<Row>`
    select statement.id, start, "end", page, value, state, claim, verdict, documents, origins
    from statement join claim on claim.id = statement.claim
    where original = ${document} and state <> 'rejected' order by start, "end"`.execute(connection.as());
  const against = await documentsAgainst(
    rows.filter(({ verdict }) => verdict === 'conflict'),
    document,
    connection,
  );
  return rows.map(({ id, start, end, page, value, state, claim, verdict, documents, origins }) => ({
    id,
    start,
    end,
    page: page ?? undefined,
    value: readValue(JSON.parse(value)),
    state: State.parse(state),
    claim,
    verdict: verdictOf(verdict),
    others: documents - 1,
    against: against.get(id) ?? 0,
    origins,
  }));
}

/** Of each statement: how many other documents say what cannot be true beside it. */
async function documentsAgainst(
  statements: readonly Row[],
  document: Sha256,
  connection: Connection,
): Promise<ReadonlyMap<string, number>> {
  if (statements.length === 0) return new Map();
  const claims = JSON.stringify([...new Set(statements.map(({ claim }) => claim))]);
  const { rows } = await sql<{ conflicts: string }>`
    select conflicts from claim where id in (select value from json_each(${claims}))`.execute(connection.as());
  const places = await sql<{ id: string; original: string }>`
    select id, original from statement where claim in (select value from json_each(${claims}))`.execute(connection.as());
  const originalOf = new Map(places.rows.map(({ id, original }) => [id, original]));
  const own = new Set(statements.map(({ id }) => id));
  const against = new Map<string, Set<string>>();
  for (const { first, second, reason } of rows.flatMap((row): readonly Conflict[] => JSON.parse(row.conflicts))) {
    if (reason === 'boundary') continue;
    for (const [mine, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const original = originalOf.get(other);
      if (!own.has(mine) || original === undefined || original === document) continue;
      against.set(mine, (against.get(mine) ?? new Set()).add(original));
    }
  }
  return new Map([...against].map(([id, documents]) => [id, documents.size]));
}
