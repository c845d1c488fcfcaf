import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { filesWithin, uncheckedBags, type BagWithin } from '../intake/bags-within.ts';
import type { PackageReport } from '../nouns/bag.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { makeFolders, writing } from '../vault/disk.ts';
import { EXPORTS, OWN_PART, sweep } from './bag.ts';
import { PUBLICATION_PATH } from './package-format.ts';
import { packageAt } from './packages-in.ts';
import { takeApart, type TakingParts } from './take-apart.ts';

interface Parts extends TakingParts {
  readonly folder: string;
  readonly pathOf: (original: Sha256) => string;
}

export interface PackagesWithin {
  /**
   * Checks a bag in an archive that is a published package, and makes documents of one that holds, in place of what its
   * files are by themselves. One that does not hold stays what it is: files.
   */
  take(bag: BagWithin, signal: AbortSignal): Promise<PackageReport | undefined>;
  /** Takes those that have been unpacked while other files wait: what is read file by file by then was in vain. */
  takeEarly(signal: AbortSignal): Promise<void>;
}

export function openPackagesWithin(parts: Parts): PackagesWithin {
  const tried = new Set<string>();
  const take = async (bag: BagWithin, signal: AbortSignal): Promise<PackageReport | undefined> => {
    tried.add(nameOf(bag));
    const files = await filesWithin(parts.desk, bag);
    if (!files.has(`data/${PUBLICATION_PATH}`)) return undefined;
    return asFolder(parts, files, async (folder) => {
      const found = await packageAt(folder, signal);
      if (found?.report.faults === 0) await takeApart(parts, found, { signal, within: bag.container });
      return found?.report;
    });
  };
  return {
    take,
    async takeEarly(signal) {
      if (!parts.desk.canSign) return;
      for (const bag of await uncheckedBags(parts.desk.records.reading)) {
        if (!tried.has(nameOf(bag)) && !signal.aborted) await take(bag, signal);
      }
    },
  };
}

function nameOf({ container, at }: BagWithin): string {
  return `${container} ${at}`;
}

const PLACE = 'taken-in'; // beside exported packages: what an ended process left there is swept like a half of them

/** The originals under their names, as links where the disk knows them: the verifiers look at folders. */
async function asFolder<T>(
  { folder, pathOf }: Parts,
  files: ReadonlyMap<string, { readonly id: Sha256 } | undefined>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const place = join(folder, EXPORTS, PLACE);
  await writing(() => makeFolders(dirname(place)));
  await sweep(place);
  const own = `${place}.part-${OWN_PART}-${randomUUID().slice(0, 8)}`;
  const made = new Set<string>();
  try {
    for (const [path, file] of files) {
      if (file === undefined || !isPlain(path)) continue;
      const to = join(own, path);
      if (!made.has(dirname(to))) await writing(() => makeFolders(dirname(to)));
      made.add(dirname(to));
      await writing(() => linked(pathOf(file.id), to));
    }
    return await work(own);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** What lies elsewhere, or has no name of its own, is missing then, and the package does not hold. */
function isPlain(path: string): boolean {
  return !path.includes('\0') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

async function linked(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EEXIST') return; // the same name twice in the archive: one of them is held against the lists
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK') throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}
