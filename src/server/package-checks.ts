import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { OpenCase } from '../house.ts';
import type { GivenCheck } from '../publishing/given-check.ts';

/**
 * Packages that were given out and are checked when somebody asks for it, off the request and one of a case at a time.
 * What was found is known until the server ends, with when that was: it says nothing of a later moment.
 */
export interface PackageChecks {
  of(caseId: string, publication: string): CheckState | undefined;
  /** Asked again for what is being checked already, it changes nothing. @throws Problem `bad-input` while another is */
  start(opened: OpenCase, publication: string): void;
}

export type CheckState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'checked'; readonly at: string; readonly found: GivenCheck };

export function openPackageChecks({ log, clock }: { readonly log: Log; readonly clock: Clock }): PackageChecks {
  const states = new Map<string, CheckState>();
  const running = new Set<string>();
  return {
    of: (caseId, publication) => states.get(`${caseId} ${publication}`),
    start(opened, publication) {
      const name = `${opened.id} ${publication}`;
      if (states.get(name)?.kind === 'checking') return;
      if (running.has(opened.id)) throw busy();
      running.add(opened.id);
      states.set(name, { kind: 'checking' });
      const ended = (state: CheckState): void => {
        running.delete(opened.id);
        states.set(name, state);
      };
      opened.checkPublication(publication, opened.closing).then(
        (found) => ended({ kind: 'checked', at: clock(), found }),
        (error: unknown) => {
          const known = error instanceof Problem;
          if (!known && !opened.closing.aborted) log('a package could not be checked', error);
          ended({ kind: 'failed', problem: known ? error : broke(error) });
        },
      );
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
