import { hash, randomBytes } from 'node:crypto';
import { canonicalJson, parseCanonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import { base64url, fromBase64url } from './base64.ts';

/** Commits to one field: `base64url(canonical JSON of [salt, name, value])`, as in SD-JWT (RFC 9901 §4.2). */
export type Disclosure = string;

export interface Field {
  readonly name: string;
  readonly value: Json;
}

/** The name of a disclosure that says nothing: it only hides how many fields an entry has. */
export const PADDING = '';

/** Every entry has a multiple of this many commitments, so that their number does not tell the kind of act. */
const PADDED_TO = 12;

const SALT_BYTES = 16; // 128 bits, as RFC 9901 §9.3 asks

/** Disclosures of `fields` and of padding, in the order of their commitments. */
export function disclose(fields: readonly Field[]): readonly { disclosure: Disclosure; commitment: string }[] {
  const padded: Field[] = [...fields];
  while (padded.length === 0 || padded.length % PADDED_TO !== 0) padded.push({ name: PADDING, value: null });
  const salts = randomBytes(SALT_BYTES * padded.length);
  return padded
    .map(({ name, value }, i) => {
      const salt = base64url(salts.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES));
      const disclosure = base64url(Buffer.from(canonicalJson([salt, name, value])));
      return { disclosure, commitment: commitmentOf(disclosure) };
    })
    .toSorted((a, b) => (a.commitment < b.commitment ? -1 : 1));
}

/** SHA-256 of the disclosure’s ASCII, in base64url (RFC 9901 §4.2.3). */
export function commitmentOf(disclosure: Disclosure): string {
  return hash('sha256', disclosure, 'base64url');
}

/** Undefined for what is no disclosure in its one spelling, with a salt of 128 bits. */
export function readDisclosure(disclosure: Disclosure): Field | undefined {
  const bytes = fromBase64url(disclosure);
  const parts = bytes && parseCanonicalJson(bytes.toString());
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [salt, name, value] = parts as readonly Json[];
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined) return undefined;
  return fromBase64url(salt)?.length === SALT_BYTES ? { name, value } : undefined;
}
