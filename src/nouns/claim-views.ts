import type { Conflict, Derivation, Join, Origin, OriginReason } from './claim.ts';
import type { Judgement, SignedDecision } from './decision.ts';
import type { Span } from './reading.ts';
import type { Sha256 } from './sha256.ts';
import type { Credit, StatementValue } from './statement.ts';

export type StatementKind = StatementValue['kind'];
export type ClaimVerdict = 'agree' | 'conflict' | 'single';
type StatementState = 'suggested' | 'accepted' | 'rejected';

export interface ClaimFilter {
  readonly verdict?: ClaimVerdict;
  readonly kind?: StatementKind;
  /** Of one origin, or of several. */
  readonly origins?: 'one' | 'several';
  /** `none`: nobody has assessed it; `disagreed`: people differ. */
  readonly judged?: Judgement | 'none' | 'any' | 'disagreed';
  /** `SourceSummary.key`. */
  readonly source?: string;
  /** Words that its label, its statements or their sources hold. */
  readonly words?: string;
  /** `disagreement`: conflicts first, those of most origins before the others. */
  readonly sort?: 'disagreement' | 'documents' | 'label';
  /** Of a list of claims, from 0. */
  readonly offset: number;
  readonly limit: number;
}

export interface ClaimList {
  /** That the filter lets through. */
  readonly total: number;
  /** Of the whole case, whatever the filter. */
  readonly all: {
    readonly claims: number;
    readonly conflicts: number;
    readonly statements: number;
    readonly judged: number;
  };
  readonly claims: readonly ClaimCard[];
  /** What each further choice would leave, by field: counts within the filter. */
  readonly facets: Readonly<Record<'verdict' | 'kind' | 'origins' | 'judged' | 'source', readonly ClaimFacet[]>>;
}

interface ClaimFacet {
  readonly value: string;
  /** For people, where it is not a word of the product: the name of a source. */
  readonly label?: string;
  readonly claims: number;
}

/** What a card of the board shows. */
export interface ClaimCard {
  /** The id of its first statement: what `claim` takes. */
  readonly id: string;
  readonly kind: StatementKind;
  /** The words of a document that say what it is about, with the language they are in. */
  readonly label: { readonly text: string; readonly language: string };
  readonly verdict: ClaimVerdict;
  readonly values: readonly ValueSaid[];
  /** More values than are given here. */
  readonly moreValues: number;
  readonly documents: number;
  /** Of each origin how many documents go back to it; most first. Their number is the number of origins. */
  readonly origins: readonly { readonly source: string; readonly documents: number; readonly held: boolean }[];
  readonly assessments: readonly Assessment[];
}

/** One value, with all who say it. */
export interface ValueSaid {
  readonly value: StatementValue;
  readonly documents: number;
  readonly statements: readonly string[];
}

/** A person's judgement that nothing has replaced. More than one where people differ. */
export interface Assessment {
  readonly decision: string;
  readonly judgement: Judgement;
  readonly grading?: string;
  readonly reason: string;
  readonly restsOn: readonly string[];
  readonly actor: string;
  readonly at: string;
}

export interface ClaimView extends Omit<ClaimCard, 'origins' | 'moreValues'> {
  readonly statements: readonly StatementView[];
  /** Rejected: kept, and counted nowhere. */
  readonly rejected: readonly StatementView[];
  readonly joins: readonly Join[];
  /** Those that a person has marked as none are told in `decisions`. */
  readonly conflicts: readonly Conflict[];
  readonly origins: readonly OriginView[];
  /** Of the documents of this claim, as far back as it goes. */
  readonly lineage: readonly DerivationView[];
  readonly decisions: readonly SignedDecision[];
}

export interface OriginView extends Origin {
  readonly documents: number;
  /** The origin itself is a document of the case. */
  readonly held: boolean;
  /** `SourceSummary.key`. */
  readonly key: string;
}

interface WordsPlaced extends Span {
  readonly words: string;
}

/** What a document that derives and the other one both say, each in its words. */
interface AlignedWords {
  readonly here: WordsPlaced;
  readonly there: WordsPlaced;
}

export interface DerivationView extends Omit<Derivation, 'aligned'> {
  /** Of a translation what stands at the same point of both texts, with its words. */
  readonly aligned?: readonly AlignedWords[];
  /** The words of the document that show it. */
  readonly words: string;
  /** What the document is called, and the document that it derives from, as far as the case has them. */
  readonly documentTitle?: string;
  readonly fromTitle?: string;
  /** Set where a person said so or denied it. */
  readonly decided?: { readonly holds: boolean; readonly actor: string; readonly at: string };
}

export interface StatementView extends Span {
  readonly id: string;
  readonly document: DocumentName;
  readonly page: number | undefined;
  readonly value: StatementValue;
  readonly attributedTo: readonly Credit[];
  readonly state: StatementState;
  /** `english/1`, or the name of the person who added it. */
  readonly by: string;
  /** The sentence around it, where it begins in the text, and its language. */
  readonly sentence: { readonly text: string; readonly start: number; readonly language: string };
  /** Why it counts for its origin. */
  readonly origin?: { readonly source: string; readonly reason: OriginReason };
  /** What it said before a person corrected it. */
  readonly found?: StatementValue;
}

export interface DocumentName {
  readonly sha256: Sha256;
  readonly title: string;
  /** Outlet or author, and the day it gives itself; with the precision it was given in. */
  readonly source?: string;
  readonly published?: string;
}

/** A statement as the reader shows it: where it stands, and what the others say. */
export interface StatementInDocument extends Span {
  readonly id: string;
  readonly page: number | undefined;
  readonly value: StatementValue;
  readonly state: StatementState;
  readonly claim: string;
  readonly verdict: ClaimVerdict;
  /** Other documents of the same claim, and how many of them say something that cannot be true beside it. */
  readonly others: number;
  readonly against: number;
  readonly origins: number;
  /** What those say that cannot be true beside it, most documents first: a few values. */
  readonly contrary?: readonly StatementValue[];
}

export interface SourceFilter {
  /** Within one of the names. */
  readonly words: string;
  readonly kind?: SourceSummary['kind'];
  readonly sort: 'alone' | 'documents' | 'name';
  /** Names stand in the order of this language: in Chinese by pinyin. */
  readonly language: string;
  readonly offset: number;
  readonly limit: number;
}

export interface SourcePage {
  /** Of the whole case. */
  readonly all: number;
  /** Sources that the words let through, by kind; the kind that is asked for is always among them. */
  readonly kinds: readonly { readonly value: SourceSummary['kind']; readonly sources: number }[];
  /** That the filter lets through. */
  readonly total: number;
  readonly offset: number;
  readonly sources: readonly SourceSummary[];
}

export interface SourceSummary {
  /** Stays the same while its name does. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'medium' | 'body' | 'person' | 'office' | 'crowd' | 'document';
  /** Names that are taken as this source. */
  readonly aliases: readonly string[];
  readonly documents: number;
  readonly claims: number;
  /** Claims that rest on it alone. */
  readonly alone: number;
}

export interface SourceView extends SourceSummary {
  readonly aloneClaims: readonly ClaimCard[];
  /** Documents and sources that take from it, and those that it takes from. */
  readonly dependents: readonly SourceLink[];
  readonly dependsOn: readonly SourceLink[];
}

export interface SourceLink {
  /** Of who takes from the source, or of whom it takes from. */
  readonly name: string;
  readonly key?: string;
  readonly kind: Derivation['kind'];
  readonly same?: NonNullable<Derivation['same']>;
  /** As `Derivation.from`. */
  readonly from: string;
  /** The document that shows it, the words that do, and where they stand in it. */
  readonly document: DocumentName;
  readonly words: string;
  readonly evidence: Span;
}

export interface TimelineFilter {
  /** ISO 8601 with its precision; events that touch the stretch between them. */
  readonly from?: string;
  readonly to?: string;
  readonly conflicts?: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface Timeline {
  readonly total: number;
  /** Of all events that have a date. */
  readonly span: { readonly from: string; readonly to: string } | undefined;
  /**
   * How many events begin in each decade, year, month or day (the finest of which there are at most 62) of the stretch
   * that was asked for, or of the whole span: ISO 8601 in that precision, a decade as its first three digits; without
   * those in which none begins.
   */
  readonly parts: readonly TimelinePart[];
  /** In the order of their beginning; the statements of one claim are one event. */
  readonly events: readonly TimelineEvent[];
}

interface TimelinePart {
  readonly at: string;
  readonly events: number;
  readonly conflicts: number;
}

export interface TimelineEvent {
  readonly claim: ClaimCard;
  readonly from: string;
  readonly to: string;
}

export interface ClaimsProgress {
  /** Documents in which statements are still to be found. */
  readonly waiting: number;
  /** Lining up is under way, or was left undone. */
  readonly aligning: boolean;
  readonly statements: number;
  /** Documents over which finding or lining up failed: how many, and the first of them; left out where there are none. */
  readonly failed?: { readonly documents: number; readonly first: readonly DocumentName[] };
}

/** How far it is known what one document says. */
export interface Testimony {
  /** Its statements, where the text makes more than these and the rest was left out. */
  readonly cutAt?: number;
  /** Finding or lining up failed over it. */
  readonly failed: boolean;
}
