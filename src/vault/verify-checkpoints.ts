import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { checkpointName, LEDGER, PART } from './ledger-files.ts';
import { checkpointHolds, parseCheckpoint } from './signed-note.ts';
import { stampsIn } from './stamps.ts';
import type { LedgerAccount } from './verify-entries.ts';
import type { Findings } from './verify-findings.ts';

/** Checks every file under `ledger/` that the walk over the entries did not read. Returns how many checkpoints. */
export async function verifyCheckpoints(folder: string, ledger: LedgerAccount, findings: Findings): Promise<number> {
  await nameStrangers(folder, findings);
  await verifyStamps(folder, findings);
  const sound: number[] = [];
  let checked = 0;
  for (const { name, isFile } of await filesIn(join(folder, LEDGER.checkpoints))) {
    const where = `${LEDGER.checkpoints}/${name}`;
    if (name.endsWith(PART)) {
      findings.note('unfinished-file', where, 'a program was ended while it wrote this');
    } else if (isFile && /^\d{12,15}\.txt$/.test(name)) {
      checked++;
      const size = await verifyCheckpoint(folder, where, name, ledger, findings);
      if (size !== undefined) sound.push(size);
    } else {
      findings.note('unexpected-file', where, 'it is no checkpoint');
    }
  }
  const there = new Set(sound);
  for (const [size, named] of ledger.named) {
    const root = ledger.rootAt(size);
    if (root && Buffer.from(root).toString('base64') === named) continue;
    const what = `the checkpoint that it names is not one of the ${size} entries before it`;
    findings.fault('checkpoint-root', `entry ${size}`, what);
  }
  const missed = [...ledger.named.keys()].filter((size) => !there.has(size));
  for (const size of missed) {
    const what = `it is not there, or damaged; entry ${size} says that it was signed`;
    findings.fault('checkpoint-missing', `${LEDGER.checkpoints}/${checkpointName(size)}`, what);
  }
  for (const [i, seq] of ledger.closed.entries()) {
    const until = ledger.closed[i + 1] ?? Infinity;
    if ([...sound, ...missed].some((size) => size > seq && size <= until)) continue;
    const what = 'no checkpoint was signed after it: it was taken away, or a program was ended before it signed';
    findings.fault('checkpoint-missing', `entry ${seq}`, `${what} (it closes an accession)`);
  }
  return checked;
}

/** @returns its size, if it is a checkpoint of this log */
async function verifyCheckpoint(
  folder: string,
  where: string,
  name: string,
  ledger: LedgerAccount,
  findings: Findings,
): Promise<number | undefined> {
  const bytes = await readFile(join(folder, where));
  const text = bytes.toString();
  const checkpoint = Buffer.compare(Buffer.from(text), bytes) === 0 ? parseCheckpoint(text) : undefined;
  if (!checkpoint || name !== checkpointName(checkpoint.size) || checkpoint.origin !== ledger.origin) {
    findings.fault('checkpoint-damaged', where, 'it is not a checkpoint of this log and of the size in its name');
    return undefined;
  }
  const keys = new Map([...ledger.keys].map(([id, { key }]) => [id, key]));
  if (!checkpointHolds(checkpoint, keys)) {
    findings.fault(
      'checkpoint-signature',
      where,
      'its signature does not hold, or is by a key that no entry has added',
    );
  }
  const root = ledger.rootAt(checkpoint.size);
  if (!root) {
    const missing = `entries ${ledger.entries} to ${checkpoint.size - 1}`;
    findings.fault('entries-missing', missing, `the ledger has ${ledger.entries}; ${where} was signed for more`);
  } else if (Buffer.compare(root, checkpoint.root) !== 0) {
    findings.fault('checkpoint-root', where, `the first ${checkpoint.size} entries are not those it was signed for`);
  }
  return checkpoint.size;
}

/** Time stamps have to be of the checkpoints they are named after; whose root is trusted is for a person to say. */
async function verifyStamps(folder: string, findings: Findings): Promise<void> {
  for (const { name, check } of await stampsIn(folder)) {
    const wrong = check.faults.filter((fault) => fault !== 'unknown-root');
    if (wrong.length === 0) continue;
    findings.fault('stamp-wrong', `${LEDGER.stamps}/${name}`, `it does not date its checkpoint: ${wrong.join(', ')}`);
  }
}

async function nameStrangers(folder: string, findings: Findings): Promise<void> {
  const known: readonly string[] = Object.values(LEDGER);
  for (const { name } of await filesIn(join(folder, LEDGER.folder))) {
    const where = `${LEDGER.folder}/${name}`;
    if (name.endsWith(PART)) findings.note('unfinished-file', where, 'a program was ended while it wrote this');
    else if (!known.includes(where)) findings.note('unexpected-file', where, 'it is no part of a ledger');
  }
  for (const { name } of await filesIn(join(folder, LEDGER.setAside))) {
    const what = 'half-written acts of a program that was ended; none of them counts';
    findings.note('set-aside', `${LEDGER.setAside}/${name}`, what);
  }
}

async function filesIn(folder: string): Promise<readonly { readonly name: string; readonly isFile: boolean }[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    return found
      .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    // A folder that is not there holds nothing; what should have been in it is missed elsewhere.
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
