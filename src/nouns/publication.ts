import type { DerivationKind, SameAs } from './claim.ts';
import type { ClaimVerdict, StatementKind } from './claim-views.ts';
import type { Judgement } from './decision.ts';
import type { Page, Passage } from './reading.ts';
import type { Sha256 } from './sha256.ts';
import type { StatementValue } from './statement.ts';

/**
 * What a package tells (docs/formats/package.md): everything here is public. Nothing of it names the case, a place, a
 * person of the team or an original. Paths are within `data/` of the package; places are UTF-16 code units into the text
 * of one page.
 */
export interface Publication {
  /** 16 hex digits, of what it tells. */
  readonly id: string;
  readonly title: string;
  readonly publisher?: string;
  /** The address under which `data/` is to be hosted, ending in a stroke; http or https. */
  readonly url?: string;
  /** ISO 8601. */
  readonly day: string;
  /** Of its pages, before a reader chooses another. */
  readonly language: PublicationLanguage;
  readonly documents: readonly PublishedDocument[];
  readonly claims: readonly PublishedClaim[];
  readonly proof: PublishedProof;
}

export const PUBLICATION_LANGUAGES = ['en', 'zh-Hans', 'ug'] as const;
export type PublicationLanguage = (typeof PUBLICATION_LANGUAGES)[number];

/** The script of the page `check/`, within `data/`: it checks the package in the browser of whoever reads it. */
export const CHECK_SCRIPT_PATH = 'assets/check.js';

export interface PublishedDocument {
  /** 16 hex digits, of its published pictures and texts: never of the original. */
  readonly id: string;
  /** As the profile gives it: the title that a file gives itself is metadata. */
  readonly title?: string;
  /** BCP 47, of most of its text. */
  readonly language: string;
  /** What the profile asks for by name. */
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
  /** When the original behind it was received: the ledger entry that says so, and its day. */
  readonly received: { readonly entry: number; readonly day: string };
  /** The file itself, where a person chose to publish it: the entry of `received` names its hash. */
  readonly original?: PublishedOriginal;
  readonly pages: readonly PublishedPage[];
}

interface PublishedOriginal {
  readonly path: string;
  readonly sha256: Sha256;
  readonly mediaType: string;
}

/** A file that Touchstone made of an original, and the ledger entry that names its hash. */
interface PublishedPiece {
  readonly path: string;
  readonly sha256: Sha256;
  readonly entry: number;
}

export interface PublishedPage {
  /** From 1, as in the original; what has no pages is one. */
  readonly page: number;
  readonly picture?: PublishedPiece & { readonly widthPx: number; readonly heightPx: number };
  readonly text: PublishedPiece;
  /** What the file at `text` says; not repeated in publication.json. */
  readonly content: PublishedText;
}

/** The file of a page’s text. */
export interface PublishedText {
  readonly page: number;
  readonly text: string;
  readonly passages: readonly Omit<Passage, 'page'>[];
  /** `[start, end, x, y, width, height]`, in `unit`, from the top left corner. */
  readonly words: readonly (readonly [number, number, number, number, number, number])[];
  readonly width: number;
  readonly height: number;
  readonly unit: Page['unit'];
  /** Where the words came from: the file, recognition of the picture, or nowhere. */
  readonly textFrom: Page['textFrom'];
}

export interface Citation {
  /** `PublishedDocument.id`. */
  readonly document: string;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** What stands around it, for when places are lost (W3C Web Annotation, TextQuoteSelector). */
  readonly prefix: string;
  readonly suffix: string;
}

export interface PublishedStatement {
  readonly citation: Citation;
  /** Left out where it holds words that stand on no published page. */
  readonly value?: StatementValue;
  /** Index into `PublishedClaim.origins`. */
  readonly origin: number;
}

export interface PublishedClaim {
  /** 16 hex digits, of its citations. */
  readonly id: string;
  readonly kind: StatementKind;
  /** Words of a published page. */
  readonly label: { readonly text: string; readonly language: string };
  /** Of the published statements alone. */
  readonly verdict: ClaimVerdict;
  readonly statements: readonly PublishedStatement[];
  readonly origins: readonly PublishedOrigin[];
  /** How its documents came to say it, as far as both ends may be told. */
  readonly lineage: readonly PublishedStep[];
  /** Pairs of indexes into `statements` that cannot both be right. */
  readonly conflicts: readonly (readonly [number, number])[];
  readonly assessments: readonly PublishedAssessment[];
}

export interface PublishedOrigin {
  /** Only where it stands on a published page, or the profile lists it. */
  readonly name?: string;
  /** `PublishedDocument.id`, where the origin is a published document. */
  readonly document?: string;
}

/** One document takes from another, or from an origin that has a name here. */
export interface PublishedStep {
  /** `PublishedDocument.id` of the one that takes. */
  readonly document: string;
  /** An index into `PublishedClaim.origins`, or the id of a document. */
  readonly from: { readonly origin: number } | { readonly document: string };
  readonly kind: DerivationKind;
  /** Of `same-file` in which way. */
  readonly same?: SameAs;
  /** The words of the document that show it, where a published page has them. */
  readonly evidence?: Citation;
}

export interface PublishedAssessment {
  readonly judgement: Judgement;
  readonly grading?: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly day: string;
}

export interface PublishedProof {
  readonly path: string;
  /** The random name of the log. */
  readonly origin: string;
  /** Entries that the checkpoint covers. */
  readonly size: number;
  /** When the checkpoint was there at the latest, by others, as their stamps say: UTC, ISO 8601. */
  readonly dated: readonly { readonly kind: 'rfc3161' | 'opentimestamps' | 'cosignature'; readonly time: string }[];
}

/** Files of a package, one at a time. */
export type RenderPublication = (publication: Publication) => Iterable<RenderedFile>;

export interface RenderedFile {
  /** Within `data/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}
