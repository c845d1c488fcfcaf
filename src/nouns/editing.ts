import type { Sha256 } from './sha256.ts';

/** What whoever puts a publication together chooses from, and what was given out before. */

export interface PublishableDocument {
  readonly sha256: Sha256;
  /** Of its first place, shown form, untrusted. */
  readonly path: string;
  readonly title?: string;
  readonly mediaType: string;
  /** 0 for what has none. */
  readonly pages: number;
  readonly languages: readonly string[];
}

/** By what a person knows a document again in a list. */
export interface DocumentLook {
  /** The first of its pages of which a picture is kept. */
  readonly picture?: number;
  /** How its text begins. */
  readonly words?: string;
}

export interface PublishedReport {
  /** Of the ledger entry. */
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  /** Id of the publication. */
  readonly publication: string;
  /** As its entry says; entries of older versions do not. */
  readonly title?: string;
  readonly counts?: { readonly documents: number; readonly pages: number; readonly claims: number };
  /** Where the package lies, where it is still in the folder of the case. */
  readonly place?: string;
  /** What it says of its own size there: files of its site and data, and their bytes. */
  readonly size?: { readonly files: number; readonly bytes: number };
}
