import { sql } from 'kysely';
import type { Connection } from '../../records/records.ts';
import { GivenSources, type Naming } from '../lineage/given-sources.ts';
import { parseDecision } from '../parse-decision.ts';
import type { ClaimsTables } from '../tables.ts';

interface Known {
  readonly changes: number;
  readonly names: readonly string[];
}

/** What was read last; going over all statements takes a second where there are millions. */
const known = new WeakMap<Connection, Known>();

/** All whom the documents of a case name as those from whom they have something, and who brought them out. */
async function caseNames(connection: Connection): Promise<readonly string[]> {
  const db = connection.as<ClaimsTables>();
  const { changes } = await db.selectFrom('claim_progress').select('changes').executeTakeFirstOrThrow();
  const last = known.get(connection);
  if (last?.changes === changes) return last.names;
  const names = await namesUpTo(changes, connection);
  known.set(connection, { changes, names });
  return names;
}

/** Of documents that did not change later. */
async function namesUpTo(changes: number, connection: Connection): Promise<readonly string[]> {
  const there = sql`original in (select original from testimony where changed <= ${changes})`;
  const { rows } = await sql<{ name: string }>`
    select distinct credit.value ->> 'name' as name
      from (select distinct attributed from statement where attributed <> '[]' and ${there}) as credits,
        json_each(credits.attributed) as credit
    union select distinct value ->> 'speaker' from statement
      where kind = 'quotation' and value ->> 'speaker' is not null and ${there}
    union select distinct value ->> 'holder' from statement
      where kind = 'stance' and value ->> 'holder' is not null and ${there}
    union select distinct outlet from testimony where outlet is not null and changed <= ${changes}`.execute(
    connection.as(),
  );
  return rows.map(({ name }) => name);
}

interface Given {
  readonly stamp: string;
  readonly sources: GivenSources;
}

/** A page asks several times. */
const given = new WeakMap<Connection, Given>();

/** The names that people gave sources, as they stand. */
export async function givenSources(connection: Connection): Promise<GivenSources> {
  const { rows } = await sql<{ stamp: string }>`select changes || ' ' || (select coalesce(max(seq), -1) from decision)
    as stamp from claim_progress`.execute(connection.as());
  const stamp = rows[0]?.stamp ?? '';
  const last = given.get(connection);
  if (last?.stamp === stamp) return last.sources;
  const namings = await namingsOf(connection);
  const sources = new GivenSources(namings, namings.length === 0 ? undefined : await caseNames(connection));
  given.set(connection, { stamp, sources });
  return sources;
}

async function namingsOf(connection: Connection): Promise<readonly Naming[]> {
  const rows = await connection
    .as<ClaimsTables>()
    .selectFrom('decision')
    .select('said')
    .where('kind', '=', 'name-source')
    .where('replaced', '=', 0)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ said }) => {
    const decision = parseDecision(JSON.parse(said));
    return decision.kind === 'name-source' ? [decision] : [];
  });
}

/**
 * Names that people gave, with each form of a name in the case for which they hold: what lining up goes by.
 *
 * @param changes up to which change of a document the case is looked at; whole where left out
 */
export async function namingsInCase(
  namings: readonly Naming[],
  connection: Connection,
  changes?: number,
): Promise<readonly Naming[]> {
  if (namings.length === 0) return namings;
  const names = await (changes === undefined ? caseNames(connection) : namesUpTo(changes, connection));
  const sources = new GivenSources(namings, names);
  const forms = [...new Set([...namings.map(({ source }) => source), ...names])];
  return forms.flatMap((source) => {
    const name = sources.nameOf(source);
    return name === undefined ? [] : [{ source, name }];
  });
}
