import type { Span } from './reading.ts';
import type { Statement } from './statement.ts';

/** A statement with the document that makes it, under an id that no other statement of the case has. */
export interface PlacedStatement extends Statement {
  readonly id: string;
  readonly document: string;
}

/**
 * What the statements of a claim amount to: `conflict` if two of them cannot both be right, else `agree` if two texts
 * make it, else `single`. Copies of one text are one text.
 */
type Verdict = 'agree' | 'conflict' | 'single';

/** Statements about the same fact about the same event, whatever their values. */
export interface Claim {
  /** Ids, in the order of documents, then of places. */
  readonly statements: readonly string[];
  readonly verdict: Verdict;
  /** Why they are together: enough pairs to reach every statement from the first. */
  readonly joins: readonly Join[];
  readonly conflicts: readonly Conflict[];
  /** Where the lineage of its statements ends; their number is the number of independent origins. */
  readonly origins: readonly Origin[];
}

/** What speaks for two statements being about one fact: keys for what people are shown. */
export type JoinReason =
  | 'same-value'
  | 'values-meet'
  | 'same-role'
  | 'same-count'
  | 'same-words'
  | 'same-names'
  | 'same-time'
  | 'same-subject'
  | 'same-document'
  | 'conversion'
  | 'quotation-shared'
  | 'same-speaker'
  | 'same-target'
  | 'same-holder'
  | 'translation';

export interface Join {
  readonly first: string;
  readonly second: string;
  /** The strongest first. */
  readonly reasons: readonly JoinReason[];
}

/** Why two statements cannot both be right; `boundary`: they miss each other only by an end that is left out. */
type ConflictReason = 'figures-apart' | 'boundary' | 'dates-apart' | 'opposite-stances';

export interface Conflict {
  readonly first: string;
  readonly second: string;
  readonly reason: ConflictReason;
}

/** Why a statement counts for an origin: it is credited, its text credits it elsewhere, its text takes from it, or it is the text’s own. */
export type OriginReason = 'credited' | 'credited-nearby' | 'whole-text' | 'text-reuse' | 'own';

export interface Origin {
  readonly source: string;
  readonly statements: readonly { readonly id: string; readonly reason: OriginReason }[];
}

/** `same-file`: the texts are the same, to the letter, nearly so, or in another language. */
export type DerivationKind = 'credits' | 'text-reuse' | 'own-reporting' | 'same-file';

/** How one text is the same as another: to the letter; a scan, a page, a later state; in another language; passed on within it. */
export type SameAs = 'copy' | 'version' | 'translation' | 'forward';

/** What a step of the lineage is called: its kind, and of texts that are the same in which way, if it is not to the letter. */
export type StepName = DerivationKind | Exclude<SameAs, 'copy'>;

export function stepName({ kind, same }: Pick<Derivation, 'kind' | 'same'>): StepName {
  return same === undefined || same === 'copy' ? kind : same;
}

/** Where two texts say one thing: in the document that derives, and in the other. */
export interface AlignedSpans {
  readonly here: Span;
  readonly there: Span;
}

/** A document derives from a source or from another document. */
export interface Derivation {
  readonly document: string;
  /** The name of a source, or `document ID`. */
  readonly from: string;
  /** `media`: an outlet, an agency, who was given a leak, or a document; `body`: an office, a company, a person. */
  readonly tier: 'media' | 'body';
  readonly kind: DerivationKind;
  /** In the document that derives. */
  readonly evidence: Span;
  /** Of `same-file` in which way. */
  readonly same?: SameAs;
  /** Of a translation what stands at the same point of both, in the order of the document that derives. */
  readonly aligned?: readonly AlignedSpans[];
}
