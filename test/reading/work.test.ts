import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWaiting, type ReadingRoom } from '../../src/reading/work.ts';

test('a failure while the next job is being asked for ends the reading with that failure', async () => {
  let asked = 0;
  const queue: Partial<ReadingRoom['queue']> = {
    async lease() {
      asked++;
      if (asked === 1) return [{ id: 1, subject: 'no hash', crashes: 0 }];
      await new Promise(setImmediate); // the first job fails meanwhile, when nobody looks
      return [];
    },
    waiting: async () => ({ waiting: 0, leased: 0 }),
  };
  const room = { queue } as unknown as ReadingRoom;
  const options = { readers: 2, more: () => true, signal: new AbortController().signal };
  await assert.rejects(readWaiting(room, options), /names no original/);
});
