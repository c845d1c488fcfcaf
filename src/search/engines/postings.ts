import type { DatabaseSync } from 'node:sqlite';
import type { Term } from '../query-tree.ts';
import { eachPlace, listsOf, ROWS_OF_LEAF, type Doclist } from './doclists.ts';
import { FtsPages } from './fts-pages.ts';
import { inBoth } from './row-sets.ts';

/** Where a term stands: rows, ascending, and how often in each. */
export interface Postings {
  readonly rows: Int32Array;
  readonly counts: Uint16Array;
}

/** The tokens that answer a `similar` term. */
type Spell = (term: Term) => readonly string[];

/** By row: 0 for rows that have gone. */
type LiveRows = Int32Array;

/** Terms as FTS5 keeps them, from one to another, both included. */
interface TermRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** The rows of terms. Belongs to one thread; holds 2 bytes a row, and the lists that were asked for last. */
export class PostingLists {
  readonly #pages: FtsPages;
  readonly #spell: Spell;
  readonly #kept = new KeptPostings();
  readonly #sink = new RowSink();
  #live: LiveRows | undefined;

  constructor(database: DatabaseSync, spell: Spell) {
    this.#pages = new FtsPages(database);
    this.#spell = spell;
  }

  /** Call in the transaction that reads. `live`: needed where some rows have gone. */
  begin(rowEnd: number, live: LiveRows | undefined): void {
    if (this.#pages.begin()) this.#kept.clear();
    this.#sink.grow(rowEnd);
    this.#live = live;
  }

  /** Call when documents were put or removed. */
  forget(): void {
    this.#kept.clear();
  }

  /** Call when the transaction ends. */
  end(): void {
    this.#pages.end();
    this.#kept.trim();
  }

  of(term: Term): Postings {
    const name = `${term.manner} ${term.tokens.join(' ')}`;
    return (
      this.#kept.get(name) ??
      this.#kept.set(name, term.tokens.length === 1 ? this.#ofToken(term) : this.#ofPhrase(term))
    );
  }

  #ofToken(term: Term): Postings {
    const withStems = term.manner === 'stem';
    for (const list of this.#lists(term)) this.#sink.take(list, withStems);
    return this.#sink.give(this.#live);
  }

  /** The rows that hold all tokens, and of those the ones where they follow one another. */
  #ofPhrase({ text, manner, tokens }: Term): Postings {
    const last = tokens.length - 1;
    const terms = tokens.map((token, i): Term => {
      return { text, manner: manner === 'prefix' && i === last ? 'prefix' : 'exact', tokens: [token] };
    });
    const among = terms
      .map((term) => this.of(term).rows)
      .toSorted((a, b) => a.length - b.length)
      .reduce((a, b) => inBoth(a, b));
    const [first, ...others] = terms.map((term, i) => this.#begins(term, i, among));
    return rowsOfBegins(others.reduce(beginsInBoth, first ?? new Float64Array(0)), among);
  }

  /** Where a phrase would begin whose token number `ahead` this is: places in rows, as numbers that ascend. */
  #begins(term: Term, ahead: number, among: Int32Array): Float64Array {
    const begins: number[] = [];
    for (const list of this.#lists(term)) {
      let at = 0;
      while (at < among.length && list.next()) {
        const { row } = list;
        while (at < among.length && (among[at] ?? 0) < row) at += 1;
        if (among[at] !== row) continue;
        const base = at * PLACES - ahead;
        eachPlace(list.bytes, list.from, list.to, (place) => place >= ahead && begins.push(base + place));
      }
    }
    // Several lists, of several tokens or pieces of the index, lie one after another.
    return Float64Array.from(begins).toSorted();
  }

  *#lists(term: Term): Generator<Doclist> {
    const [token = ''] = term.tokens;
    const words = term.manner === 'similar' ? this.#spell(term) : [token];
    for (const word of words) {
      const { from, to } = rangeOf(word, term.manner === 'prefix');
      for (const segment of this.#pages.segments) yield* listsOf(this.#pages.leaves(segment, from, to), from, to);
    }
  }
}

/** More than the tokens of any row. */
const PLACES = 2 ** 28;
const UTF8 = new TextEncoder();
/** What FTS5 puts before every term of the index itself, as opposed to its prefix indexes. */
const MAIN_INDEX = '0';

function rangeOf(token: string, isBeginning: boolean): TermRange {
  const from = UTF8.encode(MAIN_INDEX + token);
  if (!isBeginning) return { from, to: from };
  // No byte of UTF-8 is as high, so this comes after every term that begins so.
  const to = new Uint8Array(from.length + 1).fill(0xff);
  to.set(from);
  return { from, to };
}

function beginsInBoth(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(Math.min(a.length, b.length));
  let count = 0;
  let at = 0;
  for (const begin of a) {
    while (at < b.length && (b[at] ?? 0) < begin) at += 1;
    if (b[at] === begin) both[count++] = begin;
  }
  return both.subarray(0, count);
}

function rowsOfBegins(begins: Float64Array, among: Int32Array): Postings {
  const rows = new Int32Array(begins.length);
  const counts = new Uint16Array(begins.length);
  let last = -1;
  for (const begin of begins) {
    const row = among[Math.floor(begin / PLACES)] ?? 0;
    if (rows[last] !== row) rows[++last] = row;
    counts[last] = Math.min(MOST_COUNTED, (counts[last] ?? 0) + 1);
  }
  return { rows: rows.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
}

const MOST_COUNTED = 0xffff;

/** Rows kept of lists: 24 MB. The words of one search are those of the next, as it is typed and as its pages are turned. */
const ROWS_KEPT = 4_000_000;

/** Lists by name, those that were asked for last kept, as long as the index stays as it is. */
class KeptPostings {
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

/** Gathers the rows of lists, and joins them where one row is in several or lists do not follow one another. */
class RowSink {
  #rows = new Int32Array(2 * ROWS_OF_LEAF);
  #counts = new Uint16Array(2 * ROWS_OF_LEAF);
  #length = 0;
  #ascends = true;
  /** By row; all 0 between two calls. */
  #joined = new Uint16Array(0);

  grow(rowEnd: number): void {
    if (this.#joined.length < rowEnd) this.#joined = new Uint16Array(Math.ceil(rowEnd * 1.2));
  }

  take(list: Doclist, withStems: boolean): void {
    for (;;) {
      if (this.#length + ROWS_OF_LEAF > this.#rows.length) this.#widen();
      const begin = this.#length;
      const read = list.readLeaf(this.#rows, this.#counts, begin, withStems);
      if (read === 0) return;
      this.#length = begin + read;
      if ((this.#rows[begin] ?? 0) <= (begin === 0 ? 0 : (this.#rows[begin - 1] ?? 0))) this.#ascends = false;
    }
  }

  /** What was taken, and is empty again. */
  give(live: LiveRows | undefined): Postings {
    this.#dropEmpty(live);
    const length = this.#length;
    const postings = this.#ascends
      ? { rows: this.#rows.slice(0, length), counts: this.#counts.slice(0, length) }
      : this.#join();
    this.#length = 0;
    this.#ascends = true;
    return postings;
  }

  /** Rows that have gone, and those that hold the term in the other column only. */
  #dropEmpty(live: LiveRows | undefined): void {
    const [rows, counts] = [this.#rows, this.#counts];
    let kept = 0;
    for (let i = 0; i < this.#length; i += 1) {
      const row = rows[i] ?? 0;
      const count = counts[i] ?? 0;
      if (count === 0 || (live !== undefined && live[row] === 0)) continue;
      rows[kept] = row;
      counts[kept] = count;
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

  #widen(): void {
    const [rows, counts] = [this.#rows, this.#counts];
    this.#rows = new Int32Array(rows.length * 2);
    this.#rows.set(rows);
    this.#counts = new Uint16Array(counts.length * 2);
    this.#counts.set(counts);
  }
}
