import { createHash } from 'node:crypto';
import { ReadingFailed } from '../reader.ts';

/** The key of each block of a stream that RC4 locks. */
export type BlockKeys = (block: number) => Buffer;

/**
 * The keys that a password gives, from the `EncryptionInfo` of an Office file of 1997 to 2003 ([MS-OFFCRYPTO] §2.3.5 RC4
 * CryptoAPI, §2.3.6 RC4).
 *
 * @returns undefined where the password does not fit
 * @throws ReadingFailed `no-reader` for a lock of another kind, RangeError where the info is cut off
 */
export function rc4Keys(info: Buffer, password: string): BlockKeys | undefined {
  const [major, minor] = [info.readUInt16LE(0), info.readUInt16LE(2)];
  if (major === 1 && minor === 1) return plainKeys(info.subarray(4), Buffer.from(password, 'utf16le'));
  if (major >= 2 && major <= 4 && minor === 2) return cryptoApiKeys(info, Buffer.from(password, 'utf16le'));
  throw otherLock();
}

function otherLock(): ReadingFailed {
  return new ReadingFailed({ code: 'no-reader', params: { mediaType: 'application/x-ole-storage' } });
}

/** §2.3.6.2: 40 bits of a hash of the password and the salt, hashed once more with the number of the block. */
function plainKeys(info: Buffer, password: Buffer): BlockKeys | undefined {
  if (info.byteLength < 48) throw new RangeError('no verifier');
  const salt = info.subarray(0, 16);
  const short = digest('md5', password).subarray(0, 5);
  const salted = digest('md5', ...Array.from({ length: 16 }, () => [short, salt]).flat()).subarray(0, 5);
  const keys: BlockKeys = (block) => digest('md5', salted, numbered(block));
  return fits(keys, info.subarray(16, 32), info.subarray(32, 48), 'md5') ? keys : undefined;
}

const RC4 = 0x6801; // §2.3.2 AlgID
const SHA_1 = 0x8004;

/** §2.3.5.1 and §2.3.5.2. */
function cryptoApiKeys(info: Buffer, password: Buffer): BlockKeys | undefined {
  const verifierAt = 12 + info.readUInt32LE(8);
  const [cipher, hash, keyBits] = [info.readUInt32LE(20), info.readUInt32LE(24), info.readUInt32LE(28) || 40];
  const saltBytes = info.readUInt32LE(verifierAt);
  const verifier = info.subarray(verifierAt + 4 + 16);
  const known = (cipher === RC4 || cipher === 0) && (hash === SHA_1 || hash === 0);
  if (!known || saltBytes !== 16 || keyBits % 8 !== 0 || keyBits > 128) throw otherLock();
  if (verifier.byteLength < 40) throw new RangeError('no verifier');
  const salted = digest('sha1', info.subarray(verifierAt + 4, verifierAt + 20), password);
  const keys: BlockKeys = (block) => {
    const key = digest('sha1', salted, numbered(block)).subarray(0, keyBits / 8);
    // A key of 40 bits is filled up with zeros.
    return keyBits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
  };
  return fits(keys, verifier.subarray(0, 16), verifier.subarray(20, 40), 'sha1') ? keys : undefined;
}

/** §2.3.6.4: a random value and its hash are locked one after the other. */
function fits(keys: BlockKeys, verifier: Buffer, hashed: Buffer, hash: string): boolean {
  const both = rc4(Buffer.concat([verifier, hashed]), keys(0));
  return digest(hash, both.subarray(0, 16)).equals(both.subarray(16));
}

/** A stream without its lock: each of its blocks begins the cipher anew. */
export function unlockBlocks(bytes: Buffer, blockBytes: number, keys: BlockKeys): Buffer {
  const plain = Buffer.alloc(bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; at += blockBytes) {
    rc4(bytes.subarray(at, at + blockBytes), keys(at / blockBytes)).copy(plain, at);
  }
  return plain;
}

/** OpenSSL 3 has it only where its legacy provider is loaded. */
export function rc4(bytes: Uint8Array, key: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.byteLength] ?? 0)) & 0xff;
    swap(i, j);
  }
  const out = Buffer.alloc(bytes.byteLength);
  for (let at = 0, i = 0, j = 0; at < bytes.byteLength; at += 1) {
    i = (i + 1) & 0xff;
    j = (j + (state[i] ?? 0)) & 0xff;
    swap(i, j);
    out[at] = (bytes[at] ?? 0) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0);
  }
  return out;
}

function digest(hash: string, ...parts: readonly Uint8Array[]): Buffer {
  const sum = createHash(hash);
  for (const part of parts) sum.update(part);
  return sum.digest();
}

function numbered(block: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(block >>> 0);
  return bytes;
}
