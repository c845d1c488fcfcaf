import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { Problem } from '../base/problem.ts';
import type { Act } from './act.ts';
import { makeFolders, reaching, syncFolder, writing } from './disk.ts';
import { isNewerEntry, openLines, parseEntry, type OpenedEntry, type Opening } from './entry.ts';
import { FolderLedger } from './folder-ledger.ts';
import type { Identity } from './identity.ts';
import { LEDGER, sizeOf, type SignedText } from './ledger-files.ts';
import { damaged, newer } from './ledger-problems.ts';
import { linesOf } from './line-file.ts';
import type { ProvingTree } from './merkle.ts';

export type { Act } from './act.ts';
export type { OpenedEntry } from './entry.ts';

/**
 * The append-only log of one case. Whoever calls `append` or `checkpoint` holds the case’s write lock, across
 * processes; reading needs no lock. An entry is there once its line is whole in entries.jsonl: openings are flushed
 * before it, so an entry can always be opened. After a kill, what was being appended is there as far as it got.
 */
export interface Ledger {
  /** The name of the log: random, so that it tells nothing of the case. */
  readonly origin: string;
  /** What this process knows of; `refresh` brings it up to date. */
  size(): number;
  /**
   * Signs and keeps one entry an act, and returns all that was appended, in order: a `key-added` comes first if the
   * signer is new to the case. An accession that was closed without a checkpoint gets its checkpoint first.
   * @throws Problem `not-allowed` without an identity, `disk-full`, `unreadable-place`, `case-damaged` if entries that
   * a checkpoint covers are missing or changed
   */
  append(acts: readonly Act[]): Promise<readonly OpenedEntry[]>;
  /** From entry `from` on, up to what `size()` was at the call. @throws Problem `case-damaged` */
  entries(from?: number): AsyncIterable<OpenedEntry>;
  /** The very bytes that are hashed, without newline; undefined for an entry that there is not. */
  entryLine(seq: number): Promise<Uint8Array | undefined>;
  /** What the commitments of an entry mean; undefined for an entry that there is not. */
  opening(seq: number): Promise<Opening | undefined>;
  /** Signs a checkpoint if the log grew since the last one. */
  checkpoint(): Promise<void>;
  lastCheckpoint(): SignedText | undefined;
  /** Takes in what other processes appended. Costs two system calls where nothing was. @throws Problem `case-damaged` */
  refresh(): Promise<void>;
  readonly tree: ProvingTree;
}

const ORIGIN_PREFIX = 'touchstone.invalid/log/';

/** @throws Problem `case-exists` if the folder has a ledger */
export async function createLedger(
  folder: string,
  options: { signer: Identity; clock: Clock; caseId: string; caseName: string },
): Promise<Ledger> {
  const there = (await sizeOf(join(folder, LEDGER.entries))) + (await sizeOf(join(folder, LEDGER.openings)));
  if (there > 0) {
    throw new Problem('case-exists', 'There is a ledger in that folder already.', {
      remedy: 'Open the case, or make a new one in another folder. Nothing was changed.',
    });
  }
  await writing(async () => {
    await makeFolders(join(folder, LEDGER.checkpoints));
    await syncFolder(join(folder, LEDGER.folder));
    await syncFolder(folder);
  });
  const origin = `${ORIGIN_PREFIX}${randomBytes(16).toString('hex')}`;
  const ledger = new FolderLedger(folder, origin, options.clock, options.signer);
  const machine = options.signer.machineFor?.(origin);
  const where = machine === undefined ? {} : { machine };
  await ledger.begin({ case: options.caseId, name: options.caseName, origin, ...where });
  return ledger;
}

/** Without an identity the ledger can be read and not written. @throws Problem `case-damaged`, `case-newer`, `unreadable-place` */
export async function openLedger(
  folder: string,
  options: { identity?: Identity | undefined; clock: Clock },
): Promise<Ledger> {
  return reaching(async () => {
    const ledger = new FolderLedger(folder, await originOf(folder), options.clock, options.identity);
    await ledger.refresh();
    await ledger.findKey();
    return ledger;
  });
}

/** What entry 0 says. It is read before anything else: keys and signatures hang on the name of the log. */
async function originOf(folder: string): Promise<string> {
  const path = (place: string): string => join(folder, place);
  const first = async (place: string): Promise<Buffer | undefined> => {
    for await (const line of linesOf(path(place), 0, await sizeOf(path(place)))) return line;
    return undefined;
  };
  const line = await first(LEDGER.entries);
  if (!line) throw damaged('It has no entry.');
  if (!parseEntry(line.toString()) && isNewerEntry(line.toString())) throw newer();
  const { fields } = openLines(0, line, await first(LEDGER.openings));
  const { origin } = fields;
  if (typeof origin !== 'string') throw damaged('Entry 0 does not name the log.');
  return origin;
}
