import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { openZip } from './zip-directory.ts';

/** Takes every entry out of a zip archive; those that cannot be are named with the reason. */
export const zipReader: Reader = {
  name: 'zip',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/zip',
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const files = zip.entries.filter((entry) => !entry.folder);
  let broken = 0;
  for (const entry of files) {
    if (entry.refusal !== undefined) {
      broken += 1;
      out.refused(entry, entry.refusal);
      continue;
    }
    const watched = watch(zip.open(entry), () => (broken += 1));
    await out.found(entry, watched);
  }
  if (broken === 0) return { outcome: 'container' };
  return {
    outcome: 'container',
    reason: { code: 'some-entries-unread', params: { entries: broken, total: files.length } },
  };
}

async function* watch(bytes: AsyncIterable<Uint8Array>, onBroken: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    if (error instanceof ReadingFailed) onBroken();
    throw error;
  }
}
