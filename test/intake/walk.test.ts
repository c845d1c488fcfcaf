import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { rootAt, walk, whyNotOpened } from '../../src/intake/walk.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

async function met(path: string, leaveOut = '/nowhere/at/all'): Promise<readonly (readonly [string, string])[]> {
  const found = await Array.fromAsync(walk(await rootAt(path), Buffer.from(leaveOut)));
  return found.map(({ path: shown, reason }) => [Buffer.from(shown).toString(), reason?.code ?? 'file']);
}

test('everything is met once, in the order of the bytes of the names, and links are not followed', async (t) => {
  const folder = join(await temporaryFolder(t), 'in');
  await mkdir(join(folder, 'b/empty'), { recursive: true });
  await writeFile(join(folder, 'b/x'), '');
  await writeFile(join(folder, 'Z'), '');
  await symlink('..', join(folder, 'loop'));
  await symlink('none', join(folder, 'dangling'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  assert.deepEqual(await met(folder), [
    ['in/Z', 'file'],
    ['in/b/x', 'file'],
    ['in/dangling', 'symbolic-link'],
    ['in/loop', 'symbolic-link'],
    ['in/pipe', 'special-file'],
  ]);
});

test('a folder that no path reaches is met with a reason, and the rest is taken in', async (t) => {
  // Root may open anything: a path longer than the kernel takes (PATH_MAX, 4096 bytes) is refused to root too.
  const outside = await temporaryFolder(t);
  const part = 'd'.repeat(200);
  const segment = Array.from({ length: 12 }, () => part).join('/');
  await mkdir(join(outside, 'top', segment), { recursive: true });
  await mkdir(join(outside, 'bottom', segment), { recursive: true });
  await writeFile(join(outside, 'bottom', segment, 'deep.txt'), 'deep');
  await writeFile(join(outside, 'top/zz.txt'), 'beside');
  await rename(join(outside, 'bottom'), join(outside, 'top', segment, 'bottom'));
  const found = await met(join(outside, 'top')).finally(
    () => rename(join(outside, 'top', segment, 'bottom'), join(outside, 'bottom')), // or it could not be removed either
  );
  assert.deepEqual(
    found.map(([, what]) => what),
    ['broken', 'file'],
  );
});

test('a walk that begins inside the case folder takes nothing of it', async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'case/vault'), { recursive: true });
  await mkdir(join(folder, 'case-notes'));
  await writeFile(join(folder, 'case/vault/x'), '');
  await writeFile(join(folder, 'case-notes/y'), '');
  assert.deepEqual(await met(join(folder, 'case/vault'), join(folder, 'case')), [['vault', 'case-itself']]);
  assert.deepEqual(await met(join(folder, 'case-notes'), join(folder, 'case')), [['case-notes/y', 'file']]);
});

test('a path that does not exist is a Problem before anything is taken in', async (t) => {
  await assert.rejects(rootAt(join(await temporaryFolder(t), 'none')), { code: 'not-found' });
});

test('what the machine lacks is not laid at the door of a file', () => {
  const table = [
    { code: 'EACCES', reason: 'no-permission', why: 'the file system refuses' },
    { code: 'ENOENT', reason: 'vanished', why: 'gone since it was listed' },
    { code: 'EIO', reason: 'broken', why: 'the disk cannot read it' },
    { code: 'ESTALE', reason: 'broken', why: 'the server forgot it' },
    { code: 'EMFILE', reason: undefined, why: 'this process has too many files open' },
    { code: 'ENOMEM', reason: undefined, why: 'the machine has no memory left' },
  ];
  for (const { code, reason, why } of table) {
    const error = Object.assign(new Error(code), { code });
    if (reason === undefined) assert.throws(() => whyNotOpened(error), error, why);
    else assert.equal(whyNotOpened(error).code, reason, why);
  }
});
