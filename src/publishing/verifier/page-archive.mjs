import { archivedFault, archiveFiles, filesTogether, localHead, ownCrc32 } from './archive.mjs';
import { hashesIn, LONGEST_AT_ONCE, partsIn } from './page-files.mjs';

/** A package as one file that somebody chose, in a browser: a few large pieces of it cost less than many files. */

const PIECE_BYTES = 1 << 23;
/** Pieces on their way: one is read while another is hashed. */
const PIECES_AT_ONCE = 3;

/** `files` of bag-check.mjs. @param blob File, or Blob */
export function chosenArchive(blob, { subtle }) {
  const read = async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer());

  const hashPiece = async (files, { list, lookOf, take, wrong }) => {
    const [{ at: from }, last] = [files[0], files.at(-1)];
    const bytes = await read(from, last.begin + last.size);
    const hashOne = async (file) => {
      const content = bytes.subarray(file.begin - from, file.begin - from + file.size);
      const whole = async () => content;
      const source = { size: file.size, whole, parts: async function* parts() { yield content; } }; // prettier-ignore
      const hashes = hashesIn(source, lookOf(file.path), subtle);
      const fault = archivedFault(file, bytes.subarray(file.at - from, file.begin - from), ownCrc32(content), list);
      if (fault) wrong(fault);
      take(file.path, await hashes);
    };
    await Promise.all(files.map(hashOne));
  };

  const hashLarge = async (file, { list, lookOf, take, wrong }) => {
    let crc = 0;
    async function* parts() {
      for await (const part of partsIn(blob.slice(file.begin, file.begin + file.size).stream())) {
        crc = ownCrc32(part, crc);
        yield part;
      }
    }
    const own = await hashesIn({ size: file.size, parts }, lookOf(file.path), subtle);
    const fault = archivedFault(file, await read(file.at, file.at + localHead(file, list).length), crc, list);
    if (fault) wrong(fault);
    take(file.path, own);
  };

  return archiveFiles({ size: blob.size, read }, async (asked) => {
    const pieces = filesTogether(asked.list, PIECE_BYTES);
    const work = async () => {
      for (const files of pieces) {
        if (files.length === 1 && files[0].size > LONGEST_AT_ONCE) await hashLarge(files[0], asked);
        else await hashPiece(files, asked);
      }
    };
    await Promise.all(Array.from({ length: PIECES_AT_ONCE }, work));
  });
}
