import type { Reason } from '../../nouns/outcome.ts';
import { ReadingFailed } from '../reader.ts';
import type { ByteSource } from './archive-bytes.ts';

export interface TarEntry {
  readonly untrustedName: Uint8Array;
  /** In bytes, as declared. */
  readonly size: number;
  readonly folder: boolean;
  /** ISO 8601, in UTC. */
  readonly modified?: string;
  /** Why it is not to be taken out. */
  readonly refusal?: Reason;
  /** To be read before the next entry is asked for, or not at all. @throws ReadingFailed `truncated` */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
/** In bytes of one extended header: names are far below it. */
const EXTENDED_LIMIT = 1024 * 1024;
const CHUNK = 256 * 1024;

/**
 * The entries of a tar archive in their order: IEEE Std 1003.1-2017 `pax` (ustar and extended headers), the long names
 * of GNU tar, and the form before both.
 *
 * @throws ReadingFailed `broken` or `truncated`, after the entries that stand before the damage
 */
export async function* tarEntries(source: ByteSource): AsyncGenerator<TarEntry> {
  let said: Said = {};
  for (;;) {
    const block = await source.take(BLOCK);
    if (block.byteLength < BLOCK) {
      // Some writers leave the closing blocks out; a part of a header is damage.
      if (block.byteLength > 0) throw new ReadingFailed({ code: 'truncated' });
      return;
    }
    if (block.every((byte) => byte === 0)) return;
    if (!isTarHeader(block)) throw new ReadingFailed({ code: 'broken' });
    const kind = String.fromCharCode(block[156] ?? 0);
    const declared = numberAt(block, 124, 12);
    if (EXTENSIONS.has(kind)) {
      Object.assign(said, extension(kind, await payload(source, declared)));
      continue;
    }
    const size = said.size ?? declared;
    if (!Number.isSafeInteger(size) || size < 0) throw new ReadingFailed({ code: 'broken' });
    const content = new Content(source, size);
    yield describe(block, kind, said, content);
    said = {};
    await content.pass();
  }
}

/** Whether 512 bytes are the header of an entry: its checksum is right. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.byteLength < BLOCK || block[0] === 0) return false;
  const bytes = Buffer.from(block.buffer, block.byteOffset, BLOCK);
  // The checksum itself counts as eight spaces. Old writers summed signed bytes.
  let unsigned = 8 * 0x20;
  let signed = 8 * 0x20;
  for (const [at, byte] of bytes.entries()) {
    if (at >= 148 && at < 156) continue;
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  const sum = numberAt(bytes, 148, 8);
  return sum === unsigned || sum === signed;
}

/** What extended headers say of the entry that follows. */
interface Said {
  name?: Uint8Array;
  size?: number;
  modified?: number;
  sparse?: true;
}
type Extended = Readonly<Said>;

/** Headers about the next entry. A global one (`g`) says nothing that is shown here. */
const EXTENSIONS = new Set(['x', 'g', 'L', 'K']);
const FILES = new Set(['0', '\0', '7']);
const LINKS = new Set(['1', '2']);
const FOLDERS = new Set(['5', 'D']);

function describe(block: Buffer, kind: string, said: Extended, content: Content): TarEntry {
  const untrustedName = said.name ?? nameOf(block);
  const refusal = refusalOf(kind, said, content);
  const modified = instantOf(said.modified ?? numberAt(block, 136, 12));
  return {
    untrustedName,
    size: content.size,
    folder: FOLDERS.has(kind) || (kind !== '2' && untrustedName.at(-1) === 0x2f),
    bytes: content.read(),
    ...(modified === undefined ? {} : { modified }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function refusalOf(kind: string, said: Extended, content: Content): Reason | undefined {
  if (said.sparse === true || kind === 'S') return { code: 'unsupported-compression' };
  if (kind === 'M') return { code: 'split-archive' };
  // A hard link may carry the bytes all the same, as pax allows.
  if (LINKS.has(kind)) return kind === '1' && content.size > 0 ? undefined : { code: 'symbolic-link' };
  return FILES.has(kind) || FOLDERS.has(kind) ? undefined : { code: 'special-file' };
}

function nameOf(block: Buffer): Uint8Array {
  const name = upToZero(block.subarray(0, 100));
  const posix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = posix ? upToZero(block.subarray(345, 500)) : block.subarray(0, 0);
  return prefix.byteLength === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

async function payload(source: ByteSource, size: number): Promise<Buffer> {
  if (!(size >= 0 && size <= EXTENDED_LIMIT)) throw new ReadingFailed({ code: 'broken' });
  const bytes = await source.take(size);
  if (bytes.byteLength < size || !(await source.skip(padding(size)))) throw new ReadingFailed({ code: 'truncated' });
  return bytes;
}

function extension(kind: string, bytes: Buffer): Extended {
  if (kind === 'L') return { name: Uint8Array.from(upToZero(bytes)) };
  return kind === 'x' ? paxRecords(bytes) : {};
}

/** `length key=value\n`, the length in decimal and of all of it. */
function paxRecords(bytes: Buffer): Extended {
  const said: Said = {};
  for (let at = 0; at < bytes.byteLength;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', at, space));
    const equals = bytes.indexOf(0x3d, space);
    const end = at + length;
    if (!Number.isSafeInteger(length) || end > bytes.byteLength || equals < 0 || equals >= end) break;
    const key = bytes.toString('latin1', space + 1, equals);
    const value = bytes.subarray(equals + 1, end - 1);
    if (key === 'path') said.name = Uint8Array.from(value);
    else if (key === 'size') said.size = Number(value.toString('latin1'));
    else if (key === 'mtime') said.modified = Number(value.toString('latin1'));
    else if (key.startsWith('GNU.sparse.')) said.sparse = true;
    at = end;
  }
  return said;
}

/** Octal digits, or a binary number where the first bit is set (GNU tar). NaN where it is neither. */
function numberAt(block: Buffer, at: number, length: number): number {
  const first = block[at] ?? 0;
  if (first === 0x80) return Number(`0x${block.toString('hex', at + 1, at + length)}`);
  const digits = block.toString('latin1', at, at + length).replaceAll(/[\0 ]+/gv, '');
  return /^[0-7]*$/v.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
}

function instantOf(seconds: number): string | undefined {
  // Before 1980 it is no time but a zero that was never set.
  if (!(seconds >= 315_532_800 && seconds < 4e9)) return undefined;
  return new Date(Math.round(seconds * 1000)).toISOString();
}

function upToZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** The bytes of one entry, which stand between its header and the next. */
class Content {
  readonly size: number;
  readonly #source: ByteSource;
  #left: number;

  constructor(source: ByteSource, size: number) {
    this.#source = source;
    this.size = size;
    this.#left = size;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const chunk = await this.#source.take(Math.min(this.#left, CHUNK));
      if (chunk.byteLength === 0) throw new ReadingFailed({ code: 'truncated' });
      this.#left -= chunk.byteLength;
      yield chunk;
    }
  }

  /** Goes to the next header. */
  async pass(): Promise<void> {
    const rest = this.#left + padding(this.size);
    this.#left = 0;
    if (!(await this.#source.skip(rest))) throw new ReadingFailed({ code: 'truncated' });
  }
}
