import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { errnoOf } from '../base/errno.ts';
import { log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { filesWithin, uncheckedBags, type BagWithin } from '../intake/bags-within.ts';
import type { PackageReport } from '../nouns/bag.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { thisProcess } from '../queue/owner.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueTables } from '../queue/tables.ts';
import { READ_JOB } from '../reading/apply-entries.ts';
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
  readonly take: (bag: BagWithin, signal: AbortSignal) => Promise<PackageReport | undefined>;
  /** Told the name of everything that is found in an archive. */
  readonly onFound: (container: Sha256, shownName: string) => void;
  /**
   * The queue, which gives out no files while an archive with a bag is being unpacked by this process, and looks at the bag
   * before it goes on: what was read of a package file by file was read in vain. A process that is killed meanwhile loses
   * nothing: bags are looked at once more when nothing waits.
   */
  holding(queue: Queue, signal: AbortSignal): Queue;
}

export function openPackagesWithin(parts: Parts): PackagesWithin {
  const tried = new Set<string>();
  const take = async (bag: BagWithin, signal: AbortSignal): Promise<PackageReport | undefined> => {
    tried.add(nameOf(bag));
    const files = await filesWithin(parts.desk, bag);
    if (!files.has(`data/${PUBLICATION_PATH}`)) return undefined;
    return asFolder(parts, files, async (folder) => {
      const found = await packageAt(folder, { signal, asFiles: true });
      if (found?.report.faults !== 0) return found?.report;
      try {
        await takeApart(parts, found, { signal, within: bag.container });
        return found.report;
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'altered')) throw error;
        log('a package in an archive cannot be read', error);
        return { ...found.report, faults: 1 };
      }
    });
  };
  const unpacking = new Set<Sha256>();
  const takeUnpacked = async (signal: AbortSignal): Promise<void> => {
    for (const bag of await uncheckedBags(parts.desk.records.reading)) {
      if (!tried.has(nameOf(bag)) && !signal.aborted) await take(bag, signal);
    }
  };
  return {
    take,
    onFound(container, shownName) {
      if (parts.desk.canSign && /(?:^|\/)bagit\.txt$/.test(shownName)) unpacking.add(container);
    },
    holding: (queue, signal) => ({
      ...queue,
      async lease(kind, most) {
        if (unpacking.size > 0) {
          if (await isLeased(parts.desk, [...unpacking])) return [];
          unpacking.clear();
          await takeUnpacked(signal).catch((error: unknown) => log('looking at packages failed', error));
        }
        return queue.lease(kind, most);
      },
    }),
  };
}

/** Whether this process still reads one of these: what another one does may end without a word. */
async function isLeased({ records }: Desk, originals: readonly Sha256[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from job where kind = ${READ_JOB} and state = 'leased' and owner = ${thisProcess()}
      and subject in (select value from json_each(${JSON.stringify(originals)})) limit 1`.execute(
    records.reading.as<QueueTables>(),
  );
  return rows.length > 0;
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
      try {
        if (!made.has(dirname(to))) await writing(() => makeFolders(dirname(to)));
        made.add(dirname(to));
        await writing(() => linked(pathOf(file.id), to));
      } catch (error) {
        // A name that no folder can hold, or that is that of a folder too, is missing like what lies elsewhere.
        if (!NO_NAME.has(errnoOf(error) ?? '')) throw error;
      }
    }
    return await work(own);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

const NO_NAME: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG', 'EINVAL', 'EILSEQ']);

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
