import type { MetadataField, Span } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeAs, decodeFile, decodingFields, known } from './decode.ts';
import { endOf } from './plain-text.ts';

/**
 * Business cards (RFC 6350, and the older vCard 2.1) and calendars (RFC 5545): one block for each card or event, long
 * lines joined, escaped and encoded values as they were meant. Pictures and keys inside are left out.
 */
export const vcardReader: Reader = {
  name: 'vcard',
  version: 1,
  accepts: (mediaType) => /^text\/(vcard|calendar)$/v.test(mediaType),
  async read(input, out) {
    const decoded = decodeFile(input);
    const lines = unfolded(decoded.text).map(parseLine);
    const title = first(lines, input.mediaType === 'text/vcard' ? ['FN', 'N'] : ['SUMMARY', 'X-WR-CALNAME']);
    const byline = first(lines, ['ORGANIZER']);
    out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
    out.metadata([...decodingFields(decoded, 'vcard'), ...fieldsOf(lines)]);
    const { text, blocks } = write(lines);
    out.text(text, blocks);
    return endOf(decoded.cut, decoded.replaced);
  },
};

interface Line {
  /** In capitals, without the group before it. */
  readonly name: string;
  readonly value: string;
}

/** RFC 6350 §3.2, RFC 5545 §3.1: a line that begins with white space goes on from the one before. */
function unfolded(text: string): readonly string[] {
  const soft = text.replaceAll(/(;ENCODING=QUOTED-PRINTABLE[^\n]*(?:=\n[^\n]*)+)/giv, (run) =>
    run.replaceAll('=\n', ''),
  );
  return soft
    .replaceAll(/\n[ \t]/gv, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function parseLine(line: string): Line {
  const colon = valueAt(line);
  const [named = '', ...parameters] = line.slice(0, colon).split(';');
  const name = named.slice(named.lastIndexOf('.') + 1).toUpperCase();
  const raw = line.slice(colon + 1);
  const options = parameters.map((parameter) => parameter.toUpperCase());
  if (options.some((option) => /^(ENCODING=)?(B|BASE64)$/v.test(option)) || raw.startsWith('data:'))
    return { name, value: '' };
  const quoted = options.some((option) => /^(ENCODING=)?QUOTED-PRINTABLE$/v.test(option));
  const charset = /^CHARSET=(.+)$/v.exec(options.find((option) => option.startsWith('CHARSET=')) ?? '')?.[1];
  return { name, value: unescaped(quoted ? unquoted(raw, charset) : raw) };
}

/** The first colon outside quotation marks. */
function valueAt(line: string): number {
  let quoted = false;
  for (const [at, char] of Array.from(line, (each, index) => [index, each] as const)) {
    if (char === '"') quoted = !quoted;
    if (char === ':' && !quoted) return at;
  }
  return line.length;
}

/** RFC 2045 §6.7. */
function unquoted(value: string, charset: string | undefined): string {
  const bytes = Buffer.from(
    value.replaceAll(/=([\dA-Fa-f]{2})/gv, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  const encoding = charset?.toLowerCase() ?? 'utf-8';
  return decodeAs(bytes, known(encoding) ? encoding : 'utf-8').replaceAll('\0', '');
}

/** RFC 6350 §3.4, and semicolons between the parts of a name or an address. */
function unescaped(value: string): string {
  return value
    .replaceAll(/(?<!\\);+/gv, ' ')
    .replaceAll(/\\n/giv, '\n')
    .replaceAll(/\\([,;:\\])/gv, '$1')
    .trim();
}

function first(lines: readonly Line[], names: readonly string[]): string | undefined {
  return names.map((name) => lines.find((line) => line.name === name && line.value !== '')?.value).find(Boolean);
}

const TOLD = new Set([
  'FN',
  'EMAIL',
  'TEL',
  'ORG',
  'ORGANIZER',
  'ATTENDEE',
  'DTSTART',
  'DTEND',
  'LOCATION',
  'PRODID',
  'UID',
]);
const FIELDS = 200; // of a calendar of years: the text has them all

function fieldsOf(lines: readonly Line[]): readonly MetadataField[] {
  const told = lines.filter(({ name, value }) => TOLD.has(name) && value !== '').slice(0, FIELDS);
  return told.map(({ name, value }) => ({ name, value, origin: 'vcard' }));
}

function write(lines: readonly Line[]): { readonly text: string; readonly blocks: readonly Span[] } {
  const blocks: Span[] = [];
  let text = '';
  let start = 0;
  const close = (): void => {
    if (text.length > start) blocks.push({ start, end: text.length });
    if (text !== '' && !text.endsWith('\n\n')) text += '\n\n';
    start = text.length;
  };
  for (const { name, value } of lines) {
    if (name === 'BEGIN' || name === 'END') close();
    else if (value !== '') text += `${text.length > start ? '\n' : ''}${name}: ${value}`;
  }
  close();
  return { text: text.trimEnd(), blocks };
}
