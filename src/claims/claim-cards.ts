import { sql, type RawBuilder } from 'kysely';
import * as z from 'zod';
import type { ClaimCard, ClaimFilter, ClaimList, ClaimVerdict, StatementKind } from '../nouns/claim-views.ts';
import type { Conflict, Join } from '../nouns/claim.ts';
import type { Connection } from '../records/records.ts';
import { foldedWords } from './claim-words.ts';
import { documentIn, documentNames } from './document-names.ts';
import { assessmentsOf } from './judged.ts';
import { StoredValue } from './parse-decision.ts';
import type { ClaimsTables } from './tables.ts';

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
  const db = connection.as<ClaimsTables>();
  const where = await foundOnce(filter, connection);
  const [page, tallied, sources, all] = await Promise.all([
    sql<ClaimRow>`select * from claim where ${where} order by ${orderOf(filter)}
      limit ${filter.limit} offset ${filter.offset}`.execute(db),
    sql<FacetRow>`select verdict, kind, origins > 1 as several, judged, count(*) as claims
      from claim where ${where} group by 1, 2, 3, 4`.execute(db),
    sourceFacet(filter, where, connection),
    sql<ClaimList['all']>`select count(*) as claims, coalesce(sum(verdict = 'conflict'), 0) as conflicts,
      coalesce(sum(statements), 0) as statements, coalesce(sum(judged <> 'none'), 0) as judged from claim`.execute(db),
  ]);
  const facet = (valueOf: (row: FacetRow) => string): ClaimList['facets']['kind'] => {
    const counts = new Map<string, number>();
    for (const row of tallied.rows) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + row.claims);
    return [...counts].map(([value, claims]) => ({ value, claims })).toSorted((a, b) => b.claims - a.claims);
  };
  return {
    total: tallied.rows.reduce((sum, { claims }) => sum + claims, 0),
    all: all.rows[0] ?? { claims: 0, conflicts: 0, statements: 0, judged: 0 },
    claims: await cardsOf(page.rows, connection),
    facets: {
      verdict: facet(({ verdict }) => verdict),
      kind: facet(({ kind }) => kind),
      origins: facet(({ several }) => (several === 1 ? 'several' : 'one')),
      judged: facet(({ judged }) => judged),
      source: sources,
    },
  };
}

interface FacetRow {
  readonly verdict: string;
  readonly kind: string;
  readonly several: number;
  readonly judged: string;
  readonly claims: number;
}

async function sourceFacet(
  filter: ClaimFilter,
  where: RawBuilder<unknown>,
  connection: Connection,
): Promise<ClaimList['facets']['source']> {
  const db = connection.as<ClaimsTables>();
  // Where nothing narrows it down, counting over the index alone is a tenth of the work.
  const among = isOpen(filter) ? sql`` : sql`where claim in (select id from claim where ${where})`;
  const { rows } = await sql<{ key: string; name: string; claims: number }>`
    with counted as (
      select key, count(*) as claims from claim_source ${among} group by key order by claims desc, key limit ${MOST_SOURCES}
    )
    select key, claims, (select name from claim_source as named where named.key = counted.key limit 1) as name
    from counted order by claims desc, key`.execute(db);
  const names = await documentNames(
    rows.flatMap(({ name }) => documentIn(name) ?? []),
    connection,
  );
  return rows.map(({ key, name, claims }) => ({ value: key, label: names.shown(name), claims }));
}

function isOpen({ verdict, kind, origins, judged, source, words }: ClaimFilter): boolean {
  return [verdict, kind, origins, judged, source].every((each) => each === undefined) && wordsIn(words).length === 0;
}

/** The condition of a page. Words are looked for in every statement there is: once, and not once for each count. */
async function foundOnce(filter: ClaimFilter, connection: Connection): Promise<RawBuilder<unknown>> {
  const where = conditionOf(filter);
  if (wordsIn(filter.words).length === 0) return where;
  const { rows } = await sql<{ row: number }>`select rowid as row from claim where ${where}`.execute(connection.as());
  return sql`claim.rowid in (select value from json_each(${JSON.stringify(rows.map(({ row }) => row))}))`;
}

function conditionOf({ verdict, kind, origins, judged, source, words }: ClaimFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  if (verdict !== undefined) all.push(sql`verdict = ${verdict}`);
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (origins !== undefined) all.push(origins === 'one' ? sql`origins <= 1` : sql`origins > 1`);
  if (judged !== undefined) all.push(judged === 'any' ? sql`judged <> 'none'` : sql`judged = ${judged}`);
  if (source !== undefined) all.push(sql`id in (select claim from claim_source where key = ${source})`);
  const wanted = wordsIn(words).map((word) => sql`instr(text, ${foldedWords(word)}) > 0`);
  if (wanted.length > 0) all.push(sql`id in (select claim from claim_text where ${sql.join(wanted, sql` and `)})`);
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
