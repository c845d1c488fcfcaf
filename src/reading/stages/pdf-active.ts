import { inflateSync } from 'node:zlib';
import { constants } from 'node:zlib';
import type { MetadataField } from '../../nouns/reading.ts';
import type { ReaderInput } from '../reader.ts';
import type { PdfiumDocument } from './pdf-pdfium.ts';
import { wide } from './pdf-strings.ts';
import { xmpFields } from './xmp.ts';

/** In bytes: past it the file is not searched for what pdfium does not tell. */
const SEARCHED_LIMIT = 64 * 1024 * 1024;
const UNPACKED_LIMIT = 16 * 1024 * 1024; // bytes of one object stream
const MAX_STREAMS = 20_000;
const MAX_SCRIPTS = 200;

/** Names of ISO 32000-2 §12.6 and §13 that do something when the file is opened or touched, in words. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\/OpenAction\s*(?!\s*\[)/v, 'acts when it is opened (OpenAction)'],
  [/\/AA\s*(<<|\d)/v, 'acts on events (additional actions)'],
  [/\/S\s*\/JavaScript\b/v, 'JavaScript'],
  [/\/S\s*\/Launch\b/v, 'starts a program or opens a file (Launch)'],
  [/\/S\s*\/SubmitForm\b/v, 'sends the form (SubmitForm)'],
  [/\/S\s*\/ImportData\b/v, 'takes in data (ImportData)'],
  [/\/S\s*\/GoToR\b/v, 'opens another file (GoToR)'],
  [/\/S\s*\/GoToE\b/v, 'opens an attached file (GoToE)'],
  [/\/(RichMedia|3D|Movie|Screen|Sound)\b(?=[^\/]{0,40}\/)/v, 'plays media'],
  [/\/XFA\b/v, 'XFA form'],
];

/** What in the file would run or reach out if a viewer let it. It is listed; none of it is ever carried out here. */
export function activeContentOf(document: PdfiumDocument, input: ReaderInput): readonly MetadataField[] {
  const fields: MetadataField[] = [];
  const add = (value: string): void => {
    fields.push({ name: 'active-content', value: value.replaceAll('\0', '').toWellFormed(), origin: 'pdf' });
  };
  const found = new Set<string>();
  for (const stretch of objectsOf(input)) {
    for (const [name, words] of NAMES) if (!found.has(words) && name.test(stretch)) found.add(words);
  }
  for (const words of found) add(words);
  for (const script of scriptsOf(document)) add(script);
  return fields;
}

function* scriptsOf(document: PdfiumDocument): Generator<string> {
  const { pdfium, handle } = document;
  const count = Math.min(pdfium.FPDFDoc_GetJavaScriptActionCount(handle), MAX_SCRIPTS);
  for (let index = 0; index < count; index += 1) {
    const action = pdfium.FPDFDoc_GetJavaScriptAction(handle, index);
    if (action === 0) continue;
    const name = wide(document, (buffer, size) => pdfium.FPDFJavaScriptAction_GetName(action, buffer, size));
    const script = wide(document, (buffer, size) => pdfium.FPDFJavaScriptAction_GetScript(action, buffer, size));
    pdfium.FPDFDoc_CloseJavaScriptAction(action);
    yield `JavaScript ${name}: ${script}`;
  }
}

/** The file outside its streams, and within those that hold objects (ISO 32000-2 §7.5.7). */
function* objectsOf(input: ReaderInput): Generator<string> {
  if (input.size > SEARCHED_LIMIT) return;
  const source = input.bytes(SEARCHED_LIMIT);
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  let at = 0;
  for (let left = MAX_STREAMS; left > 0; left -= 1) {
    const begins = bytes.indexOf('stream', at, 'latin1');
    if (begins < 0) break;
    const head = bytes.toString('latin1', at, begins);
    yield head;
    const first = begins + 6 + (bytes[begins + 6] === 0x0d ? 1 : 0) + 1;
    const ends = bytes.indexOf('endstream', first, 'latin1');
    const last = ends < 0 ? bytes.byteLength : ends;
    if (head.slice(-1024).includes('/ObjStm')) yield unpacked(bytes.subarray(first, last));
    at = ends < 0 ? bytes.byteLength : ends + 9;
  }
  yield bytes.toString('latin1', at);
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: UNPACKED_LIMIT }).toString(
      'latin1',
    );
  } catch {
    // Safe: an object stream that is encrypted or broken tells nothing here, and pdfium reads it on its own.
    return '';
  }
}

/** Extensible metadata (ISO 16684-1) that stands in the file as plain text, which is where programs are to find it. */
export function xmpOf(input: ReaderInput): readonly MetadataField[] {
  if (input.size > SEARCHED_LIMIT) return [];
  const source = input.bytes(SEARCHED_LIMIT);
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const ends = bytes.lastIndexOf('</x:xmpmeta>', undefined, 'latin1');
  const begins = ends < 0 ? -1 : bytes.lastIndexOf('<x:xmpmeta', ends, 'latin1');
  return begins < 0 ? [] : xmpFields(bytes.subarray(begins, ends + 12), 'pdf xmp');
}
