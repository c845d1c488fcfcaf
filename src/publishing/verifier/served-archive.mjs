import { archivedFault, ArchiveList, localHead, mustBeOfDay, NoArchive, ownCrc32, standsAt } from './archive.mjs';
import { textIn } from './basics.mjs';
import { hashesIn, LONGEST_AT_ONCE, partsIn, servedFiles } from './page-files.mjs';

/**
 * A package as one file that a server gives beside its folder: one request for all of it, read as it comes, and one for each
 * of the few files that are needed before (the lists, the proof, publication.json). These must be the same in both.
 */

const LOCAL_FIXED = 30;
const MOST_HASHED_AT_ONCE = 64;

/** A stream in the pieces that somebody wants. */
class Incoming {
  #parts;
  #held = new Uint8Array();

  constructor(stream) {
    this.#parts = partsIn(stream);
  }

  /** @returns false at the end */
  async #more() {
    const { done, value } = await this.#parts.next();
    if (!done) this.#held = value;
    return !done;
  }

  /** So many bytes, fewer at the end. */
  async take(length) {
    if (this.#held.length >= length) return this.#cut(length);
    const bytes = new Uint8Array(length);
    let at = 0;
    for await (const part of this.takeParts(length)) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes.subarray(0, at);
  }

  /** The same as they come. */
  async *takeParts(length) {
    for (let left = length; left > 0;) {
      if (this.#held.length === 0 && !(await this.#more())) return;
      const part = this.#cut(Math.min(left, this.#held.length));
      left -= part.length;
      yield part;
    }
  }

  #cut(length) {
    const part = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return part;
  }
}

/** The header of the next file, or undefined and what stands in its place. */
async function nextHead(incoming) {
  const fixed = await incoming.take(LOCAL_FIXED);
  const view = new DataView(fixed.buffer, fixed.byteOffset, fixed.length);
  if (fixed.length < LOCAL_FIXED || view.getUint32(0, true) !== 0x04034b50) return { instead: fixed };
  const [nameLength, extraLength] = [view.getUint16(26, true), view.getUint16(28, true)];
  const rest = await incoming.take(nameLength + extraLength);
  const head = new Uint8Array(LOCAL_FIXED + rest.length);
  head.set(fixed);
  head.set(rest, LOCAL_FIXED);
  const extra = new DataView(head.buffer, LOCAL_FIXED + Math.min(nameLength, rest.length));
  return {
    head,
    entry: {
      name: textIn(rest.subarray(0, nameLength)),
      method: view.getUint16(8, true),
      day: view.getUint16(12, true),
      crc: view.getUint32(14, true),
      size: extra.byteLength === 28 ? Number(extra.getBigUint64(4, true)) : view.getUint32(22, true),
    },
  };
}

/** What is behind the last file: the directory as it must be, and nothing else. */
async function mustEnd(incoming, instead, list) {
  const directory = list.directory();
  const rest = await incoming.take(directory.length - instead.length);
  const isSound = standsAt(directory, 0, instead) && standsAt(rest, 0, directory.subarray(instead.length));
  if (!isSound) throw new NoArchive('not as Touchstone makes its archives', 'directory');
  if ((await incoming.take(1)).length > 0)
    throw new NoArchive('no ZIP archive, one that breaks off, or one with something behind its end');
}

/**
 * `files` of bag-check.mjs.
 * @param base address of the folder
 * @param answer of the server: the archive
 */
export function servedArchive(base, answer, { subtle, signal }) {
  const beside = servedFiles(base, { subtle, signal });
  const list = new ArchiveList();
  const faults = [];
  const hashOne = async (file, head, incoming, lookOf) => {
    let crc = 0;
    async function* parts() {
      for await (const part of incoming.takeParts(file.size)) {
        crc = ownCrc32(part, crc);
        yield part;
      }
    }
    const isSmall = file.size <= LONGEST_AT_ONCE;
    const content = isSmall ? await incoming.take(file.size) : undefined;
    if (isSmall) crc = ownCrc32(content);
    if (isSmall && file.path === 'bag-info.txt') mustBeOfDay(list, content);
    const source = isSmall
      ? { size: file.size, whole: async () => content, parts: async function* all() { yield content; } } // prettier-ignore
      : { size: file.size, parts };
    const hashes = hashesIn(source, lookOf(file.path), subtle);
    if (!isSmall) await hashes;
    const fault = archivedFault(file, head, crc, list);
    if (fault) faults.push(fault);
    return { hashes };
  };
  return {
    list: async () => undefined,
    read: (path) => beside.read(path),
    async hashAll(_, lookOf, take) {
      const incoming = new Incoming(answer.body);
      const waiting = new Set();
      for (;;) {
        const { head, entry, instead } = await nextHead(incoming);
        if (instead !== undefined) {
          await Promise.all(waiting);
          return mustEnd(incoming, instead, list);
        }
        const file = list.add(entry);
        if (!standsAt(head, 0, localHead(file, list)))
          throw new NoArchive('not as Touchstone makes its archives', file.path);
        const { hashes } = await hashOne(file, head, incoming, lookOf);
        const told = hashes.then((own) => {
          waiting.delete(told);
          take(file.path, own);
        });
        told.catch(() => undefined); // safe: it is awaited below, with the others
        waiting.add(told);
        if (waiting.size >= MOST_HASHED_AT_ONCE) await Promise.race(waiting);
      }
    },
    seen: () => ({ found: list.files.map(({ path }) => path), odd: [] }),
    archiveFaults: () => faults,
  };
}
