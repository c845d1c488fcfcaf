import { createDecipheriv, createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { ReadingFailed } from '../reader.ts';
import { openOle } from './ole.ts';

/**
 * The package inside an Office file that is locked with a password: agile encryption (Office 2010 and later) and
 * standard encryption (2007), [MS-OFFCRYPTO] §2.3.4.
 *
 * @throws ReadingFailed `encrypted` if none of the passwords fits or the lock is of another kind
 */
export function unlockOffice(bytes: Buffer, passwords: readonly string[]): Buffer {
  const streams = openOle(bytes);
  const info = streams.find(({ path }) => path === 'EncryptionInfo')?.bytes();
  const locked = streams.find(({ path }) => path === 'EncryptedPackage')?.bytes();
  if (info === undefined || info.byteLength < 8 || locked === undefined) throw new ReadingFailed({ code: 'encrypted' });
  const size = Number(locked.readBigUInt64LE(0));
  if (size > locked.byteLength) throw new ReadingFailed({ code: 'truncated' });
  const [major, minor] = [info.readUInt16LE(0), info.readUInt16LE(2)];
  for (const password of passwords) {
    const plain =
      major === 4 && minor === 4
        ? openAgile(info.subarray(8), locked.subarray(8), password)
        : openStandard(info, locked.subarray(8), password);
    if (plain !== undefined) return plain.subarray(0, size);
  }
  throw new ReadingFailed({ code: 'encrypted' });
}

/** §2.3.4.13: what the keys of the verifier, of its hash and of the package are made with. */
const VERIFIER_BLOCK = Buffer.from('fea7d2763b4b9e79', 'hex');
const VERIFIER_HASH_BLOCK = Buffer.from('d7aa0f6d3061344e', 'hex');
const KEY_BLOCK = Buffer.from('146e0be7abacd0d6', 'hex');
const SEGMENT = 4096; // §2.3.4.15
const MOST_SPINS = 10_000_000; // §2.3.4.10: what a writer may ask for at most
/** §2.3.4.11: hash algorithms by the names that Office writes, as Node calls them. */
const HASHES: Readonly<Record<string, string>> = {
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
};

interface AgileKey {
  readonly hash: string;
  readonly salt: Buffer;
  readonly keyBytes: number;
  readonly blockBytes: number;
  readonly attributes: Readonly<Record<string, string>>;
}

function openAgile(xml: Buffer, locked: Buffer, password: string): Buffer | undefined {
  const { keyData, encryptedKey } = agileKeys(xml.toString('utf8'));
  const spins = Number(encryptedKey.attributes['spinCount']);
  if (!(spins >= 0 && spins <= MOST_SPINS)) throw new ReadingFailed({ code: 'broken' });
  const { hash } = encryptedKey;
  const spun = spin(hash, Buffer.concat([encryptedKey.salt, Buffer.from(password, 'utf16le')]), spins);
  const unwrap = (block: Buffer, name: string): Buffer => {
    const key = fitted(digest(hash, spun, block), encryptedKey.keyBytes);
    const wrapped = Buffer.from(encryptedKey.attributes[name] ?? '', 'base64');
    return decrypt(wrapped, key, fitted(encryptedKey.salt, encryptedKey.blockBytes));
  };
  const verifier = unwrap(VERIFIER_BLOCK, 'encryptedVerifierHashInput');
  const wanted = unwrap(VERIFIER_HASH_BLOCK, 'encryptedVerifierHashValue');
  const got = digest(hash, verifier.subarray(0, encryptedKey.salt.byteLength));
  if (!wanted.subarray(0, got.byteLength).equals(got)) return undefined;
  const key = unwrap(KEY_BLOCK, 'encryptedKeyValue').subarray(0, keyData.keyBytes);
  const segments: Buffer[] = [];
  for (let at = 0; at < locked.byteLength; at += SEGMENT) {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(at / SEGMENT);
    const vector = fitted(digest(keyData.hash, keyData.salt, number), keyData.blockBytes);
    segments.push(decrypt(whole(locked.subarray(at, at + SEGMENT)), key, vector));
  }
  return Buffer.concat(segments);
}

function agileKeys(xml: string): { readonly keyData: AgileKey; readonly encryptedKey: AgileKey } {
  const found = new Map<string, Readonly<Record<string, string>>>();
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    found.set(name.replace(/^.*:/v, ''), attributes);
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  }
  return { keyData: agileKey(found.get('keyData')), encryptedKey: agileKey(found.get('encryptedKey')) };
}

function agileKey(attributes: Readonly<Record<string, string>> | undefined): AgileKey {
  const hash = HASHES[attributes?.['hashAlgorithm'] ?? ''];
  const isAes = attributes?.['cipherAlgorithm'] === 'AES' && attributes['cipherChaining'] === 'ChainingModeCBC';
  const keyBytes = Number(attributes?.['keyBits']) / 8;
  const blockBytes = Number(attributes?.['blockSize']);
  // A lock of a kind that is not written by Office: it stays locked.
  if (attributes === undefined || hash === undefined || !isAes || ![16, 24, 32].includes(keyBytes) || blockBytes !== 16)
    throw new ReadingFailed({ code: 'encrypted' });
  return { hash, salt: Buffer.from(attributes['saltValue'] ?? '', 'base64'), keyBytes, blockBytes, attributes };
}

const STANDARD_SPINS = 50_000; // §2.3.4.7

function openStandard(info: Buffer, locked: Buffer, password: string): Buffer | undefined {
  const minor = info.readUInt16LE(2);
  if (minor !== 2) throw new ReadingFailed({ code: 'encrypted' }); // §2.3.4.5; extensible encryption is minor 3
  const headerBytes = info.readUInt32LE(8);
  const keyBytes = info.readUInt32LE(12 + 16) / 8;
  const verifier = info.subarray(12 + headerBytes);
  if (![16, 24, 32].includes(keyBytes) || verifier.byteLength < 40 + 32) throw new ReadingFailed({ code: 'encrypted' });
  const salt = verifier.subarray(4, 20);
  const spun = spin('sha1', Buffer.concat([salt, Buffer.from(password, 'utf16le')]), STANDARD_SPINS);
  const key = standardKey(digest('sha1', spun, Buffer.alloc(4)), keyBytes);
  const got = digest('sha1', decrypt(verifier.subarray(20, 36), key));
  if (!decrypt(verifier.subarray(40, 72), key).subarray(0, 20).equals(got)) return undefined;
  return decrypt(whole(locked), key);
}

/** §2.3.4.7: the key is made of two hashes of the hash, over 64 bytes of 0x36 and of 0x5C. */
function standardKey(hashed: Buffer, keyBytes: number): Buffer {
  const mixed = (pad: number): Buffer => {
    const block = Buffer.alloc(64, pad);
    for (const [at, byte] of hashed.entries()) block[at] = byte ^ pad;
    return digest('sha1', block);
  };
  return Buffer.concat([mixed(0x36), mixed(0x5c)]).subarray(0, keyBytes);
}

function spin(hash: string, start: Buffer, spins: number): Buffer {
  let value = digest(hash, start);
  const number = Buffer.alloc(4);
  for (let at = 0; at < spins; at += 1) {
    number.writeUInt32LE(at);
    value = digest(hash, number, value);
  }
  return value;
}

function digest(hash: string, ...parts: readonly Buffer[]): Buffer {
  const sum = createHash(hash);
  for (const part of parts) sum.update(part);
  return sum.digest();
}

/** AES: with a vector in CBC mode, without one block by block. */
function decrypt(bytes: Buffer, key: Buffer, vector?: Buffer): Buffer {
  const mode = vector === undefined ? 'ecb' : 'cbc';
  const cipher = createDecipheriv(`aes-${key.byteLength * 8}-${mode}`, key, vector ?? null).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** §2.3.4.12: cut, or filled up with 0x36. */
function fitted(bytes: Buffer, length: number): Buffer {
  const filled = Buffer.alloc(length, 0x36);
  bytes.copy(filled, 0, 0, length);
  return filled;
}

/** As many whole blocks as there are. */
function whole(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.byteLength - (bytes.byteLength % 16));
}
