import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { BAG_PATH } from './bag.ts';
import { storedZip, zipSize, type ZipFile } from './stored-zip.ts';

/** A package as one file. */
export interface PackageArchive {
  /** With its ending. */
  readonly name: string;
  /** The very number that `pieces` gives. */
  readonly bytes: number;
  /**
   * Every file is held against the lists before its last byte is given, so that what was altered never arrives whole.
   * @throws Problem `altered` part of the way
   */
  readonly pieces: () => AsyncGenerator<Uint8Array, void>;
}

interface Listed {
  readonly path: string;
  /** Undefined for the lists at the end of the chain. */
  readonly sha256: string | undefined;
}

interface Sized extends Listed {
  readonly size: number;
}

const AT_THE_END = ['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'] as const;
const WHOLE_BYTES = 4 * 1024 * 1024; // files up to this are read once; larger ones twice, since the checksum comes first
const PIECE_BYTES = 1024 * 1024;

/**
 * The files of a package that its lists name, and no others, in the order of paths. The same package gives the same bytes.
 * @param folder untrusted: others may have written there since
 * @throws Problem `altered` where a list cannot be understood, or names what is not there
 */
export async function packageArchive(folder: string): Promise<PackageArchive> {
  const files: Sized[] = [];
  for (const each of await listedIn(folder)) {
    const stats = await lstat(join(folder, each.path)).catch(missing);
    if (stats?.isFile() !== true) throw altered();
    files.push({ ...each, size: stats.size });
  }
  const name = basename(folder);
  const day = /^Bagging-Date: (?<day>\d{4}-\d\d-\d\d)$/m.exec(await textOf(join(folder, 'bag-info.txt')))?.groups;
  const named = files.map(({ path, size }) => ({ name: `${name}/${path}`, size }));
  return {
    name: `${name}.zip`,
    bytes: zipSize(named),
    pieces: () => inPieces(storedZip(zipFiles(folder, name, files), day?.['day'] ?? '1980-01-01')),
  };
}

function missing(error: unknown): Stats | undefined {
  if (errnoOf(error) === undefined) throw error;
  return undefined; // whatever keeps it from being read, it is not there
}

async function listedIn(folder: string): Promise<readonly Listed[]> {
  const tags = await listIn(folder, 'tagmanifest-sha256.txt');
  const payload = await listIn(folder, 'manifest-sha256.txt');
  const ends = AT_THE_END.map((path) => ({ path, sha256: undefined }));
  return [...payload, ...tags, ...ends].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function listIn(folder: string, name: string): Promise<readonly Listed[]> {
  const lines = (await textOf(join(folder, name))).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { sha256, path } = /^(?<sha256>[0-9a-f]{64}) {2}(?<path>.+)$/.exec(line)?.groups ?? {};
    if (sha256 === undefined || path === undefined || !BAG_PATH.test(path)) throw altered();
    return { path, sha256 };
  });
}

/** @throws Problem `altered` where it cannot be read */
async function textOf(place: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw altered(error);
  }
}

async function* zipFiles(folder: string, name: string, files: readonly Sized[]): AsyncGenerator<ZipFile, void> {
  for (const each of files) {
    await using file = await opened(join(folder, each.path));
    const given = { name: `${name}/${each.path}`, size: each.size };
    if (each.size <= WHOLE_BYTES) {
      const bytes = await file.readFile();
      mustBe(each, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
      yield { ...given, crc: crc32(bytes), bytes: async function* bytesOf() { yield bytes; } }; // prettier-ignore
      continue;
    }
    let crc = 0;
    for await (const chunk of checked(file, each)) crc = crc32(chunk, crc);
    yield { ...given, crc, bytes: () => checked(file, each) };
  }
}

/** A link in the place of a file would lead out of the package. */
async function opened(place: string): Promise<FileHandle> {
  try {
    return await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw altered(error);
  }
}

/** Its bytes from the beginning; the last of them once all of it is known to be what the list says. */
async function* checked(file: FileHandle, listed: Sized): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at);
    if (bytesRead === 0) {
      mustBe(listed, { size: at, sha256: hash.digest('hex') });
      if (held !== undefined) yield held;
      return;
    }
    if (held !== undefined) yield held;
    held = buffer.subarray(0, bytesRead);
    hash.update(held);
    at += bytesRead;
    if (at > listed.size) throw altered();
  }
}

function mustBe(listed: Sized, found: { readonly size: number; readonly sha256: string }): void {
  if (found.size !== listed.size || (listed.sha256 !== undefined && found.sha256 !== listed.sha256)) throw altered();
}

/** Small pieces together: each costs whoever passes it on as much as a large one. */
async function* inPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}

function altered(cause?: unknown): Problem {
  return new Problem('altered', 'The package in the folder of the case is no longer what was given out.', {
    remedy: 'Check it to see what is another, and publish the same again: it comes out the same.',
    cause,
  });
}
