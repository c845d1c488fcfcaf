import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, rmdir, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openHinderedAgain } from '../../src/cli/hindered-cases.ts';
import { createCase, openCase } from '../../src/house.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { readAll } from '../helpers/temporary-case.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const DISK_BYTES = 8 << 20;

/** A small disk of its own, or why there can be none: mounting is the system’s business, and root’s. */
async function smallDisk(t: TestContext): Promise<string | undefined> {
  const disk = await mkdtemp(join(tmpdir(), 'touchstone-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { encoding: 'utf8' });
  t.after(async () => {
    if (mounted.status === 0) spawnSync('umount', ['-l', disk]);
    await rmdir(disk);
  });
  if (mounted.status === 0) return disk;
  t.skip(`no disk can be mounted here: ${(mounted.stderr ?? 'there is no mount').trim()}`);
  return undefined;
}

/** Leaves not one block free. */
async function fill(disk: string): Promise<void> {
  await using file = await open(join(disk, 'fill'), 'w');
  const block = Buffer.alloc(4096);
  try {
    for (;;) await file.write(block);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  }
  assert.equal((await statfs(disk)).bavail, 0);
}

test('a case on a full disk can be opened, searched and shown; adding tells why not, and goes on later', async (t) => {
  const disk = await smallDisk(t);
  if (disk === undefined) return;
  const outside = await temporaryFolder(t);
  const folder = join(disk, 'case');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  await createCase(folder, 'A case', { identity });
  const letter = join(outside, 'letter.txt');
  await writeFile(letter, 'The letter says that two hundred forms were printed.\n');
  const many = join(outside, 'many');
  await mkdir(many);
  for (let i = 0; i < 6; i++) await writeFile(join(many, `${i}.bin`), randomBytes(DISK_BYTES / 5));
  const first = await openCase(folder, { identity });
  await first.receive([letter], {});
  await readAll(first);
  await assert.rejects(first.receive([many], {}), { code: 'disk-full' });
  await first.close();

  await fill(disk);
  for (const signer of [{}, { identity }]) {
    const opened = await openCase(folder, signer);
    assert.equal((await opened.status()).outcomes.read, 1);
    assert.equal((await opened.search({ query: 'hundred forms', limit: 5, offset: 0 })).total, 1);
    assert.match((await opened.document('letter.txt'))?.reading?.text ?? '', /two hundred/);
    const code = signer.identity === undefined ? 'not-allowed' : 'disk-full';
    await assert.rejects(opened.receive([many], {}), (error: { code: string }) =>
      ['disk-full', code].includes(error.code),
    );
    await opened.close();
  }

  await rm(join(disk, 'fill'));
  spawnSync('mount', ['-o', `remount,size=${8 * DISK_BYTES}`, disk]);
  const later = await openCase(folder, { identity });
  await later.receive([many], {});
  assert.deepEqual([(await later.status()).received, (await later.status()).waiting], [7, 6]);
  await later.close();
  const { findings } = await verifyCaseFiles(folder);
  // Half an act that found no room is set aside by the next writer, and counts for nothing.
  assert.deepEqual(
    findings.filter((finding) => finding.code !== 'set-aside'),
    [],
  );
});

test('a case that was opened on a full disk is opened again by itself once there is room', async (t) => {
  const disk = await smallDisk(t);
  if (disk === undefined) return;
  const outside = await temporaryFolder(t);
  const folder = join(disk, 'case');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  await createCase(folder, 'A case', { identity });
  const letter = join(outside, 'letter.txt');
  await writeFile(letter, 'The letter says that two hundred forms were printed.\n');
  await fill(disk);
  const opened = await openCase(folder, { identity });
  assert.equal(opened.hindrance?.code, 'disk-full');
  const cases = [opened];
  const logged: string[] = [];
  let tries = 0;
  const { promise: looked, resolve } = Promise.withResolvers<void>();
  const openAgain = async (path: string) => {
    tries += 1;
    if (tries === 2) resolve();
    return openCase(path, { identity });
  };
  const stop = openHinderedAgain(cases, openAgain, { log: (line) => void logged.push(line), everyMs: 1 });
  await looked;
  assert.equal(cases[0], opened, 'while it is full, the case stays as it was opened');
  const closed = once(opened.closing, 'abort');
  await rm(join(disk, 'fill'));
  await closed;
  const [fresh] = cases;
  assert.ok(fresh !== undefined && fresh !== opened && fresh.hindrance === undefined);
  assert.equal(logged.length, 1);
  await fresh.receive([letter], {});
  assert.equal((await fresh.status()).received, 1);
  await stop();
  await fresh.close();
});
