import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { temporaryCase } from '../helpers/temporary-case.ts';

const FILES = 400;

interface Disk {
  readonly folder: string;
  vanish(): void;
  comeBack(): void;
  /** Before the folder around it is removed. */
  end(): void;
}

/** A folder that is there only while it is mounted; undefined where this account may not mount. */
async function mountedDisk(t: TestContext, outside: string): Promise<Disk | undefined> {
  const [folder, behind] = [join(outside, 'disk'), join(outside, 'behind')];
  await mkdir(folder);
  await mkdir(behind);
  const mount = () => spawnSync('mount', ['--bind', behind, folder], { encoding: 'utf8' });
  const vanish = (): void => void spawnSync('umount', ['-l', folder]);
  const mounted = mount();
  if (mounted.status !== 0) {
    t.skip(`no disk can be mounted here: ${(mounted.stderr ?? 'there is no mount').trim()}`);
    return undefined;
  }
  return { folder, vanish, comeBack: () => assert.equal(mount().status, 0), end: vanish };
}

async function movedFolder(_: TestContext, outside: string): Promise<Disk> {
  const folder = join(outside, 'folder');
  await mkdir(folder);
  const away = join(outside, 'away');
  return { folder, vanish: () => renameSync(folder, away), comeBack: () => renameSync(away, folder), end: () => {} };
}

async function takenInTwice(made: Awaited<ReturnType<typeof temporaryCase>>, disk: Disk): Promise<void> {
  for (let n = 0; n < FILES; n++) {
    const below = join(disk.folder, `${n % 5}`);
    if (n < 5) await mkdir(below);
    await writeFile(join(below, `${n}.txt`), `Paper ${n}.`);
  }
  const opened = await made.open();
  let there = true;
  const onProgress = (): void => {
    if (there) disk.vanish();
    there = false;
  };
  await assert.rejects(opened.receive([disk.folder], { onProgress }), { code: 'unreadable-place' });
  const before = await opened.status();
  assert.ok(before.received > 0 && before.received < FILES, `${before.received} were taken in`);
  assert.equal(before.accessions[0]?.closed, undefined);
  const { files } = await opened.files({ limit: FILES, offset: 0 });
  assert.deepEqual(
    files.filter(({ reason }) => reason !== undefined),
    [],
    'no file is called gone whose disk is gone',
  );
  disk.comeBack();
  await opened.receive([disk.folder], {});
  const after = await opened.status();
  assert.deepEqual([after.received, after.accessions.length], [FILES, 1]);
  assert.ok(after.accessions[0]?.closed !== undefined);
  assert.deepEqual((await verifyCaseFiles(made.folder)).findings, []);
}

const WAYS = [
  { what: 'a disk that is unmounted', make: mountedDisk },
  { what: 'a folder that is moved away', make: movedFolder },
] as const;
for (const { what, make } of WAYS) {
  test(`${what} while it is taken in ends the run with what to do, and the next run goes on`, async (t) => {
    const made = await temporaryCase(t);
    const disk = await make(t, made.outside);
    if (disk === undefined) return;
    try {
      await takenInTwice(made, disk);
    } finally {
      disk.end();
    }
  });
}
