import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  if (isDiskGone(code)) return diskGone(error);
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
    default:
      return isDiskGone(errnoOf(error)) ? diskGone(error) : error;
  }
}

/** What a disk says that fails, was pulled, or is on a network that went away. */
const DISK_GONE = new Set(['EIO', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'EREMOTEIO']);

function isDiskGone(code: string | undefined): boolean {
  return code !== undefined && DISK_GONE.has(code);
}

function diskGone(cause: unknown): Problem {
  return new Problem('unreadable-place', 'The disk that the case is on cannot be read or written.', {
    remedy: 'Check that the disk is there and sound, then run the same command again.',
    cause,
  });
}

/** `work`, which only reads or explains its own writing, with what the system refuses explained. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainedRead(error);
  }
}

/** The same for what comes piece by piece. What the consumer throws is its own. */
export async function* reachingEach<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await reaching(() => source.next());
      if (done === true) return;
      yield value;
    }
  } finally {
    await source.return?.();
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

/**
 * Makes a folder and those above it that are missing; returns the first that was made. Not `mkdir` with `recursive`:
 * where a file system answers ENOENT for whatever is made in it, as /proc does, Node 24 tries for ever.
 * @throws what the system refuses
 */
export async function makeFolders(folder: string, mode = 0o700): Promise<string | undefined> {
  try {
    await mkdir(folder, mode);
    return folder;
  } catch (error) {
    const above = dirname(folder);
    // EEXIST: there already. EROFS, EACCES: what may not be made may be there all the same.
    if (errnoOf(error) !== 'ENOENT' || above === folder) {
      if (await isFolder(folder)) return undefined;
      throw error;
    }
    const first = await makeFolders(above, mode);
    // Another process may have made it meanwhile.
    await mkdir(folder, mode).catch(async (again: unknown) => {
      if (!(await isFolder(folder))) throw again;
    });
    return first ?? folder;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false, // whoever asks has an error of its own to tell
  );
}

/** Makes the names in a folder survive a power cut, as fsync makes the bytes of a file. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}
