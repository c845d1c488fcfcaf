import { Readable, pipeline } from 'node:stream';
import { constants, createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { chunksOf, fileSource } from './archive-bytes.ts';
import { allowedBytes, bombParams, isSwollen, RATIO_LIMIT } from './archive-limits.ts';
import { ArchiveNames, nameRefusal } from './archive-names.ts';
import { innerName } from './archive-inner.ts';

/** One file packed by gzip (RFC 1952) or Zstandard (RFC 8878): a container of one. */
export const gzipReader: Reader = {
  name: 'gzip',
  version: 1,
  accepts: (mediaType) => /^application\/(gzip|zstd)$/v.test(mediaType),
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  await refuseBomb(input);
  const { untrustedName, modified } = await headerOf(input);
  const shownName = untrustedName === undefined ? innerName(input.name) : new ArchiveNames().shown(untrustedName);
  const entry = { untrustedName: untrustedName ?? Buffer.from(shownName), shownName };
  let whole = false;
  const bytes = counted(input, unpack(unpacker(input)), () => (whole = true));
  await out.found(modified === undefined ? entry : { ...entry, modified }, bytes);
  if (whole) return { outcome: 'container' };
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: 1, total: 1 } } };
}

const CHUNK = 256 * 1024;
/** log2 of bytes: what RFC 8878 §3.1.1.1.2 asks of every reader is 23, and `zstd --long` writes 27. */
const ZSTD_WINDOW = 27;

function unpacker(input: ReaderInput): Gunzip | ZstdDecompress {
  const unpacking =
    input.mediaType === 'application/zstd'
      ? createZstdDecompress({ chunkSize: CHUNK, params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW } })
      : createGunzip({ chunkSize: CHUNK });
  pipeline(Readable.from(chunksOf(input.fd, input.size)), unpacking, () => {
    // Safe: an error of either end is thrown where the stream is read.
  });
  return unpacking;
}

async function* unpack(unpacking: Gunzip | ZstdDecompress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of unpacking) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (error instanceof ReadingFailed) throw error;
    const early = error instanceof Error && /unexpected end|truncated|srcSize/i.test(error.message);
    throw new ReadingFailed({ code: early ? 'truncated' : 'broken' }, error);
  }
}

async function* counted(
  input: ReaderInput,
  bytes: AsyncIterable<Uint8Array>,
  onWhole: () => void,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.byteLength;
    if (total > allowedBytes(input.size)) throw bomb(total, input.size);
    yield chunk;
  }
  onWhole();
}

/** In bytes unpacked: enough to know a bomb from a file that begins with zeros. */
const TRIED = 16 * 1024 * 1024;

/**
 * Unpacks what swells to nothing first, so that a bomb is refused before a byte of it is kept. Other files are given up
 * after the first few megabytes, and watched while they are taken out.
 *
 * @throws ReadingFailed `bomb`
 */
async function refuseBomb(input: ReaderInput): Promise<void> {
  let total = 0;
  const unpacking = unpacker(input);
  try {
    for await (const chunk of unpack(unpacking)) {
      total += chunk.byteLength;
      if (total > allowedBytes(input.size)) throw bomb(total, input.size);
      if (isSwollen(total, unpacking.bytesWritten)) throw bomb(total, unpacking.bytesWritten);
      if (total > TRIED && total < unpacking.bytesWritten * RATIO_LIMIT) return;
    }
  } catch (error) {
    // Safe: damage is met again when the file is taken out, and told then.
    if (!(error instanceof ReadingFailed) || error.reason.code === 'bomb') throw error;
  }
}

function bomb(unpackedBytes: number, packedBytes: number): ReadingFailed {
  return new ReadingFailed({ code: 'bomb', params: bombParams(unpackedBytes, packedBytes) });
}

const NAMED = 8; // RFC 1952 §2.3.1: FNAME
const EXTRA = 4; // FEXTRA

/** RFC 1952 §2.3: the name and the time of the file, where whoever packed it wrote them down. */
async function headerOf(input: ReaderInput): Promise<{ untrustedName?: Uint8Array; modified?: string }> {
  if (input.mediaType !== 'application/gzip') return {};
  const head = await fileSource(input.fd, input.size).take(70_000);
  if (head.byteLength < 18) return {};
  const flags = head[3] ?? 0;
  const seconds = head.readUInt32LE(4);
  const modified = seconds > 315_532_800 ? { modified: new Date(seconds * 1000).toISOString() } : {};
  const start = 10 + ((flags & EXTRA) === 0 ? 0 : 2 + head.readUInt16LE(10));
  const end = head.indexOf(0, start);
  if ((flags & NAMED) === 0 || end <= start) return modified;
  // A path is not meant to be there, and the last part of it is all that is taken.
  const untrustedName = Uint8Array.from(head.subarray(Math.max(start, head.lastIndexOf(0x2f, end) + 1), end));
  const fit = nameRefusal(new ArchiveNames().shown(untrustedName)) === undefined;
  return fit ? { ...modified, untrustedName } : modified;
}
