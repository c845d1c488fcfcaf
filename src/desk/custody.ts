import { sql } from 'kysely';
import * as z from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import type { CustodyEntry } from '../nouns/document.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import type { DeskTables } from './tables.ts';

const Subject = z.object({ original: z.string() });
const Fields = z.record(z.string(), z.json());

/** Keeps the entries that speak of one original where they can be found by it. */
export async function applyCustody(entries: readonly OpenedEntry[], connection: Connection): Promise<void> {
  const rows = entries.flatMap((entry) => {
    const subject = Subject.safeParse(entry.fields);
    if (!subject.success) return [];
    const { seq, kind, at, actor, hash } = entry;
    return [{ seq, kind, at, actor, hash, original: subject.data.original, fields: canonicalJson(entry.fields) }];
  });
  if (rows.length === 0) return;
  await connection
    .as<DeskTables>()
    .insertInto('custody')
    .values(rows)
    .onConflict((conflict) => conflict.column('seq').doNothing())
    .execute();
}

/** The life of one original in this case, in order. */
export async function custodyOf(connection: Connection, original: Sha256): Promise<readonly CustodyEntry[]> {
  const rows = await connection
    .as<DeskTables>()
    .selectFrom('custody')
    .selectAll()
    .where('original', '=', original)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, kind, at, actor, hash, fields }) => ({
    seq,
    kind,
    at,
    actor,
    entryHash: hash,
    fields: Object.fromEntries(
      Object.entries(Fields.parse(JSON.parse(fields))).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  }));
}

/** Of each original that has one, the number of the last entry of that kind about it. */
export async function lastEntriesOf(
  connection: Connection,
  originals: readonly string[],
  kind: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await connection
    .as<DeskTables>()
    .selectFrom('custody')
    .select((entry) => ['original', entry.fn.max('seq').as('seq')])
    .where('original', 'in', originals)
    .where('kind', '=', kind)
    .groupBy('original')
    .execute();
  return new Map(rows.map(({ original, seq }) => [original, seq]));
}

/** The originals that ledger entries speak of, by the number of the entry. */
export async function originalsIn(
  connection: Connection,
  entries: readonly number[],
): Promise<ReadonlyMap<number, Sha256>> {
  const rows = await connection
    .as<DeskTables>()
    .selectFrom('custody')
    .select(['seq', 'original'])
    .where(sql<boolean>`seq in (select value from json_each(${JSON.stringify(entries)}))`)
    .execute();
  return new Map(
    rows.flatMap(({ seq, original }) => {
      const sha256 = parseSha256(original);
      return sha256 === undefined ? [] : [[seq, sha256] as const];
    }),
  );
}
