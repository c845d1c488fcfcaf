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
  /** The case as it was opened last. */
  opened: OpenCase;
  readonly notebook: Promise<Notebook>;
  readonly search: () => Promise<void>;
  /** When it was found that nothing can be written into it; by `performance.now()`. */
  refusedMs?: number;
}

const AGAIN_MS = 5_000; // after which a notebook that could not be written to is opened again

/** @param folder private to this account; made when the first notebook is opened */
export function openNotebooks(folder: string, { clock, log }: { readonly clock: Clock; readonly log: Log }): Notebooks {
  const held = new Map<string, Held>();
  const ending = new AbortController();

  function hold(opened: OpenCase): Held {
    const known = held.get(opened.id);
    if (known !== undefined && !(known.refusedMs !== undefined && performance.now() - known.refusedMs > AGAIN_MS)) {
      known.opened = opened;
      return known;
    }
    const notebook = openNotebook(folder, opened.id, { clock, log });
    const search = oneAtATime(async () => {
      const { batches, refusal } = await notebook;
      if (refusal !== undefined) return; // no answer could be written down
      const signal = AbortSignal.any([ending.signal, fresh.opened.closing]);
      await searchBatches(fresh.opened, batches, { log, signal });
    });
    const fresh: Held = { opened, notebook, search };
    held.set(opened.id, fresh);
    notebook.then(
      ({ refusal }) => {
        if (refusal !== undefined) fresh.refusedMs = performance.now();
        if (known !== undefined) void closeOf(known);
      },
      // What could not be opened is tried again by the next who asks.
      () => held.delete(opened.id),
    );
    begin(fresh);
    return fresh;
  }

  async function closeOf({ notebook, search }: Held): Promise<void> {
    await search().catch(() => undefined); // its failure is in the log already
    await (await notebook.catch(() => undefined))?.close(); // what never opened has nothing to close
  }

  function begin({ search }: Held): void {
    search().catch((error: unknown) => log('searching a list failed', error));
  }

  return {
    of: (opened) => hold(opened).notebook,
    search: (opened) => begin(hold(opened)),
    async close() {
      ending.abort();
      for (const each of held.values()) await closeOf(each);
      held.clear();
    },
  };
}
