import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { makeFolders, syncFolder, writing } from './disk.ts';
import type { Signer } from './signed-note.ts';
import { parseCheckpoint, parseVerifierKey, signCheckpoint, type Checkpoint, type VerifierKey } from './signed-note.ts';

/** The files of a ledger, by their places within the case (docs/formats/ledger.md). */
export const LEDGER = {
  folder: 'ledger',
  entries: 'ledger/entries.jsonl',
  openings: 'ledger/openings.jsonl',
  keys: 'ledger/keys.txt',
  checkpoints: 'ledger/checkpoints',
  setAside: 'ledger/set-aside',
  stamps: 'ledger/stamps',
} as const;

/** Ends the name of a file that is not whole yet; a process that died may leave one. */
export const PART = '.part';

/** A signed checkpoint and the very text of its file. */
export interface SignedText extends Checkpoint {
  readonly text: string;
}

export function checkpointName(size: number): string {
  return `${String(size).padStart(12, '0')}.txt`;
}

/** The sizes that the names of the checkpoint files tell, ascending. */
export async function checkpointSizes(caseFolder: string): Promise<readonly number[]> {
  const names = await readdir(join(caseFolder, LEDGER.checkpoints)).catch(noneIfAbsent);
  return names
    .filter((name) => /^\d{12,15}\.txt$/.test(name))
    .map((name) => Number(name.slice(0, -4)))
    .toSorted((a, b) => a - b);
}

/** Undefined if the file is no checkpoint of the size that its name tells. */
export async function readCheckpoint(caseFolder: string, size: number): Promise<SignedText | undefined> {
  const text = await readFile(join(caseFolder, LEDGER.checkpoints, checkpointName(size)), 'utf8');
  const parsed = parseCheckpoint(text);
  return parsed?.size === size ? { ...parsed, text } : undefined;
}

export async function writeCheckpoint(caseFolder: string, checkpoint: Checkpoint, signer: Signer): Promise<SignedText> {
  const text = signCheckpoint(checkpoint, signer);
  await writeWhole(join(caseFolder, LEDGER.checkpoints, checkpointName(checkpoint.size)), text);
  return { ...checkpoint, text };
}

/** The keys in keys.txt, lines that are none left out; empty if there is no such file. */
export async function readKeys(caseFolder: string): Promise<readonly VerifierKey[]> {
  const text = await readFile(join(caseFolder, LEDGER.keys), 'utf8').catch(noneIfAbsent);
  if (typeof text !== 'string') return [];
  return text.split('\n').flatMap((line) => parseVerifierKey(line) ?? []);
}

export async function addKey(caseFolder: string, key: VerifierKey): Promise<void> {
  const path = join(caseFolder, LEDGER.keys);
  const before = await readFile(path, 'utf8').catch(noneIfAbsent);
  await writeWhole(path, `${typeof before === 'string' ? before : ''}${key.text}\n`);
}

/** In bytes; 0 for a file that is not there. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    // A file that was never begun holds as much as an empty one.
    if (errnoOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** One write, flushed before this returns. */
export async function appendFlushed(path: string, bytes: Uint8Array): Promise<void> {
  await writing(async () => {
    await using file = await open(path, 'a', 0o600);
    await file.writeFile(bytes);
    await file.sync();
  });
}

/** Moves what stands in a file past `end` to a file of its own in the ledger’s `set-aside`: it is never deleted. */
export async function setAsideTail(caseFolder: string, place: string, end: number, name: string): Promise<void> {
  await writing(async () => {
    await using file = await open(join(caseFolder, place), 'r+');
    const { size } = await file.stat();
    const tail = Buffer.alloc(size - end);
    await file.read(tail, 0, tail.length, end);
    const folder = join(caseFolder, LEDGER.setAside);
    if (await makeFolders(folder)) await syncFolder(dirname(folder));
    await writeWhole(join(folder, `${name}.${randomUUID().slice(0, 8)}`), tail);
    await file.truncate(end);
    await file.sync();
  });
}

/** Writes a file so that a power cut leaves all of it or nothing, in place of the old one if there is one to replace. */
export async function writeWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  await writing(async () => {
    const half = `${path}.${randomUUID()}${PART}`;
    try {
      await writeFlushed(half, bytes);
      await rename(half, path);
    } finally {
      await rm(half, { force: true });
    }
    await syncFolder(dirname(path));
  });
}

async function writeFlushed(path: string, bytes: string | Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

function noneIfAbsent(error: unknown): [] {
  // A ledger without checkpoints, or without keys yet, is a young one.
  if (errnoOf(error) === 'ENOENT') return [];
  throw error;
}
