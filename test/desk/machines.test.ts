import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { machineIn } from '../../src/desk/machines.ts';
import { createCase, openCase, rebuildCase } from '../../src/house.ts';
import { createIdentity, type Identity } from '../../src/vault/identity.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/** Of a person on a machine whose configuration lies in `config`. */
async function signedIn(config: string, person: string): Promise<Identity> {
  const machineFor = await machineIn(config);
  assert.ok(machineFor);
  return { ...(await createIdentity({ person, folder: config })), machineFor };
}

test('a case that is copied to another machine and opened there says so, once for each time it moves', async (t) => {
  const outside = await temporaryFolder(t);
  const [here, there] = [join(outside, 'here'), join(outside, 'there')];
  const first = await signedIn(join(outside, 'config-1'), 'A. Archivist');
  const second = await signedIn(join(outside, 'config-2'), 'B. Reporter');
  await createCase(here, 'A case', { identity: first });
  const movesAt = async (folder: string, identity: Identity) => {
    const opened = await openCase(folder, { identity });
    try {
      return (await opened.moves()).map(({ how, actor }) => `${how} ${actor}`);
    } finally {
      await opened.close();
    }
  };
  assert.deepEqual(await movesAt(here, first), ['made A. Archivist'], 'where it was made nothing is to be told');
  await cp(here, there, { recursive: true });
  const moved = ['made A. Archivist', 'opened B. Reporter'];
  assert.deepEqual(await movesAt(there, second), moved);
  assert.deepEqual(await movesAt(there, second), moved, 'opened again on the same machine');
  assert.deepEqual(await movesAt(here, first), ['made A. Archivist'], 'the copy that stayed knows nothing of it');
  await cp(there, join(outside, 'back'), { recursive: true });
  const back = await rebuildCase(join(outside, 'back'), { identity: first, indexOnly: false });
  t.after(() => back.close());
  assert.deepEqual(
    (await back.moves()).map(({ how }) => how),
    ['made', 'opened', 'opened'],
  );
});

test('a case of before machines were told apart notes its machine, and does not claim that it moved', async (t) => {
  const outside = await temporaryFolder(t);
  const { machineFor, ...without } = await signedIn(join(outside, 'config'), 'A. Archivist');
  const folder = join(outside, 'case');
  await createCase(folder, 'A case', { identity: without });
  const opened = await openCase(folder, { identity: { ...without, ...(machineFor && { machineFor }) } });
  t.after(() => opened.close());
  assert.deepEqual(
    (await opened.moves()).map(({ how }) => how),
    ['first'],
  );
});

test('the number of a machine is kept, is private, and is another one in every log', async (t) => {
  const config = join(await temporaryFolder(t), 'config');
  const [one, again] = [await machineIn(config), await machineIn(config)];
  assert.equal(one?.('log/a'), again?.('log/a'));
  assert.notEqual(one?.('log/a'), one?.('log/b'));
  const { secret } = JSON.parse(await readFile(join(config, 'machine.json'), 'utf8'));
  assert.doesNotMatch(one?.('log/a') ?? '', new RegExp(secret.slice(0, 8)));
});
