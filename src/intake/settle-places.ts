import { sql } from 'kysely';
import type { Connection } from '../records/records.ts';
import type { IntakeTables } from './tables.ts';

const MAX_STEPS = 100_000; // places that one arrival can move; a container inside itself never moves its own first place

/** A literal, so that SQLite sees that the partial index has the row. */
const STANDS_FOR_IT = sql<boolean>`first_place = 1`;

interface Place {
  readonly id: string;
  readonly depth: number;
  readonly accession: number;
  readonly path: Uint8Array;
  readonly shown_path: string;
  readonly first_place: number;
}

/**
 * Decides for each original which of its places stands for it: the one in the fewest containers, then of the earliest
 * accession, then by the bytes of the path. What lies inside then takes its way from that place. The result depends
 * on what was found and not on the order of finding, which differs from run to run while several readers unpack.
 */
export async function settlePlaces(originals: readonly string[], connection: Connection): Promise<void> {
  const waiting = await settleNew(originals, connection);
  for (let step = 0; waiting.length > 0 && step < MAX_STEPS; step++) {
    const original = waiting.shift();
    if (original === undefined) break;
    const first = await settleOne(original, connection);
    if (first) waiting.push(...(await moveContents(original, first, connection)));
  }
}

/**
 * Mostly an original has arrived at one place, and nothing lies in it: those are settled together.
 * @returns the others
 */
async function settleNew(originals: readonly string[], connection: Connection): Promise<string[]> {
  if (originals.length === 0) return [];
  const { rows } = await sql<{ original: string }>`
    update occurrence set first_place = 1
    where original in (select value from json_each(${JSON.stringify(originals)})) and first_place = 0
      and not exists (select 1 from occurrence as other where other.original = occurrence.original and other.id <> occurrence.id)
      and not exists (select 1 from occurrence as inside where inside.container = occurrence.original)
    returning original`.execute(connection.as<IntakeTables>());
  const settled = new Set(rows.map(({ original }) => original));
  return originals.filter((original) => !settled.has(original));
}

/** Returns the first place if it, or the way to it, has changed. */
async function settleOne(original: string, connection: Connection): Promise<Place | undefined> {
  const db = connection.as<IntakeTables>();
  // Read off the front of an index: a logo lies in a hundred thousand mails. SQLite compares BLOBs by their bytes.
  const first: Place | undefined = await db
    .selectFrom('occurrence')
    .select(['id', 'depth', 'accession', 'path', 'shown_path', 'first_place'])
    .where('original', '=', original)
    .orderBy('depth')
    .orderBy('accession')
    .orderBy('path')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!first) return undefined;
  if (first.first_place === 1) return first; // at most one place ever is: it is taken from the old one first
  await db
    .updateTable('occurrence')
    .set({ first_place: 0 })
    .where('original', '=', original)
    .where(STANDS_FOR_IT)
    .execute();
  await db.updateTable('occurrence').set({ first_place: 1 }).where('id', '=', first.id).execute();
  return first;
}

/** Moves what lies in `container` to below its first place; returns the originals whose places moved. */
async function moveContents(container: string, above: Place, connection: Connection): Promise<readonly string[]> {
  const db = connection.as<IntakeTables>();
  const inside = await db
    .selectFrom('occurrence')
    .select(['id', 'original', 'name', 'shown_name', 'path', 'depth'])
    .where('container', '=', container)
    .execute();
  const moved: string[] = [];
  for (const thing of inside) {
    const path = Buffer.concat([above.path, Buffer.from('/'), thing.name]);
    if (path.equals(thing.path) && thing.depth === above.depth + 1) continue;
    await db
      .updateTable('occurrence')
      .set({ path, shown_path: `${above.shown_path}/${thing.shown_name}`, depth: above.depth + 1 })
      .where('id', '=', thing.id)
      .execute();
    if (thing.original !== null) moved.push(thing.original);
  }
  return moved;
}
