import type { BagReport } from '../nouns/bag.ts';
import type { AttributeCheck, CaseMove } from '../nouns/custody.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { CaseStatus } from '../nouns/occurrence.ts';

/** The life of one document. */
export interface CustodyView {
  readonly status: CaseStatus;
  readonly document: DocumentView;
  readonly checks: readonly AttributeCheck[];
  readonly moves: readonly CaseMove[];
  /** In archives that it came in, or that it is. */
  readonly bags: readonly BagReport[];
}

/** What dates a case from outside, and how to ask for it. Shapes are those of the vault. */
export interface StampsView {
  readonly status: CaseStatus;
  /** Nobody can sign here, so nothing can be asked for or kept. */
  readonly signer?: string;
  readonly stamps: readonly StampView[];
  /** What was asked for and not answered yet: names of files that can be fetched. */
  readonly request?: { readonly size: number; readonly files: readonly RequestFile[] };
  /** Names of stamps that were just kept. */
  readonly kept?: readonly string[];
  /** Why nothing was kept, or checked. */
  readonly problem?: { readonly message: string; readonly remedy: string };
  readonly isCheck?: boolean;
  /** The stamps were checked with what a person gave for it: how many certificates and block headers. */
  readonly checkedBy?: { readonly roots: number; readonly headers: number };
}

interface RequestFile {
  readonly kind: 'authority' | 'calendar' | 'checkpoint';
  readonly name: string;
}

export type StampView = {
  /** Entries that the checkpoint covers. */
  readonly size: number;
  readonly name: string;
} & (
  | {
      readonly kind: 'rfc3161';
      readonly check: {
        readonly faults: readonly string[];
        readonly time?: string;
        readonly authority?: string;
        /** SHA-256 of the certificate in which the chain ends. */
        readonly root?: string;
      };
    }
  | {
      readonly kind: 'opentimestamps';
      readonly check: { readonly faults: readonly string[]; readonly attestations: readonly AttestationView[] };
    }
  | {
      readonly kind: 'cosignature';
      readonly check: { readonly faults: readonly string[]; readonly time?: string; readonly key: string };
    }
);

export interface AttestationView {
  readonly state: 'confirmed' | 'header-missing' | 'header-differs' | 'pending' | 'unknown';
  readonly height?: number;
  readonly time?: string;
  readonly calendar?: string;
}
