import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { endOf, runCli, startCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const GOODBYE_MS = 5_000; // half of what `serve` gives its worker before it is killed

async function caseWithOneFile(t: TestContext): Promise<{ folder: string; config: string }> {
  const outside = await temporaryFolder(t);
  const [folder, config] = [join(outside, 'case'), join(outside, 'config')];
  await mkdir(join(outside, 'material'));
  await writeFile(join(outside, 'material/letter.txt'), 'Nobody signed for the forms.');
  await runCli(['new', folder], config);
  const { code, err } = await runCli(['add', folder, join(outside, 'material'), '--no-wait'], config);
  assert.equal(code, 0, err);
  return { folder, config };
}

async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [chunk] = await once(child.stdout, 'data');
  return String(chunk).split('\n', 1)[0] ?? '';
}

/** The processes that name `folder` on their command line, but for those that only ask. */
async function processesOn(folder: string): Promise<readonly number[]> {
  const ps = spawn('ps', ['-eo', 'pid=,args='], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { out } = await endOf(ps);
  return out
    .split('\n')
    .filter((line) => line.includes(folder))
    .map((line) => Number.parseInt(line, 10));
}

test('serve prints its address, answers, reads what waits, and ends with its worker at Ctrl-C', async (t) => {
  const { folder, config } = await caseWithOneFile(t);
  const server = startCli(['serve', folder], config);
  t.after(() => server.kill('SIGKILL'));
  const ended = endOf(server);
  const address = await firstLine(server);
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/\?token=/);
  const enter = await fetch(address, { redirect: 'manual' });
  const cookie = enter.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const page = await fetch(new URL('/', address), { headers: { cookie } });
  assert.equal(page.status, 200);
  assert.equal((await fetch(new URL('/', address))).status, 401, 'and nobody else');
  const events = await fetch(new URL('/api/cases', address), { headers: { cookie } });
  assert.equal(events.status, 200);
  for (;;) {
    const answer = await fetch(new URL('/api/cases', address), { headers: { cookie } });
    const { cases } = (await answer.json()) as { cases: { waiting: number; outcomes: { read: number } }[] };
    if (cases[0]?.waiting === 0) {
      assert.equal(cases[0].outcomes.read, 1);
      break;
    }
  }
  const pressed = performance.now();
  server.kill('SIGINT');
  const { code, err } = await ended;
  assert.equal(code, 0, err);
  assert.ok(performance.now() - pressed < GOODBYE_MS, 'the worker went by itself');
  assert.deepEqual(await processesOn(folder), []);
});

test('a worker that stays ends when the process that started it is killed', async (t) => {
  const { folder, config } = await caseWithOneFile(t);
  const entry = fileURLToPath(new URL('../../src/cli/touchstone.ts', import.meta.url));
  const starter = `
    const { spawn } = require('node:child_process');
    const argv = ['--disable-warning=ExperimentalWarning', ${JSON.stringify(entry)}, 'work', '--stay', ${JSON.stringify(folder)}];
    const worker = spawn(process.execPath, argv, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    worker.once('spawn', () => console.log('started'));`;
  const parent = spawn(process.execPath, ['-e', starter], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TOUCHSTONE_CONFIG: config },
  });
  t.after(() => parent.kill('SIGKILL'));
  const closed = endOf(parent); // its pipes are the worker's too: they close when both are gone
  assert.equal(await firstLine(parent), 'started');
  parent.kill('SIGKILL');
  await closed;
  assert.deepEqual(await processesOn(folder), []);
});
