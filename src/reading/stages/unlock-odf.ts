import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import { ReadingFailed } from '../reader.ts';
import { attributeOf, PART_LIMIT, walkXml } from './office-text.ts';
import { copiedZip, type CopiedEntry } from './unlock-zip-copy.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

const MANIFEST = 'META-INF/manifest.xml';
const STORED = 0;
const DEFLATED = 8;
/** Past it a file would take minutes for each password; LibreOffice writes 100,000. */
const MAX_ITERATIONS = 10_000_000;

/**
 * A copy of an OpenDocument file (ISO/IEC 26300-3 §3.4) without its lock: AES in CBC mode, with a key that PBKDF2
 * derives, as LibreOffice writes it since 3.5. Blowfish, which came before, and Argon2 are not known here.
 *
 * @throws ReadingFailed `encrypted` if none of the passwords fits, `no-reader` for other locks, and as `openZip`
 */
export async function unlockOdf(
  { fd, size, mediaType }: { readonly fd: number; readonly size: number; readonly mediaType: string },
  passwords: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const zip = await openZip(fd, size);
  const listing = zip.entries.find(({ shownName }) => shownName === MANIFEST);
  if (listing === undefined) throw new ReadingFailed({ code: 'broken' });
  const manifest = await zip.read(listing, PART_LIMIT);
  const locks = locksIn(manifest);
  if (locks === undefined) throw new ReadingFailed({ code: 'no-reader', params: { mediaType } });
  const password = await fitting(zip, locks, passwords);
  const copied: CopiedEntry[] = [];
  for (const entry of zip.entries) {
    const bytes = entry === listing ? withoutLocks(manifest) : await zip.read(entry, PART_LIMIT);
    const lock = locks.get(entry.shownName);
    copied.push(lock === undefined ? stored(entry, bytes) : deflated(entry, unlocked(bytes, lock, password)));
  }
  return copiedZip(copied);
}

interface Lock {
  readonly keyHash: string;
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly vector: Buffer;
  readonly checksum: Buffer;
  readonly checksumHash: string;
}

/** By the path of the part; undefined where one is locked in a way that is not known here. */
function locksIn(manifest: Buffer): ReadonlyMap<string, Lock> | undefined {
  const locks = new Map<string, Lock>();
  let path = '';
  let said = new Map<string, string>();
  let unknown = false;
  walkXml(manifest, {
    open(name, attributes) {
      if (name === 'file-entry') path = attributeOf(attributes, 'full-path') ?? '';
      if (name === 'encryption-data') said = new Map();
      for (const [key, value] of Object.entries(attributes))
        said.set(`${name} ${key.slice(key.indexOf(':') + 1)}`, value);
    },
    text() {},
    close(name) {
      if (name !== 'encryption-data') return;
      const lock = lockOf((key) => said.get(key) ?? '');
      if (lock === undefined) unknown = true;
      else locks.set(path, lock);
    },
  });
  return unknown || locks.size === 0 ? undefined : locks;
}

function lockOf(said: (key: string) => string): Lock | undefined {
  const keyBytes = Number(said('key-derivation key-size'));
  const iterations = Number(said('key-derivation iteration-count'));
  const aes = /#aes(128|192|256)-cbc$/v.exec(said('algorithm algorithm-name'));
  const known =
    aes !== null && Number(aes[1]) === keyBytes * 8 && said('key-derivation key-derivation-name').endsWith('PBKDF2');
  if (!known || !(iterations > 0 && iterations <= MAX_ITERATIONS)) return undefined;
  const checksum = /sha(1|256)(-1k|\/1K)?$/iv.exec(said('encryption-data checksum-type'));
  return {
    keyHash: said('start-key-generation start-key-generation-name').endsWith('sha256') ? 'sha256' : 'sha1',
    keyBytes,
    salt: Buffer.from(said('key-derivation salt'), 'base64'),
    iterations,
    vector: Buffer.from(said('algorithm initialisation-vector'), 'base64'),
    checksum: Buffer.from(said('encryption-data checksum'), 'base64'),
    checksumHash: checksum?.[1] === '256' ? 'sha256' : 'sha1',
  };
}

/** Tried on the smallest part: one that fits opens them all. */
async function fitting(
  zip: ZipDirectory,
  locks: ReadonlyMap<string, Lock>,
  passwords: readonly string[],
): Promise<string> {
  const [smallest] = zip.entries
    .filter(({ shownName }) => locks.has(shownName))
    .toSorted((a, b) => a.declaredBytes - b.declaredBytes);
  const lock = locks.get(smallest?.shownName ?? '');
  if (smallest === undefined || lock === undefined) throw new ReadingFailed({ code: 'broken' });
  const bytes = await zip.read(smallest, PART_LIMIT);
  const fit = passwords.find((password) => opened(bytes, lock, password) !== undefined);
  if (fit === undefined) throw new ReadingFailed({ code: 'encrypted' });
  return fit;
}

function unlocked(bytes: Buffer, lock: Lock, password: string): Buffer {
  const plain = opened(bytes, lock, password);
  if (plain === undefined) throw new ReadingFailed({ code: 'broken' });
  return plain;
}

/** Packed, as it stood before it was locked; undefined where the sum over its first 1,024 bytes is another. */
function opened(bytes: Buffer, lock: Lock, password: string): Buffer | undefined {
  if (bytes.byteLength === 0 || bytes.byteLength % 16 !== 0 || lock.vector.byteLength !== 16) return undefined;
  const start = createHash(lock.keyHash).update(password, 'utf8').digest();
  const key = pbkdf2Sync(start, lock.salt, lock.iterations, lock.keyBytes, 'sha1');
  const cipher = createDecipheriv(`aes-${lock.keyBytes * 8}-cbc`, key, lock.vector).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(bytes), cipher.final()]);
  // XML Encryption §5.2: the last byte says how many were added.
  const plain = padded.subarray(0, padded.byteLength - Math.min(16, padded.at(-1) ?? 0));
  const sum = createHash(lock.checksumHash).update(plain.subarray(0, 1024)).digest();
  return sum.equals(lock.checksum) ? plain : undefined;
}

function withoutLocks(manifest: Buffer): Buffer {
  const words = manifest.toString('utf8');
  return Buffer.from(words.replaceAll(/<(\w+:)?encryption-data\b[\s\S]*?<\/\1?encryption-data>/gv, ''));
}

function stored({ raw }: ZipEntry, bytes: Buffer): CopiedEntry {
  return entryOf(raw, STORED, bytes, bytes);
}

function deflated({ raw }: ZipEntry, packed: Buffer): CopiedEntry {
  return entryOf(raw, DEFLATED, packed, inflateRawSync(packed, { maxOutputLength: PART_LIMIT }));
}

function entryOf(raw: CopiedEntry['raw'], method: number, packed: Buffer, plain: Buffer): CopiedEntry {
  return {
    raw,
    flags: raw.generalPurposeBitFlag & ~SIZES_AFTER,
    method,
    crc: crc32(plain),
    packedBytes: packed.byteLength,
    unpackedBytes: plain.byteLength,
    async *bytes() {
      yield packed;
    },
  };
}

/** APPNOTE 6.3.10 §4.4.4: sizes and sum come after the data. */
const SIZES_AFTER = 0x08;
