import { sql, type RawBuilder } from 'kysely';
import type { Timeline, TimelineFilter } from '../../nouns/claim-views.ts';
import { Problem } from '../../base/problem.ts';
import type { Connection } from '../../records/records.ts';
import { daysOf } from '../align/values.ts';
import { cardsOf, type ClaimRow } from './claim-cards.ts';

/** @throws Problem `bad-input` for what is no date */
export async function timeline(filter: TimelineFilter, connection: Connection): Promise<Timeline> {
  const where = conditionOf(filter);
  const db = connection.as();
  const [page, total, ends] = await Promise.all([
    sql<ClaimRow>`select claim.* from (
        select first_day, last_day, id from claim where ${where} order by first_day, last_day, id
        limit ${filter.limit} offset ${filter.offset}
      ) as shown join claim on claim.id = shown.id
      order by shown.first_day, shown.last_day, shown.id`.execute(db),
    sql<{ total: number }>`select count(*) as total from claim where ${where}`.execute(db),
    sql<{ from: string; to: string }>`select
      (select "from" from claim where first_day is not null order by first_day limit 1) as "from",
      (select "to" from claim where first_day is not null order by last_day desc limit 1) as "to"`.execute(db),
  ]);
  const [span] = ends.rows;
  const cards = await cardsOf(page.rows, connection);
  return {
    total: total.rows[0]?.total ?? 0,
    span: span === undefined || span.from === null ? undefined : span,
    parts: await partsOf(filter, span, connection),
    events: cards.flatMap((claim, index) => {
      const { from = null, to = null } = page.rows[index] ?? {};
      return from === null || to === null ? [] : [{ claim, from, to }];
    }),
  };
}

const MOST_PARTS = 62;
/** Characters of an ISO date that say the decade, the year, the month, the day, and about how many days those have. */
const PRECISIONS = [
  { characters: 10, days: 1 },
  { characters: 7, days: 30 },
  { characters: 4, days: 365 },
  { characters: 3, days: 3_650 },
] as const;

/** Events whose beginning is given less precisely are in none. */
async function partsOf(
  filter: TimelineFilter,
  span: { readonly from: string; readonly to: string } | undefined,
  connection: Connection,
): Promise<Timeline['parts']> {
  const [from, to] = [filter.from ?? span?.from, filter.to ?? span?.to];
  const days = from === undefined || to === undefined ? undefined : daysOf(from, to);
  if (days === undefined) return [];
  const fine = PRECISIONS.find((each) => (days[1] - days[0]) / each.days <= MOST_PARTS) ?? PRECISIONS[3];
  const { rows } = await sql<{ at: string; events: number; conflicts: number }>`
    select substr("from", 1, ${fine.characters}) as at, count(*) as events, sum(verdict = 'conflict') as conflicts
    from claim where ${conditionOf(filter)} and first_day >= ${days[0]} and length("from") >= ${fine.characters}
    group by 1 order by 1`.execute(connection.as());
  return rows;
}

function conditionOf({ from, to, conflicts }: TimelineFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`first_day is not null`];
  if (from !== undefined) all.push(sql`last_day >= ${daysIn(from)[0]}`);
  if (to !== undefined) all.push(sql`first_day <= ${daysIn(to)[1]}`);
  if (conflicts === true) all.push(sql`verdict = 'conflict'`);
  return sql.join(all, sql` and `);
}

function daysIn(date: string): readonly [number, number] {
  const days = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:]+(?:Z|[+-]\d\d:\d\d)?)?)?)?$/.test(date)
    ? daysOf(date, date)
    : undefined;
  if (days !== undefined) return days;
  throw new Problem('bad-input', 'That is no date.', { remedy: 'Write it as 2017, 2017-06 or 2017-06-24.' });
}
