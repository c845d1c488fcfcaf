/** What is wrong with an archive, as one fault. */
export class NoArchive extends Error {
  readonly said: string;
  /** Untrusted: a name in the archive may stand in it. */
  readonly where: string;
}

interface ArchivedFile {
  readonly path: string;
  readonly size: number;
}

/** @throws NoArchive */
export function archiveListIn(source: {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}): Promise<{ readonly top: string; readonly files: readonly ArchivedFile[] }>;
export function ownCrc32(bytes: Uint8Array, before?: number): number;
