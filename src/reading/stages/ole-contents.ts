import type { MetadataField } from '../../nouns/reading.ts';
import type { ReaderOutput } from '../reader.ts';
import type { OleStream } from './ole.ts';

/** What in a compound file would run or fetch if the program that wrote it opened it. */
export function oleActiveContent(streams: readonly OleStream[]): readonly MetadataField[] {
  const fields: MetadataField[] = [];
  const modules = streams.filter(({ path }) => /(^|\/)(_VBA_PROJECT|dir)$/v.test(path) && /(^|\/)VBA\//v.test(path));
  if (modules.length > 0) fields.push({ name: 'active-content', value: 'macros (VBA)', origin: 'ole' });
  const objects = new Set(
    streams
      .map(({ path }) => /^(?:ObjectPool|MBD)[^\/]*\/?([^\/]*)\//v.exec(path)?.[1])
      .filter((name) => name !== undefined),
  );
  for (const name of objects) fields.push({ name: 'embedded-object', value: name, origin: 'ole' });
  return fields;
}

/** Files that were packed into a document: [MS-OLEDS] §2.3.6, with the names that the packager wrote before them. */
export async function giveOleContents(streams: readonly OleStream[], out: ReaderOutput): Promise<void> {
  for (const stream of streams) {
    if (!stream.path.endsWith('\u0001Ole10Native')) continue;
    const packed = packedFile(stream.bytes());
    if (packed === undefined) continue;
    const { untrustedName, bytes } = packed;
    const shownName =
      Buffer.from(untrustedName)
        .toString('latin1')
        .split(/[\\\/]/v)
        .at(-1) ?? '';
    await out.found({ untrustedName, shownName: shownName === '' ? 'object' : shownName }, bytes);
  }
}

/** Size, two bytes, the label, the path it came from, four bytes, the path it was kept at, and the file. */
function packedFile(bytes: Buffer): { readonly untrustedName: Buffer; readonly bytes: Buffer } | undefined {
  try {
    let at = 6;
    const word = (): Buffer => {
      const end = bytes.indexOf(0, at);
      if (end < 0) throw new RangeError('a name without an end');
      const name = bytes.subarray(at, end);
      at = end + 1;
      return name;
    };
    const label = word();
    word();
    const kept = bytes.readUInt32LE(at + 4);
    at += 8 + kept;
    const size = bytes.readUInt32LE(at);
    return at + 4 + size > bytes.byteLength
      ? undefined
      : { untrustedName: label, bytes: bytes.subarray(at + 4, at + 4 + size) };
  } catch (error) {
    // Safe: an object of another kind than a packed file; it is listed with the rest.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
