import { sql } from 'kysely';
import * as z from 'zod';
import type { StatementInDocument } from '../../nouns/claim-views.ts';
import type { Conflict } from '../../nouns/claim.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import type { Connection } from '../../records/records.ts';
import { saidIn, verdictOf } from './claim-cards.ts';
import { readValue } from '../parse-decision.ts';

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
    against: against.get(id)?.documents.size ?? 0,
    origins,
    ...(against.has(id) && { contrary: against.get(id)?.values ?? [] }),
  }));
}

interface Against {
  readonly documents: ReadonlySet<string>;
  readonly values: readonly StatementValue[];
}

const VALUES_TOLD = 3;

/** Of each statement: the other documents that say what cannot be true beside it, and what they say. */
async function documentsAgainst(
  statements: readonly Row[],
  document: Sha256,
  connection: Connection,
): Promise<ReadonlyMap<string, Against>> {
  if (statements.length === 0) return new Map();
  const claims = JSON.stringify([...new Set(statements.map(({ claim }) => claim))]);
  const { rows } = await sql<{ conflicts: string; said: string }>`
    select conflicts, said from claim where id in (select value from json_each(${claims}))`.execute(connection.as());
  const places = await sql<{ id: string; original: string }>`
    select id, original from statement where claim in (select value from json_each(${claims}))`.execute(
    connection.as(),
  );
  const originalOf = new Map(places.rows.map(({ id, original }) => [id, original]));
  const own = new Set(statements.map(({ id }) => id));
  const against = new Map<string, Against>();
  for (const row of rows) {
    for (const [mine, others] of contraryIn(JSON.parse(row.conflicts), own)) {
      const elsewhere = new Set([...others].filter((id) => (originalOf.get(id) ?? document) !== document));
      const documents = new Set([...elsewhere].flatMap((id) => originalOf.get(id) ?? []));
      const values = saidIn(row.said)
        .filter(({ statements: ids }) => ids.some((id) => elsewhere.has(id)))
        .toSorted((a, b) => b.documents - a.documents)
        .map(({ value }) => value);
      if (documents.size > 0) against.set(mine, { documents, values: values.slice(0, VALUES_TOLD) });
    }
  }
  return against;
}

/** Of each of one's own statements the statements that cannot be true beside it. */
function contraryIn(
  conflicts: readonly Conflict[],
  own: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const contrary = new Map<string, Set<string>>();
  for (const { first, second, reason } of conflicts) {
    if (reason === 'boundary') continue;
    for (const [mine, other] of [
      [first, second],
      [second, first],
    ] as const) {
      if (own.has(mine)) contrary.set(mine, (contrary.get(mine) ?? new Set()).add(other));
    }
  }
  return contrary;
}
