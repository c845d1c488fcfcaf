import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, colliery, ferry, hasmin, larkspur, mbenga, mill, orsuk, saucepans, strait, vote, aceh-quake-2013, hp-eds-2008,
 * kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005, xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [0.49, 1.6, 0.59, -2.46, 1.36, -0.32, 0, 0.43, -0.17, 0.85, 1.12, 0.45, 0.7, -0.39, -0.28, 0.85, -1.11, -0.13, 0.63, -0.39, 0.5, 0.02, -0.79, -0.04, 0.52, -0.4, 0.64],
  date: [-2.45, 1.69, 0.69, 2.67, 1.2, 1.74, -0.21, -0.83, 0.69, 0, -1.57],
  quotation: [-3.48, 4.16, 2.67, 1.07, -1.03, 2.44],
  stance: [-1.88, 2.17, 2.33, 0.53, 1.46, 0.67, -0.72, 0.11],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
