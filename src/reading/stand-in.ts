import { stat } from 'node:fs/promises';
import type { Sha256 } from '../nouns/sha256.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import type { ReadingTables } from './tables.ts';

/**
 * Derivatives that are read and drawn in place of their original: a copy without its lock, or what another program
 * made of a format that no reader here knows. The original stays what is cited; only its bytes are not looked at.
 */
export type StandInKind = 'unlocked-copy' | 'converted-copy';

/** What LibreOffice makes of a file that is read by itself: only drawn, never read in place of it. */
type PrintedCopy = 'printed-copy';

export interface Bytes {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Where derivatives lie, besides their bytes. */
export interface DerivedFiles {
  readonly derived: Store;
  readonly pathOfDerived: (id: Sha256) => string;
}

/** The stand-in of that kind, checked against its hash; `lost` where there was one and its bytes are no more. */
export async function standInOf(
  { derived, pathOfDerived }: DerivedFiles,
  connection: Connection,
  original: Sha256,
  kind: StandInKind | PrintedCopy,
): Promise<(Bytes & { readonly version: number }) | 'lost' | undefined> {
  const row = await connection
    .as<ReadingTables>()
    .selectFrom('derivative')
    .select(['sha256', 'version'])
    .where('original', '=', original)
    .where('what', '=', kind)
    .executeTakeFirst();
  const id = parseSha256(row?.sha256 ?? '');
  if (row === undefined || id === undefined) return undefined;
  if (!(await derived.has(id))) return 'lost';
  for await (const _ of derived.get(id)); // re-hashed, as originals are before anything is made of them
  const path = pathOfDerived(id);
  return { path, size: (await stat(path)).size, version: row.version };
}
