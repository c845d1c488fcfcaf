import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { parseSha256, sha256From, type Sha256 } from '../nouns/sha256.ts';
import { INCOMING, SET_ASIDE } from './stores/folder-store.ts';
import type { Named } from './verify-entries.ts';
import type { Findings, OnProgress } from './verify-findings.ts';

const AT_ONCE = 4; // files; hashing keeps one core busy while the disk serves the others
const CHUNK_BYTES = 1 << 20;

interface Held {
  readonly id: Sha256;
  /** Within the case. */
  readonly where: string;
}

/** Re-hashes all that is in `vault/` or `derived/`, and misses what the ledger names. Returns how many files. */
export async function verifyFolder(
  folder: string,
  place: 'vault' | 'derived',
  named: ReadonlyMap<string, Named>,
  findings: Findings,
  onProgress: OnProgress,
): Promise<number> {
  const what = place === 'vault' ? 'originals' : 'derivatives';
  const missing = new Set(named.keys());
  const held = heldIn(folder, place, findings);
  let done = 0;
  const worker = async (): Promise<void> => {
    // One generator serves all workers: each call of next waits for the one before.
    for (let next = await held.next(); next.done !== true; next = await held.next()) {
      const { id, where } = next.value;
      missing.delete(id);
      await verifyFile(folder, { id, where }, named.get(id), findings);
      onProgress({ what, done: ++done, total: Math.max(done, named.size) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const id of missing) {
    const where = `${place}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
    findings.fault('missing', where, `it is not there; entry ${named.get(id)?.seq} says that it was kept`);
  }
  return done;
}

async function verifyFile(folder: string, held: Held, named: Named | undefined, findings: Findings): Promise<void> {
  const { id, where } = held;
  let found: { id: Sha256; size: number };
  try {
    found = await hashOf(join(folder, where));
  } catch (error) {
    // Whatever the reason, these bytes cannot be vouched for, and the others still can.
    findings.fault('unreadable', where, `it cannot be read (${errnoOf(error) ?? 'no reason given'})`);
    return;
  }
  if (found.id !== id) findings.fault('altered', where, 'its bytes are not those that its name is the hash of');
  if (named?.size !== undefined && named.size !== found.size) {
    findings.fault('size-differs', where, `it has ${found.size} bytes; entry ${named.seq} says ${named.size}`);
  }
  if (!named) findings.note('not-in-ledger', where, 'no entry names it: a program was ended before it wrote one');
}

async function hashOf(path: string): Promise<{ id: Sha256; size: number }> {
  // A link in the place of a file is not that file: NOFOLLOW makes opening it fail.
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const hash = createHash('sha256');
  const expected = (await file.stat()).size;
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, expected + 1)); // one more: the end shows in one read
  let size = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) return { id: sha256From(hash), size };
    hash.update(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
}

/** Every file that stands under its own hash; names what else there is. */
async function* heldIn(folder: string, place: string, findings: Findings): AsyncGenerator<Held, void> {
  for (const outer of await namesIn(join(folder, place))) {
    const outerWhere = `${place}/${outer}`;
    if (outer === INCOMING) await nameUnfinished(folder, outerWhere, findings);
    else if (outer === SET_ASIDE) await nameSetAside(folder, outerWhere, findings);
    else if (/^[0-9a-f]{2}$/.test(outer)) yield* heldUnder(folder, outerWhere, outer, findings);
    else findings.note('unexpected-file', outerWhere, 'it is not of this folder');
  }
}

async function* heldUnder(
  folder: string,
  outerWhere: string,
  outer: string,
  findings: Findings,
): AsyncGenerator<Held, void> {
  for (const inner of await namesIn(join(folder, outerWhere))) {
    const innerWhere = `${outerWhere}/${inner}`;
    if (!/^[0-9a-f]{2}$/.test(inner)) {
      findings.note('unexpected-file', innerWhere, 'it is not of this folder');
      continue;
    }
    for (const name of await namesIn(join(folder, innerWhere))) {
      const where = `${innerWhere}/${name}`;
      const id = parseSha256(name);
      if (id?.startsWith(outer + inner)) yield { id, where };
      else findings.note('unexpected-file', where, 'its name is no hash, or that of a file that belongs elsewhere');
    }
  }
}

async function nameUnfinished(folder: string, where: string, findings: Findings): Promise<void> {
  for (const name of await namesIn(join(folder, where))) {
    findings.note(
      'unfinished-file',
      `${where}/${name}`,
      'it is being written, or a program was ended while it wrote it',
    );
  }
}

async function nameSetAside(folder: string, where: string, findings: Findings): Promise<void> {
  for (const name of await namesIn(join(folder, where))) {
    findings.note('set-aside', `${where}/${name}`, 'it was altered; what belongs in its place was made again');
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    const code = errnoOf(error);
    // What should have been in a folder that is gone, or in a file that took its place, is missed by its name.
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
