import { createCipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import iconv from 'iconv-lite';
import { ReadingFailed } from '../reader.ts';
import { copiedZip, type CopiedEntry } from './unlock-zip-copy.ts';
import { openZip, type ZipEntry } from './zip-directory.ts';

/**
 * A copy of a zip archive in which the entries that a password opens are no longer locked: traditional encryption
 * (APPNOTE 6.3.10 §6.1) and WinZip's AES (AE-1 and AE-2). What none of them opens is copied as it is.
 *
 * @throws ReadingFailed `encrypted` if no entry could be opened, and as `openZip`
 */
export async function unlockZip(
  { fd, size }: { readonly fd: number; readonly size: number },
  passwords: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const zip = await openZip(fd, size);
  const entries: CopiedEntry[] = [];
  let opened = 0;
  // The one that opened the last entry mostly opens the next.
  let likely = passwords;
  for (const entry of zip.entries) {
    const fit = entry.raw.isEncrypted() ? await fitting(fd, entry, likely) : undefined;
    if (fit !== undefined) {
      opened += 1;
      likely = [fit.password, ...likely.filter((each) => each !== fit.password)];
    }
    entries.push(fit?.copied ?? asItIs(fd, entry));
  }
  if (opened === 0) throw new ReadingFailed({ code: 'encrypted' });
  return copiedZip(entries);
}

const AES_FIELD = 0x9901;
const AES_METHOD = 99;
const STORED = 0;
const DEFLATED = 8;
const CHUNK = 256 * 1024;
const CRYPT_HEADER = 12; // bytes before the data of traditional encryption
const AES_VERIFIER = 2;
const AES_PROOF = 10; // bytes of the HMAC that are kept
const AES_ITERATIONS = 1000;

function asItIs(fd: number, { raw }: ZipEntry): CopiedEntry {
  return {
    raw,
    flags: raw.generalPurposeBitFlag,
    method: raw.compressionMethod,
    crc: raw.crc32,
    packedBytes: raw.compressedSize,
    unpackedBytes: raw.uncompressedSize,
    bytes: () => stretch(fd, dataStart(fd, raw.relativeOffsetOfLocalHeader), raw.compressedSize),
  };
}

async function fitting(
  fd: number,
  entry: ZipEntry,
  passwords: readonly string[],
): Promise<{ readonly password: string; readonly copied: CopiedEntry } | undefined> {
  for (const password of passwords) {
    for (const secret of spellings(password)) {
      const opened =
        entry.raw.compressionMethod === AES_METHOD ? aes(fd, entry, secret) : traditional(fd, entry, secret);
      if (opened === undefined) continue;
      const sums = await unpackedSums(opened, entry.raw.uncompressedSize);
      // A check of one or two bytes lets one wrong password in 256 or 65,536 through: the sum decides.
      if (sums === undefined || (opened.crc !== undefined && sums.crc !== opened.crc)) continue;
      const copied: CopiedEntry = {
        raw: entry.raw,
        flags: entry.raw.generalPurposeBitFlag & ~LOCKED_FLAGS,
        method: opened.method,
        crc: sums.crc,
        packedBytes: opened.packedBytes,
        unpackedBytes: sums.bytes,
        bytes: () => opened.bytes(),
      };
      return { password, copied };
    }
  }
  return undefined;
}

/** Locked, sizes after the data, strong encryption. */
const LOCKED_FLAGS = 0x01 | 0x08 | 0x40;

/** As bytes: UTF-8, and what older programs in China and western Europe made of letters beyond ASCII. */
function spellings(password: string): readonly Buffer[] {
  const utf8 = Buffer.from(password);
  if (utf8.every((byte) => byte < 0x80)) return [utf8];
  return [utf8, iconv.encode(password, 'gb18030'), iconv.encode(password, 'cp437'), iconv.encode(password, 'win1252')];
}

interface Opened {
  readonly method: number;
  readonly packedBytes: number;
  /** Absent where the archive does not say it. */
  readonly crc: number | undefined;
  bytes(): AsyncIterable<Uint8Array>;
}

async function unpackedSums(opened: Opened, most: number): Promise<{ crc: number; bytes: number } | undefined> {
  if (opened.method !== STORED && opened.method !== DEFLATED) return undefined;
  const sums = { crc: 0, bytes: 0 };
  try {
    const plain = opened.method === STORED ? opened.bytes() : Readable.from(opened.bytes()).pipe(createInflateRaw());
    for await (const chunk of plain) {
      if (!(chunk instanceof Uint8Array)) continue;
      sums.bytes += chunk.byteLength;
      if (sums.bytes > most) return undefined;
      sums.crc = crc32(chunk, sums.crc);
    }
  } catch {
    // Safe: what does not unpack was not opened by this password.
    return undefined;
  }
  return sums;
}

/** APPNOTE 6.3.10 §6.1: undefined where the check byte says that the password is wrong. */
function traditional(fd: number, { raw }: ZipEntry, secret: Buffer): Opened | undefined {
  const start = dataStart(fd, raw.relativeOffsetOfLocalHeader);
  const header = readAt(fd, start, CRYPT_HEADER);
  if (header.byteLength < CRYPT_HEADER) return undefined;
  const check = new Keys(secret).decrypt(header)[CRYPT_HEADER - 1];
  if (check !== raw.crc32 >>> 24 && check !== ((raw.lastModFileTime >>> 8) & 0xff)) return undefined;
  const packedBytes = raw.compressedSize - CRYPT_HEADER;
  return {
    method: raw.compressionMethod,
    packedBytes,
    crc: raw.crc32,
    async *bytes() {
      const keys = new Keys(secret);
      keys.decrypt(header);
      for await (const chunk of stretch(fd, start + CRYPT_HEADER, packedBytes)) yield keys.decrypt(chunk);
    },
  };
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** The three keys of APPNOTE 6.3.10 §6.1.5, which change with every byte. */
class Keys {
  #first = 0x12345678;
  #second = 0x23456789;
  #third = 0x34567890;

  constructor(secret: Buffer) {
    for (const byte of secret) this.#update(byte);
  }

  decrypt(bytes: Uint8Array): Buffer {
    const plain = Buffer.alloc(bytes.byteLength);
    for (const [at, byte] of bytes.entries()) {
      const mixed = (this.#third | 2) & 0xffff;
      plain[at] = byte ^ ((Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff);
      this.#update(plain[at] ?? 0);
    }
    return plain;
  }

  #update(byte: number): void {
    this.#first = crcStep(this.#first, byte);
    this.#second = (Math.imul((this.#second + (this.#first & 0xff)) >>> 0, 134_775_813) + 1) >>> 0;
    this.#third = crcStep(this.#third, this.#second >>> 24);
  }
}

function crcStep(crc: number, byte: number): number {
  return ((crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0)) >>> 0;
}

/** WinZip AE-1 and AE-2: undefined where the password does not fit, or the bytes are not those that were locked. */
function aes(fd: number, { raw }: ZipEntry, secret: Buffer): Opened | undefined {
  const field = raw.extraFields.find(({ id }) => id === AES_FIELD)?.data;
  if (field === undefined || field.byteLength < 7) return undefined;
  const [version, strength, method] = [field.readUInt16LE(0), field[4] ?? 0, field.readUInt16LE(5)];
  if (strength < 1 || strength > 3) return undefined;
  const keyBytes = 8 + 8 * strength;
  const saltBytes = keyBytes / 2;
  const start = dataStart(fd, raw.relativeOffsetOfLocalHeader);
  const salt = readAt(fd, start, saltBytes);
  const derived = pbkdf2Sync(secret, salt, AES_ITERATIONS, 2 * keyBytes + AES_VERIFIER, 'sha1');
  const verifier = readAt(fd, start + saltBytes, AES_VERIFIER);
  if (!derived.subarray(2 * keyBytes).equals(verifier)) return undefined;
  const at = start + saltBytes + AES_VERIFIER;
  const packedBytes = raw.compressedSize - saltBytes - AES_VERIFIER - AES_PROOF;
  if (packedBytes < 0 || !isAuthentic(fd, at, packedBytes, derived.subarray(keyBytes, 2 * keyBytes))) return undefined;
  return {
    method,
    packedBytes,
    crc: version === 1 ? raw.crc32 : undefined,
    bytes: () => counterMode(stretch(fd, at, packedBytes), derived.subarray(0, keyBytes)),
  };
}

function isAuthentic(fd: number, at: number, length: number, key: Buffer): boolean {
  const sum = createHmac('sha1', key);
  for (let done = 0; done < length;) {
    const chunk = readAt(fd, at + done, Math.min(CHUNK, length - done));
    if (chunk.byteLength === 0) return false;
    sum.update(chunk);
    done += chunk.byteLength;
  }
  const proof = readAt(fd, at + length, AES_PROOF);
  return proof.byteLength === AES_PROOF && timingSafeEqual(sum.digest().subarray(0, AES_PROOF), proof);
}

/** AES in counter mode with a little-endian counter from 1, which Node's own counter mode does not count. */
async function* counterMode(chunks: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Uint8Array> {
  const cipher = createCipheriv(`aes-${key.byteLength * 8}-ecb`, key, null).setAutoPadding(false);
  let block = 0;
  // Each chunk but the last is a whole number of blocks.
  for await (const chunk of chunks) {
    const blocks = Math.ceil(chunk.byteLength / 16);
    const counters = Buffer.alloc(16 * blocks);
    for (let at = 0; at < blocks; at += 1) counters.writeUIntLE(++block, 16 * at, 6);
    const stream = cipher.update(counters);
    yield chunk.map((byte, at) => byte ^ (stream[at] ?? 0));
  }
}

/** APPNOTE 6.3.10 §4.3.7: the data stands after the local header, whose own lengths count. */
function dataStart(fd: number, local: number): number {
  const header = readAt(fd, local, 30);
  if (header.byteLength < 30) throw new ReadingFailed({ code: 'truncated' });
  return local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function* stretch(fd: number, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length;) {
    const chunk = readAt(fd, start + done, Math.min(CHUNK, length - done));
    if (chunk.byteLength === 0) throw new ReadingFailed({ code: 'truncated' });
    done += chunk.byteLength;
    yield chunk;
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let at = 0;
  for (let got = -1; got !== 0 && at < length; at += got) got = readSync(fd, bytes, at, length - at, position + at);
  return bytes.subarray(0, at);
}
