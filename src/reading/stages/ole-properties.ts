import type { MetadataField } from '../../nouns/reading.ts';
import { decodeAs } from './decode.ts';
import type { OleStream } from './ole.ts';

/** [MS-OLEPS] §2.25.1: SummaryInformation. Names as OOXML's core part has them, so that one question finds both. */
const SUMMARY: Readonly<Record<number, string>> = {
  2: 'title',
  3: 'subject',
  4: 'creator',
  5: 'keywords',
  6: 'description',
  7: 'Template',
  8: 'lastModifiedBy',
  9: 'revision',
  11: 'lastPrinted',
  12: 'created',
  13: 'modified',
  14: 'Pages',
  15: 'Words',
  18: 'Application',
};
/** [MS-OSHARED] §2.3.3.2.1: DocumentSummaryInformation. */
const DOCUMENT: Readonly<Record<number, string>> = { 2: 'category', 14: 'Manager', 15: 'Company', 26: 'contentType' };

const MAX_PROPERTIES = 500; // of one set; Office writes under 30, forms some hundred

/** What a compound file says about itself: the two property sets that every old Office format has, and the user's own. */
export function olePropertyFields(streams: readonly OleStream[]): readonly MetadataField[] {
  const of = (path: string): Buffer | undefined => streams.find((stream) => stream.path === path)?.bytes();
  const [summary, document] = [of('\u0005SummaryInformation'), of('\u0005DocumentSummaryInformation')];
  return [
    ...(summary === undefined ? [] : fieldsOf(summary, 0, SUMMARY, 'ole summary')),
    ...(document === undefined ? [] : fieldsOf(document, 0, DOCUMENT, 'ole document summary')),
    ...(document === undefined ? [] : fieldsOf(document, 1, undefined, 'ole custom')),
  ];
}

function fieldsOf(
  bytes: Buffer,
  section: number,
  names: Readonly<Record<number, string>> | undefined,
  origin: string,
): readonly MetadataField[] {
  try {
    const values = sectionOf(bytes, section, names);
    return values
      .map(({ name, value }) => ({
        name,
        value: value
          .replaceAll(/[\p{Cc}--[\t\n]]/gv, '')
          .trim()
          .toWellFormed(),
        origin,
      }))
      .filter(({ value }) => value !== '');
  } catch (error) {
    // Safe: a damaged property set says nothing about the text, which is read on its own.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** @throws RangeError where an offset leads out of the bytes */
function sectionOf(
  bytes: Buffer,
  section: number,
  names: Readonly<Record<number, string>> | undefined,
): readonly { readonly name: string; readonly value: string }[] {
  if (bytes.byteLength < 48 || section >= bytes.readUInt32LE(24)) return [];
  const start = bytes.readUInt32LE(44 + section * 20);
  const count = Math.min(MAX_PROPERTIES, bytes.readUInt32LE(start + 4));
  const places = Array.from({ length: count }, (_, index) => ({
    id: bytes.readUInt32LE(start + 8 + index * 8),
    at: start + bytes.readUInt32LE(start + 12 + index * 8),
  }));
  const coded = places.find(({ id }) => id === 1);
  const codePage = coded === undefined ? 1252 : bytes.readUInt16LE(coded.at + 4);
  const dictionary = places.find(({ id }) => id === 0);
  const own = dictionary === undefined || names !== undefined ? new Map() : namesOf(bytes, dictionary.at, codePage);
  const values: { name: string; value: string }[] = [];
  for (const { id, at } of places) {
    const name: unknown = names === undefined ? own.get(id) : names[id];
    if (id < 2 || typeof name !== 'string') continue;
    values.push({ name, value: valueOf(bytes, at, codePage) });
  }
  return values;
}

/** [MS-OLEPS] §2.17: the names that people gave their own properties. */
function namesOf(bytes: Buffer, at: number, codePage: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let next = at + 4;
  for (let left = Math.min(MAX_PROPERTIES, bytes.readUInt32LE(at)); left > 0; left -= 1) {
    const id = bytes.readUInt32LE(next);
    const length = bytes.readUInt32LE(next + 4) * (codePage === 1200 ? 2 : 1);
    names.set(id, stringOf(bytes.subarray(next + 8, next + 8 + length), codePage));
    next += 8 + (codePage === 1200 ? Math.ceil(length / 4) * 4 : length);
  }
  return names;
}

/** [MS-OLEPS] §2.15: the types that say something to people. */
function valueOf(bytes: Buffer, at: number, codePage: number): string {
  switch (bytes.readUInt16LE(at)) {
    case 2:
      return String(bytes.readInt16LE(at + 4));
    case 3:
      return String(bytes.readInt32LE(at + 4));
    case 5:
      return String(bytes.readDoubleLE(at + 4));
    case 11:
      return bytes.readUInt16LE(at + 4) === 0 ? 'false' : 'true';
    case 30:
      return stringOf(bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4)), codePage);
    case 31:
      return bytes.toString('utf16le', at + 8, at + 8 + 2 * bytes.readUInt32LE(at + 4)).split('\0', 1)[0] ?? '';
    case 64:
      return instantOf(bytes.readBigUInt64LE(at + 4));
    default:
      return '';
  }
}

function stringOf(bytes: Buffer, codePage: number): string {
  const text = codePage === 1200 ? bytes.toString('utf16le') : decodeAs(bytes, encodingOf(codePage));
  return text.split('\0', 1)[0] ?? '';
}

/** The name that iconv-lite has for a Windows code page. */
export function encodingOf(codePage: number): string {
  if (codePage === 65_001) return 'utf8';
  return codePage === 10_000 ? 'macroman' : `cp${codePage}`;
}

/** FILETIME: hundreds of nanoseconds since 1601. Dates before 1980 are empty fields, or lengths of time. */
function instantOf(ticks: bigint): string {
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000;
  return ms > 315_532_800_000 && ms < 4_102_444_800_000 ? new Date(ms).toISOString() : '';
}
