import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { PlacedStatement } from '../nouns/claim.ts';
import { profileText, type ClaimDocument, type Profile, type TextProfile } from './align/profile.ts';
import { cardOf, packCard, unpackCard, type DocumentCard, type PackedCard } from './document-card.ts';
import { toldBy, type Told } from './lineage/lineage.ts';
import { loadedText } from './loaded-text.ts';

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
export const PROFILE_VERSION = 5;

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

/** A document as it is found among others, with its profile still packed. */
export interface FiledProfile {
  readonly id: string;
  readonly key: string;
  readonly card: DocumentCard;
  /** For `unpackFiled`. */
  readonly packed: Uint8Array;
}

type Packed = Pick<DocumentProfile, 'id' | 'key'> & { readonly card: PackedCard; readonly profile: Uint8Array };

/** For the same version of the program on the same machine. */
export function packProfile(profile: DocumentProfile): Uint8Array {
  const { id, key } = profile;
  const packed: Packed = { id, key, card: packCard(cardOf(loadedText([profile]))), profile: serialize(profile) };
  return serialize(packed);
}

/** @param bytes from `packProfile` of this version; others are not understood, and what is thrown is a bug */
export function filedProfile(bytes: Uint8Array): FiledProfile {
  const { id, key, card, profile }: Packed = deserialize(bytes);
  return { id, key, card: unpackCard(card), packed: new Uint8Array(profile) }; // a copy: the bytes around it are not kept
}

export function unpackFiled(packed: Uint8Array): DocumentProfile {
  const profile: DocumentProfile = deserialize(packed);
  return profile;
}
