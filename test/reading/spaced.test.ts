import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { spaced } from '../../src/reading/spaced.ts';

const WORK_MS = 20;
/** With work of 20 ms a wait of minutes, which no test sits through. */
const RARELY = { part: 1 / 10_000, longestMs: 600_000 };

test('the first call does not wait, and those that come meanwhile share one run after it', async () => {
  let runs = 0;
  const call = spaced(async () => void (runs += 1), { part: 1, longestMs: 0, hurry: () => false });
  const first = call();
  await Promise.all([first, call(), call(), call()]);
  assert.equal(runs, 2);
});

test('where work takes its time, the next run waits for more to come, and no longer once nothing more will', async () => {
  let runs = 0;
  let last = false;
  const call = spaced(
    async () => {
      runs += 1;
      await pause(WORK_MS);
    },
    { ...RARELY, hurry: () => last },
  );
  await call();
  const second = call();
  await pause(3 * WORK_MS);
  assert.equal(runs, 1, 'it waits');
  last = true;
  await second;
  assert.equal(runs, 2);
});

test('a failure is told to those who wait for that run, and the next is judged by itself', async () => {
  let full = true;
  const call = spaced(
    async () => {
      if (full) throw new Error('no room');
    },
    { ...RARELY, hurry: () => true },
  );
  await assert.rejects(call(), /no room/);
  full = false;
  await call();
});
