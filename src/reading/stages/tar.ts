import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { fileSource } from './archive-bytes.ts';
import { ENTRY_LIMIT } from './archive-limits.ts';
import { ArchiveNames, nameRefusal } from './archive-names.ts';
import { tarEntries, type TarEntry } from './tar-entries.ts';

/** Takes every file out of a tar archive; links and devices are named with the reason. */
export const tarReader: Reader = {
  name: 'tar',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/x-tar',
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const names = await lookThrough(input);
  let unread = 0;
  let total = 0;
  try {
    for await (const entry of tarEntries(fileSource(input.fd, input.size))) {
      if (entry.folder) continue;
      total += 1;
      if (!(await takeOut(entry, names, out))) unread += 1;
    }
  } catch (error) {
    // Safe: what stands before the damage has been taken out, and the reason is told.
    if (!(error instanceof ReadingFailed) || total === 0) throw error;
    return { outcome: 'container', reason: error.reason };
  }
  if (unread === 0) return { outcome: 'container' };
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: unread, total } } };
}

async function takeOut(entry: TarEntry, names: ArchiveNames, out: ReaderOutput): Promise<boolean> {
  const shownName = names.shown(entry.untrustedName);
  const named = { untrustedName: entry.untrustedName, shownName };
  const refusal = nameRefusal(shownName) ?? entry.refusal;
  if (refusal !== undefined) out.refused(named, refusal);
  else await out.found(entry.modified === undefined ? named : { ...named, modified: entry.modified }, entry.bytes);
  return refusal === undefined;
}

/** Reads the headers alone, which costs little: all names, so that their encoding can be guessed. */
async function lookThrough(input: ReaderInput): Promise<ArchiveNames> {
  const names = new ArchiveNames();
  let entries = 0;
  try {
    for await (const entry of tarEntries(fileSource(input.fd, input.size))) {
      entries += 1;
      if (entries > ENTRY_LIMIT) throw new ReadingFailed({ code: 'too-many-files', params: { limit: ENTRY_LIMIT } });
      names.see(entry.untrustedName);
    }
  } catch (error) {
    // Safe: damage is met again when the entries are taken out, and told then.
    if (!(error instanceof ReadingFailed) || error.reason.code === 'too-many-files') throw error;
  }
  return names;
}
