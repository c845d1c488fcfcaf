import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, realpath, rename, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { forEachAtOnce } from '../base/at-once.ts';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { explainedWrite, makeFolders, syncFolder } from '../vault/disk.ts';

/** What is told of a bag in `bag-info.txt` (RFC 8493 §2.2.2). */
export interface BagInfo {
  readonly publisher?: string;
  readonly identifier: string;
  /** ISO 8601; every file is given its beginning as the time of its last change. */
  readonly day: string;
  readonly agent: string;
}

interface Held {
  readonly path: string;
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
}

interface WriterOptions {
  /** A folder that the bag must not lie in. */
  readonly outside?: string;
  /** For tests: what a full disk looks like. */
  readonly opening?: typeof open;
}

const SETTLED_AT_ONCE = 16; // they wait for the disk together
const FOLDER_MODE = 0o755; // to be hosted: whoever serves it may be another user
/** A path within a bag that is written here: plain letters, and no way out of it. */
export const BAG_PATH = /^[A-Za-z0-9][\w.,-]*(?:\/[A-Za-z0-9][\w.,-]*)*$/;

/**
 * Writes a BagIt 1.0 bag (RFC 8493) beside the place where it is to be, and moves it there when it is whole: a bag that is
 * half written never has the name.
 */
export class BagWriter {
  readonly #target: string;
  readonly #folder: string;
  readonly #folders = new Set<string>();
  readonly #files: Held[] = [];
  readonly #open: typeof open;

  private constructor(target: string, folder: string, opening: typeof open) {
    this.#target = target;
    this.#folder = folder;
    this.#open = opening;
  }

  /**
   * What ended processes of this machine left half written beside `target` is taken away.
   * @throws Problem `bad-input` if there is something at `target`, or it is in the folder `outside`, `disk-full`, `unreadable-place`
   */
  static async at(target: string, { opening = open, outside }: WriterOptions = {}): Promise<BagWriter> {
    const place = resolve(target);
    await mustBeFree(place);
    if (outside !== undefined) await explained(() => mustBeOutside(outside, place));
    await explained(() => sweep(place));
    const own = `${OWN_PART}-${randomUUID().slice(0, 8)}`;
    const writer = new BagWriter(place, join(dirname(place), `${basename(place)}.part-${own}`), opening);
    await explained(() => mkdir(writer.#folder, FOLDER_MODE));
    return writer;
  }

  /** Where the bag is until it is whole. */
  get folder(): string {
    return this.#folder;
  }

  get files(): readonly Pick<Held, 'path' | 'size'>[] {
    return this.#files;
  }

  /** Writes one file and flushes it. @param path within the bag */
  async add(path: string, bytes: Uint8Array): Promise<void> {
    const place = await this.#placeFor(path);
    await explained(async () => {
      await using file = await this.#open(place, 'wx', 0o644);
      await file.writeFile(bytes);
      await file.sync();
    });
    const digest = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
    this.#files.push({ path, sha256: digest('sha256'), sha512: digest('sha512'), size: bytes.length });
  }

  /** The same for what may be larger than memory. */
  async addStream(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const place = await this.#placeFor(path);
    const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
    let size = 0;
    const file = await explained(() => this.#open(place, 'wx', 0o644));
    try {
      for await (const chunk of chunks) {
        sha256.update(chunk);
        sha512.update(chunk);
        size += chunk.length;
        // Only the writing is explained: what the source throws is its own.
        await explained(() => file.writeFile(chunk));
      }
      await explained(() => file.sync());
    } finally {
      await file.close();
    }
    this.#files.push({ path, sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), size });
  }

  async #placeFor(path: string): Promise<string> {
    if (!BAG_PATH.test(path)) throw new Error(`a path that is no path of a bag: ${path}`);
    const place = join(this.#folder, path);
    if (!this.#folders.has(dirname(place))) await explained(() => makeFolders(dirname(place), FOLDER_MODE));
    this.#folders.add(dirname(place));
    return place;
  }

  /**
   * Writes the tag files. @param sign makes `signature.txt` of the SHA-256 of `manifest-sha256.txt`
   * @returns the SHA-256 of `tagmanifest-sha256.txt`, which stands for the whole bag
   */
  async close(info: BagInfo, sign: (manifest: string) => string): Promise<string> {
    const payload = this.#files.toSorted(byPath);
    const octets = payload.reduce((sum, { size }) => sum + size, 0);
    const add = (path: string, text: string): Promise<void> => this.add(path, Buffer.from(text));
    await add('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    await add('bag-info.txt', infoText(info, `${octets}.${payload.length}`));
    await add('manifest-sha256.txt', manifestText(payload, 'sha256'));
    await add('manifest-sha512.txt', manifestText(payload, 'sha512'));
    await add('signature.txt', sign(this.#hashOf('manifest-sha256.txt')));
    const tags = this.#files.filter(({ path }) => !path.startsWith('data/')).toSorted(byPath);
    await add('tagmanifest-sha256.txt', manifestText(tags, 'sha256'));
    await add('tagmanifest-sha512.txt', manifestText(tags, 'sha512'));
    await explained(() => this.#settle(info.day));
    return this.#hashOf('tagmanifest-sha256.txt');
  }

  /** Gives the bag its name. @throws Problem `bad-input` if something stands there by now */
  async publish(): Promise<void> {
    await mustBeFree(this.#target);
    await explained(async () => {
      await rename(this.#folder, this.#target);
      await syncFolder(dirname(this.#target));
    });
  }

  /** Takes what was written away. */
  async drop(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #hashOf(path: string): string {
    return this.#files.find((file) => file.path === path)?.sha256 ?? '';
  }

  /** The hour at which people work is nobody’s business, and stays with files that are copied. */
  async #settle(day: string): Promise<void> {
    const time = new Date(`${day}T00:00:00Z`);
    await forEachAtOnce(this.#files, SETTLED_AT_ONCE, ({ path }) => utimes(join(this.#folder, path), time, time));
    const folders = new Set([this.#folder]);
    for (let each of this.#folders) for (; each !== this.#folder; each = dirname(each)) folders.add(each);
    await forEachAtOnce(folders, SETTLED_AT_ONCE, syncFolder);
    for (const each of folders) await utimes(each, time, time);
  }
}

/** Stands for this machine in names beside a package, for as long as it is written: disks are shared. */
const MACHINE = createHash('sha256').update(`touchstone ${hostname()}`).digest('hex').slice(0, 8);

/** How the names of what this process has half written go on after `.part-`. */
export const OWN_PART = `${MACHINE}-${process.pid}`;

/** A process that was killed could not take away what it had written. */
export async function sweep(place: string): Promise<void> {
  const begin = `${basename(place)}.part-`;
  for (const name of await readdir(dirname(place))) {
    const [, machine, pid] = (name.startsWith(begin) && PART.exec(name.slice(begin.length))) || [];
    if (machine !== MACHINE || isRunning(Number(pid))) continue;
    await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}

const PART = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{8}$/;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // ESRCH: no such process. Any other answer (EPERM) means that there is one.
    return errnoOf(error) !== 'ESRCH';
  }
}

/** In the order of code units: the same files give the same manifest. */
function byPath(a: Held, b: Held): number {
  return a.path < b.path ? -1 : 1;
}

function manifestText(files: readonly Held[], algorithm: 'sha256' | 'sha512'): string {
  return files.map((file) => `${file[algorithm]}  ${file.path}\n`).join('');
}

function infoText({ publisher, identifier, day, agent }: BagInfo, oxum: string): string {
  return [
    ...(publisher === undefined ? [] : [`Source-Organization: ${publisher}`]),
    `Bagging-Date: ${day}`,
    `External-Identifier: ${identifier}`,
    `Payload-Oxum: ${oxum}`,
    `Bag-Software-Agent: ${agent}`,
    '',
  ].join('\n');
}

async function mustBeFree(place: string): Promise<void> {
  const there = await lstat(place).then(
    () => true,
    (error: unknown) => errnoOf(error) !== 'ENOENT',
  );
  if (!there) return;
  throw new Problem('bad-input', 'There is something at the place where the package is to be.', {
    remedy: 'Name a folder that does not exist yet, in one that does. Nothing was changed.',
  });
}

/** Packages that are made from the pages of a case are put here, below its folder. */
export const EXPORTS = 'exports';

/** What is given away is no part of the case: its folder is copied and verified as a whole, but for what is exported. */
async function mustBeOutside(folder: string, place: string): Promise<void> {
  const way = relative(await realpath(folder), await realpath(dirname(place)));
  if (way === EXPORTS || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return;
  throw new Problem('bad-input', 'The package cannot lie in the folder of the case.', {
    remedy: 'Name a folder that does not exist yet, in one that does. Nothing was changed.',
  });
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'ENOENT') {
      throw new Problem('unreadable-place', 'The package cannot be written there.', {
        remedy: 'Name a folder that does not exist yet, in one that you may write to.',
        cause: error,
      });
    }
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new Problem('disk-full', 'The disk is full.', {
        remedy: 'Free some room and publish again. Nothing stands under the name of the package.',
        cause: error,
      });
    }
    throw explainedWrite(error);
  }
}
