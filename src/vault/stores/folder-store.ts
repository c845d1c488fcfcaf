import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { parseSha256, sha256From, sha256Of, type Sha256 } from '../../nouns/sha256.ts';
import { syncFolder, writing } from '../disk.ts';
import type { Store, Stored } from '../store.ts';
import { missing, once, verified } from './tap.ts';

/** When this process began, in milliseconds: with the process id it names one process, even after ids are reused. */
const STARTED = Math.round(performance.timeOrigin);

/** Where a store keeps files that are not whole yet, under its root. */
export const INCOMING = 'incoming';

/**
 * One read-only file per blob at `root/ab/cd/<sha256>`, so `sha256sum` alone can audit a vault in twenty years.
 * Bytes are written to `root/incoming`, flushed, then linked home: a power cut leaves no file or a whole one.
 */
export class FolderStore implements Store {
  readonly #root: string;
  readonly #open: typeof open;

  /** `open` is for tests: what a full disk looks like. */
  constructor(root: string, options: { readonly open?: typeof open } = {}) {
    this.#root = root;
    this.#open = options.open ?? open;
  }

  async put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Stored> {
    if (bytes instanceof Uint8Array) {
      const id = sha256Of(bytes);
      if (await this.has(id)) return { id, size: bytes.length, added: false };
      return this.#take(once(bytes));
    }
    return this.#take(bytes);
  }

  async *get(id: Sha256): AsyncGenerator<Uint8Array> {
    await using file = await open(this.path(id)).catch((error: unknown) => {
      throw errnoOf(error) === 'ENOENT' ? missing(id) : error;
    });
    yield* verified(file.createReadStream({ autoClose: false }), id);
  }

  async has(id: Sha256): Promise<boolean> {
    return stat(this.path(id)).then(
      (found) => found.isFile(),
      (error: unknown) => {
        if (isAbsent(error)) return false;
        throw error;
      },
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
    const folder = join(this.#root, INCOMING);
    await writing(() => mkdir(folder, { recursive: true, mode: 0o700 }));
    const incoming = join(folder, `${process.pid}.${STARTED}.${randomUUID()}`);
    try {
      const { id, size } = await this.#write(incoming, bytes);
      return { id, size, added: await writing(() => this.#settle(incoming, id)) };
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async #write(incoming: string, bytes: AsyncIterable<Uint8Array>): Promise<{ id: Sha256; size: number }> {
    await using file = await writing(() => this.#open(incoming, 'wx', 0o440));
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      // Only the writing is explained: what the source throws is the caller's.
      await writing(() => file.writeFile(chunk));
    }
    await writing(() => file.sync());
    return { id: sha256From(hash), size };
  }

  /** @returns whether the bytes were new here */
  async #settle(incoming: string, id: Sha256): Promise<boolean> {
    const home = this.path(id);
    const made = await mkdir(dirname(home), { recursive: true, mode: 0o700 });
    const added = await link(incoming, home).then(
      () => true,
      async (error: unknown) => {
        const code = errnoOf(error);
        if (code === 'EEXIST') return false;
        // No hard links on exFAT and some network disks. A rename is as whole; over the same hash it changes nothing.
        if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
        if (await this.has(id)) return false;
        await rename(incoming, home);
        return true;
      },
    );
    if (added) await syncFolder(dirname(home));
    if (made !== undefined) {
      await syncFolder(dirname(dirname(home)));
      await syncFolder(this.#root);
    }
    return added;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
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
