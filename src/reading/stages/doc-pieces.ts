import { decodeAs } from './decode.ts';
import type { OleStream } from './ole.ts';
import { encodingOf } from './ole-properties.ts';

/**
 * Where the text of a Word file stands: [MS-DOC] 2.4.1 (Word 97 to 2003) and the layout of Word 6 and 95, which keep
 * the same tables in the main stream at other places. Everything here throws RangeError where an offset leads out.
 */

export type Marked = 'deleted' | 'hidden';
interface MarkedRange {
  readonly from: number;
  readonly to: number;
  readonly mark: Marked;
  /** Who marked it, and when, as far as the file says so. */
  readonly by?: string;
}

interface Piece {
  /** In bytes, into the main stream. */
  readonly at: number;
  readonly characters: number;
  readonly wide: boolean;
}

const WORD_97 = 0xa5ec;
const MAX_PIECES = 1_000_000; // a character each would still be a small file

function isOld(main: Buffer): boolean {
  return main.readUInt16LE(0) !== WORD_97;
}

/** The stream that the tables are in. */
export function tableStreamOf(main: Buffer, streams: readonly OleStream[]): Buffer {
  if (isOld(main)) return main;
  const name = (main.readUInt16LE(0x0a) & 0x0200) === 0 ? '0Table' : '1Table';
  return streams.find(({ path }) => path === name)?.bytes() ?? Buffer.alloc(0);
}

/** Of the body, footnotes, headers, macros, annotations, endnotes and text boxes, in characters (§2.5.4, ccp…). */
export function storyLengths(main: Buffer): readonly number[] {
  const first = isOld(main) ? 0x34 : 0x4c;
  return Array.from({ length: 8 }, (_, index) => Math.max(0, main.readInt32LE(first + index * 4)));
}

export interface MarkedWords {
  readonly words: string;
  readonly mark?: Marked;
  readonly by?: string;
}

/** The characters in the order of the text, cut where they begin or cease to be marked. */
export function* charactersOf(main: Buffer, table: Buffer, marks: readonly MarkedRange[]): Generator<MarkedWords> {
  const encoding = isOld(main) ? encodingOf(codePageOf(main)) : 'cp1252';
  for (const { at, characters, wide } of piecesOf(main, table)) {
    const end = Math.min(main.byteLength, at + characters * (wide ? 2 : 1));
    for (const { from, to, ...marked } of stretches(at, end, marks)) {
      const bytes = main.subarray(from, to);
      yield { words: wide ? bytes.toString('utf16le') : decodeAs(bytes, encoding), ...marked };
    }
  }
}

function* stretches(
  from: number,
  end: number,
  marks: readonly MarkedRange[],
): Generator<Omit<MarkedRange, 'mark'> & { readonly mark?: Marked }> {
  let at = from;
  for (const marked of marks) {
    if (marked.to <= at) continue;
    if (marked.from >= end) break;
    if (marked.from > at) yield { from: at, to: marked.from };
    const start = Math.max(at, marked.from);
    at = Math.min(end, marked.to);
    yield { ...marked, from: start, to: at };
  }
  if (at < end) yield { from: at, to: end };
}

/** §2.9.38 Clx: the pieces that the text is put together from. */
function piecesOf(main: Buffer, table: Buffer): readonly Piece[] {
  const old = isOld(main);
  const start = main.readUInt32LE(old ? 0x160 : 0x1a2);
  const end = start + main.readUInt32LE(old ? 0x164 : 0x1a6);
  const complex = !old || (main.readUInt16LE(0x0a) & 0x0004) !== 0;
  if (!complex || end <= start) return [wholeText(main)];
  let at = start;
  while (table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1);
  if (table.readUInt8(at) !== 2) throw new RangeError('no table of pieces');
  const count = Math.min(MAX_PIECES, Math.floor((table.readUInt32LE(at + 1) - 4) / 12));
  const first = at + 5;
  return Array.from({ length: count }, (_, index) => {
    const characters = table.readUInt32LE(first + index * 4 + 4) - table.readUInt32LE(first + index * 4);
    if (characters < 0) throw new RangeError('a piece that ends before it begins');
    const place = table.readUInt32LE(first + (count + 1) * 4 + index * 8 + 2);
    if (old) return { at: place, characters, wide: false };
    // §2.9.73 FcCompressed: the bit says that each character is one byte, and the place is doubled.
    const narrow = (place & 0x40000000) !== 0;
    return { at: narrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff, characters, wide: !narrow };
  });
}

function wholeText(main: Buffer): Piece {
  const [from, to] = [main.readUInt32LE(0x18), main.readUInt32LE(0x1c)];
  // fExtChar: Word 95 for East Asia.
  const wide = (main.readUInt16LE(0x0a) & 0x1000) !== 0;
  return { at: from, characters: Math.max(0, to - from) / (wide ? 2 : 1), wide };
}

/** The code page of the language that the file was written in. */
function codePageOf(main: Buffer): number {
  const language = main.readUInt16LE(6) & 0x3ff;
  if (language === 4) return main.readUInt16LE(6) === 0x0404 ? 950 : 936;
  return CODE_PAGES[language] ?? 1252;
}

/** By primary language ([MS-LCID]). */
const CODE_PAGES: Readonly<Record<number, number>> = {
  1: 1256,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  31: 1254,
  32: 1256,
  34: 1251,
  41: 1256,
  128: 1256,
};

const PAGE_BYTES = 512;
const DELETED = 0x0800; // §2.6.1 sprmCFRMarkDel
const DELETED_BY = 0x4863; // sprmCIbstRMarkDel
const DELETED_WHEN = 0x6864; // sprmCDttmRMarkDel
const HIDDEN = 0x083c; // sprmCFVanish
/** §2.2.5.1: how many bytes follow a property, by its three highest bits; six has its length in its first byte. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3];

/** §2.8.6 PlcBteChpx: which characters a tracked change deleted and which are formatted as hidden. In order. */
export function marksOf(main: Buffer, table: Buffer): readonly MarkedRange[] {
  if (isOld(main)) return [];
  const start = main.readUInt32LE(0xfa);
  const count = Math.floor((main.readUInt32LE(0xfe) - 4) / 8);
  const authors = authorsIn(main, table);
  const ranges: MarkedRange[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = start + (count + 1) * 4 + index * 4;
    if (number + 4 > table.byteLength) break;
    const at = (table.readUInt32LE(number) & 0x3fffff) * PAGE_BYTES;
    if (at + PAGE_BYTES <= main.byteLength) ranges.push(...marksOfPage(main.subarray(at, at + PAGE_BYTES), authors));
  }
  return ranges.toSorted((a, b) => a.from - b.from);
}

/** §2.9.33 ChpxFkp. */
function marksOfPage(page: Buffer, authors: readonly string[]): readonly MarkedRange[] {
  const runs = page.readUInt8(PAGE_BYTES - 1);
  const ranges: MarkedRange[] = [];
  for (let run = 0; run < runs && (run + 2) * 4 <= PAGE_BYTES; run += 1) {
    const at = 2 * (page[(runs + 1) * 4 + run] ?? 0);
    const length = page[at] ?? 0;
    if (at === 0 || length === 0) continue;
    const mark = markOf(page.subarray(at + 1, Math.min(at + 1 + length, PAGE_BYTES)), authors);
    if (mark !== undefined)
      ranges.push({ from: page.readUInt32LE(run * 4), to: page.readUInt32LE(run * 4 + 4), ...mark });
  }
  return ranges;
}

function markOf(
  properties: Buffer,
  authors: readonly string[],
): { readonly mark: Marked; readonly by?: string } | undefined {
  let mark: Marked | undefined;
  let [author, when] = ['', ''];
  for (let at = 0; at + 3 <= properties.byteLength;) {
    const property = properties.readUInt16LE(at);
    const on = (properties[at + 2] ?? 0) === 1;
    if (property === DELETED && on) mark = 'deleted';
    if (property === HIDDEN && on) mark ??= 'hidden';
    if (property === DELETED_BY && at + 4 <= properties.byteLength)
      author = authors[properties.readUInt16LE(at + 2)] ?? '';
    if (property === DELETED_WHEN && at + 6 <= properties.byteLength) when = instantOf(properties.readUInt32LE(at + 2));
    const kind = property >>> 13;
    at += 2 + (kind === 6 ? 1 + (properties[at + 2] ?? 0) : (OPERAND_BYTES[kind] ?? 1));
  }
  const by = `${author} ${when}`.trim();
  if (mark === undefined) return undefined;
  return mark === 'deleted' && by !== '' ? { mark, by } : { mark };
}

/** §2.9.70 DTTM, on the clock of whoever made the change; '' where it says none. */
function instantOf(packed: number): string {
  const part = (shift: number, bits: number): number => (packed >>> shift) & ((1 << bits) - 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [minute, hour, day, month] = [part(0, 6), part(6, 5), part(11, 5), part(16, 4)];
  if (day === 0 || month === 0 || month > 12) return '';
  return `${1900 + part(20, 9)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** §2.9.285 SttbfRMark: those who made tracked changes. */
function authorsIn(main: Buffer, table: Buffer): readonly string[] {
  const [start, length] = [main.readUInt32LE(0x232), main.readUInt32LE(0x236)];
  const list = table.subarray(start, start + length);
  // §2.2.4 STTB: without the mark of two-byte characters it is of another program, and the names are not worth a guess.
  if (list.byteLength < 6 || list.readUInt16LE(0) !== 0xffff) return [];
  const authors: string[] = [];
  let at = 6;
  for (let left = list.readUInt16LE(2); left > 0 && at + 2 <= list.byteLength; left -= 1) {
    const end = at + 2 + 2 * list.readUInt16LE(at);
    authors.push(
      list
        .toString('utf16le', at + 2, end)
        .toWellFormed()
        .replaceAll(/\p{Cc}/gv, ' ')
        .trim(),
    );
    at = end + list.readUInt16LE(4);
  }
  return authors;
}
