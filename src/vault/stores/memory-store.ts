import { sha256Of, type Sha256 } from '../../nouns/sha256.ts';
import type { Store, StoreBatch, Stored } from '../store.ts';
import { missing, once, verified } from './tap.ts';

/** For tests and dry runs. */
export class MemoryStore implements Store {
  readonly #blobs = new Map<Sha256, Uint8Array>();

  async put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Stored> {
    const blob = Buffer.concat(bytes instanceof Uint8Array ? [bytes] : await Array.fromAsync(bytes));
    const id = sha256Of(blob);
    const added = !this.#blobs.has(id);
    if (added) this.#blobs.set(id, blob);
    return { id, size: blob.length, added };
  }

  batch(): StoreBatch {
    const waiting: Uint8Array[] = [];
    return {
      put: async (bytes) => {
        const blob = Buffer.concat(bytes instanceof Uint8Array ? [bytes] : await Array.fromAsync(bytes));
        waiting.push(blob);
        return { id: sha256Of(blob), size: blob.length };
      },
      flush: async () => {
        for (const blob of waiting.splice(0)) await this.put(blob);
      },
      drop: async () => {
        waiting.length = 0;
      },
    };
  }

  async *get(id: Sha256): AsyncGenerator<Uint8Array> {
    const blob = this.#blobs.get(id);
    if (blob === undefined) throw missing(id);
    yield* verified(once(blob), id);
  }

  async has(id: Sha256): Promise<boolean> {
    return this.#blobs.has(id);
  }

  async *list(): AsyncGenerator<Sha256> {
    yield* [...this.#blobs.keys()].toSorted();
  }

  /** Test hook: what bit rot looks like from outside. */
  damage(id: Sha256): void {
    this.#blobs.set(id, Buffer.from('damaged'));
  }
}
