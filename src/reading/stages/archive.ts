import { ReadingFailed, type Reader } from '../reader.ts';

/** What libarchive takes apart, and what it only unpacks. The parent runs it: this process may not start programs. */
export const TOOL_ARCHIVES =
  /^application\/(x-7z-compressed|vnd\.rar|vnd\.ms-cab-compressed|x-iso9660-image|x-archive|x-cpio|x-lzh-compressed|x-xar)$/v;
export const TOOL_STREAMS = /^application\/(x-bzip2|x-xz|x-lzma|x-lz4|x-lzip|x-compress)$/v;

/** What 7-Zip knows of these, as WebAssembly: it stands in where libarchive is not installed, in more time and memory. */
const IN_WASM =
  /^application\/(x-7z-compressed|vnd\.rar|vnd\.ms-cab-compressed|x-iso9660-image|x-archive|x-cpio|x-lzh-compressed)$/v;
const STREAMS_IN_WASM = /^application\/(x-bzip2|x-xz|x-lzma|x-compress)$/v;

/** Whether this process can take it apart by itself. */
export function isKnownHere(mediaType: string): boolean {
  return IN_WASM.test(mediaType) || STREAMS_IN_WASM.test(mediaType);
}

/** Archives that need a program beside this one. */
export const archiveReader: Reader = {
  name: 'archive',
  version: 1,
  accepts: (mediaType) => TOOL_ARCHIVES.test(mediaType) || TOOL_STREAMS.test(mediaType),
  async read(input, out) {
    if (input.withoutTools === true) {
      const { takeApartHere, unpackHere } = await import('./archive-wasm.ts');
      if (IN_WASM.test(input.mediaType)) return takeApartHere(input, out);
      if (STREAMS_IN_WASM.test(input.mediaType)) return unpackHere(input, out);
    }
    throw new ReadingFailed({ code: 'needs-tool', params: { tool: 'bsdtar' } });
  },
};
