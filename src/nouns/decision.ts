import type { Sha256 } from './sha256.ts';
import type { Span } from './reading.ts';
import type { Credit, StatementValue } from './statement.ts';

/** What a person makes of a claim. */
export const JUDGEMENTS = ['stands', 'reservation', 'doubtful', 'falls', 'undecided'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** Admiralty scale (NATO AJP-2.1, annex on grading): of the source A to F, of the information 1 to 6. */
export interface Grading {
  readonly reliability: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly credibility: 1 | 2 | 3 | 4 | 5 | 6;
}

/**
 * What a person decides about statements and claims. Statements are named by their ids; a claim by the id of any
 * statement in it, so that a decision still finds its claim after the documents were lined up anew.
 */
export type Decision =
  | { readonly kind: 'accept' | 'reject'; readonly statement: string; readonly reason?: string }
  | {
      readonly kind: 'correct';
      readonly statement: string;
      /** Where it stands, if not where it was found. */
      readonly span?: Span;
      readonly value: StatementValue;
      readonly reason?: string;
    }
  | {
      readonly kind: 'add';
      readonly document: Sha256;
      readonly span: Span;
      readonly value: StatementValue;
      readonly attributedTo: readonly Credit[];
    }
  /** Without `to`: into a claim of their own (a split). */
  | { readonly kind: 'move'; readonly statements: readonly string[]; readonly to?: string; readonly reason?: string }
  | { readonly kind: 'merge'; readonly claims: readonly [string, string]; readonly reason?: string }
  | { readonly kind: 'no-conflict'; readonly pair: readonly [string, string]; readonly reason: string }
  /** `from`: the name of a source, or `document SHA256`. */
  | {
      readonly kind: 'lineage';
      readonly document: Sha256;
      readonly from: string;
      readonly holds: boolean;
      readonly reason?: string;
    }
  /** Says that two names are one source, or gives a source the name it is shown under (a pseudonym, where that protects it). */
  | { readonly kind: 'name-source'; readonly source: string; readonly name: string; readonly reason?: string }
  | {
      readonly kind: 'assess';
      readonly claim: string;
      readonly judgement: Judgement;
      readonly grading?: Grading;
      readonly reason: string;
      /** The statements it rests on. */
      readonly restsOn: readonly string[];
    }
  /** Takes back one's own or another's decision; both stay in the history. */
  | { readonly kind: 'withdraw'; readonly decision: string; readonly reason?: string };

export const DECISION_KINDS = [
  'accept',
  'reject',
  'correct',
  'add',
  'move',
  'merge',
  'no-conflict',
  'lineage',
  'name-source',
  'assess',
  'withdraw',
] as const satisfies readonly Decision['kind'][];
export type DecisionKind = Decision['kind'];

/** How long what a person writes may be, in UTF-16 code units: reasons, names, the words of a quotation, words in a text. */
export const LONGEST = { reason: 10_000, name: 500, quotation: 100_000, span: 20_000 } as const;

/** How many of them one decision may name: statements that are moved or rested on, and whom an added one credits. */
export const MOST = { statements: 2_000, credits: 20 } as const;

/** A decision as it was signed. */
export interface SignedDecision {
  /** Of its own; what `withdraw` names. */
  readonly id: string;
  readonly decision: Decision;
  /** The name of the person, and when (UTC ISO 8601). */
  readonly actor: string;
  readonly at: string;
  /** Of the ledger entry. */
  readonly seq: number;
  /** A later decision about the same thing by the same person, or a withdrawal, took its place. */
  readonly replaced: boolean;
  /** The words that it was about are no longer in the text of their document. */
  readonly orphaned?: true;
  /**
   * Of a move into another claim and of a judgement: the claim in which the statement that they name a claim by is now,
   * the same for all statements of it. Left out where it is in none.
   */
  readonly claimNow?: string;
}
