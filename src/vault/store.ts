import type { Sha256 } from '../nouns/sha256.ts';

/** Keeps bytes under their own hash. Nothing here can overwrite or delete: retention is the desk's business. */
export interface Store {
  /** Storing what is already here is a no-op, not an error. If `bytes` throws, nothing is stored. */
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Stored>;
  /** For many small blobs: they wait for the disk together. */
  batch(): StoreBatch;
  /** Re-hashes on the way out: a changed byte throws Problem `altered` after the last chunk, a missing file `not-found`. */
  get(id: Sha256): AsyncIterable<Uint8Array>;
  has(id: Sha256): Promise<boolean>;
  /** Every id held, in ascending order. */
  list(): AsyncIterable<Sha256>;
}

/** Blobs on their way into a store. None is there, or survives this process, until `flush` has returned. */
export interface StoreBatch {
  /** As `Store.put`, but for when the bytes are there. */
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Omit<Stored, 'added'>>;
  /** Keeps what was put since the last flush; where it throws, some of it or none. */
  flush(): Promise<void>;
  /** Forgets what was put since the last flush. */
  drop(): Promise<void>;
}

export interface Stored {
  readonly id: Sha256;
  /** In bytes. */
  readonly size: number;
  /** False if the store already had these bytes. */
  readonly added: boolean;
}
