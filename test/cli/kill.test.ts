import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../helpers/temporary.ts';
import { endOf, runCli, startCli } from '../helpers/run-cli.ts';
import { makeMaterial } from '../house/material.ts';

const KILLS = 20;

/** The parts of `status --json` that a detour must not change: what was found, its hash, and how it ended. */
async function accountOf(folder: string, config: string): Promise<unknown> {
  const { out } = await runCli(['status', folder, '--json'], config);
  const { received, waiting, outcomes, passages, files } = JSON.parse(out);
  return {
    received,
    waiting,
    outcomes,
    passages,
    files: files.map((file: Record<string, unknown>) => [
      file['path'],
      file['sha256'],
      file['outcome'],
      file['reasonCode'],
    ]),
  };
}

async function newCase(t: TestContext): Promise<{ folder: string; config: string; material: string }> {
  const outside = await temporaryFolder(t);
  const config = join(outside, 'config');
  const material = join(outside, 'material');
  await makeMaterial(material);
  return { folder: join(outside, 'case'), config, material };
}

async function add(folder: string, material: string, config: string): Promise<void> {
  const { code, err } = await runCli(['add', folder, material], config);
  assert.equal(code, 0, err);
}

test(`killed at ${KILLS} moments of taking in and reading, the case comes out the same`, async (t) => {
  const clean = await newCase(t);
  await runCli(['new', clean.folder], clean.config);
  const began = performance.now();
  await add(clean.folder, clean.material, clean.config);
  const wholeMs = performance.now() - began;
  const truth = await accountOf(clean.folder, clean.config);

  const torn = await newCase(t);
  await runCli(['new', torn.folder], torn.config);
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startCli(['add', torn.folder, torn.material], torn.config);
    const ended = endOf(child);
    // Spread over the whole run, a little past its end too; not random, so that a failure can be repeated.
    await pause((wholeMs * 1.05 * (kill + 1)) / KILLS);
    child.kill('SIGKILL');
    await ended;
  }
  await add(torn.folder, torn.material, torn.config);
  assert.deepEqual(await accountOf(torn.folder, torn.config), truth);
  const { code, out } = await runCli(['verify', torn.folder, '--json'], torn.config);
  // A kill in the middle of a write leaves half an act, which the next writer sets aside and says so; nothing more.
  const { findings }: { findings: { code: string }[] } = JSON.parse(out);
  assert.deepEqual(
    findings.filter((finding) => finding.code !== 'set-aside'),
    [],
  );
  assert.equal(code, 0);
  assert.deepEqual(
    await readdir(join(torn.folder, 'vault', 'incoming')).catch(() => []),
    [],
    'nothing half-copied is left',
  );
});

const MORE_FILES = 800; // many times what is read until the first line is shown

test('Ctrl-C twice half-way, then again: the second run goes on where the first stopped', async (t) => {
  const { folder, config, material } = await newCase(t);
  await Promise.all(
    Array.from({ length: MORE_FILES }, (_, i) =>
      writeFile(join(material, `note-${i}.txt`), `Note ${i}: it was signed.\n`),
    ),
  );
  await runCli(['new', folder], config);
  for (let press = 0; press < 2; press++) {
    const child = startCli(['add', folder, material], config);
    const ended = endOf(child);
    assert.ok(child.stderr);
    const first = await Promise.race([once(child.stderr, 'data'), ended]);
    assert.ok(Array.isArray(first), 'a line of progress comes before the end: something has been taken in');
    child.kill('SIGINT');
    const { code, err } = await ended;
    assert.equal(code, 130, err);
    assert.match(err, /goes on where this one stopped/);
  }
  await add(folder, material, config);
  const { received, waiting } = JSON.parse((await runCli(['status', folder, '--json'], config)).out);
  assert.deepEqual([received, waiting], [11 + MORE_FILES, 0]);
});
