import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import type { Desk } from '../desk/desk.ts';
import type { PublishedReport } from '../nouns/editing.ts';
import { sha256From, sha256Of, type Sha256 } from '../nouns/sha256.ts';
import { checkPackage, type PackageCheck } from './check-package.ts';
import { packageArchive, type PackageArchive } from './package-archive.ts';

/** Whether a package in the folder of the case is still what its ledger entry says was given out. */
export interface GivenCheck {
  readonly check: PackageCheck;
  /** It is the very package of the entry, by the hash that stands there. */
  readonly isOfEntry: boolean;
  /** As one file, where it is whole. */
  readonly archive?: { readonly name: string; readonly bytes: number; readonly sha256: Sha256 };
}

/** Reads all of it twice. @param report one that has its place */
export async function checkGiven(
  desk: Desk,
  { seq, place }: PublishedReport & { readonly place: string },
  signal: AbortSignal,
): Promise<GivenCheck> {
  const check = await checkPackage(place, { signal });
  const isOfEntry = (await manifestIn(desk, seq)) === (await hashOfList(place));
  if (check.faults.length > 0 || !isOfEntry) return { check, isOfEntry };
  const { name, bytes, pieces } = await packageArchive(place);
  return { check, isOfEntry, archive: { name, bytes, sha256: await hashOf({ pieces }, signal) } };
}

async function hashOf({ pieces }: Pick<PackageArchive, 'pieces'>, signal: AbortSignal): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const piece of pieces()) {
    signal.throwIfAborted();
    hash.update(piece);
  }
  return sha256From(hash);
}

async function manifestIn({ ledger }: Desk, seq: number): Promise<unknown> {
  for await (const { fields } of ledger.entries(seq)) return fields['manifest'];
  return undefined;
}

/** Of the list that stands for the whole package; undefined where it cannot be read. */
async function hashOfList(place: string): Promise<Sha256 | undefined> {
  try {
    return sha256Of(await readFile(join(place, 'tagmanifest-sha256.txt')));
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
