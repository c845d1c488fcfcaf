import { endianness } from 'node:os';
import type { WordBox } from '../nouns/reading.ts';

/**
 * Words with boxes as numbers of 32 bits, seven a word: start, end, x, y, width and height in hundredths of the page's
 * unit, confidence or −1. A page has hundreds, so that lists of lists would take longer than finding them. As bytes they
 * are little endian (docs/formats/case-folder.md).
 */
export type PackedWords = Int32Array<ArrayBuffer>;

export interface PackedPage {
  readonly number: number;
  readonly words: PackedWords;
}

export const NUMBERS_A_WORD = 7;
const BYTES_A_NUMBER = 4;
const HUNDREDTHS = 100;

export function packWords(words: readonly WordBox[]): PackedWords {
  const packed = new Int32Array(NUMBERS_A_WORD * words.length);
  let at = 0;
  for (const word of words) {
    packed[at] = word[0];
    packed[at + 1] = word[1];
    for (let n = 2; n < 6; n += 1) packed[at + n] = clamped(Math.round((word[n] ?? 0) * HUNDREDTHS));
    packed[at + 6] = word[6] ?? -1;
    at += NUMBERS_A_WORD;
  }
  return packed;
}

export function unpackWords(packed: PackedWords): readonly WordBox[] {
  const words: WordBox[] = [];
  for (let at = 0; at + NUMBERS_A_WORD <= packed.length; at += NUMBERS_A_WORD) {
    const [start = 0, end = 0, x = 0, y = 0, width = 0, height = 0, confidence = -1] = packed.subarray(at, at + 7);
    const box = [start, end, x / HUNDREDTHS, y / HUNDREDTHS, width / HUNDREDTHS, height / HUNDREDTHS] as const;
    words.push(confidence < 0 ? box : [...box, confidence]);
  }
  return words;
}

export function bytesOfWords(packed: PackedWords): Buffer {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

/** A copy. Undefined where it is not a whole number of words. */
export function wordsOfBytes(bytes: Uint8Array): PackedWords | undefined {
  if (bytes.byteLength % (BYTES_A_NUMBER * NUMBERS_A_WORD) !== 0) return undefined;
  const own = Uint8Array.from(bytes);
  if (endianness() !== 'LE') Buffer.from(own.buffer).swap32();
  return new Int32Array(own.buffer);
}

/** Past any page: what a broken file says is not wrapped around to somewhere on the page. */
function clamped(value: number): number {
  return Math.max(-0x80000000, Math.min(0x7fffffff, value));
}
