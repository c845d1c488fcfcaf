import { readFile, writeFile } from 'node:fs/promises';
import { Problem } from '../base/problem.ts';
import { certificatesIn, type BlockHeaders } from '../vault/stamps.ts';

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

/** Certificates of all these files, PEM, each by itself. @throws Problem `not-found` */
export async function givenRoots(paths: readonly string[]): Promise<readonly string[]> {
  return (await Promise.all(paths.map(givenFile))).flatMap((pem) => certificatesIn(pem.toString()));
}

/** Block headers by height: a line each, height and 80 bytes in hex. @throws Problem `not-found`, `bad-input` */
export async function givenHeaders(path: string | undefined): Promise<BlockHeaders> {
  if (path === undefined) return new Map();
  const lines = (await givenFile(path)).toString().split(/\r?\n/);
  return new Map(
    lines
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const { height, header } = /^\s*(?<height>\d+)\s+(?<header>[0-9a-fA-F]{160})\s*$/.exec(line)?.groups ?? {};
        if (height === undefined || header === undefined) {
          throw new Problem('bad-input', 'The file of block headers has a line that is none.', {
            remedy:
              'Each line is a height, a space, and the 80 bytes of the header in hex: `bitcoin-cli getblockheader HASH false`.',
          });
        }
        return [Number(height), Buffer.from(header, 'hex')];
      }),
  );
}
