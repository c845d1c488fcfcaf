import { decodeAs } from './decode.ts';

export interface Properties {
  text(id: number): string | undefined;
  bytes(id: number): Uint8Array | undefined;
  time(id: number): Date | undefined;
}

interface Value {
  readonly type: number;
  readonly bytes: Buffer;
}

/** [MS-OXCDATA] §2.11.1. Bit 12 of a type says that there are several values. */
const FIXED_BYTES: Readonly<Record<number, number>> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};
const VARIABLE = new Set([0x000d, 0x001e, 0x001f, 0x0102]);
const SEVERAL = 0x1000;
const UNICODE = 0x001f;
const TIME = 0x0040;
/** Identifiers from here on have a name, which stands before the value. */
const NAMED = 0x8000;
const VALUE_LIMIT = 10_000; // of one property

/** The list of properties of a message or an attachment ([MS-OXTNEF] §2.1.3.4), as far as it can be followed. */
export function readProperties(bytes: Buffer, encoding: string): Properties {
  const values = new Map<number, Value>();
  try {
    walk(bytes, values);
  } catch (error) {
    // Safe: reading past the end is how damage shows; what stands before it is kept.
    if (!(error instanceof RangeError)) throw error;
  }
  return {
    text(id) {
      const value = values.get(id);
      if (value === undefined) return undefined;
      const text = value.type === UNICODE ? value.bytes.toString('utf16le') : decodeAs(value.bytes, encoding);
      return text.replace(/\0[\s\S]*$/v, '');
    },
    bytes: (id) => (values.get(id)?.type === UNICODE ? undefined : values.get(id)?.bytes),
    time(id) {
      const value = values.get(id);
      if (value?.type !== TIME) return undefined;
      // In hundreds of nanoseconds since 1601.
      return new Date(Number(value.bytes.readBigUInt64LE(0) / 10_000n) - 11_644_473_600_000);
    },
  };
}

function walk(bytes: Buffer, values: Map<number, Value>): void {
  let at = 4;
  const number = (): number => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const block = (length: number): Buffer => {
    if (at + length > bytes.byteLength) throw new RangeError('past the end');
    const taken = bytes.subarray(at, at + length);
    at += Math.ceil(length / 4) * 4;
    return taken;
  };
  for (let left = bytes.byteLength < 4 ? 0 : bytes.readUInt32LE(0); left > 0; left -= 1) {
    const type = bytes.readUInt16LE(at);
    const id = bytes.readUInt16LE(at + 2);
    at += 4;
    if (id >= NAMED) {
      block(16);
      // 0: named by a number, 1: by a text.
      if (number() === 0) number();
      else block(number());
    }
    const plain = type & ~SEVERAL;
    const variable = VARIABLE.has(plain);
    const count = variable || plain !== type ? number() : 1;
    if (count > VALUE_LIMIT) return;
    for (let each = 0; each < count; each += 1) {
      const length = variable ? number() : FIXED_BYTES[plain];
      if (length === undefined) return;
      const value = block(length);
      if (each === 0) values.set(id, { type: plain, bytes: value });
    }
  }
}
