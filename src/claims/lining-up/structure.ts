import { sql } from 'kysely';
import * as z from 'zod';
import type { Connection } from '../../records/records.ts';
import { namingsInCase } from '../keeping/case-names.ts';
import { NOTHING_DECIDED, type Decided } from '../keeping/decided.ts';
import { parseDecision } from '../parse-decision.ts';
import type { ClaimsTables } from '../tables.ts';

const Members = z.array(z.array(z.string()));
const MOST_PAIRS = 20_000; // of one split; of a larger one the first moved statement stands for the others

const STRUCTURAL = ['merge', 'move', 'no-conflict', 'lineage', 'name-source', 'withdraw'];

/**
 * What people decided about how statements hang together, worked out in the order of signing: the later one holds.
 *
 * @param upTo the ledger entry after which nothing is looked at
 * @param changes up to which change of a document names are looked at; all where left out
 */
export async function decidedIn(connection: Connection, upTo: number, changes?: number): Promise<Decided> {
  const db = connection.as<ClaimsTables>();
  const signed = await db
    .selectFrom('decision')
    .select(['id', 'said', 'members', 'subject', 'actor'])
    .where('kind', 'in', STRUCTURAL)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const rows = standing(signed);
  if (rows.length === 0) return NOTHING_DECIDED;
  const moved = await sql<{ statement: string; now: string }>`
    select distinct statement, now from decision_about where now is not null and now <> statement`.execute(db);
  const now = new Map(moved.rows.map(({ statement, now: id }) => [statement, id]));
  const nowOf = (id: string): string => now.get(id) ?? id;
  const structure = new Structure();
  const noConflict: (readonly [string, string])[] = [];
  const lineage = new Map<string, Decided['lineage'][number]>();
  const names = new Map<string, Decided['names'][number]>();
  for (const { said, members } of rows) {
    const decision = parseDecision(JSON.parse(said));
    const [first = [], second = [], third = []] = Members.parse(JSON.parse(members)).map((ids) => ids.map(nowOf));
    if (decision.kind === 'merge') structure.merge([...first, ...second]);
    else if (decision.kind === 'move') structure.move(first, second, third);
    else if (decision.kind === 'no-conflict') noConflict.push([nowOf(decision.pair[0]), nowOf(decision.pair[1])]);
    else if (decision.kind === 'lineage') {
      const { document, from, holds } = decision;
      setLast(lineage, `${document} ${from.toLowerCase()}`, { document, from, holds });
    } else if (decision.kind === 'name-source') {
      setLast(names, decision.source.toLowerCase(), { source: decision.source, name: decision.name });
    }
  }
  const there = await presentOf(structure.ids(), connection);
  const named = await namingsInCase([...names.values()], connection, changes);
  const edges = [...lineage.values()].flatMap((edge) => underBothNames(edge, named));
  return { ...structure.decided(there), noConflict, lineage: edges, names: named };
}

/** A later decision also holds against those between it and the one that it takes the place of. */
function setLast<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

/** Whoever denies that a document derives from a source names it as it is shown. */
function underBothNames(edge: Decided['lineage'][number], names: Decided['names']): Decided['lineage'] {
  if (edge.holds) return [edge];
  const same = names.filter(({ name }) => name.toLowerCase() === edge.from.toLowerCase());
  return [edge, ...same.map(({ source }) => ({ ...edge, from: source }))];
}

/** What stood then, as the column `replaced` says it of now: not withdrawn, and of each person the latest about a thing. */
function standing<Row extends { readonly id: string; readonly subject: string; readonly actor: string }>(
  signed: readonly Row[],
): readonly Row[] {
  const withdrawn = new Set<string>();
  const later = new Set<string>();
  const kept: Row[] = [];
  for (const row of signed.toReversed()) {
    if (withdrawn.has(row.id)) continue;
    const back = /^withdraw (.*)$/.exec(row.subject)?.[1];
    if (back !== undefined) withdrawn.add(back);
    const said = JSON.stringify([row.subject, row.actor]);
    if (!later.has(said)) kept.push(row);
    later.add(said);
  }
  return kept.toReversed();
}

async function presentOf(ids: readonly string[], connection: Connection): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from statement
    where state <> 'rejected' and id in (select value from json_each(${JSON.stringify(ids)}))`.execute(connection.as());
  return new Set(rows.map(({ id }) => id));
}

/** Which statements people put together, and which they put apart. */
class Structure {
  readonly #setOf = new Map<string, Set<string>>();
  #apart: (readonly [string, string])[] = [];

  merge(ids: readonly string[]): void {
    const all = new Set(ids);
    // Each set once: the statements of a large claim that was merged before are all of one.
    for (const set of new Set(ids.flatMap((id) => this.#setOf.get(id) ?? []))) for (const id of set) all.add(id);
    for (const id of all) this.#setOf.set(id, all);
    this.#apart = this.#apart.filter(([a, b]) => !(all.has(a) && all.has(b)));
  }

  /** @param stay statements that those moved were with */
  move(moved: readonly string[], stay: readonly string[], join: readonly string[]): void {
    for (const id of moved) {
      this.#setOf.get(id)?.delete(id);
      this.#setOf.delete(id);
    }
    this.merge([...moved, ...join]);
    const all = this.#setOf.get(moved[0] ?? '') ?? new Set();
    const others = stay.filter((id) => !all.has(id));
    const few = moved.length * others.length > MOST_PAIRS ? moved.slice(0, 1) : moved;
    for (const id of few) for (const other of others) this.#apart.push([id, other]);
  }

  ids(): readonly string[] {
    return [...this.#setOf.keys(), ...this.#apart.flat()];
  }

  decided(there: ReadonlySet<string>): Pick<Decided, 'together' | 'apart'> {
    const together = [...new Set(this.#setOf.values())].flatMap((set) => {
      const [first, ...others] = [...set].filter((id) => there.has(id)).toSorted();
      return first === undefined ? [] : others.map((other) => [first, other] as const);
    });
    return { together, apart: this.#apart.filter(([a, b]) => there.has(a) && there.has(b)) };
  }
}
