import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { explainedWrite, makeFolders } from '../../src/vault/disk.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const REFUSALS = [
  { why: 'no space left', code: 'ENOSPC', expect: 'disk-full' },
  { why: 'no quota left', code: 'EDQUOT', expect: 'disk-full' },
  { why: 'no permission', code: 'EACCES', expect: 'unreadable-place' },
  { why: 'not the owner', code: 'EPERM', expect: 'unreadable-place' },
  { why: 'a disk that is read-only', code: 'EROFS', expect: 'unreadable-place' },
  { why: 'a disk that fails', code: 'EIO', expect: 'unreadable-place' },
  { why: 'anything else, which stays a bug', code: 'EMFILE', expect: 'EMFILE' },
];
for (const { why, code, expect } of REFUSALS) {
  test(`what the system refuses in writing is told as ${expect}: ${why}`, () => {
    const cause = Object.assign(new Error('from the system'), { code });
    const told = explainedWrite(cause) as Error & { code: string };
    assert.equal(told.code, expect);
    assert.equal(told === cause || told.cause === cause, true);
  });
}

test('folders are made down to the one asked for, and what cannot be made is told at once', async (t) => {
  const outside = await temporaryFolder(t);
  const deep = join(outside, 'a', 'b', 'c');
  assert.equal(await makeFolders(deep), join(outside, 'a'), 'the first that was made');
  assert.equal(await makeFolders(deep), undefined, 'nothing is left to make');
  assert.equal((await stat(deep)).mode & 0o777, 0o700);
  await writeFile(join(outside, 'file'), '');
  await assert.rejects(makeFolders(join(outside, 'file')), { code: 'EEXIST' });
  await assert.rejects(makeFolders(join(outside, 'file', 'below')), { code: 'ENOTDIR' });
  if (process.platform === 'linux') await assert.rejects(makeFolders('/proc/touchstone/config'), { code: 'ENOENT' });
});
