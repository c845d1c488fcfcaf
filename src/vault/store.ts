import type { Sha256 } from '../nouns/sha256.ts';

/** Keeps bytes under their own hash. Nothing here can overwrite or delete: retention is the desk's business. */
export interface Store {
  /** Storing what is already here is a no-op, not an error. If `bytes` throws, nothing is stored. */
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Stored>;
  /** Re-hashes on the way out: a changed byte throws Problem `altered` after the last chunk, a missing file `not-found`. */
  get(id: Sha256): AsyncIterable<Uint8Array>;
  has(id: Sha256): Promise<boolean>;
  /** Every id held, in ascending order. */
  list(): AsyncIterable<Sha256>;
}

export interface Stored {
  readonly id: Sha256;
  /** In bytes. */
  readonly size: number;
  /** False if the store already had these bytes. */
  readonly added: boolean;
}
