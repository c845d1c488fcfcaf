import { Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { ReadingFailed } from '../reader.ts';

/**
 * The bytes that a server meant to send, out of those it sent: without chunks (RFC 9112 §7.1) and without compression
 * (RFC 9110 §8.4). An encoding that is not known stays as it is.
 *
 * @throws ReadingFailed `broken` where the compression breaks off, after what came before
 */
export async function* contentOf(
  sent: AsyncIterable<Uint8Array>,
  encoding: string,
  transfer: string,
): AsyncGenerator<Uint8Array> {
  const joined = /\bchunked\b/iv.test(transfer) ? unchunked(sent) : sent;
  const packed = /\b(gzip|x-gzip|deflate|br|zstd)\b/iv.exec(`${encoding} ${transfer}`)?.[1]?.toLowerCase();
  if (packed === undefined) {
    yield* joined;
    return;
  }
  // Some recorders keep the header and unpack the bytes: the first ones tell.
  const { first, all } = await peeked(joined);
  if (first === undefined) return;
  yield* isPacked(first, packed) ? unpacked(all, packed) : all;
}

function isPacked(first: Uint8Array, encoding: string): boolean {
  if (encoding.endsWith('gzip')) return first[0] === 0x1f && first[1] === 0x8b;
  if (encoding === 'zstd') return first[0] === 0x28 && first[1] === 0xb5;
  // RFC 1950 §2.2: the low four bits name the method.
  return encoding !== 'deflate' || ((first[0] ?? 0) & 0x0f) === 8;
}

/** Lenient at the end: what was recorded may be cut. */
const UNPACKERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })],
  ['x-gzip', () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })],
  ['deflate', () => createInflate({ finishFlush: constants.Z_SYNC_FLUSH })],
  ['br', () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })],
  ['zstd', () => createZstdDecompress()],
]);

async function* unpacked(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const unpacker = UNPACKERS.get(encoding)?.();
  if (unpacker === undefined) {
    yield* bytes;
    return;
  }
  const source = Readable.from(bytes);
  source.on('error', (error) => unpacker.destroy(error));
  try {
    for await (const chunk of source.pipe(unpacker)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  } finally {
    source.destroy();
  }
}

async function peeked(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: Uint8Array | undefined; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let next = await iterator.next();
  while (next.done !== true && next.value.byteLength === 0) next = await iterator.next();
  const first = next.done === true ? undefined : next.value;
  return {
    first,
    all: (async function* () {
      if (first !== undefined) yield first;
      yield* { [Symbol.asyncIterator]: () => iterator };
    })(),
  };
}

const LONGEST_SIZE_LINE = 1024; // bytes: a size in hex and its extensions

/** RFC 9112 §7.1. What does not have the form of chunks is passed on as it is: recorders keep the header and join them. */
async function* unchunked(sent: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  let left = 0;
  let state: 'size' | 'data' | 'end' | 'plain' = 'size';
  for await (const part of sent) {
    held = Buffer.concat([held, part]);
    while (held.byteLength > 0 && state !== 'end') {
      if (state === 'plain') {
        yield held;
        held = Buffer.alloc(0);
      } else if (state === 'data') {
        const taken = held.subarray(0, left);
        if (taken.byteLength > 0) yield taken;
        left -= taken.byteLength;
        held = held.subarray(taken.byteLength);
        if (left === 0) state = 'size';
      } else {
        const line = /^(?:\r?\n)?([\dA-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n/v.exec(
          held.toString('latin1', 0, LONGEST_SIZE_LINE),
        );
        if (line === null && held.byteLength < LONGEST_SIZE_LINE && !/\n./v.test(held.toString('latin1'))) break;
        left = Number.parseInt(line?.[1] ?? '', 16);
        if (line === null) state = 'plain';
        else {
          held = held.subarray(line[0].length);
          state = left === 0 ? 'end' : 'data';
        }
      }
    }
  }
  if (state !== 'end' && held.byteLength > 0) yield held;
}
