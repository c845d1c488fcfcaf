import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Desk } from '../../src/desk/desk.ts';
import { signTogether, type Choose } from '../../src/reading/sign-together.ts';
import type { Connection } from '../../src/records/records.ts';
import type { StoreBatch } from '../../src/vault/store.ts';

const CONNECTION: Connection = {
  as() {
    throw new Error('nothing here asks the records');
  },
};

/** What was done, in order: `flush`, and for each call of the desk what was signed for. */
function fakes(flush: () => Promise<void> = async () => {}): { log: string[]; sign: (acts: Choose) => Promise<void> } {
  const log: string[] = [];
  const desk: Pick<Desk, 'act'> = {
    async act(given) {
      const acts = typeof given === 'function' ? await given(CONNECTION) : given;
      await new Promise(setImmediate);
      log.push(
        acts.flatMap(({ fields }) => (typeof fields['original'] === 'string' ? [fields['original']] : [])).join(' '),
      );
      return [];
    },
  };
  const derived: Pick<StoreBatch, 'flush'> = {
    async flush() {
      await flush();
      log.push('flush');
    },
  };
  return { log, sign: signTogether(desk, derived) };
}

function reading(original: string): Choose {
  return async () => [{ kind: 'read', fields: { original } }];
}

test('the first is signed for at once, and what comes meanwhile together after it, each after its derivatives', async () => {
  const { log, sign } = fakes();
  const first = sign(reading('a'));
  await new Promise(setImmediate);
  await Promise.all([first, ...['b', 'c', 'd'].map((original) => sign(reading(original)))]);
  assert.equal(log.join(', ').replaceAll('flush, ', ''), log.filter((line) => line !== 'flush').join(', '));
  assert.deepEqual(
    log
      .filter((line) => line !== 'flush')
      .join(' ')
      .split(' '),
    ['a', 'b', 'c', 'd'],
  );
  assert.ok(log.length <= 4, `signed for in ${log.length / 2} turns`);
  assert.equal(log[0], 'flush');
});

test('where the disk is full, all that waited are told, and nothing is signed for', async () => {
  const { log, sign } = fakes(() => Promise.reject(new Error('no room')));
  const ends = await Promise.allSettled(['a', 'b'].map((original) => sign(reading(original))));
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(log, []);
});

test('a failure is told to those that it concerns, and the next is judged by itself', async () => {
  let full = true;
  const { log, sign } = fakes(async () => {
    if (full) throw new Error('no room');
  });
  await assert.rejects(sign(reading('a')), /no room/);
  full = false;
  await sign(reading('b'));
  assert.deepEqual(log, ['flush', 'b']);
});
