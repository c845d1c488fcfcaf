import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { ReaderInput } from '../reader.ts';

/** One record of a web archive (ISO 28500 §4). Its block is to be read before the next record is asked for, or is skipped. */
export interface WarcRecord {
  readonly type: string;
  /** Names in lower case; of several of one name the first. */
  readonly headers: ReadonlyMap<string, string>;
  /** In bytes, of the block. */
  readonly declaredBytes: number;
  readonly block: Block;
}

const LONGEST_LINE = 64 * 1024; // bytes: an address may be long, a header line of more is damage
const MAX_HEADERS = 500;

/** The records in their order. Bytes between records that belong to none are passed over. */
export async function* warcRecords(input: ReaderInput): AsyncGenerator<WarcRecord> {
  const source = new ByteSource(plainBytes(input));
  for (;;) {
    const line = await source.line();
    if (line === undefined) return;
    if (!/^WARC\/\d/v.test(line)) continue;
    const headers = await headersOf(() => source.line());
    const declaredBytes = Math.max(0, Number.parseInt(headers.get('content-length') ?? '0', 10) || 0);
    const block = new Block(source, declaredBytes);
    yield { type: headers.get('warc-type')?.toLowerCase() ?? '', headers, declaredBytes, block };
    await block.skip();
  }
}

/** Header fields up to the empty line (RFC 9112 §2.2); a line that begins with a blank goes on with the one before. */
export async function headersOf(nextLine: () => Promise<string | undefined>): Promise<ReadonlyMap<string, string>> {
  const headers = new Map<string, string>();
  let last = '';
  for (let count = 0; count < MAX_HEADERS; count += 1) {
    const line = await nextLine();
    if (line === undefined || line === '') break;
    const [, name, value] = /^([^\s:]{1,200})\s*:\s*(.*)$/v.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      last = name.toLowerCase();
      if (!headers.has(last)) headers.set(last, value.trim());
    } else if (/^[ \t]/v.test(line) && last !== '') headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`);
  }
  return headers;
}

/** A stretch of the archive of known length. */
class Block {
  readonly #source: ByteSource;
  #left: number;

  constructor(source: ByteSource, bytes: number) {
    this.#source = source;
    this.#left = bytes;
  }

  /** Bytes that are still to come. 0 once the block is whole. */
  get left(): number {
    return this.#left;
  }

  /** One line of it, without its end; undefined at the end of the block. */
  async line(): Promise<string | undefined> {
    if (this.#left === 0) return undefined;
    const line = await this.#source.line(this.#left);
    this.#left -= this.#source.taken;
    return line;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const part = await this.#source.some(this.#left);
      if (part === undefined) return;
      this.#left -= part.byteLength;
      yield part;
    }
  }

  async skip(): Promise<void> {
    for await (const _ of this.bytes());
  }
}

class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  /** By the last call of `line`, its end included. */
  taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line, in Latin letters as they stand if it is not UTF-8; undefined at the end. Ends after `limit` bytes. */
  async line(limit = LONGEST_LINE): Promise<string | undefined> {
    const most = Math.min(limit, LONGEST_LINE);
    let at = this.#held.indexOf(0x0a);
    while (at < 0 && this.#held.byteLength < most && (await this.#more())) at = this.#held.indexOf(0x0a);
    this.taken = Math.min(most, at < 0 ? this.#held.byteLength : at + 1);
    if (this.taken === 0) return undefined;
    const line = this.#held.subarray(0, this.taken);
    this.#held = this.#held.subarray(this.taken);
    return line.toString('utf8').replace(/\r?\n$/v, '');
  }

  /** Whatever is there, at most so many bytes; undefined at the end. */
  async some(limit: number): Promise<Buffer | undefined> {
    if (this.#held.byteLength === 0 && !(await this.#more())) return undefined;
    const part = this.#held.subarray(0, limit);
    this.#held = this.#held.subarray(part.byteLength);
    return part;
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#held = this.#held.byteLength === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
    return true;
  }
}

async function* plainBytes(input: ReaderInput): AsyncGenerator<Uint8Array> {
  const head = Buffer.alloc(2);
  readSync(input.fd, head, 0, 2, 0);
  if (head.readUInt16BE(0) !== 0x1f8b) {
    yield* chunksOf(input);
    return;
  }
  // Each record is packed by itself; zlib goes on from one to the next. An archive that is cut gives what it holds.
  const unpacked = Readable.from(chunksOf(input)).pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }));
  try {
    for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    // Safe: the record that breaks off is shorter than it says, and is told as such.
    console.error(error);
  }
}

function* chunksOf(input: ReaderInput): Generator<Uint8Array> {
  for (let at = 0; at < input.size;) {
    const chunk = Buffer.alloc(Math.min(256 * 1024, input.size - at));
    const got = readSync(input.fd, chunk, 0, chunk.byteLength, at);
    if (got === 0) return;
    at += got;
    yield chunk.subarray(0, got);
  }
}
