import { sql } from 'kysely';
import * as z from 'zod';
import { asJson, type Json } from '../base/json.ts';
import { log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Decision } from '../nouns/decision.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import type { Store } from '../vault/store.ts';
import { readAbout, type About } from './keeping/decision-rows.ts';
import { judgeClaims } from './keeping/judged.ts';
import { settleAgain } from './keeping/keep-statements.ts';
import { parseDecision } from './parse-decision.ts';
import type { ClaimsTables } from './tables.ts';

/** A decision with all that the ledger keeps of it. */
export interface DecisionRecord {
  readonly id: string;
  readonly decision: Decision;
  readonly subject: string;
  readonly about: readonly About[];
  /**
   * Of a merge the statements of both claims; of a move those moved, those that stay, those that they join; of a
   * rejection some of those that were in one claim with it.
   */
  readonly members: readonly (readonly string[])[];
}

const Read = z.object({ original: z.string(), 'derivative:text': z.string().optional() });
const Decided = z.object({
  decision: z.string(),
  what: z.string(),
  subject: z.string(),
  about: z.array(z.json()),
  members: z.array(z.array(z.string())).optional(),
});
/** Names of fields that are not what the decision says. */
const OWN = new Set(['decision', 'what', 'subject', 'about', 'members', 'original']);

/** The fields of the act `decided`; docs/formats/ledger.md lists them. */
export function fieldsOf({ id, decision, subject, about, members }: DecisionRecord): Readonly<Record<string, Json>> {
  const { kind: _, ...said } = asJson(decision);
  const originals = new Set([
    ...about.map(({ original }) => original),
    ...('document' in decision ? [decision.document] : []),
  ]);
  const [original] = originals;
  return {
    decision: id,
    what: decision.kind,
    ...Object.fromEntries(
      Object.entries(said).map(([name, value]) => [name === 'decision' ? 'withdraws' : name, value]),
    ),
    subject,
    about: about.map(asJson),
    ...(members.length === 0 ? {} : { members }),
    // The document’s own history tells of it, where it is about one.
    ...(originals.size === 1 && original !== undefined ? { original } : {}),
  };
}

/** What the entry says was decided; undefined for a kind of decision that a later version knows. */
function recordIn({ fields }: OpenedEntry): DecisionRecord | undefined {
  const { decision: id, what, subject, about, members = [] } = Decided.parse(fields);
  const said = Object.entries(fields).flatMap(([name, value]) =>
    OWN.has(name) ? [] : [[name === 'withdraws' ? 'decision' : name, value] as const],
  );
  try {
    const decision = parseDecision({ kind: what, ...Object.fromEntries(said) });
    return { id, decision, subject, about: about.map(readAbout), members };
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof z.ZodError)) throw error;
    // Safe: the entry stays in the ledger, and a version that knows it applies it when it rebuilds the records.
    log(`a decision of the kind ${what} is not known to this version, and is passed over`);
    return undefined;
  }
}

const ROWS_AT_ONCE = 500; // SQLite takes 32,766 parameters in one statement

/** Turns ledger entries into what is known of testimonies and decisions. Applying an entry twice changes nothing. */
export async function applyDecisions(
  entries: readonly OpenedEntry[],
  connection: Connection,
  { derived }: { readonly derived: Store },
): Promise<void> {
  const texts = new Map<string, string | null>();
  for (const entry of entries) {
    if (entry.kind === 'read') {
      const { original, 'derivative:text': text = null } = Read.parse(entry.fields);
      texts.set(original, text);
    } else if (entry.kind === 'decided') {
      await noteTexts(texts, connection);
      texts.clear();
      const record = recordIn(entry);
      if (record !== undefined) await applyDecision(record, entry, { connection, derived });
    }
  }
  await noteTexts(texts, connection);
}

/** What has text is to be looked at; what had some, and has none any more, too. */
async function noteTexts(texts: ReadonlyMap<string, string | null>, connection: Connection): Promise<void> {
  if (texts.size === 0) return;
  const json = JSON.stringify([...texts]);
  await sql`update testimony set wanted = null
    where original in (select value ->> 0 from json_each(${json}) where value ->> 1 is null)`.execute(connection.as());
  // Where the text is lost the original is read again, and there is no reading of it until then.
  await sql`insert into testimony (original, wanted)
    select original, text_derivative from json_each(${json}) join reading
      on reading.original = value ->> 0 and reading.text_derivative = value ->> 1
    where true on conflict (original) do update set wanted = excluded.wanted`.execute(connection.as());
}

async function applyDecision(
  { id, decision, subject, about, members }: DecisionRecord,
  { seq, at, actor }: OpenedEntry,
  { connection, derived }: { readonly connection: Connection; readonly derived: Store },
): Promise<void> {
  const db = connection.as<ClaimsTables>();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('decision')
    .values({
      id,
      seq,
      at,
      actor,
      kind: decision.kind,
      subject,
      said: JSON.stringify(decision),
      members: JSON.stringify(members),
      replaced: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return;
  for (let from = 0; from < about.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('decision_about')
      .values(
        about.slice(from, from + ROWS_AT_ONCE).map((each) => ({
          decision: id,
          statement: each.statement,
          original: each.original,
          anchor: JSON.stringify(each),
          now: each.statement,
          names_claim: decision.kind === 'assess' && decision.claim === each.statement ? 1 : 0,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (decision.kind === 'reject') {
    for (const beside of members[0] ?? []) {
      await sql`insert or ignore into rejected_beside (statement, beside)
        values (${decision.statement}, ${beside})`.execute(db);
    }
  }
  await weigh(subject, connection);
  for (const each of await touchedBy(decision, about, connection)) await settleAgain(each, derived, connection);
  await judgeClaims(await claimsWith(id, connection), connection);
}

/** Of these what a document says is another; the rest are about how statements stand to one another. */
const SAYING: ReadonlySet<string> = new Set<Decision['kind']>(['accept', 'reject', 'correct', 'add']);

/**
 * The documents of which it is to be worked out anew what they say: a merge of large claims names hundreds, none of which
 * says anything else. A statement that is not there, since the text was read otherwise when it was named, is looked for.
 */
async function touchedBy(
  decision: Decision,
  about: readonly About[],
  connection: Connection,
): Promise<ReadonlySet<string>> {
  if (decision.kind === 'withdraw') return new Set(await withdrawn(decision.decision, connection));
  if (SAYING.has(decision.kind)) return new Set(about.map(({ original }) => original));
  const named = JSON.stringify(about.map(({ statement, original }) => [statement, original]));
  const { rows } = await sql<{ original: string }>`
    select distinct named.value ->> 1 as original from json_each(${named}) as named
    where not exists (select 1 from statement
      where statement.id = named.value ->> 0 and statement.original = named.value ->> 1)`.execute(connection.as());
  return new Set(rows.map(({ original }) => original));
}

/**
 * Marks which decisions about one thing are replaced: all that were withdrawn, and of each person all but the latest.
 * People do not replace one another’s.
 */
async function weigh(subject: string, connection: Connection): Promise<void> {
  await sql`update decision set replaced = (
    exists (select 1 from decision as back
      where back.subject = 'withdraw ' || decision.id and back.replaced = 0)
    or exists (select 1 from decision as later
      where later.subject = decision.subject and later.actor = decision.actor
        and (later.seq, later.id) > (decision.seq, decision.id)
        and not exists (select 1 from decision as back
          where back.subject = 'withdraw ' || later.id and back.replaced = 0))
  ) where subject = ${subject}`.execute(connection.as());
}

/** Weighs what a withdrawal is about. @returns the documents that say something else with it */
async function withdrawn(id: string, connection: Connection): Promise<readonly string[]> {
  const db = connection.as<ClaimsTables>();
  const target = await db.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirst();
  if (target === undefined) return [];
  await weigh(target.subject, connection);
  const decision = parseDecision(JSON.parse(target.said));
  if (decision.kind === 'withdraw') return withdrawn(decision.decision, connection);
  if (!SAYING.has(decision.kind)) return [];
  const about = await db
    .selectFrom('decision_about')
    .select('original')
    .distinct()
    .where('decision', '=', id)
    .execute();
  return about.map(({ original }) => original);
}

async function claimsWith(decision: string, connection: Connection): Promise<readonly string[]> {
  const rows = await sql<{ claim: string }>`
    with named as (
      select ${decision} as id
      union select json_extract(said, '$.decision') from decision where id = ${decision} and kind = 'withdraw'
    )
    select distinct claim from decision_about join statement on statement.id = decision_about.now
    where decision in (select id from named) and claim is not null`.execute(connection.as());
  return rows.rows.map(({ claim }) => claim);
}
