import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../desk/desk.ts';
import { aliasesIn } from '../entities/aliases.ts';
import type { ChosenDocument } from './assemble.ts';
import type { BagWriter } from './bag.ts';
import { isConfirmed, type Carried } from './originals.ts';
import type { Profile } from './profile.ts';
import { findWithheld, type FileToSearch, type WithheldFound } from './withheld.ts';

/** What was looked at before anything is published: findings that stop it, and findings that a person has to look at. */
export interface PackageChecks {
  /** Withheld words that are in it all the same: stop it. */
  readonly withheld: readonly WithheldFound[];
  /** Documents of the profile with words that whoever opens the file does not see: stop it. */
  readonly hiding: readonly { readonly document: string; readonly fields: readonly string[] }[];
  /** Originals that are published, with what they carry: one whose list nobody confirmed stops it. */
  readonly originals: readonly OriginalCheck[];
  /** Pages whose words nobody knows, so that no search could find a withheld one. */
  readonly unread: readonly { readonly document: string; readonly page: number }[];
  /** Claims of the profile of which no statement stands on a published page. */
  readonly claimsLeftOut: readonly string[];
}

export interface OriginalCheck {
  /** As the profile names it. */
  readonly document: string;
  readonly carries: readonly Carried[];
  /** The profile confirms just this list. */
  readonly confirmed: boolean;
}

export function isStopped({ withheld, hiding, originals }: PackageChecks): boolean {
  return withheld.length > 0 || hiding.length > 0 || originals.some(({ confirmed }) => !confirmed);
}

/** What can be told before a package is written. */
export function checksOf(chosen: readonly ChosenDocument[]): Omit<PackageChecks, 'withheld' | 'claimsLeftOut'> {
  return {
    hiding: chosen.flatMap(({ hiding, chosen: { document } }) =>
      hiding.length === 0 ? [] : [{ document, fields: hiding }],
    ),
    originals: chosen.flatMap(({ carries, chosen: { document, original, confirmed } }) =>
      original ? [{ document, carries, confirmed: isConfirmed(carries, confirmed) }] : [],
    ),
    unread: chosen.flatMap(({ chosen: { document }, pieces }) =>
      pieces.filter(({ textFrom }) => textFrom === 'none').map(({ page }) => ({ document, page })),
    ),
  };
}

/** Looks through all of the package that was written. */
export async function withheldIn(
  bag: BagWriter,
  { withheld }: Profile,
  { desk }: { readonly desk: Desk },
): Promise<readonly WithheldFound[]> {
  const aliases = await aliasesIn(desk.records.reading);
  return findWithheld(
    withheld,
    filesOf(bag),
    aliases.map(({ names }) => names),
  );
}

async function* filesOf(bag: BagWriter): AsyncGenerator<FileToSearch> {
  for (const { path } of bag.files) yield { path, bytes: await readFile(join(bag.folder, path)) };
}
