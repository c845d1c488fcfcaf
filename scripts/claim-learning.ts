import { globSync } from 'node:fs';
import { compare, group, type ComparedStatements, type Weights } from '../src/claims/align/align.ts';
import { conflictsOf } from '../src/claims/align/conflicts.ts';
import { FEATURES, type PairKind } from '../src/claims/align/pair.ts';
import { MISSING } from '../src/claims/align/weights.ts';
import { readMarkedStory, readStories, type LabelledStory } from './claim-stories.ts';

export const KINDS: readonly PairKind[] = ['figure', 'date', 'quotation', 'stance'];
/** How much better the stories have to become for a shift to stay. */
const WORTH_IT = 0.0015;

/** What was thought likely before any story was measured. */
const BEGINNING: Weights['pairs'] = {
  figure: [
    -4, 3, 1.5, -1, 3, -1, -0.5, 0.5, -1, 1, -0.5, 1, 2, 2, 1, 1, -1.5, -0.5, 1, -1.5, -1, 0.5, -1, 1.5, 0, 4, -1, -1,
  ],
  date: [-3, 2.5, 1, 1.5, 1.5, 0.5, 1, -1, -0.3, 1, 1, 0, 1, 0, 0, 2, -0.5],
  quotation: [-5.5, 6, 4, -3, 2, -1, 0, 0],
  stance: [-5, 5, 1, 2, 1, 0.5, 0, 0.5, 0],
};

export const beginning: Weights = { pairs: BEGINNING, missing: MISSING };

export interface Prepared extends LabelledStory {
  readonly compared: ComparedStatements;
}

const NO_RATES: ReadonlyMap<string, number> = new Map();
const inTruth = new WeakMap<ComparedStatements, number>();

/** The stories of test/fixtures/claims, and those of a folder. */
export function storiesToLearnFrom(folder: string | undefined): readonly Prepared[] {
  const own = globSync('test/fixtures/claims/*.txt').toSorted().map(readMarkedStory);
  return [...own, ...(folder === undefined ? [] : readStories(folder))].map(prepare);
}

function prepare(story: LabelledStory): Prepared {
  const by = Map.groupBy(
    story.statements.toSorted((a, b) => a.start - b.start),
    ({ document }) => document,
  );
  return { ...story, compared: compare(story.documents, ({ id }) => by.get(id) ?? []) };
}

/**
 * Fits weights to pairs of one claim and of two (logistic regression, drawn towards what was thought likely), then moves
 * the bias of each kind while that makes the claims better.
 */
export function learn(from: readonly Prepared[]): Weights {
  const all = (weights: Weights): number => from.reduce((sum, story) => sum + worth(story, weights), 0) / from.length;
  const pairs = { ...beginning.pairs };
  for (const kind of KINDS) pairs[kind] = fitted(kind, from);
  let best: Weights = { ...beginning, pairs };
  let reached = all(best);
  for (const kind of KINDS) {
    const start = best.pairs[kind];
    for (const shift of SHIFTS) {
      const moved = start.map((weight, at) => (at === 0 ? weight + shift : weight));
      const weights = { ...best, pairs: { ...best.pairs, [kind]: moved } };
      const now = all(weights);
      if (now <= reached + WORTH_IT) continue;
      [best, reached] = [weights, now];
    }
  }
  return best;
}

const SHIFTS = [-1.5, -1, -0.5, 0.5, 1, 1.5];
/** How strongly weights are drawn to where they begin, in pairs. */
const PULL = Number(process.env['PULL'] ?? 3);
const ROUNDS = 400;

/** Every claim counts as many pairs as it has statements, and all pairs of two claims as many as those of one. */
function fitted(kind: PairKind, from: readonly Prepared[]): readonly number[] {
  const rows: { features: readonly number[]; same: number; counts: number }[] = [];
  for (const { compared, claims } of from) {
    const sizes = new Map<string, number>();
    for (const claim of claims.values()) sizes.set(claim, (sizes.get(claim) ?? 0) + 1);
    for (const { a, b, kind: of, features } of compared.pairs) {
      if (of !== kind) continue;
      const [x, y] = [a, b].map((at) => claims.get(compared.profiles[at]?.statement.id ?? '') ?? '');
      const same = x === y ? 1 : 0;
      rows.push({ features, same, counts: same === 1 ? 2 / (sizes.get(x ?? '') ?? 2) : 0 });
    }
  }
  const joined = rows.reduce((sum, { counts }) => sum + counts, 0);
  const apart = rows.filter(({ same }) => same === 0).length;
  for (const row of rows) if (row.same === 0) row.counts = (NEGATIVES * joined) / apart;
  const prior = BEGINNING[kind];
  const weights = [...prior];
  const step = 2 / Math.max(1, joined);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, at) => PULL * (weight - (prior[at] ?? 0)));
    for (const { features, same, counts } of rows) {
      let score = 0;
      for (const [at, feature] of features.entries()) score += feature * (weights[at] ?? 0);
      const miss = counts * (1 / (1 + Math.exp(-score)) - same);
      for (const [at, feature] of features.entries()) slope[at] = (slope[at] ?? 0) + miss * feature;
    }
    for (const [at, gradient] of slope.entries()) weights[at] = (weights[at] ?? 0) - step * gradient * 0.5;
  }
  return weights;
}

const NEGATIVES = Number(process.env['NEG'] ?? 1);

/** B-cubed F1 (Bagga and Baldwin, 1998) of the claims, and half of the F1 of the pairs that conflict. */
export function worth({ compared, claims }: Prepared, weights: Weights): number {
  const groups = group(compared, weights);
  const sizes = new Map<string, number>();
  for (const claim of claims.values()) sizes.set(claim, (sizes.get(claim) ?? 0) + 1);
  let [precision, recall, count] = [0, 0, 0];
  let [right, said] = [0, 0];
  for (const { statements } of groups) {
    const conflicts = conflictsOf(statements, NO_RATES);
    for (const { id } of statements) {
      const same = statements.filter((each) => claims.get(each.id) === claims.get(id)).length;
      precision += same / statements.length;
      recall += same / (sizes.get(claims.get(id) ?? '') ?? 1);
      count += 1;
    }
    said += conflicts.length;
    right += conflicts.filter(({ first, second }) => claims.get(first) === claims.get(second)).length;
  }
  const joined = f1(precision / count, recall / count);
  const all = conflictsInTruth(compared, claims);
  return (joined + 0.5 * (all === 0 ? joined : f1(said === 0 ? 0 : right / said, right / all))) / 1.5;
}

/** How many pairs of statements of one claim conflict by their values. */
function conflictsInTruth(compared: ComparedStatements, claims: ReadonlyMap<string, string>): number {
  let known = inTruth.get(compared);
  if (known !== undefined) return known;
  const claimOf = compared.profiles.map(({ statement }) => claims.get(statement.id));
  const pairs = compared.profiles.flatMap((_, a) =>
    compared.profiles.flatMap((__, b) =>
      a < b && claimOf[a] === claimOf[b] ? [{ a, b, kind: 'figure' as const, features: [] }] : [],
    ),
  );
  const truth = group(
    { ...compared, never: [], pairs: pairs.map((pair) => ({ ...pair, features: [1] })) },
    { pairs: { figure: [9], date: [9], quotation: [9], stance: [9] }, missing: -9 },
  );
  known = truth.reduce((sum, { statements }) => sum + conflictsOf(statements, NO_RATES).length, 0);
  inTruth.set(compared, known);
  return known;
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
