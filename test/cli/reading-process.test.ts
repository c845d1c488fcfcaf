import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { keepReading } from '../../src/cli/reading-process.ts';

const PATIENCE = { first: 1, longest: 2, well: 60_000, goodbye: 20 };

/** Starts one program after the other, the last one for good; `count` settles once so many were started. */
function starting(programs: readonly string[]) {
  const started: ChildProcess[] = [];
  const waiting = new Map<number, () => void>();
  const logged: string[] = [];
  return {
    started,
    logged,
    log: (line: string) => void logged.push(line),
    start: (): ChildProcess => {
      const program = programs[Math.min(started.length, programs.length - 1)] ?? '';
      const child =
        program === 'nothing of that name'
          ? spawn('/nothing/of/that/name')
          : spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
      started.push(child);
      waiting.get(started.length)?.();
      return child;
    },
    count: (most: number) => new Promise<void>((resolve) => void waiting.set(most, resolve)),
  };
}

const STAYS = 'console.log("here"); setInterval(() => {}, 1000)';

const ENDS: readonly { readonly why: string; readonly program: string; readonly told: RegExp }[] = [
  { why: 'says that the disk is full', program: 'process.exit(12)', told: /ended with 12/v },
  { why: 'is killed for its memory', program: 'process.kill(process.pid, "SIGKILL")', told: /ended with SIGKILL/v },
  { why: 'ends as if it were done', program: '', told: /ended with 0/v },
  { why: 'cannot be started', program: 'nothing of that name', told: /could not be started/v },
];
for (const { why, program, told } of ENDS) {
  test(`a reading process that ${why} is started again`, async () => {
    const { start, started, count, log, logged } = starting([program, program, STAYS]);
    const third = count(3);
    const reading = keepReading(start, { log, patience: PATIENCE });
    await third;
    await reading.stop();
    assert.equal(started.length, 3);
    assert.equal(logged.length, 2, logged.join('\n'));
    assert.match(logged[0] ?? '', told);
  });
}

test('a reading process that is stopped ends, and no other is started', async () => {
  const { start, started, log, logged } = starting([STAYS]);
  const reading = keepReading(start, { log, patience: PATIENCE });
  await reading.stop();
  assert.ok(started[0]?.signalCode === 'SIGTERM' && started.length === 1);
  assert.deepEqual(logged, []);
});

test('a reading process that does not put its files down in time is killed', async () => {
  const { start, started, log } = starting([`process.on('SIGTERM', () => {}); ${STAYS}`]);
  const reading = keepReading(start, { log, patience: PATIENCE });
  assert.ok(started[0]?.stdout);
  await once(started[0].stdout, 'data');
  await reading.stop();
  assert.equal(started[0].signalCode, 'SIGKILL');
});
