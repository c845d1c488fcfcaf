import { sql, type RawBuilder } from 'kysely';
import * as z from 'zod';
import type { SourceSummary, SourceView } from '../../nouns/claim-views.ts';
import type { Connection } from '../../records/records.ts';
import { cardsOf, type ClaimRow } from './claim-cards.ts';
import { derivationOf } from './claim-page.ts';
import { documentIn, documentNames, wordsAt } from './document-names.ts';
import { givenNames } from './given-names.ts';
import { sourceIn } from './source-names.ts';
import type { ClaimsTables } from '../tables.ts';

const Kind = z.enum(['medium', 'body', 'person', 'office', 'crowd', 'document']) satisfies z.ZodType<
  SourceSummary['kind']
>;
const MOST_ALIASES = 30;
const MOST_LINKS = 200;
const MOST_CARDS = 100;
const AROUND = 60; // UTF-16 units shown on either side of the words that credit a source

interface NameRow {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly claims: number;
  readonly alone: number;
}

/** Whether a source goes by what is credited; those without a name count with the outlet that met them, and are no name of it. */
function isName(credited: string, kind: string): boolean {
  const own = sourceIn({ source: credited }).kind;
  return !/^\p{N}/u.test(credited) && (kind === 'medium' ? own === 'medium' : kind === 'crowd' || own !== 'crowd');
}

/** What is counted over all statements there are. */
export interface Counted {
  readonly documents: boolean;
  readonly aliases: boolean;
}

const ALL: Counted = { documents: true, aliases: true };

/**
 * All that claims go back to, and what documents say that they take from; most claims first.
 *
 * @param counted what is not among it is counted as far as lineage tells, or left out
 */
export async function sourceList(
  connection: Connection,
  only?: readonly string[],
  counted: Counted = ALL,
): Promise<readonly SourceSummary[]> {
  const db = connection.as<ClaimsTables>();
  const given = await givenNames(connection);
  const one = only === undefined ? sql`true` : among('key', only);
  const taking = only && (await Promise.all(only.map((key) => given.keysOf(key)))).flat();
  const [named, documents, credited, taken] = await Promise.all([
    sql<NameRow>`select key, name, kind, count(*) as claims, sum(alone) as alone from claim_source
      where ${one} group by key, name, kind order by claims desc, name`.execute(db),
    sql<{ key: string; documents: number }>`select source_key as key, count(distinct original) as documents
      from statement where ${counted.documents ? sql`true` : sql`false`} and source_key is not null and ${only === undefined ? sql`true` : among('source_key', only)}
      group by source_key`.execute(db),
    sql<{ key: string; name: string }>`select source_key as key, credited as name from statement
      where ${counted.aliases ? sql`true` : sql`false`} and credited is not null and ${only === undefined ? sql`true` : among('source_key', only)}
      group by source_key, credited order by count(*) desc`.execute(db),
    sql<{ key: string; name: string; documents: number }>`select from_key as key, min("from") as name,
      count(distinct original) as documents from derivation
      where ${taking === undefined ? sql`true` : among('from_key', taking)} group by from_key`.execute(db),
  ]);
  const names = await documentNames(
    [...named.rows, ...taken.rows].flatMap(({ name }) => documentIn(name) ?? []),
    connection,
  );
  const documentsOf = new Map(documents.rows.map((row) => [row.key, row.documents]));
  const takenOf = new Map<string, { readonly key: string; readonly name: string; readonly documents: number }>();
  for (const { key: own, name, documents: count } of taken.rows) {
    const shown = given.shown(name);
    const key = shown === name ? own : sourceIn({ source: shown }).key;
    takenOf.set(key, { key, name: shown, documents: count + (takenOf.get(key)?.documents ?? 0) });
  }
  const creditedAs = Map.groupBy(credited.rows, ({ key }) => key);
  const summaries = [...Map.groupBy(named.rows, ({ key }) => key)].flatMap(([key, rows]): readonly SourceSummary[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const said = [...rows, ...(creditedAs.get(key) ?? [])].map(({ name }) => name);
    return [
      {
        key,
        name: names.shown(first.name),
        kind: Kind.parse(first.kind),
        aliases: [...new Set(said)]
          .filter((name) => name !== first.name && isName(name, first.kind))
          .slice(0, MOST_ALIASES),
        documents: Math.max(documentsOf.get(key) ?? 0, takenOf.get(key)?.documents ?? 0),
        claims: rows.reduce((sum, { claims }) => sum + claims, 0),
        alone: rows.reduce((sum, { alone }) => sum + alone, 0),
      },
    ];
  });
  const known = new Set(summaries.map(({ key }) => key));
  const others = [...takenOf.values()]
    .filter(({ key }) => !known.has(key))
    .map(({ key, name, documents: count }) => ({
      key,
      name: names.shown(name),
      kind: sourceIn({ source: name }).kind,
      aliases: [],
      documents: count,
      claims: 0,
      alone: 0,
    }));
  return [...summaries, ...others].toSorted(
    (a, b) => b.claims - a.claims || b.documents - a.documents || (a.key < b.key ? -1 : 1),
  );
}

export async function sourceView(key: string, connection: Connection): Promise<SourceView | undefined> {
  const [summary] = await sourceList(connection, [key]);
  if (summary === undefined) return undefined;
  const db = connection.as<ClaimsTables>();
  const alone = await sql<ClaimRow>`select claim.* from claim_source join claim on claim.id = claim_source.claim
    where key = ${key} and alone = 1
    order by verdict = 'conflict' desc, claim.documents desc, claim.id limit ${MOST_CARDS}`.execute(db);
  const keys = await (await givenNames(connection)).keysOf(key);
  const own = await ownDocuments(keys, connection);
  // A translation takes from a document; whoever brought that out is whom it takes from.
  const fromOwn = JSON.stringify(own.map((document) => sourceIn({ source: `document ${document}` }).key));
  const dependents = await sql<ClaimsTables['derivation']>`select * from derivation
    where (${among('from_key', keys)} or (kind = 'same-file' and from_key in (select value from json_each(${fromOwn}))))
      and kind <> 'own-reporting' order by original limit ${MOST_LINKS}`.execute(db);
  const dependsOn = await sql<ClaimsTables['derivation']>`select * from derivation
    where original in (select value from json_each(${JSON.stringify(own)}))
      and not ${among('from_key', keys)} and kind <> 'own-reporting' order by "from", original limit ${MOST_LINKS}`.execute(
    db,
  );
  return {
    ...summary,
    aloneClaims: await cardsOf(alone.rows, connection),
    dependents: await linksOf(dependents.rows, 'who', connection),
    dependsOn: await linksOf(dependsOn.rows, 'from', connection),
  };
}

/** What the source has itself brought out, as far as the case has it. */
async function ownDocuments(keys: readonly string[], connection: Connection): Promise<readonly string[]> {
  const [key = ''] = keys;
  const document = /^document-([0-9a-f]{64})$/.exec(key)?.[1];
  if (document !== undefined) return [document];
  const { rows } = await sql<{ original: string }>`
    select distinct original from statement where source_key = ${key} and reason = 'own'
    union select original from derivation
      where ${among('from_key', keys)} and kind = 'own-reporting'`.execute(connection.as());
  return rows.map(({ original }) => original);
}

/** @param shown who derives, or what it derives from */
async function linksOf(
  rows: readonly ClaimsTables['derivation'][],
  shown: 'who' | 'from',
  connection: Connection,
): Promise<SourceView['dependents']> {
  const names = await documentNames(
    rows.flatMap(({ original, from }) => [original, documentIn(from) ?? []].flat()),
    connection,
  );
  const words = await wordsAt(rows, connection, AROUND);
  return rows.flatMap((row, index) => {
    const document = names.get(row.original);
    if (document === undefined) return [];
    const { kind, from, evidence, same } = derivationOf(row);
    const who = shown === 'who';
    return [
      {
        name: who ? (document.source ?? document.title) : names.shown(from),
        key: sourceIn({ source: who ? (document.source ?? `document ${row.original}`) : names.shown(from) }).key,
        kind,
        ...(same === undefined ? {} : { same }),
        from,
        document,
        words: words[index] ?? '',
        evidence,
      },
    ];
  });
}

function among(column: 'key' | 'source_key' | 'from_key', keys: readonly string[]): RawBuilder<unknown> {
  return sql`(${sql.ref(column)} in (select value from json_each(${JSON.stringify(keys)})))`;
}
