import type { Tools } from './package-check.mjs';

export interface StampFound {
  /** Why it proves nothing; empty where it holds. */
  readonly faults: readonly string[];
  /** UTC, ISO 8601. */
  readonly time?: string;
  /** The authority is one that was given. */
  readonly isKnown?: boolean;
  readonly blocks?: readonly {
    readonly height: number;
    /** In the order in which explorers print it. */
    readonly merkleRoot: string;
    /** By the header that was given; left out without one. */
    readonly isConfirmed?: boolean;
    readonly time?: string;
  }[];
}

/** What stamps say of the text of a checkpoint. */
export function checkStamps(
  proof: { readonly checkpoint?: object; readonly stamps: readonly object[] },
  text: string,
  given: { readonly roots: readonly unknown[]; readonly headers: ReadonlyMap<number, Uint8Array> },
  context: { readonly faults: { add(...found: readonly unknown[]): undefined }; readonly tools: Tools },
): Promise<readonly StampFound[]>;
