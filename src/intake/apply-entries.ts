import { sql } from 'kysely';
import * as z from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { shownPath } from '../nouns/path-bytes.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import { settlePlaces } from './settle-places.ts';
import type { IntakeTables } from './tables.ts';

const Begun = z.object({
  accession: z.string(),
  roots: z.array(z.string()),
  note: z.string().optional(),
  asOf: z.string().optional(),
  bags: z.json().optional(),
});
const Closed = z.object({ accession: z.string() });
const Found = z.object({
  accession: z.string(),
  occurrence: z.string(),
  path: z.string().optional(),
  pathBytes: z.string().optional(),
  pathShown: z.string().optional(),
  container: z.string().optional(),
  original: z.string().optional(),
  size: z.number().optional(),
  modified: z.string().optional(),
  reason: z.json().optional(),
  replaces: z.string().optional(),
  part: z.string().optional(),
});

/**
 * Turns ledger entries about arrival into records: accessions, originals, occurrences.
 * @returns the originals that are new to the case, in the order of the entries
 */
export async function applyArrivals(
  entries: readonly OpenedEntry[],
  connection: Connection,
): Promise<readonly string[]> {
  const added: string[] = [];
  const touched = new Set<string>();
  let together: Arrival[] = [];
  const takeIn = async (): Promise<void> => {
    const taken = together;
    together = [];
    added.push(...(await addTogether(taken, connection)));
  };
  for (const entry of entries) {
    switch (entry.kind) {
      case 'accession-begun':
        await takeIn();
        await applyBegun(entry, connection);
        break;
      case 'accession-closed':
        await connection
          .as<IntakeTables>()
          .updateTable('accession')
          .set({ closed: entry.at })
          .where('id', '=', Closed.parse(entry.fields).accession)
          .execute();
        break;
      case 'received':
      case 'noted': {
        const found = Found.parse(entry.fields);
        if (!areNeighbours(together[0], found) || together.length >= MOST_TOGETHER) await takeIn();
        if (found.container !== undefined && touched.has(found.container)) {
          // The way to what lies inside begins at the container's first place: that must be settled.
          await takeIn();
          await settlePlaces([...touched], connection);
          touched.clear();
        }
        if (found.original !== undefined) touched.add(found.original);
        together.push(found);
        break;
      }
      default: // other rooms' entries
    }
  }
  await takeIn();
  await settlePlaces([...touched], connection);
  return added;
}

type Arrival = z.infer<typeof Found>;

const MOST_TOGETHER = 1_000; // in a statement

/** Things of one accession that lie in one container, or in none, share all but themselves. */
function areNeighbours(a: Arrival | undefined, b: Arrival): boolean {
  return a !== undefined && a.accession === b.accession && a.container === b.container;
}

async function applyBegun(entry: OpenedEntry, connection: Connection): Promise<void> {
  const { accession, roots, note, asOf, bags } = Begun.parse(entry.fields);
  await connection
    .as<IntakeTables>()
    .insertInto('accession')
    .values({
      id: accession,
      begun: entry.at,
      actor: entry.actor,
      roots: JSON.stringify(roots),
      note: note ?? null,
      as_of: asOf ?? null,
      bags: bags === undefined ? null : canonicalJson(bags),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Neighbours, in the order of the entries. @returns the originals that are new to the case */
async function addTogether(arrivals: readonly Arrival[], connection: Connection): Promise<readonly string[]> {
  const [first] = arrivals;
  if (first === undefined) return [];
  const added = await addOriginals(arrivals, first.container, connection);
  await addOccurrences(arrivals, first, connection);
  // What is a part of something else is read with it, and not by itself.
  const parts = new Set(arrivals.flatMap(({ original, part }) => (part === undefined ? [] : [original])));
  return added.filter((original) => !parts.has(original));
}

async function addOriginals(
  arrivals: readonly Arrival[],
  container: string | undefined,
  connection: Connection,
): Promise<readonly string[]> {
  const sizes = new Map<string, number>();
  for (const { original, size = 0 } of arrivals) {
    if (original !== undefined && !sizes.has(original)) sizes.set(original, size);
  }
  if (sizes.size === 0) return [];
  const tree = container === undefined ? null : await treeOf(container, connection);
  const db = connection.as<IntakeTables>();
  const { rows } = await sql<{ sha256: string }>`
    insert into original (sha256, size, tree)
    select value ->> 0, value ->> 1, ${tree} from json_each(${JSON.stringify([...sizes])}) where true
    on conflict (sha256) do nothing returning sha256`.execute(db);
  const isNew = new Set(rows.map(({ sha256 }) => sha256));
  const added = [...sizes.keys()].filter((sha256) => isNew.has(sha256));
  if (added.length > 0 && tree !== null) {
    const bytes = added.reduce((sum, sha256) => sum + (sizes.get(sha256) ?? 0), 0);
    await db
      .insertInto('unpacked')
      .values({ tree, bytes })
      .onConflict((conflict) =>
        conflict.column('tree').doUpdateSet((eb) => ({ bytes: eb('unpacked.bytes', '+', bytes) })),
      )
      .execute();
  }
  return added;
}

/** The file of an accession in whose unpacking `container` was first found: itself, where it was found in none. */
async function treeOf(container: string, connection: Connection): Promise<string> {
  const { tree } = await connection
    .as<IntakeTables>()
    .selectFrom('original')
    .select('tree')
    .where('sha256', '=', container)
    .executeTakeFirstOrThrow();
  return tree ?? container;
}

async function addOccurrences(
  arrivals: readonly Arrival[],
  { accession, container }: Pick<Arrival, 'accession' | 'container'>,
  connection: Connection,
): Promise<void> {
  const db = connection.as<IntakeTables>();
  const { ordinal } = await db
    .selectFrom('accession')
    .select('ordinal')
    .where('id', '=', accession)
    .executeTakeFirstOrThrow();
  const above = container === undefined ? undefined : await placeOf(container, connection);
  for (const { replaces } of arrivals) {
    if (replaces === undefined) continue;
    await db.deleteFrom('occurrence').where('id', '=', replaces).where('original', 'is', null).execute();
  }
  const rows = arrivals.map((found) => {
    const name = found.pathBytes ?? Buffer.from(found.path ?? '').toString('hex');
    const shownName = found.pathShown ?? shownPath(Buffer.from(name, 'hex'));
    const reason = found.reason === undefined ? null : canonicalJson(found.reason);
    return [found.occurrence, found.original ?? null, name, shownName, found.modified ?? null, reason];
  });
  const [path, shown] = above === undefined ? ['', ''] : [`${above.path.toString('hex')}2f`, `${above.shown_path}/`];
  // One statement, whatever their number: SQLite keeps it ready. Bytes go through JSON in hex.
  await sql`
    insert into occurrence
      (id, accession, container, original, name, shown_name, modified, reason, depth, path, shown_path, first_place)
    select value ->> 0, ${ordinal}, ${container ?? null}, value ->> 1, unhex(value ->> 2), value ->> 3, value ->> 4, value ->> 5,
      ${above === undefined ? 0 : above.depth + 1}, unhex(${path} || (value ->> 2)), ${shown} || (value ->> 3), 0
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (id) do nothing`.execute(db);
}

/** The way to what lies in a container. */
async function placeOf(
  container: string,
  connection: Connection,
): Promise<{ readonly depth: number; readonly path: Buffer; readonly shown_path: string }> {
  const { path, ...place } = await connection
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .select(['depth', 'path', 'shown_path'])
    .where('original', '=', container)
    .where('first_place', '=', 1)
    .executeTakeFirstOrThrow();
  return { ...place, path: Buffer.from(path) };
}
