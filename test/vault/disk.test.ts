import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainedWrite } from '../../src/vault/disk.ts';

const REFUSALS = [
  { why: 'no space left', code: 'ENOSPC', expect: 'disk-full' },
  { why: 'no quota left', code: 'EDQUOT', expect: 'disk-full' },
  { why: 'no permission', code: 'EACCES', expect: 'unreadable-place' },
  { why: 'not the owner', code: 'EPERM', expect: 'unreadable-place' },
  { why: 'a disk that is read-only', code: 'EROFS', expect: 'unreadable-place' },
  { why: 'a broken disk, which nobody expects', code: 'EIO', expect: 'EIO' },
];
for (const { why, code, expect } of REFUSALS) {
  test(`what the system refuses in writing is told as ${expect}: ${why}`, () => {
    const cause = Object.assign(new Error('from the system'), { code });
    const told = explainedWrite(cause) as Error & { code: string };
    assert.equal(told.code, expect);
    assert.equal(told === cause || told.cause === cause, true);
  });
}
