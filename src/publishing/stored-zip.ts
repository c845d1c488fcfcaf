/**
 * A ZIP archive (PKWARE APPNOTE 6.3.10) of files as they are, without compression: pictures would hardly shrink, and the
 * same files give the same bytes wherever it is made. With the records of ZIP64 (4.3.14, 4.3.15, 4.5.3) where there are
 * more files or bytes than the old ones can count. Not by a library: yazl 3.3.1 writes size and checksum of a streamed file
 * behind it, and a file without compression then has no end that a reader who does not seek could find.
 */
export interface ZipFile {
  /** ASCII, with `/` between folders. */
  readonly name: string;
  readonly size: number;
  /** CRC-32 of its bytes, needed before they are written: so that readers who do not seek can take it too. */
  readonly crc: number;
  /** Its bytes, `size` of them. @throws Error where they are others by now: then the archive breaks off */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;
const ZIP64_END = 56;
const ZIP64_LOCATOR = 20;
/** The extra field of ZIP64: its head, and three numbers of 8 bytes (size, stored size, place). */
const ZIP64_EXTRA = 4 + 24;
const U16 = 0xffff;
const U32 = 0xffffffff;
const UNIX_FILE = 0o100644 * 0x10000; // in the upper half of the external attributes
const VERSION = 45; // 4.5: ZIP64
const MADE_BY_UNIX = 3 * 0x100 + VERSION;

interface Placed extends Omit<ZipFile, 'bytes'> {
  readonly at: number;
}

/**
 * The archive, piece by piece: nothing of a file is held longer than it takes to pass on.
 * @param day ISO 8601, from 1980 on: the time of last change of every file is its beginning
 */
export async function* storedZip(files: AsyncIterable<ZipFile>, day: string): AsyncGenerator<Uint8Array, void> {
  const date = dosDate(day);
  const placed: Placed[] = [];
  let at = 0;
  for await (const { name, size, crc, bytes } of files) {
    placed.push({ name, size, crc, at });
    const head = localHeader({ name, size, crc, at }, date);
    yield head;
    for await (const piece of bytes()) yield piece;
    at += head.length + size;
  }
  const begin = at;
  for (const each of placed) {
    const head = centralHeader(each, date);
    at += head.length;
    yield head;
  }
  yield endRecords({ files: placed.length, begin, size: at - begin });
}

/** In bytes, of the archive that `storedZip` makes of files with these names and sizes. */
export function zipSize(files: readonly Pick<ZipFile, 'name' | 'size'>[]): number {
  let at = 0;
  let central = 0;
  for (const { name, size } of files) {
    const more = isLarge(size, at) ? ZIP64_EXTRA : 0;
    central += CENTRAL_HEADER + name.length + more;
    at += LOCAL_HEADER + name.length + more + size;
  }
  return at + central + endRecords({ files: files.length, begin: at, size: central }).length;
}

/** Both headers of a file carry the extra field or neither: what is needed in one is not always in the other. */
function isLarge(size: number, at: number): boolean {
  return size >= U32 || at >= U32;
}

function extraOf({ size, at }: Pick<Placed, 'size' | 'at'>): Buffer {
  if (!isLarge(size, at)) return Buffer.alloc(0);
  const extra = Buffer.alloc(ZIP64_EXTRA);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(size), 12);
  extra.writeBigUInt64LE(BigInt(at), 20);
  return extra;
}

function localHeader(file: Placed, date: number): Buffer {
  const extra = extraOf(file);
  const head = Buffer.alloc(LOCAL_HEADER);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, { ...file, date, extra: extra.length });
  return Buffer.concat([head, Buffer.from(file.name, 'latin1'), extra]);
}

function centralHeader(file: Placed, date: number): Buffer {
  const extra = extraOf(file);
  const head = Buffer.alloc(CENTRAL_HEADER);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_BY_UNIX, 4);
  writeCommon(head, 6, { ...file, date, extra: extra.length });
  head.writeUInt32LE(UNIX_FILE, 38);
  head.writeUInt32LE(extra.length > 0 ? U32 : file.at, 42);
  return Buffer.concat([head, Buffer.from(file.name, 'latin1'), extra]);
}

/** What both headers have, in the same order: version, flags, method, time, date, CRC, sizes, lengths. */
function writeCommon(
  head: Buffer,
  at: number,
  { name, size, crc, date, extra }: Placed & { readonly date: number; readonly extra: number },
): void {
  const counted = extra > 0 ? U32 : size;
  head.writeUInt16LE(extra > 0 ? VERSION : 10, at);
  head.writeUInt16LE(date, at + 8);
  head.writeUInt32LE(crc, at + 10);
  head.writeUInt32LE(counted, at + 14);
  head.writeUInt32LE(counted, at + 18);
  head.writeUInt16LE(name.length, at + 22);
  head.writeUInt16LE(extra, at + 24);
}

function endRecords({ files, begin, size }: Record<'files' | 'begin' | 'size', number>): Buffer {
  const end = Buffer.alloc(END_RECORD);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(files, U16), 8);
  end.writeUInt16LE(Math.min(files, U16), 10);
  end.writeUInt32LE(Math.min(size, U32), 12);
  end.writeUInt32LE(Math.min(begin, U32), 16);
  if (files < U16 && size < U32 && begin < U32) return end;
  const large = Buffer.alloc(ZIP64_END + ZIP64_LOCATOR);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(BigInt(ZIP64_END - 12), 4);
  large.writeUInt16LE(MADE_BY_UNIX, 12);
  large.writeUInt16LE(VERSION, 14);
  large.writeBigUInt64LE(BigInt(files), 24);
  large.writeBigUInt64LE(BigInt(files), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(begin), 48);
  large.writeUInt32LE(0x07064b50, ZIP64_END);
  large.writeBigUInt64LE(BigInt(begin + size), ZIP64_END + 8);
  large.writeUInt32LE(1, ZIP64_END + 16);
  return Buffer.concat([large, end]);
}

function dosDate(day: string): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  return Math.max(0, year - 1980) * 512 + month * 32 + date;
}
