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

/**
 * From how many bytes on which ratio is that of a bomb, of one file packed by itself. Tables of numbers and logs that repeat
 * themselves stay below 200, whoever packs them; past it are zeros. bzip2 makes 30,000 of them one byte, and takes its time.
 */
const SWOLLEN = [
  { bytes: 128 * 1024 ** 2, ratio: 500 },
  { bytes: 32 * 1024 ** 2, ratio: 5000 },
] as const;

/** Whether a file packed by itself is known for a bomb before it has unpacked to all that it may. */
export function isSwollen(unpackedBytes: number, packedBytes: number): boolean {
  return SWOLLEN.some(({ bytes, ratio }) => unpackedBytes > bytes && unpackedBytes > ratio * packedBytes);
}

/** The parameters of the reason `bomb`. */
export function bombParams(unpackedBytes: number, packedBytes: number): { ratio: number; limit: number } {
  const limit = isSwollen(unpackedBytes, packedBytes) ? SWOLLEN[0].ratio : RATIO_LIMIT;
  return { ratio: Math.round(unpackedBytes / Math.max(1, packedBytes)), limit };
}
