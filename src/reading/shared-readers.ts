import { ftruncateSync, writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '../nouns/sha256.ts';
import { FramesBroken, readFrames, type Frame } from './frames.ts';
import { startExpendable, type Expendable } from './sandbox.ts';

/**
 * Reading processes that read several small files in turn (docs/decisions/0009-several-files-a-process.md). Whatever
 * goes wrong in one ends it, and the file that it was about is read again, alone.
 */

/** In bytes: larger files are worth a process of their own. */
export const SHARING_LIMIT = 4 * 1024 * 1024;
/** After so many files a process makes room for a fresh one: what it costs to start, and to get warm, is then little of what it did. */
const FILES_EACH = 500;
/** In ms, for one file. A file that takes longer gets a process of its own, with more time. */
const LONGEST_MS = 15_000;
/** In ms: to end by itself. */
const RETIRING_MS = 1_000;
/** In bytes. */
const MEMORY_LIMIT = 1024 ** 3;
/** In bytes: past it, as the process says itself, it is not worth keeping. */
const MEMORY_KEPT = 400 * 1024 * 1024;
/** In bytes of frames for all files together. */
const OUTPUT_LIMIT = 8 * 1024 ** 3;

const ENTRY_POINT = fileURLToPath(new URL('child/main.ts', import.meta.url));

/** A file without a name, through which the bytes of one original at a time are handed over. */
export interface Scratch {
  readonly writing: FileHandle;
  /** Can be read, and not written. */
  readonly reading: FileHandle;
}

export interface SharedOrder {
  /** Files of different accessions never share a process. */
  readonly accession: string;
  /** The last part of the path it was found under: a hint for readers, untrusted. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface SharedReaders {
  /**
   * What a reader says about the bytes, the end included.
   * @throws NotShared where they are to be read in a process of their own
   */
  frames(order: SharedOrder): AsyncGenerator<Frame>;
  /** Starts a process that belongs to no accession yet, so that the first file need not wait for it. Never rejects. */
  prepare(): Promise<void>;
  /** Lets go of the processes that read nothing now. What is read later starts new ones. */
  close(): Promise<void>;
}

/** No fault of the file that anybody knows of; what was said about it is not to be used. */
export class NotShared extends Error {
  override readonly name = 'NotShared';
}

interface Running {
  /** Undefined until it is given a file. */
  accession: string | undefined;
  readonly process: Expendable;
  readonly frames: AsyncGenerator<Frame>;
  readonly scratch: Scratch;
  files: number;
}

/** @param signal ends all of them */
export function openSharedReaders(scratch: () => Promise<Scratch>, signal: AbortSignal): SharedReaders {
  const idle = new Set<Running>();

  let preparing: Promise<void> | undefined;

  const start = async (accession?: string): Promise<Running> => {
    const files = await scratch();
    try {
      const process = await startExpendable({
        profile: 'reader',
        program: ENTRY_POINT,
        args: ['several'],
        fds: [files.reading.fd],
        stdin: 'open',
        limits: { ms: LONGEST_MS, memoryBytes: MEMORY_LIMIT, outputBytes: OUTPUT_LIMIT },
        signal,
      });
      return { accession, process, frames: readFrames(process.output), scratch: files, files: 0 };
    } catch (error) {
      await closeScratch(files);
      throw error;
    }
  };

  const end = async ({ process, scratch: files }: Running): Promise<void> => {
    process.dismiss();
    await process.ended.catch(() => {}); // safe: it was told to end, and rejects where all of them are
    await closeScratch(files);
  };

  /** It reads no more files; it may say so itself. */
  const retire = async (running: Running): Promise<void> => {
    running.process.renew(RETIRING_MS);
    running.process.tell('no more');
    try {
      while ((await running.frames.next()).done !== true);
    } catch {
      // Safe: all that it was asked for has been said, and it is ended below.
    }
    await end(running);
  };

  const take = async (accession: string): Promise<Running> => {
    await preparing;
    for (const each of idle) {
      idle.delete(each);
      each.accession ??= accession;
      if (each.accession === accession) return each;
      await retire(each);
    }
    return start(accession);
  };

  return {
    async *frames({ accession, name, bytes }) {
      const running = await take(accession);
      let keep = false;
      try {
        await hand(running, name, bytes);
        for (let said = await next(running); ; said = await next(running)) {
          const { header } = said;
          if (header.kind === 'declined') {
            keep = true;
            throw new NotShared('a file of this kind is read alone');
          }
          if (header.kind === 'end') {
            keep = header.peakBytes < MEMORY_KEPT;
            yield said;
            return;
          }
          yield said;
        }
      } catch (error) {
        if (error instanceof FramesBroken) throw new NotShared('a reader broke the protocol', { cause: error });
        throw error;
      } finally {
        if (!keep || signal.aborted) await end(running);
        else if (running.files < FILES_EACH) idle.add(running);
        else await retire(running);
      }
    },
    async prepare() {
      preparing ??= start().then(
        (running) => void idle.add(running),
        () => {}, // safe: the first file starts its own, and is told
      );
      await preparing;
    },
    async close() {
      await preparing;
      const all = [...idle];
      idle.clear();
      await Promise.all(all.map(retire));
    },
  };
}

/** @throws NotShared if the process has other bytes in hand than it was given */
async function hand(running: Running, name: string, bytes: Uint8Array): Promise<void> {
  const { scratch, process } = running;
  running.files += 1;
  await fill(scratch.writing, bytes);
  process.renew(LONGEST_MS);
  process.tell(Buffer.from(`${JSON.stringify(name.slice(0, 4096))}\n`));
  const { header } = await next(running);
  if (header.kind !== 'begun') throw new FramesBroken('a file that did not begin');
  if (header.sha256 !== sha256Of(bytes)) throw new NotShared('a reader read other bytes than it was given');
}

/** In bytes: so many are put into a file in memory in less time than it takes to ask another thread. */
const AT_ONCE = 256 * 1024;

async function fill(file: FileHandle, bytes: Uint8Array): Promise<void> {
  if (bytes.byteLength > AT_ONCE) {
    await file.truncate(0);
    await file.write(bytes, 0, bytes.byteLength, 0);
    return;
  }
  ftruncateSync(file.fd, 0);
  for (let at = 0; at < bytes.byteLength;) at += writeSync(file.fd, bytes, at, bytes.byteLength - at, at);
}

async function next({ frames, process }: Running): Promise<Frame> {
  const said = await frames.next();
  if (said.done !== true) return said.value;
  const { how, untrustedStderr } = await process.ended;
  throw new NotShared(`a reader of several files ended early (${how})`, { cause: untrustedStderr });
}

async function closeScratch({ reading, writing }: Scratch): Promise<void> {
  await reading.close();
  await writing.close();
}
