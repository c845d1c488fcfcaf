import { GivenSources, type Naming } from '../lineage/given-sources.ts';
import { sourceKey, type Source } from '../lineage/sources.ts';

/**
 * What people decided about how statements hang together, by ids of statements. What names an unknown one is passed
 * over: its document may come back. Where `together` contradicts `apart`, or a pair before it, it is passed over too.
 */
export interface Decided {
  /** Are one claim. */
  readonly together: readonly (readonly [string, string])[];
  /** Are never one claim. */
  readonly apart: readonly (readonly [string, string])[];
  /** Are not in conflict. */
  readonly noConflict: readonly (readonly [string, string])[];
  /** `from`: the name of a source, or `document ID`; the document derives from it, or does not. */
  readonly lineage: readonly DecidedEdge[];
  /** The name under which a source is shown: two that have one are one source. The later holds. */
  readonly names: readonly Naming[];
}

export interface DecidedEdge {
  readonly document: string;
  readonly from: string;
  readonly holds: boolean;
}

/** With where it stands in the order of decisions. */
interface RankedEdge extends DecidedEdge {
  readonly rank: number;
}

/** The document that a source is, where it is one of the case. */
export function documentNamed(source: string): string | undefined {
  return /^document (.+)$/.exec(source)?.[1];
}

export const NOTHING_DECIDED: Decided = { together: [], apart: [], noConflict: [], lineage: [], names: [] };

/** By statement those with which it was decided, and where in the order of decisions. */
export type DecidedPairs = ReadonlyMap<string, readonly { readonly id: string; readonly rank: number }[]>;

/** What was decided, by what it is about. */
export interface DecidedIndex {
  readonly given: Decided;
  readonly together: DecidedPairs;
  readonly apart: DecidedPairs;
  readonly noConflict: DecidedPairs;
  readonly lineage: ReadonlyMap<string, readonly RankedEdge[]>;
  /** The documents about which something was decided that names a document as whence they come, by that one. */
  readonly derivedFrom: ReadonlyMap<string, readonly string[]>;
  /** A source under the name that people gave it. */
  readonly shown: (source: Source) => Source;
}

export function indexDecided(given: Decided): DecidedIndex {
  const names = new GivenSources(given.names);
  return {
    given,
    together: pairsById(given.together),
    apart: pairsById(given.apart),
    noConflict: pairsById(given.noConflict),
    lineage: Map.groupBy(
      given.lineage.map((edge, rank) => ({ ...edge, rank })),
      ({ document }) => document,
    ),
    derivedFrom: derivedFrom(given.lineage),
    shown: (source) => {
      const name = names.nameOf(source.name, source.key);
      if (name === undefined) return source;
      const { heard: _, ...rest } = source; // how the other name sounds
      return { ...rest, name, key: sourceKey(name) };
    },
  };
}

function derivedFrom(lineage: readonly DecidedEdge[]): DecidedIndex['derivedFrom'] {
  const by = new Map<string, string[]>();
  for (const { document, from } of lineage) {
    const named = documentNamed(from);
    if (named === undefined) continue;
    const known = by.get(named);
    if (known === undefined) by.set(named, [document]);
    else known.push(document);
  }
  return by;
}

function pairsById(pairs: readonly (readonly [string, string])[]): DecidedPairs {
  const byId = new Map<string, { id: string; rank: number }[]>();
  for (const [rank, [first, second]] of pairs.entries()) {
    for (const [one, id] of [
      [first, second],
      [second, first],
    ] as const) {
      const known = byId.get(one);
      if (known === undefined) byId.set(one, [{ id, rank }]);
      else known.push({ id, rank });
    }
  }
  return byId;
}

/** What is in one of two lists only. */
export function differing<Thing>(before: readonly Thing[], now: readonly Thing[]): readonly Thing[] {
  const [old, fresh] = [before, now].map((list) => new Set(list.map((each) => JSON.stringify(each))));
  return [
    ...before.filter((each) => fresh?.has(JSON.stringify(each)) === false),
    ...now.filter((each) => old?.has(JSON.stringify(each)) === false),
  ];
}
