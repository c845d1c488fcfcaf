const BLOCK = 512;

export interface TarMember {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified?: number;
}

/** The head of one file of a tar archive (POSIX.1-2017, pax): a record with its name and size, then the plain header. */
export function tarHead({ path, size, modified = 0 }: TarMember): Buffer {
  const records = Buffer.concat([record('path', path), record('size', String(size))]);
  const seconds = Math.max(0, Math.floor(modified));
  return Buffer.concat([
    header('pax', 'x', records.byteLength, seconds),
    records,
    padding(records.byteLength),
    // What does not fit here stands in the record, which is read in its place.
    header('file', '0', size < 8 ** 11 ? size : 0, seconds),
  ]);
}

/** What follows so many bytes of a file. */
export function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

export const TAR_END = Buffer.alloc(2 * BLOCK);

/** `length name=value\n`, where the length counts itself. */
function record(name: string, value: string): Buffer {
  const rest = Buffer.from(` ${name}=${value}\n`);
  let length = rest.byteLength;
  while (length !== rest.byteLength + String(length).length) length = rest.byteLength + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function header(name: string, kind: string, size: number, modified: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number): void => {
    block.write(value.toString(8).padStart(width, '0'), at, 'latin1');
  };
  block.write(name, 0, 'latin1');
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.min(modified, 8 ** 11 - 1), 136, 11);
  block.write(`        ${kind}`, 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block.write('\0 ', 154, 'latin1');
  return block;
}
