import { sql } from 'kysely';
import type { DocumentLook } from '../nouns/editing.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { ReadingTables } from '../reading/tables.ts';
import type { Connection } from '../records/records.ts';

const WORDS = 160; // characters of a text that are enough to know it by

/** Of documents in a list: nothing is drawn for it. */
export async function looksOf(
  connection: Connection,
  documents: readonly Sha256[],
): Promise<ReadonlyMap<Sha256, DocumentLook>> {
  const rows = await connection
    .as<ReadingTables>()
    .selectFrom('reading')
    .where(sql<boolean>`original in (select value from json_each(${JSON.stringify(documents)}))`)
    .select((reading) => [
      'original',
      reading
        .selectFrom('derivative')
        .select((derivative) => derivative.fn.min('page').as('page'))
        .whereRef('derivative.original', '=', 'reading.original')
        .where('what', '=', 'page-picture')
        .as('picture'),
      reading
        .selectFrom('passage')
        .select(sql<string>`substr(text, 1, ${sql.lit(WORDS)})`.as('begin'))
        .whereRef('passage.original', '=', 'reading.original')
        .orderBy('ordinal')
        .limit(1)
        .as('words'),
    ])
    .execute();
  return new Map(
    rows.flatMap(({ original, picture, words }) => {
      const document = parseSha256(original);
      const look = { ...(picture === null ? {} : { picture }), ...(words === null ? {} : { words }) };
      return document === undefined ? [] : [[document, look] as const];
    }),
  );
}

/** Pages of one document of which a picture is kept. */
export async function picturedPages(connection: Connection, document: Sha256): Promise<ReadonlySet<number>> {
  const rows = await connection
    .as<ReadingTables>()
    .selectFrom('derivative')
    .select('page')
    .where('original', '=', document)
    .where('what', '=', 'page-picture')
    .execute();
  return new Set(rows.flatMap(({ page }) => page ?? []));
}
