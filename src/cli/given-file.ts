import { readFile, writeFile } from 'node:fs/promises';
import { Problem } from '../base/problem.ts';
import { blockHeadersInFile, certificatesInFile } from '../vault/given-trust.ts';
import type { BlockHeaders } from '../vault/stamps.ts';

/** A file that a person named. @throws Problem `not-found` */
export async function givenFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Problem('not-found', 'A file that was named cannot be read.', {
      remedy: 'Check its path and its permissions.',
      cause: error,
    });
  }
}

/**
 * Writes where a person said, readable by them only.
 * @param flag `wx`: never in place of another file
 * @throws Problem `bad-input`
 */
export async function writeGivenFile(path: string, bytes: string | Uint8Array, flag: 'w' | 'wx'): Promise<void> {
  try {
    await writeFile(path, bytes, { flag, mode: 0o600 });
  } catch (error) {
    throw new Problem('bad-input', 'A file cannot be written there.', {
      remedy: 'Give a name that is free, in a folder that you may write to.',
      cause: error,
    });
  }
}

/** Certificates of all these files, PEM, each by itself. @throws Problem `not-found`, `bad-input` */
export async function givenRoots(paths: readonly string[]): Promise<readonly string[]> {
  return (await Promise.all(paths.map(givenFile))).flatMap(certificatesInFile);
}

/** Block headers by height: a line each, height and 80 bytes in hex. @throws Problem `not-found`, `bad-input` */
export async function givenHeaders(path: string | undefined): Promise<BlockHeaders> {
  return path === undefined ? new Map() : blockHeadersInFile(await givenFile(path));
}
