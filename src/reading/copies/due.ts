import { sql } from 'kysely';
import type { Connection } from '../../records/records.ts';
import type { CopyTables } from './tables.ts';

/**
 * Notes that originals have been read: the text of each, where it has one, is to be compared with those of the case.
 * @param texts an original, each once, and the derivative with its text
 */
export async function noteTexts(
  texts: readonly (readonly [original: string, derivative: string | null])[],
  connection: Connection,
): Promise<void> {
  await sql`
    insert into copy_signature (original, wanted) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(texts)})
    where true on conflict (original) do update set wanted = excluded.wanted`.execute(connection.as<CopyTables>());
}
