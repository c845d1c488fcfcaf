import { ReadingFailed, type Reader } from '../reader.ts';

/** What libarchive takes apart, and what it only unpacks. The parent runs it: this process may not start programs. */
export const TOOL_ARCHIVES =
  /^application\/(x-7z-compressed|vnd\.rar|vnd\.ms-cab-compressed|x-iso9660-image|x-archive|x-cpio|x-lzh-compressed|x-xar)$/v;
export const TOOL_STREAMS = /^application\/(x-bzip2|x-xz|x-lzma|x-lz4|x-lzip|x-compress)$/v;

/** Archives that need a program beside this one. */
export const archiveReader: Reader = {
  name: 'archive',
  version: 1,
  accepts: (mediaType) => TOOL_ARCHIVES.test(mediaType) || TOOL_STREAMS.test(mediaType),
  async read() {
    throw new ReadingFailed({ code: 'needs-tool', params: { tool: 'bsdtar' } });
  },
};
