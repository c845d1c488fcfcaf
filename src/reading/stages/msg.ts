import { decompressRTF } from '@kenjiuno/decompressrtf';
import msgReaderPackage, { type FieldsData } from '@kenjiuno/msgreader';
import iconv from 'iconv-lite';
import { ReadingFailed, type Reader, type ReaderOutput } from '../reader.ts';
import { guessEncoding } from './decode.ts';
import { ansiEncoding, codePageName, encodingOfLocale, sayItem } from './outlook-item.ts';

/** In bytes: attachments are inside, and one message past it is a backup. */
const MSG_LIMIT = 256 * 1024 * 1024;
/** In bytes of compressed rich text: the library works on a list of numbers. */
const RTF_LIMIT = 8 * 1024 * 1024;

/** Outlook messages ([MS-OXMSG]): mails, appointments, contacts, notes; attachments and messages inside as things found. */
export const msgReader: Reader = {
  name: 'msg',
  version: 2,
  accepts: (mediaType) => mediaType === 'application/vnd.ms-outlook',
  async read(input, out) {
    const { reader, fields } = parse(input.bytes(MSG_LIMIT));
    say(fields, out);
    let unread = 0;
    const attachments = fields.attachments ?? [];
    for (const [at, attachment] of attachments.entries()) {
      if (!(await send(reader, attachment, at, out))) unread += 1;
    }
    if (unread === 0) return { outcome: 'read' };
    const params = { entries: unread, total: attachments.length };
    return { outcome: 'read-in-part', reason: { code: 'some-entries-unread', params } };
  },
};

// The package is CommonJS, and its default export comes wrapped or not.
const MsgReader = 'default' in msgReaderPackage ? msgReaderPackage.default : msgReaderPackage;
type Parsed = InstanceType<typeof MsgReader>;

/** Text that is not Unicode is in a code page which only the message itself names, so it is parsed again in that one. */
function parse(bytes: Uint8Array): { readonly reader: Parsed; readonly fields: FieldsData } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = parseIn(view, undefined);
  const { messageCodepage, internetCodepage, messageLocaleId } = first.fields;
  const encoding =
    codePageName(messageCodepage) ??
    ansiEncoding(internetCodepage) ??
    encodingOfLocale(messageLocaleId) ??
    guessed(first.fields);
  return encoding === undefined ? first : parseIn(view, encoding);
}

/** The library gives bytes of no known code page one character each. */
function guessed({ subject = '', body = '' }: FieldsData): string | undefined {
  const text = `${subject}\n${body}`;
  if (!/[\x80-\xff]/v.test(text) || /[^\0-\xff]/v.test(text)) return undefined;
  const bytes = Buffer.from(text, 'latin1');
  return bytes.toString('utf8').includes('\uFFFD') ? guessEncoding(bytes) : 'utf-8';
}

function parseIn(view: DataView, encoding: string | undefined): { reader: Parsed; fields: FieldsData } {
  try {
    const reader = new MsgReader(view);
    if (encoding !== undefined) reader.parserConfig = { ansiEncoding: encoding };
    const fields = reader.getFileData();
    if (fields.error !== undefined) throw new ReadingFailed({ code: 'broken' });
    return { reader, fields };
  } catch (error) {
    throw error instanceof ReadingFailed ? error : new ReadingFailed({ code: 'broken' }, error);
  }
}

function say(fields: FieldsData, out: ReaderOutput): void {
  const told = headersIn(fields.headers);
  const people = (kind: string): string =>
    (fields.recipients ?? [])
      .filter(({ recipType }) => recipType === kind)
      .map(({ name, smtpAddress, email }) => address(name, smtpAddress ?? email))
      .join(', ');
  const from = address(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail) || told('from');
  const sent = fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime;
  const item = fields.messageClass?.startsWith('IPM.Note') !== false ? [] : itemFields(fields);
  sayItem(
    {
      subject: fields.subject,
      from,
      sent: sent === undefined ? undefined : new Date(sent),
      text: fields.body,
      html: htmlOf(fields),
      rtf: rtfOf(fields),
      headers: [
        ['From', from],
        ['To', people('to') || told('to')],
        ['Cc', people('cc') || told('cc')],
        ['Bcc', people('bcc')],
        ['Date', told('date') ?? sent],
        ['Subject', fields.subject],
        ...item,
        ['Message-ID', fields.messageId ?? told('message-id')],
        ['In-Reply-To', told('in-reply-to')],
        ['References', told('references')],
        ['X-Originating-IP', told('x-originating-ip')],
        ['X-Mailer', told('x-mailer')],
        ['Class', fields.messageClass],
      ],
    },
    'msg',
    out,
  );
}

/** What appointments and contacts say beside a subject and a body. */
function itemFields(fields: FieldsData): readonly (readonly [string, string | undefined])[] {
  return [
    ['Start', fields.apptStartWhole],
    ['End', fields.apptEndWhole],
    ['Location', fields.apptLocation ?? fields.location],
    ['Name', [fields.givenName, fields.middleName, fields.surname].filter(Boolean).join(' ')],
    ['Company', fields.companyName],
    ['Department', fields.department ?? fields.departmentName],
    ['Title', fields.title],
    ['E-mail', fields.email1EmailAddress ?? fields.email1OriginalDisplayName],
    ['Business telephone', fields.businessTelephoneNumber],
    ['Home telephone', fields.homeTelephoneNumber],
    ['Mobile telephone', fields.mobileTelephoneNumber],
    ['Address', fields.workAddress ?? fields.streetAddress],
    ['Web page', fields.businessHomePage],
    ['Messenger', fields.instMsg],
  ];
}

function htmlOf(fields: FieldsData): string | undefined {
  if (fields.bodyHtml !== undefined) return fields.bodyHtml;
  if (fields.html === undefined) return undefined;
  const declared = /charset=["']?([\w\-]{1,40})/iv.exec(
    Buffer.from(fields.html.subarray(0, 4096)).toString('latin1'),
  )?.[1];
  const encoding = codePageName(fields.internetCodepage) ?? declared ?? guessEncoding(fields.html) ?? 'utf-8';
  return iconv.decode(Buffer.from(fields.html), iconv.encodingExists(encoding) ? encoding : 'utf-8');
}

function rtfOf({ compressedRtf }: FieldsData): Uint8Array | undefined {
  if (compressedRtf === undefined || compressedRtf.byteLength > RTF_LIMIT) return undefined;
  try {
    return Uint8Array.from(decompressRTF([...compressedRtf]));
  } catch (error) {
    // Safe: the message has its headers and attachments all the same.
    console.error(error);
    return undefined;
  }
}

/** The headers of the mail as they came over the network, folded lines joined; each the first of its name. */
function headersIn(untrustedHeaders: string | undefined): (name: string) => string | undefined {
  const lines = (untrustedHeaders ?? '').replaceAll(/\r?\n[ \t]+/gv, ' ').split(/\r?\n/v);
  return (name) => {
    const line = lines.find((other) => other.toLowerCase().startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim();
  };
}

function address(name: string | undefined, email: string | undefined): string {
  // Inside one organisation an address is a path, which tells people nothing.
  const shown = email !== undefined && email.includes('@') ? email : '';
  if (name === undefined || name === '' || name === shown) return shown;
  return shown === '' ? name : `${name} <${shown}>`;
}

async function send(reader: Parsed, attachment: FieldsData, at: number, out: ReaderOutput): Promise<boolean> {
  const inner = attachment.innerMsgContent === true;
  const named = attachment.fileName ?? attachment.fileNameShort ?? attachment.name;
  const fallback = `attachment-${at + 1}.${inner ? 'msg' : 'bin'}`;
  const shownName =
    named === undefined || named === '' ? fallback : inner && !/\.msg$/iv.test(named) ? `${named}.msg` : named;
  const entry = { untrustedName: Buffer.from(shownName), shownName };
  let content: Uint8Array;
  try {
    content = reader.getAttachment(attachment).content;
  } catch (error) {
    // Safe: the attachment is named with its reason, and the others follow.
    console.error(error);
    out.refused(entry, { code: 'broken' });
    return false;
  }
  await out.found(entry, content);
  return true;
}
