import { ReadingFailed } from '../reader.ts';
import { openOle, type OleStream } from './ole.ts';
import { pptPlaces } from './ppt-places.ts';
import { rc4, rc4Keys, unlockBlocks, type BlockKeys } from './unlock-rc4.ts';

/**
 * A copy of a Word, Excel or PowerPoint file of 1997 to 2003 without its lock. What is locked keeps its length, so that
 * it is unlocked where it stands.
 *
 * @throws ReadingFailed `encrypted` if none of the passwords fits, `no-reader` if there is no lock or one of another kind,
 *   `broken`
 */
export function unlockOldOffice(bytes: Uint8Array, passwords: readonly string[]): Buffer {
  const copy = Buffer.from(bytes);
  const streams = openOle(copy);
  const named = (name: string): OleStream | undefined => streams.find(({ path }) => path === name);
  const [word, excel, slides] = [named('WordDocument'), named('Workbook'), named('PowerPoint Document')];
  try {
    if (word !== undefined) unlockWord(word, named, passwords);
    else if (excel !== undefined) unlockExcel(excel, passwords);
    else if (slides !== undefined) unlockPowerPoint(slides, named, passwords);
    else throw notLocked();
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingFailed({ code: 'broken' }, error);
    throw error;
  }
  return copy;
}

type Named = (name: string) => OleStream | undefined;

function keysFor(info: Buffer, passwords: readonly string[]): BlockKeys {
  for (const password of passwords) {
    const keys = rc4Keys(info, password);
    if (keys !== undefined) return keys;
  }
  throw new ReadingFailed({ code: 'encrypted' });
}

/** Or locked in another way than those that are known here. */
function notLocked(): ReadingFailed {
  return new ReadingFailed({ code: 'no-reader', params: { mediaType: 'application/x-ole-storage' } });
}

function write(stream: OleStream, bytes: Buffer): void {
  let at = 0;
  for (const piece of stream.pieces()) at += bytes.copy(piece, 0, at);
}

const WORD_BLOCK = 512; // [MS-DOC] §2.2.6.2
const WORD_PLAIN = 68; // FibBase and what follows it up to fibRgW97
const ENCRYPTED = 0x0100; // §2.5.2 FibBase
const OBFUSCATED = 0x8000;
const TABLE_1 = 0x0200;

/** [MS-DOC] §2.2.6: main stream, table and data; the table begins with what the keys are made of. */
function unlockWord(main: OleStream, named: Named, passwords: readonly string[]): void {
  const bytes = main.bytes();
  const flags = bytes.readUInt16LE(0x0a);
  // Word 95 only scrambles, in a way of its own.
  if ((flags & ENCRYPTED) === 0 || (flags & OBFUSCATED) !== 0) throw notLocked();
  const table = named((flags & TABLE_1) === 0 ? '0Table' : '1Table');
  if (table === undefined) throw new ReadingFailed({ code: 'broken' });
  const keys = keysFor(table.bytes(), passwords);
  for (const stream of [table, named('Data')]) {
    if (stream !== undefined) write(stream, unlockBlocks(stream.bytes(), WORD_BLOCK, keys));
  }
  const plain = unlockBlocks(bytes, WORD_BLOCK, keys);
  bytes.copy(plain, 0, 0, WORD_PLAIN);
  plain.writeUInt16LE(flags & ~ENCRYPTED, 0x0a);
  plain.writeUInt32LE(0, 0x0e);
  write(main, plain);
}

const EXCEL_BLOCK = 1024; // [MS-XLS] §2.2.10
const BOF = 0x0809;
const FILE_PASS = 0x002f;
const BOUND_SHEET = 0x0085;
/** Records that are never locked: beginnings, the lock itself, who has the file open, and of revisions. */
const PLAIN_RECORDS = new Set([BOF, FILE_PASS, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138]);
/** Means nothing to any program: in place of the lock, which would have them ask for a password. */
const NOTHING = 0x0000;

/** §2.2.10: the cipher runs over the whole stream, but what it gives is not used for heads of records. */
function unlockExcel(workbook: OleStream, passwords: readonly string[]): void {
  const bytes = workbook.bytes();
  const lock = [...biffRecords(bytes)].find(({ type }) => type === FILE_PASS);
  if (lock === undefined) throw notLocked();
  const info = bytes.subarray(lock.from, lock.to);
  // §2.4.117: 0 is the scrambling of Excel 95.
  if (info.readUInt16LE(0) !== 1) throw notLocked();
  const plain = unlockBlocks(bytes, EXCEL_BLOCK, keysFor(info.subarray(2), passwords));
  for (const { type, from, to } of biffRecords(bytes)) {
    // Where a sheet begins (§2.4.28) stands at the beginning of its record, open.
    const open = PLAIN_RECORDS.has(type) ? to : type === BOUND_SHEET ? Math.min(to, from + 4) : from;
    bytes.copy(plain, from - 4, from - 4, open);
  }
  plain.writeUInt16LE(NOTHING, lock.from - 4);
  plain.fill(0, lock.from, lock.to);
  write(workbook, plain);
}

function* biffRecords(bytes: Buffer): Generator<{ readonly type: number; readonly from: number; readonly to: number }> {
  for (let at = 0; at + 4 <= bytes.byteLength;) {
    const from = at + 4;
    const to = Math.min(bytes.byteLength, from + bytes.readUInt16LE(at + 2));
    yield { type: bytes.readUInt16LE(at), from, to };
    at = to;
  }
}

const CRYPT_SESSION = 0x2f14; // [MS-PPT] §2.3.7
const OPEN_TOKEN = 0xe391c05f; // §2.3.2 CurrentUserAtom.headerToken
const LOCKED_EDIT_BYTES = 0x20; // §2.3.3: the edit of a locked file names the part that has the lock

/** §2.3.7: each part of the presentation is a block by itself, numbered as the directory numbers it. Pictures stay locked. */
function unlockPowerPoint(slides: OleStream, named: Named, passwords: readonly string[]): void {
  const user = named('Current User');
  const [bytes, who] = [slides.bytes(), user?.bytes()];
  const places = pptPlaces(bytes, who);
  if (user === undefined || who === undefined || places === undefined) throw new ReadingFailed({ code: 'broken' });
  const edit = who.readUInt32LE(16);
  if (bytes.readUInt32LE(edit + 4) !== LOCKED_EDIT_BYTES) throw notLocked();
  const session = bytes.readUInt32LE(edit + 36);
  const at = places.get(session);
  if (at === undefined || bytes.readUInt16LE(at + 2) !== CRYPT_SESSION) throw new ReadingFailed({ code: 'broken' });
  const keys = keysFor(bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4)), passwords);
  const plain = Buffer.from(bytes);
  for (const [number, place] of places) {
    if (number === session) continue;
    const key = keys(number);
    const head = rc4(bytes.subarray(place, place + 8), key);
    rc4(bytes.subarray(place, place + 8 + head.readUInt32LE(4)), key).copy(plain, place);
  }
  write(slides, plain);
  who.writeUInt32LE(OPEN_TOKEN, 12);
  write(user, who);
}
