import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCase } from '../../src/house.ts';
import { reaching } from '../../src/vault/disk.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { temporaryCase } from '../helpers/temporary-case.ts';

const REFUSALS = [
  { why: 'files of another account', code: 'EACCES', expect: 'unreadable-place' },
  { why: 'a folder where a file should be', code: 'EISDIR', expect: 'case-damaged' },
  { why: 'a disk that fails', code: 'EIO', expect: 'unreadable-place' },
  { why: 'a disk on the network that went away', code: 'ESTALE', expect: 'unreadable-place' },
  { why: 'anything else, which stays a bug', code: 'EMFILE', expect: 'EMFILE' },
];

test('what the system refuses in reading is told with a remedy', async () => {
  for (const { why, code, expect } of REFUSALS) {
    const refused = async (): Promise<never> => {
      throw Object.assign(new Error('from the system'), { code });
    };
    await assert.rejects(reaching(refused), { code: expect }, why);
  }
});

test('a ledger that is a folder is a Problem to whoever opens or verifies the case', async (t) => {
  const { folder, identity } = await temporaryCase(t);
  await rm(join(folder, 'ledger', 'entries.jsonl'));
  await mkdir(join(folder, 'ledger', 'entries.jsonl'));
  await assert.rejects(openCase(folder, { identity }), { code: 'case-damaged' });
  await assert.rejects(openCase(folder, {}), { code: 'case-damaged' });
  await assert.rejects(verifyCaseFiles(folder), { code: 'case-damaged' });
});
