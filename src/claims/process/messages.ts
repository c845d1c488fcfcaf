import type { PlacedStatement } from '../../nouns/claim.ts';
import type { Reading } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../lining-up/claims-of.ts';
import type { Decided } from '../keeping/decided.ts';
import type { FoundStatement } from '../finding/find-statements.ts';
import type { Change } from '../lining-up/lining-up.ts';
import type { Anchor, SentencePlace } from '../keeping/statement-places.ts';

/** What one document can be made to say; a text with more is a list, and the rest of it is left out. */
export const MOST_STATEMENTS = 10_000;

/** What is asked of the process, and what it answers. A room is one open case; whoever asks numbers them. */
export interface Calls {
  /** Answers one more than `MOST_STATEMENTS` where there are more. */
  find: { readonly asked: DocumentText; readonly answer: readonly FoundInText[] };
  /** Adds documents with all that they say, or puts them in place of those of the same id. Answers their profiles. */
  put: {
    readonly asked: Room & { readonly documents: readonly SpeakingDocument[] };
    readonly answer: readonly Uint8Array[];
  };
  /** As `put`, by their profiles. */
  load: { readonly asked: Room & { readonly profiles: readonly Uint8Array[] }; readonly answer: null };
  remove: { readonly asked: Room & { readonly documents: readonly string[] }; readonly answer: null };
  /** All that people decided so far. */
  decide: { readonly asked: Room & { readonly decided: Decided }; readonly answer: null };
  /** What was given until now is lined up already. */
  settled: { readonly asked: Room; readonly answer: null };
  /** What was answered last may not be what is kept: what is touched is answered again, also where it is as it was. */
  doubt: { readonly asked: Room; readonly answer: null };
  /** The next part of what has changed. */
  changes: { readonly asked: Room & { readonly watch?: Watch }; readonly answer: Change & { readonly more: boolean } };
  forget: { readonly asked: Room; readonly answer: null };
}

interface Room {
  readonly room: number;
}

/** Asks for what is looked at to be told before it is, since the process has ended over something. */
export interface Watch {
  /** The document that was looked at then: it and those close to it are tried first. */
  readonly suspect?: string;
  /** What the process has ended over when it was tried. */
  readonly ended: readonly (readonly string[])[];
}

/** What the process is about to look at. */
export interface Looked {
  readonly documents: readonly string[];
  /** Alone, to see whether it ends over them. */
  readonly trial: boolean;
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

export type Asked = {
  readonly [Name in CallName]: { readonly id: number; readonly name: Name; readonly asked: Calls[Name]['asked'] };
}[CallName];

/** Told in the middle of a call. */
export interface Noted {
  readonly id: number;
  readonly looked: Looked;
}

export type Answered =
  | { readonly id: number; readonly answer: Calls[CallName]['answer'] }
  | { readonly id: number; readonly error: unknown };
