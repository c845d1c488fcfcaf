import type { Term } from '../query-tree.ts';
import { eachPlace, readRows } from './segments/lists.ts';
import { FIELDS } from './segments/format.ts';
import type { SegmentList } from './segments/segment-list.ts';
import type { TermCursor } from './segments/segment-reader.ts';
import { KeptPostings, RowSink, type LiveRows, type Postings } from './posting-arrays.ts';
import { inBoth } from './row-sets.ts';

/** The tokens that answer a `similar` term. */
type Spell = (term: Term) => readonly string[];

/** The rows of terms. Belongs to one thread; holds 2 bytes a row, and the lists that were asked for last. */
export class PostingLists {
  readonly #segments: SegmentList;
  readonly #spell: Spell;
  readonly #kept = new KeptPostings();
  readonly #sink = new RowSink();
  /** Of this transaction. */
  readonly #found = new Map<string, readonly TermCursor[]>();
  #live: LiveRows | undefined;

  constructor(segments: SegmentList, spell: Spell) {
    this.#segments = segments;
    this.#spell = spell;
  }

  /** Call in the transaction that reads. `live`: needed where some rows have gone. */
  begin(rowEnd: number, live: LiveRows | undefined): void {
    this.#segments.refresh();
    this.#sink.grow(rowEnd);
    this.#live = live;
  }

  /** Call when documents were put or removed. */
  forget(): void {
    this.#kept.clear();
  }

  /** Call when the transaction ends. */
  end(): void {
    this.#found.clear();
    this.#kept.trim();
  }

  of(term: Term): Postings {
    const name = `${term.manner} ${term.tokens.join(' ')}`;
    return (
      this.#kept.get(name) ??
      this.#kept.set(name, term.tokens.length === 1 ? this.#ofToken(term) : rowsOfBegins(this.begins(term)))
    );
  }

  #ofToken(term: Term): Postings {
    for (const list of this.#lists(term)) this.#take(list);
    const exact = this.#sink.give(this.#live);
    if (term.manner !== 'stem') return exact;
    for (const list of this.#segments.terms(FIELDS.stem, term.tokens[0] ?? '', false)) this.#take(list);
    return joined(exact, this.#sink.give(this.#live));
  }

  #take(list: TermCursor): void {
    const { found, segment } = list;
    const { bytes, at } = list.rows();
    const { firstRow } = segment.info;
    this.#sink.take(found, (rows, counts, into) => readRows(bytes, at, found, firstRow, rows, counts, into));
  }

  /**
   * Where the term stands, ascending: `PLACES` times the row, and the place of its first token. Of a phrase the places
   * of the rarest token are read first, and those of each further token in the rows that are left.
   */
  begins({ text, manner, tokens }: Term, among?: Int32Array): Float64Array {
    const last = tokens.length - 1;
    const parts = tokens.map((token, ahead) => {
      const part: Term = { text, manner: ahead === last && manner !== 'stem' ? manner : 'exact', tokens: [token] };
      return { part, ahead, rows: this.of(part).rows };
    });
    const [rarest, ...others] = parts.toSorted((a, b) => a.rows.length - b.rows.length);
    if (rarest === undefined) return new Float64Array(0);
    const shared = others.reduce((rows, other) => inBoth(rows, other.rows), rarest.rows);
    let left = among === undefined ? shared : inBoth(shared, among);
    let begins = this.#beginsOf(rarest.part, rarest.ahead, left);
    for (const { part, ahead } of others) {
      if (begins.length === 0) return begins;
      left = rowsOf(begins);
      begins = beginsInBoth(begins, this.#beginsOf(part, ahead, left));
    }
    return begins;
  }

  /** Where a phrase would begin whose token number `ahead` this is. */
  #beginsOf(term: Term, ahead: number, among: Int32Array): Float64Array {
    let begins = new Float64Array(among.length * 2 + 16);
    let length = 0;
    if (among.length === 0) return begins.subarray(0, 0);
    for (const list of this.#lists(term)) {
      eachPlace(list.rows(), list.places(), list.found, list.segment.info.firstRow, among, (row, place) => {
        if (place < ahead) return;
        if (length === begins.length) begins = longer(begins);
        begins[length++] = row * PLACES + place - ahead;
      });
    }
    const filled = begins.subarray(0, length);
    // Lists of several terms lie one after another.
    return term.manner === 'exact' ? filled : filled.toSorted();
  }

  #lists(term: Term): Iterable<TermCursor> {
    const [token = ''] = term.tokens;
    if (term.manner === 'prefix') return this.#segments.terms(FIELDS.exact, token, true);
    if (term.manner === 'similar') return this.#spell(term).flatMap((word) => this.#listsOf(word));
    return this.#listsOf(token);
  }

  /** A phrase asks twice: for rows, and for places. */
  #listsOf(token: string): readonly TermCursor[] {
    const known = this.#found.get(token);
    if (known !== undefined) return known;
    const lists = [...this.#segments.terms(FIELDS.exact, token, false)];
    this.#found.set(token, lists);
    return lists;
  }
}

/** More than the tokens of any row. */
export const PLACES = 2 ** 24;

function longer(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
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

function rowsOf(begins: Float64Array): Int32Array {
  return rowsOfBegins(begins).rows;
}

function rowsOfBegins(begins: Float64Array): Postings {
  const rows = new Int32Array(begins.length);
  const counts = new Uint16Array(begins.length);
  let last = -1;
  for (const begin of begins) {
    const row = Math.floor(begin / PLACES);
    if (last < 0 || rows[last] !== row) rows[++last] = row;
    counts[last] = Math.min(MOST_COUNTED, (counts[last] ?? 0) + 1);
  }
  return { rows: rows.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

const MOST_COUNTED = 0xffff;

/** What is in either, counted together. */
function joined(a: Postings, b: Postings): Postings {
  if (b.rows.length === 0) return a;
  if (a.rows.length === 0) return b;
  const rows = new Int32Array(a.rows.length + b.rows.length);
  const counts = new Uint16Array(rows.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.rows.length || j < b.rows.length) {
    const own = a.rows[i] ?? Infinity;
    const other = b.rows[j] ?? Infinity;
    rows[length] = own < other ? own : other;
    const count = (own <= other ? (a.counts[i] ?? 0) : 0) + (other <= own ? (b.counts[j] ?? 0) : 0);
    counts[length] = count < MOST_COUNTED ? count : MOST_COUNTED;
    length += 1;
    if (own <= other) i += 1;
    if (other <= own) j += 1;
  }
  return { rows: rows.slice(0, length), counts: counts.slice(0, length) };
}
