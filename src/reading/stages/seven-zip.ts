import { constants, readFileSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type start from '7z-wasm/7zz.umd.js';

/** What 7-Zip tells while it runs. */
export interface SevenZipSink {
  /** It begins to write a file of that path in the archive; the one before is over. */
  opened?(path: string): void;
  wrote?(bytes: Uint8Array): void;
  /** A complaint, before the next file begins. Its words come from the archive in part. */
  complained?(untrustedLine: string): void;
  /** A line of what it prints. */
  printed?(line: string): void;
}

const ARCHIVE = '/archive';
const OUT = '/out';

/**
 * Runs 7-Zip 24 (as WebAssembly) on the archive behind a descriptor, which it reads where it needs to. What it writes goes
 * to `sink` and nowhere else. An error that `sink` throws comes out of here.
 *
 * @param args words of its command line, before the name of the archive; `last` after it
 * @returns its exit status, 0 is well; undefined where it gave up without a word
 */
export async function runSevenZip(
  { fd, size }: { readonly fd: number; readonly size: number },
  args: readonly string[],
  sink: SevenZipSink,
  last: readonly string[] = [],
): Promise<number | undefined> {
  const begin = await loaded();
  // Times that an archive keeps without a zone are printed as they are, and all others in this one.
  process.env['TZ'] = 'UTC';
  const zip = await begin({
    wasmBinary: binary(),
    stdin: () => 0, // nobody is there to answer
    print: (line) => sink.printed?.(line),
    printErr: (line) => sink.complained?.(line),
    quit() {},
  });
  const { FS } = zip;
  FS.writeFile(ARCHIVE, new Uint8Array(0));
  FS.mkdir(OUT);
  const node = FS.lookupPath(ARCHIVE).node;
  // All files in its memory share one table of operations; the archive gets its own.
  const shared = node.stream_ops;
  node.usedBytes = size;
  node.stream_ops = {
    ...shared,
    read: (_, buffer, offset, length, at) => readSync(fd, buffer, offset, Math.min(length, Math.max(0, size - at)), at),
  };
  shared.write = ({ node: file }, buffer, offset, length, at) => {
    // Nothing is kept of it but its length.
    file.usedBytes = Math.max(file.usedBytes, at + length);
    sink.wrote?.(Buffer.from(buffer.buffer, buffer.byteOffset + offset, length));
    return length;
  };
  const open = FS.open.bind(FS);
  FS.open = (path, flags, mode) => {
    if (path.startsWith(`${OUT}/`)) sink.opened?.(path.slice(OUT.length + 1));
    return open(path, flags, mode);
  };
  try {
    const words = [...args, '-bd', '-y', '-spd', `-o${OUT}`, '--', ARCHIVE, ...last];
    return zip.callMain(words);
  } catch (error) {
    // Safe: a number is an exception of its own that it did not catch, which damage leads to.
    if (typeof error === 'number') return undefined;
    throw error;
  }
}

let wasm: Buffer<ArrayBuffer> | undefined;

function binary(): ArrayBuffer {
  wasm ??= Buffer.from(readFileSync(fileURLToPath(import.meta.resolve('7z-wasm/7zz.wasm'))));
  return wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
}

let factory: Promise<typeof start> | undefined;

/** It asks Node for the numbers of its file flags in a way that the permission model does not allow. */
function loaded(): Promise<typeof start> {
  Object.defineProperty(process, 'binding', { value: () => ({ fs: constants }), configurable: true });
  factory ??= import('7z-wasm/7zz.umd.js').then(({ default: made }) => made);
  return factory;
}
