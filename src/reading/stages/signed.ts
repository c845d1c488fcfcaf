import { X509Certificate } from 'node:crypto';
import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';

/**
 * What is signed with its content inside (RFC 5652 §5, S/MIME: smime.p7m): the content as a file of its own, and whose
 * certificates come with it. Whether the signature holds is not checked.
 */
export const signedReader: Reader = {
  name: 'signed',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/pkcs7-mime',
  read,
};

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const bytes = Buffer.from(input.bytes());
  let signed: Signed;
  try {
    signed = signedData(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingFailed({ code: 'broken' }, error);
    throw error;
  }
  const certificates = signed.certificates.slice(0, MOST_CERTIFICATES).flatMap(certificateFields);
  out.metadata(certificates);
  if (signed.content === undefined) {
    // A signature by itself belongs to another file: all that it says is who signed.
    out.text(certificates.map(({ value }) => value).join('\n'));
    return { outcome: 'read' };
  }
  const shownName = innerName(input.name, signed.content);
  await out.found({ untrustedName: Buffer.from(shownName), shownName }, signed.content);
  return { outcome: 'container' };
}

interface Signed {
  readonly content: Buffer | undefined;
  readonly certificates: readonly Buffer[];
}

const MOST_CERTIFICATES = 50;
const OCTETS = 0x04;
const CONTEXT_0 = 0xa0;

/** @throws RangeError where the bytes are no signed data */
function signedData(bytes: Buffer): Signed {
  // ContentInfo: its type, then the content, tagged.
  const [, tagged] = childrenOf(element(bytes, 0));
  const sequence = tagged && childrenOf(tagged)[0];
  // SignedData: version, hash algorithms, what is signed, certificates, …
  const [, , inner, ...rest] = sequence === undefined ? [] : childrenOf(sequence);
  if (inner === undefined) throw new RangeError('no signed data');
  const eContent = childrenOf(inner)[1];
  const octets = eContent && childrenOf(eContent)[0];
  const certificates = rest.find(({ tag }) => tag === CONTEXT_0);
  return {
    content: octets === undefined ? undefined : contentOf(octets, 0),
    certificates: certificates === undefined ? [] : childrenOf(certificates).map(({ whole }) => whole),
  };
}

interface Element {
  /** Class, form and number (X.690 §8.1.2); long numbers do not occur here. */
  readonly tag: number;
  readonly constructed: boolean;
  readonly body: Buffer;
  readonly whole: Buffer;
}

const INDEFINITE = 0x80;
const DEEPEST = 12;

/** X.690 §8.1: one element of BER. @throws RangeError where it is cut off or nested beyond reason */
function element(bytes: Buffer, at: number, depth = 0): Element {
  if (depth > DEEPEST) throw new RangeError('nested too deep');
  const tag = bytes.readUInt8(at);
  const first = bytes.readUInt8(at + 1);
  const constructed = (tag & 0x20) !== 0;
  if (first === INDEFINITE) {
    const start = at + 2;
    let end = start;
    // Up to the mark of the end, two zeros.
    while (bytes.readUInt16BE(end) !== 0) end += element(bytes, end, depth + 1).whole.byteLength;
    return { tag, constructed, body: bytes.subarray(start, end), whole: bytes.subarray(at, end + 2) };
  }
  const more = first < INDEFINITE ? 0 : first & 0x7f;
  if (more > 4) throw new RangeError('longer than any file');
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
  const start = at + 2 + more;
  if (start + length > bytes.byteLength) throw new RangeError('cut off');
  return {
    tag,
    constructed,
    body: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}

const MOST_CHILDREN = 1_000_000; // octets in pieces of a few hundred

function childrenOf({ body }: Element): readonly Element[] {
  const children: Element[] = [];
  for (let at = 0; at < body.byteLength && children.length < MOST_CHILDREN;) {
    const child = element(body, at);
    children.push(child);
    at += child.whole.byteLength;
  }
  return children;
}

/** §8.7: octets in one piece, or in pieces. */
function contentOf(octets: Element, depth: number): Buffer {
  if (depth > DEEPEST) throw new RangeError('nested too deep');
  if (!octets.constructed) return (octets.tag & 0x1f) === OCTETS ? octets.body : Buffer.alloc(0);
  return Buffer.concat(childrenOf(octets).map((piece) => contentOf(piece, depth + 1)));
}

function certificateFields(der: Buffer): readonly MetadataField[] {
  try {
    const { subject, issuer, validFrom, validTo } = new X509Certificate(der);
    const oneLine = (name: string): string => name.replaceAll('\n', ', ');
    const value = `${oneLine(subject)}; from ${oneLine(issuer)}; ${validFrom} to ${validTo}`;
    return [{ name: 'Certificate', value, origin: 'signed' }];
  } catch {
    // Safe: a certificate that cannot be read names nobody.
    return [];
  }
}

/** S/MIME signs a part of a mail with its headers; others sign files. */
function innerName(untrustedName: string, content: Buffer): string {
  const isMail = /^(content-type|mime-version|content-transfer-encoding):/iv.test(content.toString('latin1', 0, 64));
  if (isMail) return 'signed.eml';
  const name = untrustedName.slice(untrustedName.lastIndexOf('/') + 1);
  const stem = /^(.+)\.p7[ms]$/iv.exec(name)?.[1];
  return stem ?? 'signed';
}
