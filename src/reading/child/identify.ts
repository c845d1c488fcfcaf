import { readSync } from 'node:fs';
import { ReadingFailed } from '../reader.ts';
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
  const text = identifyText(head, untrustedName, head.byteLength === size);
  if (text !== undefined) return text;
  // Loaded late: most files are known by now.
  const { fileTypeFromBuffer } = await import('file-type');
  const known = await fileTypeFromBuffer(head);
  return known?.mime.split(';', 1)[0] ?? 'application/octet-stream';
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
    if (/^application\/(vnd\.oasis\.opendocument\.[a-z\-]+|epub\+zip)$/v.test(mediaType)) return mediaType;
  }
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
];

function identifyCompound(fd: number, size: number, head: Buffer): string {
  const sectorBytes = 1 << (head.byteLength > 32 ? head.readUInt16LE(30) & 15 : 9);
  const first = head.byteLength > 52 ? head.readUInt32LE(48) : 0;
  const directory = readAt(fd, Math.min((first + 1) * sectorBytes, size), 16 * 1024);
  for (const [stream, mediaType] of STREAMS) {
    const name = Buffer.from(`${stream}\0`, 'utf16le');
    if (directory.includes(name)) return mediaType;
  }
  return 'application/x-cfb';
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}
