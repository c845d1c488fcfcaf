import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { PlacedStatement } from '../../nouns/claim.ts';
import { profileText, type ClaimDocument, type Profile, type TextProfile } from '../align/profile.ts';
import { cardOf, packCard, unpackCard, type DocumentCard, type PackedCard } from './document-card.ts';
import { toldBy } from '../lineage/lineage.ts';
import type { Told } from '../lineage/told.ts';
import type { Source } from '../lineage/sources.ts';
import { loadedText } from './loaded-text.ts';
import { packProfiles, unpackProfiles, type PackedProfiles } from './packed-profiles.ts';

export type { ClaimDocument } from '../align/profile.ts';

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
export const PROFILE_VERSION = 22;

/** @param statements of this document, with ids that no other statement has */
export function profileOf(document: ClaimDocument, statements: readonly PlacedStatement[]): DocumentProfile {
  const ordered = statements.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  const { words, profile, statements: profiles } = profileText(document, ordered);
  return {
    id: document.id,
    key: createHash('sha256').update(document.text).digest('hex').slice(0, 32),
    text: profile,
    statements: profiles,
    told: toldBy(document, ordered, words),
  };
}

/** Of a profile what is needed to line up what the document says. */
export interface SpokenProfile extends Pick<DocumentProfile, 'id' | 'key' | 'text' | 'statements'> {
  /** As in `Told`. */
  readonly published: string;
  readonly credits: ReadonlyMap<string, Source>;
}

/** A document as it is found among others, with its profile still packed. */
export interface FiledProfile extends PackedCopy {
  readonly id: string;
  readonly key: string;
  readonly card: DocumentCard;
}

/** In two parts, since one is needed for claims, the other for lineage. */
export interface PackedCopy {
  /** For `unpackSpoken`. */
  readonly spoken: Uint8Array;
  /** For `unpackTold`. */
  readonly told: Uint8Array;
}

type Packed = Pick<DocumentProfile, 'id' | 'key'> & { readonly card: PackedCard } & PackedCopy;
type PackedSpoken = Omit<SpokenProfile, 'statements'> & { readonly statements: PackedProfiles };

/** For the same version of the program on the same machine. */
export function packProfile({ id, key, text, statements, told }: DocumentProfile): Uint8Array {
  const { published, credits } = told;
  const spoken: PackedSpoken = {
    id,
    key,
    text,
    published,
    credits,
    statements: packProfiles(statements),
  };
  const packed: Packed = {
    id,
    key,
    card: packCard(cardOf(loadedText([{ ...spoken, statements }]), told)),
    spoken: serialize(spoken),
    told: serialize({ ...told, credits: new Map() } satisfies Told), // they are with what is spoken
  };
  return serialize(packed);
}

/** @param bytes from `packProfile` of this version; others are not understood, and what is thrown is a bug */
export function filedProfile(bytes: Uint8Array): FiledProfile {
  const { id, key, card, spoken, told }: Packed = deserialize(bytes);
  // Copies: the bytes around them are not kept.
  return {
    id,
    key,
    card: unpackCard(card),
    spoken: new Uint8Array(spoken),
    told: new Uint8Array(told),
  };
}

export function unpackSpoken({ spoken }: PackedCopy): SpokenProfile {
  const { statements, ...rest }: PackedSpoken = deserialize(spoken);
  return { ...rest, statements: unpackProfiles(statements, rest.text) };
}

/** Whom the statements credit is not part of it. */
export function unpackTold({ told }: PackedCopy): Told {
  const unpacked: Told = deserialize(told);
  return unpacked;
}
