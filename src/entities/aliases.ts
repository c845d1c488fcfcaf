import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import { nameKey } from './name-tables.ts';
import type { EntitiesTables } from './tables.ts';

/** Names of one person, place or thing in this case, as someone who works on it said. */
export interface AliasGroup {
  readonly id: string;
  /** Two or more, in the order in which they were given. */
  readonly names: readonly string[];
  readonly actor: string;
  readonly at: string;
}

const Aliased = z.object({ alias: z.string(), names: z.array(z.string()) });
const Unaliased = z.object({ alias: z.string() });
const Names = z.array(z.string());

/** UTF-16 code units; a name, not a text. */
const LONGEST_ALIAS = 200;
const MOST_NAMES = 50;

/** Turns ledger entries about aliases into records. Applying an entry twice changes nothing. */
export async function applyAliases(entries: readonly OpenedEntry[], connection: Connection): Promise<void> {
  const db = connection.as<EntitiesTables>();
  for (const { kind, fields, actor, at, seq } of entries) {
    if (kind === 'aliased') {
      const { alias: id, names } = Aliased.parse(fields);
      await db
        .insertInto('alias')
        .values({ id, names: JSON.stringify(names), actor, at, seq })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    } else if (kind === 'unaliased') {
      await db.deleteFrom('alias').where('id', '=', Unaliased.parse(fields).alias).execute();
    }
  }
}

/** In the order in which they were said. */
export async function aliasesIn(connection: Connection): Promise<readonly AliasGroup[]> {
  const rows = await connection.as<EntitiesTables>().selectFrom('alias').selectAll().orderBy('seq').execute();
  return rows.map(({ id, names, actor, at }) => ({ id, names: Names.parse(JSON.parse(names)), actor, at }));
}

/**
 * Says that names are the same, signed in the ledger. Returns the id of the group.
 * @throws Problem `bad-input` for fewer than two different names, or what is no name; `not-allowed`
 */
export async function addAlias(desk: Desk, given: readonly string[]): Promise<string> {
  const byKey = new Map(given.map((name) => [nameKey(name), name.trim().toWellFormed()]));
  byKey.delete('');
  const names = [...byKey.values()];
  if (names.length < 2 || names.length > MOST_NAMES || names.some((name) => name.length > LONGEST_ALIAS)) {
    throw new Problem('bad-input', 'These are not names that can stand for one another.', {
      remedy: `Give 2 to ${MOST_NAMES} names that differ in more than capitals and accents, each of ${LONGEST_ALIAS} characters at most.`,
    });
  }
  const alias = randomUUID();
  await desk.act([{ kind: 'aliased', fields: { alias, names } }]);
  return alias;
}

/** Takes back what `addAlias` said; the ledger keeps both. @throws Problem `not-found`, `not-allowed` */
export async function removeAlias(desk: Desk, alias: string): Promise<void> {
  await desk.act(async (connection) => {
    const known = await aliasesIn(connection);
    if (known.some(({ id }) => id === alias)) return [{ kind: 'unaliased', fields: { alias } }];
    throw new Problem('not-found', 'The case has no such alias.', { remedy: 'List them: `touchstone alias CASE`.' });
  });
}
