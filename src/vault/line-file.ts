import { open } from 'node:fs/promises';
import { Problem } from '../base/problem.ts';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20; // large enough that reading is bound by the disk, small beside the memory of a laptop
const MARK_EVERY_LINES = 32; // 8 bytes for 32 lines; finding a line reads 32 of them, some 50 KB

/** No entry comes near this; past it a file is not a ledger, and reading on would fill the memory. */
export const MAX_LINE_BYTES = 16 << 20;

/**
 * The lines of a file between two byte offsets, each without its newline. What follows the last newline is no line.
 * `from` is the start of a line.
 */
export async function* linesOf(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  if (from >= to) return;
  await using file = await open(path);
  let rest = Buffer.alloc(0);
  for (let position = from; position < to;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, to - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > MAX_LINE_BYTES) {
      throw new Problem('case-damaged', 'A file of the ledger has a line that is no entry: it does not end.', {
        remedy: 'Run `touchstone verify CASE` to see where, then restore the ledger from another copy of the case.',
      });
    }
  }
}

/** Where lines begin in a file that only grows: how many there are, and the offset of every 32nd. */
export class LineIndex {
  readonly #marks: number[] = [];
  #lines = 0;
  #bytes = 0;
  #block: { readonly from: number; readonly lines: readonly Buffer[] } | undefined;

  get lines(): number {
    return this.#lines;
  }

  /** Up to the end of the last line, its newline included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** `length` in bytes, without the newline. */
  add(length: number): void {
    if (this.#lines % MARK_EVERY_LINES === 0) this.#marks.push(this.#bytes);
    this.#lines++;
    this.#bytes += length + 1;
  }

  /**
   * One line of `path`, which this index describes; undefined where the file ends before it. Of the lines around it, those
   * up to the next mark are kept: whoever asks for many asks in order.
   */
  async line(path: string, line: number): Promise<Buffer | undefined> {
    const mark = Math.floor(line / MARK_EVERY_LINES);
    const from = this.#marks[mark];
    if (line < 0 || line >= this.#lines || from === undefined) return undefined;
    if (this.#block?.from !== from || line - mark * MARK_EVERY_LINES >= this.#block.lines.length) {
      const lines: Buffer[] = [];
      for await (const bytes of linesOf(path, from, this.#marks[mark + 1] ?? this.#bytes)) lines.push(bytes);
      this.#block = { from, lines };
    }
    return this.#block.lines[line - mark * MARK_EVERY_LINES];
  }

  /** The lines of `path`, which this index describes, from line `line` on. */
  async *linesFrom(path: string, line: number): AsyncGenerator<Buffer> {
    const mark = Math.floor(line / MARK_EVERY_LINES);
    let skip = line - mark * MARK_EVERY_LINES;
    for await (const bytes of linesOf(path, this.#marks[mark] ?? this.#bytes, this.#bytes)) {
      if (skip-- <= 0) yield bytes;
    }
  }
}
