import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { PlacedStatement } from '../nouns/claim.ts';
import { profileText, type ClaimDocument, type Profile, type TextProfile } from './align/profile.ts';
import { toldBy, type Told } from './lineage/lineage.ts';

export type { ClaimDocument } from './align/profile.ts';

/** All that lining up has to know of a document; the text itself is not part of it. */
export interface DocumentProfile {
  readonly id: string;
  /** What identifies the text: equal for copies. */
  readonly key: string;
  readonly text: TextProfile;
  /** In the order in which they stand. */
  readonly statements: readonly Profile[];
  readonly told: Told;
}

/** Profiles that were packed under another number say something else. */
export const PROFILE_VERSION = 4;

/** @param statements of this document, with ids that no other statement has */
export function profileOf(document: ClaimDocument, statements: readonly PlacedStatement[]): DocumentProfile {
  const ordered = statements.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  const { profile, statements: profiles } = profileText(document, ordered);
  return {
    id: document.id,
    key: createHash('sha256').update(document.text).digest('hex').slice(0, 32),
    text: profile,
    statements: profiles,
    told: toldBy(document, ordered),
  };
}

/** For the same version of the program on the same machine. */
export function packProfile(profile: DocumentProfile): Uint8Array {
  return serialize(profile);
}

/** @param bytes from `packProfile` of this version; others are not understood, and what is thrown is a bug */
export function unpackProfile(bytes: Uint8Array): DocumentProfile {
  const profile: DocumentProfile = deserialize(bytes);
  return profile;
}
