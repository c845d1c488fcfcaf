import { createHash, randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { link, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { Problem } from '../../base/problem.ts';
import { parseSha256, sha256From, sha256Of, type Sha256 } from '../../nouns/sha256.ts';
import { makeFolders, reaching, reachingEach, writing } from '../disk.ts';
import type { Store, StoreBatch, Stored } from '../store.ts';
import { isSmall, linkInto, removeSmall, syncAt, writeSmall } from './small-files.ts';
import { missing, once, verified } from './tap.ts';

/** When this process began, in milliseconds: with the process id it names one process, even after ids are reused. */
const STARTED = Math.round(performance.timeOrigin);

/** Where a store keeps files that are not whole yet, under its root. */
export const INCOMING = 'incoming';

/** Where a store that mends keeps altered files whose place was needed for the right bytes, under its root. */
export const SET_ASIDE = 'set-aside';

export interface FolderStoreOptions {
  /**
   * Whether bytes that are put again take the place of a file that was altered; the altered one is set aside. For what
   * can be made again: an altered original is for a person to look at.
   */
  readonly mends?: boolean;
  /** For tests: what a full disk looks like. */
  readonly open?: typeof open;
}

/**
 * One read-only file per blob at `root/ab/cd/<sha256>`, so `sha256sum` alone can audit a vault in twenty years.
 * Bytes are written to `root/incoming`, flushed, then linked home: a power cut leaves no file or a whole one.
 */
export class FolderStore implements Store {
  readonly #root: string;
  readonly #mends: boolean;
  readonly #open: typeof open;
  /** Folders right under the root whose names survive a power cut, as far as this process has seen to it. */
  readonly #named = new Set<string>();

  constructor(root: string, options: FolderStoreOptions = {}) {
    this.#root = root;
    this.#mends = options.mends ?? false;
    this.#open = options.open ?? open;
  }

  async put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Stored> {
    if (bytes instanceof Uint8Array) {
      const id = sha256Of(bytes);
      if ((await this.has(id)) && !(await this.#setAsideIfAltered(id))) return { id, size: bytes.length, added: false };
      return this.#take(once(bytes));
    }
    return this.#take(bytes);
  }

  batch(): StoreBatch {
    let waiting: Incoming[] = [];
    let here: Sha256[] = [];
    return {
      put: async (bytes) => {
        if (bytes instanceof Uint8Array) {
          const id = sha256Of(bytes);
          if ((await this.has(id)) && !(await this.#setAsideIfAltered(id))) {
            here.push(id);
            return { id, size: bytes.length };
          }
          if (isSmall(bytes)) {
            const path = this.#newPath();
            await this.#openNew(path, async () => writeSmall(path, bytes, FILE_MODE));
            waiting.push({ path, id, size: bytes.length });
            return { id, size: bytes.length };
          }
        }
        const incoming = await this.#write(bytes instanceof Uint8Array ? once(bytes) : bytes);
        waiting.push(incoming);
        return { id: incoming.id, size: incoming.size };
      },
      flush: async () => {
        const [taken, found] = [waiting, here];
        waiting = [];
        here = [];
        await this.#keep(taken, found);
      },
      drop: async () => {
        const taken = waiting;
        waiting = [];
        here = [];
        remove(taken);
      },
    };
  }

  async *get(id: Sha256): AsyncGenerator<Uint8Array> {
    await using file = await reaching(() => open(this.path(id))).catch((error: unknown) => {
      throw errnoOf(error) === 'ENOENT' ? missing(id) : error;
    });
    yield* reachingEach(verified(chunksOf(file), id));
  }

  has(id: Sha256): Promise<boolean> {
    return reaching(() =>
      stat(this.path(id)).then(
        (found) => found.isFile(),
        (error: unknown) => {
          if (isAbsent(error)) return false;
          throw error;
        },
      ),
    );
  }

  async *list(): AsyncGenerator<Sha256> {
    for (const outer of await namesIn(this.#root)) {
      if (!/^[0-9a-f]{2}$/.test(outer)) continue;
      for (const inner of await namesIn(join(this.#root, outer))) {
        for (const name of await namesIn(join(this.#root, outer, inner))) {
          const id = parseSha256(name);
          if (id?.startsWith(outer + inner)) yield id;
        }
      }
    }
  }

  /** Where the bytes of `id` are, or would be: for readers that open the file themselves. */
  path(id: Sha256): string {
    return join(this.#root, id.slice(0, 2), id.slice(2, 4), id);
  }

  /** A file beside the others that has no name and is gone with its last descriptor: for bytes that are handed over. */
  async scratch(): Promise<{ readonly writing: FileHandle; readonly reading: FileHandle }> {
    const path = this.#newPath();
    const file = await this.#openNew(path, () => open(path, 'wx', 0o600));
    try {
      return { writing: file, reading: await open(path, 'r') };
    } catch (error) {
      await file.close();
      throw error;
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Removes what ended processes left in `incoming`; what a live one is writing stays. Returns how many files. */
  async sweep(): Promise<number> {
    let removed = 0;
    for (const name of await namesIn(join(this.#root, INCOMING))) {
      const [, pid, started] = /^(\d+)\.(\d+)\.[0-9a-f-]{36}$/.exec(name) ?? [];
      if (pid === undefined || isWriting(Number(pid), Number(started))) continue;
      await writing(() => rm(join(this.#root, INCOMING, name), { force: true }));
      removed++;
    }
    return removed;
  }

  async #take(bytes: AsyncIterable<Uint8Array>): Promise<Stored> {
    const incoming = await this.#write(bytes);
    const [added = false] = await this.#keep([incoming]);
    return { id: incoming.id, size: incoming.size, added };
  }

  /** In `incoming`, for a file that this process writes. */
  #newPath(): string {
    return join(this.#root, INCOMING, `${process.pid}.${STARTED}.${randomUUID()}`);
  }

  /** The folder of `path` is made where it is missing: it is there for nearly every file. */
  async #openNew<Opened>(path: string, opened: () => Promise<Opened>): Promise<Opened> {
    return writing(async () => {
      try {
        return await opened();
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
        await makeFolders(dirname(path));
        return opened();
      }
    });
  }

  /** Not flushed yet. */
  async #write(bytes: AsyncIterable<Uint8Array>): Promise<Incoming> {
    const path = this.#newPath();
    const opened = await this.#openNew(path, () => this.#open(path, 'wx', FILE_MODE));
    try {
      await using file = opened;
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of bytes) {
        hash.update(chunk);
        size += chunk.length;
        // Only the writing is explained: what the source throws is the caller's.
        await writing(() => file.writeFile(chunk));
      }
      return { path, id: sha256From(hash), size };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /**
   * Files first, then the names of files, then the names of folders: each before what leads to it. Flushes that run side
   * by side share one turn of the disk, so a hundred cost little more than one. What is here already may have been put by
   * someone who is still flushing, so its names are flushed too.
   * @returns of each whether its bytes were new here
   */
  async #keep(incoming: readonly Incoming[], here: readonly Sha256[] = []): Promise<readonly boolean[]> {
    try {
      return await writing(async () => {
        await forEach(incoming, ({ path }) => syncAt(path));
        const added: boolean[] = [];
        for (const { path, id } of incoming) {
          added.push(linkInto(path, this.path(id)) || (await this.#settle(path, id)));
        }
        const homes = [...incoming.map(({ id }) => id), ...here].map((id) => dirname(this.path(id)));
        const above = [...new Set(homes.map((home) => dirname(home)))];
        await forEach([...new Set([...homes, ...above])], syncAt);
        if (above.some((folder) => !this.#named.has(folder))) await syncAt(this.#root);
        for (const folder of above) this.#named.add(folder);
        return added;
      });
    } finally {
      remove(incoming);
    }
  }

  /** @returns whether the bytes were new here */
  async #settle(incoming: string, id: Sha256): Promise<boolean> {
    const home = this.path(id);
    await makeFolders(dirname(home));
    return link(incoming, home).then(
      () => true,
      async (error: unknown) => {
        const code = errnoOf(error);
        if (code === 'EEXIST') return (await this.#setAsideIfAltered(id)) && this.#settle(incoming, id);
        // No hard links on exFAT and some network disks. A rename is as whole; over the same hash it changes nothing.
        if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
        if (await this.has(id)) return false;
        await rename(incoming, home);
        return true;
      },
    );
  }

  /** @returns whether the place of `id` is free now */
  async #setAsideIfAltered(id: Sha256): Promise<boolean> {
    if (!this.#mends) return false;
    try {
      for await (const _ of this.get(id)); // re-hashed to its end
      return false;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'altered') throw error;
      const folder = join(this.#root, SET_ASIDE);
      await writing(async () => {
        await makeFolders(folder);
        await rename(this.path(id), join(folder, `${id}.${randomUUID().slice(0, 8)}`));
      });
      return true;
    }
  }
}

/** A file in `incoming`, whole. */
interface Incoming {
  readonly path: string;
  readonly id: Sha256;
  /** In bytes. */
  readonly size: number;
}

function remove(incoming: readonly Incoming[]): void {
  for (const { path } of incoming) removeSmall(path);
}

const FILE_MODE = 0o440;
const CHUNK_BYTES = 64 * 1024;

/** As many bytes as the file has: one that changes meanwhile no longer matches its hash. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  let left = fstatSync(file.fd).size;
  while (left > 0) {
    const most = Math.min(left, CHUNK_BYTES);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(most), 0, most, null);
    if (bytesRead === 0) return;
    left -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

const AT_ONCE = 32; // more than Node has threads to wait with

/** Does it for all, several side by side; the first failure is thrown when none runs any more. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const line = items.values();
  const worker = async (): Promise<void> => {
    for (const item of line) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await reaching(() => readdir(folder))).toSorted();
  } catch (error) {
    // A folder that is not there, or a stray file where one would be, holds nothing.
    if (isAbsent(error)) return [];
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function isWriting(pid: number, started: number): boolean {
  if (pid === process.pid) return started === STARTED;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // ESRCH: no such process. Any other answer (EPERM) means that there is one.
    return errnoOf(error) !== 'ESRCH';
  }
}
