import { constants, readFileSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What 7-Zip does with the files that it takes out: all calls come while it runs. */
export interface SevenZipSink {
  /** It begins a file of that path in the archive; the one before is over. */
  opened(path: string): void;
  wrote(bytes: Uint8Array): void;
}

export interface SevenZipEnd {
  /** 0 is well; undefined where it gave up without a word. */
  readonly code: number | undefined;
  readonly said: string;
  /** What it has complained about so far. Paths in it come from the archive. */
  readonly untrustedErrors: string;
}

/** In UTF-16 units of what it prints: 300 for each of the entries that are taken at most. */
const SAID_LIMIT = 30_000_000;
const ARCHIVE = '/archive';
const OUT = '/out';

interface Node {
  usedBytes: number;
  stream_ops: Readonly<Record<string, unknown>> & { write?: unknown; read?: unknown };
}

/**
 * Runs 7-Zip (as WebAssembly) on the archive that lies behind a descriptor, which it reads where it needs to. What it
 * writes goes to `sink` and nowhere else. `errors` is what it has complained about up to then.
 *
 * @param args the words of its command line, without the name of the archive
 * @param last words that come after that name
 */
export async function runSevenZip(
  { fd, size }: { readonly fd: number; readonly size: number },
  args: readonly string[],
  sink?: SevenZipSink,
  last: readonly string[] = [],
): Promise<SevenZipEnd & { readonly tooMuchSaid: boolean }> {
  const said: string[] = [];
  const errors: string[] = [];
  let saidUnits = 0;
  const { module, wasmBinary } = await loaded();
  const zip = await module({
    wasmBinary,
    // Nobody is there to answer.
    stdin: () => 0,
    print(line) {
      saidUnits += line.length + 1;
      if (saidUnits <= SAID_LIMIT) said.push(line);
    },
    printErr: (line) => void errors.push(line),
    quit() {},
  });
  const { FS } = zip;
  FS.writeFile(ARCHIVE, new Uint8Array(0));
  FS.mkdir(OUT);
  const node = nodeOf(FS.lookupPath(ARCHIVE).node);
  // All files of this file system share one table of operations; the archive gets its own.
  const shared = node.stream_ops;
  node.usedBytes = size;
  node.stream_ops = { ...shared, read: readsFrom(fd) };
  const told = { errors: 0 };
  shared.write = (stream: { node: Node }, buffer: Int8Array, offset: number, length: number, at: number) => {
    stream.node.usedBytes = Math.max(stream.node.usedBytes, at + length);
    sink?.wrote(Uint8Array.from(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length)));
    return length;
  };
  const open = FS.open.bind(FS);
  FS.open = (path, flags, mode) => {
    if (path.startsWith(`${OUT}/`)) sink?.opened(path.slice(OUT.length + 1));
    return open(path, flags, mode);
  };
  let code: number | undefined;
  try {
    code = Number(zip.callMain([...args, '-bd', '-y', '-spd', '-sccUTF-8', `-o${OUT}`, '--', ARCHIVE, ...last]));
  } catch (error) {
    // Safe: a number is an exception of its own that it did not catch, which damage leads to.
    if (typeof error !== 'number') throw error;
  }
  return { code, said: said.join('\n'), untrustedErrors: errors.join('\n'), tooMuchSaid: saidUnits > SAID_LIMIT };
}
