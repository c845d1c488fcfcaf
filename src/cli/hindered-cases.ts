import { setTimeout as pause } from 'node:timers/promises';
import { debug, type Log } from '../base/log.ts';
import type { OpenCase } from '../house.ts';

const LOOK_EVERY_MS = 5_000; // opening a case takes a tenth of a second

/**
 * Looks from time to time whether a case that could not be written to when it was opened can be now (there is room on its
 * disk again), and puts it, opened anew, in the place of the old one.
 * @param cases changed in place
 * @returns how to stop; settles once nothing is being opened any more
 */
export function openHinderedAgain(
  cases: OpenCase[],
  open: (folder: string) => Promise<OpenCase>,
  { log, everyMs = LOOK_EVERY_MS }: { readonly log: Log; readonly everyMs?: number },
): () => Promise<void> {
  const stopping = new AbortController();
  const looking = (async () => {
    while (cases.some(({ hindrance }) => hindrance !== undefined)) {
      await pause(everyMs, undefined, { signal: stopping.signal });
      for (const [at, old] of cases.entries()) {
        if (old.hindrance === undefined || stopping.signal.aborted) continue;
        try {
          const fresh = await open(old.folder);
          if (fresh.hindrance === undefined) {
            cases[at] = fresh;
            log('a case that was opened as it is can be written to again');
          }
          await (fresh.hindrance === undefined ? old : fresh).close();
        } catch (error) {
          // Safe: it is shown as it was, and looked at again.
          debug('a case could not be opened again', error);
        }
      }
    }
  })();
  looking.catch(() => {}); // ended by `stop`
  return async () => {
    stopping.abort();
    await looking.catch(() => undefined); // as above
  };
}
