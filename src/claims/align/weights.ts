import type { PairKind } from './pair.ts';

/** What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` writes this file. */
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [
    -3.25, 3, 1, -2, 3, -0.5, -0.5, 0.5, -0.25, 1, -0.5, 1, 2, 2, 1, 1, -1.5, -0.5, 1, -1.5, -1, 0.5, -1, 1.5, 0, 4, -1,
    -1, 3, -1, -1.5,
  ],
  date: [-2.5, 2.5, 1, 1.5, 1.5, 0.5, 1, -1, -0.3, 1, 1, 0, 1, 0.75, 0, 2, -0.5, -2],
  quotation: [-5.5, 6, 4, -3, 2, -1, 0, 0],
  stance: [-4.7, 2.25, 3, 1.5, 1, 0.5, 0.5, 0, 0],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
