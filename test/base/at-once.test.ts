import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { forEachAtOnce } from '../../src/base/at-once.ts';

test('all is done, begun in order, and never more side by side than may be', async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await forEachAtOnce(
    Array.from({ length: 20 }, (_, n) => n),
    3,
    async (n) => {
      begun.push(n);
      most = Math.max(most, (running += 1));
      for (let turns = n % 4; turns >= 0; turns -= 1) await setImmediate();
      running -= 1;
    },
  );
  assert.deepEqual(
    begun,
    Array.from({ length: 20 }, (_, n) => n),
  );
  assert.equal(most, 3);
  assert.equal(running, 0);
});

test('after a failure no other is begun, and it is thrown when none runs any more', async () => {
  let [begun, ended] = [0, 0];
  const work = async (n: number): Promise<void> => {
    begun += 1;
    await setImmediate();
    ended += 1;
    if (n === 2) throw new Error('the third');
  };
  await assert.rejects(forEachAtOnce([0, 1, 2, 3, 4, 5, 6, 7, 8], 2, work), { message: 'the third' });
  assert.ok(begun < 9);
  assert.equal(ended, begun);
});
