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

/** The same for what is refused when the case is read: rights, a disk that fails, something else in a file’s place. */
function explainedRead(error: unknown): unknown {
  switch (errnoOf(error) ?? '') {
    case 'EACCES':
    case 'EPERM':
      return new Problem('unreadable-place', 'A part of the case folder cannot be read.', {
        remedy: 'Check who owns the files of the case, and their permissions. Nothing was changed.',
        cause: error,
      });
    case 'EISDIR':
    case 'ENOTDIR':
      return new Problem(
        'case-damaged',
        'In the case folder, a folder stands where a file should, or a file for a folder.',
        {
          remedy: 'Put back what stood there from another copy of the case. Nothing was changed.',
          cause: error,
        },
      );
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ENOTCONN':
    case 'ESTALE':
      return new Problem('unreadable-place', 'The disk that the case is on cannot be read.', {
        remedy: 'Check that the disk is there and sound, then run the same command again.',
        cause: error,
      });
    default:
      return error;
  }
}

/** `work`, which only reads or explains its own writing, with what the system refuses explained. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainedRead(error);
  }
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
