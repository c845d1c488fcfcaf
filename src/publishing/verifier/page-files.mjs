import { hexOf, joined } from './basics.mjs';
import { OwnHash } from './own-hash.mjs';
import { pageIn } from './told-check.mjs';

/** A package as a browser gets at it: from the server that the page came from, or from a folder that the reader chose. */

/** Files that wait for each other: a browser takes a while to give one, whatever its size, and gives some side by side. */
const AT_ONCE_HERE = 32;
const ORIGINALS_AT_ONCE = 2;
/** They may be of any size. */
const isOriginal = (path) => path.includes('/original/');
/** In bytes: up to here WebCrypto is given the whole at once, since it takes nothing in pieces. */
export const LONGEST_AT_ONCE = 1 << 26;

/**
 * Both hashes, in memory that does not grow with the file.
 * @param source `size` where it is known, `whole()` and `parts()` give bytes
 * @param subtle `crypto.subtle`, or undefined
 */
export async function hashesIn({ size, whole, parts }, look, subtle) {
  if (subtle !== undefined && size <= LONGEST_AT_ONCE) {
    const content = await whole();
    const [short, long] = await Promise.all(['SHA-256', 'SHA-512'].map((name) => subtle.digest(name, content)));
    const digests = { sha256: hexOf(new Uint8Array(short)), sha512: hexOf(new Uint8Array(long)) };
    return { ...digests, bytes: content.length, ...(look && { page: pageIn(content, look.isCited) }) };
  }
  const [short, long] = [new OwnHash('sha256'), new OwnHash('sha512')];
  const content = [];
  let bytes = 0;
  for await (const part of parts()) {
    short.update(part);
    long.update(part);
    bytes += part.length;
    if (look) content.push(part);
  }
  const page = look && { page: pageIn(joined(...content), look.isCited) };
  return { sha256: hexOf(short.digest()), sha512: hexOf(long.digest()), bytes, ...page };
}

/** `hashAll` of bag-check.mjs: some files at a time. */
async function hashSome(paths, lookOf, take, hashes) {
  const work = async (waiting) => {
    for (const path of waiting) take(path, await hashes(path, lookOf(path)));
  };
  const small = paths.filter((path) => !isOriginal(path)).values();
  const large = paths.filter(isOriginal).values();
  await Promise.all([
    ...Array.from({ length: AT_ONCE_HERE }, () => work(small)),
    ...Array.from({ length: ORIGINALS_AT_ONCE }, () => work(large)),
  ]);
}

export async function* partsIn(stream) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** `files` of bag-check.mjs over what a server gives. What no list names cannot be asked for. @param base its address */
export function servedFiles(base, { subtle, signal }) {
  const ask = async (path) => {
    const answer = await fetch(new URL(path, base), { cache: 'no-store', credentials: 'omit', signal });
    return answer.ok ? answer : undefined;
  };
  return {
    list: async () => undefined,
    async read(path) {
      const answer = await ask(path);
      return answer && new Uint8Array(await answer.arrayBuffer());
    },
    hashAll: (paths, lookOf, take) =>
      hashSome(paths, lookOf, take, async (path, look) => {
        const answer = await ask(path);
        if (answer === undefined) return undefined;
        const size = Number(answer.headers.get('content-length') ?? 0);
        const whole = async () => new Uint8Array(await answer.arrayBuffer());
        return hashesIn({ size, whole, parts: () => partsIn(answer.body) }, look, subtle);
      }),
  };
}

/** Asked for of originals alone: a browser stops for each, and asks the disk. */
const sizeOf = (path, blob) => (isOriginal(path) ? blob.size : 0);

/** `files` of bag-check.mjs over blobs by their paths within the package. @param odd what else is there */
export function chosenFiles(blobs, odd, { subtle }) {
  const whole = async (blob) => new Uint8Array(await blob.arrayBuffer());
  return {
    list: async () => ({ found: [...blobs.keys()], odd }),
    read: async (path) => (blobs.has(path) ? whole(blobs.get(path)) : undefined),
    hashAll: (paths, lookOf, take) =>
      hashSome(paths, lookOf, take, async (path, look) => {
        const blob = blobs.get(path);
        const parts = () => partsIn(blob.stream());
        try {
          return await hashesIn({ size: sizeOf(path, blob), whole: () => whole(blob), parts }, look, subtle);
        } catch {
          return undefined; // safe: that it cannot be read is said
        }
      }),
  };
}

/**
 * Takes the folder of the package for the whole: the one with bagit.txt in it that is nearest to the top.
 * @returns undefined where there is none, or more than one
 */
export function withinPackage(blobs, odd) {
  const depth = (path) => path.split('/').length;
  const tops = [...blobs.keys()]
    .filter((path) => /(?:^|\/)bagit\.txt$/.test(path))
    .toSorted((a, b) => depth(a) - depth(b));
  const [top, other] = tops;
  if (top === undefined || (other !== undefined && depth(other) === depth(top))) return undefined;
  const start = top.slice(0, -'bagit.txt'.length);
  const inside = [...blobs].filter(([path]) => path.startsWith(start));
  return {
    blobs: new Map(inside.map(([path, blob]) => [path.slice(start.length), blob])),
    odd: odd.flatMap(({ path, what }) => (path.startsWith(start) ? [{ path: path.slice(start.length), what }] : [])),
  };
}

const entriesIn = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/** What was dropped on the page, by path. @param entries FileSystemEntry of the Files and Directories API */
export async function droppedFiles(entries) {
  const [blobs, odd] = [new Map(), []];
  const walk = async (entry) => {
    const path = entry.fullPath.replace(/^\//, '');
    if (entry.isFile) blobs.set(path, await fileOf(entry));
    else {
      const reader = entry.createReader();
      let count = 0;
      // A reader gives some at a time, and none when there are no more.
      for (let some = await entriesIn(reader); some.length > 0; some = await entriesIn(reader)) {
        count += some.length;
        for (const each of some) await walk(each);
      }
      if (count === 0) odd.push({ path, what: 'an empty folder that does not belong to the package' });
    }
  };
  for (const entry of entries) await walk(entry);
  return { blobs, odd };
}
