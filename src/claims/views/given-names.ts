import { sql } from 'kysely';
import type { Connection } from '../../records/records.ts';
import { givenSources } from '../keeping/case-names.ts';
import { sourceIn } from './source-names.ts';

/** The names that people gave sources. */
export interface GivenNames {
  /** The name under which a source is shown. */
  shown(source: string): string;
  /** Of what documents derive from: the keys of all that is shown under the name with this key, which stands first. */
  keysOf(key: string): Promise<readonly string[]>;
}

/** As they stand: of two people who named one source, the later. */
export async function givenNames(connection: Connection): Promise<GivenNames> {
  const given = await givenSources(connection);
  return {
    shown: (source) => given.nameOf(source) ?? source,
    keysOf: async (key) => {
      if (given.isEmpty) return [key];
      const { rows } = await sql<{ from: string; key: string }>`select distinct "from", from_key as key from derivation
        where "from" not like 'document %'`.execute(connection.as());
      const under = rows.filter(({ from }) => {
        const name = given.nameOf(from);
        return name !== undefined && sourceIn({ source: name }).key === key;
      });
      return [...new Set([key, ...under.map((each) => each.key)])];
    },
  };
}
