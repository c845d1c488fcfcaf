import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { oneAtATime } from '../base/one-at-a-time.ts';
import { openNotebook, type Notebook } from '../desk/notebook.ts';
import type { OpenCase } from '../house.ts';
import { searchBatches } from './search-batches.ts';

/** What the person at this machine asked of each case; opened when first needed. */
export interface Notebooks {
  /** Goes on with the lists of the case that were not searched to their end. */
  of(opened: OpenCase): Promise<Notebook>;
  /** Searches the lists that wait, in the background. */
  search(opened: OpenCase): void;
  close(): Promise<void>;
}

interface Held {
  readonly notebook: Promise<Notebook>;
  readonly search: () => Promise<void>;
}

/** @param folder private to this account; made when the first notebook is opened */
export function openNotebooks(folder: string, { clock, log }: { readonly clock: Clock; readonly log: Log }): Notebooks {
  const held = new Map<string, Held>();
  const ending = new AbortController();

  function hold(opened: OpenCase): Held {
    const known = held.get(opened.id);
    if (known !== undefined) return known;
    const notebook = openNotebook(folder, opened.id, clock);
    const search = oneAtATime(async () =>
      searchBatches(opened, (await notebook).batches, {
        log,
        signal: AbortSignal.any([ending.signal, opened.closing]),
      }),
    );
    const fresh = { notebook, search };
    held.set(opened.id, fresh);
    // What could not be opened is tried again by the next who asks.
    notebook.catch(() => held.delete(opened.id));
    begin(fresh);
    return fresh;
  }

  function begin({ search }: Held): void {
    search().catch((error: unknown) => log('searching a list failed', error));
  }

  return {
    of: (opened) => hold(opened).notebook,
    search: (opened) => begin(hold(opened)),
    async close() {
      ending.abort();
      for (const { notebook, search } of held.values()) {
        await search().catch(() => undefined); // its failure is in the log already
        await (await notebook.catch(() => undefined))?.close(); // what never opened has nothing to close
      }
      held.clear();
    },
  };
}
