import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { FolderStore } from '../../src/vault/stores/folder-store.ts';
import { MemoryStore } from '../../src/vault/stores/memory-store.ts';
import { ABC, bytesOf, testStore } from './store-conformance.ts';

const newRoot = (): Promise<string> => mkdtemp(join(tmpdir(), 'vault-'));

testStore('MemoryStore', async () => new MemoryStore());
testStore('FolderStore', async () => new FolderStore(await newRoot()));

test('a damaged blob is noticed on reading', async () => {
  const memory = new MemoryStore();
  await memory.put(bytesOf('abc'));
  memory.damage(ABC);
  await assert.rejects(Array.fromAsync(memory.get(ABC)), { code: 'altered' });

  const folder = new FolderStore(await newRoot());
  await folder.put(bytesOf('abc'));
  await chmod(folder.path(ABC), 0o640);
  await writeFile(folder.path(ABC), 'abd');
  await assert.rejects(Array.fromAsync(folder.get(ABC)), { code: 'altered' });
});

test('a store that mends sets an altered file aside when the right bytes come again; another keeps it for a person to see', async () => {
  for (const { mends, left } of [
    { mends: true, left: 'abc' },
    { mends: false, left: 'abd' },
  ]) {
    for (const bytes of [Buffer.from('abc'), bytesOf('ab', 'c')]) {
      const root = await newRoot();
      const store = new FolderStore(root, { mends });
      await store.put(bytesOf('abc'));
      await chmod(store.path(ABC), 0o640);
      await writeFile(store.path(ABC), 'abd');
      assert.equal((await store.put(bytes)).added, mends);
      assert.equal(await readFile(store.path(ABC), 'utf8'), left);
      assert.equal((await readdir(root)).includes('set-aside'), mends);
    }
  }
});

test('the id depends on the bytes alone, not on how they were cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async (parts) => {
      const store = new MemoryStore();
      const cut = await store.put(bytesOf(...parts));
      const whole = await store.put(Buffer.from(parts.map((part) => part.toWellFormed()).join('')));
      assert.deepEqual(whole, { ...cut, added: false });
    }),
  );
});

test('an original is a read-only file under its hash, and nothing is left in incoming', async () => {
  const root = await newRoot();
  const store = new FolderStore(root);
  await store.put(bytesOf('abc'));
  assert.equal(store.path(ABC), join(root, 'ba', '78', ABC));
  assert.equal((await stat(store.path(ABC))).mode & 0o777, 0o440);
  assert.deepEqual(await readdir(join(root, 'incoming')), []);
});

test('a full disk is a Problem, and leaves nothing behind', async () => {
  const root = await newRoot();
  const full: typeof open = async (...args) => {
    const file = await open(...args);
    file.writeFile = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    return file;
  };
  const store = new FolderStore(root, { open: full });
  await assert.rejects(store.put(bytesOf('abc')), { code: 'disk-full' });
  assert.equal(await store.has(ABC), false);
  assert.deepEqual(await readdir(join(root, 'incoming')), []);
});

test('sweeping removes what ended processes left, and nothing that a live one writes', async () => {
  const root = await newRoot();
  const store = new FolderStore(root);
  const incoming = join(root, 'incoming');
  await mkdir(incoming);
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const uuid = '123e4567-e89b-42d3-a456-426614174000';
  const names = [`${ended}.1.${uuid}`, `${process.pid}.1.${uuid}`, `${process.ppid}.1.${uuid}`, 'notes.txt'];
  for (const name of names) await writeFile(join(incoming, name), 'half');
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a');
    assert.equal(await store.sweep(), 2, 'the ended process, and an earlier one with the id of this');
    yield Buffer.from('bc');
  }
  assert.equal((await store.put(slow())).id, ABC);
  assert.deepEqual((await readdir(incoming)).toSorted(), names.slice(2).toSorted());
});
