/** Entries: an archive past it is a backup, to be unpacked and taken in as a folder. */
export const ENTRY_LIMIT = 100_000;
/** In bytes, of all that one archive unpacks to: below it nothing is a bomb, whatever its ratio. */
const HARMLESS_BYTES = 1024 ** 3;
/** Unpacked bytes for each packed one: text and tables reach 50, deflate itself ends at 1,032. */
export const RATIO_LIMIT = 100;

/** What an archive of that size may unpack to, in bytes. */
export function allowedBytes(size: number): number {
  return Math.max(HARMLESS_BYTES, RATIO_LIMIT * size);
}

/** The parameters of the reason `bomb`. */
export function bombParams(unpackedBytes: number, size: number): { ratio: number; limit: number } {
  return { ratio: Math.round(unpackedBytes / Math.max(1, size)), limit: RATIO_LIMIT };
}
