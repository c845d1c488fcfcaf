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
  return {
    total: found.total,
    all: all.rows[0] ?? { claims: 0, conflicts: 0, statements: 0, judged: 0 },
    claims: await claimCards(found.page, connection),
    facets: { ...found.facets, source: await namedSources(found.sources, connection) },
  };
}

/** One page of the board without what is counted beside it, and how many there are; for whoever goes through all pages. */
export async function claimIds(filter: ClaimFilter, connection: Connection): Promise<readonly string[]> {
  if (wordsIn(filter.words).length > 0) return (await foundByWords(filter, connection)).page;
  return idsInOrder(filter, connection);
}

async function claimCards(ids: readonly string[], connection: Connection): Promise<readonly ClaimCard[]> {
  const { rows } = await sql<ClaimRow>`select * from claim
    where id in (select value from json_each(${JSON.stringify(ids)}))`.execute(connection.as());
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return cardsOf(
    ids.flatMap((id) => rowOf.get(id) ?? []),
    connection,
  );
}

type OwnFacets = Omit<ClaimList['facets'], 'source'>;

interface Found {
  readonly total: number;
  /** Ids. */
  readonly page: readonly string[];
  readonly facets: OwnFacets;
  readonly sources: readonly SourceCount[];
}

interface FacetRow {
  readonly verdict: string;
  readonly kind: string;
  readonly origins: number;
  readonly judged: string;
  readonly claims: number;
}

interface SourceCount {
  readonly key: string;
  readonly claims: number;
}

function facetsOf(tallied: readonly FacetRow[]): OwnFacets {
  const facet = (valueOf: (row: FacetRow) => string): OwnFacets['kind'] => {
    const counts = new Map<string, number>();
    for (const row of tallied) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + row.claims);
    return [...counts].map(([value, claims]) => ({ value, claims })).toSorted((a, b) => b.claims - a.claims);
  };
  return {
    verdict: facet(({ verdict }) => verdict),
    kind: facet(({ kind }) => kind),
    origins: facet(({ origins }) => (origins > 1 ? 'several' : 'one')),
    judged: facet(({ judged }) => judged),
  };
}

/** Each count goes over an index of its own. */
async function foundByFacts(filter: ClaimFilter, connection: Connection): Promise<Found> {
  const db = connection.as<ClaimsTables>();
  const [page, tallied, sources] = await Promise.all([
    idsInOrder(filter, connection),
    sql<FacetRow>`select verdict, kind, origins, judged, count(*) as claims
      from claim where ${conditionOf(filter)} group by 1, 2, 3, 4`.execute(db),
    sql<SourceCount>`select key, count(*) as claims from claim_source where ${conditionOf(filter, OF_SOURCES)}
      group by key order by claims desc, key limit ${MOST_SOURCES}`.execute(db),
  ]);
  const total = tallied.rows.reduce((sum, { claims }) => sum + claims, 0);
  return { total, page, facets: facetsOf(tallied.rows), sources: sources.rows };
}

async function idsInOrder(filter: ClaimFilter, connection: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from claim where ${conditionOf(filter, IN_ORDER)}
    order by ${orderOf(filter)} limit ${filter.limit} offset ${filter.offset}`.execute(connection.as());
  return rows.map(({ id }) => id);
}

/** Of so many found claims the page is looked for in the order of all claims: it is complete soon. */
const MANY = 2_000;

/**
 * Words are looked for in the text of all claims there are: once, and not once for each count. A line for each is what
 * SQLite makes fastest, and most lines are alike.
 */
async function foundByWords(filter: ClaimFilter, connection: Connection): Promise<Found> {
  const { rows } = await sql<{ lines: string | null; ids: string | null }>`select group_concat(id, ' ') as ids,
    group_concat(verdict || ' ' || kind || ' ' || origins || ' ' || judged || char(9) || sources, char(10)) as lines
    from claim_text where ${conditionOf(filter)}`.execute(connection.as());
  const { lines, ids } = rows[0] ?? { lines: null, ids: null };
  const facts = new Map<string, number>();
  const sources = new Map<string, number>();
  let total = 0;
  for (const [line, claims] of timesEach(lines?.split('\n') ?? [])) {
    const tab = line.indexOf('\t');
    total += claims;
    count(facts, line.slice(0, tab), claims);
    for (const source of line.slice(tab + 1).split(' ')) count(sources, source, claims);
  }
  const tallied = [...facts].map(([fact, claims]): FacetRow => {
    const [verdict = '', kind = '', origins = '', judged = ''] = fact.split(' ');
    return { verdict, kind, origins: Number(origins), judged, claims };
  });
  sources.delete('');
  const found = [...sources].map(([key, claims]) => ({ key, claims }));
  return {
    total,
    page: await pageOfFound({ filter, total, ids: ids ?? '' }, connection),
    facets: facetsOf(tallied),
    sources: found.toSorted((a, b) => b.claims - a.claims || (a.key < b.key ? -1 : 1)).slice(0, MOST_SOURCES),
  };
}

function timesEach(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) count(counts, word, 1);
  return counts;
}

function count(counts: Map<string, number>, word: string, times: number): void {
  counts.set(word, (counts.get(word) ?? 0) + times);
}

/** @param ids set apart by spaces */
async function pageOfFound(
  { filter, total, ids }: { readonly filter: ClaimFilter; readonly total: number; readonly ids: string },
  connection: Connection,
): Promise<readonly string[]> {
  const { limit, offset } = filter;
  const among =
    total > MANY && offset < MANY
      ? sql`exists (select 1 from claim_text where claim_text.id = claim.id and ${conditionOf(filter)})`
      : sql`id in (select value from json_each(${JSON.stringify(ids.split(' '))}))`;
  const { rows } = await sql<{ id: string }>`select id from claim where ${among}
    order by ${orderOf(filter)} limit ${limit} offset ${offset}`.execute(connection.as());
  return rows.map(({ id }) => id);
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

/** What the columns of a condition are called. */
interface Columns {
  readonly verdict: RawBuilder<unknown>;
  readonly kind: RawBuilder<unknown>;
  readonly origins: RawBuilder<unknown>;
  readonly judged: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
}

const COLUMNS: Columns = {
  verdict: sql`verdict`,
  kind: sql`kind`,
  origins: sql`origins`,
  judged: sql`judged`,
  id: sql`id`,
};
const OF_SOURCES: Columns = {
  verdict: sql`claim_verdict`,
  kind: sql`claim_kind`,
  origins: sql`claim_origins`,
  judged: sql`claim_judged`,
  id: sql`claim`,
};
/** With a sign that keeps SQLite from an index that is no help for the order. */
const IN_ORDER: Columns = { ...COLUMNS, verdict: sql`+verdict` };

/** Of `claim`, of the sources of claims, and where words are looked for of `claim_text`. */
function conditionOf(
  { verdict, kind, origins, judged, source, words }: ClaimFilter,
  of: Columns = COLUMNS,
): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  if (verdict !== undefined) all.push(sql`${of.verdict} = ${verdict}`);
  if (kind !== undefined) all.push(sql`${of.kind} = ${kind}`);
  if (origins !== undefined) all.push(origins === 'one' ? sql`${of.origins} <= 1` : sql`${of.origins} > 1`);
  if (judged !== undefined) all.push(judged === 'any' ? sql`${of.judged} <> 'none'` : sql`${of.judged} = ${judged}`);
  if (source !== undefined) all.push(sql`${of.id} in (select claim from claim_source where key = ${source})`);
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
