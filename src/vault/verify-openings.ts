import { Problem } from '../base/problem.ts';
import { parseOpening, type Opening } from './entry.ts';
import { LEDGER } from './ledger-files.ts';
import { linesOf } from './line-file.ts';
import type { Findings } from './verify-findings.ts';

const LOOK_AHEAD_LINES = 64; // an opening that is further from its place than this counts as missing

/** Openings in the order in which entries ask for them, even where a few lines were dropped or swapped. */
export class OpeningLines {
  readonly #lines: AsyncGenerator<Buffer>;
  readonly #size: number;
  readonly #findings: Findings;
  readonly #passed = new Map<number, Opening>();
  #read = 0;
  #bytes = 0;
  #last = -1;

  constructor(path: string, size: number, findings: Findings) {
    this.#lines = linesOf(path, 0, size);
    this.#size = size;
    this.#findings = findings;
  }

  async of(seq: number): Promise<Opening | undefined> {
    const limit = this.#read + LOOK_AHEAD_LINES;
    while (!this.#passed.has(seq) && this.#passed.size < LOOK_AHEAD_LINES && this.#read < limit) {
      if (!(await this.#next())) break;
    }
    const found = this.#passed.get(seq);
    this.#passed.delete(seq);
    return found;
  }

  /** Names what no entry asked for. */
  async end(): Promise<void> {
    for (;;) {
      for (const seq of this.#passed.keys()) {
        const what = `an opening of entry ${seq} is left over: the entry is missing, or a program was ended before it wrote it`;
        this.#findings.fault('opening-unmatched', LEDGER.openings, what);
      }
      this.#passed.clear();
      if (!(await this.#next())) break;
    }
    if (this.#bytes < this.#size) {
      const what = 'it ends in half a line: it was cut off, or a program was ended while it wrote';
      this.#findings.fault('torn-line', LEDGER.openings, what);
    }
  }

  /** @returns whether there was a line */
  async #next(): Promise<boolean> {
    const line = await this.#nextLine();
    if (!line) return false;
    this.#read++;
    this.#bytes += line.length + 1;
    const opening = parseOpening(line.toString());
    const where = `${LEDGER.openings} line ${this.#read}`;
    if (!opening) {
      this.#findings.fault('opening-unreadable', where, 'it is no opening');
    } else if (opening.seq <= this.#last) {
      this.#findings.fault('opening-unmatched', where, `it opens entry ${opening.seq} after entry ${this.#last}`);
      this.#passed.set(opening.seq, opening);
    } else {
      this.#last = opening.seq;
      this.#passed.set(opening.seq, opening);
    }
    return true;
  }

  async #nextLine(): Promise<Buffer | undefined> {
    try {
      const next = await this.#lines.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      // A line without end: the file counts as torn there.
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }
}
