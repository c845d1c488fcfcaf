import { closeSync, fstatSync } from 'node:fs';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed } from '../reader.ts';
import { writeFrame } from '../frame-writer.ts';
import { FrameOutput } from './output.ts';
import { identify } from './identify.ts';
import { bytesOf, ORIGINAL, readOne } from './read-one.ts';
import { loadEveryReader } from './readers.ts';
import { readSeveral, writeEnd } from './several.ts';

/**
 * The entry of the expendable process: `main.ts read <name> [without-layer] [without-tools]`, `main.ts draw <media type> <page> <dpi> [webp]` or
 * `main.ts unlock <name>`, with passwords on descriptor 0, or `main.ts several` (several.ts). The original is descriptor 3; frames go out on descriptor 1. Nothing else comes in or goes out. `main.ts warm` has no original: it
 * fills the compile cache.
 */

// Descriptor 1 belongs to the frames: a library that logs must not break them.
globalThis.console = new console.Console(process.stderr);

async function readAlone(name: string, flags: readonly string[]): Promise<ReadingEnd> {
  const without = { withoutLayer: flags.includes('without-layer'), withoutTools: flags.includes('without-tools') };
  const end = await readOne(name, undefined, without);
  if (end === 'declined') throw new Error('no reason was given to decline');
  return end;
}

/** The copy goes out as the one thing found inside. */
async function unlocked(name: string): Promise<ReadingEnd> {
  const { size } = fstatSync(ORIGINAL);
  const mediaType = await identify(ORIGINAL, size, name);
  writeFrame({ kind: 'identified', mediaType });
  const { unlock } = await import('./unlock.ts');
  const out = new FrameOutput();
  const entry = { untrustedName: Buffer.from('unlocked'), shownName: 'unlocked' };
  const file = { fd: ORIGINAL, size, mediaType, bytes: (limit: number) => bytesOf(size, limit) };
  await unlock(file, {
    whole: (copy) => out.found(entry, copy),
    begun: () => out.finding(entry),
  });
  return { outcome: 'read' };
}

async function draw(mediaType: string, page: number, dpi: number, format: string): Promise<ReadingEnd> {
  const { size } = fstatSync(ORIGINAL);
  const bytes = bytesOf(size);
  const drawn =
    mediaType === 'application/pdf'
      ? await (await import('../stages/pdf.ts')).drawPdfPage(bytes, page, dpi)
      : await (await import('../stages/picture.ts')).drawPicture(bytes, page);
  writeFrame({ kind: 'drawn', widthPx: drawn.widthPx, heightPx: drawn.heightPx }, [
    format === 'webp' ? await (await import('../stages/picture-published.ts')).publishedPicture(drawn.png) : drawn.png,
  ]);
  return { outcome: 'read' };
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
  if (task === 'several') {
    await readSeveral();
    process.exit(0);
  }
  let end: ReadingEnd;
  try {
    if (task === 'draw') end = await draw(args[0] ?? '', Number(args[1]), Number(args[2]), args[3] ?? '');
    else end = task === 'unlock' ? await unlocked(args[0] ?? '') : await readAlone(args[0] ?? '', args.slice(1));
  } catch (error) {
    // Safe: this process serves one file, and what went wrong is that file's outcome.
    end = failure(error);
  }
  writeEnd(end);
  closeSync(1);
  // Whatever a library has left running has no one to talk to.
  process.exit(0);
}

await run();
