import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { OpenCase } from '../house.ts';
import type { CheckedPackage } from './package-messages.ts';
import { checkApart } from './package-process.ts';

/**
 * Packages that were given out and are checked when somebody asks for it, one of a case at a time, each in a process of its
 * own.
 * What was found is known until the server ends, with when that was: it says nothing of a later moment.
 */
export interface PackageChecks {
  of(caseId: string, publication: string): CheckState | undefined;
  /** Asked again for what is being checked already, it changes nothing. @throws Problem `bad-input` while another is */
  start(opened: OpenCase, publication: string): void;
  /** What was found before is forgotten with it. */
  stop(caseId: string, publication: string): void;
}

export type CheckState =
  | { readonly kind: 'checking'; readonly files: number; readonly of: number }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'checked'; readonly at: string; readonly found: CheckedPackage };

export function openPackageChecks({ log, clock }: { readonly log: Log; readonly clock: Clock }): PackageChecks {
  const states = new Map<string, CheckState>();
  const running = new Map<string, AbortController>();
  return {
    of: (caseId, publication) => states.get(`${caseId} ${publication}`),
    start(opened, publication) {
      const name = `${opened.id} ${publication}`;
      if (states.get(name)?.kind === 'checking') return;
      if (running.has(opened.id)) throw busy();
      const ending = new AbortController();
      running.set(opened.id, ending);
      states.set(name, { kind: 'checking', files: 0, of: 0 });
      const ended = (state: CheckState): void => {
        running.delete(opened.id);
        states.set(name, state);
      };
      const check = async (): Promise<CheckedPackage> =>
        checkApart(await opened.givenPackage(publication), {
          signal: AbortSignal.any([ending.signal, opened.closing]),
          onProgress: ({ files, of }) => {
            if (states.get(name)?.kind === 'checking') states.set(name, { kind: 'checking', files, of });
          },
        });
      check().then(
        (found) => ended({ kind: 'checked', at: clock(), found }),
        (error: unknown) => {
          const known = error instanceof Problem;
          if (ending.signal.aborted) {
            running.delete(opened.id);
            states.delete(name);
            return;
          }
          if (!known && !opened.closing.aborted) log('a package could not be checked', error);
          ended({ kind: 'failed', problem: known ? error : broke(error) });
        },
      );
    },
    stop(caseId, publication) {
      if (states.get(`${caseId} ${publication}`)?.kind === 'checking') running.get(caseId)?.abort();
    },
  };
}

function busy(): Problem {
  return new Problem('bad-input', 'Another publication of this case is being checked.', {
    remedy: 'Wait until that is done, and ask again.',
  });
}

function broke(cause: unknown): Problem {
  return new Problem('reader-failed', 'Something broke while the package was checked.', {
    remedy: 'The log has it whole. `touchstone check FOLDER` checks the same from the command line.',
    cause,
  });
}
