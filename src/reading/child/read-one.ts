import { fstatSync, readSync } from 'node:fs';
import type { Reason } from '../../nouns/outcome.ts';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type ReaderInput } from '../reader.ts';
import { writeFrame } from '../frame-writer.ts';
import { isArchivePart } from '../stages/archive-kinds.ts';
import { identify } from './identify.ts';
import { FrameOutput } from './output.ts';
import { readerFor } from './readers.ts';

/** The descriptor of the file that is to be read. */
export const ORIGINAL = 3;
/** In bytes: what a reader takes into memory unless it names a ceiling of its own. */
const BYTES_LIMIT = 256 * 1024 * 1024;

/**
 * Reads the file on descriptor 3; all but the end goes out as frames.
 * @param accepts asked once the kind of file is known; `declined` where it says no, and nothing was said then
 * @param without as in `ReaderInput`
 * @throws ReadingFailed, and whatever else a reader throws
 */
export async function readOne(
  name: string,
  accepts: (mediaType: string) => boolean = () => true,
  { withoutLayer = false, withoutTools = false }: Pick<ReaderInput, 'withoutLayer' | 'withoutTools'> = {},
): Promise<ReadingEnd | 'declined'> {
  const begun = performance.now();
  const { size } = fstatSync(ORIGINAL);
  if (size === 0) {
    writeFrame({ kind: 'identified', mediaType: 'application/x-empty' });
    return { outcome: 'unreadable', reason: { code: 'empty' } };
  }
  const mediaType = await identify(ORIGINAL, size, name);
  if (!accepts(mediaType)) return 'declined';
  writeFrame({ kind: 'identified', mediaType });
  writeFrame({ kind: 'stage', name: 'identify', version: 1, ms: performance.now() - begun });
  const reader = await readerFor(mediaType);
  if (reader === undefined) {
    const reason: Reason = isArchivePart(name)
      ? { code: 'split-archive' }
      : { code: 'no-reader', params: { mediaType } };
    return { outcome: 'unreadable', reason };
  }
  const out = new FrameOutput();
  const bytes = (limit?: number): Uint8Array => bytesOf(size, limit);
  const input: ReaderInput = { mediaType, name, size, fd: ORIGINAL, withoutLayer, withoutTools, bytes };
  const readBegun = performance.now();
  try {
    const end = await reader.read(input, out);
    await out.settle();
    writeFrame({ kind: 'stage', name: reader.name, version: reader.version, ms: performance.now() - readBegun });
    return out.textCut && end.outcome === 'read' ? { outcome: 'read-in-part', reason: { code: 'text-cut' } } : end;
  } finally {
    out.close();
  }
}

/** @throws ReadingFailed `too-large` past the limit, `vanished` */
export function bytesOf(size: number, limitBytes: number = BYTES_LIMIT): Uint8Array {
  if (size > limitBytes) throw new ReadingFailed({ code: 'too-large', params: { limitBytes } });
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const got = readSync(ORIGINAL, bytes, at, size - at, at);
    if (got === 0) throw new ReadingFailed({ code: 'vanished' });
    at += got;
  }
  return bytes;
}
