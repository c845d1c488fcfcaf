/** Where a term stands: rows, ascending, and how often in each. */
export interface Postings {
  readonly rows: Int32Array;
  readonly counts: Uint16Array;
}

/** By row: 0 for rows that have gone. */
export type LiveRows = Int32Array;

/** Rows kept of lists: 24 MB. The words of one search are those of the next, as it is typed and as its pages are turned. */
const ROWS_KEPT = 4_000_000;

/** Lists by name, those that were asked for last kept, as long as the index stays as it is. */
export class KeptPostings {
  readonly #lists = new Map<string, Postings>();
  #rows = 0;

  get(name: string): Postings | undefined {
    const postings = this.#lists.get(name);
    if (postings === undefined) return undefined;
    // To the end of those that are kept.
    this.#lists.delete(name);
    this.#lists.set(name, postings);
    return postings;
  }

  set(name: string, postings: Postings): Postings {
    this.#lists.set(name, postings);
    this.#rows += postings.rows.length + 20;
    return postings;
  }

  trim(): void {
    for (const [name, { rows }] of this.#lists) {
      if (this.#rows <= ROWS_KEPT) return;
      this.#lists.delete(name);
      this.#rows -= rows.length + 20;
    }
  }

  clear(): void {
    this.#lists.clear();
    this.#rows = 0;
  }
}

const MOST_COUNTED = 0xffff;

/** Gathers the rows of lists, and joins them where one row is in several or lists do not follow one another. */
export class RowSink {
  #rows = new Int32Array(4096);
  #counts = new Uint16Array(4096);
  #length = 0;
  #ascends = true;
  /** By row; all 0 between two calls. */
  #joined = new Uint16Array(0);

  grow(rowEnd: number): void {
    if (this.#joined.length < rowEnd) this.#joined = new Uint16Array(Math.ceil(rowEnd * 1.2));
  }

  /** A list of `found` rows, which `read` writes into the arrays from `into` on. */
  take(found: number, read: (rows: Int32Array, counts: Uint16Array, into: number) => void): void {
    if (this.#length + found > this.#rows.length) this.#widen(this.#length + found);
    const begin = this.#length;
    read(this.#rows, this.#counts, begin);
    this.#length = begin + found;
    if (begin > 0 && (this.#rows[begin] ?? 0) <= (this.#rows[begin - 1] ?? 0)) this.#ascends = false;
  }

  /** What was taken, and is empty again. */
  give(live: LiveRows | undefined): Postings {
    if (live !== undefined) this.#dropGone(live);
    const length = this.#length;
    const postings = this.#ascends
      ? { rows: this.#rows.slice(0, length), counts: this.#counts.slice(0, length) }
      : this.#join();
    this.#length = 0;
    this.#ascends = true;
    return postings;
  }

  #dropGone(live: LiveRows): void {
    const [rows, counts] = [this.#rows, this.#counts];
    let kept = 0;
    for (let i = 0; i < this.#length; i += 1) {
      const row = rows[i] ?? 0;
      if (live[row] === 0) continue;
      rows[kept] = row;
      counts[kept] = counts[i] ?? 0;
      kept += 1;
    }
    this.#length = kept;
  }

  #join(): Postings {
    const joined = this.#joined;
    let [first, last, length] = [joined.length, 0, 0];
    for (let i = 0; i < this.#length; i += 1) {
      const row = this.#rows[i] ?? 0;
      const before = joined[row] ?? 0;
      if (before === 0) length += 1;
      joined[row] = Math.min(MOST_COUNTED, before + (this.#counts[i] ?? 0));
      if (row < first) first = row;
      if (row > last) last = row;
    }
    const rows = new Int32Array(length);
    const counts = new Uint16Array(length);
    let at = 0;
    for (let row = first; row <= last; row += 1) {
      const count = joined[row] ?? 0;
      if (count === 0) continue;
      rows[at] = row;
      counts[at] = count;
      at += 1;
    }
    joined.fill(0, first, last + 1);
    return { rows, counts };
  }

  #widen(least: number): void {
    const [rows, counts] = [this.#rows, this.#counts];
    const size = Math.max(rows.length * 2, least);
    this.#rows = new Int32Array(size);
    this.#rows.set(rows);
    this.#counts = new Uint16Array(size);
    this.#counts.set(counts);
  }
}
