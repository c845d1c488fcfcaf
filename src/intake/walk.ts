import type { Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import type { PathBytes } from '../nouns/path-bytes.ts';
import type { Reason } from '../nouns/outcome.ts';

/** Where a walk begins: what the person named, links resolved. */
export interface Root {
  /** Absolute, as bytes. */
  readonly absolute: Buffer;
  /** The last part of it: how paths below it begin. */
  readonly name: Buffer;
  /** Of a folder: which one it is, so that another in its place, as where a disk was unmounted, is not taken for it. */
  readonly folder?: FolderNumbers;
}

interface FolderNumbers {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** One thing met on the walk: a file to take in, or something that can only be noted. */
export interface Met {
  readonly root: Root;
  readonly absolute: Buffer;
  /** From the root's name down, parts joined by `/`. */
  readonly path: PathBytes;
  readonly stats?: Stats;
  /** Why it cannot be taken in; absent for a regular file. */
  readonly reason?: Reason;
}

const SLASH = Buffer.from('/');

/** @throws Problem `not-found` or `unreadable-place` before anything is taken in */
export async function rootAt(path: string): Promise<Root> {
  try {
    const absolute = await realpath(path, { encoding: 'buffer' });
    const stats = await lstat(absolute, { bigint: true });
    const name = Buffer.from(basename(absolute.toString('latin1')), 'latin1');
    return stats.isDirectory() ? { absolute, name, folder: { dev: stats.dev, ino: stats.ino } } : { absolute, name };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
      throw new Problem('not-found', 'One of the paths to take in does not exist.', {
        remedy: 'Check the path and give it again. Nothing was taken in.',
        cause: error,
      });
    }
    throw new Problem('unreadable-place', 'One of the paths to take in cannot be opened.', {
      remedy: 'Check its permissions. Nothing was taken in.',
      cause: error,
    });
  }
}

/**
 * Everything below `root`, in the order of the bytes of the names, so that every run meets things in one order.
 * Symbolic links are never followed; folders that cannot be opened are met once, with the reason.
 * @param leaveOut absolute path of the case folder, which may lie inside what is taken in
 * @throws Problem `unreadable-place` once all of `root` is gone
 */
export async function* walk(root: Root, leaveOut: Buffer): AsyncGenerator<Met> {
  yield* below(root, root.absolute, root.name, leaveOut);
}

async function* below(root: Root, absolute: Buffer, path: PathBytes, leaveOut: Buffer): AsyncGenerator<Met> {
  if (absolute.equals(leaveOut) || isBelow(absolute, leaveOut)) {
    yield { root, absolute, path, reason: { code: 'case-itself' } };
    return;
  }
  let stats: Stats;
  let names: Buffer[];
  try {
    stats = await lstat(absolute);
    if (!stats.isDirectory()) {
      const reason = cannotTake(stats);
      yield reason ? { root, absolute, path, stats, reason } : { root, absolute, path, stats };
      return;
    }
    names = await readdir(absolute, { encoding: 'buffer' });
  } catch (error) {
    yield { root, absolute, path, reason: await whyLost(root, error) };
    return;
  }
  for (const name of names.toSorted((a, b) => Buffer.compare(a, b))) {
    yield* below(root, Buffer.concat([absolute, SLASH, name]), Buffer.concat([path, SLASH, name]), leaveOut);
  }
}

/** A walk may begin inside the case folder; then all of it is the case's own. */
function isBelow(absolute: Buffer, folder: Buffer): boolean {
  return absolute.subarray(0, folder.length + 1).equals(Buffer.concat([folder, SLASH]));
}

function cannotTake(stats: Stats): Reason | undefined {
  if (stats.isSymbolicLink()) return { code: 'symbolic-link' };
  return stats.isFile() ? undefined : { code: 'special-file' };
}

/**
 * What the file system said about one place below `root`. Where the whole of it has gone (a disk was pulled, a network
 * went away), that is said once, and not of every file as if it had been deleted.
 * @throws Problem `unreadable-place`
 */
export async function whyLost(root: Root, error: unknown): Promise<Reason> {
  const reason = whyNotOpened(error);
  if (root.folder === undefined || (await isThere(root.absolute, root.folder))) return reason;
  throw new Problem('unreadable-place', 'The folder that is being taken in is gone: its disk is no longer there.', {
    remedy: 'Connect the disk again, or put the folder back, and run the same command: it goes on where it stopped.',
    cause: error,
  });
}

async function isThere(absolute: Buffer, { dev, ino }: FolderNumbers): Promise<boolean> {
  try {
    const now = await lstat(absolute, { bigint: true });
    return now.dev === dev && now.ino === ino;
  } catch {
    // Safe: whatever the system says, it does not give the folder.
    return false;
  }
}

/**
 * What the file system said about one place, as a reason for people. What says more of this process or of the machine
 * than of the place (too many open files, no memory) is thrown on.
 */
export function whyNotOpened(error: unknown): Reason {
  switch (errnoOf(error) ?? '') {
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission' };
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
      return { code: 'vanished' };
    case 'EIO':
    case 'EINVAL':
    case 'ENAMETOOLONG': // so deep below its root that no path reaches it
    case 'ENXIO':
    case 'ENODEV':
    case 'EBUSY':
    case 'EOVERFLOW':
    case 'EOPNOTSUPP':
    case 'ENOTSUP':
    case 'ESTALE': // … and what network and user-space file systems say when they fail half-way
    case 'ETIMEDOUT':
    case 'ENOTCONN':
    case 'EHOSTDOWN':
    case 'EREMOTEIO':
      return { code: 'broken' };
    default:
      throw error;
  }
}
