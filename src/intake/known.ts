import { occurrenceIdOf, type Finding } from './acts.ts';
import type { Connection } from '../records/records.ts';
import type { IntakeTables } from './tables.ts';

/** The findings that the case does not hold at their place yet, each once, in the order given. */
export async function notYetKnown(connection: Connection, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const ids = new Map(findings.map((finding) => [occurrenceIdOf(finding), finding] as const));
  if (ids.size === 0) return [];
  const known = await connection
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .select('id')
    .where('id', 'in', [...ids.keys()])
    .execute();
  const seen = new Set<string>(known.map(({ id }) => id));
  return [...ids].flatMap(([id, finding]) => (seen.has(id) ? [] : [finding]));
}
