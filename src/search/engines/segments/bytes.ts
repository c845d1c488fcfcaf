/** Grows as it is written to. */
export class ByteSink {
  bytes: Uint8Array;
  length = 0;

  constructor(size = 1024) {
    this.bytes = new Uint8Array(size);
  }

  clear(): void {
    this.length = 0;
  }

  /** A whole number from 0: 7 bits a byte, the lowest first; all but the last byte have their highest bit set. */
  number(value: number): void {
    if (this.length + MOST_BYTES > this.bytes.length) this.#grow(MOST_BYTES);
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    while (rest >= 0x80) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      // Offsets have more bits than shifting keeps.
      rest = rest < 2 ** 31 ? rest >>> 7 : Math.floor(rest / 128);
    }
    bytes[at++] = rest;
    this.length = at;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.#grow(1);
    this.bytes[this.length++] = value;
  }

  append(source: Uint8Array, from: number, to: number): void {
    const count = to - from;
    if (this.length + count > this.bytes.length) this.#grow(count);
    if (count > COPIED_SINGLY) this.bytes.set(source.subarray(from, to), this.length);
    else copySingly(source, from, to, this.bytes, this.length);
    this.length += count;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

const MOST_BYTES = 8;
/** Fewer bytes are copied faster one by one than by a call. */
const COPIED_SINGLY = 24;

export function copySingly(source: Uint8Array, from: number, to: number, target: Uint8Array, at: number): void {
  for (let i = from, o = at; i < to; i += 1, o += 1) target[o] = source[i] ?? 0;
}

/** Reads what `ByteSink.number` wrote, and stands behind it then. */
export class ByteSource {
  bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let unit = 0x80;
    do {
      byte = bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * unit;
      unit *= 0x80;
    } while (byte >= 0x80);
    return value;
  }
}

/** Of each the first bytes, as many as its length says; below 0 where `a` comes first. */
export function compareBytes(a: Uint8Array, aLength: number, b: Uint8Array, bLength: number): number {
  const shorter = Math.min(aLength, bLength);
  for (let i = 0; i < shorter; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return aLength - bLength;
}

/** Writes UTF-8 from `at` on and gives where it ends; `target` has room for 3 bytes a code unit. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  let end = at;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit >= 0xdc00) {
      end = writeUnit(unit, target, end);
      continue;
    }
    const code = text.codePointAt(i) ?? unit;
    i += 1;
    target[end++] = 0xf0 | (code >> 18);
    target[end++] = 0x80 | ((code >> 12) & 0x3f);
    target[end++] = 0x80 | ((code >> 6) & 0x3f);
    target[end++] = 0x80 | (code & 0x3f);
  }
  return end;
}

/** A character of one code unit. */
export function writeUnit(unit: number, target: Uint8Array, at: number): number {
  if (unit < 0x80) {
    target[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    target[at] = 0xc0 | (unit >> 6);
    target[at + 1] = 0x80 | (unit & 0x3f);
    return at + 2;
  }
  target[at] = 0xe0 | (unit >> 12);
  target[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
  target[at + 2] = 0x80 | (unit & 0x3f);
  return at + 3;
}
