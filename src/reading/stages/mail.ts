import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';
import type { MetadataField, ReadingEnd, Span } from '../../nouns/reading.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader.ts';
import { activeInMail } from './html-active.ts';
import { parsePage, textOf } from './html-text.ts';
import { declareEncodings } from './mail-encodings.ts';
import { paragraphsOf } from '../passages.ts';

/** In bytes: a mailbox of mails is taken apart first; one mail past it is a backup. */
const MAIL_LIMIT = 256 * 1024 * 1024;

/** Mails (RFC 5322, MIME): the headers that people read and the body as text; attachments and mails inside as things found. */
export const mailReader: Reader = {
  name: 'mail',
  version: 2,
  accepts: (mediaType) => mediaType === 'message/rfc822',
  read: readMail,
};

async function readMail(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const { bytes, guessed } = declareEncodings(withoutMark(input.bytes(MAIL_LIMIT)));
  const mail = await simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: 32_000_000,
  });
  const fields = headerFields(mail);
  if (guessed !== undefined) fields.push({ name: 'encoding-guessed', value: guessed, origin: 'mail' });
  const published = instantOf(mail.date);
  out.describe({
    ...(mail.subject === undefined ? {} : { title: mail.subject }),
    ...(mail.from === undefined ? {} : { byline: mail.from.text }),
    ...(published === undefined ? {} : { published }),
  });
  out.metadata([...fields, ...activeInMail(mail.html, 'mail')]);
  const { text, blocks } = withHeaders(fields, bodyOf(mail));
  out.text(text, blocks);
  for (const [at, attachment] of mail.attachments.entries()) await send(attachment, at, out);
  return isEncrypted(mail) ? { outcome: 'read-in-part', reason: { code: 'encrypted' } } : { outcome: 'read' };
}

/** RFC 3156 §4, RFC 8551 §3.3, and OpenPGP messages that stand in the body as text. */
function isEncrypted(mail: ParsedMail): boolean {
  const type = mail.headerLines.find(({ key }) => key === 'content-type')?.line ?? '';
  return (
    /multipart\/encrypted|smime-type\s*=\s*"?enveloped-data/iv.test(type) ||
    /^-----BEGIN PGP MESSAGE-----/mv.test(mail.text ?? '')
  );
}

/** Leaves out the line `From …` of a mail that was cut out of a mailbox. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1');
  const mark = /^>?From \S[^\n]*\n/v.exec(start);
  return mark === null ? bytes : bytes.subarray(mark[0].length);
}

async function send(attachment: Attachment, at: number, out: ReaderOutput): Promise<void> {
  const shownName = attachment.filename ?? nameless(attachment.contentType, at);
  await out.found({ untrustedName: Buffer.from(shownName), shownName }, attachment.content);
}

/** A name for what has none, the same each time. */
function nameless(contentType: string, at: number): string {
  const extension =
    contentType === 'message/rfc822' ? 'eml' : (/^[a-z]+\/([a-z0-9]{1,8})$/v.exec(contentType)?.[1] ?? 'bin');
  return `attachment-${at + 1}.${extension}`;
}

const SHOWN_HEADERS = new Set(['From', 'To', 'Cc', 'Bcc', 'Date', 'Subject']);

function headerFields(mail: ParsedMail): MetadataField[] {
  const fields: MetadataField[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') fields.push({ name, value: value.trim(), origin: 'mail' });
  };
  add('From', addresses(mail.from));
  add('To', addresses(mail.to));
  add('Cc', addresses(mail.cc));
  add('Bcc', addresses(mail.bcc));
  add('Reply-To', addresses(mail.replyTo));
  add('Date', rawHeader(mail, 'date') ?? mail.date?.toISOString());
  add('Subject', mail.subject);
  add('Message-ID', mail.messageId);
  add('In-Reply-To', mail.inReplyTo);
  add('References', typeof mail.references === 'string' ? mail.references : mail.references?.join(' '));
  for (const { key, line } of mail.headerLines) {
    if (!/^(received|x-originating-ip|x-mailer|user-agent|return-path|sender|delivered-to)$/v.test(key)) continue;
    add(line.slice(0, key.length), line.slice(key.length + 1).replaceAll(/\s+/gv, ' '));
  }
  return fields;
}

function addresses(found: AddressObject | AddressObject[] | undefined): string | undefined {
  return Array.isArray(found) ? found.map(({ text }) => text).join(', ') : found?.text;
}

function rawHeader(mail: ParsedMail, name: string): string | undefined {
  const line = mail.headerLines.find(({ key }) => key === name)?.line;
  return line?.slice(name.length + 1).replaceAll(/\s+/gv, ' ');
}

function instantOf(date: Date | undefined): string | undefined {
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 2100 ? date.toISOString() : undefined;
}

interface Text {
  readonly text: string;
  readonly blocks: readonly Span[];
}

function bodyOf(mail: ParsedMail): Text {
  const plain = mail.text?.replaceAll('\0', '').replaceAll(/\r\n?/gv, '\n').trimEnd() ?? '';
  if (plain.trim() !== '') return { text: plain, blocks: paragraphsOf(plain) };
  if (typeof mail.html !== 'string') return { text: '', blocks: [] };
  return textOf(parsePage(mail.html).documentElement);
}

/** The headers that people search for stand above the body, so that a hit in them can be cited. */
function withHeaders(fields: readonly MetadataField[], body: Text): Text {
  const lines = fields.filter(({ name }) => SHOWN_HEADERS.has(name)).map(({ name, value }) => `${name}: ${value}`);
  const head = lines.join('\n').replaceAll('\0', '');
  if (head === '') return body;
  const shift = head.length + 2;
  const blocks = body.blocks.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
  return { text: `${head}\n\n${body.text}`, blocks: [{ start: 0, end: head.length }, ...blocks] };
}
