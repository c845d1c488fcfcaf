import { log } from '../base/log.ts';
import { oneAtATime } from '../base/one-at-a-time.ts';
import { findSome, lookAgain, type FindingParts } from './finding/find-in-case.ts';
import { FINDER_VERSIONS } from './finding/finder-versions.ts';
import { lineUp, type Held } from './lining-up/line-up-case.ts';
import { ClaimsRoomClosed } from './process/claims-room.ts';

/** Finding and lining up, beside everything else. Calls that come while one runs share the next. */
export interface ClaimsWork {
  /** Finds what was read since; lines up where that does not hold up the finding, and else a little later. */
  readonly follow: () => Promise<void>;
  /** As `follow`, after a file was read. Reading goes first: while files wait, this rests most of the time. */
  readonly followReading: () => Promise<void>;
  /** Lines up what was found and decided. */
  readonly align: () => Promise<void>;
  /** Finds and lines up all there is. */
  readonly finish: () => Promise<void>;
  readonly aligning: () => boolean;
  /** When nothing runs any more; after the signal was aborted it does not take long. */
  readonly ended: () => Promise<void>;
}

/** While documents come in, lining up takes one part in so many of the time. */
const SHARE = 10;
/** A long intake shows claims too, this much behind. */
const BEHIND_READING_MS = 60_000;

interface WorkParts extends FindingParts {
  readonly filesWait: () => Promise<boolean>;
}

/** What is left when `signal` is aborted is done by the next call, of this process or of another. */
export function openClaimsWork(parts: WorkParts, signal: AbortSignal): ClaimsWork {
  const held: Held = { upTo: undefined, later: [] };
  let looked = false;
  let aligning = false;
  let restUntil = 0;
  let followFrom = performance.now() + BEHIND_READING_MS;
  let waking: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(waking), { once: true });

  const find = oneAtATime(async () => {
    if (!looked && !signal.aborted) await lookAgain(parts.records, FINDER_VERSIONS);
    looked = true;
    while (!signal.aborted && (await findSome(parts, FINDER_VERSIONS)));
  });
  const align = oneAtATime(async () => {
    if (signal.aborted) return;
    const begun = performance.now();
    aligning = true;
    try {
      await lineUp(parts, held, () => signal.aborted);
    } catch (error) {
      held.upTo = undefined; // the process may have lost what it held
      throw error;
    } finally {
      aligning = false;
    }
    const now = performance.now();
    restUntil = now + SHARE * (now - begun);
  });
  const running = new Set<Promise<unknown>>();
  const unlessClosed = (work: () => Promise<void>) => async (): Promise<void> => {
    const run = work();
    const over = run.catch(() => undefined).finally(() => running.delete(over)); // whoever asked hears of it below
    running.add(over);
    try {
      await run;
    } catch (error) {
      // Safe: the case is being closed, and what was not done is done when it is next opened.
      if (!(error instanceof ClaimsRoomClosed) && !signal.aborted) throw error;
    }
  };
  const alignWhileOpen = unlessClosed(align);
  const follow = async (): Promise<void> => {
    await find();
    const rest = restUntil - performance.now();
    if (rest <= 0) return align();
    clearTimeout(waking);
    // Nobody may ask again: what was read last would wait for the next document.
    waking = setTimeout(() => {
      alignWhileOpen().catch((error: unknown) => log('lining up failed', error));
    }, rest);
    waking.unref();
    return undefined;
  };
  const followReading = async (): Promise<void> => {
    if (performance.now() < followFrom && (await parts.filesWait())) return;
    followFrom = Infinity; // not again before it is over
    try {
      await follow();
    } finally {
      followFrom = performance.now() + BEHIND_READING_MS;
    }
  };
  return {
    follow: unlessClosed(follow),
    followReading: unlessClosed(followReading),
    align: alignWhileOpen,
    finish: unlessClosed(async () => {
      await find();
      await align();
    }),
    aligning: () => aligning,
    ended: async () => void (await Promise.all(running)),
  };
}
