import { ReadingFailed } from '../reader.ts';

/** A stream of a compound file, by the path of its names from the root: `WordDocument`, `ObjectPool/_1/\u0001Ole`. */
export interface OleStream {
  readonly path: string;
  /** As much of it as the file holds. */
  bytes(): Buffer;
  /** The same as stretches of the file itself, in order: what is written to them is written to the file. */
  pieces(): readonly Buffer[];
}

const END = 0xfffffffe; // [MS-CFB] §2.1: the last sector of a chain
const MAX_REGULAR = 0xfffffffa;
const NO_STREAM = 0xffffffff;
const ENTRY_BYTES = 128;
const MAX_ENTRIES = 65_536; // of the directory: a document with every picture embedded has some thousand

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly first: number;
  readonly size: number;
}

/**
 * The streams of a compound file ([MS-CFB] 2.6), which old Office formats are kept in. Chains that run in a circle or
 * out of the file end there.
 *
 * @throws ReadingFailed `broken`
 */
export function openOle(bytes: Buffer): readonly OleStream[] {
  if (bytes.byteLength < 512) throw new ReadingFailed({ code: 'broken' });
  const sectorBytes = 1 << Math.min(16, Math.max(7, bytes.readUInt16LE(30)));
  const miniBytes = 1 << Math.min(12, bytes.readUInt16LE(32));
  const cutoff = bytes.readUInt32LE(56);
  const sector = (number: number): Buffer => bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes);
  const fat = Buffer.concat(fatSectors(bytes, sector, sectorBytes).map(sector));
  const units = (first: number, size = Infinity): readonly Buffer[] => chained(fat, first, size, sectorBytes, sector);
  const chain = (first: number): Buffer => Buffer.concat(units(first));
  const entries = directoryOf(chain(bytes.readUInt32LE(48)));
  const root = entries[0];
  if (root === undefined) throw new ReadingFailed({ code: 'broken' });
  const miniFat = chain(bytes.readUInt32LE(60));
  const miniStream = units(root.first, root.size);
  const minisASector = sectorBytes / miniBytes;
  const mini = (number: number): Buffer => {
    const at = (number % minisASector) * miniBytes;
    return miniStream[Math.floor(number / minisASector)]?.subarray(at, at + miniBytes) ?? Buffer.alloc(0);
  };
  return pathsOf(entries, root.child).map(({ path, entry: { first, size } }) => {
    const pieces = (): readonly Buffer[] =>
      size < cutoff ? chained(miniFat, first, size, miniBytes, mini) : units(first, size);
    return { path, pieces, bytes: () => Buffer.concat(pieces()) };
  });
}

function fatSectors(bytes: Buffer, sector: (number: number) => Buffer, sectorBytes: number): readonly number[] {
  const numbers: number[] = [];
  const most = Math.ceil(bytes.byteLength / sectorBytes);
  const take = (list: Buffer, count: number): void => {
    for (let at = 0; at < count && at * 4 + 4 <= list.byteLength; at += 1) {
      const number = list.readUInt32LE(at * 4);
      if (number < MAX_REGULAR && numbers.length < most) numbers.push(number);
    }
  };
  take(bytes.subarray(76, 512), 109);
  let next = bytes.readUInt32LE(68);
  for (let seen = 0; next < MAX_REGULAR && seen < most; seen += 1) {
    const list = sector(next);
    if (list.byteLength < sectorBytes) break;
    take(list, sectorBytes / 4 - 1);
    next = list.readUInt32LE(sectorBytes - 4);
  }
  return numbers;
}

function chained(
  table: Buffer,
  first: number,
  size: number,
  unitBytes: number,
  unit: (number: number) => Buffer,
): readonly Buffer[] {
  const parts: Buffer[] = [];
  let number = first;
  let length = 0;
  // No chain is longer than its table: one that is runs in a circle.
  for (let steps = table.byteLength / 4; steps > 0 && number < MAX_REGULAR && length < size; steps -= 1) {
    const part = unit(number);
    parts.push(part.subarray(0, size - length));
    length += part.byteLength;
    number = number * 4 + 4 <= table.byteLength && part.byteLength === unitBytes ? table.readUInt32LE(number * 4) : END;
  }
  return parts;
}

function directoryOf(bytes: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= bytes.byteLength && entries.length < MAX_ENTRIES; at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, bytes.readUInt16LE(at + 64));
    entries.push({
      name: bytes.toString('utf16le', at, at + Math.max(0, nameBytes - 2)),
      kind: bytes[at + 66] ?? 0,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      first: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    });
  }
  return entries;
}

const STREAM_KIND = 2;

function pathsOf(
  entries: readonly Entry[],
  first: number,
): readonly { readonly path: string; readonly entry: Entry }[] {
  const found: { path: string; entry: Entry }[] = [];
  const seen = new Set<number>();
  const open = [{ number: first, prefix: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = entries[next.number];
    if (entry === undefined || next.number === NO_STREAM || seen.has(next.number)) continue;
    seen.add(next.number);
    const { prefix } = next;
    open.push({ number: entry.left, prefix }, { number: entry.right, prefix });
    const path = prefix + entry.name;
    if (entry.kind === STREAM_KIND) found.push({ path, entry });
    else open.push({ number: entry.child, prefix: `${path}/` });
  }
  return found;
}
