import { readFileSync } from 'node:fs';
import { ReadingFailed, type ReaderOutput } from '../reader.ts';
import { unlockArchive } from '../stages/unlock-archive.ts';
import { unlockOdf } from '../stages/unlock-odf.ts';
import { unlockOldOffice } from '../stages/unlock-old-office.ts';
import { unlockOffice } from '../stages/unlock-office.ts';
import { unlockZip } from '../stages/unlock-zip.ts';

/** In bytes: what is taken into memory to be unlocked. */
const LIMIT = 256 * 1024 * 1024;

export interface LockedFile {
  readonly fd: number;
  readonly size: number;
  readonly mediaType: string;
  bytes(limitBytes: number): Uint8Array;
}

/** Where the copy goes: as a whole, or as it comes. */
export interface UnlockedCopy {
  whole(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>;
  begun(): ReturnType<ReaderOutput['finding']>;
}

/**
 * Gives a copy of the file without its lock. Candidates come on standard input, as JSON, and are held in memory alone.
 * @throws ReadingFailed `encrypted` if none fits, `no-reader` for a format whose locks are not known here
 */
export async function unlock(file: LockedFile, copy: UnlockedCopy): Promise<void> {
  const passwords = candidates();
  switch (file.mediaType) {
    case 'application/pdf':
      return copy.whole(await unlockPdf(file.bytes(LIMIT), passwords));
    case 'application/encrypted':
      return copy.whole(unlockOffice(Buffer.from(file.bytes(LIMIT)), passwords));
    case 'application/msword':
    case 'application/vnd.ms-excel':
    case 'application/vnd.ms-powerpoint':
      return copy.whole(unlockOldOffice(file.bytes(LIMIT), passwords));
    case 'application/zip':
      return copy.whole(await unlockZip(file, passwords));
    case 'application/x-7z-compressed':
    case 'application/vnd.rar':
      return unlockInto(copy, (into) => unlockArchive(file, passwords, into));
    default:
      if (file.mediaType.startsWith('application/vnd.oasis.opendocument.'))
        return copy.whole(await unlockOdf(file, passwords));
      throw new ReadingFailed({ code: 'no-reader', params: { mediaType: file.mediaType } });
  }
}

/** What fails half way is told as half a copy, which is not kept. */
async function unlockInto(
  copy: UnlockedCopy,
  make: (into: ReturnType<ReaderOutput['finding']>) => Promise<void>,
): Promise<void> {
  let begun: ReturnType<ReaderOutput['finding']> | undefined;
  try {
    await make({
      take: (bytes) => (begun ??= copy.begun()).take(bytes),
      end: (reason) => begun?.end(reason),
    });
    begun?.end();
  } catch (error) {
    begun?.end({ code: 'broken' });
    throw error;
  }
}

function candidates(): readonly string[] {
  const said: unknown = JSON.parse(readFileSync(0, 'utf8'));
  return Array.isArray(said) ? said.filter((each) => typeof each === 'string') : [];
}

async function unlockPdf(bytes: Uint8Array, passwords: readonly string[]): Promise<Uint8Array> {
  const { MupdfDocument } = await import('../stages/pdf-mupdf.ts');
  using document = MupdfDocument.open(bytes);
  if (document === undefined) throw new ReadingFailed({ code: 'broken' });
  const fits = !document.encrypted || passwords.some((password) => document.openWith(password));
  if (!fits) throw new ReadingFailed({ code: 'encrypted' });
  return document.unlockedCopy();
}
