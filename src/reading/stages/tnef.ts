import { decompressRTF } from '@kenjiuno/decompressrtf';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { decodeAs } from './decode.ts';
import { ansiEncoding, codePageName, sayItem } from './outlook-item.ts';
import { readProperties, type Properties } from './tnef-properties.ts';

/** `winmail.dat` ([MS-OXTNEF]): what Outlook packs a mail into for other Outlooks. Attachments as things found. */
export const tnefReader: Reader = {
  name: 'tnef',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/vnd.ms-tnef',
  read,
};

/** [MS-OXTNEF] §2.1.3.2: attributes, by the lower half of their number. */
const SUBJECT = 0x8004;
const BODY = 0x800c;
const ATTACHED = 0x800f;
const ATTACHED_NAME = 0x8010;
const ATTACHMENT_BEGINS = 0x9002;
const MESSAGE_PROPERTIES = 0x9003;
const ATTACHMENT_PROPERTIES = 0x9005;
const CODE_PAGE = 0x9007;

/** Properties ([MS-OXPROPS]). */
const PR = {
  subject: 0x0037,
  submitted: 0x0039,
  senderName: 0x0c1a,
  senderEmail: 0x0c1f,
  delivered: 0x0e06,
  displayTo: 0x0e04,
  displayCc: 0x0e03,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  data: 0x3701,
  fileName: 0x3704,
  longFileName: 0x3707,
} as const;

interface Attachment {
  name?: string;
  bytes?: Uint8Array;
  properties?: Properties;
}

const HEADER = 6;
/** In bytes of compressed rich text: the library works on a list of numbers. */
const RTF_LIMIT = 8 * 1024 * 1024;

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const bytes = Buffer.from(input.bytes());
  const attachments: Attachment[] = [];
  let encoding = 'windows-1252';
  let properties: Properties | undefined;
  const said = new Map<number, Buffer>();
  let whole = true;
  for (let at = HEADER; at < bytes.byteLength;) {
    // Level, number, length; then the bytes and a checksum.
    const length = at + 9 <= bytes.byteLength ? bytes.readUInt32LE(at + 5) : Infinity;
    if (at + 9 + length + 2 > bytes.byteLength) {
      whole = false;
      break;
    }
    const id = bytes.readUInt16LE(at + 1);
    const value = bytes.subarray(at + 9, at + 9 + length);
    const last = attachments.at(-1);
    if (id === CODE_PAGE && length >= 4)
      encoding = ansiEncoding(value.readUInt32LE(0)) ?? codePageName(value.readUInt32LE(0)) ?? encoding;
    else if (id === ATTACHMENT_BEGINS) attachments.push({});
    else if (id === ATTACHED && last !== undefined) last.bytes = value;
    else if (id === ATTACHED_NAME && last !== undefined) last.name = zeroEnded(value, encoding);
    else if (id === ATTACHMENT_PROPERTIES && last !== undefined) last.properties = readProperties(value, encoding);
    else if (id === MESSAGE_PROPERTIES) properties = readProperties(value, encoding);
    else said.set(id, value);
    at += 9 + length + 2;
  }
  say(said, properties, encoding, out);
  for (const [at, attachment] of attachments.entries()) await send(attachment, at, out);
  if (whole) return { outcome: 'read' };
  if (said.size === 0 && properties === undefined) throw new ReadingFailed({ code: 'truncated' });
  return { outcome: 'read-in-part', reason: { code: 'truncated' } };
}

function say(
  said: ReadonlyMap<number, Buffer>,
  properties: Properties | undefined,
  encoding: string,
  out: ReaderOutput,
): void {
  const of = (id: number): string | undefined => properties?.text(id);
  const old = (id: number): string | undefined => {
    const value = said.get(id);
    return value === undefined ? undefined : zeroEnded(value, encoding);
  };
  const sent = properties?.time(PR.submitted) ?? properties?.time(PR.delivered);
  const subject = of(PR.subject) ?? old(SUBJECT);
  const from = [of(PR.senderName), of(PR.senderEmail)].filter(Boolean).join(' ');
  const html = properties?.bytes(PR.html);
  sayItem(
    {
      subject,
      from,
      sent,
      text: of(PR.body) ?? old(BODY),
      html: html === undefined ? of(PR.html) : decodeAs(html, encoding),
      rtf: rtfOf(properties?.bytes(PR.rtf)),
      headers: [
        ['From', from],
        ['To', of(PR.displayTo)],
        ['Cc', of(PR.displayCc)],
        ['Date', sent?.toISOString()],
        ['Subject', subject],
        ['Message-ID', of(PR.messageId)],
      ],
    },
    'tnef',
    out,
  );
}

function rtfOf(compressed: Uint8Array | undefined): Uint8Array | undefined {
  if (compressed === undefined || compressed.byteLength > RTF_LIMIT) return undefined;
  try {
    return Uint8Array.from(decompressRTF([...compressed]));
  } catch (error) {
    // Safe: the attachments are there all the same.
    console.error(error);
    return undefined;
  }
}

/** [MS-OXTNEF] §2.1.3.4.1: a message inside stands in the properties, after the 16 bytes that say that it is one. */
const KIND_BYTES = 16;
const SIGNATURE = 0x223e9f78;

async function send({ name, bytes, properties }: Attachment, at: number, out: ReaderOutput): Promise<void> {
  const object = Buffer.from(properties?.bytes(PR.data)?.subarray(KIND_BYTES) ?? []);
  const message = object.byteLength >= HEADER && object.readUInt32LE(0) === SIGNATURE;
  const named = properties?.text(PR.longFileName) || name || properties?.text(PR.fileName) || `attachment-${at + 1}`;
  const shownName = message ? `${named}.tnef` : named;
  const content = message || bytes === undefined ? object : bytes;
  if (content.byteLength > 0) await out.found({ untrustedName: Buffer.from(shownName), shownName }, content);
}

function zeroEnded(value: Buffer, encoding: string): string {
  const end = value.indexOf(0);
  return decodeAs(end < 0 ? value : value.subarray(0, end), encoding);
}
