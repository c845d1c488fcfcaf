import type { Connection } from '../../records/records.ts';
import { parseDecision } from '../parse-decision.ts';
import { namedKeys } from '../lineage/sources.ts';
import { sourceIn } from './source-names.ts';
import type { ClaimsTables } from '../tables.ts';

/** The names that people gave sources. */
export interface GivenNames {
  /** The name under which a source is shown. @param key of the source, where it is known */
  shown(source: string, key?: string): string;
  /** Keys of all sources that are shown under the name with this key, it among them. */
  keysOf(key: string): readonly string[];
}

/** As they stand: of two people who named one source, the later. */
export async function givenNames(connection: Connection): Promise<GivenNames> {
  const rows = await connection
    .as<ClaimsTables>()
    .selectFrom('decision')
    .select('said')
    .where('kind', '=', 'name-source')
    .where('replaced', '=', 0)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const names = new Map<string, string>();
  const known = new Map<string, readonly string[]>();
  // A page names one source very often.
  const keysFor = (source: string): readonly string[] => {
    const keys = known.get(source) ?? namedKeys(source).map((key) => sourceIn({ source, key }).key);
    known.set(source, keys);
    return keys;
  };
  for (const { said } of rows) {
    const decision = parseDecision(JSON.parse(said));
    if (decision.kind !== 'name-source') continue;
    for (const key of keysFor(decision.source)) names.set(key, decision.name);
  }
  return {
    shown(source, key) {
      if (names.size === 0) return source;
      const found = (key === undefined ? [] : [key]).concat(keysFor(source)).find((each) => names.has(each));
      return found === undefined ? source : (names.get(found) ?? source);
    },
    keysOf: (key) => [
      key,
      ...[...names].flatMap(([from, name]) => (from !== key && sourceIn({ source: name }).key === key ? [from] : [])),
    ],
  };
}
