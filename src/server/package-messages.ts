import type { CheckProgress } from '../publishing/check-package.ts';
import type { GivenCheck, GivenPackage } from '../publishing/given-check.ts';
import type { PackageChecks } from '../publishing/package-checks.ts';
import type { Profile } from '../publishing/profile.ts';
import type { ProblemCode } from '../base/problem.ts';
import type { PublicationLanguage } from '../nouns/publication.ts';

/** What a process of one package is asked, and what it answers. */

export type PackageAsked =
  /** The first message. Who signs is loaded there: a key goes no other way than its file. */
  | ({ readonly kind: 'prepare' } & PrepareTask & Signing)
  /** The first message. Needs no case and nobody who signs. */
  | ({ readonly kind: 'check' } & GivenPackage)
  /** Of what is ready. */
  | { readonly kind: 'publish' }
  /** Takes away what was written, and ends. */
  | { readonly kind: 'stop' };

export type PackageAnswered =
  | ({ readonly kind: 'preparing' } & PreparingProgress)
  | ({ readonly kind: 'checking' } & CheckProgress)
  | { readonly kind: 'ready'; readonly ready: ReadyPackage }
  | { readonly kind: 'published' }
  | { readonly kind: 'checked'; readonly checked: CheckedPackage }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly message: string; readonly remedy: string }
  /** A bug. */
  | { readonly kind: 'broke'; readonly error: unknown };

export interface PrepareTask {
  /** Of the case. */
  readonly folder: string;
  readonly profile: Profile;
  readonly out: string;
}

export interface Signing {
  /** The configuration folder; where absent, the one that the environment names. */
  readonly config?: string;
  /** Of the identity, where it is sealed. By message: the environment of a process is handed on to those that it starts. */
  readonly passphrase?: string | undefined;
}

export interface PreparingProgress {
  readonly pages?: number;
  /** Pictures in which withheld words were looked for. */
  readonly pictures?: number;
}

/** What is shown of a package before it is signed for. */
export interface ReadyPackage {
  readonly id: string;
  /** Verifier key that signs it. */
  readonly key: string;
  /** Where it lies until it has its name. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly isDated: boolean;
  /** A check stops it. */
  readonly stopped: boolean;
  readonly checks: PackageChecks;
  readonly documents: readonly {
    readonly id: string;
    readonly title?: string;
    readonly language: string;
    readonly pages: number;
    /** Of the ledger, that says that its original was received. */
    readonly entry: number;
  }[];
  readonly claims: readonly {
    readonly id: string;
    readonly label: { readonly text: string; readonly language: string };
    /** That speak to it. */
    readonly documents: number;
  }[];
}

export interface CheckedPackage extends Pick<GivenCheck, 'archive' | 'isOfEntry'> {
  /** What is wrong, in words; none where it is whole. */
  readonly told: Readonly<Record<PublicationLanguage, ReturnType<GivenCheck['check']['told']>>>;
}

/** What the work in such a process has of whoever started it. */
export interface PackageDoor {
  /** Aborted when it is asked to stop, and when whoever asked has ended. */
  readonly signal: AbortSignal;
  readonly tell: (answered: PackageAnswered) => Promise<void>;
  readonly toldOf: (error: unknown) => PackageAnswered;
}

const BETWEEN_TELLING_MS = 200;

/** Tells the last of what it is given, now and then. */
export function telling<Progress>(tellIt: (progress: Progress) => unknown): (progress: Progress) => void {
  let next = 0;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + BETWEEN_TELLING_MS;
    tellIt(progress);
  };
}
