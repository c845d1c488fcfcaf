import { closeSync, existsSync, fsync, linkSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { errnoOf } from '../../base/errno.ts';

/*
 * Small files by the thousand. A call that waits in another thread costs ten times what the system takes to do it, where
 * all of it happens in memory; a case lies on a disk of this machine, as the shared memory of its records asks
 * (sqlite.org/wal.html). Only what waits for the disk itself, `fsync`, is done beside.
 */

/** In bytes: so many are written in less time than it takes to ask another thread. */
const SMALL_BYTES = 256 * 1024;

export function isSmall(bytes: Uint8Array): boolean {
  return bytes.byteLength <= SMALL_BYTES;
}

/** Writes a new file; where it fails none is left. Not flushed yet. */
export function writeSmall(path: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < bytes.byteLength;) at += writeSync(descriptor, bytes, at);
  } catch (error) {
    removeSmall(path);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Links a file to its home, whose folder is made. False where that does not go at once: there may be many reasons. */
export function linkInto(path: string, home: string): boolean {
  try {
    const folder = dirname(home);
    if (!existsSync(folder)) mkdirSync(folder, 0o700);
    linkSync(path, home);
    return true;
  } catch {
    // Safe: whoever asked goes the long way, which tells the reasons apart.
    return false;
  }
}

export function removeSmall(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

const flushed = promisify(fsync);

/** Makes the bytes of a file, or the names in a folder, survive a power cut. */
export async function syncAt(path: string): Promise<void> {
  const descriptor = openSync(path, 'r');
  try {
    await flushed(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
