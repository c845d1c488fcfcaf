import { writeSync } from 'node:fs';
import { errnoOf } from '../base/errno.ts';
import type { FrameHeader } from './frames.ts';

/* What frames may hold, for both ends; the end that writes loads nothing else, since it starts once for every file. */

/** Of text of one original, in UTF-16 units: about 32,000 printed pages. Past it a file is data, not a document. */
export const TEXT_LIMIT = 64_000_000;
/** Of pages: the longest bundle of files seen in court is below it. */
export const PAGE_LIMIT = 20_000;
/** Of words with boxes, for the sake of the parent's memory: 100 bytes each. */
export const WORD_LIMIT = 4_000_000;
/** Of things found in one original: an archive past it is a backup, to be taken in as a folder. */
export const FOUND_LIMIT = 100_000;
/** Of metadata fields: a form with more is a table. */
export const METADATA_LIMIT = 2_000;
/** Of one metadata value, title or name, in UTF-16 units. */
export const VALUE_LIMIT = 8_192;

/** In bytes: about what a pipe holds. */
const TOGETHER = 64 * 1024;

/** What waits to go out with the end of a file; undefined where each frame goes out at once. */
let held: Uint8Array[] | undefined;
let heldBytes = 0;

/** From now on short frames wait for one another, up to what a pipe holds, and for `flushFrames`. */
export function holdFrames(): void {
  held = [];
}

/** Returns when all that waited is out. */
export function flushFrames(): void {
  if (held === undefined || heldBytes === 0) return;
  const together = Buffer.concat(held);
  held = [];
  heldBytes = 0;
  writeAll(together);
}

/**
 * Writes one frame to descriptor 1 and returns when it is out, or waits with others (`holdFrames`). Runs in the expendable
 * process.
 */
export function writeFrame(header: FrameHeader, payload: readonly Uint8Array[] = []): void {
  const head = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(8);
  const bytes = payload.reduce((sum, part) => sum + part.byteLength, 0);
  lengths.writeUInt32BE(head.byteLength, 0);
  lengths.writeUInt32BE(bytes, 4);
  // What is short goes out at once: the parent wakes up for each write.
  if (bytes <= TOGETHER) {
    const frame = Buffer.concat([lengths, head, ...payload]);
    if (held === undefined) {
      writeAll(frame);
      return;
    }
    held.push(frame);
    heldBytes += frame.byteLength;
    if (heldBytes > TOGETHER) flushFrames();
    return;
  }
  flushFrames();
  writeAll(Buffer.concat([lengths, head]));
  for (const part of payload) writeAll(part);
}

const nap = new Int32Array(new SharedArrayBuffer(4));

function writeAll(bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.byteLength) {
    try {
      at += writeSync(1, bytes, at, Math.min(bytes.byteLength - at, 1 << 20));
    } catch (error) {
      if (errnoOf(error) !== 'EAGAIN') throw error;
      // The pipe is full and was set not to block; a millisecond later it may have room.
      Atomics.wait(nap, 0, 0, 1);
    }
  }
}

/** Well-formed UTF-16 without U+0000, of the same length, so that offsets hold: what cannot stand becomes U+FFFD. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** A value for people to see: clean, and cut at the limit. */
export function cleanValue(text: string): string {
  return cleanText(text.slice(0, VALUE_LIMIT));
}
