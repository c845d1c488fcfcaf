import { open } from 'node:fs/promises';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';

/** Turns what the system refuses when the case is written to into Problems; anything else stays what it is. */
export function explainedWrite(error: unknown): unknown {
  const code = errnoOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem('disk-full', 'The disk is full.', {
      remedy: 'Free some room and run the same command again: it goes on where it stopped.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Problem('unreadable-place', 'The case folder cannot be written to.', {
      remedy: 'Check the permissions of the case folder and of the disk it is on.',
      cause: error,
    });
  }
  return error;
}

/** `work`, with what the system refuses explained. */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainedWrite(error);
  }
}

/** Makes the names in a folder survive a power cut, as fsync makes the bytes of a file. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}
