import { sql, type RawBuilder } from 'kysely';
import * as z from 'zod';
import type { ClaimCard, ClaimFilter, ClaimList, ClaimVerdict, StatementKind } from '../../nouns/claim-views.ts';
import type { Conflict, Join } from '../../nouns/claim.ts';
import type { Connection } from '../../records/records.ts';
import { foldedWords } from './claim-words.ts';
import { documentIn, documentNames } from './document-names.ts';
import { assessmentsOf } from '../keeping/judged.ts';
import { StoredValue } from '../parse-decision.ts';
import type { ClaimsTables } from '../tables.ts';

export type ClaimRow = ClaimsTables['claim'];

const Said = z.array(z.object({ value: StoredValue, documents: z.number(), statements: z.array(z.string()) }));
const Tally = z.array(z.object({ source: z.string(), documents: z.number(), held: z.boolean() }));
const Kind = z.enum(['figure', 'quotation', 'date', 'stance']) satisfies z.ZodType<StatementKind>;
const Verdict = z.enum(['agree', 'conflict', 'single']) satisfies z.ZodType<ClaimVerdict>;

/** Cards of claims, in their order, with what people make of them. */
export async function cardsOf(rows: readonly ClaimRow[], connection: Connection): Promise<readonly ClaimCard[]> {
  const tallies = rows.map(({ tally }) => Tally.parse(JSON.parse(tally)));
  const documents = tallies.flat().flatMap(({ source }) => documentIn(source) ?? []);
  const names = await documentNames(documents, connection);
  const assessed = await assessmentsOf(
    rows.map(({ id }) => id),
    connection,
  );
  return rows.map((row, index) => ({
    id: row.id,
    kind: Kind.parse(row.kind),
    label: { text: row.label, language: row.label_language },
    verdict: Verdict.parse(row.verdict),
    values: saidIn(row.said),
    moreValues: row.more_said,
    documents: row.documents,
    origins: (tallies[index] ?? []).map((origin) => ({ ...origin, source: names.shown(origin.source) })),
    assessments: assessed.get(row.id) ?? [],
  }));
}

/** @param said JSON of the column, written by this program */
export function saidIn(said: string): ClaimCard['values'] {
  return Said.parse(JSON.parse(said));
}

export function verdictOf(verdict: string): ClaimVerdict {
  return Verdict.parse(verdict);
}

/** Written by this program. */
export function readJoins(row: ClaimRow): { readonly joins: readonly Join[]; readonly conflicts: readonly Conflict[] } {
  return { joins: JSON.parse(row.joins), conflicts: JSON.parse(row.conflicts) };
}

const MOST_SOURCES = 30; // of a facet
const MOST_WORDS = 10; // looked for

/** One page of the board. */
export async function claimList(filter: ClaimFilter, connection: Connection): Promise<ClaimList> {
  const [found, all] = await Promise.all([
    wordsIn(filter.words).length > 0 ? foundByWords(filter, connection) : foundByFacts(filter, connection),
    sql<ClaimList['all']>`select count(*) as claims, coalesce(sum(verdict = 'conflict'), 0) as conflicts,
      coalesce(sum(statements), 0) as statements, coalesce(sum(judged <> 'none'), 0) as judged from claim`.execute(
      connection.as(),
    ),
  ]);
  const facet = (valueOf: (row: FacetRow) => string): ClaimList['facets']['kind'] => {
    const counts = new Map<string, number>();
    for (const row of found.tallied) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + row.claims);
    return [...counts].map(([value, claims]) => ({ value, claims })).toSorted((a, b) => b.claims - a.claims);
  };
  return {
    total: found.tallied.reduce((sum, { claims }) => sum + claims, 0),
    all: all.rows[0] ?? { claims: 0, conflicts: 0, statements: 0, judged: 0 },
    claims: await cardsOf(found.page, connection),
    facets: {
      verdict: facet(({ verdict }) => verdict),
      kind: facet(({ kind }) => kind),
      origins: facet(({ origins }) => (origins > 1 ? 'several' : 'one')),
      judged: facet(({ judged }) => judged),
      source: await namedSources(found.sources, connection),
    },
  };
}

interface Found {
  readonly page: readonly ClaimRow[];
  readonly tallied: readonly FacetRow[];
  readonly sources: readonly SourceCount[];
}

const FacetRow = z.object({
  verdict: z.string(),
  kind: z.string(),
  origins: z.number(),
  judged: z.string(),
  claims: z.number(),
});
type FacetRow = z.output<typeof FacetRow>;
const SourceCount = z.object({ key: z.string(), claims: z.number() });
type SourceCount = z.output<typeof SourceCount>;
const Together = z.object({ page: z.array(z.string()), tallied: z.array(FacetRow), sources: z.array(SourceCount) });

/** Each count goes over an index of its own. */
async function foundByFacts(filter: ClaimFilter, connection: Connection): Promise<Found> {
  const db = connection.as<ClaimsTables>();
  const where = conditionOf(filter);
  // Where nothing narrows it down, counting over the index alone is a tenth of the work.
  const among = isOpen(filter) ? sql`` : sql`where claim in (select id from claim where ${where})`;
  const [page, tallied, sources] = await Promise.all([
    sql<ClaimRow>`select * from claim where ${where} order by ${orderOf(filter)}
      limit ${filter.limit} offset ${filter.offset}`.execute(db),
    sql<FacetRow>`select verdict, kind, origins, judged, count(*) as claims
      from claim where ${where} group by 1, 2, 3, 4`.execute(db),
    sql<SourceCount>`select key, count(*) as claims from claim_source ${among}
      group by key order by claims desc, key limit ${MOST_SOURCES}`.execute(db),
  ]);
  return { page: page.rows, tallied: tallied.rows, sources: sources.rows };
}

/** Words are looked for in all claims there are: once, and not once for each count. */
async function foundByWords(filter: ClaimFilter, connection: Connection): Promise<Found> {
  const db = connection.as<ClaimsTables>();
  const { rows } = await sql<{ found: string }>`
    with found as materialized (
      select id, verdict, kind, origins, documents, judged, label from claim_text where ${conditionOf(filter)}
    )
    select json_object(
      'page', (select json_group_array(id) from (
        select id from found order by ${orderOf(filter)} limit ${filter.limit} offset ${filter.offset})),
      'tallied', (select json_group_array(json_object(
          'verdict', verdict, 'kind', kind, 'origins', origins, 'judged', judged, 'claims', claims))
        from (select verdict, kind, origins, judged, count(*) as claims from found group by 1, 2, 3, 4)),
      'sources', (select json_group_array(json_object('key', key, 'claims', claims))
        from (select key, count(*) as claims from found cross join claim_source on claim = id
          group by key order by claims desc, key limit ${MOST_SOURCES}))
    ) as found`.execute(db);
  const { page, tallied, sources } = Together.parse(JSON.parse(rows[0]?.found ?? '{}'));
  const cards = page.length === 0 ? [] : await db.selectFrom('claim').selectAll().where('id', 'in', page).execute();
  const rowOf = new Map(cards.map((row) => [row.id, row]));
  return { page: page.flatMap((id) => rowOf.get(id) ?? []), tallied, sources };
}

async function namedSources(
  counted: readonly SourceCount[],
  connection: Connection,
): Promise<ClaimList['facets']['source']> {
  const { rows } = await sql<{ key: string; name: string }>`select value as key,
    (select name from claim_source where claim_source.key = value limit 1) as name
    from json_each(${JSON.stringify(counted.map(({ key }) => key))})`.execute(connection.as());
  const nameOf = new Map(rows.map(({ key, name }) => [key, name]));
  const names = await documentNames(
    rows.flatMap(({ name }) => documentIn(name) ?? []),
    connection,
  );
  return counted.map(({ key, claims }) => ({ value: key, label: names.shown(nameOf.get(key) ?? key), claims }));
}

function isOpen({ verdict, kind, origins, judged, source }: ClaimFilter): boolean {
  return [verdict, kind, origins, judged, source].every((each) => each === undefined);
}

/** Of `claim`, and where words are looked for of `claim_text`. */
function conditionOf({ verdict, kind, origins, judged, source, words }: ClaimFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  if (verdict !== undefined) all.push(sql`verdict = ${verdict}`);
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (origins !== undefined) all.push(origins === 'one' ? sql`origins <= 1` : sql`origins > 1`);
  if (judged !== undefined) all.push(judged === 'any' ? sql`judged <> 'none'` : sql`judged = ${judged}`);
  if (source !== undefined) all.push(sql`id in (select claim from claim_source where key = ${source})`);
  for (const word of wordsIn(words)) all.push(sql`instr(text, ${foldedWords(word)}) > 0`);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

function wordsIn(words: string | undefined): readonly string[] {
  return (words ?? '').trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

function orderOf({ sort = 'disagreement' }: ClaimFilter): RawBuilder<unknown> {
  switch (sort) {
    case 'disagreement':
      return sql`verdict = 'conflict' desc, origins desc, documents desc, id`;
    case 'documents':
      return sql`documents desc, origins desc, id`;
    case 'label':
      return sql`label collate nocase, id`;
  }
}
