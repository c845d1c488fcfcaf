import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Reason } from '../../src/nouns/outcome.ts';
import { readOriginal, type FoundEntry, type ReadOriginal } from '../../src/reading/read-original.ts';

/** Gone when the tests of the file are over. */
export const folder = mkdtempSync(join(tmpdir(), 'touchstone-read-'));
after(() => rmSync(folder, { recursive: true, force: true }));

export interface Account extends ReadOriginal {
  readonly found: ReadonlyMap<string, string>;
  readonly refused: ReadonlyMap<string, Reason['code']>;
  readonly entries: readonly FoundEntry[];
}

let files = 0;

/** Reads a file of these bytes and keeps account of what was found in it. */
export async function read(bytes: Uint8Array | string, name = 'file'): Promise<Account> {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, bytes);
  const found = new Map<string, string>();
  const refused = new Map<string, Reason['code']>();
  const entries: FoundEntry[] = [];
  const size = Buffer.byteLength(bytes);
  const result = await readOriginal(
    { path, name, size },
    {
      async found(entry, chunks) {
        entries.push(entry);
        found.set(entry.shownName, Buffer.concat(await Array.fromAsync(chunks)).toString('utf8'));
      },
      refused: (entry, reason) => void refused.set(entry.shownName, reason.code),
    },
  );
  return { ...result, found, refused, entries };
}

/** Every passage must lie in the text, and together they hold all of it. */
export function assertCut({ reading }: Account): void {
  assert.ok(reading);
  const kept = reading.passages.map(({ start, end }) => reading.text.slice(start, end)).join('');
  assert.equal(kept.replaceAll(/\s/gv, ''), reading.text.replaceAll(/\s/gv, ''));
}
