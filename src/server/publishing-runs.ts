import type { Log } from '../base/log.ts';
import { inTurns } from '../base/one-at-a-time.ts';
import { Problem } from '../base/problem.ts';
import type { OpenCase } from '../house.ts';
import type { Draft } from '../publishing/drafts.ts';
import { printProfile, type Profile } from '../publishing/profile.ts';
import type { Signing } from './package-messages.ts';
import { prepareApart, type PreparedApart } from './package-process.ts';

/**
 * Packages that are made ready while the server runs, one of a case at a time, each in a process of its own. What is
 * prepared stands beside the place where it is to be until a person signs for it or takes it away; when the server or that
 * process ends, it is taken away.
 *
 *     preparing ──▶ ready ──publish──▶ done
 *         │ stop      │ stop
 *         ├──▶ failed └──▶ (nothing)
 *         └──▶ (nothing)
 */
export interface PublishingRuns {
  of(caseId: string): Run | undefined;
  /**
   * In place of one that no longer runs; asked again for what is being prepared already, it changes nothing.
   * @throws Problem `bad-input` while another is being prepared
   */
  start(opened: OpenCase, draft: Draft, pages: number): Promise<void>;
  /** Ends it, and takes away what was written. What is being signed for is not stopped any more. */
  stop(caseId: string, draft?: string): Promise<void>;
  /**
   * Signs for what is ready; asked again for what was published, it changes nothing.
   * @throws Problem as `PreparedApart.publish`, `bad-input` where something else is ready
   */
  publish(caseId: string, publication: string): Promise<void>;
  close(): Promise<void>;
}

export interface Run {
  readonly draft: string;
  /** As it was when this began. */
  readonly profile: Profile;
  readonly state: RunState;
}

type RunState =
  | Preparing
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly prepared: PreparedApart; readonly place: string }
  | { readonly kind: 'done'; readonly prepared: PreparedApart; readonly place: string };

interface Preparing {
  readonly kind: 'preparing';
  readonly pages: number;
  readonly of: number;
  /** Pictures in which withheld words were looked for, once the pages are written. */
  readonly pictures?: number;
}

interface Held {
  readonly opened: OpenCase;
  readonly draft: string;
  readonly profile: Profile;
  state: RunState;
  readonly ending: AbortController;
  finished: Promise<void>;
}

/** @param options.signing how whoever signs is known to the processes; asked for each */
export function openPublishingRuns({
  log,
  signing = () => ({}),
}: {
  readonly log: Log;
  readonly signing?: () => Signing;
}): PublishingRuns {
  const held = new Map<string, Held>();
  const inTurn = inTurns(); // a button that is pressed twice asks twice

  const stop = async (caseId: string): Promise<void> => {
    const run = held.get(caseId);
    if (run === undefined) return;
    held.delete(caseId);
    run.ending.abort();
    await run.finished;
    if (run.state.kind === 'ready') await run.state.prepared.drop();
  };
  const start = async (opened: OpenCase, draft: Draft, pages: number): Promise<void> => {
    const before = held.get(opened.id);
    if (before?.state.kind === 'preparing') {
      if (before.draft === draft.id && printProfile(before.profile) === printProfile(draft.profile)) return;
      throw busy();
    }
    await stop(opened.id);
    const place = await opened.exportPlace(draft.profile.title);
    const run: Held = {
      opened,
      draft: draft.id,
      profile: draft.profile,
      state: { kind: 'preparing', pages: 0, of: pages },
      ending: new AbortController(),
      finished: Promise.resolve(),
    };
    held.set(opened.id, run);
    run.finished = prepare(run, { place, log, signing: signing() });
  };
  const publish = async (caseId: string, publication: string): Promise<void> => {
    const run = held.get(caseId);
    if (run === undefined || !('prepared' in run.state) || run.state.prepared.id !== publication) {
      throw notReady();
    }
    if (run.state.kind === 'done') return;
    const { prepared, place } = run.state;
    await prepared.publish();
    run.state = { kind: 'done', prepared, place };
  };

  return {
    of: (caseId) => held.get(caseId),
    start: (opened, draft, pages) => inTurn(opened.id, () => start(opened, draft, pages)),
    stop: (caseId, draft) =>
      inTurn(caseId, async () => {
        if (draft === undefined || held.get(caseId)?.draft === draft) await stop(caseId);
      }),
    publish: (caseId, publication) => inTurn(caseId, () => publish(caseId, publication)),
    async close() {
      for (const caseId of held.keys()) await inTurn(caseId, () => stop(caseId));
    },
  };
}

/** Never rejects: how it ended is in the state. */
async function prepare(
  run: Held,
  { place, log, signing }: { readonly place: string; readonly log: Log; readonly signing: Signing },
): Promise<void> {
  const { signal } = run.ending;
  const { folder, closing } = run.opened;
  try {
    const task = { folder, profile: run.profile, out: place };
    const prepared = await prepareApart(task, {
      signing,
      signal: AbortSignal.any([signal, closing]),
      onProgress: ({ pages, pictures }) => {
        if (run.state.kind !== 'preparing') return;
        run.state = {
          ...run.state,
          ...(pages !== undefined && { pages }),
          ...(pictures !== undefined && { pictures }),
        };
      },
    });
    run.state = { kind: 'ready', prepared, place };
    const forget = (error?: unknown): void => {
      if (run.state.kind !== 'ready') return;
      log('the process that held a prepared package has ended', error);
      run.state = { kind: 'failed', problem: broke(error) };
    };
    void prepared.lost.then(() => forget(), forget); // what it wrote could not be taken away: told, and no end of the server
  } catch (error) {
    if (!signal.aborted && !(error instanceof Problem)) log('a package could not be prepared', error);
    run.state = { kind: 'failed', problem: error instanceof Problem ? error : broke(error) };
  }
}

function broke(cause: unknown): Problem {
  return new Problem('reader-failed', 'Something broke while the package was prepared.', {
    remedy: 'The log has it whole. Prepare it again; if it breaks again, leave out what was added last.',
    cause,
  });
}

function busy(): Problem {
  return new Problem('bad-input', 'A publication of this case is being prepared already.', {
    remedy: 'Wait until it is ready, or stop it.',
  });
}

function notReady(): Problem {
  return new Problem('bad-input', 'What was to be published is no longer what is prepared.', {
    remedy: 'Prepare it again, and look at it once more.',
  });
}
