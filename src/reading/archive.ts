import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Reason } from '../nouns/outcome.ts';
import type { ReadingEnd, StageRun } from '../nouns/reading.ts';
import { FOUND_LIMIT } from './frame-writer.ts';
import type { Finder, FoundEntry, Original } from './read-original.ts';
import { ReadingFailed } from './reader.ts';
import { startExpendable, programOnPath, type Expendable, type Limits } from './sandbox.ts';
import { streamSource } from './stages/archive-bytes.ts';
import { innerName } from './stages/archive-inner.ts';
import { allowedBytes, bombParams, isSwollen } from './stages/archive-limits.ts';
import { ArchiveNames, nameRefusal } from './stages/archive-names.ts';
import { TOOL_STREAMS } from './stages/archive.ts';
import { tarEntries, type TarEntry } from './stages/tar-entries.ts';

/**
 * Takes apart what only libarchive knows: 7z, rar, cab, iso and the like become one tar stream, bz2 and xz the file
 * they pack. Its programs run as expendable processes, with the archive as an open descriptor; nothing touches the disk.
 *
 * A conversion fills what it cannot unpack with zeros and says nothing, so every archive is unpacked twice: once to be
 * tested, and once for its contents, of which the entries that failed the test are refused.
 *
 * @returns undefined where the program is not installed
 */
export async function takeApart(
  original: Original,
  mediaType: string,
  limits: Limits,
  finder: Finder,
): Promise<{ readonly end: ReadingEnd; readonly stage: StageRun } | undefined> {
  const begun = performance.now();
  const stream = TOOL_STREAMS.test(mediaType);
  const program = programOnPath(stream ? 'bsdcat' : 'bsdtar');
  if (program === undefined) return undefined;
  const cutOff = mediaType === 'application/zip';
  if (cutOff && (await isDocument(original))) return undefined;
  const part = await isPart(original);
  const work = new Work({ original, program, limits, finder, part, cutOff });
  let end: ReadingEnd;
  try {
    end = stream ? await work.unpack() : await work.takeOut();
  } catch (error) {
    // Safe: an expected failure is the outcome of this one archive.
    if (!(error instanceof ReadingFailed)) throw error;
    end = { outcome: work.kept > 0 ? 'container' : 'unreadable', reason: error.reason };
  }
  return { end, stage: { name: 'libarchive', version: 1, ms: Math.round(performance.now() - begun) } };
}

interface Task {
  readonly original: Original;
  readonly program: string;
  readonly limits: Limits;
  readonly finder: Finder;
  readonly part: boolean;
  /** Its end is known to be missing. */
  readonly cutOff: boolean;
}

class Work {
  /** Entries that were taken out whole. */
  kept = 0;
  readonly #original: Original;
  readonly #program: string;
  readonly #limits: Limits;
  readonly #finder: Finder;
  readonly #allowedBytes: number;
  /** One of several files that are one archive only together. */
  readonly #part: boolean;
  readonly #cutOff: boolean;

  constructor({ original, program, limits, finder, part, cutOff }: Task) {
    this.#original = original;
    this.#program = program;
    this.#limits = limits;
    this.#finder = finder;
    this.#allowedBytes = allowedBytes(original.size);
    this.#part = part;
    this.#cutOff = cutOff;
  }

  /** One file packed by itself. */
  async unpack(): Promise<ReadingEnd> {
    await this.#refuseSwollen();
    const running = await this.#run([]);
    const shownName = innerName(this.#original.name);
    const entry = { untrustedName: Buffer.from(shownName), shownName };
    await this.#keep(entry, this.#whole(running));
    return this.kept > 0 ? { outcome: 'container' } : someUnread(1, 1);
  }

  async takeOut(): Promise<ReadingEnd> {
    await this.#refuseBomb();
    const { failures, delivered } = await this.#test();
    let passed = 0;
    // What is written in large blocks is lost with the last of them where the program gives up.
    const blocking = this.#cutOff ? ['-b', '1'] : [];
    const running = await this.#run([...blocking, '-cPf', '-', '--format=pax', '@-']);
    const names = new ArchiveNames();
    let total = 0;
    try {
      for await (const entry of tarEntries(streamSource(running.output))) {
        if (entry.folder) continue;
        total += 1;
        if (total > FOUND_LIMIT) throw tooMany();
        passed += entry.size;
        // At some damage the test ends, and what comes after it has not been tested.
        const doubt = passed > delivered ? failures[0]?.reason : undefined;
        await this.#takeEntry(entry, names, failures, doubt);
      }
    } catch (error) {
      if (error instanceof ReadingFailed && total > 0 && error.reason.code === 'truncated') {
        // Safe: the program gave up at damage that the test has met as well.
        return { outcome: 'container', reason: failures[0]?.reason ?? { code: 'truncated' } };
      }
      throw error;
    } finally {
      running.dismiss();
      await running.ended;
    }
    if (total === 0 && failures[0] !== undefined) return { outcome: 'unreadable', reason: failures[0].reason };
    if (total === 0 && this.#cutOff) return { outcome: 'unreadable', reason: { code: 'truncated' } };
    if (this.#part) return { outcome: total > 0 ? 'container' : 'unreadable', reason: { code: 'split-archive' } };
    if (this.#cutOff) return { outcome: 'container', reason: { code: 'truncated' } };
    return this.kept === total ? { outcome: 'container' } : someUnread(total - this.kept, total);
  }

  async #takeEntry(
    entry: TarEntry,
    names: ArchiveNames,
    failures: readonly Failure[],
    doubt: Reason | undefined,
  ): Promise<void> {
    const shownName = names.shown(entry.untrustedName);
    const named: FoundEntry = { untrustedName: entry.untrustedName, shownName };
    const failure = failures.find(({ line }) => line.startsWith(`${shownName}: `));
    const refusal = nameRefusal(shownName) ?? entry.refusal ?? failure?.reason ?? doubt;
    if (refusal !== undefined) return this.#finder.refused(named, refusal);
    const dated = entry.modified === undefined ? named : { ...named, modified: entry.modified };
    await this.#keep(dated, entry.bytes);
  }

  async #keep(entry: FoundEntry, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await this.#finder.found(entry, bytes);
      this.kept += 1;
    } catch (error) {
      // Safe: the entry is named with its reason, and the rest of the archive goes on.
      if (!(error instanceof ReadingFailed)) throw error;
      await this.#finder.refused(entry, error.reason);
    }
  }

  /** Adds up what the archive says that it unpacks to, which costs no unpacking. */
  async #refuseBomb(): Promise<void> {
    const listing = await this.#run(['-tvf', '-']);
    const { text, cut } = await firstText(listing.output, LISTING_LIMIT);
    listing.dismiss();
    await listing.ended;
    let declared = 0;
    let entries = 0;
    for (const [, size] of text.matchAll(/^[\-dlhbcps][rwxsStT\-]{9}\S?\s+\d+\s+\S+\s+\S+\s+(\d+)\s/gmv)) {
      declared += Number(size);
      entries += 1;
    }
    if (cut || entries > FOUND_LIMIT) throw tooMany();
    if (declared > this.#allowedBytes) throw this.#bomb(declared);
  }

  /** As much of a file packed by itself as tells a bomb, so that nothing of one is kept. */
  async #refuseSwollen(): Promise<void> {
    const { size } = this.#original;
    // What is larger would have to unpack to more than any bomb that is told this way.
    if (!isSwollen(this.#allowedBytes, size)) return;
    const running = await this.#run([]);
    let total = 0;
    try {
      for await (const chunk of running.output) {
        total += chunk.byteLength;
        if (isSwollen(total, size)) throw this.#bomb(total);
      }
    } finally {
      running.dismiss();
      await running.ended;
    }
  }

  /** Unpacks everything and keeps nothing. `delivered`: how many bytes came out, of damaged entries too. */
  async #test(): Promise<{ readonly failures: readonly Failure[]; readonly delivered: number }> {
    const running = await this.#run(['-xOf', '-']);
    let delivered = 0;
    for await (const chunk of this.#counted(running)) delivered += chunk.byteLength;
    const { how, code, untrustedStderr } = await running.ended;
    if (how !== 'exited') throw new ReadingFailed(stopped(how, this.#limits));
    if (code === 0) return { failures: [], delivered };
    if (untrustedStderr.length >= STDERR_LIMIT) throw new ReadingFailed(this.#reasonOf(untrustedStderr));
    const lines = untrustedStderr
      .split('\n')
      .filter((line) => line !== '' && !/marked as a directory|Error exit delayed/v.test(line));
    const failures = lines.map((line) => ({
      line: printedName(line).replace(/^(\.\/)+/v, ''),
      reason: this.#reasonOf(line),
    }));
    return { failures, delivered };
  }

  async *#counted(running: Expendable): AsyncGenerator<Uint8Array> {
    let total = 0;
    for await (const chunk of running.output) {
      total += chunk.byteLength;
      if (total > this.#allowedBytes) {
        running.dismiss();
        throw this.#bomb(total);
      }
      yield chunk;
    }
  }

  /** All that the process writes, and an error at the end if it did not end well. */
  async *#whole(running: Expendable): AsyncGenerator<Uint8Array> {
    yield* this.#counted(running);
    const { how, code, untrustedStderr } = await running.ended;
    if (how !== 'exited') throw new ReadingFailed(stopped(how, this.#limits));
    if (code !== 0) throw new ReadingFailed(this.#reasonOf(untrustedStderr));
  }

  async #run(args: readonly string[]): Promise<Expendable> {
    const file = await open(this.#original.path, constants.O_RDONLY);
    try {
      const { signal } = this.#original;
      return await startExpendable({
        profile: 'native',
        // The archive as standard input, in which the program can seek, as 7z and iso need.
        program: '/bin/sh',
        args: ['-c', 'exec "$0" "$@" <&3', this.#program, ...args],
        fds: [file.fd],
        limits: this.#limits,
        ...(signal === undefined ? {} : { signal }),
      });
    } finally {
      // The process has its own descriptor by now.
      await file.close();
    }
  }

  /** What the program complained about, sorted into reasons; its words may come from the archive and go no further. */
  #reasonOf(untrustedComplaint: string): Reason {
    if (/encrypt|passphrase|password/i.test(untrustedComplaint)) return { code: 'encrypted' };
    if (this.#part || /multi-?volume|split|spanned/i.test(untrustedComplaint)) return { code: 'split-archive' };
    if (/unsupported|not supported/i.test(untrustedComplaint)) return { code: 'unsupported-compression' };
    return { code: /truncated|unexpected end/i.test(untrustedComplaint) ? 'truncated' : 'broken' };
  }

  #bomb(bytes: number): ReadingFailed {
    return new ReadingFailed({ code: 'bomb', params: bombParams(bytes, this.#original.size) });
  }
}

/** Half an Office file or e-book is no archive to anybody: its first parts are what such files begin with, not words. */
async function isDocument({ path }: Original): Promise<boolean> {
  const file = await open(path, constants.O_RDONLY);
  try {
    const head = Buffer.alloc(64);
    await file.read(head, 0, head.byteLength, 0);
    return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|mimetype)/v.test(head.toString('latin1', 30));
  } finally {
    await file.close();
  }
}

/** By its name, or because a rar archive says so: the first flag of its main header, in version 4 and in version 5. */
async function isPart({ path, name }: Original): Promise<boolean> {
  if (/\.(part\d+\.rar|r\d\d|z\d\d|\d{3})$/iv.test(name)) return true;
  const file = await open(path, constants.O_RDONLY);
  try {
    const head = Buffer.alloc(64);
    await file.read(head, 0, head.byteLength, 0);
    const start = head.toString('hex');
    if (start.startsWith('526172211a0700')) return ((head[10] ?? 0) & 1) === 1;
    if (!start.startsWith('526172211a070100')) return false;
    // A checksum, then numbers of seven bits a byte: size, kind, flags, size of more data if the first flag is set.
    const numbers: number[] = [];
    for (let at = 12; numbers.length < 5; at += 1) {
      numbers.push((head[at] ?? 0) & 0x7f);
      while (((head[at] ?? 0) & 0x80) !== 0) at += 1;
    }
    const flags = numbers[((numbers[2] ?? 0) & 1) === 1 ? 4 : 3] ?? 0;
    return (flags & 1) === 1;
  } finally {
    await file.close();
  }
}

/** What the test said about one entry, by its line: `name: what is wrong`. */
interface Failure {
  readonly line: string;
  readonly reason: Reason;
}

/** A line as the program meant it: standard error is kept byte by byte, and what cannot be printed is escaped in octal. */
function printedName(line: string): string {
  const bytes = line.replaceAll(/\\([0-7]{3})/gv, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** In bytes of listing: 200 for each of the entries that are taken at most. */
const LISTING_LIMIT = 200 * FOUND_LIMIT;
/** In characters: of longer complaints only the end is there, and no entry is known to be whole. */
const STDERR_LIMIT = 4096;

async function firstText(output: AsyncIterable<Uint8Array>, limit: number): Promise<{ text: string; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of output) {
    total += chunk.byteLength;
    if (total > limit) break;
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), cut: total > limit };
}

function stopped(how: string, limits: Limits): Reason {
  if (how === 'too-slow') return { code: 'too-slow', params: { seconds: Math.round(limits.ms / 1000) } };
  return how === 'too-much-memory' ? { code: 'too-much-memory' } : { code: 'broken' };
}

function someUnread(entries: number, total: number): ReadingEnd {
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries, total } } };
}

function tooMany(): ReadingFailed {
  return new ReadingFailed({ code: 'too-many-files', params: { limit: FOUND_LIMIT } });
}
