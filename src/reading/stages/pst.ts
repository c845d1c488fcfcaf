import { readSync } from 'node:fs';
import { PSTFile, type PSTFolder, type PSTMessage } from 'pst-extractor';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { ENTRY_LIMIT } from './archive-limits.ts';
import { messageOf } from './pst-message.ts';

/** Outlook mailboxes ([MS-PST], pst and ost): each message as a mail, under the folders it lies in. */
export const pstReader: Reader = {
  name: 'pst',
  version: 2,
  accepts: (mediaType) => mediaType === 'application/vnd.ms-outlook-pst',
  read,
};

/** Folders in folders: more is a circle. */
const DEPTH_LIMIT = 64;

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const walk = new Walk(out);
  const file = openFile(input);
  let root: PSTFolder;
  try {
    root = file.getRootFolder();
    const name = file.getMessageStore().displayName;
    if (name !== '') out.metadata([{ name: 'Mailbox', value: name, origin: 'pst' }]);
  } catch (error) {
    throw new ReadingFailed({ code: 'broken' }, error);
  }
  await walk.folder(root, [], 0);
  if (walk.unread === 0) return { outcome: 'container' };
  if (walk.total === 0) throw new ReadingFailed({ code: 'broken' });
  const params = { entries: walk.unread, total: walk.total };
  return { outcome: 'container', reason: { code: 'some-entries-unread', params } };
}

/** The library opens a path or takes the whole mailbox into memory; here it reads from the descriptor. */
function openFile({ fd }: ReaderInput): PSTFile {
  Object.defineProperty(PSTFile.prototype, 'readSync', {
    value: (buffer: Buffer, length: number, position: number): number => readSync(fd, buffer, 0, length, position),
  });
  try {
    return new PSTFile(Buffer.alloc(0));
  } catch (error) {
    const locked = error instanceof Error && /encrypted/i.test(error.message);
    throw new ReadingFailed({ code: locked ? 'encrypted' : 'broken' }, error);
  }
}

class Walk {
  total = 0;
  /** Messages and folders that could not be taken out. */
  unread = 0;
  readonly #out: ReaderOutput;

  constructor(out: ReaderOutput) {
    this.#out = out;
  }

  async folder(folder: PSTFolder, path: readonly string[], depth: number): Promise<void> {
    for (let number = 1; ; number += 1) {
      const message = this.#next(folder, number);
      if (message === undefined) break;
      if (message === 'broken') {
        this.total += 1;
        this.unread += 1;
        this.#out.refused(named(path, number), { code: 'broken' });
        if (this.unread > BROKEN_LIMIT) break;
      } else await this.#message(message, named(path, number));
    }
    if (depth >= DEPTH_LIMIT) return;
    for (const inner of this.#inside(folder)) {
      const name = cleanPart(inner.displayName);
      await this.folder(inner, name === '' ? path : [...path, name], depth + 1);
    }
  }

  #next(folder: PSTFolder, number: number): PSTMessage | 'broken' | undefined {
    try {
      // The library gives contacts, appointments and tasks as kinds of messages, and null at the end.
      const message: PSTMessage | null = folder.getNextChild();
      return message ?? undefined;
    } catch (error) {
      // Safe: the message is named with its reason, and the next one follows.
      console.error(error);
      folder.moveChildCursorTo(number);
      return number > folder.contentCount ? undefined : 'broken';
    }
  }

  #inside(folder: PSTFolder): readonly PSTFolder[] {
    try {
      return folder.hasSubfolders ? folder.getSubFolders() : [];
    } catch (error) {
      // Safe: the folders are counted as unread, and the rest of the mailbox goes on.
      console.error(error);
      this.unread += 1;
      return [];
    }
  }

  async #message(message: PSTMessage, name: ReturnType<typeof named>): Promise<void> {
    this.total += 1;
    if (this.total > ENTRY_LIMIT) throw new ReadingFailed({ code: 'too-many-files', params: { limit: ENTRY_LIMIT } });
    let parts: readonly Buffer[];
    try {
      parts = messageOf(message);
    } catch (error) {
      // Safe: the message is named with its reason, and the next one follows.
      console.error(error);
      this.unread += 1;
      this.#out.refused(name, error instanceof ReadingFailed ? error.reason : { code: 'broken' });
      return;
    }
    await this.#out.found(name, Buffer.concat(parts));
  }
}

/** Past it a mailbox is too damaged for a list of its damage to help. */
const BROKEN_LIMIT = 10_000;

function named(path: readonly string[], number: number): { untrustedName: Uint8Array; shownName: string } {
  const shownName = [...path, `${String(number).padStart(5, '0')}.eml`].join('/');
  return { untrustedName: Buffer.from(shownName), shownName };
}

/** A folder's name as a part of a path. */
function cleanPart(name: string): string {
  const part = name
    .replaceAll(/[\/\\\p{Cc}]/gv, '_')
    .trim()
    .toWellFormed();
  return part === '.' || part === '..' ? '_' : part;
}
