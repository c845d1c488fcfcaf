import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { OfficeText } from './office-text.ts';
import { openOle } from './ole.ts';
import { giveOleContents, oleActiveContent } from './ole-contents.ts';
import { olePropertyFields } from './ole-properties.ts';
import { hiddenSlide } from './ooxml-words.ts';
import { pptPlaces } from './ppt-places.ts';

/** In bytes: a file is held whole, its streams a second time. */
const BYTES_LIMIT = 256 * 1024 * 1024;

/**
 * PowerPoint 97 to 2003 (ppt, pps, pot): the text of slides, notes and comments. What an earlier save left in the file
 * and the last one replaced comes after the rest, under a line that says so.
 */
export const pptReader: Reader = {
  name: 'ppt',
  version: 2,
  accepts: (mediaType) => mediaType === 'application/vnd.ms-powerpoint',
  read,
};

export const SUPERSEDED = '[Text of earlier saves, no longer shown]';
const ENCRYPTED_TOKEN = 0xf3d1c4df; // [MS-PPT] §2.3.2 CurrentUserAtom.headerToken

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const bytes = input.bytes(BYTES_LIMIT);
  const streams = openOle(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const document = streams.find(({ path }) => path === 'PowerPoint Document')?.bytes();
  if (document === undefined) throw new ReadingFailed({ code: 'broken' });
  const user = streams.find(({ path }) => path === 'Current User')?.bytes();
  if (user !== undefined && user.byteLength >= 20 && user.readUInt32LE(12) === ENCRYPTED_TOKEN)
    throw new ReadingFailed({ code: 'encrypted' });
  const fields: MetadataField[] = [...olePropertyFields(streams), ...oleActiveContent(streams)];
  const { shown, superseded } = textOf(document, offsetsIn(document, user), fields);
  const text = new OfficeText();
  for (const words of shown) text.emit(words);
  const extra = superseded.filter((words) => !shown.has(words));
  if (extra.length > 0) {
    fields.push({ name: 'earlier-saves', value: `${extra.length} texts no longer shown`, origin: 'ppt' });
    for (const words of [SUPERSEDED, ...extra]) text.emit(words);
  }
  const title = fields.find(({ name }) => name === 'title')?.value;
  const byline = fields.find(({ name }) => name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(fields);
  const { text: words, blocks } = text.done();
  out.text(words, blocks);
  await giveOleContents(streams, out);
  return { outcome: 'read' };
}

/** Where the parts of the last save begin; undefined where the file does not say. */
function offsetsIn(document: Buffer, user: Buffer | undefined): ReadonlySet<number> | undefined {
  const places = pptPlaces(document, user);
  return places === undefined || places.size === 0 ? undefined : new Set(places.values());
}

const TEXT_CHARACTERS = 0x0fa0; // §2.9.42
const TEXT_BYTES = 0x0fa8; // §2.9.43
const STRING = 0x0fba;
const SLIDE = 0x03ee;
const SLIDE_INFO = 0x03f9;
const MASTER = 0x03f8;
const LIST = 0x0ff0;
const HEADERS = 0x0fd9;
const COMMENT = 0x2ee0;
const HYPERLINK = 0x0fd7;
const DEEPEST = 40;

interface Collected {
  readonly shown: Set<string>;
  readonly superseded: string[];
}

function textOf(document: Buffer, live: ReadonlySet<number> | undefined, fields: MetadataField[]): Collected {
  const collected: Collected = { shown: new Set(), superseded: [] };
  let slide = 0;
  for (const record of recordsOf(document, 0, document.byteLength)) {
    if (record.type === MASTER) continue;
    const isLive = live === undefined || live.has(record.start);
    if (record.type === SLIDE && isLive) slide += 1;
    const say = (words: string): void => {
      if (words === '') return;
      if (isLive) collected.shown.add(words);
      else collected.superseded.push(words);
    };
    if (record.container) walk(document, record, { say, fields: isLive ? fields : [], slide }, 0);
  }
  return collected;
}

interface Walk {
  readonly say: (words: string) => void;
  readonly fields: MetadataField[];
  readonly slide: number;
}

function walk(document: Buffer, parent: PptRecord, walked: Walk, depth: number): void {
  const strings: string[] = [];
  for (const record of recordsOf(document, parent.from, parent.to)) {
    const bytes = document.subarray(record.from, record.to);
    // Masters say `Click to edit` in every file.
    if (record.type === LIST && record.instance === 1) continue;
    if (record.container && depth < DEEPEST) walk(document, record, walked, depth + 1);
    else if (record.type === TEXT_CHARACTERS) walked.say(plain(bytes.toString('utf16le')));
    else if (record.type === TEXT_BYTES) walked.say(plain(bytes.toString('latin1')));
    else if (record.type === STRING) strings.push(plain(bytes.toString('utf16le')));
    else if (record.type === SLIDE_INFO && bytes.byteLength >= 12 && (bytes.readUInt16LE(10) & 0x0004) !== 0) {
      walked.fields.push({ name: 'hidden-slide', value: String(walked.slide), origin: 'ppt' });
      walked.say(hiddenSlide(String(walked.slide)));
    }
  }
  if (parent.type === HEADERS) for (const words of strings) walked.say(words);
  if (parent.type === COMMENT) walked.say(`[${strings[0] ?? ''}] ${strings[1] ?? ''}`.trim());
  if (parent.type === HYPERLINK && strings.length > 0)
    walked.fields.push({ name: 'link', value: strings.at(-1) ?? '', origin: 'ppt' });
}

interface PptRecord {
  readonly type: number;
  readonly instance: number;
  readonly container: boolean;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** §2.3.1 RecordHeader, one after the other. A record that ends outside its parent ends with it. */
function* recordsOf(document: Buffer, from: number, to: number): Generator<PptRecord> {
  for (let at = from; at + 8 <= to;) {
    const head = document.readUInt16LE(at);
    const end = Math.min(to, at + 8 + document.readUInt32LE(at + 4));
    yield {
      type: document.readUInt16LE(at + 2),
      instance: head >>> 4,
      container: (head & 0x0f) === 0x0f,
      start: at,
      from: at + 8,
      to: end,
    };
    at = end;
  }
}

function plain(words: string): string {
  return words
    .replaceAll(/[\r\v]/gv, '\n')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, '')
    .trim()
    .toWellFormed();
}
