import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openCase, rebuildCase } from '../../src/house.ts';
import { loadIdentity } from '../../src/vault/identity.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { endOf, runCli, startCli, type CliEnd } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const FILES = 8;

/** A case, and two folders that have half of their files in common. */
async function prepared(t: TestContext): Promise<{ folder: string; config: string; left: string; right: string }> {
  const outside = await temporaryFolder(t);
  const [folder, config] = [join(outside, 'case'), join(outside, 'config')];
  const [left, right] = [join(outside, 'left'), join(outside, 'right')];
  for (const [place, from] of [
    [left, 0],
    [right, FILES / 2],
  ] as const) {
    await mkdir(place);
    for (let n = from; n < from + FILES; n++) await writeFile(join(place, `${n}.txt`), `Paper ${n} of the office.`);
  }
  const { code, err } = await runCli(['new', folder], config);
  assert.equal(code, 0, err);
  return { folder, config, left, right };
}

/** Nothing lost, nothing doubled: every place, every original once, each read, and the ledger whole. */
async function assertWhole(folder: string): Promise<void> {
  const opened = await openCase(folder, {});
  const { received, waiting, outcomes } = await opened.status();
  await opened.close();
  assert.deepEqual([received, waiting], [2 * FILES, 0]);
  assert.deepEqual([outcomes.read, outcomes.duplicate], [1.5 * FILES, FILES / 2]);
  assert.deepEqual((await verifyCaseFiles(folder)).findings, []);
}

function allDone(ends: readonly CliEnd[]): void {
  for (const { code, err } of ends) assert.equal(code, 0, err);
}

test('two processes that add to one case at once take everything in once', async (t) => {
  const { folder, config, left, right } = await prepared(t);
  allDone(await Promise.all([left, right].map((place) => runCli(['add', folder, place], config))));
  await assertWhole(folder);
});

test('what is added while a case is served, twice even, is taken in and read once; it is not rebuilt meanwhile', async (t) => {
  const { folder, config, left, right } = await prepared(t);
  const servers = [0, 1].map(() => startCli(['serve', folder], config));
  t.after(() => servers.forEach((server) => server.kill('SIGKILL')));
  const ended = servers.map(endOf);
  await Promise.all(servers.map((server) => once(server.stdout ?? assert.fail(), 'data')));
  allDone(await Promise.all([left, right].map((place) => runCli(['add', folder, place], config))));
  const identity = (await loadIdentity({ folder: config })) ?? assert.fail();
  await assert.rejects(rebuildCase(folder, { identity, indexOnly: false }), { code: 'case-busy' });
  for (const server of servers) server.kill('SIGINT');
  allDone(await Promise.all(ended));
  await assertWhole(folder);
});
