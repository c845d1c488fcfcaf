import type { Log } from '../base/log.ts';
import type { Batch, Batches } from '../desk/notebook-batches.ts';
import type { OpenCase } from '../house.ts';

/** Lines that are searched at once grow and shrink until they take about this long: what is shown moves, searches go between. */
const STEP_MS = 400;
const FEWEST = 1;
const MOST = 500;

/** Works off the lists that wait, the oldest first. A list is put down at any line and taken up there again. */
export async function searchBatches(
  opened: Pick<OpenCase, 'tally'>,
  batches: Batches,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const batch = (await batches.all()).findLast(({ state }) => state === 'running');
    if (batch === undefined || signal.aborted) return;
    try {
      await searchBatch(opened, batches, batch, signal);
    } catch (error) {
      // A case that closes leaves its list where it is; it goes on when the case is opened again.
      if (signal.aborted) return;
      log('a list was not searched to its end', error);
      await batches.turn(batch.id, 'failed');
    }
  }
}

async function searchBatch(
  opened: Pick<OpenCase, 'tally'>,
  batches: Batches,
  { id, spelled }: Batch,
  signal: AbortSignal,
): Promise<void> {
  let size = 20;
  while (!signal.aborted) {
    const lines = await batches.waiting(id, size);
    if (lines.length === 0) return;
    const began = performance.now();
    const tallies = await opened.tally(
      lines.map(({ query }) => query),
      { spelled },
    );
    await batches.answer(
      id,
      lines.map(({ line }, i) => Object.assign({ line, total: 0, documents: 0 }, tallies[i])),
    );
    const pace = STEP_MS / Math.max(1, performance.now() - began);
    size = Math.round(Math.min(MOST, Math.max(FEWEST, size * Math.min(4, Math.max(0.25, pace)))));
  }
}
