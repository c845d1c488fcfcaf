import type { ClaimList } from '../nouns/claim-views.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { DocumentLook, PublishableDocument, PublishedReport } from '../nouns/editing.ts';
import type { CaseStatus } from '../nouns/occurrence.ts';
import type { PublicationLanguage } from '../nouns/publication.ts';
import type { Sha256 } from '../nouns/sha256.ts';

/** What the pages show on which a publication is put together. Shapes are those of the room that publishes. */

export interface DraftView {
  readonly id: string;
  readonly changed: string;
  readonly profile: ProfileView;
}

export interface ProfileView {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly language: PublicationLanguage;
  readonly day?: string;
  readonly documents: 'all' | readonly ChosenView[];
  readonly claims: 'all' | readonly string[];
  readonly sources: readonly string[];
  readonly withheld: readonly string[];
  readonly recognise: boolean;
}

interface ChosenView {
  readonly document: string;
  readonly title?: string;
  readonly pages?: readonly number[];
  readonly metadata: readonly string[];
  readonly hidden: boolean;
  readonly original: boolean;
  readonly confirmed: readonly string[];
}

interface ProblemWords {
  readonly message: string;
  readonly remedy: string;
}

/** Common to all of them. */
interface Publishing {
  readonly status: CaseStatus;
  /** Who would sign; nobody can publish without. */
  readonly signer?: string;
  readonly problem?: ProblemWords;
}

export interface PublishView extends Publishing {
  readonly drafts: readonly (DraftView & { readonly run?: RunView['kind'] })[];
  /** Files that are to be drafts and cannot be read. */
  readonly spoilt: readonly string[];
  readonly publications: readonly PublicationView[];
}

export interface PublicationView extends PublishedReport {
  /** Entries that the checkpoint covers which seals its entry. */
  readonly checkpoint?: number;
  /** Where somebody has asked since the server began. */
  readonly check?: CheckView;
}

export type CheckView =
  | { readonly kind: 'checking'; readonly files: number; readonly of: number }
  | { readonly kind: 'failed'; readonly problem: ProblemWords }
  | {
      readonly kind: 'whole';
      readonly at: string;
      /** As one file. */
      readonly archive: { readonly name: string; readonly bytes: number; readonly sha256: Sha256 };
    }
  | {
      readonly kind: 'altered';
      readonly at: string;
      /** Its hash is the one that the ledger has. */
      readonly isOfEntry: boolean;
      /** In the language of the page. */
      readonly faults: readonly { readonly where: string; readonly text: string }[];
    };

export interface DraftPageView extends Publishing {
  readonly draft: DraftView;
  /** Stands for what is kept of the fields of its form: sent back with it. */
  readonly seen: string;
  /** Where there is a problem: the draft was kept all the same. */
  readonly wasKept?: boolean;
  /** Documents of the draft that the case cannot publish (any more). */
  readonly gone: number;
  /** The first of those that are chosen, with how many there are. */
  readonly chosen: {
    readonly total: number;
    readonly pages: number;
    readonly documents: readonly PublishableDocument[];
  };
  /** That could be chosen. */
  readonly publishable: number;
  readonly claims: number;
  readonly run?: RunView['kind'];
}

export interface ChooseDocumentsView extends Publishing {
  readonly draft: DraftView;
  readonly words: string;
  readonly only?: 'chosen';
  readonly list: {
    readonly total: number;
    readonly documents: readonly (PublishableDocument & { readonly look?: DocumentLook })[];
  };
  readonly limit: number;
  readonly offset: number;
}

export interface ChooseDocumentView extends Publishing {
  readonly draft: DraftView;
  readonly document: DocumentView;
  /** As it is kept, or as it was typed. */
  readonly chosen: ChosenView;
  /** Pages as typed, where they make no sense. */
  readonly pagesTyped?: string;
  readonly pages: number;
  /** Some of its pages, to choose by. */
  readonly leaves: readonly LeafView[];
  /** Pictures of all of them are drawn when they come into view, not those alone that are kept. */
  readonly draws: boolean;
  /** What the original carries beside its pages. */
  readonly carries: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Fields of words that whoever opens the file does not see. */
  readonly hiding: readonly string[];
}

/** A page to choose by. */
export interface LeafView {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** How its text begins. */
  readonly words: string;
  readonly language: string;
  /** A picture of it is kept. */
  readonly isDrawn: boolean;
}

export interface ChooseClaimsView extends Publishing {
  readonly draft: DraftView;
  readonly words: string;
  readonly list: ClaimList;
  readonly limit: number;
  readonly offset: number;
}

export interface RunPageView extends Publishing {
  readonly draft: DraftView;
  readonly run: RunView;
}

export type RunView =
  | { readonly kind: 'preparing'; readonly pages: number; readonly of: number; readonly pictures?: number }
  | { readonly kind: 'failed'; readonly problem: ProblemWords }
  | ReadyView
  | {
      readonly kind: 'done';
      readonly publication: string;
      readonly place: string;
      /** Verifier key that signed it. */
      readonly key: string;
      readonly files: number;
      readonly bytes: number;
    };

export interface ReadyView {
  readonly kind: 'ready';
  readonly publication: string;
  readonly files: number;
  readonly bytes: number;
  readonly pages: number;
  /** The draft is no longer what was prepared. */
  readonly changed: boolean;
  /** A check stops it. */
  readonly stopped: boolean;
  /** A time authority, a block or somebody outside dates the checkpoint. */
  readonly dated: boolean;
  readonly documents: readonly {
    /** Of the case, where it is known. */
    readonly original?: Sha256;
    readonly id: string;
    readonly title?: string;
    readonly pages: number;
    readonly language: string;
  }[];
  readonly claims: readonly {
    readonly id: string;
    readonly label: { readonly text: string; readonly language: string };
    readonly documents: number;
  }[];
  readonly checks: ChecksView;
}

export interface ChecksView {
  readonly withheld: readonly {
    readonly word: string;
    readonly spelling: string;
    readonly path: string;
    /** Where a person of the case can look at it. */
    readonly at?: { readonly original: Sha256; readonly page?: number };
  }[];
  /** Words that are looked for. */
  readonly words: number;
  readonly hiding: readonly { readonly document: Sha256; readonly name: string; readonly fields: readonly string[] }[];
  readonly originals: readonly { readonly document: Sha256; readonly name: string; readonly confirmed: boolean }[];
  readonly unread: readonly { readonly document: Sha256; readonly name: string; readonly page: number }[];
  /** Pages whose pictures were not recognised, so that withheld words were looked for in their text alone. */
  readonly unrecognised: ChecksView['unread'];
  readonly claimsLeftOut: readonly string[];
}
