import { readSync } from 'node:fs';
import { ReadingFailed } from '../reader.ts';

/** Bytes in order, of which a reader of archives takes some and passes over others. */
export interface ByteSource {
  /** Up to that many bytes: fewer only at the end, none past it. */
  take(length: number): Promise<Buffer>;
  /** Passes over that many. False where the source ends before. */
  skip(length: number): Promise<boolean>;
}

const CHUNK = 256 * 1024;

/** The bytes of a file: passing over them costs nothing. */
export function fileSource(fd: number, size: number): ByteSource {
  let position = 0;
  return {
    take: async (length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
      const got = fill(fd, bytes, position);
      position += got;
      return bytes.subarray(0, got);
    },
    skip: async (length) => {
      position += length;
      return position <= size;
    },
  };
}

function fill(fd: number, bytes: Buffer, position: number): number {
  let at = 0;
  for (let got = -1; got !== 0 && at < bytes.byteLength; at += got)
    got = readSync(fd, bytes, at, bytes.byteLength - at, position + at);
  return at;
}

/** The bytes of a stream. */
export function streamSource(stream: AsyncIterable<Uint8Array>): ByteSource {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    return true;
  };
  const take = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > 0 && (held.byteLength > 0 || (await more()))) {
      const part = held.subarray(0, missing);
      held = held.subarray(part.byteLength);
      missing -= part.byteLength;
      parts.push(part);
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  };
  return {
    take,
    async skip(length) {
      let left = length;
      while (left > 0) {
        const passed = await take(Math.min(left, CHUNK));
        if (passed.byteLength === 0) return false;
        left -= passed.byteLength;
      }
      return true;
    },
  };
}

/** The whole of a file, piece by piece. */
export async function* chunksOf(fd: number, size: number): AsyncGenerator<Uint8Array> {
  const source = fileSource(fd, size);
  for (let left = size; left > 0;) {
    const chunk = await source.take(Math.min(left, CHUNK));
    if (chunk.byteLength === 0) throw new ReadingFailed({ code: 'vanished' });
    left -= chunk.byteLength;
    yield chunk;
  }
}
