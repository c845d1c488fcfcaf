import { readSync } from 'node:fs';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { MetadataField } from '../../nouns/reading.ts';
import { TEXT_LIMIT } from '../frame-writer.ts';
import type { ReaderInput } from '../reader.ts';

/** In bytes: no more than this is looked at, for the sake of memory: what is no UTF-8 takes seven times as much. */
const DECODED_LIMIT = 2 * TEXT_LIMIT;
/** In bytes of sample for guessing: more does not change the guess. */
const SAMPLE = 64 * 1024;
/** Share of broken sequences up to which UTF-8 is damaged UTF-8, and not another encoding. */
const DAMAGE = 0.02;

export interface Decoded {
  /** Line ends are `\n`; without byte order mark and U+0000. */
  readonly text: string;
  /** As IANA or iconv-lite names it. */
  readonly encoding: string;
  /** How the encoding is known. */
  readonly by: 'mark' | 'declaration' | 'form' | 'guess';
  /** How many U+FFFD stand for bytes that could not be read. Shown to people, never hidden. */
  readonly replaced: number;
  /** The bytes were too many, and text is missing at the end. */
  readonly cut: boolean;
}

/** Reads and decodes a file of text. */
export function decodeFile(input: ReaderInput, declared?: (start: string) => string | undefined): Decoded {
  if (input.size <= DECODED_LIMIT) return decode(input.bytes(DECODED_LIMIT), declared);
  const bytes = Buffer.alloc(DECODED_LIMIT);
  let at = 0;
  for (let got = -1; got !== 0 && at < bytes.byteLength; at += got)
    got = readSync(input.fd, bytes, at, bytes.byteLength - at, at);
  return { ...decode(bytes.subarray(0, at), declared), cut: true };
}

/**
 * Turns bytes of an unknown encoding into text: byte order mark, then UTF-8 where the bytes have its form, then what
 * the file declares, then a guess by letter frequencies.
 */
export function decode(bytes: Uint8Array, declared?: (start: string) => string | undefined): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const marked = (bytes[0] ?? 0) >= 0xfe;
    return tidy(new TextDecoder(wide).decode(bytes), wide, marked ? 'mark' : 'form', 0);
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const escaped =
    bytes.subarray(0, SAMPLE).includes(0x1b) ||
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(SAMPLE, bytes.byteLength)).includes('~{');
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const broken = utf8.includes('\uFFFD') ? countReplaced(utf8) : 0;
  if (marked || (broken === 0 && !escaped)) return tidy(utf8, 'utf-8', marked ? 'mark' : 'form', broken);
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const named = declared?.(start)?.trim().toLowerCase();
  if (named !== undefined && named !== 'utf-8' && named !== 'utf8' && known(named)) {
    const text = decodeAs(bytes, named);
    const replaced = countReplaced(text);
    if (replaced <= text.length * DAMAGE) return tidy(text, named, 'declaration', replaced);
  }
  let high = 0;
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 0x80) high += 1;
  if (high > 0 && broken <= high * DAMAGE) return tidy(utf8, 'utf-8', 'form', broken);
  return guess(bytes, utf8, broken);
}

/** UTF-16 with a byte order mark, or without one where every other byte of Latin text is zero. */
export function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 4096);
  if (!sample.includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const pairs = sample.length / 2;
  if (pairs < 4) return undefined;
  if (odd > pairs * 0.3 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.3 && odd < pairs * 0.02) return 'utf-16be';
  return undefined;
}

/** What people should know of how the text was decoded. */
export function decodingFields(decoded: Decoded, origin: string): readonly MetadataField[] {
  const fields = [
    { name: 'encoding', value: decoded.encoding, origin },
    { name: 'encoding-known-by', value: decoded.by, origin },
  ];
  if (decoded.replaced > 0) fields.push({ name: 'undecodable-bytes', value: String(decoded.replaced), origin });
  return fields;
}

/** Whether text in that encoding can be decoded at all. */
export function known(encoding: string): boolean {
  return encoding === 'hz-gb-2312' || encoding.startsWith('iso-2022-') || iconv.encodingExists(encoding);
}

/** Bytes of a named encoding; what cannot be read becomes U+FFFD. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'hz-gb-2312') return decodeHz(bytes);
  // iconv-lite has no encoding that keeps state; the platform has this one.
  if (encoding === 'iso-2022-jp') return new TextDecoder('iso-2022-jp').decode(bytes);
  // GB 18030 holds all of GBK and GB 2312, and files that say the smaller use the larger.
  const wider = /^(gb2312|gbk|gb_2312-80|x-gbk|cp936)$/v.test(encoding) ? 'gb18030' : encoding;
  return iconv.encodingExists(wider)
    ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), wider)
    : Buffer.from(bytes).toString('latin1');
}

/** The likeliest encoding of bytes that are not UTF-8, or undefined. */
export function guessEncoding(bytes: Uint8Array): string | undefined {
  for (const { name, confidence } of chardet.analyse(sampleOf(bytes))) {
    const encoding = name.toLowerCase();
    if (confidence < 5 || !known(encoding) || encoding.startsWith('utf')) continue;
    const text = decodeAs(sampleOf(bytes), encoding);
    if (countReplaced(text) <= Math.max(1, text.length * DAMAGE)) return encoding;
  }
  return undefined;
}

function guess(bytes: Uint8Array, utf8: string, broken: number): Decoded {
  const encoding = guessEncoding(bytes);
  if (encoding === undefined)
    return broken === 0
      ? tidy(utf8, 'utf-8', 'form', 0)
      : tidy(decodeAs(bytes, 'windows-1252'), 'windows-1252', 'guess', 0);
  const text = decodeAs(bytes, encoding);
  return tidy(text, encoding, 'guess', countReplaced(text));
}

/** The lines that hold bytes above U+007F: English between them would drown the letters that tell. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  let start = 0;
  let strange = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte >= 0x80 || byte === 0x1b || byte === 0x7e) strange = true;
    if (byte !== 0x0a && at - start < 4096) continue;
    if (strange) {
      lines.push(bytes.subarray(start, at + 1));
      length += at + 1 - start;
    }
    start = at + 1;
    strange = false;
    if (length > SAMPLE) break;
  }
  if (strange) lines.push(bytes.subarray(start));
  return Buffer.concat(lines);
}

/** RFC 1843: `~{` and `~}` switch between ASCII and GB 2312 in seven bits. */
function decodeHz(bytes: Uint8Array): string {
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return ascii
    .replaceAll(/~\{([\s\S]*?)(?:~\}|\n|$)/gv, (_, pairs: string) =>
      iconv.decode(Buffer.from(Array.from(pairs, (char) => char.charCodeAt(0) | 0x80)), 'gb18030'),
    )
    .replaceAll('~~', '~');
}

function tidy(raw: string, encoding: string, by: Decoded['by'], replaced: number): Decoded {
  const text = raw
    .replace(/^\uFEFF/v, '')
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/gv, '\n')
    .toWellFormed();
  return { text, encoding, by, replaced, cut: false };
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1;
  return count;
}
