import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { PublishingTables } from './tables.ts';

/**
 * The ledger entry that added a key to the case. The ledger is looked through once for each key: of a million entries that
 * takes a while.
 * @param key as a line of keys.txt
 * @throws Problem `not-allowed`
 */
export async function entryOfKey({ records, ledger }: Desk, key: string): Promise<number> {
  const known = await records.reading
    .as<PublishingTables>()
    .selectFrom('key_entry')
    .select('seq')
    .where('key', '=', key)
    .executeTakeFirst();
  if (known !== undefined) return known.seq;
  for await (const { seq, kind, fields } of ledger.entries()) {
    if (kind !== 'key-added' || fields['key'] !== key) continue;
    await records.exclusively(async (connection) => {
      await connection
        .as<PublishingTables>()
        .insertInto('key_entry')
        .values({ key, seq })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    });
    return seq;
  }
  throw new Problem('not-allowed', 'The key of whoever publishes is not in the ledger of the case.', {
    remedy: 'Publish as someone who has signed in this case, or take something in first.',
  });
}
