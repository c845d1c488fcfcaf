import { wideEncoding } from '../stages/decode.ts';

/**
 * Which kind of text the first bytes of a file are, or undefined if they are not text. Decoding is the reader's
 * business: here only bytes below U+0080 are looked at, which all encodings but UTF-16 share.
 */
export function identifyText(head: Uint8Array, untrustedName: string, whole: boolean): string | undefined {
  const wide = wideEncoding(head);
  if (wide === undefined && !looksLikeText(head)) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const start = wide === undefined ? bytes.toString('latin1') : new TextDecoder(wide).decode(bytes);
  return kindOf(start.replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/v, ''), untrustedName.toLowerCase(), whole);
}

/** Tab, line feed, form feed, carriage return, and the escape of ISO-2022 encodings. */
const TEXT_CONTROLS = [0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b];

function looksLikeText(head: Uint8Array): boolean {
  const counts = countsOf(head);
  const sumOf = (from: number, to: number): number => counts.subarray(from, to).reduce((sum, count) => sum + count, 0);
  const zeros = counts[0] ?? 0;
  const controls = TEXT_CONTROLS.reduce((sum, byte) => sum + (counts[byte] ?? 0), 0);
  const odd = sumOf(0, 0x20) - controls + (counts[0x7f] ?? 0);
  // Compressed or encrypted bytes: text has spaces, line ends or bytes of few kinds.
  const kinds = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const isDense = head.length >= 512 && kinds > 224 && sumOf(0x80, 0xa0) > head.length * 0.08;
  // A stray control byte is damage; many are another format. Zeros are almost never text.
  return odd <= head.length * 0.01 && zeros <= head.length * 0.002 && !isDense;
}

/** How often each byte stands there. */
function countsOf(head: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < head.length; at += 1) counts[head[at] ?? 0] = (counts[head[at] ?? 0] ?? 0) + 1;
  return counts;
}

const MAIL_HEADERS =
  /^(from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|reply-to|content-type|x-[\w\-]+)\s*:/iv;

function kindOf(start: string, name: string, whole: boolean): string {
  if (start.startsWith('{\\rtf')) return 'text/rtf';
  // RFC 9580 §6.2: armoured, so that it looks like text.
  if (/^\s*-----BEGIN PGP MESSAGE(, PART|-----)/v.test(start)) return 'application/pgp-encrypted';
  const unmarked = start.replace(/^>?From \S[^\n]*\n/v, '');
  if (isMail(unmarked, name)) {
    // A mail that was cut out of a mailbox often keeps the line that began it.
    const mailbox = unmarked !== start && (!whole || /\n\r?\nFrom \S[^\n]*\d{2}:\d{2}/v.test(unmarked));
    return mailbox ? 'application/mbox' : 'message/rfc822';
  }
  const markup = start.slice(0, 4096).replace(/^\s*(<\?xml[^>]*\?>|<!--[\s\S]*?-->|\s)*/v, '');
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(markup)) {
    return /^\s*<\?xml/v.test(start) ? 'application/xhtml+xml' : 'text/html';
  }
  if (/^\s*<\?xml/v.test(start)) return 'text/xml';
  if (/\.(html?|xhtml)$/v.test(name) && /<(p|div|table|a|br|span|title|meta)\b/i.test(markup)) return 'text/html';
  if (/^\s*<(title|meta|table|div)\b/i.test(markup) && /<\/(div|table|p|title)>/i.test(start)) return 'text/html';
  if (start.startsWith('BEGIN:VCALENDAR')) return 'text/calendar';
  if (start.startsWith('BEGIN:VCARD')) return 'text/vcard';
  if (/^\s*[\{\[]/v.test(start) && (whole ? isJson(start) : beginsJson(start))) return 'application/json';
  return tableKind(start, name) ?? 'text/plain';
}

/** Lines before the first empty one that are no header field, as far as they are damage and not another format. */
const ODD_LINES = 2;

/** RFC 5322 §2.2: header fields from the first line on. Two that mail has, or one where the name says that it is a mail. */
function isMail(start: string, name: string): boolean {
  const names = new Set<string>();
  let odd = 0;
  for (const [at, line] of start.split(/\r?\n/v, 60).entries()) {
    if (line.trim() === '') break;
    if (/^[ \t]/v.test(line)) continue;
    if (!/^[\w\-]+\s*:/v.test(line)) odd += 1;
    if (odd > (at === 0 ? 0 : ODD_LINES)) return false;
    const match = MAIL_HEADERS.exec(line);
    if (match?.[1] !== undefined) names.add(match[1].toLowerCase());
  }
  if (name.endsWith('.eml')) return names.size > 0;
  const says = ['from', 'received', 'message-id', 'mime-version', 'date', 'return-path'];
  return names.size >= 2 && says.some((header) => names.has(header));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Safe: not JSON is an answer.
    return false;
  }
}

/** One token of JSON (RFC 8259, 2), or white space; at the end of what is there a string may lack its closing mark. */
const JSON_TOKEN =
  /[\t\n\r ]+|[\{\}\[\],:]|"(?:[^"\\\n\r]|\\.)*(?:"|\\?$)|-?\d[\d.eE+\-]*|true|false|null|[a-z]{1,4}$/vy;

/** Whether a text may go on to be one JSON value: tokens and nothing else, and no end of the value before its own. */
function beginsJson(start: string): boolean {
  const tokens = new RegExp(JSON_TOKEN);
  let depth = 0;
  let strings = 0;
  for (let token = tokens.exec(start); token !== null; token = tokens.exec(start)) {
    const [text] = token;
    if (text === '{' || text === '[') depth += 1;
    else if (text === '}' || text === ']') depth -= 1;
    else if (text.startsWith('"')) strings += 1;
    if (tokens.lastIndex === start.length) return strings > 0 && depth > 0;
    if (depth === 0 && text.trim() !== '') return false;
  }
  return false;
}

/** Rows of equal width, at least three of them; two are enough where the name says that it is a table. */
function tableKind(start: string, name: string): string | undefined {
  const lines = start.split(/\r?\n/v).filter((line) => line.trim() !== '');
  const rows = lines.slice(0, Math.min(20, lines.length > 1 ? lines.length - 1 : 1));
  const named = /\.(csv|tsv|tab)$/v.test(name);
  if (rows.length < (named ? 1 : 3)) return undefined;
  for (const [delimiter, mediaType] of [
    ['\t', 'text/tab-separated-values'],
    [',', 'text/csv'],
    [';', 'text/csv'],
  ] as const) {
    const widths = rows.map((row) => row.replaceAll(/"[^"]*"/gv, '').split(delimiter).length);
    const width = widths[0] ?? 1;
    const even = widths.filter((other) => other === width).length;
    // Prose has commas too, seldom the same number on every line.
    if (width > 1 && (named ? even >= rows.length * 0.6 : width > 2 && even === rows.length)) return mediaType;
  }
  return undefined;
}
