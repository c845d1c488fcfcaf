import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '../base/problem.ts';
import type { Reason } from '../nouns/outcome.ts';
import type { ReadingEnd } from '../nouns/reading.ts';
import { Assembly, type ReadOriginal } from './assembly.ts';
import { FOUND_LIMIT, PAGE_LIMIT } from './frame-writer.ts';
import { FramesBroken, parseText, parseWords, readFrames, type Frame } from './frames.ts';
import type { PrintedPage } from './print-align.ts';
import { startExpendable, type Expendable, type Limits } from './sandbox.ts';
import { isKnownHere } from './stages/archive.ts';
import type { LayerVerdict } from './text-layer.ts';
import { NotShared, type SharedOrder, type SharedReaders } from './shared-readers.ts';

/** In bytes: pdfium, sharp and the office readers measured stay below half of it. */
const MEMORY_LIMIT = 1536 * 1024 * 1024;
/** In bytes of frames for one original: entries of a large archive pass through here. */
const OUTPUT_LIMIT = 1024 ** 4;
/** What a reader may take, in ms: a minute for anything, and a second for each half MiB. */
const BASE_MS = 60_000;
const MS_PER_MIB = 2_000;
const LONGEST_MS = 3_600_000;
/** In bytes: what one original may unpack to before its ratio counts; as in stages/zip-directory.ts. */
const HARMLESS_BYTES = 1024 ** 3;
const RATIO_LIMIT = 100;

/** Of a process that draws one page. */
export const DRAW_LIMITS: Limits = { ms: BASE_MS, memoryBytes: MEMORY_LIMIT, outputBytes: OUTPUT_LIMIT };

export type { ReadOriginal };

const ENTRY_POINT = fileURLToPath(new URL('child/main.ts', import.meta.url));

export interface Original {
  /** Opened read-only here; the process that reads gets the descriptor, never the path. */
  readonly path: string;
  /** The last part of the path it was found under: a hint for readers, untrusted. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly signal?: AbortSignal;
  /** Overrides of the ceilings, for tests and for machines with little memory. */
  readonly limits?: Partial<Limits>;
  /** Whether it may share a process with other files, and its bytes then. */
  readonly shared?: { readonly readers: SharedReaders } & Omit<SharedOrder, 'name'>;
}

export interface FoundEntry {
  readonly untrustedName: Uint8Array;
  /** Decoded for people; well-formed, and still untrusted as a path. */
  readonly shownName: string;
  readonly modified?: string;
}

export interface Finder {
  /**
   * One thing found inside. Must let an error of `bytes` through: it means that the entry is not whole, and `refused`
   * is told next.
   */
  found(entry: FoundEntry, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  refused(entry: FoundEntry, reason: Reason): Promise<void> | void;
  /** Pages done so far, after each. */
  progress?(pages: number): void;
}

/** The process that read died of the original, or said what no reader says. Worth another try, once. */
export class ReaderCrashed extends Error {
  override readonly name = 'ReaderCrashed';
}

/** The bytes of an entry ended before the entry did. */
class EntryBroken extends Error {
  override readonly name = 'EntryBroken';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

/**
 * Reads one original in an expendable process.
 *
 * @throws ReaderCrashed
 * @throws NotShared where it was to share a process and must not: nothing of what `finder` was told then counts
 * @throws what `finder` throws, and the signal's reason
 */
export async function readOriginal(original: Original, finder: Finder): Promise<ReadOriginal> {
  return original.shared === undefined ? readAlone(original, finder) : readShared(original, original.shared, finder);
}

interface Without {
  /** What was found of the file's own text, which this reading goes without. */
  readonly layer?: LayerVerdict;
  /** The program that archives are taken apart with is not there. */
  readonly tools?: boolean;
}

async function readAlone(original: Original, finder: Finder, without: Without = {}): Promise<ReadOriginal> {
  const limits = limitsFor(original);
  const { layer: replaced, tools: withoutTools = false } = without;
  const flags = [...(replaced === undefined ? [] : ['without-layer']), ...(withoutTools ? ['without-tools'] : [])];
  const args = ['read', original.name.slice(0, 4096), ...flags];
  const process = await startOn(original.path, args, limits, original.signal);
  const assembly = new Assembly(original.signal, replaced);
  try {
    await collect(readFrames(process.output), assembly, new Entries(original.size, finder), finder);
  } catch (error) {
    process.dismiss();
    await process.ended;
    if (error instanceof FramesBroken) throw new ReaderCrashed('the reader broke the protocol', { cause: error });
    throw error;
  }
  const ended = await process.ended;
  if (assembly.end === undefined) {
    const reason = stopReason(ended.how, limits);
    if (reason === undefined) {
      throw new ReaderCrashed(`the reader ended early (${ended.how})`, { cause: ended.untrustedStderr });
    }
    return assembly.finish({ outcome: 'unreadable', reason });
  }
  // Whatever lies inside has been found.
  if (assembly.layer?.wrong === true) return readAlone(original, progressOnly(finder), { layer: assembly.layer });
  if (isForLibarchive(assembly.end, assembly.mediaType)) {
    const { takeApart } = await import('./archive.ts');
    const taken = await takeApart(original, assembly.mediaType, limits, finder);
    const second = !withoutTools && isKnownHere(assembly.mediaType) && (taken === undefined || gaveUp(taken.end));
    if (second) return readAlone(original, finder, { tools: true });
    if (taken !== undefined) return assembly.finish(taken.end, taken.stage);
  }
  return assembly.finish(assembly.end);
}

async function readShared(
  { name, size, signal }: Original,
  { readers, ...order }: NonNullable<Original['shared']>,
  finder: Finder,
): Promise<ReadOriginal> {
  const assembly = new Assembly(signal);
  try {
    await collect(readers.frames({ ...order, name }), assembly, new Entries(size, finder), finder);
  } catch (error) {
    if (error instanceof FramesBroken) throw new NotShared('a reader broke the protocol', { cause: error });
    throw error;
  }
  if (assembly.end === undefined) throw new Error('the frames of a file that shares a process end with its end');
  if (assembly.layer?.wrong === true) throw new NotShared('a file whose own text is wrong is read again, alone');
  return assembly.finish(assembly.end);
}

/** Lets everything pass that is found inside. */
function progressOnly(finder: Finder): Finder {
  return {
    found: async (_entry, bytes) => {
      for await (const _ of bytes);
    },
    refused: () => {}, // told before
    progress: (pages) => finder.progress?.(pages),
  };
}

async function collect(
  frames: AsyncGenerator<Frame>,
  assembly: Assembly,
  entries: Entries,
  finder: Finder,
): Promise<void> {
  for await (const frame of frames) {
    if (await entries.take(frame, frames)) assembly.hasContents = true;
    else await assembly.take(frame);
    if (frame.header.kind === 'page') finder.progress?.(assembly.pageCount);
  }
}

/** libarchive knows no rar of before 2002, and takes the locks of rar 5 for a way of packing that it does not know. */
function gaveUp({ outcome, reason }: ReadingEnd): boolean {
  return outcome === 'unreadable' && (reason?.code === 'unsupported-compression' || reason?.code === 'broken');
}

/** A zip archive whose end is missing lacks its directory; libarchive goes from entry to entry without one. */
function isForLibarchive({ reason }: ReadingEnd, mediaType: string): boolean {
  if (reason?.code === 'needs-tool') return reason.params?.['tool'] === 'bsdtar';
  return reason?.code === 'truncated' && mediaType === 'application/zip';
}

export interface UnlockOrder {
  readonly path: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Candidates; they go through a pipe and nowhere else. */
  readonly passwords: readonly string[];
  readonly signal?: AbortSignal;
}

/** Hands a copy without the lock to `keep`. @returns why there is none, or undefined */
export async function unlockOriginal(
  order: UnlockOrder,
  keep: (bytes: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Reason | undefined> {
  const limits = limitsFor(order);
  const passwords = Buffer.from(JSON.stringify(order.passwords));
  const process = await startOn(order.path, ['unlock', order.name.slice(0, 4096)], limits, order.signal, passwords);
  let end: Reason | undefined = { code: 'broken' };
  const entries = new Entries(order.size, {
    found: (_, bytes) => keep(bytes),
    refused: () => {}, // the end says why
  });
  const frames = readFrames(process.output);
  try {
    for await (const frame of frames) {
      if (await entries.take(frame, frames)) continue;
      if (frame.header.kind === 'end') end = frame.header.reason;
    }
  } catch (error) {
    process.dismiss();
    await process.ended;
    if (error instanceof FramesBroken) throw new ReaderCrashed('the reader broke the protocol', { cause: error });
    throw error;
  }
  return stopReason((await process.ended).how, limits) ?? end;
}

/**
 * The pages of a PDF that a program made of an original, with their own words only: nothing is recognised.
 * @throws Problem `reader-failed`
 */
export async function readPrintedPages(path: string, size: number): Promise<readonly PrintedPage[]> {
  const process = await startOn(path, ['read', 'print.pdf'], limitsFor({ size }), undefined);
  const pages: PrintedPage[] = [];
  try {
    for await (const { header, payload } of readFrames(process.output)) {
      if (header.kind !== 'page') continue;
      if (pages.length >= PAGE_LIMIT) throw new FramesBroken('too many pages');
      const { number, width, height, unit, textBytes, wordsBytes } = header;
      const text = parseText(payload.subarray(0, textBytes));
      const words = parseWords(payload.subarray(textBytes, textBytes + wordsBytes), text.length);
      pages.push({ number, width, height, unit, text, words });
    }
  } catch (error) {
    process.dismiss();
    await process.ended;
    if (!(error instanceof FramesBroken)) throw error;
    throw notLaidOut(error);
  }
  const ended = await process.ended;
  if (pages.length === 0) throw notLaidOut(ended);
  return pages;
}

/** @param cause for the log */
export function notLaidOut(cause: unknown): Problem {
  return new Problem('reader-failed', 'The pages of this file could not be laid out.', {
    remedy: 'Read its text, or download the original and open it on a computer that holds nothing else.',
    cause,
  });
}

/** An expendable process that has this file open and nothing else. */
export async function startOn(
  path: string,
  args: readonly string[],
  limits: Limits,
  signal: AbortSignal | undefined,
  stdin?: Uint8Array,
): Promise<Expendable> {
  const file = await open(path, constants.O_RDONLY);
  try {
    const head = Buffer.alloc(64);
    await file.read(head, 0, head.byteLength, 0);
    return await startExpendable({
      profile: isPicture(head) ? 'picture' : 'reader',
      program: ENTRY_POINT,
      args,
      fds: [file.fd],
      limits,
      ...(stdin === undefined ? {} : { stdin }),
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    // The process has its own descriptor by now.
    await file.close();
  }
}

function limitsFor({ size, limits }: Pick<Original, 'size' | 'limits'>): Limits {
  return {
    ms: Math.min(LONGEST_MS, BASE_MS + Math.round((size / 1024 ** 2) * MS_PER_MIB)),
    memoryBytes: MEMORY_LIMIT,
    outputBytes: OUTPUT_LIMIT,
    ...limits,
  };
}

function stopReason(how: string, limits: Limits): Reason | undefined {
  if (how === 'too-slow') return { code: 'too-slow', params: { seconds: Math.round(limits.ms / 1000) } };
  if (how === 'too-much-memory') return { code: 'too-much-memory' };
  if (how === 'too-much-output') return { code: 'too-large', params: { limitBytes: limits.outputBytes } };
  return undefined;
}

/** Native code decodes pictures, and only a process that reads one may load it. */
const PICTURES =
  /^(\u0089PNG|\u00FF\u00D8\u00FF|GIF8|II\*\0|MM\0\*|II\+\0|MM\0\+|BM|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp(crx |avi[fs]|hei[cxms]|hev[cmxs]|mi[af]1|msf1)|[\s\S]{4}jP {2}|\u00FF\u004F\u00FF\u0051|8BPS|\u0097JB2|IIR[OS]|MMOR|IIU\0|FUJIFILM)/v;

function isPicture(head: Buffer): boolean {
  return PICTURES.test(head.toString('latin1'));
}

/** Hands on what is found inside, within the limits that hold for any original. */
class Entries {
  #count = 0;
  #bytes = 0;
  readonly #allowedBytes: number;
  readonly #finder: Finder;

  constructor(size: number, finder: Finder) {
    this.#allowedBytes = HARMLESS_BYTES + RATIO_LIMIT * size;
    this.#finder = finder;
  }

  /** Whether the frame was about an entry. Takes the frames of its bytes as well. */
  async take({ header, payload }: Frame, frames: AsyncGenerator<Frame>): Promise<boolean> {
    if (header.kind !== 'found' && header.kind !== 'refused') return false;
    this.#count += 1;
    if (this.#count > FOUND_LIMIT) throw new FramesBroken('too many entries');
    const modified = header.kind === 'found' && header.modified !== undefined ? { modified: header.modified } : {};
    const entry: FoundEntry = { untrustedName: Uint8Array.from(payload), shownName: header.shownName, ...modified };
    if (header.kind === 'refused') {
      await this.#finder.refused(entry, header.reason);
      return true;
    }
    const bytes = this.#bytesOf(frames);
    try {
      await this.#finder.found(entry, bytes);
      // Whoever does not want them all still has to let the rest pass.
      for await (const _ of bytes);
    } catch (error) {
      // Safe: the entry is named with its reason, and the rest of the original goes on.
      if (!(error instanceof EntryBroken)) throw error;
      await this.#finder.refused(entry, error.reason);
    }
    return true;
  }

  async *#bytesOf(frames: AsyncGenerator<Frame>): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await frames.next();
      if (next.done === true) throw new EntryBroken({ code: 'truncated' });
      const { header, payload } = next.value;
      if (header.kind === 'found-end') return;
      if (header.kind === 'found-broken') throw new EntryBroken(header.reason);
      if (header.kind !== 'found-bytes') throw new FramesBroken('an entry within an entry');
      this.#bytes += payload.byteLength;
      if (this.#bytes > this.#allowedBytes) throw new FramesBroken('too many bytes found');
      yield payload;
    }
  }
}
