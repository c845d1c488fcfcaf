import { ReadingFailed, type Reader } from '../reader.ts';

/** Formats that no reader here knows and LibreOffice does. */
const FOREIGN =
  /^application\/(vnd\.(wordperfect|visio|ms-works|lotus-1-2-3|stardivision\.\w+|lotus-wordpro)|x-(mspublisher|quattro-pro|mswrite|hwp|dbf|freehand)|x-lotus-wordpro)$|^image\/(wmf|emf)$/v;

/** How they begin, in hex; those kept in compound files are told by their streams. RFC 9580 §4.2 and §5.1; RFC 5652 §6. */
const STARTS: readonly [RegExp, string][] = [
  [/^ff575043/, 'application/vnd.wordperfect'],
  [/^3[12]be000000ab/, 'application/x-mswrite'],
  [/^00000200(0[46]04|0500)0600/, 'application/vnd.lotus-1-2-3'],
  [/^00001a000[0-5]10/, 'application/vnd.lotus-1-2-3'],
  [/^00000200(0[12]10|2051|2151)/, 'application/x-quattro-pro'],
  [/^48575020446f63756d656e742046696c65/, 'application/x-hwp'],
  [/^576f726450726f/, 'application/vnd.lotus-wordpro'],
  [/^d7cdc69a/, 'image/wmf'],
  [/^0[12]0009000003/, 'image/wmf'],
  [/^01000000.{72}20454d46/, 'image/emf'],
  [/^974a42320d0a1a0a/, 'image/x-jbig2'],
  // No reader and no program that is asked: named all the same, so that a person knows what to look for.
  [/^000100005374616e6461726420(4a6574|414345)204442/, 'application/x-msaccess'],
  [/^41542654464f524d/, 'image/vnd.djvu'],
  [/^2e736e64000000/, 'audio/basic'],
  [/^4944330[234]/, 'audio/mpeg'],
  [/^62706c6973743030/, 'application/x-bplist'],
  [/^53494d504c4520203d/, 'image/fits'],
  [/^6465780a03/, 'application/x-dex'],
  [/^e4525c7b8cd8a74daeb15378d02996d3/, 'application/onenote'],
  [/^(85....03|c1(..|....)03|84..03)/, 'application/pgp-encrypted'],
  [/^30(80|8[1-4])?.{0,8}06092a864886f70d010703/, 'application/encrypted'],
  [/^30(80|8[1-4])?.{0,8}06092a864886f70d010702/, 'application/pkcs7-mime'],
];

export function foreignKind(head: Buffer): string | undefined {
  const start = head.toString('hex', 0, 48);
  return STARTS.find(([pattern]) => pattern.test(start))?.[1];
}

export function isForeign(mediaType: string): boolean {
  return FOREIGN.test(mediaType);
}

/** Says what they need: the parent runs it, since this process may not start programs. */
export const foreignReader: Reader = {
  name: 'foreign',
  version: 1,
  accepts: isForeign,
  async read() {
    throw new ReadingFailed({ code: 'needs-tool', params: { tool: 'soffice' } });
  },
};
