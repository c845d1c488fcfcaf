import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import { parseSha256 } from '../../src/nouns/sha256.ts';
import type { Store } from '../../src/vault/store.ts';

/** FIPS 180-2, B.1 */
export const ABC = parseSha256('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')!;

export async function* bytesOf(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

/** What every Store promises. A new store is done when it passes this file unchanged. */
export function testStore(name: string, open: () => Promise<Store>): void {
  test(`${name}: gives back the bytes it was given, whatever the chunking`, async () => {
    const store = await open();
    const { id, size } = await store.put(bytesOf('a', '', 'bc'));
    assert.equal(id, ABC);
    assert.equal(size, 3);
    assert.equal(Buffer.concat(await Array.fromAsync(store.get(id))).toString(), 'abc');
  });

  test(`${name}: storing twice adds once, whole or in chunks`, async () => {
    const store = await open();
    assert.equal((await store.put(Buffer.from('abc'))).added, true);
    assert.deepEqual(await store.put(bytesOf('ab', 'c')), { id: ABC, size: 3, added: false });
    assert.deepEqual(await store.put(Buffer.from('abc')), { id: ABC, size: 3, added: false });
  });

  test(`${name}: two at once with the same bytes add once`, async () => {
    const store = await open();
    const stored = await Promise.all([store.put(bytesOf('abc')), store.put(bytesOf('abc'))]);
    assert.equal(stored.filter(({ added }) => added).length, 1);
  });

  test(`${name}: what is put in a batch is there once the batch is flushed, each once`, async () => {
    const store = await open();
    await store.put(Buffer.from('old'));
    const batch = store.batch();
    const put = await Promise.all([
      batch.put(bytesOf('ab', 'c')),
      batch.put(Buffer.from('abc')),
      batch.put(Buffer.from('old')),
      ...Array.from({ length: 100 }, (_, i) => batch.put(bytesOf(`${i}`))),
    ]);
    assert.deepEqual(put[0], { id: ABC, size: 3 });
    assert.equal(put[1]?.id, ABC);
    assert.equal(await store.has(ABC), false, 'what a crash may take back is not there');
    await batch.flush();
    const ids = [...new Set(put.map(({ id }) => id))].toSorted();
    assert.deepEqual(await Array.fromAsync(store.list()), ids);
    assert.equal(Buffer.concat(await Array.fromAsync(store.get(ABC))).toString(), 'abc');
    await batch.flush();
  });

  test(`${name}: a source that fails costs the batch nothing else`, async () => {
    const store = await open();
    const batch = store.batch();
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('cable pulled');
    }
    await assert.rejects(batch.put(torn()), /cable pulled/);
    await batch.put(Buffer.from('abc'));
    await batch.flush();
    await batch.put(Buffer.from('dropped'));
    await batch.drop();
    await batch.flush();
    assert.deepEqual(await Array.fromAsync(store.list()), [ABC]);
  });

  test(`${name}: keeps nothing as well as something`, async () => {
    const store = await open();
    const { id, size } = await store.put(bytesOf());
    assert.equal(size, 0);
    assert.equal(Buffer.concat(await Array.fromAsync(store.get(id))).length, 0);
  });

  test(`${name}: an unknown id is not-found, with a remedy`, async () => {
    const store = await open();
    assert.equal(await store.has(ABC), false);
    await assert.rejects(
      Array.fromAsync(store.get(ABC)),
      (error) => error instanceof Problem && error.code === 'not-found' && error.remedy !== '',
    );
  });

  test(`${name}: a source that fails midway leaves nothing behind, and its failure is its own`, async () => {
    const store = await open();
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('abc');
      throw new Error('cable pulled');
    }
    await assert.rejects(store.put(torn()), /cable pulled/);
    assert.deepEqual(await Array.fromAsync(store.list()), []);
  });

  test(`${name}: lists what it holds in ascending order`, async () => {
    const store = await open();
    const ids = await Promise.all(Array.from({ length: 20 }, async (_, i) => (await store.put(bytesOf(`${i}`))).id));
    assert.deepEqual(await Array.fromAsync(store.list()), ids.toSorted());
  });
}
