import type { Passage, Span } from './reading.ts';
import type { Sha256 } from './sha256.ts';

/**
 * How two texts go together, told from the share of each that stands in the other:
 * `same`: nearly all of both; `edited`: most of both (edited, or another scan, or another recognition of it);
 * `part`: most of this one stands in the other; `whole`: most of the other stands in this one;
 * `passages`: less than that, and more than chance.
 */
export const COPY_KINDS = ['same', 'edited', 'part', 'whole', 'passages'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** How much of two texts is the same: shares from 0 to 1, as measured. */
export interface SharedText {
  /** Of the first text, how much stands in the second. */
  readonly share: number;
  /** Of the second, how much stands in the first. */
  readonly shareOfOther: number;
}

/** Another document with some of the same text, as a machine found it; shares of their shingles. */
export interface NearCopy extends SharedText, ComparedDocument {
  readonly kind: CopyKind;
}

/** What is known of the copies of one document. */
export interface NearCopies {
  /** The closest first: those whose kind is not `passages`, then those. */
  readonly copies: readonly NearCopy[];
  /** How many of them are near copies: of any kind but `passages`. */
  readonly near: number;
  /** Documents in its group of near copies of one another, itself included; 1 where it has none. */
  readonly group: number;
  /** False while its text has not been compared with the others. */
  readonly looked: boolean;
}

/** What a list or a heading says of a document. */
export interface ComparedDocument {
  readonly document: Sha256;
  readonly path: string;
  readonly title?: string;
  readonly mediaType: string;
}

/** Documents that are near copies of one another, directly or through others. */
export interface CopyGroup {
  readonly documents: number;
  /** The fullest text of the group. */
  readonly fullest: Sha256;
  /** In the order of their paths; of a large group the first ones. */
  readonly members: readonly ComparedDocument[];
}

/** Some words of one side of a comparison; `changed`: they have no counterpart on the other. */
export interface ComparedPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** A paragraph of one side, whole. */
export interface ComparedPassage extends Passage {
  readonly pieces: readonly ComparedPiece[];
}

/** Paragraphs of both sides that say the same, in the order of the texts; one side may be empty. */
export interface ComparedRow {
  readonly kind: 'same' | 'changed' | 'only-first' | 'only-second';
  readonly first: readonly ComparedPassage[];
  readonly second: readonly ComparedPassage[];
}

/** Two documents beside each other; shares of their words that have a counterpart. */
export interface Comparison extends SharedText {
  readonly first: ComparedDocument;
  readonly second: ComparedDocument;
  /** Of all rows of the two texts, by what they are. */
  readonly counts: Readonly<Record<ComparedRow['kind'], number>>;
  /** How many rows could be asked for: all, or those that are not the same. */
  readonly total: number;
  readonly rows: readonly ComparedRow[];
  /** Where a text was too long to be compared whole: how much of each was, from its beginning, in UTF-16 code units. */
  readonly compared?: { readonly first: Span; readonly second: Span };
}
