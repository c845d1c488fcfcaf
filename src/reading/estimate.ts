import type { DeskTables } from '../desk/tables.ts';
import type { Connection } from '../records/records.ts';

/** How many of the last readings are looked at. */
const LOOKED_AT = 400;
/** Fewer say nothing: the first files of a folder are seldom like the rest. */
const LEAST_READINGS = 30;
const LEAST_SPAN_MS = 10_000;
/** A reading longer ago than this says that nobody reads now. */
const STALE_MS = 120_000;
/** Where one half of the readings took so many times as long as the other, the next may take any time. */
const STEADY = 4;

/** What is left in ms, judged by the times of the last readings, oldest first; undefined while too little is known. */
export function estimateMs(timesMs: readonly number[], left: number, nowMs: number): number | undefined {
  const [first, last] = [timesMs[0], timesMs.at(-1)];
  if (left === 0 || timesMs.length < LEAST_READINGS || first === undefined || last === undefined) return undefined;
  const span = last - first;
  if (span < LEAST_SPAN_MS || nowMs - last > STALE_MS) return undefined;
  const middle = timesMs[Math.floor(timesMs.length / 2)] ?? last;
  const halves = [Math.max(1, middle - first), Math.max(1, last - middle)] as const;
  if (Math.max(...halves) > STEADY * Math.min(...halves)) return undefined;
  return (span / (timesMs.length - 1)) * left;
}

/** When the last readings were signed for, oldest first, in ms since 1970. */
export async function lastReadings(connection: Connection): Promise<readonly number[]> {
  const rows = await connection
    .as<DeskTables>()
    .selectFrom('custody')
    .select(['seq', 'kind', 'at'])
    .orderBy('seq', 'desc')
    .limit(2 * LOOKED_AT)
    .execute();
  return rows
    .filter(({ kind }) => kind === 'read')
    .slice(0, LOOKED_AT)
    .map(({ at }) => Date.parse(at))
    .toReversed();
}
