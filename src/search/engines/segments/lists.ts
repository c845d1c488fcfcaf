import { ByteSink, ByteSource } from './bytes.ts';

/** The list of a term and its places, as `format.ts` says, while they are written: rows ascend, and their places too. */
export class ListSink {
  readonly rows = new ByteSink();
  readonly places = new ByteSink();
  found = 0;
  #first = 0;
  #last = 0;

  /** `base`: the first row of the segment. */
  clear(base: number): void {
    this.rows.length = 0;
    this.places.length = 0;
    this.found = 0;
    this.#first = base;
    this.#last = base;
  }

  get span(): number {
    return this.#last - this.#first;
  }

  row(row: number, count: number): void {
    const distance = row - this.#last;
    this.rows.number(count === 1 ? distance * 2 + 1 : distance * 2);
    if (count !== 1) this.rows.number(count);
    if (this.found === 0) this.#first = row;
    this.#last = row;
    this.found += 1;
  }

  /** A whole list that was written with the first row `base`, after what is there: only its first row is counted anew. */
  joinRows(bytes: Uint8Array, at: number, length: number, found: number, span: number, base: number): void {
    const source = new ByteSource(bytes, at);
    const head = source.number();
    const row = base + Math.floor(head / 2);
    this.rows.number((row - this.#last) * 2 + (head % 2));
    this.rows.append(bytes, source.at, at + length);
    if (this.found === 0) this.#first = row;
    this.#last = row + span;
    this.found += found;
  }

  joinPlaces(bytes: Uint8Array, at: number, length: number): void {
    this.places.append(bytes, at, at + length);
  }

  /** Of a list only the rows that `isLive`, with their places if it has any. */
  joinLive(
    rows: { readonly bytes: Uint8Array; readonly at: number },
    places: { readonly bytes: Uint8Array; readonly at: number } | undefined,
    found: number,
    base: number,
    isLive: (row: number) => boolean,
  ): void {
    const source = new ByteSource(rows.bytes, rows.at);
    let row = base;
    let at = places?.at ?? 0;
    for (let i = 0; i < found; i += 1) {
      const head = source.number();
      const count = head % 2 === 1 ? 1 : source.number();
      row += Math.floor(head / 2);
      const end = places === undefined ? 0 : afterNumbers(places.bytes, at, count);
      if (isLive(row)) {
        this.row(row, count);
        if (places !== undefined) this.places.append(places.bytes, at, end);
      }
      at = end;
    }
  }
}

/** Where `count` numbers that begin at `at` have ended. */
function afterNumbers(bytes: Uint8Array, at: number, count: number): number {
  let end = at;
  for (let left = count; left > 0; end += 1) if ((bytes[end] ?? 0) < 0x80) left -= 1;
  return end;
}

const MOST_COUNTED = 0xffff;

/** Reads a list: its rows and how often the term stands in each, into the arrays from `into` on. */
export function readRows(
  bytes: Uint8Array,
  from: number,
  found: number,
  base: number,
  rows: Int32Array,
  counts: Uint16Array,
  into: number,
): void {
  let at = from;
  let row = base;
  const end = into + found;
  for (let i = into; i < end; i += 1) {
    let byte = bytes[at++] ?? 0;
    let head = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      head |= (byte & 0x7f) << shift;
    }
    row += head >>> 1;
    rows[i] = row;
    if ((head & 1) === 1) {
      counts[i] = 1;
      continue;
    }
    byte = bytes[at++] ?? 0;
    let count = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      count |= (byte & 0x7f) << shift;
    }
    counts[i] = count < MOST_COUNTED ? count : MOST_COUNTED;
  }
}

/** Takes each place of a term, in order, in those rows that are `among` these; they ascend. */
export function eachPlace(
  rows: { readonly bytes: Uint8Array; readonly at: number },
  places: { readonly bytes: Uint8Array; readonly at: number },
  found: number,
  base: number,
  among: Int32Array,
  take: (row: number, place: number) => void,
): void {
  const heads = rows.bytes;
  const own = places.bytes;
  let at = rows.at;
  let from = places.at;
  let row = base;
  let index = 0;
  let wanted = among[0] ?? -1;
  for (let i = 0; i < found; i += 1) {
    let byte = heads[at++] ?? 0;
    let head = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = heads[at++] ?? 0;
      head |= (byte & 0x7f) << shift;
    }
    row += head >>> 1;
    let count = 1;
    if ((head & 1) === 0) {
      byte = heads[at++] ?? 0;
      count = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = heads[at++] ?? 0;
        count |= (byte & 0x7f) << shift;
      }
    }
    while (wanted < row) {
      index += 1;
      if (index >= among.length) return;
      wanted = among[index] ?? 0;
    }
    if (wanted !== row) {
      // Most rows are passed over: a place ends with the first byte below 0x80.
      for (let left = count; left > 0; from += 1) if ((own[from] ?? 0) < 0x80) left -= 1;
      continue;
    }
    let place = 0;
    for (let left = count; left > 0; left -= 1) {
      byte = own[from++] ?? 0;
      let step = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = own[from++] ?? 0;
        step |= (byte & 0x7f) << shift;
      }
      place += step;
      take(row, place);
    }
  }
}
