import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import type { Desk } from '../desk/desk.ts';
import type { PublishedReport } from '../nouns/editing.ts';
import { sha256From, sha256Of, type Sha256 } from '../nouns/sha256.ts';
import { checkPackage, type CheckOptions, type PackageCheck } from './check-package.ts';
import { packageArchive, type PackageArchive } from './package-archive.ts';

/** Whether a package in the folder of the case is still what its ledger entry says was given out. */
export interface GivenCheck {
  readonly check: PackageCheck;
  /** It is the very package of the entry, by the hash that stands there. */
  readonly isOfEntry: boolean;
  /** As one file, where it is whole. */
  readonly archive?: { readonly name: string; readonly bytes: number; readonly sha256: Sha256 };
}

/** A package that was given out, and what its ledger entry says of it. */
export interface GivenPackage {
  readonly place: string;
  /** SHA-256 of `tagmanifest-sha256.txt`; undefined where the entry has none. */
  readonly manifest: string | undefined;
}

/** @param report one that has its place */
export async function givenPackage(
  { ledger }: Desk,
  { seq, place }: PublishedReport & { readonly place: string },
): Promise<GivenPackage> {
  for await (const { fields } of ledger.entries(seq)) {
    const { manifest } = fields;
    return { place, manifest: typeof manifest === 'string' ? manifest : undefined };
  }
  return { place, manifest: undefined };
}

/** Reads all of it twice; needs nothing of the case. */
export async function checkGiven(
  { place, manifest }: GivenPackage,
  { signal, onProgress }: Pick<CheckOptions, 'onProgress'> & { readonly signal: AbortSignal },
): Promise<GivenCheck> {
  const check = await checkPackage(place, { signal, ...(onProgress === undefined ? {} : { onProgress }) });
  const isOfEntry = manifest !== undefined && manifest === (await hashOfList(place));
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

/** Of the list that stands for the whole package; undefined where it cannot be read. */
async function hashOfList(place: string): Promise<Sha256 | undefined> {
  try {
    return sha256Of(await readFile(join(place, 'tagmanifest-sha256.txt')));
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
