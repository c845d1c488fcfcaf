import { createHash, type Hash } from 'node:crypto';

/** A SHA-256 in lower-case hex: the name of an original or a derivative, what a court calls its hash value. */
export type Sha256 = string & { readonly __noun: 'Sha256' };

/** Narrows text from outside the house (a URL, a row, a flag). Inside, hashes are already hashes. */
export function parseSha256(text: string): Sha256 | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : undefined;
}

/** The name of everything that `hash` has been fed. Ends the hash: call it once. */
export function sha256From(hash: Hash): Sha256 {
  return hash.digest('hex') as Sha256;
}

export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return sha256From(createHash('sha256').update(bytes));
}

/** The short form for prose: never fewer than eight characters (LOOK.md §10). */
export function shortSha256(id: Sha256): string {
  return `${id.slice(0, 12)}…`;
}
