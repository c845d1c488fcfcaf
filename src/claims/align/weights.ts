import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, colliery, ferry, hasmin, larkspur, mbenga, mill, orsuk, saucepans, strait, vote, aceh-quake-2013, hp-eds-2008,
 * kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005, xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [0.71, 1.85, 0.65, -2.42, 1.16, -0.36, -0.06, 0, 0, 0, -0.44, 0, 0.93, 1.03, 0.37, 0.71, -0.58, -0.36, 0.86, -1.09, -0.13, 0.42, -0.4, 0, 0.64, 0.02, -0.51, -0.13, 0.62, -0.06, -0.55, 0.04, 0.82],
  date: [-2, 2.03, 0, 0.37, 2.42, 1.25, 1.64, -0.5, -0.94, 0, 0.57, 0, 0.12, 0.13, 0, 0.21, 0, -1.66],
  quotation: [-3.49, 4.07, 2.68, 0, 0.87, -1.08, 2.73, 0.11],
  stance: [-1.08, 2.05, 1.42, 0.71, 2.3, 0.08, -0.72, 0.12, 0.03],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
