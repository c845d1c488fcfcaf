import { textIn, utf8 } from './basics.mjs';

/**
 * A package as one file (package.md, “As one file”): a ZIP archive as Touchstone makes it and no other. Given the names, sizes
 * and checksums of its files and its day, every other byte of such an archive is known beforehand, and held against that: so
 * nothing in it can be understood in two ways. What others have packed again is to be unpacked, and its folder checked.
 *
 * ZIP: PKWARE APPNOTE 6.3.10, 4.3.7 to 4.3.16; ZIP64: 4.5.3.
 */

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const LARGE_END_BYTES = 56 + 20;
const LARGE_EXTRA_BYTES = 28;
const [MOST_16, MOST_32] = [0xffff, 0xffffffff];
/** In bytes: more than the directory of ten million files needs. */
const LONGEST_DIRECTORY = 1 << 30;
const ARCHIVED_NAME = /^([A-Za-z0-9][\w.,-]*)\/([A-Za-z0-9][\w.,-]*(?:\/[A-Za-z0-9][\w.,-]*)*)$/;

/** What is wrong with an archive, as one fault. */
export class NoArchive extends Error {
  constructor(said, where = '') {
    super(said);
    this.said = said;
    this.where = where;
  }
}

const isLarge = ({ size, at }) => size >= MOST_32 || at >= MOST_32;
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** What stands in both headers of a file, in the same order. */
function putCommon(view, from, { size, crc, at }, { day, name }) {
  const large = isLarge({ size, at });
  const counted = large ? MOST_32 : size;
  view.setUint16(from, large ? 45 : 10, true);
  view.setUint16(from + 8, day, true);
  view.setUint32(from + 10, crc, true);
  view.setUint32(from + 14, counted, true);
  view.setUint32(from + 18, counted, true);
  view.setUint16(from + 22, name.length, true);
  view.setUint16(from + 24, large ? LARGE_EXTRA_BYTES : 0, true);
}

function putRest(bytes, from, { size, at }, name) {
  bytes.set(name, from);
  if (!isLarge({ size, at })) return bytes;
  const view = viewOf(bytes);
  const extra = from + name.length;
  view.setUint16(extra, 1, true);
  view.setUint16(extra + 2, 24, true);
  for (const [index, value] of [size, size, at].entries())
    view.setBigUint64(extra + 4 + 8 * index, BigInt(value), true);
  return bytes;
}

const headLength = (fixed, file, name) => fixed + name.length + (isLarge(file) ? LARGE_EXTRA_BYTES : 0);

/** The header before the bytes of a file. */
export function localHead(file, { top, day }) {
  const name = utf8(`${top}/${file.path}`);
  const bytes = new Uint8Array(headLength(LOCAL_BYTES, file, name));
  const view = viewOf(bytes);
  view.setUint32(0, 0x04034b50, true);
  putCommon(view, 4, file, { day, name });
  return putRest(bytes, LOCAL_BYTES, file, name);
}

function centralHead(file, { top, day }) {
  const name = utf8(`${top}/${file.path}`);
  const bytes = new Uint8Array(headLength(CENTRAL_BYTES, file, name));
  const view = viewOf(bytes);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 0x32d, true); // made by version 4.5, on Unix
  putCommon(view, 6, file, { day, name });
  view.setUint32(38, 0x81a40000, true); // a plain file, 0644
  view.setUint32(42, isLarge(file) ? MOST_32 : file.at, true);
  return putRest(bytes, CENTRAL_BYTES, file, name);
}

function endRecords(count, begin, size) {
  const large = count >= MOST_16 || size >= MOST_32 || begin >= MOST_32;
  const bytes = new Uint8Array(END_BYTES + (large ? LARGE_END_BYTES : 0));
  const view = viewOf(bytes);
  const from = bytes.length - END_BYTES;
  view.setUint32(from, 0x06054b50, true);
  view.setUint16(from + 8, Math.min(count, MOST_16), true);
  view.setUint16(from + 10, Math.min(count, MOST_16), true);
  view.setUint32(from + 12, Math.min(size, MOST_32), true);
  view.setUint32(from + 16, Math.min(begin, MOST_32), true);
  if (!large) return bytes;
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(4, 44n, true);
  view.setUint16(12, 0x32d, true);
  view.setUint16(14, 45, true);
  for (const [at, value] of [[24, count], [32, count], [40, size], [48, begin]]) view.setBigUint64(at, BigInt(value), true); // prettier-ignore
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(begin + size), true);
  view.setUint32(72, 1, true);
  return bytes;
}

/** @param from where in `bytes` it must stand */
export function standsAt(bytes, from, expected) {
  if (from + expected.length > bytes.length) return false;
  for (let at = 0; at < expected.length; at++) if (bytes[from + at] !== expected[at]) return false;
  return true;
}

/** Where the directory begins, how long it is, and how many files it has, by the last records. */
function endIn(tail, size) {
  const view = viewOf(tail);
  const from = tail.length - END_BYTES;
  if (from < 0 || view.getUint32(from, true) !== 0x06054b50)
    throw new NoArchive('no ZIP archive, one that breaks off, or one with something behind its end');
  const [count, length, begin] = [
    view.getUint16(from + 10, true),
    view.getUint32(from + 12, true),
    view.getUint32(from + 16, true),
  ];
  const isSmall = count < MOST_16 && length < MOST_32 && begin < MOST_32;
  if (!isSmall && from < LARGE_END_BYTES) throw new NoArchive('not as Touchstone makes its archives', 'end');
  const large = from - LARGE_END_BYTES;
  const end = isSmall
    ? { count, length, begin }
    : {
        count: Number(view.getBigUint64(large + 32, true)),
        length: Number(view.getBigUint64(large + 40, true)),
        begin: Number(view.getBigUint64(large + 48, true)),
      };
  const records = endRecords(end.count, end.begin, end.length);
  const isSound =
    end.length <= LONGEST_DIRECTORY &&
    end.begin + end.length + records.length === size &&
    standsAt(tail, tail.length - records.length, records);
  if (!isSound) throw new NoArchive('not as Touchstone makes its archives', 'end');
  return end;
}

/** What one entry of the directory says, whatever it is. */
function entryIn(bytes, from) {
  const view = viewOf(bytes);
  if (from + CENTRAL_BYTES > bytes.length || view.getUint32(from, true) !== 0x02014b50) return undefined;
  const [nameLength, extraLength] = [view.getUint16(from + 28, true), view.getUint16(from + 30, true)];
  const extra = from + CENTRAL_BYTES + nameLength;
  if (extra + extraLength > bytes.length) return undefined;
  const name = textIn(bytes.subarray(from + CENTRAL_BYTES, extra));
  const large = extraLength === LARGE_EXTRA_BYTES;
  return {
    name,
    method: view.getUint16(from + 10, true),
    day: view.getUint16(from + 14, true),
    crc: view.getUint32(from + 16, true),
    size: large ? Number(view.getBigUint64(extra + 4, true)) : view.getUint32(from + 24, true),
    at: large ? Number(view.getBigUint64(extra + 20, true)) : view.getUint32(from + 42, true),
  };
}

/** Files as their headers tell of them, in order; all that is known of an archive before its files are read. */
export class ArchiveList {
  files = [];
  top;
  day;
  /** Behind the last file. */
  end = 0;

  /** @throws NoArchive where it cannot be the next file of one that Touchstone makes */
  add({ name, method, day, crc, size }) {
    const [, top, path] = ARCHIVED_NAME.exec(name) ?? [];
    if (path === undefined) throw new NoArchive('a name that no file of a package has', name.slice(0, 100));
    if (method !== 0) throw new NoArchive('compressed: unpack it, and check its folder', name);
    this.top ??= top;
    this.day ??= day;
    const last = this.files.at(-1);
    if (top !== this.top || (last !== undefined && path <= last.path))
      throw new NoArchive('twice, not in order, or not in the folder of the first', name);
    const file = { path, size, crc, at: this.end };
    const begin = this.end + localHead(file, this).length;
    this.files.push({ ...file, begin });
    this.end = begin + size;
    return this.files.at(-1);
  }

  /** The whole directory as it must be, with the records behind it. */
  directory() {
    const heads = this.files.map((file) => centralHead(file, this));
    const length = heads.reduce((sum, head) => sum + head.length, 0);
    const end = endRecords(heads.length, this.end, length);
    const bytes = new Uint8Array(length + end.length);
    let at = 0;
    for (const head of [...heads, end]) {
      bytes.set(head, at);
      at += head.length;
    }
    return bytes;
  }
}

/**
 * @param source `size` in bytes, `read(from, to)` gives a promise of bytes
 * @returns ArchiveList
 * @throws NoArchive
 */
export async function archiveListIn({ size, read }) {
  const tail = await read(Math.max(0, size - END_BYTES - LARGE_END_BYTES), size);
  const { begin, length, count } = endIn(tail, size);
  const directory = await read(begin, begin + length);
  const list = new ArchiveList();
  let from = 0;
  for (let n = 0; n < count; n++) {
    const entry = entryIn(directory, from);
    if (entry === undefined) throw new NoArchive('not as Touchstone makes its archives', 'directory');
    const file = list.add(entry);
    const head = centralHead(file, list);
    if (file.at !== entry.at || !standsAt(directory, from, head))
      throw new NoArchive('not as Touchstone makes its archives', file.path);
    from += head.length;
  }
  if (from !== directory.length || list.end !== begin)
    throw new NoArchive('not as Touchstone makes its archives', 'directory');
  return list;
}

/** The headers have the day of the package (4.4.6); where bag-info.txt has none, there is another fault. @throws NoArchive */
export function mustBeOfDay({ day }, bagInfo) {
  const [, year, month, date] = /^Bagging-Date: (\d{4})-(\d\d)-(\d\d)$/m.exec(textIn(bagInfo)) ?? [];
  if (year !== undefined && day !== Math.max(0, year - 1980) * 512 + month * 32 + Number(date))
    throw new NoArchive('not of the day of its package', 'directory');
}

/** Files that stand one after the other, to be read together. @param most bytes; a larger file stands by itself */
export function* filesTogether({ files }, most) {
  let group = [];
  for (const file of files) {
    const from = group[0]?.at ?? file.at;
    if (group.length > 0 && file.begin + file.size - from > most) {
      yield group;
      group = [];
    }
    group.push(file);
  }
  if (group.length > 0) yield group;
}

/** CRC-32 of ISO 3309, by eight bytes at a time: a browser has none of its own that can be called. */
const CRC_TABLES = Array.from({ length: 8 }, () => new Int32Array(256));
for (let n = 0; n < 256; n++) {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  CRC_TABLES[0][n] = value;
}
for (let n = 0; n < 256; n++)
  for (let table = 1; table < 8; table++) {
    const before = CRC_TABLES[table - 1][n];
    CRC_TABLES[table][n] = CRC_TABLES[0][before & 255] ^ (before >>> 8);
  }
const [T0, T1, T2, T3, T4, T5, T6, T7] = CRC_TABLES;

/** @param before of what came before in the same file */
export function ownCrc32(bytes, before = 0) {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
    crc =
      T7[low & 255] ^
      T6[(low >>> 8) & 255] ^
      T5[(low >>> 16) & 255] ^
      T4[low >>> 24] ^
      T3[bytes[at + 4]] ^
      T2[bytes[at + 5]] ^
      T1[bytes[at + 6]] ^
      T0[bytes[at + 7]];
  }
  for (; at < bytes.length; at++) crc = T0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Judges what stands in the archive of one file; its hashes are the business of the lists. @param crc of its bytes */
export function archivedFault(file, head, crc, list) {
  if (!standsAt(head, 0, localHead(file, list)))
    return new NoArchive('its header says something else than the directory of the archive', file.path);
  if (crc !== file.crc) return new NoArchive('its checksum in the archive is not that of its bytes', file.path);
  return undefined;
}

const LONGEST_ARCHIVED_TEXT = 1 << 28; // bytes, of what is read by itself

/**
 * `files` of bag-check.mjs over an archive.
 * @param source as of `archiveListIn`
 * @param hash `hashAll` of bag-check.mjs with the list in place of paths, and `wrong`, told of each NoArchive
 */
export function archiveFiles(source, hash) {
  let list = new ArchiveList();
  const faults = [];
  const read = async (path) => {
    const file = list.files.find((each) => each.path === path);
    if (file === undefined || file.size > LONGEST_ARCHIVED_TEXT) return undefined;
    return source.read(file.begin, file.begin + file.size);
  };
  return {
    /** Before anything else. @throws NoArchive */
    async open() {
      list = await archiveListIn(source);
      mustBeOfDay(list, (await read('bag-info.txt')) ?? new Uint8Array());
    },
    list: async () => ({ found: list.files.map(({ path }) => path), odd: [] }),
    read,
    hashAll: (_, lookOf, take) => hash({ list, lookOf, take, wrong: (fault) => faults.push(fault) }),
    /** What was found beside the hashes, in an order that does not depend on who was quicker. */
    archiveFaults: () => faults.toSorted((a, b) => (a.where < b.where ? -1 : 1)),
  };
}
