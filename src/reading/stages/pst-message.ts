import type { PSTAttachment, PSTMessage } from 'pst-extractor';
import type { PSTAppointment } from 'pst-extractor/dist/PSTAppointment.class.js';
import type { PSTContact } from 'pst-extractor/dist/PSTContact.class.js';
import { ReadingFailed } from '../reader.ts';
import { instantOf } from './outlook-item.ts';
import { parseRtf } from './rtf.ts';

/** In bytes: of one message with all that is attached; as much as the mail reader takes. */
const MESSAGE_LIMIT = 192 * 1024 * 1024;
/** Messages attached to messages. */
const DEPTH_LIMIT = 8;

/**
 * A message of a mailbox written down as a mail (RFC 5322, MIME): the same message gives the same bytes. Everything but
 * the headers is base64, so that no text can be taken for a boundary.
 *
 * @throws ReadingFailed `too-large`, and what the library throws over damage
 */
export function messageOf(message: PSTMessage, depth = 0): readonly Buffer[] {
  const boundary = `=_mailbox_${depth}`;
  const parts: Buffer[] = [Buffer.from(headOf(message, boundary))];
  for (const [type, text] of bodiesOf(message)) {
    parts.push(Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\n${BASE64}`));
    parts.push(base64(Buffer.from(text)));
  }
  parts.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  if (!message.hasAttachments && message.numberOfAttachments === 0) return parts;
  const outer = `${boundary}_with`;
  const [head = Buffer.alloc(0), ...inner] = parts;
  const attached: Buffer[] = [];
  let bytes = 0;
  for (let at = 0; at < message.numberOfAttachments; at += 1) {
    const attachment = attachmentOf(message.getAttachment(at), at, outer, depth);
    bytes += attachment.reduce((sum, part) => sum + part.byteLength, 0);
    if (bytes > MESSAGE_LIMIT) throw tooLarge();
    attached.push(...attachment);
  }
  const [headers = ''] = head.toString().split(`\r\nContent-Type: multipart/`);
  return [
    Buffer.from(`${headers}\r\nContent-Type: multipart/mixed; boundary="${outer}"\r\n`),
    Buffer.from(`\r\n--${outer}\r\nContent-Type: multipart/alternative; boundary="${boundary}"\r\n`),
    ...inner,
    ...attached,
    Buffer.from(`\r\n--${outer}--\r\n`),
  ];
}

const BASE64 = 'Content-Transfer-Encoding: base64\r\n\r\n';
/** Headers that only the mail as it came over the network has. */
const KEPT = /^(received|references|reply-to|x-originating-ip|x-mailer|user-agent|return-path|sender|delivered-to)$/iv;

function headOf(message: PSTMessage, boundary: string): string {
  const sent = message.clientSubmitTime ?? message.messageDeliveryTime ?? undefined;
  const people = recipientsOf(message);
  const headers: (readonly [string, string])[] = [
    ['From', address(message.senderName, message.senderEmailAddress)],
    ['To', people[1] ?? encoded(message.displayTo)],
    ['Cc', people[2] ?? encoded(message.displayCC)],
    ['Bcc', people[3] ?? ''],
    ['Date', instantOf(sent) === undefined ? '' : (sent?.toUTCString().replace('GMT', '+0000') ?? '')],
    ['Subject', encoded(message.subject)],
    ['Message-ID', encoded(message.internetMessageId)],
    ['In-Reply-To', encoded(message.inReplyToId)],
    ['X-Message-Class', encoded(message.messageClass)],
    ...message.transportMessageHeaders
      .replaceAll(/\r?\n[ \t]+/gv, ' ')
      .split(/\r?\n/v)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const)
      .filter(([name]) => KEPT.test(name))
      .map(([name, value]) => [name, encoded(value)] as const),
  ];
  const lines = headers.filter(([, value]) => value.trim() !== '').map(([name, value]) => `${name}: ${value.trim()}`);
  return [...lines, 'MIME-Version: 1.0', `Content-Type: multipart/alternative; boundary="${boundary}"`, ''].join(
    '\r\n',
  );
}

/** By kind: 1 to, 2 cc, 3 bcc ([MS-OXOMSG] §2.2.3.1). */
function recipientsOf(message: PSTMessage): Readonly<Record<number, string>> {
  const people: Record<number, string> = {};
  for (let at = 0; at < message.numberOfRecipients; at += 1) {
    const recipient = message.getRecipient(at);
    if (recipient === null) continue;
    const shown = address(recipient.displayName, recipient.smtpAddress || recipient.emailAddress);
    const others = people[recipient.recipientType];
    people[recipient.recipientType] = others === undefined ? shown : `${others}, ${shown}`;
  }
  return people;
}

function address(name: string, email: string): string {
  // Inside one organisation an address is a path, which tells people nothing.
  const shown = /^[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+$/v.test(email) ? `<${email}>` : '';
  const plain = name.replaceAll(/[\p{Cc}"\\]/gv, ' ').trim();
  if (plain === '' || plain === email) return shown;
  const quoted = isPlain(plain) ? `"${plain}"` : encoded(plain);
  return shown === '' ? quoted : `${quoted} ${shown}`;
}

/** RFC 2047 §2: words of at most 75 characters, cut between letters. */
function encoded(value: string): string {
  const line = value.replaceAll(/\p{Cc}+/gv, ' ').toWellFormed();
  if (isPlain(line)) return line;
  const words: string[] = [];
  let word = '';
  for (const char of line) {
    if (Buffer.byteLength(word + char) > 42) {
      words.push(word);
      word = '';
    }
    word += char;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/v.test(text) && !text.includes('=?');
}

function bodiesOf(message: PSTMessage): readonly (readonly [string, string])[] {
  const item = itemLines(message);
  const html = message.bodyHTML;
  const text = message.body || (html === '' ? rtfText(message) : '');
  const bodies: (readonly [string, string])[] = [];
  if (text !== '' || item !== '' || html === '') bodies.push(['text/plain', item + text]);
  if (html !== '') bodies.push(['text/html', html]);
  return bodies;
}

function rtfText(message: PSTMessage): string {
  const rtf = message.bodyRTF;
  return rtf === '' ? '' : parseRtf(rtf).text;
}

/** What contacts and appointments say beside a subject and a body. */
function itemLines(message: PSTMessage): string {
  const lines = isContact(message) ? contactLines(message) : isAppointment(message) ? appointmentLines(message) : [];
  const said = lines.filter(([, value]) => value.trim() !== '').map(([name, value]) => `${name}: ${value.trim()}\n`);
  return said.length === 0 ? '' : `${said.join('')}\n`;
}

function contactLines(contact: PSTContact): readonly (readonly [string, string])[] {
  return [
    ['Name', [contact.givenName, contact.middleName, contact.surname].join(' ')],
    ['Company', contact.companyName],
    ['Department', contact.departmentName],
    ['Title', contact.title],
    ['E-mail', [contact.email1EmailAddress, contact.email2EmailAddress, contact.email3EmailAddress].join(' ')],
    ['Business telephone', contact.businessTelephoneNumber],
    ['Home telephone', contact.homeTelephoneNumber],
    ['Mobile telephone', contact.mobileTelephoneNumber],
    ['Address', contact.postalAddress || contact.workAddress || contact.homeAddress],
    ['Note', contact.note],
  ];
}

function appointmentLines(appointment: PSTAppointment): readonly (readonly [string, string])[] {
  return [
    ['Start', instantOf(appointment.startTime ?? undefined) ?? ''],
    ['End', instantOf(appointment.endTime ?? undefined) ?? ''],
    ['Location', appointment.location],
    ['Attendees', appointment.allAttendees],
  ];
}

function isContact(message: PSTMessage): message is PSTContact {
  return message.messageClass.startsWith('IPM.Contact') && 'companyName' in message;
}

function isAppointment(message: PSTMessage): message is PSTAppointment {
  return message.messageClass.startsWith('IPM.Appointment') && 'allAttendees' in message;
}

function attachmentOf(attachment: PSTAttachment, at: number, boundary: string, depth: number): readonly Buffer[] {
  const inner = attachment.embeddedPSTMessage;
  if (inner !== null && depth < DEPTH_LIMIT) {
    const head = `\r\n--${boundary}\r\nContent-Type: message/rfc822\r\n${disposition(`${inner.subject || `attachment-${at + 1}`}.eml`)}\r\n`;
    return [Buffer.from(head), ...messageOf(inner, depth + 1)];
  }
  const name = attachment.longFilename || attachment.filename || `attachment-${at + 1}`;
  const type = /^[\w.+\-]+\/[\w.+\-]+$/v.test(attachment.mimeTag) ? attachment.mimeTag : 'application/octet-stream';
  const head = `\r\n--${boundary}\r\nContent-Type: ${type}\r\n${disposition(name)}${BASE64}`;
  return [Buffer.from(head), base64(contentOf(attachment))];
}

/** RFC 2231 §4: a name in any letters. */
function disposition(name: string): string {
  const safe = encodeURIComponent(name.replaceAll(/\p{Cc}/gv, '_').toWellFormed()).replaceAll(/['\(\)*]/gv, '_');
  return `Content-Disposition: attachment; filename*=utf-8''${safe}\r\n`;
}

function contentOf(attachment: PSTAttachment): Buffer {
  const stream = attachment.fileInputStream;
  if (stream === null) return Buffer.alloc(0);
  const blocks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const block = Buffer.alloc(8176);
    const got = stream.readBlock(block);
    if (got <= 0) break;
    blocks.push(block.subarray(0, got));
    total += got;
    if (total > MESSAGE_LIMIT) throw tooLarge();
    if (got < block.byteLength) break;
  }
  return Buffer.concat(blocks);
}

/** RFC 2045 §6.8: in lines of 76 characters. */
function base64(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('base64').replaceAll(/.{76}/gv, '$&\r\n'));
}

function tooLarge(): ReadingFailed {
  return new ReadingFailed({ code: 'too-large', params: { limitBytes: MESSAGE_LIMIT } });
}
