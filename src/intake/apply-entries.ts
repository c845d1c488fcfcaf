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
  for (const entry of entries) {
    switch (entry.kind) {
      case 'accession-begun':
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
        if (found.container !== undefined && touched.has(found.container)) {
          // The way to what lies inside begins at the container's first place: that must be settled.
          await settlePlaces([...touched], connection);
          touched.clear();
        }
        if (found.original !== undefined) {
          touched.add(found.original);
          if (await addOriginal(found.original, found.size ?? 0, found.container, connection))
            added.push(found.original);
        }
        await addOccurrence(found, connection);
        break;
      }
      default: // other rooms' entries
    }
  }
  await settlePlaces([...touched], connection);
  return added;
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

async function addOriginal(
  sha256: string,
  size: number,
  container: string | undefined,
  connection: Connection,
): Promise<boolean> {
  const db = connection.as<IntakeTables>();
  const tree = container === undefined ? null : await treeOf(container, connection);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('original')
    .values({ sha256, size, tree })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .executeTakeFirstOrThrow();
  const isNew = numInsertedOrUpdatedRows === 1n;
  if (isNew && tree !== null) {
    await db
      .insertInto('unpacked')
      .values({ tree, bytes: size })
      .onConflict((conflict) =>
        conflict.column('tree').doUpdateSet((eb) => ({ bytes: eb('unpacked.bytes', '+', size) })),
      )
      .execute();
  }
  return isNew;
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

async function addOccurrence(found: z.infer<typeof Found>, connection: Connection): Promise<void> {
  const db = connection.as<IntakeTables>();
  const { ordinal } = await db
    .selectFrom('accession')
    .select('ordinal')
    .where('id', '=', found.accession)
    .executeTakeFirstOrThrow();
  const name = found.pathBytes === undefined ? Buffer.from(found.path ?? '') : Buffer.from(found.pathBytes, 'hex');
  const shownName = found.pathShown ?? shownPath(name);
  if (found.replaces !== undefined) {
    await db.deleteFrom('occurrence').where('id', '=', found.replaces).where('original', 'is', null).execute();
  }
  const place = await placeOf(name, shownName, found.container, connection);
  await db
    .insertInto('occurrence')
    .values({
      id: found.occurrence,
      accession: ordinal,
      container: found.container ?? null,
      original: found.original ?? null,
      name,
      shown_name: shownName,
      modified: found.modified ?? null,
      reason: found.reason === undefined ? null : canonicalJson(found.reason),
      ...place,
      first_place: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function placeOf(
  name: Buffer,
  shownName: string,
  container: string | undefined,
  connection: Connection,
): Promise<{ depth: number; path: Buffer; shown_path: string }> {
  if (container === undefined) return { depth: 0, path: name, shown_path: shownName };
  const above = await connection
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .select(['depth', 'path', 'shown_path'])
    .where('original', '=', container)
    .where('first_place', '=', 1)
    .executeTakeFirstOrThrow();
  const path = Buffer.concat([above.path, Buffer.from('/'), name]);
  return { depth: above.depth + 1, path, shown_path: `${above.shown_path}/${shownName}` };
}
