import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { chunksOf, fileSource } from './archive-bytes.ts';
import { ENTRY_LIMIT } from './archive-limits.ts';

/** Mailboxes of mails one after the other (RFC 4155), each of which is found as a mail. Of any size. */
export const mboxReader: Reader = {
  name: 'mbox',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/mbox',
  read,
};

/** In bytes, of one mail: as much as the mail reader takes. */
const MAIL_LIMIT = 256 * 1024 * 1024;

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const starts = await startsIn(input);
  let unread = 0;
  for (const [at, start] of starts.entries()) {
    const length = (starts[at + 1] ?? input.size) - start;
    const shownName = `mail-${String(at + 1).padStart(5, '0')}.eml`;
    const entry = { untrustedName: Buffer.from(shownName), shownName };
    if (length > MAIL_LIMIT) {
      unread += 1;
      out.refused(entry, { code: 'too-large', params: { limitBytes: MAIL_LIMIT } });
      continue;
    }
    await out.found(entry, await mailAt(input, start, length));
  }
  if (unread === 0) return { outcome: 'container' };
  return {
    outcome: 'container',
    reason: { code: 'some-entries-unread', params: { entries: unread, total: starts.length } },
  };
}

const MARK = Buffer.from('\nFrom ');
/** In bytes: a line that begins a mail is an address and a date. */
const LINE_LIMIT = 1024;

/** Where the lines stand that begin a mail. Those in a body were quoted with `>` when the mailbox was written. */
async function startsIn({ fd, size }: ReaderInput): Promise<readonly number[]> {
  const starts: number[] = [];
  // One line feed before the file, so that its first line is found as the others are.
  let held: Buffer = Buffer.from('\n');
  let heldAt = -1;
  const look = (end: boolean): void => {
    // What is too near the end to show a whole line waits for the next bytes.
    const sure = end ? held.byteLength : held.byteLength - LINE_LIMIT;
    for (let at = held.indexOf(MARK); at >= 0 && at < sure; at = held.indexOf(MARK, at + 1)) {
      if (beginsMail(held, at + 1)) starts.push(heldAt + at + 1);
      if (starts.length > ENTRY_LIMIT) throw tooMany();
    }
    const passed = Math.max(0, sure);
    heldAt += passed;
    held = held.subarray(passed);
  };
  for await (const chunk of chunksOf(fd, size)) {
    held = Buffer.concat([held, chunk]);
    look(false);
  }
  look(true);
  return starts;
}

function tooMany(): ReadingFailed {
  return new ReadingFailed({ code: 'too-many-files', params: { limit: ENTRY_LIMIT } });
}

/** The line has the time of day that RFC 4155 asks for; a sentence that begins with the word has none. */
function beginsMail(bytes: Buffer, at: number): boolean {
  const end = bytes.indexOf(0x0a, at);
  const line = bytes.toString('latin1', at, Math.min(end < 0 ? bytes.byteLength : end, at + LINE_LIMIT));
  return /^From \S.*\d{2}:\d{2}/v.test(line);
}

/** One mail without the line that begins it, and without the quoting of its lines `From `. */
async function mailAt({ fd, size }: ReaderInput, start: number, length: number): Promise<Buffer> {
  const source = fileSource(fd, size);
  await source.skip(start);
  const whole = await source.take(length);
  const mail = whole.subarray(whole.indexOf(0x0a) + 1);
  if (!mail.includes('\n>')) return mail;
  return Buffer.from(mail.toString('latin1').replaceAll(/\n>(>*From )/gv, '\n$1'), 'latin1');
}
