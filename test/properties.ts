import * as all from 'fast-check';

/**
 * fast-check, as every test takes it: the same examples in each run, so that what passes here passes elsewhere. `npm run
 * properties` looks for others: PROPERTY_SEED names where to begin (`random`: anywhere; a failure prints its seed), and
 * PROPERTY_RUNS how many times as many examples a property is tried with, for at most 40 seconds each.
 */
export * from 'fast-check';

const { PROPERTY_SEED = '20240603', PROPERTY_RUNS = '1' } = process.env;
const USUAL_RUNS = 100; // of fast-check
const LONGEST = 40_000; // milliseconds

if (PROPERTY_SEED !== 'random') all.configureGlobal({ seed: Number(PROPERTY_SEED) });

function more<T>(given: all.Parameters<T>): all.Parameters<T> {
  const times = Number(PROPERTY_RUNS);
  if (times === 1) return given;
  return { ...given, numRuns: (given.numRuns ?? USUAL_RUNS) * times, interruptAfterTimeLimit: LONGEST };
}

export function assert<T>(property: all.IAsyncProperty<T>, given?: all.Parameters<T>): Promise<void>;
export function assert<T>(property: all.IProperty<T>, given?: all.Parameters<T>): void;
export function assert<T>(property: all.IRawProperty<T>, given: all.Parameters<T> = {}): Promise<void> | void {
  return all.assert(property, more(given));
}
