import type { Claim, Derivation, Join, PlacedStatement } from '../nouns/claim.ts';
import { align, type Weights } from './align/align.ts';
import type { ClaimDocument } from './align/profile.ts';
import { lineageOf } from './lineage/lineage.ts';
import { originsOf } from './lineage/origins.ts';

export type { ClaimDocument } from './align/profile.ts';

export interface LinedUp {
  /** In the order of their first statement. */
  readonly claims: readonly Claim[];
  readonly lineage: readonly Derivation[];
}

/**
 * Lines up what documents say: which statements are about one fact, where they cannot both be right, and how many
 * origins stand behind them. The order of documents, copies of them, and documents about something else change no
 * verdict and no number of origins.
 *
 * @param statements with ids that differ; those of documents that are not given are left out
 */
export function claimsOf(
  documents: readonly ClaimDocument[],
  statements: readonly PlacedStatement[],
  weights?: Weights,
): LinedUp {
  const of = Map.groupBy(statements, ({ document }) => document);
  const copies = Map.groupBy(documents, ({ text }) => text);
  const texts = [...copies.values()].map(firstOf).toSorted(inOrder);
  const twins = new Map<string, PlacedStatement[]>();
  const byText = new Map(
    [...copies].map(([text, same]) => [
      text,
      withoutTwins(
        same.flatMap(({ id }) => of.get(id) ?? []),
        twins,
      ),
    ]),
  );
  const own = (document: ClaimDocument): readonly PlacedStatement[] => byText.get(document.text) ?? [];
  const groups = align(texts, own, weights);
  const lineages = new Map(lineageOf(texts, own).map((lineage) => [lineage.document.text, lineage]));
  const textOf = new Map(documents.map(({ id, text }) => [id, text]));
  const claims = groups.map(({ statements: members, joins, conflicts }): Claim => {
    const placed = members.flatMap((statement) => {
      const lineage = lineages.get(textOf.get(statement.document) ?? '');
      return lineage === undefined ? [] : [{ statement, lineage }];
    });
    const twinsOf = (id: string): readonly string[] => (twins.get(id) ?? []).map((twin) => twin.id);
    const apart = conflicts.some(({ reason }) => reason !== 'boundary');
    const several = new Set(members.map(({ document }) => textOf.get(document))).size > 1;
    return {
      statements: members.flatMap(({ id }) => [id, ...twinsOf(id)]),
      verdict: apart ? 'conflict' : several ? 'agree' : 'single',
      joins: [...joins, ...members.flatMap(({ id }) => twinsOf(id).map((twin) => sameFile(id, twin)))],
      conflicts,
      origins: originsOf(placed).map(({ source, statements: counted }) => ({
        source,
        statements: counted.flatMap(({ id, reason }) => [id, ...twinsOf(id)].map((each) => ({ id: each, reason }))),
      })),
    };
  });
  const sameFiles = [...copies.values()].flatMap(sameFileEdges);
  return { claims, lineage: [...[...lineages.values()].flatMap(({ edges }) => edges), ...sameFiles] };
}

function sameFile(first: string, second: string): Join {
  return { first, second, reasons: ['same-words'] };
}

/** Copies of a text derive from the first of them. */
function sameFileEdges(copies: readonly ClaimDocument[]): readonly Derivation[] {
  const first = firstOf(copies);
  return copies
    .filter(({ id }) => id !== first.id)
    .map(({ id, text }) => ({
      document: id,
      from: `document ${first.id}`,
      tier: 'media',
      kind: 'same-file',
      evidence: { start: 0, end: text.length },
    }));
}

/**
 * The statements of copies of one text, each once, in the order in which they stand.
 *
 * @param twins receives, under the id of the one that is kept, those that say the same in the same place
 */
function withoutTwins(
  statements: readonly PlacedStatement[],
  twins: Map<string, PlacedStatement[]>,
): readonly PlacedStatement[] {
  const ordered = statements.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  const kept = Map.groupBy(ordered, ({ start, end, value }) => `${start} ${end} ${JSON.stringify(value)}`);
  return [...kept.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (others.length > 0) twins.set(first.id, others);
    return [first];
  });
}

function firstOf(copies: readonly ClaimDocument[]): ClaimDocument {
  return copies.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? { id: '', text: '' };
}

/** By text, so that the order in which documents come in decides nothing. */
function inOrder(a: ClaimDocument, b: ClaimDocument): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
