import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Clock } from '../../src/base/clock.ts';
import { createCase, openCase } from '../../src/house.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('a case that could not be made leaves nothing in the way of making it again', async (t) => {
  const outside = await temporaryFolder(t);
  const folder = join(outside, 'case');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  // Asked when the ledger is being begun.
  const clock: Clock = () => {
    throw new Error('the disk was pulled');
  };
  await assert.rejects(createCase(folder, 'A case', { identity, clock }), /the disk was pulled/);
  assert.deepEqual(await readdir(folder), []);
  await createCase(folder, 'A case', { identity });
  await (await openCase(folder, { identity })).close();
});

test('of two that make a case in one folder, one does, and it is whole', async (t) => {
  const outside = await temporaryFolder(t);
  const folder = join(outside, 'case');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  const made = await Promise.allSettled([
    createCase(folder, 'One', { identity }),
    createCase(folder, 'Two', { identity }),
  ]);
  assert.deepEqual(made.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const refused = made.find(({ status }) => status === 'rejected');
  assert.equal(refused?.status === 'rejected' && refused.reason.code, 'case-exists');
  await (await openCase(folder, { identity })).close();
});

test('what lies in the folder of a case that was refused is not touched', async (t) => {
  const outside = await temporaryFolder(t);
  const folder = join(outside, 'case');
  await mkdir(folder);
  await writeFile(join(folder, 'case.json'), 'mine');
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  await assert.rejects(createCase(folder, 'One', { identity }), { code: 'case-exists' });
  assert.deepEqual(await readdir(folder), ['case.json']);
  await rm(folder, { recursive: true });
});
