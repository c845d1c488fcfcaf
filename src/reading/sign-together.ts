import type { Desk } from '../desk/desk.ts';
import type { Connection } from '../records/records.ts';
import type { Act } from '../vault/ledger.ts';
import type { StoreBatch } from '../vault/store.ts';
import { spaced, type Pace } from './spaced.ts';

/** Acts chosen under the write lock: see `Desk.act`. */
export type Choose = (connection: Connection) => Promise<readonly Act[]>;

const SIGNING_PART = 1 / 6;
const LONGEST_WAIT_MS = 1_000; // what was read is not kept from being found for longer

/**
 * Signs for readings that end at about the same time together: the disk is waited for once, and not once for each. What
 * they put into `derived` before they asked is flushed first.
 * @returns a function that settles when the acts are signed for
 */
export function signTogether(
  desk: Pick<Desk, 'act'>,
  derived: Pick<StoreBatch, 'flush'>,
  hurry: Pace['hurry'] = () => false,
): (acts: Choose) => Promise<void> {
  let waiting: Waiting[] = [];
  const signFor = async (together: readonly Waiting[]): Promise<void> => {
    await derived.flush();
    await desk.act(async (connection) => {
      const acts: Act[] = [];
      for (const { choose } of together) acts.push(...(await choose(connection)));
      return acts;
    });
  };
  const signWaiting = async (): Promise<void> => {
    const together = waiting;
    waiting = [];
    if (together.length === 0) return;
    try {
      await signFor(together);
      for (const { done } of together) done.resolve();
    } catch (error) {
      for (const { done } of together) done.reject(error); // each of them is told
    }
  };
  const signAll = spaced(signWaiting, { part: SIGNING_PART, longestMs: LONGEST_WAIT_MS, hurry });
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
