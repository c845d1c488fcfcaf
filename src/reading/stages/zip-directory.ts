import { crc32 } from 'node:zlib';
import iconv from 'iconv-lite';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import type { Reason } from '../../nouns/outcome.ts';
import { ReadingFailed } from '../reader.ts';
import { encodingOfNames, strictUtf8 } from './archive-names.ts';

/** Entries: an archive past it is a backup, to be unpacked and taken in as a folder. */
const ENTRY_LIMIT = 100_000;
/** In bytes, declared, of all entries: below it nothing is a bomb, whatever its ratio. */
const HARMLESS_BYTES = 1024 ** 3;
/** Unpacked bytes for each packed one: text and tables reach 50, deflate itself ends at 1,032. */
const RATIO_LIMIT = 100;

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** @throws ReadingFailed with the entry's own reason if it has one */
  open(entry: ZipEntry): AsyncIterable<Uint8Array>;
  /** The whole of one entry. @throws ReadingFailed `too-large` past the limit, in bytes */
  read(entry: ZipEntry, limitBytes: number): Promise<Buffer>;
}

export interface ZipEntry {
  readonly untrustedName: Uint8Array;
  readonly shownName: string;
  readonly declaredBytes: number;
  readonly folder: boolean;
  /** ISO 8601; with `Z` only where the archive says which zone. */
  readonly modified?: string;
  /** Why it is not to be taken out. */
  readonly refusal?: Reason;
  readonly raw: Entry;
}

/**
 * Reads the directory of a zip archive (APPNOTE 6.3.10 §4.3.12), which says what it would unpack to before anything
 * is unpacked.
 *
 * @throws ReadingFailed `broken`, `too-many-files` or `bomb`
 */
export async function openZip(fd: number, size: number): Promise<ZipDirectory> {
  const { file, raws } = await readDirectory(fd);
  refuseBombs(raws, size);
  const decode = nameDecoder(raws);
  return {
    entries: raws.map((raw) => describe(raw, decode)),
    open: (entry) => bytesOf(file, entry),
    async read(entry, limitBytes) {
      if (entry.declaredBytes > limitBytes) throw new ReadingFailed({ code: 'too-large', params: { limitBytes } });
      const chunks: Uint8Array[] = [];
      // The stream itself ends in an error when it gives more than was declared.
      for await (const chunk of bytesOf(file, entry)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

async function readDirectory(fd: number): Promise<{ file: ZipFile; raws: Entry[] }> {
  const raws: Entry[] = [];
  try {
    const file = await fromFdPromise(fd, { autoClose: false, lazyEntries: true, decodeStrings: false });
    if (file.entryCount > ENTRY_LIMIT) throw tooMany();
    for await (const entry of file.eachEntry()) {
      raws.push(entry);
      if (raws.length > ENTRY_LIMIT) throw tooMany();
    }
    return { file, raws };
  } catch (error) {
    throw asReadingFailed(error);
  }
}

function refuseBombs(raws: readonly Entry[], size: number): void {
  const total = raws.reduce((sum, raw) => sum + raw.uncompressedSize, 0);
  const ratio = Math.round(total / size);
  if (total > HARMLESS_BYTES && ratio > RATIO_LIMIT) {
    throw new ReadingFailed({ code: 'bomb', params: { ratio, limit: RATIO_LIMIT } });
  }
}

async function* bytesOf(file: ZipFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.refusal !== undefined) throw new ReadingFailed(entry.refusal);
  const crc = { value: 0 };
  try {
    const stream = await file.openReadStreamPromise(entry.raw);
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      crc.value = crc32(chunk, crc.value);
      yield chunk;
    }
  } catch (error) {
    throw asReadingFailed(error);
  }
  if (crc.value !== entry.raw.crc32) throw new ReadingFailed({ code: 'broken' });
}

function describe(raw: Entry, decode: (raw: Entry) => string): ZipEntry {
  const shownName = decode(raw);
  const modified = modifiedOf(raw);
  const refusal = refusalOf(raw, shownName);
  return {
    untrustedName: raw.fileNameRaw,
    shownName,
    declaredBytes: raw.uncompressedSize,
    folder: shownName.endsWith('/'),
    raw,
    ...(modified === undefined ? {} : { modified }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

const LINK = 0o120000;
const FILE_TYPE = 0o170000;
const STORED = 0;
const DEFLATED = 8;

function refusalOf(raw: Entry, shownName: string): Reason | undefined {
  if (/^\/|^[A-Za-z]:|\\|\0|(^|\/)\.\.(\/|$)/v.test(shownName) || shownName === '') return { code: 'unsafe-name' };
  if (((raw.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) return { code: 'symbolic-link' };
  if (raw.isEncrypted()) return { code: 'encrypted' };
  if (raw.compressionMethod !== STORED && raw.compressionMethod !== DEFLATED)
    return { code: 'unsupported-compression' };
  return undefined;
}

function modifiedOf(raw: Entry): string | undefined {
  const stamped = raw.extraFields.some(({ id }) => id === 0x5455 || id === 0x000a);
  const date = raw.getLastModDate({ timezone: 'UTC' });
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1980) return undefined;
  const instant = date.toISOString();
  // MS-DOS time has no zone: the wall clock of whoever packed it.
  return stamped ? instant : instant.slice(0, 19);
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;

/** Old archives write names in the code page of the machine that packed them and do not say which: all are looked at together. */
function nameDecoder(raws: readonly Entry[]): (raw: Entry) => string {
  const strange = raws.filter((raw) => unicodePath(raw) === undefined && strictUtf8(raw.fileNameRaw) === undefined);
  const sample = Buffer.concat(strange.slice(0, 1000).flatMap((raw) => [raw.fileNameRaw, Buffer.from('\n')]));
  const encoding = encodingOfNames(sample);
  return (raw) => unicodePath(raw) ?? strictUtf8(raw.fileNameRaw) ?? iconv.decode(raw.fileNameRaw, encoding);
}

/** APPNOTE §4.6.9: the name in UTF-8, valid while the CRC of the plain name agrees. */
function unicodePath(raw: Entry): string | undefined {
  if ((raw.generalPurposeBitFlag & UTF8_FLAG) !== 0) return raw.fileNameRaw.toString('utf8');
  const field = raw.extraFields.find(({ id }) => id === UNICODE_PATH)?.data;
  if (field === undefined || field.byteLength < 6 || field[0] !== 1) return undefined;
  return field.readUInt32LE(1) === crc32(raw.fileNameRaw) ? field.subarray(5).toString('utf8') : undefined;
}

function tooMany(): ReadingFailed {
  return new ReadingFailed({ code: 'too-many-files', params: { limit: ENTRY_LIMIT } });
}

function asReadingFailed(error: unknown): ReadingFailed {
  if (error instanceof ReadingFailed) return error;
  const message = error instanceof Error ? error.message : '';
  if (/encrypt/i.test(message)) return new ReadingFailed({ code: 'encrypted' }, error);
  if (/multi-disk/i.test(message)) return new ReadingFailed({ code: 'split-archive' }, error);
  if (/unsupported compression/i.test(message)) return new ReadingFailed({ code: 'unsupported-compression' }, error);
  if (/unexpected EOF|not enough bytes|end of file|truncated/i.test(message)) {
    return new ReadingFailed({ code: 'truncated' }, error);
  }
  return new ReadingFailed({ code: 'broken' }, error);
}
