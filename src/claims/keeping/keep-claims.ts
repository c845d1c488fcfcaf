import { sql } from 'kysely';
import type { Connection } from '../../records/records.ts';
import { claimRow, type KeptClaim, type Member } from './claim-row.ts';
import { judgeClaims } from './judged.ts';
import { wordsOfClaim } from '../views/claim-words.ts';
import type { Change, LinedUpClaim } from '../lining-up/lining-up.ts';
import { readCredits, readValue } from '../parse-decision.ts';
import { sourceIn } from '../views/source-names.ts';
import type { ClaimsTables } from '../tables.ts';

const ROWS_AT_ONCE = 500; // SQLite takes 32,766 parameters in one statement

/**
 * Keeps a part of what lining up changed. A claim that is left without statements is gone; statements that are no longer
 * there, since their document was read again meanwhile, are left out.
 */
export async function keepClaims({ claims, gone, lineage }: Change, connection: Connection): Promise<void> {
  const ids = [...claims.flatMap(({ statements }) => statements), ...gone];
  const before = await claimsOf(ids, connection);
  const members = await membersOf(ids, connection);
  const kept = claims.flatMap((claim) => keptClaim(claim, members));
  await leave(gone, connection);
  await place(kept, connection);
  await forget([...before, ...kept.map(({ row }) => row.id)], connection);
  await insertClaims(kept, connection);
  await judgeClaims(
    await assessedAmong(
      kept.map(({ row }) => row.id),
      connection,
    ),
    connection,
  );
  await keepLineage(lineage, connection);
}

interface Kept extends KeptClaim {
  readonly text: string;
  readonly places: readonly Place[];
}

interface Place {
  readonly id: string;
  readonly claim: string;
  readonly place: number;
  readonly source_key: string | null;
  readonly source: string | null;
  readonly reason: string | null;
  readonly credited: string | null;
}

function keptClaim(claim: LinedUpClaim, known: ReadonlyMap<string, Member>): readonly Kept[] {
  const members = claim.statements.flatMap((id) => known.get(id) ?? []);
  if (members.length === 0) return [];
  const origins = claim.origins.map((origin) => ({ ...origin, ...sourceIn(origin) }));
  const originOf = new Map(
    origins.flatMap(({ key, source, statements }) =>
      statements.map(({ id, reason }) => [id, { source_key: key, source, reason }] as const),
    ),
  );
  const kept = claimRow(claim, origins, members);
  const places = members.map(({ id, credited }, index) => ({
    id,
    claim: kept.row.id,
    place: index,
    ...(originOf.get(id) ?? { source_key: null, source: null, reason: null }),
    credited: originOf.get(id)?.reason === 'credited' ? (credited ?? null) : null,
  }));
  const text = wordsOfClaim(
    kept.row.label,
    members,
    origins.map(({ source }) => source),
  );
  return [{ ...kept, places, text }];
}

async function claimsOf(statements: readonly string[], connection: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ claim: string }>`select distinct claim from statement
    where claim is not null and id in (select value from json_each(${JSON.stringify(statements)}))`.execute(
    connection.as(),
  );
  return rows.map(({ claim }) => claim);
}

async function membersOf(ids: readonly string[], connection: Connection): Promise<ReadonlyMap<string, Member>> {
  const db = connection.as<ClaimsTables>();
  const members = new Map<string, Member>();
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const rows = await db
      .selectFrom('statement')
      .select(['id', 'original', 'value', 'words', 'sentence', 'sentence_start', 'start', 'language', 'attributed'])
      .where('id', 'in', ids.slice(from, from + ROWS_AT_ONCE))
      .where('state', '<>', 'rejected')
      .execute();
    for (const { id, original, value, words, sentence, sentence_start: begins, start, language, attributed } of rows) {
      members.set(id, {
        id,
        original,
        value: readValue(JSON.parse(value)),
        words,
        sentence,
        at: start - begins,
        language,
        credited: readCredits(JSON.parse(attributed))[0]?.name,
      });
    }
  }
  return members;
}

async function leave(gone: readonly string[], connection: Connection): Promise<void> {
  if (gone.length === 0) return;
  await sql`update statement set claim = null, place = 0, source_key = null, source = null, reason = null, credited = null
    where id in (select value from json_each(${JSON.stringify(gone)}))`.execute(connection.as());
}

async function place(kept: readonly Kept[], connection: Connection): Promise<void> {
  const places = kept.flatMap((each) => each.places);
  if (places.length === 0) return;
  await sql`update statement set
      claim = placed ->> 'claim', place = placed ->> 'place', source_key = placed ->> 'source_key',
      source = placed ->> 'source', reason = placed ->> 'reason', credited = placed ->> 'credited'
    from (select value as placed from json_each(${JSON.stringify(places)}))
    where statement.id = placed ->> 'id'`.execute(connection.as());
}

/** Of claims that were written before, those whose place is taken and those that are left without statements. */
async function forget(claims: readonly string[], connection: Connection): Promise<void> {
  if (claims.length === 0) return;
  const db = connection.as<ClaimsTables>();
  const given = JSON.stringify(claims);
  await sql`delete from claim where id in (select value from json_each(${given}))
    and not exists (select 1 from statement where statement.claim = claim.id)`.execute(db);
  await sql`delete from claim_source where claim in (select value from json_each(${given}))
    and not exists (select 1 from claim where claim.id = claim_source.claim)`.execute(db);
  await sql`delete from claim_text where id in (select value from json_each(${given}))
    and not exists (select 1 from claim where claim.id = claim_text.id)`.execute(db);
}

async function insertClaims(kept: readonly Kept[], connection: Connection): Promise<void> {
  const db = connection.as<ClaimsTables>();
  for (let from = 0; from < kept.length; from += ROWS_AT_ONCE) {
    const some = kept.slice(from, from + ROWS_AT_ONCE);
    await db
      .replaceInto('claim')
      .values(some.map(({ row }) => row))
      .execute();
    await db
      .deleteFrom('claim_source')
      .where(
        'claim',
        'in',
        some.map(({ row }) => row.id),
      )
      .execute();
    await db
      .replaceInto('claim_text')
      .values(
        some.map(({ row: { id, verdict, kind, origins, documents, judged, label }, text, sources }) => ({
          id,
          verdict,
          kind,
          origins,
          documents,
          judged,
          label,
          text,
          sources: sources.map(({ key }) => key).join(' '),
        })),
      )
      .execute();
    const sources = some.flatMap((each) => each.sources);
    for (let at = 0; at < sources.length; at += ROWS_AT_ONCE) {
      await db
        .replaceInto('claim_source')
        .values(sources.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
  }
}

/** Those that somebody has assessed. */
async function assessedAmong(claims: readonly string[], connection: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ claim: string }>`select distinct claim
    from statement join decision_about on decision_about.now = statement.id and names_claim = 1
    where claim in (select value from json_each(${JSON.stringify(claims)}))`.execute(connection.as());
  return rows.map(({ claim }) => claim);
}

async function keepLineage(lineage: Change['lineage'], connection: Connection): Promise<void> {
  if (lineage.length === 0) return;
  const db = connection.as<ClaimsTables>();
  const documents = JSON.stringify(lineage.map(({ document }) => document)); // as many as a case has, at first
  await sql`delete from derivation where original in (select value from json_each(${documents}))`.execute(db);
  const rows = lineage.flatMap(({ document, derivations }) =>
    derivations.map(({ from, tier, kind, evidence: { start, end }, same, aligned }) => ({
      original: document,
      from,
      from_key: sourceIn({ source: from }).key,
      tier,
      kind,
      start,
      end,
      same: same ?? null,
      aligned: aligned === undefined ? null : JSON.stringify(aligned),
    })),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await db
      .replaceInto('derivation')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
}
