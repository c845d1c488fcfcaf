import { closeSync, fstatSync, readSync } from 'node:fs';
import type { Reason } from '../../nouns/outcome.ts';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type ReaderInput } from '../reader.ts';
import { writeFrame } from '../frame-writer.ts';
import { FrameOutput, plain } from './output.ts';
import { isArchivePart } from '../stages/archive-kinds.ts';
import { identify } from './identify.ts';
import { loadEveryReader, readerFor } from './readers.ts';

/**
 * The entry of the expendable process: `main.ts read <name>` or `main.ts draw <media type> <page> <dpi>`. The original
 * is descriptor 3; frames go out on descriptor 1. Nothing else comes in or goes out. `main.ts warm` has no original: it
 * fills the compile cache.
 */

const ORIGINAL = 3;
/** In bytes: what a reader takes into memory unless it names a ceiling of its own. */
const BYTES_LIMIT = 256 * 1024 * 1024;

// Descriptor 1 belongs to the frames: a library that logs must not break them.
globalThis.console = new console.Console(process.stderr);

async function read(name: string): Promise<ReadingEnd> {
  const begun = performance.now();
  const { size } = fstatSync(ORIGINAL);
  if (size === 0) {
    writeFrame({ kind: 'identified', mediaType: 'application/x-empty' });
    return { outcome: 'unreadable', reason: { code: 'empty' } };
  }
  const mediaType = await identify(ORIGINAL, size, name);
  writeFrame({ kind: 'identified', mediaType });
  writeFrame({ kind: 'stage', name: 'identify', version: 1, ms: performance.now() - begun });
  const reader = await readerFor(mediaType);
  if (reader === undefined) {
    const reason: Reason = isArchivePart(name)
      ? { code: 'split-archive' }
      : { code: 'no-reader', params: { mediaType } };
    return { outcome: 'unreadable', reason };
  }
  const out = new FrameOutput();
  const input: ReaderInput = { mediaType, name, size, fd: ORIGINAL, bytes: (limit) => bytesOf(size, limit) };
  const readBegun = performance.now();
  const end = await reader.read(input, out);
  await out.settle();
  writeFrame({ kind: 'stage', name: reader.name, version: reader.version, ms: performance.now() - readBegun });
  return out.textCut && end.outcome === 'read' ? { outcome: 'read-in-part', reason: { code: 'text-cut' } } : end;
}

async function draw(mediaType: string, page: number, dpi: number): Promise<ReadingEnd> {
  const { size } = fstatSync(ORIGINAL);
  const bytes = bytesOf(size);
  const drawn =
    mediaType === 'application/pdf'
      ? await (await import('../stages/pdf.ts')).drawPdfPage(bytes, page, dpi)
      : await (await import('../stages/picture.ts')).drawPicture(bytes, page);
  writeFrame({ kind: 'drawn', widthPx: drawn.widthPx, heightPx: drawn.heightPx }, [drawn.png]);
  return { outcome: 'read' };
}

function bytesOf(size: number, limitBytes: number = BYTES_LIMIT): Uint8Array {
  if (size > limitBytes) throw new ReadingFailed({ code: 'too-large', params: { limitBytes } });
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const got = readSync(ORIGINAL, bytes, at, size - at, at);
    if (got === 0) throw new ReadingFailed({ code: 'vanished' });
    at += got;
  }
  return bytes;
}

function failure(error: unknown): ReadingEnd {
  if (error instanceof ReadingFailed) return { outcome: 'unreadable', reason: error.reason };
  console.error(error);
  const memory = error instanceof RangeError && /allocation failed|could not allocate/i.test(error.message);
  return { outcome: 'unreadable', reason: { code: memory ? 'too-much-memory' : 'broken' } };
}

async function run(): Promise<void> {
  const [task, ...args] = process.argv.slice(2);
  if (task === 'warm') {
    await loadEveryReader();
    // Written when the process ends by itself.
    return;
  }
  let end: ReadingEnd;
  try {
    end = task === 'draw' ? await draw(args[0] ?? '', Number(args[1]), Number(args[2])) : await read(args[0] ?? '');
  } catch (error) {
    // Safe: this process serves one file, and what went wrong is that file's outcome.
    end = failure(error);
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  writeFrame({
    kind: 'end',
    outcome: end.outcome,
    peakBytes,
    ...(end.reason === undefined ? {} : { reason: plain(end.reason) }),
  });
  closeSync(1);
  // Whatever a library has left running has no one to talk to.
  process.exit(0);
}

await run();
