/** What is measured of one thing, whether it is what is looked for, and how much it counts. */
export interface Example {
  readonly features: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

/** Between which a weight stays: a feature that can only speak for something has no weight below 0. */
export type Bounds = readonly [least: number, most: number];

const STEPS = 40;
const SWEEPS = 200;
const ENOUGH = 1e-9;

/**
 * Weights of features, in log odds: logistic regression with a penalty on squares and bounds, by Newton’s method, where
 * each step is a quadratic problem within the bounds, solved one weight after the other (Friedman, Hastie and Tibshirani,
 * 2010). The same examples give the same weights.
 *
 * @param bounds of each feature; the first one is 1 in all examples, and has no penalty
 * @param penalty where the weights of all examples sum to 1
 */
export function logisticRegression(
  examples: readonly Example[],
  bounds: readonly Bounds[],
  penalty: number,
): readonly number[] {
  const all = examples.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return bounds.map(() => 0);
  const shares = examples.map((example) => ({ ...example, weight: example.weight / all }));
  const penalties = bounds.map((_, index) => (index === 0 ? 1e-6 : penalty));
  let weights: readonly number[] = bounds.map(() => 0);
  let loss = lossOf(shares, penalties, weights);
  for (let step = 0; step < STEPS; step += 1) {
    const direction = newtonStep(shares, bounds, penalties, weights);
    const before = loss;
    for (let length = 1; length > 1e-4; length /= 2) {
      const moved = weights.map((weight, index) => weight + length * (direction[index] ?? 0));
      const now = lossOf(shares, penalties, moved);
      if (now >= loss) continue;
      [weights, loss] = [moved, now];
      break;
    }
    if (before - loss < ENOUGH) break;
  }
  return weights;
}

function lossOf(examples: readonly Example[], penalties: readonly number[], weights: readonly number[]): number {
  let loss = 0;
  for (const { features, holds, weight } of examples) {
    const wrong = holds ? -product(features, weights) : product(features, weights);
    loss += weight * (Math.log1p(Math.exp(-Math.abs(wrong))) + Math.max(0, wrong));
  }
  for (const [index, weight] of weights.entries()) loss += ((penalties[index] ?? 0) / 2) * weight * weight;
  return loss;
}

function product(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (const [index, feature] of features.entries()) sum += feature * (weights[index] ?? 0);
  return sum;
}

/** Where the loss, taken for a parabola, is least within the bounds. */
function newtonStep(
  examples: readonly Example[],
  bounds: readonly Bounds[],
  penalties: readonly number[],
  weights: readonly number[],
): readonly number[] {
  const { slope, curve } = parabola(examples, penalties, weights);
  const step = weights.map(() => 0);
  const pull = weights.map(() => 0); // of the curve at the step
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moved = 0;
    for (const [index, [least, most]] of bounds.entries()) {
      const weight = weights[index] ?? 0;
      const own = curve[index]?.[index] ?? 1;
      const free = weight + (step[index] ?? 0) - ((slope[index] ?? 0) + (pull[index] ?? 0)) / own;
      const by = Math.min(most, Math.max(least, free)) - weight - (step[index] ?? 0);
      if (by === 0) continue;
      step[index] = (step[index] ?? 0) + by;
      for (const other of pull.keys()) pull[other] = (pull[other] ?? 0) + (curve[other]?.[index] ?? 0) * by;
      moved = Math.max(moved, Math.abs(by));
    }
    if (moved < ENOUGH) break;
  }
  return step;
}

function parabola(
  examples: readonly Example[],
  penalties: readonly number[],
  weights: readonly number[],
): { readonly slope: Float64Array; readonly curve: readonly Float64Array[] } {
  const slope = Float64Array.from(weights, (weight, index) => (penalties[index] ?? 0) * weight);
  const curve = weights.map((_, index) => {
    const row = new Float64Array(weights.length);
    row[index] = (penalties[index] ?? 0) + ENOUGH;
    return row;
  });
  for (const { features, holds, weight } of examples) {
    const likely = 1 / (1 + Math.exp(-product(features, weights)));
    const off = weight * (likely - (holds ? 1 : 0));
    const bend = weight * Math.max(1e-6, likely * (1 - likely));
    for (const [index, row] of curve.entries()) {
      const feature = features[index] ?? 0;
      if (feature === 0) continue;
      slope[index] = (slope[index] ?? 0) + off * feature;
      for (const other of row.keys()) row[other] = (row[other] ?? 0) + bend * feature * (features[other] ?? 0);
    }
  }
  return { slope, curve };
}
