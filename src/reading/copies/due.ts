import type { Connection } from '../../records/records.ts';
import type { CopyTables } from './tables.ts';

/** Notes that an original has been read: its text, where it has one, is to be compared with those of the case. */
export async function noteText(original: string, derivative: string | null, connection: Connection): Promise<void> {
  await connection
    .as<CopyTables>()
    .insertInto('copy_signature')
    .values({ original, wanted: derivative, seen: null, hashes: null, family: null })
    .onConflict((conflict) => conflict.column('original').doUpdateSet({ wanted: derivative }))
    .execute();
}
