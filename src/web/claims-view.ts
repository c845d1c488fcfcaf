import type { ClaimCard, ClaimFilter, ClaimList, ClaimsProgress, ClaimView } from '../nouns/claim-views.ts';
import type { DecisionKind, SignedDecision } from '../nouns/decision.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { CaseStatus } from '../nouns/occurrence.ts';
import type { Span } from '../nouns/reading.ts';
import type { ClaimPart } from './urls.ts';

export interface ClaimsPageView {
  readonly status: CaseStatus;
  readonly filter: ClaimFilter;
  readonly list: ClaimList;
  readonly progress: ClaimsProgress;
}

export interface ClaimPageView {
  readonly status: CaseStatus;
  readonly claim: ClaimView;
  /** From which on long lists are shown. */
  readonly at?: Readonly<Partial<Record<ClaimPart, number>>>;
  /** What was signed just before the page was asked for. */
  readonly signed?: SignedDecision;
  /** The name of the person who signs here; left out where no identity is at hand. */
  readonly signer?: string;
}

/** A form that signs one decision, with what was typed before where it was sent back. */
export interface DecideView {
  readonly status: CaseStatus;
  readonly what: DecisionKind;
  /** The claim that it is about, and to which the answer leads back. */
  readonly claim?: ClaimView;
  /** For `add`: the document, and the words that were chosen in it. For `lineage` where no claim is given: the document. */
  readonly document?: DocumentView;
  readonly span?: Span;
  /** Every field as it was sent. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  /** For `move` and `merge`: other claims that hold the words of the field `q`. */
  readonly offered?: readonly ClaimCard[];
  /** The one among the other claims that was chosen before the form was sent back, whatever is looked for now. */
  readonly target?: ClaimCard;
  /** Names of fields that have to be filled in, or that make no sense as they stand. */
  readonly wrong: readonly string[];
  /** Why the case did not take it. */
  readonly problem?: { readonly message: string; readonly remedy: string };
  readonly signer?: string;
}
