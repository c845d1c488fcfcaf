import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { reaching } from './disk.ts';
import type { OpenedEntry } from './entry.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';
import { verifyEntries } from './verify-entries.ts';
import { verifyFolder } from './verify-folder.ts';
import { Findings, type Finding, type OnProgress } from './verify-findings.ts';

export type { Finding } from './verify-findings.ts';

export interface VerifyReport {
  /** No finding is a fault. */
  readonly ok: boolean;
  /** How much was looked at, whole or not. */
  readonly checked: {
    readonly originals: number;
    readonly derivatives: number;
    readonly entries: number;
    readonly signatures: number;
    readonly checkpoints: number;
  };
  /** Who signed: a stranger with a key of their own shows here and nowhere else, so it is for a person to look at. */
  readonly keys: readonly { readonly id: string; readonly actor: string; readonly since: number }[];
  readonly findings: readonly Finding[];
}

/**
 * Checks every byte of a case that its ledger or its names vouch for: originals and derivatives against their hashes,
 * the ledger line by line against its chain, openings, signatures and checkpoints, each against the others. Reads
 * only. Memory: some 200 bytes for each original. Where an act is being written meanwhile, the end of the ledger may
 * look torn; whoever holds the write lock sees it still.
 *
 * What it cannot find: a ledger that whoever has the key, or none of the published checkpoints, wrote anew from the
 * beginning. Against that stand checkpoints kept elsewhere.
 * @throws Problem `unreadable-place`, `case-damaged` where something cannot be looked at
 */
export function verifyCaseFiles(
  folder: string,
  options: { readonly onProgress?: OnProgress } = {},
): Promise<VerifyReport> {
  return reaching(() => verifyAll(folder, options));
}

async function verifyAll(folder: string, options: { readonly onProgress?: OnProgress }): Promise<VerifyReport> {
  const findings = new Findings();
  const onProgress = options.onProgress ?? (() => {});
  const ledger = await verifyEntries(folder, findings, onProgress);
  const checkpoints = await verifyCheckpoints(folder, ledger, findings);
  await verifyCaseFile(folder, ledger.first, findings);
  const originals = await verifyFolder(folder, 'vault', ledger.originals, findings, onProgress);
  const derivatives = await verifyFolder(folder, 'derived', ledger.derivatives, findings, onProgress);
  const found = findings.all();
  return {
    ok: found.every(({ severity }) => severity !== 'fault'),
    checked: { originals, derivatives, entries: ledger.entries, signatures: ledger.signatures, checkpoints },
    keys: [...ledger.keys.values()].map(({ key, actor, since }) => ({ id: key.id, actor, since })),
    findings: found,
  };
}

const CaseFile = z.object({ id: z.string(), name: z.string() });

async function verifyCaseFile(folder: string, first: OpenedEntry | undefined, findings: Findings): Promise<void> {
  let file: z.infer<typeof CaseFile>;
  try {
    file = CaseFile.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
  } catch {
    // Absent, unreadable or misspelt: each is the same finding.
    const what = 'it is missing, cannot be read, or does not name the case; `touchstone rebuild` writes it again';
    findings.fault('case-file', 'case.json', what);
    return;
  }
  if (first?.kind !== 'case-created') return; // said already: entry 0 cannot be read, or is another act
  if (file.id !== first.fields['case']) findings.fault('case-file', 'case.json', 'its id is not the one in entry 0');
  if (file.name !== first.fields['name'])
    findings.fault('case-file', 'case.json', 'its name is not the one in entry 0');
}
