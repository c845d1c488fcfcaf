import { decodeAs, guessEncoding, known } from './decode.ts';

/**
 * Mails in the wild hold bytes above U+007F in headers and bodies without saying in which encoding. The parser takes
 * them for UTF-8 and loses them; this writes the missing declaration in, part by part, and leaves the rest alone.
 *
 * @returns the bytes to parse, and the encodings that were guessed, if any
 */
export function declareEncodings(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly guessed?: string } {
  // One character a byte: positions in the string are positions in the bytes.
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const guessed = new Set<string>();
  const parts = partsOf(raw).map((part) => declared(part, guessed));
  if (guessed.size === 0) return { bytes };
  return { bytes: Buffer.from(parts.join(''), 'latin1'), guessed: [...guessed].join(', ') };
}

/** Cuts before each boundary line, so that a part is its boundary line, its headers, an empty line and its body. */
function partsOf(raw: string): readonly string[] {
  const boundaries = [...raw.matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gimv)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const cuts = new Set<number>([0]);
  for (const boundary of boundaries) {
    const line = `--${boundary}`;
    for (let at = raw.indexOf(line); at >= 0; at = raw.indexOf(line, at + line.length)) {
      if (at === 0 || raw[at - 1] === '\n') cuts.add(at);
    }
  }
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return sorted.map((start, number) => raw.slice(start, sorted[number + 1] ?? raw.length));
}

function declared(part: string, guessed: Set<string>): string {
  const gap = /\r?\n\r?\n/v.exec(part);
  const headEnd = gap === null ? part.length : gap.index;
  const head = part.slice(0, headEnd);
  const rest = part.slice(headEnd);
  const body = withCharset(head, rest, guessed);
  return body ?? inUtf8(head, rest, guessed) + rest;
}

/** Undefined unless the part is text that names no encoding, or one that the parser does not know, and needs one. */
function withCharset(head: string, body: string, guessed: Set<string>): string | undefined {
  const unfolded = head.replaceAll(/\r?\n[ \t]+/gv, ' ');
  const type = /^content-type:\s*([^;\r\n]*)/imv.exec(unfolded)?.[1]?.trim().toLowerCase();
  if (type !== undefined && type !== '' && !type.startsWith('text/')) return undefined;
  const charset = /^content-type:.*?charset\s*=\s*"?([\w.\-:]+)/imv.exec(unfolded)?.[1]?.toLowerCase();
  const headers = inUtf8(head, body, guessed);
  if (charset === 'hz-gb-2312' || charset === 'hz') {
    guessed.add('hz-gb-2312');
    const text = decodeAs(Buffer.from(body, 'latin1'), 'hz-gb-2312');
    return headers.replace(/charset\s*=\s*"?hz(-gb-2312)?"?/iv, 'charset=utf-8') + latin1OfUtf8(text);
  }
  if (charset !== undefined && (known(charset) || charset === 'us-ascii')) return undefined;
  const encoding = encodingOf(transferred(unfolded, body));
  if (encoding === undefined) return undefined;
  guessed.add(encoding);
  if (type === undefined || type === '') return `${headers}\r\nContent-Type: text/plain; charset=${encoding}${body}`;
  if (charset !== undefined) return headers.replace(/charset\s*=\s*"?[\w.\-:]+"?/iv, `charset=${encoding}`) + body;
  return headers.replace(/^(content-type:\s*[^;\r\n]*)/imv, `$1; charset=${encoding}`) + body;
}

/** The bytes of a body as they were before base64 or quoted-printable. */
function transferred(head: string, body: string): Uint8Array {
  const how = /^content-transfer-encoding:\s*([\w\-]+)/imv.exec(head)?.[1]?.toLowerCase();
  if (how === 'base64') return Buffer.from(body, 'base64');
  if (how !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replaceAll(/=\r?\n/gv, '');
  return Buffer.from(
    joined.replaceAll(/=([\dA-Fa-f]{2})/gv, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Headers that hold bytes which are not UTF-8, as UTF-8, which RFC 6532 allows and the parser expects. */
function inUtf8(head: string, body: string, guessed: Set<string>): string {
  if (!/[\u0080-\u00FF]/v.test(head)) return head;
  const bytes = Buffer.from(head, 'latin1');
  if (!bytes.toString('utf8').includes('\uFFFD')) return head;
  // A subject is short: the body tells more of the encoding.
  const more = Buffer.from(body.slice(0, 4096), 'latin1');
  const encoding = guessEncoding(more.toString('utf8').includes('\uFFFD') ? Buffer.concat([bytes, more]) : bytes);
  if (encoding === undefined) return head;
  guessed.add(encoding);
  return latin1OfUtf8(decodeAs(bytes, encoding));
}

function encodingOf(bytes: Uint8Array): string | undefined {
  if (!bytes.some((byte) => byte >= 0x80)) return undefined;
  const utf8 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return utf8.includes('\uFFFD') ? guessEncoding(bytes) : 'utf-8';
}

function latin1OfUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
