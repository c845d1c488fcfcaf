import { globSync } from 'node:fs';
import { compare, group, type ComparedStatements, type Weights } from '../src/claims/align/align.ts';
import { conflictsOf } from '../src/claims/align/conflicts.ts';
import { FEATURES, type PairKind } from '../src/claims/align/pair.ts';
import { MISSING } from '../src/claims/align/weights.ts';
import { asFound, readMarkedStory, readStories, type LabelledStory } from './claim-stories.ts';

export const KINDS: readonly PairKind[] = ['figure', 'date', 'quotation', 'stance'];
/** How much better the stories have to become for a shift to stay. */
const WORTH_IT = 0.0025;

/** What was thought likely before any story was measured. */
const BEGINNING: Weights['pairs'] = {
  figure: [
    -3.25, 3, 1, -2, 3, -0.5, -0.5, 0.5, -0.25, 1, -0.5, 1, 2, 2, 1, 1, -1.5, -0.5, 1, -1.5, -1, 0.5, -1, 1.5, 0, 4, -1,
    -1, 3, -1, -1.5,
  ],
  date: [-2.5, 2.5, 1, 1.5, 1.5, 0.5, 1, -1, -0.3, 1, 1, 0, 1, 0.75, 0, 2, -0.5, -2],
  quotation: [-5.5, 6, 4, -3, 2, -1, 0, 0],
  stance: [-4.7, 2.25, 3, 1.5, 1, 0.5, 0.5, 0, 0],
};

export const beginning: Weights = { pairs: BEGINNING, missing: MISSING };

export interface Prepared extends LabelledStory {
  readonly compared: ComparedStatements;
}

const NO_RATES: ReadonlyMap<string, readonly number[]> = new Map();
const inTruth = new WeakMap<ComparedStatements, number>();

/** The stories of test/fixtures/claims, and those of a folder. */
export function storiesToLearnFrom(folder: string | undefined): readonly Prepared[] {
  const own = globSync('test/fixtures/claims/*.txt').toSorted().map(readMarkedStory);
  return [...own, ...(folder === undefined ? [] : readStories(folder))].map(asFound).map(prepare);
}

function prepare(story: LabelledStory): Prepared {
  const by = Map.groupBy(
    story.statements.toSorted((a, b) => a.start - b.start),
    ({ document }) => document,
  );
  return { ...story, compared: compare(story.documents, ({ id }) => by.get(id) ?? []) };
}

/** Moves one weight after the other while that makes the stories better. */
export function learn(from: readonly Prepared[]): Weights {
  const all = (weights: Weights): number => from.reduce((sum, story) => sum + worth(story, weights), 0) / from.length;
  let best = beginning;
  let reached = all(best);
  for (const step of STEPS) {
    for (const kind of KINDS) {
      for (const index of FEATURES[kind].keys()) {
        for (const way of [step, -step]) {
          const moved = best.pairs[kind].map((weight, at) => (at === index ? weight + way : weight));
          const weights = { ...best, pairs: { ...best.pairs, [kind]: moved } };
          const now = all(weights);
          if (now <= reached + WORTH_IT) continue;
          [best, reached] = [weights, now];
          break;
        }
      }
    }
  }
  return best;
}

/** How far a weight is moved at once. */
const STEPS = [0.75];

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
