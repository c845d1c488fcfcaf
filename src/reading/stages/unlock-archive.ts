import { ReadingFailed, type ReaderOutput } from '../reader.ts';
import { Unpacking } from './archive-wasm.ts';
import { runSevenZip } from './seven-zip.ts';
import { listed, type Listing } from './seven-zip-listing.ts';
import { padding, TAR_END, tarHead } from './tar-writer.ts';

interface Locked {
  readonly fd: number;
  readonly size: number;
  readonly name: string;
}

/**
 * The contents of a 7z or rar archive that is locked with a password, as a tar archive without a lock.
 * @throws ReadingFailed `encrypted` if none of the passwords opens all that is locked, `no-reader` if nothing is
 */
export async function unlockArchive(
  { fd, size }: Pick<Locked, 'fd' | 'size'>,
  passwords: readonly string[],
  copy: ReturnType<ReaderOutput['finding']>,
): Promise<void> {
  const archive = { fd, size, name: 'locked' };
  // Nobody locks with nothing, and 7-Zip would take it for no password at all.
  const { password, listing } = await firstThatFits(
    archive,
    passwords.filter((each) => each !== ''),
  );
  let failed: ReadingFailed['reason'] | undefined;
  const unpacking = new Unpacking(listing, size, (entry, refused) => {
    if (refused !== undefined) {
      // What may not be taken out has no place in the copy; what does not open keeps all of it from being made.
      if (refused.code !== 'unsafe-name' && refused.code !== 'symbolic-link') failed ??= refused;
      return undefined;
    }
    const length = entry.size ?? 0;
    const modified = entry.modified === undefined ? 0 : Date.parse(entry.modified) / 1000;
    copy.take(tarHead({ path: entry.path, size: length, modified }));
    return {
      take: (bytes) => copy.take(bytes),
      end: (reason) => {
        failed ??= reason;
        copy.take(padding(length));
      },
    };
  });
  await unpacking.run(archive, password);
  if (failed !== undefined) throw new ReadingFailed(failed);
  copy.take(TAR_END);
}

async function firstThatFits(
  archive: Locked,
  passwords: readonly string[],
): Promise<{ readonly password: string; readonly listing: Listing }> {
  for (const password of passwords) {
    const listing = await listingWith(archive, password);
    if (listing === undefined) continue;
    const first = listing.entries.find(({ encrypted }) => encrypted);
    if (first === undefined) {
      throw new ReadingFailed({ code: 'no-reader', params: { mediaType: 'application/x-7z-compressed' } });
    }
    if ((await runSevenZip(archive, ['t', `-p${password}`], {}, [first.path])) === 0) return { password, listing };
  }
  throw new ReadingFailed({ code: 'encrypted' });
}

async function listingWith(archive: Locked, password: string): Promise<Listing | undefined> {
  try {
    return await listed(archive, password);
  } catch (error) {
    // Safe: the list of contents is locked too, and another password may open it.
    if (error instanceof ReadingFailed && error.reason.code === 'encrypted') return undefined;
    throw error;
  }
}
