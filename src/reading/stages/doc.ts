import type { MetadataField, ReadingEnd, Span } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { charactersOf, marksOf, storyLengths, tableStreamOf, type Marked, type MarkedWords } from './doc-pieces.ts';
import { openOle, type OleStream } from './ole.ts';
import { DELETED, reachesOut } from './office-text.ts';
import { giveOleContents, oleActiveContent } from './ole-contents.ts';
import { hiddenText } from './ooxml-words.ts';
import { olePropertyFields } from './ole-properties.ts';

/** In bytes: a file is held whole, its streams a second time. */
const BYTES_LIMIT = 256 * 1024 * 1024;

/**
 * Word 6 to 2003 (doc, dot): all stories of the text, in the order of the file. What tracked changes deleted
 * stands apart at the end; hidden text stays where it is, marked. Both are fields as well.
 */
export const docReader: Reader = {
  name: 'doc',
  version: 3,
  accepts: (mediaType) => mediaType === 'application/msword',
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const bytes = input.bytes(BYTES_LIMIT);
  const streams = openOle(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const main = streams.find(({ path }) => path === 'WordDocument')?.bytes();
  if (main === undefined || main.byteLength < 0x200) throw new ReadingFailed({ code: 'broken' });
  const fields = [...olePropertyFields(streams), ...oleActiveContent(streams)];
  const { stories, deleted } = storiesOf(main, streams, fields);
  const title = fields.find(({ name }) => name === 'title')?.value;
  const byline = fields.find(({ name }) => name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(fields);
  const { text, blocks } = joinedOf(deleted.length === 0 ? stories : [...stories, DELETED, ...deleted]);
  out.text(text, blocks);
  await giveOleContents(streams, out);
  return { outcome: 'read' };
}

/** @throws ReadingFailed `encrypted`, or `broken` where the table of pieces leads nowhere */
function storiesOf(
  main: Buffer,
  streams: readonly OleStream[],
  fields: MetadataField[],
): { readonly stories: readonly string[]; readonly deleted: readonly string[] } {
  const flags = main.readUInt16LE(0x0a);
  if ((flags & ENCRYPTED) !== 0) throw new ReadingFailed({ code: 'encrypted' });
  try {
    const table = tableStreamOf(main, streams);
    const marks = marksOf(main, table);
    const runs = [...charactersOf(main, table, marks)];
    for (const run of runs) addMark(fields, run);
    const deleted = runs.flatMap(({ words, mark, by }) => {
      const clean = mark === 'deleted' ? oneLine(words) : '';
      return clean === '' ? [] : [by === undefined ? clean : `[${by}] ${clean}`];
    });
    return { stories: cut(runs, storyLengths(main)).map((story) => plain(story, fields)), deleted };
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingFailed({ code: 'broken' }, error);
    throw error;
  }
}

/** [MS-DOC] §2.5.1: fEncrypted. */
const ENCRYPTED = 0x0100;

function addMark(fields: MetadataField[], { words, mark, by }: MarkedWords): void {
  const value = oneLine(words);
  if (mark === undefined || value === '') return;
  const said = by === undefined ? value : `${by}: ${value}`;
  fields.push({ name: mark === 'deleted' ? 'tracked-deletion' : 'hidden-text', value: said, origin: 'doc' });
}

/** The text of each story. Lengths count what was deleted as well. */
function cut(runs: readonly MarkedWords[], lengths: readonly number[]): readonly string[] {
  const stories = [''];
  let left = lengths[0] ?? 0;
  for (const { words, mark } of runs) {
    for (let at = 0; at < words.length;) {
      // A file that ends before its stories do has lengths that mean nothing: all the text counts.
      while (left === 0 && stories.length <= lengths.length) left = lengths[stories.push('') - 1] ?? Infinity;
      const part = words.slice(at, at + left);
      at += part.length;
      left -= part.length;
      stories[stories.length - 1] += shownAs(part, mark);
    }
  }
  return stories;
}

function shownAs(words: string, mark: Marked | undefined): string {
  if (mark === 'deleted') return '';
  return mark === 'hidden' && oneLine(words) !== '' ? hiddenText(words) : words;
}

const FIELD_BEGINS = '\u0013';
const FIELD_RESULT = '\u0014';
const FIELD_ENDS = '\u0015';
const CELL_ENDS = '\u0007';
const ROW_ENDS = '\u0007\u0007';
const LINE_ENDS = '\u000B';
const HYPHEN = '\u001E';

/** [MS-DOC] §2.4.1 and §2.8.25: marks become line ends and tabs, and fields show their result, not their instruction. */
function plain(story: string, fields: MetadataField[]): string {
  const kept: string[] = [];
  const open: { instruction: string; result: boolean }[] = [];
  for (const part of story.split(/(\p{Cc})/v)) {
    const field = open.at(-1);
    if (part === FIELD_BEGINS) open.push({ instruction: '', result: false });
    else if (part === FIELD_RESULT && field !== undefined) field.result = true;
    else if (part === FIELD_ENDS) addInstruction(fields, open.pop()?.instruction);
    else if (open.every(({ result }) => result)) kept.push(part);
    else if (field !== undefined && !field.result) field.instruction += part;
  }
  return kept
    .join('')
    .replaceAll(ROW_ENDS, '\r')
    .replaceAll(CELL_ENDS, '\t')
    .replaceAll(LINE_ENDS, '\n')
    .replaceAll(/[\f\u2029]/gv, '\r')
    .replaceAll(HYPHEN, '-')
    .replaceAll(/[\p{Cc}--[\t\n\r]]/gv, '');
}

function oneLine(words: string): string {
  return words.replaceAll(/[\p{Cc}\s]+/gv, ' ').trim();
}

function addInstruction(fields: MetadataField[], instruction = ''): void {
  const value = oneLine(instruction);
  if (reachesOut(value)) fields.push({ name: 'active-content', value: `field ${value}`, origin: 'doc' });
  else if (/^HYPERLINK\b/iv.test(value)) fields.push({ name: 'link', value: value.slice(9).trim(), origin: 'doc' });
}

/** Paragraphs apart by an empty line, each a block. */
function joinedOf(stories: readonly string[]): { readonly text: string; readonly blocks: readonly Span[] } {
  const blocks: Span[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const paragraph of stories.flatMap((story) => story.split('\r'))) {
    const words = paragraph.trim().toWellFormed();
    if (words === '') continue;
    const start = parts.length === 0 ? 0 : length + 2;
    parts.push(words);
    length = start + words.length;
    blocks.push({ start, end: length });
  }
  return { text: parts.join('\n\n'), blocks };
}
