import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCase, openCase } from '../../src/house.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { FolderStore } from '../../src/vault/stores/folder-store.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { readAll } from '../helpers/temporary-case.ts';

const NOBODY = 65_534;

/** Permissions bind nobody who is root: the test goes on as someone who is not. */
function asNobody(t: TestContext): void {
  if (process.geteuid?.() !== 0) return;
  process.seteuid?.(NOBODY);
  t.after(() => process.seteuid?.(0));
}

async function closed<T>(path: string, work: () => Promise<T>): Promise<T> {
  await chmod(path, 0o000);
  try {
    return await work();
  } finally {
    await chmod(path, 0o700);
  }
}

test('a part of the case that may not be opened is a Problem wherever it is met', async (t) => {
  asNobody(t);
  const outside = await temporaryFolder(t);
  const folder = join(outside, 'case');
  const letter = join(outside, 'letter.txt');
  await writeFile(letter, 'The letter says that two hundred forms were printed.\n');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  await createCase(folder, 'A case', { identity });
  const first = await openCase(folder, { identity });
  await first.receive([letter], {});
  await readAll(first);
  const sha256 = (await first.document('letter.txt'))?.sha256 ?? assert.fail();
  await first.close();
  await writeFile(join(outside, 'other.txt'), 'Another one.');

  const add = async (): Promise<void> => {
    const opened = await openCase(folder, { identity });
    try {
      await opened.receive([join(outside, 'other.txt')], {});
      await readAll(opened);
    } finally {
      await opened.close();
    }
  };
  const verify = (): Promise<unknown> => verifyCaseFiles(folder);
  for (const { part, works } of [
    { part: 'vault', works: { add, verify } },
    { part: 'derived', works: { add, verify } },
    { part: 'ledger', works: { add, verify } },
  ]) {
    for (const [name, work] of Object.entries(works)) {
      await closed(join(folder, part), () =>
        assert.rejects(work(), { code: 'unreadable-place' }, `${name} without ${part}`),
      );
    }
  }
  const store = new FolderStore(join(folder, 'vault'));
  await closed(join(folder, 'vault'), async () => {
    await assert.rejects(store.has(sha256), { code: 'unreadable-place' });
    await assert.rejects(Array.fromAsync(store.get(sha256)), { code: 'unreadable-place' });
    await assert.rejects(Array.fromAsync(store.list()), { code: 'unreadable-place' });
    await assert.rejects(store.sweep(), { code: 'unreadable-place' });
  });
  await chmod(join(folder, 'case.db'), 0o000);
  await assert.rejects(openCase(folder, {}), { code: 'unreadable-place', message: /case\.db.* cannot be read/ });
  await chmod(join(folder, 'case.db'), 0o400);
  const looked = await openCase(folder, {});
  assert.equal((await looked.status()).received, 2, 'what may be read is shown');
  await looked.close();
});

test('a file that was refused at first and is taken in later is counted once, and so is one that is refused later', async (t) => {
  asNobody(t);
  const outside = await temporaryFolder(t);
  const folder = join(outside, 'case');
  const material = join(outside, 'material');
  await mkdir(join(material, 'shut'), { recursive: true });
  const names = ['letter.txt', 'shut/one.txt', 'shut/two.txt'];
  for (const name of names) await writeFile(join(material, name), `This is ${name}.`);
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  await createCase(folder, 'A case', { identity });
  const opened = await openCase(folder, { identity });
  t.after(() => opened.close());
  const account = async (): Promise<unknown> => {
    const { files, total } = await opened.files({ limit: 10, offset: 0 });
    assert.equal((await opened.status()).received, total);
    return files.map(({ path, reason }) => [path, reason?.code]);
  };

  await closed(join(material, 'letter.txt'), () =>
    closed(join(material, 'shut'), () => opened.receive([material], {})),
  );
  const shut = [
    ['material/letter.txt', 'no-permission'],
    ['material/shut', 'no-permission'],
  ];
  assert.deepEqual(await account(), shut);
  assert.equal((await opened.receive([material], {})).added, 3);
  const whole = names.map((name) => [`material/${name}`, undefined]);
  assert.deepEqual(await account(), whole, 'each place has one outcome');
  assert.equal((await closed(join(material, 'letter.txt'), () => opened.receive([material], {}))).added, 0);
  assert.deepEqual(await account(), whole, 'what was taken in stays so');
  await rm(material, { recursive: true });
});

test('an account whose home cannot be written to is told so at once', async (t) => {
  if (process.platform !== 'linux') return t.skip('the home that cannot be written to is one of Linux: /proc');
  const outside = await temporaryFolder(t);
  const entry = fileURLToPath(new URL('../../src/cli/touchstone.ts', import.meta.url));
  const { PATH } = process.env;
  const called = spawnSync(process.execPath, [entry, 'new', join(outside, 'case')], {
    env: { PATH, HOME: '/proc' },
    encoding: 'utf8',
    timeout: 60_000, // it takes a second on an idle machine; where it tried for ever it never ended
  });
  assert.equal(called.status, 13, called.stderr);
  assert.match(called.stderr, /configuration folder cannot be made/);
});

test('a configuration folder that cannot be made is named as such, at once', async (t) => {
  const outside = await temporaryFolder(t);
  await writeFile(join(outside, 'file'), '');
  const places = [join(outside, 'file', 'config')];
  if (process.platform === 'linux') places.push('/proc/touchstone/config');
  for (const folder of places) {
    await assert.rejects(createIdentity({ person: 'A. Archivist', folder }), {
      code: 'unreadable-place',
      message: /configuration folder/,
    });
  }
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  for (const place of places) {
    await assert.rejects(createCase(place, 'A case', { identity }), {
      code: 'unreadable-place',
      message: /case folder/,
    });
  }
});
