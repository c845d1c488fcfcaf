import type { Tools } from './package-check.mjs';

/** The tree under one checkpoint, as far as proofs have shown it. */
export class ShownTree {
  constructor(checkpoint: { readonly size: number; readonly root: Uint8Array }, tools: Tools);
  /** RFC 9162 §2.1.3.2. @param path hashes in base64, nearest sibling first */
  includes(leaf: Uint8Array, index: number, path: readonly string[]): boolean;
}
