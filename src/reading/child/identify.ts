import { readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { ReadingFailed } from '../reader.ts';
import { archiveKind } from '../stages/archive-kinds.ts';
import { foreignKind } from '../stages/foreign.ts';
import { openZip } from '../stages/zip-directory.ts';
import { identifyText } from './identify-text.ts';

/** In bytes: past every signature that is known, and enough lines to tell a mail from a letter. */
const HEAD = 64 * 1024;

/** APPNOTE 6.3.10 §4.3: after `PK`, in hex, whichever record a zip archive begins with, damaged ones too. */
const ZIP_RECORDS = new Set(['0000', '0304', '0102', '0506', '0606', '0708']);

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const MACRO_FREE: readonly [RegExp, string][] = [
  [/^word\/document\d*\.xml$/, `${OOXML}wordprocessingml.document`],
  [/^xl\/workbook\.(xml|bin)$/, `${OOXML}spreadsheetml.sheet`],
  [/^ppt\/presentation\.xml$/, `${OOXML}presentationml.presentation`],
];

/** What kind of file it is, by its content; the name only decides between kinds that share their content. */
export async function identify(fd: number, size: number, untrustedName: string): Promise<string> {
  const head = readAt(fd, 0, Math.min(size, HEAD));
  if (startsWith(head, [0x50, 0x4b]) && ZIP_RECORDS.has(head.toString('hex', 2, 4))) return identifyZip(fd, size);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return identifyCompound(fd, size, head);
  // ISO 32000-1 Annex H: readers accept the header anywhere in the first 1,024 bytes.
  if (head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  if (isWarc(head)) return 'application/warc';
  const archive = archiveKind(head);
  if (archive !== undefined) return archive;
  const foreign = foreignKind(head);
  if (foreign !== undefined) return foreign;
  const text = identifyText(head, untrustedName, head.byteLength === size);
  if (text !== undefined) return text;
  // Loaded late: most files are known by now.
  const { fileTypeFromBuffer } = await import('file-type');
  const known = await fileTypeFromBuffer(head);
  return known?.mime.split(';', 1)[0] ?? 'application/octet-stream';
}

/** ISO 28500 §4: the version line, or a packed record that begins with it. */
function isWarc(head: Buffer): boolean {
  const version = /^WARC\/[01]\.\d/v;
  if (version.test(head.toString('latin1', 0, 8))) return true;
  if (!startsWith(head, [0x1f, 0x8b])) return false;
  try {
    const start = gunzipSync(head.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 });
    return version.test(start.toString('latin1', 0, 8));
  } catch {
    // Safe: packed bytes of another kind, or damaged ones; whoever unpacks them says which.
    return false;
  }
}

/** Office formats are zip archives with a certain directory. */
async function identifyZip(fd: number, size: number): Promise<string> {
  let zip: Awaited<ReturnType<typeof openZip>>;
  try {
    zip = await openZip(fd, size);
  } catch (error) {
    // Safe: a bomb or a broken archive is a zip all the same, and its reader says what is wrong with it.
    if (error instanceof ReadingFailed) return 'application/zip';
    throw error;
  }
  const declared = zip.entries.find(({ shownName }) => shownName === 'mimetype');
  if (declared !== undefined && declared.declaredBytes < 200 && declared.refusal === undefined) {
    const mediaType = (await zip.read(declared, 200)).toString('latin1').trim();
    if (
      /^application\/(vnd\.oasis\.opendocument\.(?!database|base)[a-z\-]+|vnd\.sun\.xml\.[a-z.]+|epub\+zip)$/v.test(
        mediaType,
      )
    )
      return mediaType;
  }
  const listed = zip.entries.some(({ shownName }) => shownName === 'datapackage.json');
  if (listed && zip.entries.some(({ shownName }) => /^archive\/|^indexes\//v.test(shownName)))
    return 'application/wacz';
  if (!zip.entries.some(({ shownName }) => shownName === '[Content_Types].xml')) return 'application/zip';
  for (const [path, mediaType] of MACRO_FREE) {
    if (zip.entries.some(({ shownName }) => path.test(shownName))) return mediaType;
  }
  return 'application/zip';
}

/** [MS-CFB] §2.6.1: names of streams are UTF-16LE in the directory sectors; old Office formats differ in them. */
const STREAMS: readonly [string, string][] = [
  ['EncryptedPackage', 'application/encrypted'],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['__properties_version1.0', 'application/vnd.ms-outlook'],
  ['VisioDocument', 'application/vnd.visio'],
  ['StarWriterDocument', 'application/vnd.stardivision.writer'],
  ['StarCalcDocument', 'application/vnd.stardivision.calc'],
  ['StarDrawDocument3', 'application/vnd.stardivision.draw'],
  ['StarDrawDocument', 'application/vnd.stardivision.draw'],
  ['NativeContent_MAIN', 'application/x-quattro-pro'],
  ['PerfectOffice_MAIN', 'application/vnd.wordperfect'],
  ['Quill', 'application/x-mspublisher'],
  ['MatOST', 'application/vnd.ms-works'],
  ['WksSSWorkBook', 'application/vnd.ms-works'],
];

function identifyCompound(fd: number, size: number, head: Buffer): string {
  const directory = compoundDirectory(fd, size, head);
  for (const [stream, mediaType] of STREAMS) {
    const name = Buffer.from(`${stream}\0`, 'utf16le');
    if (directory.includes(name)) return mediaType;
  }
  return 'application/x-cfb';
}

/** Of the directory: names that tell formats apart stand near its beginning. */
const DIRECTORY_SECTORS = 64;
const LAST_SECTOR = 0xfffffffa; // [MS-CFB] §2.1: greater numbers are marks

/** [MS-CFB] §2.2 and §2.3: the sectors of the directory lie anywhere, chained by a table whose first 109 sectors the header lists. */
function compoundDirectory(fd: number, size: number, head: Buffer): Buffer {
  if (head.byteLength < 512) return head;
  const sectorBytes = 1 << (head.readUInt16LE(30) & 15);
  const parts: Buffer[] = [];
  let sector = head.readUInt32LE(48);
  while (sector < LAST_SECTOR && parts.length < DIRECTORY_SECTORS) {
    const at = (sector + 1) * sectorBytes;
    if (at >= size) break;
    parts.push(readAt(fd, at, sectorBytes));
    const table = Math.floor((sector * 4) / sectorBytes);
    const tableSector = table < 109 ? head.readUInt32LE(76 + 4 * table) : LAST_SECTOR;
    const link = tableSector < LAST_SECTOR ? (tableSector + 1) * sectorBytes + ((sector * 4) % sectorBytes) : size;
    const next = link + 4 <= size ? readAt(fd, link, 4) : Buffer.alloc(0);
    // Past what the header lists, the directory is taken to go on where it is.
    sector = next.byteLength === 4 ? next.readUInt32LE(0) : sector + 1;
  }
  return Buffer.concat(parts);
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}
