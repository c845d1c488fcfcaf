import { oneAtATime } from '../base/one-at-a-time.ts';
import { findSome, lookAgain, type FindingParts } from './find-in-case.ts';
import { FINDER_VERSIONS } from './find-statements.ts';
import { lineUp, type Held } from './line-up-case.ts';
import { ClaimsRoomClosed } from './threads/claims-thread.ts';

/** Finding and lining up, beside everything else. */
export interface ClaimsWork {
  /** Finds what was read since; lines up where that does not hold up the finding. Another call shares its run. */
  readonly follow: () => Promise<void>;
  /** As `follow`, and lines up all there is. */
  readonly finish: () => Promise<void>;
  readonly aligning: () => boolean;
}

/** While documents come in, lining up takes one part in so many of the time. */
const SHARE = 10;

/** What is left when `signal` is aborted is done by the next call, of this process or of another. */
export function openClaimsWork(parts: FindingParts, signal: AbortSignal): ClaimsWork {
  const held: Held = { upTo: undefined, later: [] };
  let looked = false;
  let aligning = false;
  let rest = { until: 0 };

  const unlessClosed = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      held.upTo = undefined; // the thread may have lost what it held
      // Safe: the case is being closed, and what was not done is done when it is next opened.
      if (!(error instanceof ClaimsRoomClosed) && !signal.aborted) throw error;
    }
  };
  const find = async (): Promise<void> => {
    if (!looked) await lookAgain(parts.records, FINDER_VERSIONS);
    looked = true;
    while (!signal.aborted && (await findSome(parts, FINDER_VERSIONS)));
  };
  const align = async (): Promise<void> => {
    const begun = performance.now();
    aligning = true;
    try {
      await lineUp(parts, held, () => signal.aborted);
    } finally {
      aligning = false;
    }
    const now = performance.now();
    rest = { until: now + SHARE * (now - begun) };
  };
  const follow = oneAtATime(() =>
    unlessClosed(async () => {
      await find();
      if (!signal.aborted && performance.now() >= rest.until) await align();
    }),
  );
  const finish = oneAtATime(async () => {
    await follow();
    rest = { until: 0 };
    await follow();
  });
  return { follow, finish, aligning: () => aligning };
}
