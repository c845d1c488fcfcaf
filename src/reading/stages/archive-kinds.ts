import { isTarHeader } from './tar-entries.ts';

/** How archives begin, in hex. */
const STARTS: readonly [RegExp, string][] = [
  [/^1f8b08/, 'application/gzip'],
  [/^28b52ffd/, 'application/zstd'],
  [/^425a683[1-9](314159265359|177245385090)/, 'application/x-bzip2'],
  [/^fd377a585a00/, 'application/x-xz'],
  [/^04224d18/, 'application/x-lz4'],
  [/^4c5a495001/, 'application/x-lzip'],
  [/^1f9d[89]/, 'application/x-compress'],
  [/^5d0000[0-9a-f]{4}(ffffffffffffffff|[0-9a-f]{10}000000)/, 'application/x-lzma'],
  [/^377abcaf271c/, 'application/x-7z-compressed'],
  [/^526172211a07/, 'application/vnd.rar'],
  [/^4d53434600000000/, 'application/vnd.ms-cab-compressed'],
  [/^213c617263683e0a/, 'application/x-archive'],
  [/^3037303730(31|32|37)(3[0-9]|[46][1-6]){10}/, 'application/x-cpio'],
  [/^[0-9a-f]{4}2d6c68[0-9a-f]{2}2d/, 'application/x-lzh-compressed'],
  [/^78617221001c/, 'application/x-xar'],
  [/^2142444e/, 'application/vnd.ms-outlook-pst'],
  [/^789f3e22/, 'application/vnd.ms-tnef'],
];

/** ECMA-119 §8.1: the volume descriptors begin at sector 16. */
const ISO_DESCRIPTOR = 16 * 2048 + 1;

/** Which kind of archive or mailbox it is, by its first 64 KiB, or undefined. */
export function archiveKind(head: Buffer): string | undefined {
  const start = head.toString('hex', 0, 32);
  const found = STARTS.find(([pattern]) => pattern.test(start));
  if (found !== undefined) return found[1];
  if (isTarHeader(head.subarray(0, 512))) return 'application/x-tar';
  if (head.toString('latin1', ISO_DESCRIPTOR, ISO_DESCRIPTOR + 5) === 'CD001') return 'application/x-iso9660-image';
  return undefined;
}

/** Whether that is what the second and later files of an archive in several files are called. Their content says nothing. */
export function isArchivePart(untrustedName: string): boolean {
  return /\.((7z|zip|rar|tar|t?gz|bz2|xz|iso)\.\d{3}|z\d\d|r\d\d|part\d+\.rar)$/iv.test(untrustedName);
}
