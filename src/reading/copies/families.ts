import type { Connection } from '../../records/records.ts';
import { kindOf } from './signature.ts';
import type { CopyTables } from './tables.ts';

/*
 * A family: texts of which each is nearly the same as, or an edition of, at least one other of it. Its fullest member
 * leads: where near copies are hidden, that one is shown.
 */

/** Puts a text that has just been measured among its like. */
export async function joinFamily(id: number, like: readonly number[], connection: Connection): Promise<void> {
  if (like.length === 0) return;
  const db = connection.as<CopyTables>();
  const rows = await db
    .selectFrom('copy_signature')
    .select(['id', 'family'])
    .where('id', 'in', [id, ...like])
    .execute();
  const families = [...new Set(rows.flatMap(({ family }) => (family === null ? [] : [family])))];
  const family = families.length === 0 ? Math.min(id, ...like) : Math.min(...families);
  const others = families.filter((each) => each !== family);
  if (others.length > 0) {
    await db.updateTable('copy_signature').set({ family }).where('family', 'in', others).execute();
  }
  const alone = rows.filter((row) => row.family === null).map((row) => row.id);
  if (alone.length > 0) await db.updateTable('copy_signature').set({ family }).where('id', 'in', alone).execute();
  const leaders = await db
    .selectFrom('copy_signature')
    .select('id')
    .where('family', '=', family)
    .where('leads', '=', 1)
    .orderBy('shingles', 'desc')
    .orderBy('id')
    .execute();
  const led = leaders.slice(1).map((row) => row.id);
  if (led.length > 0) await db.updateTable('copy_signature').set({ leads: 0 }).where('id', 'in', led).execute();
}

/** Takes a text out of its family; what it alone held together falls apart. Its pairs must be gone already. */
export async function leaveFamily(id: number, connection: Connection): Promise<void> {
  const db = connection.as<CopyTables>();
  const row = await db.selectFrom('copy_signature').select('family').where('id', '=', id).executeTakeFirst();
  const family = row?.family ?? null;
  if (family === null) return;
  const members = await db.selectFrom('copy_signature').select('id').where('family', '=', family).execute();
  await db.updateTable('copy_signature').set({ family: null, leads: 1 }).where('family', '=', family).execute();
  for (const member of members) {
    if (member.id !== id) await joinFamily(member.id, await likeOf(member.id, connection), connection);
  }
}

/** The texts that are nearly the same as this one, or an edition of it. */
async function likeOf(id: number, connection: Connection): Promise<readonly number[]> {
  const pairs = await connection
    .as<CopyTables>()
    .selectFrom('copy_pair')
    .select(['other', 'share', 'share_of_other', 'shared'])
    .where('text', '=', id)
    .execute();
  return pairs
    .filter(({ share, share_of_other: shareOfOther, shared }) => isLike(kindOf({ share, shareOfOther }, shared)))
    .map(({ other }) => other);
}

export function isLike(kind: ReturnType<typeof kindOf>): boolean {
  return kind === 'same' || kind === 'edited';
}
