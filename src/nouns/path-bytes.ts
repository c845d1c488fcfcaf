import { isUtf8 } from 'node:buffer';

/**
 * A path as the disk or an archive holds it: bytes, in whatever encoding. Shown to people in a readable form, kept and
 * compared as bytes.
 */
export type PathBytes = Uint8Array;

/** For people: UTF-8 as it is; anything else with `\xNN` for each byte that is not ASCII. Never empty, no U+0000. */
export function shownPath(path: PathBytes): string {
  const buffer = Buffer.from(path.buffer, path.byteOffset, path.byteLength);
  const text = isUtf8(buffer)
    ? buffer.toString('utf8')
    : Array.from(buffer, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('');
  return text.replaceAll('\u0000', '\\0') || '(no name)';
}

/** Hex of the bytes, where `shown` does not already give them back; else undefined. */
export function pathBytesIfOdd(path: PathBytes, shown: string): string | undefined {
  const buffer = Buffer.from(path.buffer, path.byteOffset, path.byteLength);
  return buffer.equals(Buffer.from(shown, 'utf8')) ? undefined : buffer.toString('hex');
}
