import type { Files } from './package-check.mjs';

interface Odd {
  readonly path: string;
  readonly what: string;
}

/** What a folder that somebody dropped or chose holds, by path. */
interface Chosen {
  readonly blobs: ReadonlyMap<string, Blob>;
  readonly odd: readonly Odd[];
}

/** As much of a FileSystemEntry (Files and Directories API) as is used. */
export interface Entry {
  readonly fullPath: string;
  readonly isFile: boolean;
  file?(found: (blob: Blob) => void, failed: (error: Error) => void): void;
  createReader?(): { readEntries(found: (entries: readonly Entry[]) => void, failed: (error: Error) => void): void };
}

export function droppedFiles(entries: readonly Entry[]): Promise<Chosen>;
/** Undefined where there is no bagit.txt, or more than one. */
export function withinPackage(blobs: ReadonlyMap<string, Blob>, odd: readonly Odd[]): Chosen | undefined;
export function chosenFiles(
  blobs: ReadonlyMap<string, Blob>,
  odd: readonly Odd[],
  tools: { readonly subtle: SubtleCrypto | undefined },
): Files;
export function servedFiles(
  base: string | URL,
  tools: { readonly subtle: SubtleCrypto | undefined; readonly signal?: AbortSignal },
): Files;
