import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import type { BagFindings } from './bag-tags.ts';

/** Where the files of a bag lie: a folder, or an archive that was unpacked. Paths are within the bag. */
export interface BagPlace {
  /** Every file with its size; anything else is a fault. */
  list(findings: BagFindings): Promise<ReadonlyMap<string, number>>;
  /** Undefined where there is no such file, or it cannot be read. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Throws what `isUnreadable` knows where it cannot be read. */
  stream(path: string, signal: AbortSignal | undefined): AsyncIterable<unknown>;
  isUnreadable(error: unknown): boolean;
}

/** In bytes: the largest tag file that is looked at, some four million lines. */
export const LONGEST_TAG_FILE = 512 * 1024 * 1024;

/** Nothing is fetched, no link is followed, nothing outside the folder is opened. */
export function folderPlace(folder: string): BagPlace {
  return {
    list: (findings) => listed(folder, findings),
    async read(path) {
      try {
        const stats = await lstat(join(folder, path));
        return stats.isFile() && stats.size <= LONGEST_TAG_FILE ? await readFile(join(folder, path)) : undefined;
      } catch (error) {
        // Told by whoever asked, as is what is no file or too long.
        if (errnoOf(error) === undefined) throw error;
        return undefined;
      }
    },
    stream: (path, signal) => createReadStream(join(folder, path), signal === undefined ? {} : { signal }),
    isUnreadable: (error) => errnoOf(error) !== undefined,
  };
}

/** Every regular file, by its path in the bag; anything else is a fault, as is a name that is not UTF-8. */
async function listed(folder: string, { faults }: BagFindings): Promise<ReadonlyMap<string, number>> {
  const held = new Map<string, number>();
  const sayUnreadable = (path: string) => (error: unknown) => {
    if (errnoOf(error) === undefined) throw error;
    faults.push({ code: 'unreadable', path });
  };
  const below = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(sayUnreadable(path || '.'));
    for (const entry of entries ?? []) {
      const each = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await below(each);
      else if (entry.isFile()) {
        const stats = await lstat(join(folder, each)).catch(sayUnreadable(each));
        if (stats !== undefined) held.set(each, stats.size);
      } else faults.push({ code: 'not-a-file', path: each });
    }
  };
  await below('');
  return held;
}
