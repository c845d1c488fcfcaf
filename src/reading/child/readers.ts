import type { Reader } from '../reader.ts';

/**
 * Every reader there is, loaded only when a file asks for it: a process lives for one file, and loading all of them
 * takes longer than reading most files.
 */
const FAMILIES: readonly { readonly types: RegExp; readonly load: () => Promise<Reader> }[] = [
  { types: /^application\/pdf$/, load: async () => (await import('../stages/pdf.ts')).pdfReader },
  {
    types:
      /^image\/(png|jpeg|tiff|gif|webp|bmp|avif|hei[cf](-sequence)?|jp2|jpx|j2c|vnd\.adobe\.photoshop|x-(jbig2|adobe-dng|canon-cr[23]|fujifilm-raf|nikon-nef|olympus-orf|panasonic-rw2|sony-arw))$/,
    load: async () => (await import('../stages/picture.ts')).pictureReader,
  },
  { types: /^(text\/html|application\/xhtml\+xml)$/, load: async () => (await import('../stages/html.ts')).htmlReader },
  { types: /^message\/rfc822$/, load: async () => (await import('../stages/mail.ts')).mailReader },
  { types: /^application\/mbox$/, load: async () => (await import('../stages/mbox.ts')).mboxReader },
  { types: /^application\/zip$/, load: async () => (await import('../stages/zip.ts')).zipReader },
  { types: /^application\/vnd\.ms-outlook$/, load: async () => (await import('../stages/msg.ts')).msgReader },
  { types: /^application\/vnd\.ms-outlook-pst$/, load: async () => (await import('../stages/pst.ts')).pstReader },
  { types: /^application\/vnd\.ms-tnef$/, load: async () => (await import('../stages/tnef.ts')).tnefReader },
  { types: /^text\/(calendar|vcard)$/, load: async () => (await import('../stages/vcard.ts')).vcardReader },
  { types: /^application\/x-tar$/, load: async () => (await import('../stages/tar.ts')).tarReader },
  { types: /^application\/(gzip|zstd)$/, load: async () => (await import('../stages/gzip.ts')).gzipReader },
  {
    types:
      /^application\/(x-(7z-compressed|iso9660-image|archive|cpio|lzh-compressed|xar|bzip2|xz|lzma|lz4|lzip|compress)|vnd\.(rar|ms-cab-compressed))$/,
    load: async () => (await import('../stages/archive.ts')).archiveReader,
  },
  {
    types: /^application\/vnd\.openxmlformats-officedocument\.(wordprocessingml|presentationml)\./,
    load: async () => (await import('../stages/ooxml.ts')).ooxmlReader,
  },
  {
    types:
      /^application\/vnd\.(oasis\.opendocument\.(text|presentation|graphics|formula|chart)|sun\.xml\.(writer|impress|draw))/,
    load: async () => (await import('../stages/odf.ts')).odfReader,
  },
  {
    types:
      /^application\/vnd\.(ms-excel|openxmlformats-officedocument\.spreadsheetml\.|oasis\.opendocument\.spreadsheet|sun\.xml\.calc)/,
    load: async () => (await import('../stages/sheet.ts')).sheetReader,
  },
  { types: /^application\/msword$/, load: async () => (await import('../stages/doc.ts')).docReader },
  { types: /^application\/vnd\.ms-powerpoint$/, load: async () => (await import('../stages/ppt.ts')).pptReader },
  { types: /^application\/epub\+zip$/, load: async () => (await import('../stages/epub.ts')).epubReader },
  { types: /^application\/warc$/, load: async () => (await import('../stages/warc.ts')).warcReader },
  { types: /^application\/wacz$/, load: async () => (await import('../stages/wacz.ts')).waczReader },
  { types: /^application\/pkcs7-mime$/, load: async () => (await import('../stages/signed.ts')).signedReader },
  {
    types: /^application\/(pgp-)?encrypted$/,
    load: async () => (await import('../stages/encrypted.ts')).encryptedReader,
  },
  {
    types:
      /^(application\/(vnd\.(wordperfect|visio|ms-works|lotus-|stardivision\.)|x-(mspublisher|quattro|mswrite|hwp))|image\/[ew]mf$)/,
    load: async () => (await import('../stages/foreign.ts')).foreignReader,
  },
  { types: /^text\/rtf$/, load: async () => (await import('../stages/rtf.ts')).rtfReader },
  { types: /^text\/(csv|tab-separated-values)$/, load: async () => (await import('../stages/csv.ts')).csvReader },
  {
    types: /^(text\/(plain|xml)|application\/(xml|json))$/,
    load: async () => (await import('../stages/plain-text.ts')).plainTextReader,
  },
];

/** The reader for files of that kind, or undefined if there is none. */
export async function readerFor(mediaType: string): Promise<Reader | undefined> {
  const family = FAMILIES.find(({ types }) => types.test(mediaType));
  return family?.load();
}

/** Loads them all, those that cannot be loaded here excepted. */
export async function loadEveryReader(): Promise<readonly Reader[]> {
  const loaded = await Promise.allSettled(FAMILIES.map(({ load }) => load()));
  return loaded.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
