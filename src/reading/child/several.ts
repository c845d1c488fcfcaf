import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { errnoOf } from '../../base/errno.ts';
import { ReadingFailed } from '../reader.ts';
import { flushFrames, holdFrames, writeFrame } from '../frame-writer.ts';
import { readyForNextFile } from '../next-file.ts';
import { watchIntrinsics } from './intrinsics.ts';
import { plain } from './output.ts';
import { bytesOf, ORIGINAL, readOne } from './read-one.ts';

/**
 * Kinds of file that one process reads several of (docs/decisions/0009): by readers in JavaScript, or in WebAssembly
 * that is made anew for each. Whatever holds other files, or needs native code, gets a process of its own.
 */
const SHARING =
  /^(text\/.+|application\/(json|xml|xhtml\+xml|pdf|msword|epub\+zip|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-excel|ms-powerpoint)[\w.-]*)|message\/rfc822)$/;

/**
 * Reads one file after another: each time a line on descriptor 0 names one, its bytes are on descriptor 3. The process
 * ends by itself after anything that a reader did not expect, without a last word on that file.
 */
export async function readSeveral(): Promise<void> {
  const unchanged = watchIntrinsics();
  // Whatever goes wrong in one file, nothing that was said of it counts: it need not go out before the end.
  holdFrames();
  for (const name of ordersOf()) {
    const { size } = fstatSync(ORIGINAL);
    writeFrame({ kind: 'begun', sha256: createHash('sha256').update(bytesOf(size)).digest('hex') });
    const end = await outcomeOf(name);
    if (!unchanged()) throw new Error('a file has changed what the next one is read with');
    if (end === 'declined') writeFrame({ kind: 'declined' });
    else writeEnd(end);
    flushFrames();
    if (!readyForNextFile()) return;
  }
}

async function outcomeOf(name: string): Promise<ReadingEnd | 'declined'> {
  try {
    return await readOne(name, (mediaType) => SHARING.test(mediaType));
  } catch (error) {
    if (error instanceof ReadingFailed) return { outcome: 'unreadable', reason: error.reason };
    throw error;
  }
}

/** The last frame of a file. */
export function writeEnd(end: ReadingEnd): void {
  writeFrame({
    kind: 'end',
    outcome: end.outcome,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    ...(end.reason === undefined ? {} : { reason: plain(end.reason) }),
  });
}

const nap = new Int32Array(new SharedArrayBuffer(4));

/** Names of files, JSON, one a line, until there are no more. Waits where it is: nothing else is to run meanwhile. */
function* ordersOf(): Generator<string> {
  let held = Buffer.alloc(0);
  const chunk = Buffer.alloc(64 * 1024);
  for (;;) {
    const end = held.indexOf('\n');
    if (end >= 0) {
      yield String(JSON.parse(held.toString('utf8', 0, end)));
      held = held.subarray(end + 1);
      continue;
    }
    const got = readOrder(chunk);
    if (got === 0) return;
    held = Buffer.concat([held, chunk.subarray(0, got)]);
  }
}

function readOrder(into: Buffer): number {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      if (errnoOf(error) === 'EOF') return 0;
      if (errnoOf(error) !== 'EAGAIN') throw error;
      // Set not to block.
      Atomics.wait(nap, 0, 0, 1);
    }
  }
}
