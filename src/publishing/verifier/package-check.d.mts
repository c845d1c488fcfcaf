/** What TypeScript needs to know of package-check.mjs. */

export interface Fault {
  /** One of the list in docs/formats/package.md. */
  readonly code: string;
  readonly what: string;
  /** Untrusted: what others wrote may stand in it. */
  readonly where?: string;
}

export interface Found {
  readonly holds: boolean;
  readonly faults: readonly Fault[];
  readonly files: number;
  readonly bytes: number;
  readonly publication?: { readonly id: unknown; readonly title: unknown };
  readonly documents?: number;
  readonly pages?: number;
  readonly claims?: number;
}

export interface Tools {
  hash(name: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array;
  /** Undefined where it cannot be judged here. */
  verify(algorithm: object, spki: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean | undefined>;
  /** Awaited now and then, so that others may do something. */
  readonly rest?: () => Promise<void>;
}

export interface Hashes {
  readonly sha256: string;
  readonly sha512: string;
  readonly bytes: number;
  /** Made by pageIn of told-check.mjs; undefined for what is no JSON. */
  readonly page?: object | undefined;
}

/** What of the content of a file is told besides: its page, with its words where they are cited. */
export interface Look {
  readonly isCited: boolean;
}

export interface Files {
  /** Undefined where only what the lists name can be asked for. */
  list(): Promise<
    { readonly found: readonly string[]; readonly odd: readonly { path: string; what: string }[] } | undefined
  >;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Each file once, in any order. */
  hashAll(
    paths: readonly string[],
    lookOf: (path: string) => Look | undefined,
    take: (path: string, own: Hashes | undefined) => void,
  ): Promise<void>;
  /** Of an archive: before anything else. */
  open?(): Promise<void>;
  /** What `list` could not say before all was read. */
  seen?(): { readonly found: readonly string[]; readonly odd: readonly { path: string; what: string }[] };
  /** Of an archive: what was found beside the hashes. */
  archiveFaults?(): readonly { readonly said: string; readonly where: string }[];
}

export interface Where {
  readonly files: Files;
  readonly tools: Tools;
  readonly tell?: (progress: { readonly bytes: number; readonly files: number; readonly of: number }) => void;
}

export interface Given {
  readonly keys?: readonly string[];
  /** Made by certificatesIn of certificate.mjs. */
  readonly roots?: readonly unknown[];
  readonly headers?: ReadonlyMap<number, Uint8Array>;
  readonly opened?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Whatever lies there, nothing is thrown but what `tell` throws. */
export function checkPackage(where: Where, given?: Given): Promise<Found>;
