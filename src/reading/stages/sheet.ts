import { read as readWorkbook, set_cptable, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { MetadataField, ReadingEnd, Span } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { blocksOf } from './csv.ts';
import { drawnText, giveContents, pageLines } from './ooxml.ts';
import { ooxmlActiveContent } from './ooxml-active.ts';
import { odsHidden } from './ods-hidden.ts';
import { PART_LIMIT, walkAsFar } from './office-text.ts';
import { unlockOldOffice } from './unlock-old-office.ts';
import { openZip } from './zip-directory.ts';

/** In bytes, declared, of all parts: the library keeps them in memory several times over. */
const UNPACKED_LIMIT = 512 * 1024 * 1024;
/** Empty cells in a row that are still shown as such; more of them say nothing. */
const GAP_LIMIT = 20;

/** Spreadsheets (xlsx, xlsb, xls, ods): each sheet under its name, a line for each row; hidden ones too, marked. */
export const sheetReader: Reader = {
  name: 'sheet',
  version: 4,
  accepts: (mediaType) =>
    /^application\/vnd\.(ms-excel|openxmlformats-officedocument\.spreadsheetml\.|oasis\.opendocument\.spreadsheet|sun\.xml\.calc)/v.test(
      mediaType,
    ),
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  if (input.mediaType === 'application/vnd.ms-excel') {
    // Sheets older than Unicode need the tables of code pages, which nothing else does.
    set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  } else await checkParts(input);
  const book = open(input.bytes());
  if (/opendocument|sun\.xml/v.test(input.mediaType)) await markHidden(input, book);
  const fields = [...propertiesOf(book), ...(await activeContentOf(input, book))];
  const lines: string[] = [];
  const blocks: Span[] = [];
  let length = 0;
  for (const [at, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet === undefined) continue;
    const hidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
    if (hidden) fields.push({ name: 'hidden-sheet', value: name, origin: 'sheet' });
    fields.push(...hiddenPartsOf(sheet, name));
    const columns = fields.findLast((field) => field.name === 'hidden-columns' && field.value.startsWith(`${name}: `));
    const rows = [
      hidden ? `${name} [hidden sheet]` : name,
      ...(columns === undefined ? [] : [`[hidden columns: ${columns.value.slice(name.length + 2)}]`]),
      ...rowsOf(sheet),
    ];
    blocks.push(...blocksOf(rows, length));
    lines.push(...rows, '');
    length += rows.reduce((sum, row) => sum + row.length + 1, 1);
  }
  const zip = input.mediaType.includes('openxmlformats') ? await openZip(input.fd, input.size) : undefined;
  const drawn =
    zip === undefined
      ? []
      : [...(await pageLines(zip)), ...(await drawnText(zip)).split('\n')].filter((line) => line !== '');
  if (drawn.length > 0) {
    blocks.push(...blocksOf(drawn, length));
    lines.push(...drawn, '');
  }
  const title = fields.find(({ name }) => name === 'Title')?.value;
  out.describe(title === undefined ? {} : { title });
  out.metadata(fields);
  out.text(lines.join('\n').replaceAll('\0', ' '), blocks);
  if (zip !== undefined) await giveContents(zip, out);
  return { outcome: 'read' };
}

async function activeContentOf(input: ReaderInput, book: WorkBook): Promise<readonly MetadataField[]> {
  if (input.mediaType.includes('openxmlformats')) return ooxmlActiveContent(await openZip(input.fd, input.size));
  return book.vbaraw === undefined ? [] : [{ name: 'active-content', value: 'macros (VBA)', origin: 'sheet' }];
}

/** The library tells of what is hidden in the files of Excel only. */
async function markHidden(input: ReaderInput, book: WorkBook): Promise<void> {
  const zip = await openZip(input.fd, input.size);
  const entry = zip.entries.find(({ shownName }) => shownName === 'content.xml');
  const content = entry && (await zip.read(entry, PART_LIMIT));
  let tables: ReturnType<typeof odsHidden> = new Map();
  // Safe: of what broke off, the library has told what there is.
  if (content !== undefined) walkAsFar(() => void (tables = odsHidden(content)));
  const shown = book.SheetNames.map((name) => ({ name, Hidden: tables.get(name)?.hidden === true ? 1 : 0 }) as const);
  book.Workbook = { ...book.Workbook, Sheets: [...shown] };
  for (const name of book.SheetNames) {
    const [sheet, table] = [book.Sheets[name], tables.get(name)];
    if (sheet === undefined || table === undefined) continue;
    // What is repeated to the end of the sheet has no cells, and is not counted.
    const rows: readonly (readonly unknown[] | undefined)[] = sheet['!data'] ?? [];
    const width = rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
    sheet['!rows'] = flags(table.rows, rows.length);
    sheet['!cols'] = flags(table.columns, width);
  }
}

function flags(
  ranges: readonly { readonly from: number; readonly to: number }[],
  count: number,
): { readonly hidden: boolean }[] {
  const hidden = new Uint8Array(count);
  for (const { from, to } of ranges) hidden.fill(1, Math.min(from, count), Math.min(to, count));
  return Array.from(hidden, (each) => ({ hidden: each === 1 }));
}

const MAX_HIDDEN_TOLD = 200; // rows of one sheet: past it a filter hides them, and their number is enough

/** Rows and columns that the program does not show. Their words are in the text like all others. */
function hiddenPartsOf(sheet: WorkSheet, name: string): readonly MetadataField[] {
  const numbers = (of: readonly ({ readonly hidden?: boolean } | undefined)[] | undefined): readonly number[] =>
    (of ?? []).flatMap((part, index) => (part?.hidden === true ? [index + 1] : []));
  const field = (what: string, hidden: readonly number[], shown: (number: number) => string): MetadataField[] => {
    if (hidden.length === 0) return [];
    const more = hidden.length > MAX_HIDDEN_TOLD ? ` … (${hidden.length})` : '';
    const value = `${name}: ${hidden.slice(0, MAX_HIDDEN_TOLD).map(shown).join(', ')}${more}`;
    return [{ name: what, value, origin: 'sheet' }];
  };
  return [
    ...field('hidden-rows', numbers(sheet['!rows']), String),
    ...field('hidden-columns', numbers(sheet['!cols']), (number) => utils.encode_col(number - 1)),
  ];
}

async function checkParts(input: ReaderInput): Promise<void> {
  const zip = await openZip(input.fd, input.size);
  const total = zip.entries.reduce((sum, { declaredBytes }) => sum + declaredBytes, 0);
  if (total > UNPACKED_LIMIT) throw new ReadingFailed({ code: 'too-large', params: { limitBytes: UNPACKED_LIMIT } });
  const locked = zip.entries.find(({ refusal }) => refusal?.code === 'encrypted');
  if (locked !== undefined) throw new ReadingFailed({ code: 'encrypted' });
}

/** Excel locks with it what is only kept from being changed, and never asks for it ([MS-XLS] §2.2.10). */
const NO_PASSWORD = ['VelvetSweatshop'];

function open(bytes: Uint8Array, passwords = NO_PASSWORD): WorkBook {
  try {
    return readWorkbook(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
      cellStyles: true,
      bookVBA: true,
    });
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    const opened = locked && passwords.length > 0 ? unlockedBy(bytes, passwords) : undefined;
    if (opened !== undefined) return open(opened, []);
    throw new ReadingFailed({ code: locked ? 'encrypted' : 'broken' }, error);
  }
}

function unlockedBy(bytes: Uint8Array, passwords: readonly string[]): Uint8Array | undefined {
  try {
    return unlockOldOffice(bytes, passwords);
  } catch (error) {
    // Safe: it stays locked, and says so.
    if (error instanceof ReadingFailed) return undefined;
    throw error;
  }
}

function propertiesOf(book: WorkBook): MetadataField[] {
  return Object.entries({ ...book.Props, ...book.Custprops })
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number' || value instanceof Date)
    .map(([name, value]) => ({ name, value: value instanceof Date ? isoOf(value) : String(value), origin: 'sheet' }))
    .filter(({ value }) => value.trim() !== '');
}

function isoOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Rows as they are stored: the range that a sheet claims to have may be seventeen thousand million cells. */
function rowsOf(sheet: WorkSheet): readonly string[] {
  const lines: string[] = [];
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  for (const [at, row] of rows.entries()) {
    if (row === undefined) continue;
    const cells: string[] = [];
    let gap = 0;
    for (const cell of row) {
      const words = wordsOf(cell);
      gap = words === '' ? gap + 1 : 0;
      if (gap <= GAP_LIMIT) cells.push(words);
    }
    const line = cells.join('\t').trimEnd();
    if (line.trim() !== '') lines.push(sheet['!rows']?.[at]?.hidden === true ? `${line}\t[hidden row]` : line);
  }
  return lines;
}

function wordsOf(cell: CellObject | undefined): string {
  if (cell === undefined) return '';
  const shown = cell.w ?? (cell.v instanceof Date ? isoOf(cell.v) : String(cell.v ?? ''));
  const notes = (cell.c ?? []).map((comment) => ` [${comment.a === undefined ? '' : `${comment.a}: `}${comment.t}]`);
  return [shown, ...notes].join('').replaceAll(/[\t\r\n]+/gv, ' ');
}
