import type { Claim, Derivation, PlacedStatement } from '../../nouns/claim.ts';
import type { Reading } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../claims-of.ts';
import type { Decided } from '../decided.ts';
import type { FoundStatement } from '../find-statements.ts';
import type { Anchor, SentencePlace } from '../statement-places.ts';

/** What is asked of the thread, and what it answers. A room is one open case; whoever asks numbers them. */
export interface Calls {
  find: { readonly asked: DocumentText; readonly answer: readonly FoundInText[] };
  /** Adds documents with all that they say, or puts them in place of those of the same id. */
  put: { readonly asked: Room & { readonly documents: readonly SpeakingDocument[] }; readonly answer: null };
  remove: { readonly asked: Room & { readonly documents: readonly string[] }; readonly answer: null };
  lineUp: { readonly asked: Room & { readonly decided: Decided }; readonly answer: LinedUpChange };
  forget: { readonly asked: Room; readonly answer: null };
}

interface Room {
  readonly room: number;
}

export type CallName = keyof Calls;

export interface DocumentText extends Pick<Reading, 'text' | 'passages' | 'article' | 'published'> {
  readonly original: string;
}

/** A statement with what is needed to keep it and to find it again. */
export interface FoundInText extends FoundStatement {
  readonly id: string;
  readonly anchor: Anchor;
  readonly sentence: SentencePlace;
}

export interface SpeakingDocument {
  readonly document: ClaimDocument;
  readonly statements: readonly PlacedStatement[];
}

export interface LinedUpChange {
  /** Every statement in these leaves the claim it was in before. */
  readonly claims: readonly Claim[];
  /** Statements that were taken away with their document. */
  readonly gone: readonly string[];
  /** All derivations of these documents. */
  readonly lineage: readonly { readonly document: string; readonly derivations: readonly Derivation[] }[];
}

export type Asked = {
  readonly [Name in CallName]: { readonly id: number; readonly name: Name; readonly asked: Calls[Name]['asked'] };
}[CallName];

export type Answered =
  | { readonly id: number; readonly answer: Calls[CallName]['answer'] }
  | { readonly id: number; readonly error: unknown };
