import { setTimeout as pause } from 'node:timers/promises';
import { oneAtATime } from '../base/one-at-a-time.ts';

export interface Pace {
  /** About this part of the time goes to the work: it waits for more to come in between. */
  readonly part: number;
  /** No more than so many ms are waited. */
  readonly longestMs: number;
  /** Nothing more will come: what is there is done without waiting. */
  readonly hurry: () => boolean;
}

const LOOK_EVERY_MS = 25; // for a hurry that comes while it waits
/** What is done when little was left says little of what the next run takes. */
const REMEMBERED = 0.7;

/**
 * Makes `work`, which costs nearly as much for one thing as for many, run once at a time and not too often. Calls that come
 * while it waits or runs share the next run, as in `oneAtATime`. The first does not wait.
 */
export function spaced(work: () => Promise<void>, { part, longestMs, hurry }: Pace): () => Promise<void> {
  let lastMs = 0;
  return oneAtATime(async () => {
    let left = Math.min(longestMs, lastMs * (1 / part - 1));
    for (; left > 0 && !hurry(); left -= LOOK_EVERY_MS) await pause(Math.min(left, LOOK_EVERY_MS));
    const began = performance.now();
    try {
      await work();
    } finally {
      lastMs = Math.max(performance.now() - began, lastMs * REMEMBERED);
    }
  });
}
