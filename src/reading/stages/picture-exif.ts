import type { MetadataField } from '../../nouns/reading.ts';

/**
 * The tags of Exif 2.32 (CIPA DC-008) that say who, when, where and with what: text, dates, the place. Numbers of the
 * optics are left out. Damaged blocks give what can be read of them.
 */
export function exifFields(exif: Uint8Array): readonly MetadataField[] {
  const start = startsWithExif(exif) ? 6 : 0;
  const reader = openTiff(exif.subarray(start));
  if (reader === undefined) return [];
  const fields: MetadataField[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') fields.push({ name, value, origin: 'exif' });
  };
  const main = reader.directory(reader.first);
  for (const [tag, name] of MAIN_TAGS) add(name, textOf(main.get(tag)));
  const exifDirectory = reader.directory(numberOf(main.get(0x8769)));
  for (const [tag, name] of EXIF_TAGS) add(name, textOf(exifDirectory.get(tag)));
  const place = reader.directory(numberOf(main.get(0x8825)));
  add('GPSLatitude', degrees(place, 2, 1, 'S'));
  add('GPSLongitude', degrees(place, 4, 3, 'W'));
  add('GPSAltitude', altitude(place));
  add('GPSDateStamp', textOf(place.get(29)));
  add('GPSTimeStamp', textOf(place.get(7)));
  return fields;
}

const MAIN_TAGS: readonly (readonly [number, string])[] = [
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0112, 'Orientation'],
  [0x0131, 'Software'],
  [0x0132, 'ModifyDate'],
  [0x013b, 'Artist'],
  [0x013c, 'HostComputer'],
  [0x8298, 'Copyright'],
];

const EXIF_TAGS: readonly (readonly [number, string])[] = [
  [0x9003, 'DateTimeOriginal'],
  [0x9004, 'CreateDate'],
  [0x9010, 'OffsetTime'],
  [0x9011, 'OffsetTimeOriginal'],
  [0x9286, 'UserComment'],
  [0xa420, 'ImageUniqueID'],
  [0xa430, 'CameraOwnerName'],
  [0xa431, 'BodySerialNumber'],
  [0xa434, 'LensModel'],
  [0xa435, 'LensSerialNumber'],
];

type Value = string | readonly number[];
type Directory = ReadonlyMap<number, Value>;

const MAX_ENTRIES = 500; // of one directory; cameras write under a hundred
const MAX_VALUES = 4_096; // of one entry; maker notes are longer and not read
/** Bytes of a value by TIFF 6.0 type number: byte, ascii, short, long, rational, sbyte, undefined, sshort, slong, srational. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];

function startsWithExif(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'Exif';
}

function openTiff(bytes: Uint8Array): { first: number; directory(at: number | undefined): Directory } | undefined {
  if (bytes.length < 8) return undefined;
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if (order !== 'II' && order !== 'MM') return undefined;
  const little = order === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    first: view.getUint32(4, little),
    directory(at) {
      const entries = new Map<number, Value>();
      if (at === undefined || at + 2 > view.byteLength) return entries;
      const count = Math.min(view.getUint16(at, little), MAX_ENTRIES);
      for (let index = 0; index < count; index++) {
        const entry = at + 2 + index * 12;
        if (entry + 12 > view.byteLength) break;
        const value = valueAt(view, little, entry);
        if (value !== undefined) entries.set(view.getUint16(entry, little), value);
      }
      return entries;
    },
  };
}

function valueAt(view: DataView, little: boolean, entry: number): Value | undefined {
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const bytes = (TYPE_BYTES[type] ?? 0) * count;
  if (bytes === 0 || count > MAX_VALUES) return undefined;
  const at = bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (at + bytes > view.byteLength) return undefined;
  if (type === 2 || type === 7) return textAt(view, at, count, type === 7);
  return Array.from({ length: count }, (_, index) => numberAt(view, little, type, at + index * (bytes / count)));
}

function textAt(view: DataView, at: number, count: number, coded: boolean): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, count);
  // UserComment begins with eight bytes that name its encoding.
  const marked =
    coded && count > 8 && /^(?:ASCII|UNICODE|JIS)\0/v.test(Buffer.from(bytes.subarray(0, 8)).toString('latin1'));
  return (
    new TextDecoder('utf-8')
      .decode(marked ? bytes.subarray(8) : bytes)
      .split('\0')[0]
      ?.trim() ?? ''
  );
}

function numberAt(view: DataView, little: boolean, type: number, at: number): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    default:
      return view.getUint8(at);
  }
}

function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return value.every((each) => Number.isFinite(each)) ? value.join(' ') : undefined;
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'object' ? value[0] : undefined;
}

/** Decimal degrees, negative to the south and west. */
function degrees(place: Directory, tag: number, referenceTag: number, negative: string): string | undefined {
  const value = place.get(tag);
  if (typeof value !== 'object') return undefined;
  const [whole = Number.NaN, minutes = 0, seconds = 0] = value;
  const sign = place.get(referenceTag) === negative ? -1 : 1;
  const decimal = sign * (whole + minutes / 60 + seconds / 3600);
  return Number.isFinite(decimal) ? decimal.toFixed(6) : undefined;
}

function altitude(place: Directory): string | undefined {
  const metres = numberOf(place.get(6));
  if (metres === undefined || !Number.isFinite(metres)) return undefined;
  return `${(numberOf(place.get(5)) === 1 ? -metres : metres).toFixed(1)} m`;
}

const SHORT = 3;

/** The tags of the first directory of a TIFF file, with their value where it is one whole number. */
export function directoryNumbers(tiff: Uint8Array): ReadonlyMap<number, number | undefined> {
  const tags = new Map<number, number | undefined>();
  if (tiff.byteLength < 8) return tags;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const start = view.getUint32(4, little);
  if (start + 2 > view.byteLength) return tags;
  const count = Math.min(view.getUint16(start, little), MAX_ENTRIES);
  for (let entry = start + 2; entry + 12 <= view.byteLength && tags.size < count; entry += 12) {
    const one = view.getUint32(entry + 4, little) === 1 && view.getUint16(entry + 2, little) === SHORT;
    tags.set(view.getUint16(entry, little), one ? view.getUint16(entry + 8, little) : undefined);
  }
  return tags;
}
