import { setTimeout as pause } from 'node:timers/promises';
import { oneAtATime } from '../base/one-at-a-time.ts';
import type { Desk } from '../desk/desk.ts';
import type { Connection } from '../records/records.ts';
import type { Act } from '../vault/ledger.ts';
import type { StoreBatch } from '../vault/store.ts';

/** Acts chosen under the write lock: see `Desk.act`. */
export type Choose = (connection: Connection) => Promise<readonly Act[]>;

/** Signing takes about this part of the time: it waits for more to come in between. */
const SIGNING_PART = 1 / 3;
const LONGEST_WAIT_MS = 300; // what was read is not kept from being found for longer

/**
 * Signs for readings that end at about the same time together: the disk is waited for once, and not once for each. What
 * they put into `derived` before they asked is flushed first.
 * @returns a function that settles when the acts are signed for
 */
export function signTogether(
  desk: Pick<Desk, 'act'>,
  derived: Pick<StoreBatch, 'flush'>,
): (acts: Choose) => Promise<void> {
  let waiting: Waiting[] = [];
  let lastMs = 0;
  const signFor = async (together: readonly Waiting[]): Promise<void> => {
    await derived.flush();
    await desk.act(async (connection) => {
      const acts: Act[] = [];
      for (const { choose } of together) acts.push(...(await choose(connection)));
      return acts;
    });
  };
  const signAll = oneAtATime(async () => {
    await pause(Math.min(LONGEST_WAIT_MS, lastMs * (1 / SIGNING_PART - 1)));
    const began = performance.now();
    const together = waiting;
    waiting = [];
    if (together.length === 0) return;
    try {
      await signFor(together);
      for (const { done } of together) done.resolve();
    } catch (error) {
      for (const { done } of together) done.reject(error); // each of them is told
    }
    lastMs = performance.now() - began;
  });
  return async (choose) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ choose, done });
    void signAll();
    await done.promise;
  };
}

interface Waiting {
  readonly choose: Choose;
  readonly done: PromiseWithResolvers<void>;
}
